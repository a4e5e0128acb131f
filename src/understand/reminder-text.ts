import { isSeparator, skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { MY_PEOPLE } from './reminder-cues.js';
import type { MomentSpan } from './time/types.js';
import { byHead, wordAt } from './words.js';

/** A part of a sentence. */
export interface Stretch {
  start: number;
  end: number;
}

const REMINDER_LEADS = [
  '事项是',
  '事项为',
  '事项',
  '主题是',
  '内容是',
  '内容为',
  '内容',
  '时间是',
  '时间为',
  '时间',
  '一下我',
  '一下',
  '提醒我一下',
  '叫我',
  '喊我',
  '提醒我',
  '晚些时候',
  '一定要',
  '一定',
  '老规矩',
  '哈,',
  '喂,',
  '一次',
  '两次',
  '三次',
  '四次',
  '我自己',
  '我',
  '都要',
  '要',
  '记得',
  '记住',
  '记着',
  '别忘了',
  '不要忘了',
  '别忘记',
  '不要忘记',
  '别忘',
  '该',
  '得',
  '需要',
  '应该',
  '的时候',
  '时候',
  '的',
  '到时候',
  '到时',
  '说',
  '一声',
  '是',
  '把提醒设在',
  '请',
];
const TAILS =
  /(?:最[晚迟]|别忘了|不要忘了|别忘|不要忘|记得|帮我|给我|(?<!的)时间(?:是|为)?|(?<=[\u4e00-\u9fff]{2})(?:约|定|安排)(?:的是|好?了?在|到了?)|提醒我一下|提醒一下我|提醒我|提醒一下|提醒下我|叫我一下|叫我|喊我|到时候|到时|一下我|的时候|(?<![说道声])谢谢|麻烦了|(?<=^|[,，\s])就(?:好|行|可以)了?|[,，](?:就|你|您|但是?|请|准时|准点|按时|到点)|(?<=[,，])(?:帮我|给我)?记一?个|行吗|好吗|可以吗|可不可以|好不好|行不行|行嗎|好嗎|可以嗎|(?<=^|[,，\s])(?:怎么样|如何|成不成|成吗)|(?<=[,，\s])[你您]?(?:能不能|能否|可以|能)|(?<=[,，\s])(?:请|先|你)?(?:帮我|给我)?记(?:一下|着|下来?|住)|(?<=[\u4e00-\u9fff])(?<![合归兼吞])并且?|吧|哦|啊|哈|[\s,，.。;；:：!！?？、])+$/;

/** The sentence without the words that ask, the time and what else is cut. */
export function reminderText(
  reading: Reading,
  cueStart: number,
  cueEnd: number,
  moment: Stretch | MomentSpan | undefined,
  others: readonly Stretch[],
): string {
  const { text } = reading;
  // 「提醒我妈明天吃药」: 我 is part of who it is about.
  const ofMine = text[cueEnd - 1] === '我' && OF_MINE.test(text.slice(cueEnd, cueEnd + 2)) ? 1 : 0;
  const cuts: [number, number][] = [[cueStart, cueEnd - ofMine], ...others.map(({ start, end }): [number, number] => [start, end])];
  if (moment) {
    // 「12月18日到期，提前三天」: the day something happens stays in the words.
    const stays = 'ahead' in moment && moment.ahead === true;
    cuts.push(
      stays
        ? aheadPart(text, moment.start, moment.end)
        : [widened(text, moment.start), moment.end + (/^整(?=[\s,提叫喊催]|$)/.test(text.slice(moment.end, moment.end + 2)) ? 1 : 0)],
    );
  }
  for (const span of reading.moments('future'))
    if (moment && span.start > moment.end && /^\s?(?:[、和及与]|或者?|还是)\s?$/.test(text.slice(moment.end, span.start)))
      cuts.push([moment.end, span.end]);
  // 周一到周五 before 每天早上7点 belongs to the same time.
  for (const span of reading.moments('future'))
    if (moment && (span.end === moment.start || span.end === moment.start - 1 || /^\s?,\s?$/.test(text.slice(span.end, moment.start))))
      cuts.push([span.start, span.end]);
  const chatter = moment && cueEnd > cueStart ? chatterBefore(reading, Math.min(moment.start, cueStart), Math.max(moment.end, cueEnd)) : 0;
  if (chatter > 0) cuts.push([0, chatter]);
  cuts.sort(([one], [other]) => one - other);
  const pieces: (Stretch | undefined)[] = [];
  let at = 0;
  for (const [start, end] of cuts) {
    if (start > at) pieces.push(clean(reading, at, start));
    at = Math.max(at, end);
  }
  pieces.push(clean(reading, at, text.length));
  const all = pieces.flatMap((piece) => {
    const { start, end } = piece ? cutAt(text, piece, WEIGHT) : { start: 0, end: 0 };
    return start === end ? [] : [{ words: text.slice(start, end), said: reading.verbatim(start, end).trim() }];
  });
  const told = all
    .filter(
      ({ words }, index) =>
        !(all.length > 1 && ASIDE.test(words)) &&
        !(index < all.length - 1 && BY_MEANS.test(words)) &&
        !OF_ASKING.test(words) &&
        !LEFT_OVER.test(words),
    )
    .map(({ said }) => said);
  const joint = told.length > 1 && told.some((piece) => piece.length > 6) ? '，' : ' ';
  const words = told
    .reduce((line, piece) => (line === '' ? piece : `${line}${HAPPENS.test(line) || TOLD_TO.test(line) ? '' : joint}${piece}`), '')
    .trim();
  if (ASKED_ONLY.test(words)) return '';
  return MAY_YOU.test(text.slice(Math.max(0, cueStart - 24), cueStart))
    ? words.replace(/^(?:能|可以)\s/, '').replace(/[吗么不嗎麼][?？]?$/, '')
    : words;
}

/** Without what closes it. */
function cutAt(text: string, { start, end }: Stretch, tail: RegExp): Stretch {
  const words = text.slice(start, end).replace(tail, '').trimEnd();
  return { start, end: start + words.length };
}

const LEFT_OVER = /^(?:(?:会议?|考试|面试|时间|[它这那])?是|[和或]者?|还是)$/;
const OF_MINE = /^(?:妈(?!妈)|爸(?!爸)|哥(?!哥)|姐(?!姐)|弟(?!弟)|妹(?!妹))/;

/** 「那我上班了。对了每天晚上八点提醒我学习」: what was said in a sentence of its own before, where the thing itself stands behind the asking. */
function chatterBefore(reading: Reading, from: number, to: number): number {
  const { text } = reading;
  const mark = Math.max(text.lastIndexOf('。', from - 1), text.lastIndexOf('!', from - 1));
  if (reading.moments('future').some((span) => span.start < mark)) return 0;
  return mark > 0 && /^[\s,:]*[\u4e00-\u9fffA-Za-z]{2}/.test(text.slice(to)) ? mark + 1 : 0;
}

/** How much it matters is no part of what to do. */
const WEIGHT =
  /[,，]\s*(?:这个?|这件?事)?(?:很|特别|非常|比较|挺)?(?:重要|关键|要紧|紧急)(?:的)?$|[,，]\s*(?:同时|顺便|并且?|也)?(?:请|帮我)?[加添写放存记]加?[到进入](?:我的?|手机的?)?(?:日历|日程表?|备忘录?|待办)(?:里面?|中|上)?$/;
/** What only leads up to it: 「添加一个12月3日提醒我…」「我在开会，5分钟后提醒我…」. */
const ASIDE =
  /^(?:@\S{1,12}|(?:嘿|hi|hey|你好)?[\s,]*(?:小爱(?:同学)?|siri|小度|小艺|小布|天猫精灵|小冰)|闹[钟铃]|(?:我)?[跟和]你说(?:一?[个件])?事儿?|(?:(?:好|行|对|是)[的滴哒呀啊啦]?|嗯+|okk*|ok)+|我?(?:都|终于|已经)?[搞弄做忙干写吃画学练]?(?:完|好)了|我?(?:现在)?正?在[画写学看练做忙吃弄搞][\u4e00-\u9fff]{0,3}|(?:添加|创建|新建|安排|预约|设置|设定)(?:一?[个条])?|正?在(?:开会|开车|忙|路上|外面|外地|家)|劳烦[你您]?|劳驾[你您]?|[帮替给]我|(?:[\u4e00-\u9fff]{0,4}[啊呀哎],)?听(?:着|好了?|我说)|(?:我|最近|近来)*这?(?:个?人|脑子)?的?记性(?:太|很|真|不太|越来越)?(?:差|不好|不行|坏)?(?:得很|了)?|我?(?:就)?怕(?:误了?(?:点|事|时间)?|耽误(?:了|事)?|错过了?|赶不上|又?忘(?:了|记)?)|(?:我)?(?:[跟和与对向][^,。]{1,6})?(?:说好|讲好|约定|答应|应承|应允|应下|许诺|承诺)[了过]?(?:[^,。]{1,4})?|(?:这个?|这件?事)?(?:很|特别|非常|比较|挺)?(?:重要|关键|要紧|紧急)(?:的)?(?:事情?)?)$/;
/** 「回头提醒我…」「提前设个提醒」: of the asking, not of what is to be done. */
const OF_ASKING =
  /^(?:提醒|我?怕[^,，。]{0,3}(?:睡过头|起不来|迟到)|就[得要]|都?(?:帮我|给我)?(?:设定|设置)|等到?|到了|一到就?|还是要?|也?还?要|也还?|[你您]|从现在起?|都|[定设][在到]?|开始|起|(?:或者?|要不)?[你您]|再|先|准时|准点|按时|就|过[完了]|[之以]?后|提前|回头|改天|到时候?|到点|待一?会儿?|等一?会儿?|过一?会儿?|一会儿?|晚点儿?|晚些|稍后|抽空|有空|得空)$/;
/** 「今晚八点电话提醒我…」: how it is to be told. */
const BY_MEANS = /^(?:(?:打|用)?电话|(?:[发用])?(?:短信|微信|消息))$/;
/** 「提醒爷爷」: who is to be told. */
const TOLD_TO = /^提醒[\u4e00-\u9fff]{1,4}$/;
/** 「睡前」「饭后」「天黑前」: goes with what follows. */
const HAPPENS = /^[\u4e00-\u9fff]{1,6}(?:前|后|时|时候|前一[天周])$/;

/** 「可以提醒我…吗」: the asking is no part of the words. */
const MAY_YOU = /(?:能|可以|可不可以|能不能|行不行)(?:请?你?您?)[^,。]{0,16}$/;
/** 「明天能提醒我一下吗」: nothing is said yet of what. */
const ASKED_ONLY = /^(?:能|可以|行|好|可不可以|能不能)?\s?(?:吗|么|不|呢)?[?？]?$/;

/** A 在, 到 or 于 that only leads to the time, 「年会定在」 too. */
export function widened(text: string, start: number): number {
  if (start > 3 && AGREED.test(text.slice(start - 4, start))) return start - 2;
  return start > 0 && '在于到从自'.includes(text[start - 1] as string) && !'现存各亲'.includes(text[start - 2] || '-') ? start - 1 : start;
}

const AGREED = /[\u4e00-\u9fff](?:(?<![预确决固邀赴])[约定]在|[改推挪]到)$/;

function aheadPart(text: string, start: number, end: number): [number, number] {
  const at = text.slice(start, end).search(/提前|之前|前/);
  return at < 0 ? [start, end] : [start + at, end];
}

function clean(reading: Reading, from: number, to: number): Stretch | undefined {
  const { text } = reading;
  let start = from;
  for (let turns = 0; turns < 6; turns++) {
    start = skipSeparators(text, start);
    const lead = wordAt(text, start, LEADS, to);
    if (
      !lead ||
      (lead === '要' && text[start + 1] === '求') ||
      (lead === '请' && ('客假教示帖柬'.includes(text[start + 1] || '-') || reading.mentions.some((one) => one.start === start + 1))) ||
      (lead === '得' && start > from) ||
      (/我$/.test(lead) && MY_PEOPLE.test(text.slice(start + lead.length, start + lead.length + 8))) ||
      (lead.endsWith('次') && '性数元级'.includes(text[start + 2] || '-')) ||
      (lead === '说' && text[start + 1] === '明') ||
      (lead === '该' && text[start + 1] === '客') ||
      (lead === '那' && '件条事'.includes(text[start + 1] || '-')) ||
      (lead === '给我' && '爸妈老儿女爷奶哥姐弟妹家'.includes(text[start + 2] || '-'))
    )
      break;
    if (lead === '的' && start === from && from > 0 && reading.mentions.some((one) => one.end === start)) break;
    start += lead.length;
  }
  let end = to;
  while (end > start && isSeparator(text.charCodeAt(end - 1))) end--;
  return start < end ? cutAt(text, { start, end }, TAILS) : undefined;
}

const POLITE_LEADS = [
  '不好意思',
  '我想问一下',
  '我想问',
  '想问一下',
  '想问',
  '我是说',
  '我想说',
  '我想麻烦你',
  '我想麻烦',
  '我想请你',
  '我想请',
  '想麻烦你',
  '想请你',
  '我要你',
  '从今以后',
  '今后',
  '以后',
  '请帮我安排',
  '帮我安排',
  '请安排',
  '请帮我',
  '就是说',
  '那个',
  '嗯',
  '呃',
  '帮忙',
  '请帮忙',
  '麻烦帮忙',
  '麻烦帮我',
  '能不能',
  '可不可以',
  '帮我',
  '麻烦你',
  '麻烦',
  '请你',
  '你',
  '您',
  '请',
  '给我',
  '能否',
  '可以',
  '财伴',
  '小财',
  '财宝',
  '务必',
  '千万',
  '我怕忘了',
  '我怕忘记',
  '我怕忘',
  '怕忘了',
  '怕忘记',
  '怕忘',
  '点儿,',
  'Siri,',
  'siri,',
  '小爱同学,',
  '小度小度,',
  '天猫精灵,',
  '吧,',
  '哎对了',
  '哎呀',
  '哎',
  '小助手',
  '小助理',
  '助手',
  '好的',
  '嗯',
  '那',
  '对了',
  '呢',
  '还有就是',
  '另外就是',
  '然后就是',
  '还有',
  '另外',
  '然后',
  '定个',
  '设个',
  '定时',
  '设置',
  '加个',
];

const LEADS = byHead([...POLITE_LEADS, ...REMINDER_LEADS]);

import type { IntentSpec } from '../domain/intent.js';
import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { isDoneAt } from './errand.js';
import { futureMoment } from './future-moment.js';
import { fillReminder, inTheMorning } from './fill-reminder.js';
import { isNotOwn, isQuestion, isSpeakers, isToldByOthers, spec } from './free-guard.js';
import type { Reading } from './reading.js';
import { fillReminders, OF_ALL } from './several-reminders.js';
import { mainMention } from './slots.js';
import { isVague, whenAhead } from './when.js';

const REMIND_CUES = [
  '提醒一下我',
  '提醒我一下',
  '提醒下我',
  '提醒我',
  '叫醒我',
  '喊醒我',
  '叫一下我',
  '喊一下我',
  '叫下我',
  '喊下我',
  '通知我',
  '告诉我',
  '叫我',
  '喊我',
  '催我',
  '别让我睡过头',
  '别让我迟到',
  '别让我错过',
  '别让我忘了',
  '别让我忘',
  '别忘了',
  '不要忘了',
  '别忘',
  '记得',
  '记着',
  '记住',
];

/** 「…好吗」「…行不行」 asks nothing. */
const IS_POLITE = /(?:好|行|可以|成)(?:吗|么|不好?|不行)[\s?]*$/;
const BLOCKS_CUE =
  /说|问|讲|让|(?<![开例晨夕早晚周年班个有])会(?!议)|没|不|忘了|怎么|为什么|谁|经常|总是|每次|已经|昨天|谢谢|感谢|多亏|还好|幸好|你们|他们|老婆|老公|领导|同事|妈妈?|爸爸?|告诉|要求|以前|之前你|还|一直|都|才/;

/** 「设一个明天下午三点的闹钟」「创建一个提醒」「帮我设个后天交材料的提醒」. */
const REMIND_NOUN =
  /(?:再|另)?(?:设置|设定|设|定|创建|新建|添加|加|建|订|调|安排|[搞弄整来上](?=一?个))(?:一?个|一?下|一?条)?([^,。;!?]{0,30}?)(的?(?:闹钟|闹铃|提醒(?!一?下?我)|日程))(?!事项|功能|设置)/;

/** 提醒 alone, set apart as on a slip: 「12点 提醒 取外卖」「提醒：11月27日 交总结」「明天三点提醒一下」. */
const BARE_CUE = /提醒(?:一?下下?)?(?=[\s:,.。!]|$)/;
/** 「明晚7点钟提醒看直播培训」: 我 left out; 「提醒客户…」 is to remind somebody else. */
const GLUED_CUE = /提醒(?:一下)?(?![我你您他她它们大各客同谁功能设的了过事服])(?=[\u4e00-\u9fff]{2})/;

/** Said before the cue and part of it. */
const URGED = /(?:别忘了|不要忘了|别忘|不要忘|记得|记着|记住|务必|到时候|到时)$/;

export function reminderAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  if (!intent || (!reading.hasCue(CUES.remind) && !text.includes('通知我') && !text.includes('告诉我') && !text.includes('提前'))) return undefined;
  const noun = reading.hasCue(CUES.alarm) ? REMIND_NOUN.exec(text) : null;
  if (
    noun &&
    (noun.index <= 8 || before(reading, 0, noun.index).rest === '') &&
    !/哪些|什么|几个|多少|[那这]个/.test(noun[1] ?? '') &&
    isToBeMade(reading, noun.index + noun[0].length) &&
    (!isQuestion(reading) || IS_POLITE.test(text)) &&
    !isNotOwn(reading, noun.index) &&
    !BLOCKS_CUE.test(text.slice(0, noun.index))
  ) {
    const end = noun.index + noun[0].length;
    const closing = { start: end - (noun[2] ?? '').length, end };
    const filled = fillReminder(reading, intent, noun.index, closing.start - (noun[1] ?? '').length, closing);
    const isAlarm = noun[0].includes('闹');
    const words = filled.args['text'] ?? (isAlarm ? '闹钟' : undefined);
    const missing = filled.missing.filter((name) => name !== 'text' || words === undefined);
    if (filled.args['at'] || words !== undefined)
      return { ...filled, args: { ...filled.args, ...(words === undefined ? {} : { text: words }) }, missing, isGuessed: true, confidence: 0.88 };
  }
  const alarm = reading.hasCue(CUES.alarm) ? /的?(?:闹钟|闹铃|提醒)[\s。.!]*$/.exec(text) : null;
  const alarmAt = alarm && futureMoment(reading);
  if (
    alarm &&
    alarmAt &&
    alarmAt.end === alarm.index &&
    !/取消|删|清|关|改|查|看|有|几|什么|多少|是|别|不/.test(text.slice(0, alarmAt.start)) &&
    isSpeakers(reading, text.slice(0, alarm.index))
  ) {
    const filled = fillReminder(reading, intent, alarm.index, text.length);
    return {
      ...filled,
      args: { ...filled.args, text: '闹钟' },
      missing: filled.missing.filter((name) => name !== 'text'),
      isGuessed: true,
      confidence: 0.85,
    };
  }
  for (const cue of REMIND_CUES) {
    const at = text.indexOf(cue);
    if (at < 0 || reading.isQuoted(at)) continue;
    const after = text.slice(at + cue.length);
    if (/^(?:们|了(?!$)|过(?![几两一二三半]|[0-9]|会|阵|段|些)|的|得|才|吗|没)/.test(after) && !(cue === '别忘' && after.startsWith('了'))) continue;
    const moment = futureMoment(reading);
    // 「十分钟后告诉我…」 asks for it then, 「明天告诉我」 is said to anybody.
    if (cue === '告诉我' && !(moment?.end === at && /后$/.test(moment.text))) continue;
    if (BEGINS_URGED.test(cue) && tellsBefore(reading, at)) continue;
    if (BEGINS_URGED.test(cue) && !cue.includes('让我') && !text.includes('提醒') && isSaidToOthers(reading, at, futureMoment(reading))) continue;
    if (CALLS_ME.has(cue) && isAskedByClient(reading, at)) continue;
    const isStrong = cue.includes('提醒') || cue.includes('忘');
    const isPast = !moment && /^[叫喊]/.test(cue) && reading.moments('future').some((span) => span.value.date === reading.today && span.value.time);
    if (!moment && !isPast && (!isStrong || cue.startsWith('别忘') || cue.startsWith('不要忘'))) continue;
    if (
      cue.startsWith('记') &&
      (/(?<!帮)我$|还$|你$|他$|她$|不$|都$/.test(text.slice(0, at)) || /^(?:他|她|上次|以前|当时|那|小时候|你|去年|昨天|刚)/.test(after))
    )
      continue;
    const urged = URGED.exec(text.slice(0, at));
    if (!moment && /[?]$|吗$|呢$|什么|怎么|多少/.test(text.trimEnd())) continue;
    const cueStart = urged && !BEGINS_URGED.test(cue) ? urged.index : at;
    const clauseStart = clauseBefore(reading, at);
    const told = before(reading, clauseStart, cueStart, /^(?:一下|一声)?[吧哈啊\s。.!]*$/.test(after));
    const isList = OF_ALL.test(text) && !isToldOrImagined(reading, at) && fillReminders(reading, intent, cueStart, at + cue.length).args['also'];
    if (isList) return fillReminders(reading, intent, cueStart, at + cue.length);
    const isConditional = moment?.value.time !== undefined && /我/.test(cue) && isOwnCondition(reading, at);
    if (!isConditional && (told.isBlocked || (told.isLed && BEGINS_URGED.test(cue)) || isToldOrImagined(reading, at))) continue;
    if (
      isQuestion(reading) &&
      !GOES_ON.test(text) &&
      !/(?:行|好|可以|能|成)(?:吗|么|不)?[\s?]*$|[^吗么呢]吧[\s。.]*$/.test(text.trimEnd()) &&
      !/能|可以|可不可以/.test(text.slice(clauseStart, at)) &&
      !(moment && ASKED_LATER.test(after))
    )
      continue;
    const filled = fillReminders(reading, intent, cueStart, at + cue.length);
    if (cue.includes('醒我') && !cue.startsWith('提') && !filled.args['text'])
      Object.assign(filled, { args: { ...filled.args, text: '起床' }, missing: filled.missing.filter((name) => name !== 'text') });
    if (!filled.args['text'] && !moment && !isPast && !(cue.includes('提醒') && text.length <= 12 && at <= 8)) continue;
    if (filled.args['also']) return filled;
    const isNamed = cue.includes('提醒我') || cue.includes('提醒一下我') || cue.includes('提醒下我');
    const isSure = isNamed && !told.isLed && !isConditional;
    return { ...filled, isGuessed: filled.isGuessed || !isSure, confidence: isSure ? 0.95 : 0.8 };
  }
  return alarmSetAct(reading, intent) ?? leadAct(reading, intent) ?? bareAct(reading, intent);
}

/** 「明天起床闹钟定六点四十五」: the alarm first, and what it is set to. */
const ALARM_SET = /(起床)?的?(?:闹钟|闹铃)(?:给我|帮我)?(?:定|设)(?:在|到|个|成|置)?$/;

function alarmSetAct(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  if (!reading.hasCue(CUES.alarm) || isQuestion(reading)) return undefined;
  const moment = reading.moments('future').find((span) => span.value.time !== undefined && ALARM_SET.test(text.slice(0, span.start)));
  const set = moment && ALARM_SET.exec(text.slice(0, moment.start));
  const lead = set && text.slice(0, set.index);
  if (!moment || !set || !/^[\s吧。.!]*$/.test(text.slice(moment.end)) || /[的了说给他她你]|不|没|别/.test(lead ?? '')) return undefined;
  const day = reading.moments('future').find((span) => span.end <= set.index && span.kind === 'date' && !span.value.endDate && !isVague(span));
  const at = { ...whenAhead(moment), ...(day?.value.date ? { date: day.value.date } : {}) };
  const { recurrence: _none, ...once } = at;
  return draft(intent, { at: inTheMorning(reading, once, moment), text: set[1] ?? '闹钟' }, { isGuessed: true, confidence: 0.85 });
}

/** 「下周日中午同学聚会，提前两小时提醒」「周五吃火锅，提前一个小时说一声」: asked for at the end, by how long before. */
const LEAD_TAIL =
  /提前[^,。;]{1,8}?(?:分钟?|小时|钟头?|刻钟?|天|周|星期|个?月)(?:的?时候|就)?((?:提醒|说|叫|喊|通知|告诉|知会|吱)(?:我|下|一?声|一下)*)[\s。.!]*$/;

function leadAct(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const tail = text.includes('提前') ? LEAD_TAIL.exec(text) : null;
  const said = tail && text.slice(0, tail.index);
  if (!tail || !said || !futureMoment(reading) || isQuestion(reading) || isToldOrImagined(reading, tail.index) || SUBJECT.test(said))
    return undefined;
  const clause = said.slice(clauseBefore(reading, tail.index)).replace(/记得|务必|麻烦|请|帮我|到时候?|[\s,]/g, '');
  if (BLOCKS_CUE.test(clause) || /会$|可以|需要?$|必须|应该/.test(clause) || /[了过][\s,。]*$/.test(said)) return undefined;
  const start = tail.index + tail[0].indexOf(tail[1] as string);
  const filled = fillReminders(reading, intent, start, start + (tail[1] as string).length);
  return { ...filled, isGuessed: true, confidence: 0.8 };
}

function gluedCue(reading: Reading): RegExpExecArray | null {
  const found = GLUED_CUE.exec(reading.text);
  return found && !reading.has('question') && !'的次被条个'.includes(reading.text[found.index - 1] ?? '的') ? found : null;
}

function bareAct(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const bare = reading.hasCue(CUES.alarm) ? (BARE_CUE.exec(text) ?? gluedCue(reading)) : null;
  if (!bare) return undefined;
  const start = bare.index;
  const end = start + bare[0].length;
  const moment = futureMoment(reading);
  if (isQuestion(reading) || isToldOrImagined(reading, start) || reading.has('not')) return undefined;
  // 「早饭后 提醒买菜」: when that is, is asked.
  if (!moment && !(WHEN_IT_HAPPENS.test(text.slice(0, start).trim()) && isDoneAt(text.slice(end).trim()))) return undefined;
  // Nothing but times and courtesy before it, and no feeling about it behind.
  const told = before(reading, 0, start);
  const lead = told.isLed ? '' : told.rest;
  const isClosing =
    /^[\s。.!]*$/.test(text.slice(end)) && text[start - 1] === ' ' && text.length <= 24 && !/[说问讲没不谢的了]|每次|已经|昨天/.test(text);
  if ((lead !== '' && !isClosing) || /[了啊呢嘛的过][\s。.!]*$|^[\s,:]*(?:太|没|不|都|又|也|功能|服务)/.test(text.slice(end))) return undefined;
  const filled = fillReminder(reading, intent, start, end);
  return { ...filled, isGuessed: true, confidence: 0.8 };
}

/** Where the clause of a cue begins: behind a mark, or behind a space that closes words with a time of their own. */
function clauseBefore(reading: Reading, at: number): number {
  const { text } = reading;
  const mark = Math.max(...[',', '。', ';', '!', '?'].map((one) => text.lastIndexOf(one, at - 1))) + 1;
  const space = text.lastIndexOf(' ', at - 1);
  const isTimed = space > mark && reading.moments('future').some((span) => span.start >= mark && span.end <= space);
  return isTimed && !/说|讲|问|让/.test(text.slice(mark, space)) ? space + 1 : mark;
}

/** 「添加账户的时候忘了选短信提醒…」 talks of one: a reminder to be made has its time, or nothing behind it. */
function isToBeMade(reading: Reading, end: number): boolean {
  return futureMoment(reading) !== undefined || (end <= 14 && /^[\s。.!吧]*$/.test(reading.text.slice(end)));
}

/** 「跟张国强吃了个午饭…记得送份贺礼」: the sentence tells of a contact, and this is a promise in it. */
function tellsBefore(reading: Reading, at: number): boolean {
  const main = mainMention(reading);
  return (
    main !== undefined &&
    main.end <= at &&
    reading.words.some((hit) => (hit.tag === 'met' || hit.tag === 'did' || hit.tag === 'cameIn' || hit.tag === 'outcome') && hit.end <= at)
  );
}

const CALLS_ME = new Set(['叫我', '喊我', '催我', '记得', '记着']);

/** 「刚电话孙丽华，她忙着，叫我别烦她，过俩礼拜再说」: what the client asked, in a report; a time right before it is an instruction. */
function isAskedByClient(reading: Reading, at: number): boolean {
  const main = mainMention(reading);
  if (!main || main.by === 'pronoun' || main.start >= at) return false;
  const isTold = tellsBefore(reading, at) || (reading.has('just', 0, at) && reading.has('mode', 0, at));
  const from = clauseBefore(reading, at);
  return isTold && !reading.moments('future').some((span) => span.start >= from && span.end <= at);
}

/** 别忘了, 记得 said to somebody else: 「咱们中午一起去，别忘了」. */
const TO_OTHERS = /你|您|咱|大家|我们|给我|亲|(?:带|拿|送|捎|搬|借|还)过来/;

const COAXING = /[啊哦哈呀哟啦嘛呗噢喔][\s。.!~]*$/;

/** 「今天下雨了，记得带伞」「记得晚上回家啊」: the day is told apart from the urging, or the tone is one for people. */
function isSaidToOthers({ text }: Reading, at: number, moment: { start: number; end: number } | undefined): boolean {
  if (TO_OTHERS.test(text) || COAXING.test(text)) return true;
  return moment !== undefined && moment.end <= at && /[,。;!?]/.test(text.slice(moment.end, at)) && /[了的]/.test(text.slice(moment.end, at));
}

/** 「锅里炖着肉呢」 tells, and asks nothing. */
const GOES_ON = /[着正在][^,。]{0,6}呢[\s。.!]*$/;

const BEGINS_URGED = /^(?:别|不要|记)/;

/** 「…看一下钱到了没有」: what is to be asked then, not now. */
const ASKED_LATER = /^.{0,4}(?:看|查|问|确认|核实|核对|了解|跟进|盯|关注).*[^我]$/;

/** 「他说提醒我…」, 「如果提醒我…」; what stands behind the cue is what to remind of, films and training too; before it they are what has its time. */
function isToldOrImagined(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading)) return true;
  return reading.words.some(
    (hit) =>
      (hit.tag === 'hypothetical' || hit.tag === 'hearsay') &&
      hit.start < at &&
      !reading.isQuoted(hit.start) &&
      !EVENT.test(reading.text.slice(hit.start, hit.end)),
  );
}

/** 「等我到家提醒我收衣服」: a time no clock tells; it is asked. */
const WHEN_IT_HAPPENS =
  /^(?:等(?:我|他|她)?|一|快)?(?:起来|起床|(?:上班|下班|回家)?路上|到家|到网点|到支行|到行里|到单位|到公司|到了|下雨|下雪|天黑|下班|上班|出门|回家|回来|睡前|睡觉|早饭|午饭|晚饭|饭|吃完饭?|散会|开完会|忙完|有空)(?:了|前|后|时|之前|之后|以后|的时候)?$/;

/** 「考前一周」「开会前10分钟」「生日那天」: reckoned from something whose day may not be in the words. */
const BEFORE_EVENT =
  /^(?:(?![^,。]{0,5}(?:每次|都|总|修|改|取消|删))[^,。]{0,6}?(?:考试?|会议?|开会|面试|面签|手术|起飞|发车|开车|开赛|开课|上课|开始|出发|登机|到期|截止|婚礼|生日|体检|比赛|演出|活动|过期)(?:(?:之|以)?[前后](?:的)?(?:[0-9一二两三四五六七八九十半]{1,3}个?半?(?:天|周|星期|礼拜|月|小时|钟头|分钟|刻钟))?|的?时候?|那天|当天)|(?:过完|过了)[\u4e00-\u9fff]{1,3}|下午茶(?:时间|时候?)?|饭点|茶歇|午休(?:时间|时候?|前|后)?)$/;

/** What has its time and is to be thought of before it: 「周四的会提前一天提醒我」. */
const EVENT =
  /(?:[早晨午晚例周班夕]?会|会议|培训|考试|面试|面签|双录|课|比赛|航班|飞机|火车|高铁|动车|车|船|演出|电影|聚会|聚餐|饭局|婚礼|手术|体检|复诊|回诊|复查|出院|开学|放学|开盘|收盘|门诊|活动|路演|答辩|验收|讲座|直播|值班|生日|纪念日|约)(?:我?主持|我?参加|我?主讲)?(?:的)?$/;
/** 「如果三点张伟还没来，提醒我打电话」: the hour is told, what depends on something stays in the words. */
function isOwnCondition(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading) || reading.has('hearsay') || isQuestion(reading)) return false;
  const conditions = reading.hits('hypothetical', 0, at);
  return (
    conditions.length === 1 &&
    conditions.every((hit) => /^(?:如果|要是|万一|若是)$/.test(reading.text.slice(hit.start, hit.end))) &&
    /没|不|忘/.test(reading.text.slice(0, at)) &&
    !/你们|他们|谢谢|应该|就好/.test(reading.text)
  );
}

/** At some time that is not said. */
const LATER =
  /待一?会儿?|等一?会儿?|等一?下|过一?会儿?|一会儿?|尽快|尽早|抽空|有空|得空|晚点|晚些|稍后|稍晚|或者?|还是|每隔一?段时间|隔三差五|时不时|到点了|[一每]?[天日]?[一两二三四五六]次|周末两天/g;
/** 「妈妈回诊提醒我带健保卡」: whose thing it is; she does not do the reminding. */
const OF_FAMILY =
  /^我?(?:妈妈?|爸爸?|老婆|老公|孩子|儿子|女儿|媳妇|爱人|父母|爷爷|奶奶|外婆|姥姥|岳母|岳父|公公|婆婆|宝宝|狗狗|猫咪?)的?(?=(?:过?生日|回诊|复诊|复查|体检|手术|出院|开学|放假|放学|家长会|考试|比赛|飞机|高铁|火车|航班)$)/;
/** Who is said to do the reminding, or of whom it is told. */
const SUBJECT = /他|她|它|老师|医生|护士|物业|系统|手机|银行|公司|客户|同事|领导|每次|总是?|老是?|上次/;

/**
 * What stands before 提醒我 in its clause besides times, courtesy and clients. `isBlocked`: somebody else who reminds, a story.
 * `isLed`: something that has its time stands there.
 */
function before(reading: Reading, from: number, to: number, isLast = false): { rest: string; isBlocked: boolean; isLed: boolean } {
  const { text } = reading;
  let rest = '';
  for (let at = from; at < to; at++) {
    const span = reading.times('future').find((one) => at >= one.start && at < one.end);
    const mention = reading.mentions.find((one) => at >= one.start && at < one.end);
    if (span) at = span.end - 1;
    else if (mention) at = mention.end - 1;
    else rest += text[at];
  }
  if (WHEN_IT_HAPPENS.test(rest.trim()) || BEFORE_EVENT.test(rest.trim())) return { rest: '', isBlocked: false, isLed: false };
  rest = rest
    .replace(LATER, '')
    .replace(
      /到时候?|到点|到时间|提前[^,。;]{1,6}(?:分钟|小时|钟头|刻钟|天|周)|(?:连续|连着|一连)(?:[0-9一二两三四五六七八九十]+(?:天|周|个?星期|个?礼拜|个月)|半个月)/g,
      '',
    )
    .replace(/^(?:从|自)?(?:起|开始|往后)|^(?:从|自)|早中?晚/g, '')
    .replace(/[周星期礼拜][一二三四五六日天]|每天|工作日|到|至|提前|各|分别|和|跟|还有/g, '')
    .replace(
      /就是说|那个|这个|就是|呃|额|啊|呢|请|麻烦|帮我|帮忙|帮|能不能|可不可以|能否|可以|能|你|您|那|嗯|好的|到时候|到时|记得|再|也|先|另外|还有|对了|财伴|小财|小助手|小助理|助手|务必|千万|一定|准时|按时|准点|番茄钟|从|起|于|整|要|在|的|设置|设定|设|定|创建|新建|添加|安排|预约|弄|搞|加|建|一?个|[\s,、]/g,
      '',
    );
  if (rest === '') return { rest, isBlocked: false, isLed: false };
  rest = rest.replace(OF_FAMILY, '');
  const isBlocking = BLOCKS_CUE.test(rest);
  const hasClient = reading.mentions.some((one) => one.start >= from && one.end <= to && one.people.length > 0);
  if (!isBlocking && (hasClient || /(?:前|后|时|时候|之前|之后|到期|开会|个会|有会|过期)$/.test(rest)))
    return { rest, isBlocked: false, isLed: false };
  // 「周四晚上练琴提醒我」: what to do, and then the asking.
  if (
    isLast &&
    !isBlocking &&
    rest.length <= 10 &&
    !SUBJECT.test(rest) &&
    isDoneAt(rest.replace(/^(?:睡前|睡觉前|饭前|饭后|下班后|下班前|上班前|出门前|起床后)/, ''))
  )
    return { rest: '', isBlocked: false, isLed: true };
  const event = EVENT.exec(rest);
  const isLed =
    event !== null &&
    (futureMoment(reading) !== undefined || rest.length <= 6) &&
    rest.length <= 10 &&
    !SUBJECT.test(rest) &&
    !BLOCKS_CUE.test(rest.slice(0, event.index));
  return { rest, isBlocked: !isLed, isLed };
}

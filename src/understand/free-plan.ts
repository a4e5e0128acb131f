import { CUES } from './cues.js';
import { draft } from './draft.js';
import type { Draft } from './draft.js';
import { fillAppointment } from './fill-appointment.js';
import { futureMoment } from './future-moment.js';
import { wordOf } from './fill-case.js';
import { fillReminder } from './fill-reminder.js';
import { argOf, isNotOwn, isQuestion, isSpeakers, isToldByOthers, spec, strangerBeside } from './free-guard.js';
import { LEARNED_THEN, SAID_THEN, isNextYears } from './free-told.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

/** 「下周一上午十一点在会议室见」: 见 at the end, with where. */
const SEES = /(?:在|到|[跟和与同])[^,。;!?]{2,16}见(?:面|个面|一面)?[\s。.!]*$/;

/** 「下周一上午有空，十点半去他公司」: he is free, and the hour is that of going there. */
const FREE_THEN =
  /^[^,。;说问]{0,10}(?:有空|得空|方便|在家|在公司|在店里)[\s,]+(?:我)?[^,。;]{0,8}[点半:0-9分](?:再|就)?(?:去|到|上|来|见|过去|登门)/;

/** 「让王总明天上午十点来」: who, when, and 来. */
const COMES = /^(?:能|要|会|可以|过|再)*来(?:一趟|一下|我这儿?|我这里|行里|网点|支行)?[\s。.!]*$/;

/** 「下周一十点跟欧阳静视频」 */
const isWith = (text: string, main: { start: number; end: number }): boolean =>
  /[跟和与同]$/.test(text.slice(0, main.start)) &&
  /^(?:视频|语音|通话|连线|电话会议?|开个?会|聊一?聊|谈一?谈|聊|谈)[\s。.!]*$/.test(text.slice(main.end));

/** 「和王总约好周五上午十点在园区支行见」「李阿姨明天上午来网点办业务」. */
export function appointmentAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'appointment');
  const main = mainMention(reading);
  if (!intent || isQuestion(reading) || isToldByOthers(reading) || reading.has('hypothetical') || reading.has('hearsay')) return undefined;
  const { text } = reading;
  const arranged = !(reading.hasCue(CUES.arrange) || /[好排]|见我/.test(text))
    ? null
    : /^(?:定|约|(?:说|讲|约|敲|谈|确)(?:好|定))(?:下来)?了(?=[,\s])|[要想]见我|(?<=[\u4e00-\u9fff])预约了?(?=[今明后]|下+个?[周星礼]|这?(?:周|星期|礼拜)|[0-9])|约好|约了|约定|约在|约上了|约我|约他|约她|约好了|约到|定好了|定[在于](?=[今明后下本周星礼0-9一二三四五六七八九十])|定了(?=[^,]{0,14}见)|(?<=[\u4e00-\u9fff])定了(?=(?:[今明后]|下|周|星期|礼拜|[0-9]{1,2}[月号日])[^,。;]{2,20}(?:去看|去谈|去签|面签|来办|来签|来谈))|(?<=^[把将][^,。]{2,8})(?:排|安排)[到在](?=[今明后下本这周星礼0-9])|说定|(?:说|讲|谈|商量|敲)好了?(?=[今明后下本周星礼0-9一二三四五六七八九十][^,。;]{0,20}(?:见|碰头|碰面|来网点|过来|面签|来[办签取领]))|(?:帮我|给我|麻烦)(?:约上|约一下|约好|排上|安排上|定上)|约(?=\S{2,5}(?:明|后|今|下|周|星期|礼拜|[0-9])|[今明后]天|下+个?(?:周|星期|礼拜)|这?(?:周|星期|礼拜)[一二三四五六日天])(?<!(?:大|预|制|节|签|解|契|违)约)/.exec(
        text,
      );
  const isFree = main !== undefined && FREE_THEN.test(text.slice(main.end));
  const isComing =
    main !== undefined &&
    text.includes('来', main.end) &&
    reading
      .moments('future')
      .some(
        ({ start, end, value }) =>
          start >= main.end && value.date !== undefined && /^(?:说|会|要|能|想)?$/.test(text.slice(main.end, start)) && COMES.test(text.slice(end)),
      );
  const meet =
    isFree || isComing
      ? main
      : (reading.hits('meeting').find((hit) => !reading.isQuoted(hit.start)) ??
        (main && ((text.includes('见') && SEES.test(text)) || isWith(text, main)) ? main : undefined));
  const moment = futureMoment(reading);
  if (!moment || (!arranged && !meet)) return undefined;
  // 「跟吴静约定，资料齐了两个工作日内办好」: by when something is done, and nobody comes.
  if (!meet && moment.bound === 'by') return undefined;
  if (moment.kind === 'recurrence' || moment.value.date === undefined) return undefined;
  // 「周四去了赵敏公司，下次见面约好了」: that day is gone.
  if (/^(?:[去来到见]|拜访|面谈|走访)了/.test(text.slice(moment.end))) return undefined;
  if (!arranged && meet && moment.value.date === reading.today && moment.value.time === undefined && DONE_THEN.test(text.slice(meet.end)))
    return undefined;
  // Who arranges hears words too: only of a meal that was had.
  const isHad = !arranged && !/约[^,]{0,2}$/.test(text.slice(0, main?.start ?? 0));
  if (isHad && moment.value.date === reading.today && moment.value.time === undefined && LEARNED_THEN.test(text.slice(moment.end))) return undefined;
  // 「跟王总喝茶，他答应…，我月底前把方案做好」: the day of what was promised.
  if (isHad && meet && moment.start > meet.end && LEARNED_THEN.test(text.slice(meet.end, moment.start))) return undefined;
  // 「下周三去日本…我让她周二之前来网点换」: which day is meant the words do not settle.
  if (!arranged && meet && reading.moments('future').some((span) => span.start >= moment.end && span.end <= meet.start)) return undefined;
  if (/(?:没|不|别|取消|推掉|不用|不想)(?:约|来|见|去|能来|来了)|见到了|见上了|见了面|(?:面签|双录|签|面谈|聊|谈)完了/.test(text)) return undefined;
  const person = main ? { start: main.start, client: argOf(reading, main) } : undefined;
  const stranger = person ? undefined : strangerBeside(reading);
  const client = person?.client ?? stranger;
  // Of somebody who is no client, only what was arranged with him: 「给小谢发短信今晚一起吃饭」 is no appointment of ours.
  if (!client || (stranger && !arranged) || (arranged && reading.isQuoted(arranged.index))) return undefined;
  if (
    !isSpeakers(
      reading,
      text
        .slice(0, person?.start ?? 0)
        .replace(/[跟和与约请给帮陪]$|约好?$/, '')
        .replace(/^(?:帮我|请|麻烦|给我)*(?:安排|定|约)(?:一?下|一?个)?/, ''),
    )
  )
    return undefined;
  const filled = fillAppointment(reading, intent, 0, main ? { arg: client, start: main.start, end: main.end, mention: main } : undefined);
  return {
    ...filled,
    args: { ...filled.args, client },
    missing: filled.missing.filter((name) => name !== 'client'),
    isGuessed: true,
    confidence: arranged ? 0.88 : 0.8,
  };
}

/** 「中秋祝福 赵敏」「给王总拟一段生日祝福」. */
export function greetingAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'greeting');
  const main = mainMention(reading);
  const { text } = reading;
  const wishes = /祝福|恭喜|祝贺|道贺|问候/.exec(text);
  const at = wishes?.index ?? -1;
  if (
    !intent ||
    !main ||
    at < 0 ||
    text.length > 24 ||
    isQuestion(reading) ||
    isNotOwn(reading, at) ||
    reading.has('met') ||
    /说|收到|发了|发过|谢/.test(text)
  )
    return undefined;
  const occasion = wordOf(reading, intent, 'occasion', 0);
  // A draft that is asked for is shown, not asked about: nothing leaves with it.
  const isAsked = /(?:写|拟|编|来|想|准备|起草)[一]?[个段句条份]?[^,。]{0,4}$/.test(text.slice(0, at));
  // 「恭喜王总升职」 says it; only what is to be written is asked for.
  if (wishes?.[0] !== '祝福' && !isAsked) return undefined;
  return draft(
    intent,
    { client: argOf(reading, main), ...(occasion ? { occasion } : {}) },
    isAsked ? { confidence: 0.92 } : { isGuessed: true, confidence: 0.85 },
  );
}

const WAS_DONE =
  /[坐聊谈吃喝待呆逛走打做见送办][了过](?![吗吧])(?:[一两二三四五半几0-9个会场趟次面顿杯]|[\s,。]|$)|[做办送发寄打说讲](?:的|了)[^,。]{1,10}[,\s][他她]|[送交寄拿发还][到给][^,。]{1,8}了[\s。]*$/;

/** 「今天过来把密码重置了」 */
const DONE_THEN = /^[^,。;]{0,12}[\u4e00-\u9fff](?:了|过)(?:[,。\s]|$)/;

/** What takes the client something is to be done for or with: 给, 拜访, 应承了, 催一下. */
const TAKES_WHOM =
  /(?:给|跟|和|帮|替|陪着?|找|约|联系|拜访|回访|通知|提醒|催|把|问|回|见|看望|看|探望|接|送|请|带|领|完成|做完|落实|欠|(?:答应|应承|应允|许诺|承诺)(?:过|了|下)?|应[了下])(?:一?下|一声|一次)?(?:客户)?$/;
/** 「周五跟进一下王总」: the day first; 「跟进王总：…」 heads a record. */
const FOLLOWS = /(?:跟进|盯[着紧]?|催|联系|回访|走访|看望|慰问|问)(?:一?下|一声|一次)?$/;
/** 「周五问下李阿姨考虑得怎么样」: what is asked of her then, and no question of ours. */
const ASKS_THEN = /(?:问问?|打听|确认|核实)(?:一?下|一声)?$/;
/** 「周三回访李阿姨」: a day of this week and a visit, nothing told of it. */
const BARE_PLAN = /^(?:我)?(?:要|得|准备|打算)?(?:再|去)?(?:回访|走访|看望|探望|慰问|跟进)(?:一?下)?$/;
const OF_THIS_WEEK = /^(?:这|本)?(?:周|星期|礼拜)[一二三四五六日天](?:[上下]午|早上|晚上)?/;

/** What a manager notes for a day that is to come, in the words a record of the last one would begin with. */
export function isBarePlan(reading: Reading): boolean {
  const main = mainMention(reading);
  const moment = main && futureMoment(reading);
  if (!main || moment?.start !== 0 || !OF_THIS_WEEK.test(moment.text) || (moment.value.date ?? '') <= reading.today) return false;
  return BARE_PLAN.test(reading.text.slice(moment.end, main.start)) && /^[\s。.!]*$/.test(reading.text.slice(main.end));
}

/** 「下周三给老张送方案」「明天联系王总」: something to do with a client, on a day to come. */
export function planAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const main = mainMention(reading);
  const moment = futureMoment(reading);
  if (!intent || !main || !moment || isToldByOthers(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const asksThen = moment.end <= main.start && ASKS_THEN.test(reading.text.slice(moment.end, main.start));
  if (!asksThen && isQuestion(reading)) return undefined;
  if (
    moment.value.date === undefined ||
    moment.kind === 'recurrence' ||
    moment.grain === 'year' ||
    moment.grain === 'month' ||
    moment.grain === 'quarter'
  )
    return undefined;
  const { text } = reading;
  // 「已给张伟发短信通知周五停机」
  if (/^[\s]*(?:我)?(?:刚|都)?已(?:经)?(?:给|跟|帮|向|把|通知|告知|约|和)/.test(text)) return undefined;
  const gone = reading.moments('past').find((span) => span.start === moment.start);
  // 「11月20号给老赵做的…」, 「礼拜四跟她去茶馆坐了一个钟头」: it was.
  if (gone && (isNextYears(reading, gone, moment) || (gone.value.date ?? '9') <= reading.today) && WAS_DONE.test(text.slice(moment.end)))
    return undefined;
  // 「祝教师节快乐」 names no day to do it on; 「你可以联系下她」 is said to somebody.
  if (text[moment.start - 1] === '祝' || /你(?:们)?(?:可以|能|去|先|再|要|记得|帮)/.test(text.slice(0, main.start))) return undefined;
  if (moment.end < main.start && /[。;!?]|[了的][,]/.test(text.slice(moment.end, main.start))) return undefined;
  // 「跟他打电话核实…，他下周来更新」: what he will do.
  if (moment.start > main.end && /[,\s](?:他|她)/.test(text.slice(main.end, moment.start))) return undefined;
  const before = text.slice(0, main.start);
  const follows = moment.start < main.start && FOLLOWS.test(before);
  const isObject =
    follows ||
    TAKES_WHOM.test(before) ||
    (/(?:去|到|上)$/.test(before) && /^(?:的)?(?:家|公司|单位|办公室|店|厂|那儿|那里|那边|那)/.test(text.slice(main.end)));
  const isWanted = main.start === 0 && /^(?:要|想要|需要|催|等着?要?)的[^,。;我]{1,12}我/.test(text.slice(main.end));
  const act =
    reading.hits('act').some((hit) => hit.start >= main.end || (hit.end <= main.start && hit.end >= main.start - 1)) ||
    /(?:完成|做完|落实|处理|欠|带|领)$/.test(before) ||
    follows ||
    /^(?:的[^,。]{1,8})?(?:写|对账|改好|弄好|备好|核对)|^打(?:一?个|一下|过去|一次)?吧?[\s。.!]*$/.test(text.slice(main.end));
  if (/鸽子|没来(?!得及|电)|爽约|失约/.test(text)) return undefined;
  if (/[,\s](?:花了|用了|忙了|折腾了)/.test(text.slice(main.end))) return undefined;
  if (!(isObject || isWanted) || !act || SAID_THEN.test(text.slice(main.end))) return undefined;
  if (!asksThen && (reading.has('not') || reading.has('question'))) return undefined;
  const lead = text
    .slice(0, Math.min(main.start, moment.start))
    .replace(TAKES_WHOM, '')
    .replace(FOLLOWS, '')
    .replace(/[上到]$/, '')
    .replace(/(?:说|讲)好了?|承诺了?|我|要|得|需要|准备|打算|应该|记得|,|\s|再|去|[之以]?前/g, '');
  if (lead.length > 1) return undefined;
  const filled = fillReminder(reading, intent, 0, 0);
  return { ...filled, isGuessed: true, confidence: 0.75 };
}

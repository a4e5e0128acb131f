import type { IntentSpec } from '../domain/intent.js';
import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { isDoneAt } from './errand.js';
import { futureMoment } from './future-moment.js';
import { fillReminder, lengthBefore, lengthLeft } from './fill-reminder.js';
import { isNotOwn, isQuestion, isSpeakers, spec } from './free-guard.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import {
  before,
  BLOCKS_CUE,
  CALLS_ME,
  clauseBefore,
  isAskedByClient,
  isOwnCondition,
  isSaidToOthers,
  isToldOrImagined,
  NO_SUCH_HOUR,
  SUBJECT,
  tellsBefore,
  turnsToAsk,
  WHEN_IT_HAPPENS,
  WHO_REMINDS,
} from './reminder-guard.js';
import { marksIn, MY_PEOPLE, PEOPLE, REMIND_CUES } from './reminder-cues.js';
import { inTheMorning } from './reminder-hours.js';
import { fillReminders, OF_ALL } from './several-reminders.js';
import type { MomentSpan } from './time/types.js';
import { isVague, whenAhead } from './when.js';

/** 「…好吗」「…行不行」 asks nothing. */
const IS_POLITE =
  /^(?:你|请)?(?:能不能|可不可以|能否)(?:请?你|帮我|给我|再|请)*(?:设|定|建|加|新增|创建|添加)|^(?:你|请)?(?:能|可以|可不可以|能不能)(?:帮我|给我|再|请)*(?:设|定|建|加|上|来)[^。;]*[吗么][\s?]*$|(?:好|行|可以|成)(?:吗|么|不好?|不行)[\s?]*$/;
/** 「设一个明天下午三点的闹钟」「创建一个提醒」「帮我设个后天交材料的提醒」. */
const REMIND_NOUN =
  /(?:再|另)?(?:设置|设定|设|定|创建|新建|新增|添加|加|建|订|调|安排|[搞弄整来上](?=一?个))(?:一?个|一?下|一?条)?([^,。;!?]{0,30}?)(的?(?:闹钟|闹铃|提醒(?!一?下?我)|日程))(?!事项|功能|设置)/;

/** 提醒 alone, set apart as on a slip: 「12点 提醒 取外卖」「提醒：11月27日 交总结」「明天三点提醒一下」. */
const BARE_CUE = /提醒(?:一?下下?)?(?=[\s:,.。!]|$)/;
/** 「明晚7点钟提醒看直播培训」: 我 left out; 「提醒客户…」 is to remind somebody else. */
const GLUED_CUE = /提醒(?:一下)?(?![我你您他她它们大各客同谁功能设的了过事服])(?=[\u4e00-\u9fff]{2})/;

/** Said before the cue and part of it. */
const URGED = /(?:别忘[了记]|不要忘[了记]|别忘|不要忘|记得|记着|记住|务必|到时候|到时)$/;

export function reminderAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  if (!intent || (!reading.hasCue(CUES.remind) && !text.includes('通知我') && !text.includes('告诉我') && !text.includes('提前'))) return undefined;
  const made = reading.hasCue(CUES.alarm) ? REMIND_NOUN.exec(text) : null;
  // 「王建国…提醒」: 建 is of his name.
  const noun = made && reading.mentions.some(({ start, end }) => made.index >= start && made.index < end) ? null : made;
  if (
    noun &&
    (noun.index <= 8 || before(reading, clauseBefore(reading, noun.index), noun.index).rest === '') &&
    !/哪些|什么|几个|多少|[那这]个|^[过了好得]/.test(noun[1] ?? '') &&
    isToBeMade(reading, noun.index + noun[0].length) &&
    (!isQuestion(reading) || IS_POLITE.test(text)) &&
    !isNotOwn(reading, noun.index) &&
    !BLOCKS_CUE.test(text.slice(clauseBefore(reading, noun.index), noun.index).replace(/能不能|可不可以/, ''))
  ) {
    const end = noun.index + noun[0].length;
    const closing = { start: end - (noun[2] ?? '').length, end };
    const filled = fillReminder(reading, intent, noun.index, closing.start - (noun[1] ?? '').length, closing);
    const isAlarm = noun[0].includes('闹');
    const words = filled.args['text'] ?? (isAlarm ? '闹钟' : undefined);
    const missing = filled.missing.filter((name) => name !== 'text' || words === undefined);
    if (filled.args['at'] || words !== undefined || text.slice(0, noun.index).includes('提前'))
      return { ...filled, args: { ...filled.args, ...(words === undefined ? {} : { text: words }) }, missing, isGuessed: true, confidence: 0.88 };
  }
  const alarm = reading.hasCue(CUES.alarm) ? /的?(?:(?:闹钟|闹铃)(?:吧|哈|就行|就好)?|提醒)[\s。.!]*$/.exec(text) : null;
  const alarmAt = alarm && futureMoment(reading);
  if (
    alarm &&
    alarmAt &&
    alarmAt.end === alarm.index &&
    !/取消|删|清|关|改|查|看|有|几|什么|多少|是|别|不/.test(text.slice(0, alarmAt.start)) &&
    isSpeakers(reading, text.slice(0, alarm.index))
  ) {
    const filled = fillReminder(reading, intent, alarm.index, text.length);
    const isBell = alarm[0].includes('闹') || !filled.missing.includes('at');
    return {
      ...filled,
      args: { ...filled.args, text: isBell ? '闹钟' : filled.args['text'] },
      missing: isBell ? filled.missing.filter((name) => name !== 'text') : filled.missing,
      isGuessed: true,
      confidence: 0.85,
    };
  }
  for (const { cue, at } of cuesIn(text)) {
    if (reading.isQuoted(at)) continue;
    const after = text.slice(at + cue.length);
    if (
      /^(?:们|了(?!$|解)|过(?![几两一二三半]|[0-9]|会|阵|段|些)|的|得|才|吗|没)/.test(after) &&
      !(cue === '别忘' && after.startsWith('了')) &&
      !isMayYou(reading, at)
    )
      continue;
    // 「为什么你每天晚上提醒我打卡」 asks why.
    if (ASKS_WHY.test(text.slice(0, at))) return undefined;
    if (WHO_REMINDS.test(after) || (cue === '提醒我' && MY_PEOPLE.test(after))) continue;
    const moment = futureMoment(reading);
    // 「十分钟后告诉我…」 asks for it then, 「明天告诉我」 is said to anybody.
    if (cue === '告诉我' && !(moment?.end === at && /后$/.test(moment.text)) && !isThen(reading, moment, at) && !AHEAD.test(text.slice(0, at)))
      continue;
    if (BEGINS_URGED.test(cue) && tellsBefore(reading, at)) continue;
    if (BEGINS_URGED.test(cue) && !cue.includes('让我') && !text.includes('提醒') && isSaidToOthers(reading, at, futureMoment(reading))) continue;
    if (CALLS_ME.has(cue) && isAskedByClient(reading, at)) continue;
    const isStrong = cue.includes('提醒') || cue.includes('忘');
    const isPast =
      !moment &&
      reading
        .moments('future')
        .some(({ end, value }) =>
          value.date === reading.today
            ? /^[叫喊]/.test(cue) && value.time !== undefined
            : end <= at && cue === '提醒我' && (value.date ?? reading.today) < reading.today,
        );
    const isLong = !moment && CALLS_ME.has(cue) && (lengthBefore(reading, at) ?? lengthLeft(reading)) !== undefined;
    if (
      !moment &&
      !isLong &&
      !isPast &&
      !isAtEvent(reading, at, after) &&
      !NO_SUCH_HOUR.test(text) &&
      (!isStrong || cue.startsWith('别忘') || cue.startsWith('不要忘'))
    )
      continue;
    if (
      cue.startsWith('记') &&
      (/(?<!帮)我$|还$|你$|他$|她$|不$|都$|想$|会$|能$|永远$|我想以后$/.test(text.slice(0, at)) ||
        /^(?:他|她|上次|以前|当时|那|小时候|你|去年|昨天|刚)/.test(after) ||
        OF_ONESELF.test(after))
    )
      continue;
    const urged = URGED.exec(text.slice(0, at));
    if (!moment && !isLong && /[?]$|吗$|呢$|什么|怎么|多少/.test(text.trimEnd())) continue;
    const led = urged && !BEGINS_URGED.test(cue) ? urged.index : at;
    const cueStart = led - (YOU.exec(text.slice(0, led))?.[0].length ?? 0);
    const clauseStart = clauseBefore(reading, at);
    const told = before(reading, clauseStart, cueStart, /^(?:一下|一声)?[吧哈啊\s。.!]*$/.test(after));
    const isList = OF_ALL.test(text) && !isToldOrImagined(reading, at) && fillReminders(reading, intent, cueStart, at + cue.length).args['also'];
    if (isList) return fillReminders(reading, intent, cueStart, at + cue.length);
    const isTold = isToldOrImagined(reading, at);
    const isAddressed = isTold && turnsToAsk(reading, at)?.isAddressed === true && !reading.isQuoted(at);
    const isConditional = moment?.value.time !== undefined && /我/.test(cue) && isOwnCondition(reading, at);
    const isAimless = told.isLed && BEGINS_URGED.test(cue) && !cue.includes('让我');
    if (!isConditional && (told.isBlocked || isAimless || (!isAddressed && isTold))) continue;
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
    if (!filled.args['text'] && !moment && !isLong && !isPast && !NO_SUCH_HOUR.test(text) && !(cue.includes('提醒') && text.length <= 12 && at <= 8))
      continue;
    if (filled.args['also']) return filled;
    const isNamed = cue.includes('提醒我') || cue.includes('提醒一下我') || cue.includes('提醒下我');
    const isSure =
      isNamed &&
      !told.isLed &&
      !ONLY_SO.test(after) &&
      !(moment && moment.end <= cueStart && marksIn(text.slice(moment.end, cueStart)).length > 1) &&
      text[cueStart - 1] !== '都' &&
      !isConditional &&
      !isAddressed &&
      !NOT_YET.test(text) &&
      !OF_SOMEBODY.test(after);
    return { ...filled, isGuessed: filled.isGuessed || !isSure, confidence: isSure ? 0.95 : 0.8 };
  }
  return alarmSetAct(reading, intent) ?? leadAct(reading, intent) ?? othersAct(reading, intent) ?? bareAct(reading, intent);
}

/** Words of asking and where they stand; of each the first two: 「明天别叫我起床，后天六点叫我」. */
function cuesIn(text: string): { cue: string; at: number }[] {
  return REMIND_CUES.flatMap((cue) => {
    const at = text.indexOf(cue);
    const next = at < 0 ? -1 : text.indexOf(cue, at + cue.length);
    return [at, next].filter((one) => one >= 0).map((one) => ({ cue, at: one }));
  });
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

/** 「睡前叫我吃药」: when that is, is asked. */
const isAtEvent = ({ text }: Reading, at: number, after: string): boolean =>
  at <= LONGEST_EVENT && WHEN_IT_HAPPENS.test(text.slice(0, at).trim()) && (/^(?:一[下声])?[\s。.!]*$/.test(after) || isDoneAt(after.trim()));
const LONGEST_EVENT = 8;

/** 「明天下午三点提醒大家交周报」: others are to be told, and the reminder says so. */
function othersAct(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const at = text.lastIndexOf('提醒');
  const behind = at + '提醒'.length + (text.startsWith('一下', at + 2) ? 2 : 0);
  const who = text.slice(behind);
  if (at < 0 || reading.isQuoted(at) || isQuestion(reading) || /[了过吗呢啊嘛][\s。.!]*$/.test(text)) return undefined;
  const isNamed = reading.mentions.some((one) => one.start === behind && one.people.length > 0 && one.end < text.length);
  if (!isNamed && !PEOPLE.test(who) && !(who.startsWith('我') && MY_PEOPLE.test(who.slice(1)))) return undefined;
  const moment = futureMoment(reading);
  if (!moment || moment.end > at || (moment.value.date === reading.today && moment.value.time === undefined && !moment.value.recurrence))
    return undefined;
  const told = before(reading, 0, at);
  if (told.rest !== '' || told.isBlocked || isToldOrImagined(reading, at)) return undefined;
  const filled = fillReminder(reading, intent, at, at);
  return { ...filled, isGuessed: true, confidence: 0.8 };
}

function gluedCue(reading: Reading): RegExpExecArray | null {
  const found = GLUED_CUE.exec(reading.text);
  return found && !reading.has('question') && !'的次被条个'.includes(reading.text[found.index - 1] ?? '的') ? found : null;
}

/** 「今日到期提醒」「风险提醒」: what stands over a message. */
const OF_HEADING = /到期|风险|温馨|友情|特别|服务|功能|短信/;

function bareAct(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const bare = reading.hasCue(CUES.alarm) ? (BARE_CUE.exec(text) ?? gluedCue(reading)) : null;
  if (!bare) return undefined;
  const start = bare.index;
  const end = start + bare[0].length;
  // 「交警提醒：下周一起…」 stands over a message.
  if (start > 0 && text[end] === ':' && !reading.moments('future').some((span) => span.end <= start)) return undefined;
  const moment = futureMoment(reading);
  const isAsked = isQuestion(reading) && !/[点半刻分0-9一二三四五六七八九十]吧[\s。.]*$/.test(text);
  if (isAsked || isToldOrImagined(reading, start) || reading.has('not')) return undefined;
  // 「早饭后 提醒买菜」: when that is, is asked.
  if (!moment && !(WHEN_IT_HAPPENS.test(text.slice(0, start).trim()) && isDoneAt(text.slice(end).trim()))) return undefined;
  // Nothing but times and courtesy before it, and no feeling about it behind.
  const told = before(reading, ownClause(reading, start), start, /一?下$/.test(bare[0]));
  const lead = told.isLed && !OF_HEADING.test(text.slice(0, start)) ? '' : told.rest;
  const isClosing =
    /^[\s。.!]*$/.test(text.slice(end)) && text[start - 1] === ' ' && text.length <= 24 && !/[说问讲没不谢的了]|每次|已经|昨天/.test(text);
  if ((lead !== '' && !isClosing) || /[了啊呢嘛的过][\s。.!]*$|^[\s,:]*(?:太|没|不|都|又|也|功能|服务)/.test(text.slice(end))) return undefined;
  const filled = fillReminder(reading, intent, start, PEOPLE.test(text.slice(end)) ? start : end);
  return { ...filled, isGuessed: true, confidence: 0.8 };
}

/** 「领导航班后天13:40落地，13:00提醒司机出发」: a clause with nothing in it but an hour and the asking stands for itself. */
function ownClause(reading: Reading, at: number): number {
  const from = clauseBefore(reading, at);
  const hour = reading.moments('future').find((span) => span.start === skipSeparators(reading.text, from) && span.value.time !== undefined);
  return hour?.end === at ? from : 0;
}

/** 「1点半能提醒我吗」: asked politely, with its time. */
const isMayYou = (reading: Reading, at: number): boolean =>
  /能|可以/.test(reading.text.slice(Math.max(0, at - 16), at)) && /我[吗么不][\s?。]*$/.test(reading.text) && futureMoment(reading) !== undefined;

/** 「添加账户的时候忘了选短信提醒…」 talks of one: a reminder to be made has its time, or nothing behind it. */
function isToBeMade(reading: Reading, end: number): boolean {
  return futureMoment(reading) !== undefined || (end <= 14 && /^[\s。.!吧吗么?]*$/.test(reading.text.slice(end)));
}

/** 「锅里炖着肉呢」 tells, and asks nothing. */
const GOES_ON =
  /[着正在][^,。]{0,6}呢[\s。.!]*$|(?:提醒|[叫喊])我(?![^,。]*(?:什么|啥|怎么|哪|谁|几|多少|[吗么?]|是不是|会不会|要不要))[^,。]{2,10}呢[\s。.!]*$/;

/** 「后天中午十二点的时候告诉我…」 */
const isThen = ({ text }: Reading, moment: MomentSpan | undefined, at: number): boolean =>
  moment?.kind === 'time' && moment.value.time !== undefined && text.slice(moment.end, at) === '的时候';

/** 「…，提前两天告诉我」 */
const AHEAD = /提前[0-9一二两三四五六七八九十半]{1,3}个?(?:分钟|小时|钟头|天|周|星期|月)(?:再|就)?$/;

/** 「先不要新增，明天提醒我…」: whether it is to be kept at all. */
const NOT_YET = /(?:不要|别|不用|请勿|不必)(?:真的?|急着)?(?:新增|新建|创建|建立|设置|设定|添加|加|排程|保存)/;

/** 「记住，我习惯11点睡觉」: how the speaker is, and nothing to be done. */
const OF_ONESELF = /^[\s,:]*(?:我(?:习惯|喜欢|不[爱吃喝喜]|爱|偏好|讨厌|是|叫|住|一般|通常|平时|的|每)|(?:以后|今后)(?!.*[提叫]醒?我))/;

/** 「明天开会你提醒我一下」 */
const YOU = /(?<![给跟和找问帮替对让])(?:麻烦[你您]?|请[你您]?|[你您])$/;

/** 「明天提醒我查看的工程师退休了」 */
const OF_SOMEBODY = /的[\u4e00-\u9fff]{2,6}了[\s。.!]*$/;

const ASKS_WHY = /(?:^|[,。\s])(?:那|哎|你|我|它)?(?:为什么|为啥|为何|干嘛|干吗|凭什么|怎么(?!办))[^,。?]*$/;

/** 「按你那个计划来，每天提醒我就好」: of what, stands elsewhere. */
const ONLY_SO = /^就(?:好|行|可以|够)/;

const BEGINS_URGED = /^(?:别|不要|记)/;

/** 「…看一下钱到了没有」: what is to be asked then, not now. */
const ASKED_LATER = /^.{0,4}(?:看|查|问|确认|核实|核对|了解|跟进|盯|关注|弄清|搞清|研究|想清|打听|复核).*[^我]$/;

import { draft, withClient, type Draft } from './draft.js';
import { fillAppointment } from './fill-appointment.js';
import { fillContact } from './fill-contact.js';
import { fillReminder } from './fill-reminder.js';
import { keptDayAct } from './free-day.js';
import { spec } from './free-guard.js';
import { traitsBehind } from './free-profile.js';
import { registeredAct } from './free-wish.js';
import { isTalk, type Filler } from './keyword-list.js';
import { skipSeparators, type Keyword } from './keyword.js';
import type { Reading } from './reading.js';
import { othersMet } from './others-met.js';
import { remindMeIn } from './reminder-cues.js';
import { clientIn, isResolved, lastSpokenOf, takeClient, tokenEnd, type TakenClient } from './slots.js';

export const contact: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const start = skipFillers(text, keyword.end);
  if (start >= text.length)
    return keyword.word.length > 1 || closed ? draft(keyword.intent, {}, { missing: ['client', 'summary'], confidence: 0.9 }) : undefined;
  const noted = notedToDo(reading, keyword);
  if (noted) return noted;
  // 「登记一下，李秀兰老伴12月12号手术」: a day that is kept.
  const day = keyword.word.startsWith('登记') ? keptDayAct(reading) : undefined;
  if (day) return day;
  // 「登记一下周岚的生日」: a day to remember, and no contact.
  if (keyword.word === '登记一下' && /^[^,。]{0,12}(?:纪念日|生日)/.test(text.slice(start))) return undefined;
  if (
    /一?下$/.test(keyword.word) &&
    !reading.has('kin', start) &&
    /^[^,。\s]{2,8}(?:[\u4e00-\u9fff]{0,2}纪念日|生日|婚礼|婚宴|[\u4e00-\u9fff]{0,5}周年|开业)(?:是|在|:)?[\s]*[0-9一二三四五六七八九十正冬腊农阴][^,。\s]{2,9}$/.test(
      text.slice(start),
    )
  )
    return undefined;
  const demanded = keyword.word.startsWith('登记') ? registeredAct(reading, start) : undefined;
  if (demanded) return demanded;
  const front = takeClient(reading, start, { anyToken: false });
  const isOpen = !closed && keyword.word.length === 1;
  if (isOpen && !front) return undefined;
  const taken = front ?? clientIn(reading, start, false) ?? (closed ? strangerAhead(reading, start) : undefined);
  const isFront = taken !== undefined && taken.start <= skipWords(reading, start);
  const isFree = !taken && !reading.context.lastClient;
  if ((isFree || isHourAhead(reading, start)) && keyword.word.length > 1) {
    const plan = rememberTo(reading, keyword);
    if (plan) return plan;
  }
  if (!taken && !closed) return undefined;
  if (!taken && isTalk(reading, start)) return undefined;
  if (!closed && !isFront && !reading.has('met', start) && !reading.has('mode', start)) return undefined;
  const kept = isFront && keyword.word.length > 1 ? traitsBehind(reading, taken.end) : undefined;
  const profile = kept && spec(reading, 'profile');
  if (profile) return draft(profile, { client: taken?.arg, facts: kept }, { isGuessed: true, confidence: 0.85, ...(taken ? { taken } : {}) });
  const others = taken ? othersMet(reading, taken) : undefined;
  const filled = fillContact(reading, start, isFront && others ? others.end : start, true, others?.apart, others?.ownEnd);
  if (others && others.names.length > 0) filled.args['others'] = others.names;
  const missing = [...filled.missing];
  const pronoun = reading.mentions.find((one) => one.by === 'pronoun' && one.start >= start);
  const last = lastSpokenOf(reading);
  const client = taken?.arg ?? (last && pronoun && isResolved(last) ? { ...last, by: 'pronoun' as const } : last);
  return draft(keyword.intent, withClient(filled.args, client, missing), { missing, isGuessed: filled.isGuessed, ...(taken ? { taken } : {}) });
};

/** Past 啊, 就是, 那个: what is said while thinking. */
function skipFillers(text: string, from: number): number {
  let at = skipSeparators(text, from);
  for (let turns = 0; turns < 4; turns++) {
    const word = ['就是说', '就是', '那个', '啊', '呀', '哈', '哦', '嗯', '呃', '额'].find((one) => text.startsWith(one, at));
    if (!word) break;
    at = skipSeparators(text, at + word.length);
  }
  return at;
}

const TO_DO = /^(?:一?下|一?[个条])?(?:待办|提醒|日程|备忘|闹钟|闹铃)(?:事项)?[\s:,]*/;

/** 「记个待办，明早九点给顾明回电」: it is said to be one, whoever it is about. */
function notedToDo(reading: Reading, keyword: Keyword): Draft | undefined {
  const noted = TO_DO.exec(reading.text.slice(keyword.end));
  const intent = noted ? spec(reading, 'reminder') : undefined;
  return intent && noted ? fillReminder(reading, intent, keyword.start, keyword.end + noted[0].length) : undefined;
}

/** 「记一下 周四上午十点 跟吴静看基金」: a weekday with its hour that may be gone or to come, and no word of anything done. */
function isHourAhead(reading: Reading, start: number): boolean {
  const { text } = reading;
  if (!/^(?:周|星期|礼拜)/.test(text.slice(start)) || /[了过完]|没|说|聊|谈|刚/.test(text.slice(start))) return false;
  return reading.moments('future').some((span) => span.start === start && span.value.time !== undefined && (span.value.date ?? '') > reading.today);
}

/** 「记一下明天下午开会」: nobody was met; it is to be remembered. */
function rememberTo(reading: Reading, keyword: Keyword): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const moment = reading.moments('future').find((span) => span.start >= keyword.end && (span.value.date ?? '') >= reading.today);
  if (!intent || !moment || reading.has('met', keyword.end) || isTalk(reading, keyword.end)) return undefined;
  const isNamed = reading.text.startsWith('提醒', keyword.end);
  const filled = fillReminder(reading, intent, keyword.start, keyword.end + (isNamed ? 2 : 0));
  return filled.args['text'] ? { ...filled, isGuessed: true, confidence: 0.8 } : undefined;
}

/** 「记 昨天 张三 电话 …」: a name that is not at the very front, of nobody among the clients. */
function strangerAhead(reading: Reading, start: number): TakenClient | undefined {
  const first = takeClient(reading, start);
  if (first) return first;
  const end = tokenEnd(reading.text, start);
  return end < reading.text.length && reading.times().some((span) => span.start === start)
    ? takeClient(reading, end, { anyToken: false })
    : undefined;
}

/** Past 和, 跟, 刚才, a day: what may stand before the client. */
function skipWords(reading: Reading, start: number): number {
  let at = start;
  for (let turns = 0; turns < 3; turns++) {
    const word = ['刚才', '刚刚', '刚', '一下', '客户', '跟', '和', '给', '与', '见见', '见一下', '见', '拜访', '陪'].find((one) =>
      reading.text.startsWith(one, at),
    );
    if (!word) break;
    at = skipSeparators(reading.text, at + word.length);
  }
  return at;
}

export const appointment: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const start = skipSeparators(text, keyword.end);
  const taken = takeClient(reading, start, { anyToken: closed && keyword.word !== '约' }) ?? clientIn(reading, start, false);
  const isFront = taken !== undefined && taken.start <= skipWords(reading, start);
  if (!closed && !isFront) return undefined;
  // 「帮我预约 12月23号提醒我挂号」: of oneself, and to be reminded of.
  if (!taken && remindMeIn(text).some((cue) => cue.index >= start)) return undefined;
  if (closed && !taken && !reading.moments('future').some((span) => span.start >= start)) {
    return start >= text.length && keyword.word.length > 1 ? draft(keyword.intent, {}, { missing: ['client', 'at'], confidence: 0.85 }) : undefined;
  }
  // 「约了王总好几次今天终于见到了」: they met.
  if (/见到了|见上了|见了面|[聊谈喝吃坐](?:了|得|完|过|[妥好成拢]了)|说[妥好]了/.test(text.slice(start))) return undefined;
  if (/[?]$|吗$|呢$/.test(text.trimEnd()) || /没来(?!得及|电|过)|没赴约|没约[上成到着]|没见[到着上]|爽约|失约|放了?鸽子/.test(text.slice(start)))
    return undefined;
  return fillAppointment(reading, keyword.intent, start, taken);
};

export const onSite: Filler = (reading, keyword, closed) => {
  const { text } = reading;
  const taken = clientIn(reading, keyword.end, closed);
  if (!taken || (!closed && !taken.mention))
    return closed && skipSeparators(text, keyword.end) >= text.length
      ? draft(keyword.intent, {}, { missing: ['client', 'text'], confidence: 0.85 })
      : undefined;
  const words = reading.verbatim(skipSeparators(text, taken.end), text.length).trim();
  return draft(keyword.intent, { client: taken.arg, ...(words ? { text: words } : {}) }, { missing: words ? [] : ['text'], taken });
};

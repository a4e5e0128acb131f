import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { dayArg, statedFact } from './facts.js';
import { argOf, isQuestion, spec } from './free-guard.js';
import type { Clause, Reading } from './reading.js';
import { mainMention } from './slots.js';

/** What leads to the client: that something is to be kept, or for whom. */
const LEAD =
  /^[\s]*(?:请|麻烦|帮我|帮忙)*(记住了?|记着|记得|记下|(?:记|登记?|存)(?:一?[个下])?(?:日子|生日|出行|纪念日|行程|大事)|记一下|登记一?下?|登一下|存一?下|记)?[\s,:]*(?:给|帮|替|为|把)?(?:客户)?$/;
/** 「给周岚登记个…」, behind him. */
const PUTS = /^(?:登记?|记录|记|加|添|存|补)(?:上|下)?(?:一?个|一下)?/;
/** 「…，记着」 at the end, as what, and what it is kept for. */
const KEPT =
  /[,\s]+(?:请|帮我|帮忙|给(?:他|她)?|你)*(?:记住|记着|记下来?|记一下|记一笔|记个?(?:大事|日子|纪念日|出行|行程)|[记存](?:成|为|到|进)(?:大事|日子|纪念日|出行|关怀(?:日子)?)里?|记住这个日子|登记?(?:一?个)?(?:日子|出行|行程|生日|纪念日|大事|关怀|(?:住院)?探望)|登记?(?:一?下|上|进去|进来)|登记(?:[成为到](?:大事|日子|关怀|出行)里?)?|[记录存]进去|存一下|备注一?下|别忘了?|记好)(?:点|了|吧|哈|啊)*(?:[\s,]*(?:到时候?|别忘了?)?去?(?:探望|看望|看看|慰问|道喜|祝贺)(?:一下)?|[\s,]*(?:别|不要)乱?(?:发|送)?祝福)?[\s。.!]*$/;
/** What is kept will be thought of by itself: 「…，届时去探望」. */
const VISIT_THEN = /[,\s]+(?:届时|到时候?)去?(?:探望|看望|慰问|道喜|祝贺)(?:一下)?[\s。.]*$/;
/** On that day something is to be done: a reminder, not a day as such. */
const TO_DO = /提醒|[叫喊催]我|通知|跟我说|告诉我|祝|送|买|订|准备|打电话|发|约|陪|去|前/;
const DAY_OF =
  /生日|纪念日|周年|婚礼|婚宴|开业|开张|店庆|乔迁|搬新?家|满月酒?|大?寿(?!司|险|命)|预产期|手术|住院|出院|忌日|毕业|领证|出嫁|退休|结婚|开学|[中高]考|考研|司庆|厂庆/;
/** A kind that is named with the keeping, whatever the day is called: 「…，记个出行」. */
const KEPT_AS = /(?:记|登记?|存)(?:一?个|成|为|到|进)?(?:出行|行程|大事|日子|纪念日|生日|关怀|(?:住院)?探望)/;
/** 「12月3号到12月9号去欧洲出差」 */
const TRAVELS = /[号日天]去[\u4e00-\u9fff]{2,8}(?=[,\s。]|$)|出国|旅游|度假|出差/;
const HIS_OWN_ANNIVERSARY = /结婚(?:[一二三四五六七八九十0-9]+周年|纪念日)/;
/** The kind of a day that is the client's own. */
const KIND_OF: readonly (readonly [RegExp, string])[] = [
  [/纪念日|周年|[店司厂]庆/, 'anniversary'],
  [/去[\u4e00-\u9fff]{2,5}(?:玩|旅游|出差|度假|探亲)?$|过冬|避暑|出行|行程|出国|旅游|旅行|度假|出差/, 'travel'],
  [/生日|寿/, 'birthday'],
  [/手术|住院|出院|探望/, 'illness'],
];

/** 「记住张伟的女儿11月30号过十岁生日」「给周岚登记个结婚纪念日，10月6日」: a day of each year that is to be kept, the client's or his people's. */
export function keptDayAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (
    text.length > LONGEST ||
    !reading.hasCue(CUES.numeral | CUES.digit | CUES.slip) ||
    !(DAY_OF.test(text) || KEPT_AS.test(text) || TRAVELS.test(text)) ||
    isQuestion(reading) ||
    reading.has('question')
  )
    return undefined;
  const main = mainMention(reading);
  const lead = main && main.by !== 'pronoun' ? LEAD.exec(text.slice(0, main.start)) : null;
  const kept = KEPT.exec(text);
  const visit = VISIT_THEN.exec(text);
  const told = kept?.index ?? visit?.index;
  if (
    !main ||
    !lead ||
    (!(KEPT_AS.test(text) || TRAVELS.test(text)) && TO_DO.test(text.slice(main.end, told))) ||
    reading.has('hearsay') ||
    reading.has('hypothetical')
  )
    return undefined;
  const puts = PUTS.exec(text.slice(main.end));
  const from = main.end + (puts?.[0].length ?? 0);
  const to = told ?? text.length;
  const days = reading.moments('future').filter((span) => span.start >= from && span.end <= to && span.value.date !== undefined);
  // 「下月去三亚过冬，12月10号走」: the day, where a month stands before it.
  const moment = days.find((span) => span.grain === 'day' && !span.value.vague) ?? days[0];
  const date = moment && dayArg(moment);
  if (!(lead[1] !== undefined || puts || kept) || !date) return undefined;
  const clause: Clause = { start: text[from] === '的' ? from + 1 : from, end: to };
  const words = text.slice(clause.start, to);
  const isOfKin = reading.has('kin', clause.start, clause.end) && !HIS_OWN_ANNIVERSARY.test(words);
  const intent = spec(reading, isOfKin ? 'profile' : 'care-date');
  if (!intent) return undefined;
  const client = argOf(reading, main);
  if (isOfKin) return draft(intent, { client, facts: [{ ...statedFact(reading, clause), day: date }] }, { isGuessed: true, confidence: 0.85 });
  // 「登个生日，顾明3月8号」: what it is kept as, where the day itself does not say it.
  const as = `${lead[1] ?? ''}${puts?.[0] ?? ''}${kept?.[0] ?? ''}`;
  const kind = (KIND_OF.find(([named]) => named.test(words)) ?? KIND_OF.find(([named]) => named.test(as)))?.[1] ?? 'milestone';
  return draft(intent, { client, kind, date }, { isGuessed: true, confidence: 0.85, missing: date.vague ? ['date'] : [] });
}

const LONGEST = 40;

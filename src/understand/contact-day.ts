import { daysBetween } from '../domain/calendar/index.js';
import type { FactArg } from '../domain/intent.js';
import type { Clause, Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';

/** The day or hour of a contact, among the days a record names. */

/** 「昨天没联系上张伟 今天又打 接了」: the contact is the later one. */
export function anewToday(reading: Reading, from: number, clauses: readonly Clause[]): MomentSpan | undefined {
  if (!reading.text.includes('今')) return undefined;
  return reading
    .moments('past')
    .find(
      (span) =>
        span.start > from &&
        span.value.date === reading.today &&
        span.value.time === undefined &&
        clauses.some((one, place) => place > 0 && one.start === span.start) &&
        /^(?:上午|下午|早上)?(?:(?:打通|接通|联系上|见到|见上)了?|(?:又|再|才|终于|总算)(?:打|联系|去|来|见|通|约)(?:了|上|到|通|过去)?)(?:[\s,]|$)/.test(
          reading.text.slice(span.end),
        ),
    );
}

/** The day is that of a birthday or a maturity. */
const NAMES_A_DAY = /^[\s的]?(?:是|就是|过)?[他她]?(?:生日(?!蛋糕|礼|贺)|到期|出生|开户|买的|存的)/;
/** 「送了重阳礼」「发了中秋祝福」: the day names what was given. */
const GIFT_OF_DAY = /^的?(?:节?礼|祝福|慰问|问候|月饼|粽子|贺卡|红包|春联|对联|福字)/;
export const SAYS_DAY = /[昨前周年月日号礼拜星期天夜]|上个?(?!午)|[0-9][-\/.][0-9]/;
/** 「生日12号」. */
const NAMED_BEFORE = /(?:生日|纪念日|到期日?|预产期|婚礼|寿宴|酒席|手术)(?:是|在|定在)?$/;
/** Words after which a day is what was talked of, not when. */
const TALKED_OF =
  /确认|敲定|预约|说好|定好|通知|提醒|邀请了|推荐|同意|答应|邀请|邀约|报名|改到|定在|说|提到|表示|告知|得知|问|聊到|谈到|聊了|谈了|聊起|想|打算|准备|计划|希望|他要|她要|客户要/;
/** A day without a year this long ago was put into the year before by us: nobody logs a contact that late. */
const LONGEST_AGO_DAYS = 120;

/** The day or time of the contact: the first that is not part of a plan or of what was learned, and is not to come. */
export function pastMoment(
  reading: Reading,
  from: number,
  isFree: (at: number) => boolean,
  facts: readonly FactArg[],
  clauses: readonly Clause[],
  modeAt: number | undefined,
  byKeyword: boolean,
): MomentSpan | undefined {
  const { text, today } = reading;
  const told = facts.map((fact) => fact.day?.date);
  const isJust = reading.hits('just', from).some((hit) => hit.start < (clauses[0]?.end ?? 0));
  const found = reading.moments('past').filter((span) => {
    if (span.start < from && span.end > from) return false;
    if (!isFree(span.start) || span.kind === 'recurrence') return false;
    // 「26号之前」 bounds what is to be done.
    if (span.bound === 'by' && (span.value.date ?? '') < today) return false;
    if (span.grain !== 'minute' && span.grain !== 'day' && !span.value.vague) return false;
    const { date, time } = span.value;
    if (date === undefined || date > today || (isJust && date !== today)) return false;
    if (date === today && time !== undefined && time > reading.time) return false;
    if (told.includes(date) && date !== today && span.start > (reading.mentions[0]?.end ?? 0) + 6) return false;
    if (GIFT_OF_DAY.test(text.slice(span.end)) && /[送发带给拜贺寄][了过去的]?$/.test(text.slice(0, span.start))) return false;
    if (span.value.vague && /^(?:过|等|待|晚点|晚些|稍|回头|改天)/.test(span.text)) return false;
    if (NAMES_A_DAY.test(text.slice(span.end)) || NAMED_BEFORE.test(text.slice(0, span.start)) || isOfKin(reading, span)) return false;
    const clause = clauses.find((one) => span.start >= one.start && span.start < one.end);
    if (clause && TALKED_OF.test(text.slice(clause.start, span.start))) return false;
    if (clause && clause !== clauses[0] && isOfOthers(reading, clause, span)) return false;
    if (clause && clause !== clauses[0] && isLater(reading, clause, span)) return false;
    return !(span.guessed && daysBetween(date, today) > LONGEST_AGO_DAYS && !/年/.test(span.text) && !(byKeyword && isHead(reading, span)));
  });
  const clauseOfMode = modeAt === undefined ? undefined : clauses.find((one) => modeAt >= one.start && modeAt < one.end);
  const saysWhich = found.find((span) => AS_OF.test(text.slice(span.end)) && clauses.some((one) => one.start === span.start));
  if (saysWhich) return saysWhich;
  return found.find((span) => clauseOfMode && span.start >= clauseOfMode.start && span.end <= clauseOfMode.end) ?? found[0];
}

/** 「…，昨晚的事」: when it was, said by itself. */
const AS_OF = /^的(?:事儿?|时候)(?:[\s,。]|$)/;

/** 「周末在小区碰到」「上周见了一面」: it was then, and the day is not said. */
export function openDay(reading: Reading, from: number, first: Clause | undefined): MomentSpan | undefined {
  if (!first || reading.has('just', from, first.end)) return undefined;
  return reading
    .moments('past')
    .find(
      (span) =>
        span.start >= Math.max(from, first.start) &&
        span.end <= first.end &&
        span.kind !== 'recurrence' &&
        (span.grain === 'week' || span.grain === 'weekend') &&
        (span.value.endDate ?? span.value.date ?? '9') < reading.today &&
        !TALKED_OF.test(reading.text.slice(first.start, span.start)) &&
        reading.words.some(
          (hit) =>
            (hit.tag === 'met' || hit.tag === 'outcome' || hit.tag === 'cameIn' || hit.tag === 'mode') &&
            hit.start >= span.end &&
            hit.end <= first.end,
        ),
    );
}

/** 「周五晚上回」 in a later clause: a weekday that lies ahead as well, and nothing there tells of the contact. */
function isLater(reading: Reading, clause: Clause, span: MomentSpan): boolean {
  if (clause.end - clause.start <= span.end - span.start) return false;
  if (['met', 'cameIn', 'mode', 'outcome', 'did'].some((tag) => reading.has(tag as 'met', clause.start, clause.end))) return false;
  return reading.moments('future').some((one) => one.start === span.start && (one.value.date ?? '') > reading.today);
}

/** 「岳父前天去世了」: the day of what happened to somebody else. */
function isOfKin(reading: Reading, span: MomentSpan): boolean {
  return (
    reading.words.some((hit) => hit.tag === 'kin' && hit.end === span.start) &&
    /^[\s]*(?:刚)?(?:去世|过世|走了|病逝|生了|住院|出院|手术|做|结婚|摔|考|回国|出生|毕业)/.test(reading.text.slice(span.end))
  );
}

/** 「她女儿12月8号结婚」: a later clause about somebody, in which nothing was done. */
function isOfOthers(reading: Reading, clause: Clause, span: MomentSpan): boolean {
  if (['met', 'cameIn', 'mode', 'outcome'].some((tag) => reading.has(tag as 'met', clause.start, clause.end))) return false;
  if (/^[\s的]*(?:再|去|要|得|来)/.test(reading.text.slice(span.end, clause.end))) return true;
  return (
    reading.has('kin', clause.start, clause.end) ||
    reading.has('topic', span.end, clause.end) ||
    reading.mentions.some((one) => one.by === 'pronoun' && one.start >= clause.start && one.end <= span.start)
  );
}

/** Only the client and marks stand between the keyword and the day. */
function isHead(reading: Reading, span: MomentSpan): boolean {
  return span.start <= (reading.mentions[0]?.end ?? 0) + 2;
}

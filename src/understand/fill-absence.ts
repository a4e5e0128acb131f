import { addDays } from '../domain/calendar/index.js';
import type { IntentSpec, WhenValue } from '../domain/intent.js';
import { draft, type Draft } from './draft.js';
import { surnameAt } from './person-words.js';
import type { Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';
import { whenOf } from './when.js';

const DAY_MINUTES = 24 * 60;
export const AWAY = '(?:休假|休年假|年假|请假|休息|婚假|产假|陪产|病假|生病|住院|手术|出差|外出|培训|学习|不在岗|不在)';
/** Days between a name and why somebody is away: 下周一到周五, 11月25日起. */
const DAYS = '(?:[从自今明后下本这上周星期礼拜天日月号到至起要去开始的\\d一二三四五六七八九十\\-~\\s])*';
const ABSENT = new RegExp(`^${DAYS}${AWAY}`, 'u');
const STAND_IN = /(?:由|让|请|叫|安排)?\s*((?:(?![由让请叫安起])[\u4e00-\u9fff]){2,4}?)\s*(?:来|帮忙|先|临时)?代(?:理|班|管)?/u;

/** A colleague's name at an offset, where what follows it fits. */
function nameAt(reading: Reading, at: number, fits: (rest: string) => boolean): string | undefined {
  const { text } = reading;
  const known = (reading.context.staff ?? []).find((name) => text.startsWith(name, at) && fits(text.slice(at + name.length)));
  if (known) return known;
  for (const length of [2, 3]) if (surnameAt(text, at) > 0 && fits(text.slice(at + length))) return reading.verbatim(at, at + length);
  return undefined;
}

/** 「陈宇下周休假，林涛代理」「陈宇出差到周五 让林涛代」: who is away and why, then who stands in. */
export function absenceTold(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const leading = reading.moments('future').find((span) => span.start <= 1);
  const start = (leading?.end ?? 0) + (/^[\s,]*(?:客户经理|理财经理)?/u.exec(text.slice(leading?.end ?? 0))?.[0].length ?? 0);
  const manager = nameAt(reading, start, (rest) => ABSENT.test(rest));
  if (!manager) return undefined;
  const away = new RegExp(AWAY, 'u').exec(text.slice(start));
  const from = start + (away?.index ?? 0) + (away?.[0].length ?? 0);
  const told = STAND_IN.exec(text.slice(from));
  if (!told?.[1]) return undefined;
  const at = from + told.index + told[0].indexOf(told[1]);
  const standIn = nameAt(reading, at, (rest) => /^\s*(?:来|帮忙|先|临时)?代/u.test(rest));
  if (!standIn) return undefined;
  const { args, isOpen } = daysAway(reading, reading.moments('future'), true);
  return draft(intent, { manager, actingManager: standIn, ...args }, { missing: isOpen ? ['to'] : [], confidence: 0.9 });
}

/**
 * The days of an absence: from the first day named, else today, to the last one. `isOpen`: no last day was said. A single
 * day is the whole absence unless it is told as the first of several (从明天起), or `asksForLast` says to ask.
 */
export function daysAway(
  reading: Reading,
  spans: readonly MomentSpan[],
  asksForLast = false,
): { args: { from: WhenValue; to?: WhenValue }; isOpen: boolean } {
  const { text } = reading;
  const first = spans[0];
  const last = spans.at(-1);
  const args: { from: WhenValue; to?: WhenValue } = { from: { date: reading.today } };
  if (first && last) {
    const isUntil = /[至到]\s*$/u.test(text.slice(0, first.start)) || first.bound === 'by';
    if (first.value.endDate) {
      args.from = { date: first.value.date as string };
      args.to = { date: first.value.endDate };
    } else if (isUntil) args.to = whenOf(first);
    else {
      args.from = whenOf(first);
      if (last !== first) args.to = whenOf(last);
    }
  }
  const days = args.to === undefined ? reading.durations().find((span) => span.value.minutes % DAY_MINUTES === 0)?.value.minutes : undefined;
  if (days !== undefined) args.to = { date: addDays(args.from.date, days / DAY_MINUTES - 1) };
  const isFirstOfSeveral =
    first !== undefined && (/[从自]\s*$/u.test(text.slice(0, first.start)) || /^\s*(?:起|开始|以后|之后)/u.test(text.slice(first.end)));
  if (first && args.to === undefined && !asksForLast && !isFirstOfSeveral && first.grain !== 'month') args.to = { date: args.from.date };
  return { args, isOpen: args.to === undefined };
}

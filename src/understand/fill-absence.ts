import { addDays, weekdayOf } from '../domain/calendar/index.js';
import type { IntentSpec, WhenValue } from '../domain/intent.js';
import { daysIn } from './day-count.js';
import { draft, type Draft } from './draft.js';
import { surnameAt } from './person-words.js';
import type { Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';
import { whenOf } from './when.js';

const DAY_MINUTES = 24 * 60;
export const AWAY =
  '(?:请[一两二三四五六七八九十0-9半]+天(?:年|病|事)?假|休假|休年假|年假|请假|休息|婚假|产假|陪产|病假|丧假|事假|护理假|探亲假|公休|调休|补休|轮休|放假|生病|住院|手术|坐月子|出差|出国|出境|旅游|旅行|度假|探亲|外出|外派|培训|轮训|集训|参训|研修|挂职|学习|进修|考察|不在岗|不在)';
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
  const { args, isOpen } = daysAway(reading, exactDays(reading));
  return draft(intent, { manager, actingManager: standIn, ...args }, { missing: isOpen ? ['to'] : [], confidence: 0.9 });
}

/** 「学习三天」「休五天年假」: how long, glued to why. */
const LONG =
  /(?<![第这那前后上下过])(?:[请休放歇学习训差游假息去走院养])了?([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:个)?(天|周|星期|礼拜)(?!后|前|之|内|里)/u;

function daysTold(text: string): number | undefined {
  const told = LONG.exec(text);
  return told ? daysIn(told[1] as string, told[2] as string) * DAY_MINUTES : undefined;
}

const WEEKDAYS = '一二三四五六日';
/** 周四周五, 周四和周五: two days that follow one another. */
const TWO_DAYS = /(?:周|星期|礼拜)([一二三四五六日天])(?:[、和跟到,\s])?(?:周|星期|礼拜)?([一二三四五六日天])$/u;

const ENDS_WEEKDAY = /(?:周|星期|礼拜)[一二三四五六]$/u;

/** The days to come that a sentence names exactly. */
export function exactDays(reading: Reading): MomentSpan[] {
  const found: MomentSpan[] = [];
  for (const span of reading.moments('future')) {
    const two = span.value.vague && span.value.date ? TWO_DAYS.exec(span.text) : null;
    const next = two || span.value.vague ? -1 : WEEKDAYS.indexOf(reading.text[span.end] ?? '-');
    // 「这周四五」
    if (next > 0 && span.value.date && ENDS_WEEKDAY.test(span.text) && weekdayOf(span.value.date) === next) {
      found.push({ ...span, end: span.end + 1, value: { date: span.value.date, endDate: addDays(span.value.date, 1) } });
      continue;
    }
    const [first, last] = two ? [two[1], two[2]].map((day) => WEEKDAYS.indexOf(day === '天' ? '日' : (day as string))) : [];
    if (two && first !== undefined && last === first + 1 && span.value.date) {
      const date = span.value.date;
      found.push({ ...span, value: { date, endDate: addDays(date, 1) } });
    } else if (!span.value.vague) found.push(span);
  }
  return found;
}

/**
 * The days of an absence: from the first day named, else today, to the last one. `isOpen`: no last day was said. A single
 * day is the whole absence unless it is told as the first of several (从明天起).
 */
export function daysAway(reading: Reading, spans: readonly MomentSpan[]): { args: { from: WhenValue; to?: WhenValue }; isOpen: boolean } {
  const { text } = reading;
  const isWithin = (inner: MomentSpan, { value }: MomentSpan) =>
    value.endDate !== undefined &&
    (inner.value.date ?? '') >= (value.date ?? '9') &&
    (inner.value.endDate ?? inner.value.date ?? '9') <= value.endDate;
  // 「下周休假 12月1号到4号」: the days themselves stand behind their week.
  const named = spans.filter((one) => !spans.some((other) => other !== one && isWithin(other, one)));
  const first = named[0];
  const last = named.at(-1);
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
  const days =
    args.to === undefined ? (reading.durations().find((span) => span.value.minutes % DAY_MINUTES === 0)?.value.minutes ?? daysTold(text)) : undefined;
  if (days !== undefined) args.to = { date: addDays(args.from.date, days / DAY_MINUTES - 1) };
  const isFirstOfSeveral =
    first !== undefined && (/[从自]\s*$/u.test(text.slice(0, first.start)) || /^\s*(?:起|开始|以后|之后)/u.test(text.slice(first.end)));
  if (first && args.to === undefined && !isFirstOfSeveral && first.grain !== 'month') args.to = { date: args.from.date };
  return { args, isOpen: args.to === undefined };
}

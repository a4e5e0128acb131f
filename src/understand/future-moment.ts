import { once, type Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';

/** The first moment that is not over; a part of the day without a day means the coming one. */
export function futureMoment(reading: Reading, from = 0): MomentSpan | undefined {
  return from === 0 ? firstFuture(reading) : futureMomentFrom(reading, from);
}

const firstFuture = once((reading) => futureMomentFrom(reading, 0));

function futureMomentFrom(reading: Reading, from: number): MomentSpan | undefined {
  const spans = reading.moments('future').filter((span) => span.start >= from);
  const usable = spans.filter((span) => !isOver(reading, span));
  const ahead = usable.find((span) => span.ahead);
  if (ahead) return ahead;
  // The one with a time of day says more: 「下周三…15:30」 is normally one span, 「12月18日到期，明天10:00提醒」 is not.
  const chosen =
    usable.find((span) => span.kind === 'recurrence') ?? usable.find((span) => span.value.vague !== true && span.grain !== 'year') ?? usable[0];
  const asked = chosen && askedAt(reading, chosen, usable);
  if (asked) return asked;
  return chosen?.kind === 'date'
    ? (hourSetApart(reading, chosen, usable) ??
        saidAgain(reading, chosen, usable) ??
        hourOfClause(reading, chosen, usable) ??
        hourBeforeAsking(reading, chosen, usable) ??
        chosen)
    : chosen;
}

/** 「后天，下午3点，…」: the hour of that day, behind a comma. */
function hourSetApart(reading: Reading, day: MomentSpan, spans: readonly MomentSpan[]): MomentSpan | undefined {
  const next = day.value.endDate === undefined ? spans.find((span) => span.start > day.end) : undefined;
  if (next?.value.time === undefined || next.value.date !== day.value.date || next.kind !== 'time') return undefined;
  return /^\s?,\s?$/.test(reading.text.slice(day.end, next.start)) && /^[\s,]/.test(reading.text.slice(next.end)) ? next : undefined;
}

export const NAMES_DAY = /[今明后天周月日号期拜]/;

/** Right behind an hour: it is the one to be reminded at. */
export const ASKS = /^(?:的时候|时)?(?:[\s,]*到(?:时候?|点))?(?:还是|还|也|都|就|再|先|请|你|得|要|记得)*(?:提醒|叫|喊|通知|催|敲)(?:一下)?我/;

/** The hour behind a day that is the only one of those that fit; a stretch of hours is none. */
function onlyHour(day: MomentSpan, spans: readonly MomentSpan[], fits: (span: MomentSpan) => boolean = () => true): MomentSpan | undefined {
  const behind = spans.filter((span) => span.start > day.end && span.kind === 'time' && fits(span));
  const [only] = behind;
  return behind.length === 1 && only?.value.endTime === undefined ? only : undefined;
}

/**
 * 「周四下班前把稿子发出去，下午四点提醒我」: the hour right before the asking, on the day a bound was named for; 「12号考试，11号晚上
 * 九点提醒我」: the one right before the asking, where it names its day.
 */
function askedAt({ text }: Reading, chosen: MomentSpan, spans: readonly MomentSpan[]): MomentSpan | undefined {
  const asked = onlyHour(chosen, spans);
  if (!asked || !ASKS.test(text.slice(asked.end))) return undefined;
  if (chosen.kind === 'date' && chosen.grain === 'day' && NAMES_DAY.test(asked.text) && asked.value.date !== chosen.value.date)
    return { ...asked, guessed: true };
  const { date, time } = chosen.value;
  if (chosen.kind !== 'time' || chosen.bound !== 'by' || NAMES_DAY.test(asked.text) || date === undefined) return undefined;
  const isBefore = time !== undefined && (asked.value.time as string) < time;
  return isBefore ? { ...asked, guessed: true, value: { date, time: asked.value.time } } : undefined;
}

/** 「这个礼拜天老战友聚会中午十一点在公园集合」: the one hour of the day's own clause. */
function hourOfClause({ text }: Reading, day: MomentSpan, spans: readonly MomentSpan[]): MomentSpan | undefined {
  if (day.grain !== 'day' || day.value.endDate !== undefined || day.bound !== undefined) return undefined;
  const only = onlyHour(day, spans);
  if (!only || only.value.vague || only.value.date !== day.value.date) return undefined;
  const between = text.slice(day.end, only.start);
  if (/[,。;!?\s]|[说问讲约告定]|的$/.test(between) || between.trim() === '' || text[only.end] === '的') return undefined;
  return { ...only, guessed: true };
}

/** 「周五有空再说，先定周五上午十点」「后天我休假，但上午十点还是要提醒我」: the same day once more, or its hour, apart from it. */
function saidAgain({ text }: Reading, day: MomentSpan, spans: readonly MomentSpan[]): MomentSpan | undefined {
  if (day.grain !== 'day' || day.value.endDate !== undefined) return undefined;
  const only = onlyHour(day, spans, (span) => NAMES_DAY.test(span.text) || ASKS.test(text.slice(span.end)));
  return only && only.value.date === day.value.date && !only.value.vague ? only : undefined;
}

const HALF_NAMED = /^(?:凌晨|清晨|早上|早晨|[上下中]午|傍晚|晚上)/;

/** 「30号盘库，下午五点提前关门，提醒我」: the only hour, with its half of the day, in the clause before an asking that stands alone at the end. */
function hourBeforeAsking({ text }: Reading, day: MomentSpan, spans: readonly MomentSpan[]): MomentSpan | undefined {
  if (day.grain !== 'day' || day.value.endDate !== undefined || day.bound !== undefined || !text.includes('提醒我')) return undefined;
  const only = onlyHour(day, spans, (span) => !NAMES_DAY.test(span.text));
  if (!only || only.value.vague || only.value.date !== day.value.date || !HALF_NAMED.test(only.text)) return undefined;
  const isAlone = /^[\u4e00-\u9fff]{2,12}[,\s]+(?:记得|请|到时候?|帮我)*提醒我(?:一下|一声)?[\s。.!]*$/.test(text.slice(only.end));
  return isAlone && /[,\s]$/.test(text.slice(0, only.start)) ? { ...only, guessed: true } : undefined;
}

function isOver(reading: Reading, span: MomentSpan): boolean {
  const { date, time, endDate, recurrence } = span.value;
  if (recurrence || date === undefined) return false;
  return (endDate ?? date) < reading.today || (date === reading.today && time !== undefined && time <= reading.time && endDate === undefined);
}

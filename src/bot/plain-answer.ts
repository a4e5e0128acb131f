import { dateAt, daysBetween, festivals, isWorkday, lunarName, nextFestivalDate, solarToLunar } from '../domain/calendar/index.js';
import type { Calendar } from '../domain/calendar/index.js';
import type { Frame, PlainQuestion, WhenValue } from '../domain/intent.js';
import { durationTitle } from '../domain/case/index.js';
import { LEVEL_TITLES } from '../domain/client-level-name.js';
import { PRODUCT_KIND_TITLES, type ProductKind } from '../domain/product.js';
import type { Rules } from '../domain/rules.js';
import { say, type Road } from './road.js';

/** A short true answer to a question no command answers: what is known, or that it is not and who knows. It never advises. */
export async function answerPlain(road: Road, frame: Frame, about: PlainQuestion): Promise<void> {
  road.session.misses = 0;
  const { rules } = road.deps;
  const calendar = road.deps.calendarOf(road.user.orgPath);
  const text = frame.text.normalize('NFKC');
  switch (about) {
    case 'day':
    case 'holiday':
      return say(road, 'plain-day', daysAsked(text, frame, road.now, calendar));
    case 'clock':
      return say(road, 'plain-day', { ...daysAsked('', { spans: [] }, road.now, calendar), now: road.now });
    case 'cadence':
    case 'levelBand':
    case 'caseClock':
      return say(road, 'plain-rule', { about, levels: levelLines(rules), complaintDays: rules.case.reg.simple });
    case 'product':
      return say(road, 'plain-product', {
        product: await productAsked(road, frame),
        rate: /利率|年化|收益|净值|额度|涨|跌|在卖|在售|还有/.test(text),
      });
    default:
      return say(road, 'plain-answer', { about });
  }
}

/** The day or the festival that is asked about; today where none is named. */
function daysAsked(text: string, frame: Pick<Frame, 'spans'>, now: Date, calendar: Calendar) {
  const today = dateAt(now);
  const named = festivals.find((one) => [one.name, ...one.aliases].some((name) => text.includes(name)));
  const next = /过年/.test(text) ? festivals.find((one) => one.name === '春节') : named;
  const coming = /节日/.test(text) ? nextGreeted(today) : next && { name: next.name, on: nextFestivalDate(next, today) };
  const said = frame.spans.find((span) => span.kind === 'date' || span.kind === 'time')?.value as WhenValue | undefined;
  const on = coming?.on ?? (said?.date && !said.vague ? said.date : today);
  return {
    now: null,
    on,
    festival: coming?.name ?? null,
    away: daysBetween(today, on),
    workday: isWorkday(on, calendar),
    lunar: lunarName(solarToLunar(on)),
  };
}

function nextGreeted(today: string): { name: string; on: string } | undefined {
  return festivals
    .filter((one) => one.greeted)
    .map((one) => ({ name: one.name, on: nextFestivalDate(one, today) }))
    .sort((one, other) => (one.on < other.on ? -1 : 1))[0];
}

/** What the bank's rules say of each level, highest first. */
function levelLines(rules: Rules) {
  const clocks = { blackGold: rules.case.blackGold, platinum: rules.case.platinum };
  const rest = rules.case.default;
  return (['blackGold', 'platinum', 'gold', 'general'] as const).map((level) => {
    const own = level === 'blackGold' || level === 'platinum' ? clocks[level] : undefined;
    return {
      title: LEVEL_TITLES[level],
      fromFen: rules.levelFloorFen[level],
      months: rules.cadenceMonths[level],
      contact: durationTitle(own?.contact ?? rest.contact),
      result: own ? durationTitle(own.result) : null,
      request: durationTitle(rest.requestResult),
    };
  });
}

async function productAsked(road: Road, frame: Frame) {
  const span = frame.spans.find((one) => one.kind === 'product');
  const code = (span?.value as { code?: string } | undefined)?.code;
  const found = code === undefined ? undefined : await road.store.product.find(code);
  return found
    ? {
        code: found.code,
        name: found.name,
        kind: PRODUCT_KIND_TITLES[found.kind as ProductKind],
        issuer: found.issuer,
        risk: found.riskLevel,
        days: found.termDays,
        minFen: found.minFirstFen === null ? null : Number(found.minFirstFen),
      }
    : null;
}

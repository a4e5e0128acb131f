import { addDays } from '../domain/calendar/index.js';
import type { IntentSpec, WhenValue } from '../domain/intent.js';
import { draft, type Draft } from './draft.js';
import { surnameAt } from './person-words.js';
import type { Reading } from './reading.js';
import { whenOf } from './when.js';

const DAY_MINUTES = 24 * 60;
const AWAY = '(?:休假|休年假|年假|请假|休息|婚假|产假|陪产|病假|生病|住院|手术|出差|培训|学习|不在岗|不在)';
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
  const args: Record<string, unknown> = { manager, actingManager: standIn };
  const spans = reading.moments('future');
  const first = spans[0];
  const last = spans.at(-1);
  const isUntil = first !== undefined && (/[至到]\s*$/u.test(text.slice(0, first.start)) || first.bound === 'by');
  if (first?.value.endDate) Object.assign(args, { from: { date: first.value.date }, to: { date: first.value.endDate } });
  else if (first && isUntil) Object.assign(args, { from: { date: reading.today }, to: whenOf(first) });
  else if (first) Object.assign(args, { from: whenOf(first), ...(last && last !== first ? { to: whenOf(last) } : {}) });
  else args['from'] = { date: reading.today };
  const days = args['to'] === undefined ? reading.durations().find((span) => span.value.minutes % DAY_MINUTES === 0)?.value.minutes : undefined;
  const begins = (args['from'] as WhenValue).date;
  if (days !== undefined && begins !== undefined) args['to'] = { date: addDays(begins, days / DAY_MINUTES - 1) };
  return draft(intent, args, { missing: args['to'] === undefined ? ['to'] : [], confidence: 0.9 });
}

import { addDays, dateAt, instantAt, weekdayOf } from './calendar/index.js';

/** Minutes at which something is due, by the wall clock of Asia/Shanghai, which has had one offset since 1992. */
export interface CronRule {
  minutes: readonly number[];
  hours: readonly number[];
  matchesDay(day: string): boolean;
}

const FIELDS = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'day of week', from: 0, to: 7 },
] as const;

/** Longer than any rule sleeps: 29 February on a given weekday. */
const MOST_DAYS = 366 * 41;

function fieldOf(text: string, { name, from, to }: (typeof FIELDS)[number]): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    const step = Number(match?.[3] ?? 1);
    const first = match?.[1] === undefined ? from : Number(match[1]);
    const last = match?.[2] !== undefined ? Number(match[2]) : match?.[1] === undefined || match[3] !== undefined ? to : first;
    if (!match || step < 1 || first < from || last > to || first > last) throw new Error(`cron: "${text}" is no ${name}`);
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return values;
}

/**
 * Five fields: minute, hour, day of month, month, day of week (0 and 7 are Sunday), with `*`, lists, ranges and steps.
 * When both day fields are given, either suffices, as in cron.
 * @throws Error saying which field is wrong.
 */
export function parseCron(text: string): CronRule {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw new Error(`cron: "${text}" has ${parts.length} fields, not 5`);
  const [minutes, hours, dates, months, weekdays] = FIELDS.map((field, i) => fieldOf(parts[i]!, field)) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  if (weekdays.has(7)) weekdays.add(0);
  const anyDate = parts[2] === '*';
  const anyWeekday = parts[4] === '*';
  const sorted = (values: Set<number>) => [...values].sort((a, b) => a - b);
  return {
    minutes: sorted(minutes),
    hours: sorted(hours),
    matchesDay(day) {
      if (!months.has(Number(day.slice(5, 7)))) return false;
      const byDate = dates.has(Number(day.slice(8, 10)));
      const byWeekday = weekdays.has(weekdayOf(day) % 7);
      return anyDate || anyWeekday ? byDate && byWeekday : byDate || byWeekday;
    },
  };
}

const slotsOf = (rule: CronRule, day: string): number[] => {
  const midnight = instantAt(day).getTime();
  return rule.hours.flatMap((hour) => rule.minutes.map((minute) => midnight + (hour * 60 + minute) * 60_000));
};

/** Slots after `after` and not after `until`, oldest first; of more than `most` the newest. */
export function slotsBetween(rule: CronRule, after: Date, until: Date, most: number): Date[] {
  const found: number[] = [];
  const firstDay = dateAt(after);
  for (let day = dateAt(until); day >= firstDay && found.length < most; day = addDays(day, -1)) {
    if (!rule.matchesDay(day)) continue;
    for (const slot of slotsOf(rule, day).reverse()) if (slot <= until.getTime() && slot > after.getTime()) found.push(slot);
  }
  return found
    .slice(0, most)
    .reverse()
    .map((ms) => new Date(ms));
}

/** The first slot after an instant; null for a day that never comes. */
export function nextSlot(rule: CronRule, after: Date): Date | null {
  let day = dateAt(after);
  for (let i = 0; i < MOST_DAYS; i++, day = addDays(day, 1)) {
    if (!rule.matchesDay(day)) continue;
    const slot = slotsOf(rule, day).find((ms) => ms > after.getTime());
    if (slot !== undefined) return new Date(slot);
  }
  return null;
}

/** Every day at a clock time: `08:40` is `40 8 * * *`. */
export function dailyAt(time: string): string {
  const [hour, minute] = time.split(':');
  return `${Number(minute)} ${Number(hour)} * * *`;
}

import { type LunarDay, type LunarMonth, SolarDay } from 'tyme4ts';
import { openCore, type Core } from '../../src/core.js';
import type { Job } from '../../src/bot/job.js';
import { stoppedClock } from '../../src/clock.js';
import { seedDemo } from '../../src/demo/index.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';
import { createSchedule, type Schedule } from '../../src/schedule.js';
import type { Db } from '../../src/store/db/index.js';
import { emptyDb } from '../helpers/bank.js';

/** A year of the demo bank under a stopped clock, and what the rules' text says should have been announced. */

export const at = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`);
const DAY = 86_400_000;
const dayOf = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10);
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
export const plus = (day: string, days: number): string => dayOf(numberOf(day) + days);
export const days = (from: string, to: string): string[] => Array.from({ length: numberOf(to) - numberOf(from) + 1 }, (_one, i) => plus(from, i));

/** 国务院办公厅关于2026年部分节假日安排的通知, typed here once more; 2025 and 2027 only as far as a lead reaches. */
const OFF = new Set([
  ...days('2026-01-01', '2026-01-03'), ...days('2026-02-15', '2026-02-23'), ...days('2026-04-04', '2026-04-06'), ...days('2026-05-01', '2026-05-05'), ...days('2026-06-19', '2026-06-21'),
  ...days('2026-09-25', '2026-09-27'), ...days('2026-10-01', '2026-10-07'), '2027-01-01',
]);
const WORKED = new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
export const works = (day: string): boolean => WORKED.has(day) || (!OFF.has(day) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
export function lastWorkday(day: string): string {
  let found = day;
  while (!works(found)) found = plus(found, -1);
  return found;
}
export function firstWorkday(day: string): string {
  let found = day;
  while (!works(found)) found = plus(found, 1);
  return found;
}
/** The n-th workday after a day. */
export function workdaysAfter(day: string, n: number): string {
  let found = day;
  for (let left = n; left > 0; ) {
    found = plus(found, 1);
    if (works(found)) left--;
  }
  return found;
}
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10);
}

/** Every day of a span on which a birthday is kept (domain §3.5), day by day. */
export function birthdaysIn(birth: { calendar: 'solar' | 'lunar'; month: number; day: number }, from: string, to: string): string[] {
  return days(from, to).filter((day) => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    if (birth.calendar === 'solar') {
      if (month === birth.month && date === birth.day) return true;
      const isCommon = new Date(Date.UTC(year, 1, 29)).getUTCMonth() !== 1;
      return isCommon && birth.month === 2 && birth.day === 29 && month === 2 && date === 28;
    }
    const lunar: LunarDay = SolarDay.fromYmd(year, month, date).getLunarDay();
    const lunarMonth: LunarMonth = lunar.getLunarMonth();
    if (lunarMonth.isLeap() || lunarMonth.getMonth() !== birth.month) return false;
    return lunar.getDay() === birth.day || (birth.day === 30 && lunar.getDay() === 29 && lunarMonth.getDayCount() === 29);
  });
}

export interface Bank {
  db: Db;
  core: Core;
  remove(): Promise<void>;
  /** The clock at this instant, everything due done. */
  run(day: string, time: string): Promise<void>;
  /** As a killed process that is started again. */
  restart(): Promise<void>;
  /** Dies after so many steps of the next run. */
  dieAfter(steps: number): void;
  deaths(): number;
}

/** The demo bank opened on a day. */
export async function openYear(jobs: readonly Job[], from: string): Promise<Bank> {
  const { db, remove } = await emptyDb();
  const clock = stoppedClock(at(from, '00:00'));
  // Nothing here is about power loss.
  await db.tx((tx) => tx.all('PRAGMA synchronous=OFF')).catch(() => undefined);
  await seedDemo({ db, now: clock.now() });
  const core = await openCore({ db, rules, now: () => clock.now(), pushChannel: 'app' });
  let steps = Infinity;
  let isDead = false;
  let deaths = 0;
  let die: () => void = () => undefined;
  let death = new Promise<void>((resolve) => (die = resolve));
  const step = (): boolean => {
    if (!isDead && --steps < 0) {
      isDead = true;
      deaths++;
      die();
    }
    return isDead;
  };
  const mortal = jobs.map((job): Job => ({
    ...job,
    async *run(context) {
      const writes = await job.run(context);
      if (!writes) return;
      for await (const write of writes) {
        if (step()) await new Promise(() => undefined);
        yield write;
      }
    },
  }));
  const silent = { info: () => undefined, warn: () => undefined, error: (fields: object, text: string) => void failures.push(`${text} ${JSON.stringify(fields)}`) };
  const failures: string[] = [];
  const open = (): Schedule =>
    createSchedule({
      jobs: mortal, store: core.store, clock, log: silent, instanceId: 'year', rules, calendarOf: (path) => core.calendars.of(path), pushChannel: 'app',
      render: (template, facts, now) => {
        if (template === 'notices-merged' && step()) throw new Error('killed');
        return core.deps.render(template, facts, now);
      },
    });
  let schedule = open();
  await schedule.tick();
  await schedule.drain();
  const bank: Bank = {
    db, core, remove,
    async run(day, time) {
      clock.set(at(day, time));
      await Promise.race([schedule.tick(), death]);
      await Promise.race([schedule.drain(), death]);
      while (isDead) await bank.restart();
      if (failures.length > 0) throw new Error(failures.join('\n'));
    },
    async restart() {
      for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
      isDead = false;
      steps = Infinity;
      failures.length = 0;
      death = new Promise<void>((resolve) => (die = resolve));
      schedule = open();
      await core.store.tx((tx) => tx.jobRun.releaseAll());
      await schedule.tick();
      await schedule.drain();
    },
    dieAfter: (count) => void (steps = count),
    deaths: () => deaths,
  };
  return bank;
}

/** What was pushed: key -> 'day time recipient'. */
export async function pushed(db: Db, prefixes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.all<{ dedupeKey: string; recipient: string; notBefore: number; state: string }>(`SELECT dedupeKey, recipient, notBefore, state FROM Outbox WHERE act = 'push' ORDER BY id`);
  const wall = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  return new Map(
    rows.filter((row) => prefixes.some((prefix) => row.dedupeKey.startsWith(prefix))).map((row) => [row.dedupeKey, `${wall(row.notBefore)} ${row.recipient}${row.state === 'held' ? ' held' : ''}`]),
  );
}

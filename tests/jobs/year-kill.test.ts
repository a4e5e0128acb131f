import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyOf, live, prepareYear, pushed, type Year } from './year.js';
import { LAST } from './year-script.js';

/** `CAIBAN_KILLS=200 npx vitest run tests/jobs/year-kill.test.ts` for the long run, over the whole year; `CAIBAN_SEED` repeats one. */
const KILLS = Number(process.env['CAIBAN_KILLS'] ?? 6);
const SEED = Number(process.env['CAIBAN_SEED'] ?? 20260101);
/** A short run lives seven weeks, the spring festival among them; `CAIBAN_UNTIL` says another last day. */
const UNTIL = process.env['CAIBAN_UNTIL'] ?? (KILLS >= 50 ? LAST : '2026-02-20');

let year: Year;
beforeAll(async () => {
  year = await prepareYear(UNTIL);
}, 300_000);
afterAll(() => year.remove());

/** What people read, when, and in which card: ids are made anew in every life, so they are left out. */
async function said(file: string): Promise<string[]> {
  const words = (payload: string): string => payload.replace(/[0-9A-HJKMNP-TV-Z]{26}/g, '#').replace(/"(?:ref|about|key)":"[^"]*"/g, '""');
  return (await pushed(file)).map(({ to, state, key, text }) => `${to} ${state} ${key.split(':')[0]} ${words(text)}`).sort();
}

test(`killed ${KILLS} times at random instants and started again it says the same`, async () => {
  const whole = copyOf(year, 'whole.db');
  const began = performance.now();
  expect(await live(year, whole).ended).toEqual({ code: 0, errors: '' });
  const span = performance.now() - began;

  const broken = copyOf(year, 'broken.db');
  let seed = SEED;
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  let kills = 0;
  for (;;) {
    const { child, ready, ended } = live(year, broken);
    // One in ten dies while it starts; the others live for a part of the year.
    if (kills < KILLS && random() > 0.1) await Promise.race([ready, ended]);
    const patience = kills < KILLS ? 20 + (random() * 2 * span) / (KILLS + 1) : 0;
    const end = await Promise.race([ended, ...(patience === 0 ? [] : [pause(patience).then(() => undefined)])]);
    if (end) {
      expect(end).toEqual({ code: 0, errors: '' });
      break;
    }
    child.kill('SIGKILL');
    await ended;
    kills++;
  }
  process.stdout.write(`${kills} kills\n`);
  expect(kills).toBeGreaterThanOrEqual(Math.min(KILLS, 3));
  expect(await said(broken)).toEqual(await said(whole));
}, 3_600_000);

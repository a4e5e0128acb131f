import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOf, live, prepareYear, pushed, type Pushed, type Year } from './year.js';
import { LAST } from './year-script.js';

/** The demo bank's 2026 by the official calendar, lived by a process of its own; checked by the rules' text (year-oracle). */
const FAMILIES: Readonly<Record<string, number>> = {
  'birthday:': 500,
  'care:': 12,
  'festival:': 60,
  'contact-due:': 200,
  'contact-overdue:': 10,
  'maturity:': 100,
  'assessment:': 100,
  'promise:': 15,
  'reminder:': 60,
  'case-clock:': 150,
  'referral:': 15,
  'level:': 4,
  'retention:': 8,
  'tier-critical:': 50,
  'opportunity:': 50,
  'acting-': 4,
  'hand-back': 4,
};
/** Said at once because a colleague acted. */
const ACTED = /^(?:case:|referral:[^:]+:(?:in|open|back):)/;

let year: Year;
let all: Pushed[];
beforeAll(async () => {
  year = await prepareYear(LAST);
  const file = copyOf(year, 'lived.db');
  const { code, errors } = await live(year, file).ended;
  if (code !== 0) throw new Error(`the year ended with ${code}: ${errors.slice(0, 2000)}`);
  all = await pushed(file);
}, 900_000);
afterAll(() => year.remove());

const own = (): Pushed[] => all.filter((one) => !one.key.startsWith('merged:') && !ACTED.test(one.key));

describe('the year 2026 of the demo bank', () => {
  test.each(Object.entries(FAMILIES))('%s announced exactly once, at its minute, to the right person, none missed', (prefix, least) => {
    const want = [...year.answer.expected]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, to]) => `${key} ${to}`)
      .sort();
    const got = own()
      .filter(({ key }) => key.startsWith(prefix))
      .map(({ key, to }) => `${key} ${to}`)
      .sort();
    expect(want.length).toBeGreaterThanOrEqual(least);
    expect(got).toEqual(want);
  });

  test('nothing else is said', () => {
    expect(
      own()
        .filter(({ key }) => !Object.keys(FAMILIES).some((prefix) => key.startsWith(prefix)))
        .map(({ key }) => key),
    ).toEqual([]);
  });

  test('a festival’s list holds whom etiquette allows', () => {
    const got = new Map(
      own()
        .filter(({ key }) => key.startsWith('festival:'))
        .map(({ key, line }) => [key, Number(/可祝福(\d+)位/.exec(line)?.[1])]),
    );
    expect(got).toEqual(year.answer.festivalCounts);
  });

  test('nothing leaves in the night but breaches and what was wanted at a named time, and nothing stays behind', () => {
    for (const { key, notBefore, text, state } of all) {
      const hour = new Date(notBefore + 8 * 3_600_000).getUTCHours();
      if (hour < 8 || hour >= 21) expect(key.startsWith('reminder:') || text.includes('超时'), key).toBe(true);
      expect(['waiting', 'merged'], key).toContain(state);
    }
  });

  test('one person gets at most one card a minute', () => {
    const cards = new Map<string, string[]>();
    for (const { to, state, key } of all)
      if (state === 'waiting' && !ACTED.test(key)) cards.set(to, [...new Set([...(cards.get(to) ?? []), key.split('@')[0]!])]);
    expect([...cards].filter(([, keys]) => keys.length > 1)).toEqual([]);
  });
});

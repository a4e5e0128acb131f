import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BRIEFING_KINDS, buildBriefing, optionalActs, teamCounts, type BriefingItem } from '../../src/domain/briefing.js';
import { CLIENT_LEVELS } from '../../src/domain/client-level-name.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

let next = 0;
const item = (kind: BriefingItem['kind'], clientId?: string, more: Partial<BriefingItem> = {}): BriefingItem => ({
  key: `k${String(next++).padStart(4, '0')}`,
  kind,
  clientId,
  ...more,
});

test('orders by kind and puts each client once, at the place of the most pressing', () => {
  const briefing = buildBriefing(
    [
      item('contact', 'li', { level: 'platinum' }),
      item('bulletin'),
      item('birthday', 'li', { level: 'platinum' }),
      item('caseClock', 'wang', { level: 'blackGold' }),
      item('retention', 'wang', { level: 'blackGold' }),
      item('referral', 'qian', { level: 'gold' }),
      item('promise', 'zhang', { level: 'platinum' }),
      item('bulletin'),
      item('maturity', 'li', { level: 'platinum' }),
      item('appointment', 'zhou', { level: 'general' }),
    ],
    rules,
  );
  expect(briefing.lines.map((line) => [line.number, line.clientId, line.items.map((one) => one.kind)])).toEqual([
    [1, 'wang', ['caseClock', 'retention']],
    [2, 'qian', ['referral']],
    [3, 'zhang', ['promise']],
    [4, 'zhou', ['appointment']],
    [5, 'li', ['birthday', 'maturity', 'contact']],
    [6, undefined, ['bulletin', 'bulletin']],
  ]);
  expect(briefing).toMatchObject({ total: 6, first: 3, rest: [] });
});

test('inside one kind: level, amount, waiting time', () => {
  const since = (day: number) => new Date(`2026-11-${String(day).padStart(2, '0')}T00:00:00+08:00`);
  const briefing = buildBriefing(
    [
      item('contact', 'gold-old', { level: 'gold', amountFen: 9, since: since(1) }),
      item('contact', 'plat-new', { level: 'platinum', amountFen: 1, since: since(9) }),
      item('contact', 'plat-old', { level: 'platinum', amountFen: 1, since: since(2) }),
      item('contact', 'plat-rich', { level: 'platinum', amountFen: 2, since: since(9) }),
      item('contact', 'black', { level: 'blackGold' }),
      item('contact', 'unknown'),
    ],
    rules,
  );
  expect(briefing.lines.map((line) => line.clientId)).toEqual(['black', 'plat-rich', 'plat-old', 'plat-new', 'gold-old', 'unknown']);
});

test('at most twelve lines, the rest is counted', () => {
  const many = Array.from({ length: 19 }, (_, index) => item('contact', `c${String(index).padStart(2, '0')}`));
  const briefing = buildBriefing(many, rules);
  expect(briefing.lines).toHaveLength(12);
  expect(briefing.rest).toHaveLength(7);
  expect(briefing.rest[0]?.number).toBe(13);
  expect(briefing.total).toBe(19);
});

test('nothing due is an empty briefing', () => expect(buildBriefing([], rules)).toEqual({ lines: [], rest: [], total: 0, first: 0 }));

test('whatever the items: none lost, none twice, each client once, the order does not matter', () => {
  const items = fc.array(
    fc.record({
      key: fc.integer({ min: 0, max: 30 }).map(String),
      kind: fc.constantFrom(...BRIEFING_KINDS),
      clientId: fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }),
      level: fc.constantFrom(...CLIENT_LEVELS),
      amountFen: fc.nat(100),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(items, (raw) => {
      const unique = [...new Map(raw.map((one) => [one.key, one])).values()];
      const briefing = buildBriefing(unique, rules);
      const shown = [...briefing.lines, ...briefing.rest];
      expect(shown.flatMap((line) => line.items.map((one) => one.key)).sort()).toEqual(unique.map((one) => one.key).sort());
      const clients = shown.flatMap((line) => line.clientId ?? []);
      expect(new Set(clients).size).toBe(clients.length);
      const ranks = shown.map((line) => BRIEFING_KINDS.indexOf(line.kind));
      expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
      expect(buildBriefing([...unique].reverse(), rules)).toEqual(briefing);
    }),
  );
});

test('the supervisor reads counts by colleague', () => {
  const of = (kind: BriefingItem['kind'], userId: string, amountFen?: number) => ({ ...item(kind, `c${next}`), userId, amountFen });
  expect(
    teamCounts([of('contact', 'lin'), of('caseClock', 'chen'), of('contact', 'lin'), of('contact', 'chen'), of('maturity', 'chen', 500)]),
  ).toEqual([
    { kind: 'caseClock', byUser: [{ userId: 'chen', count: 1, amountFen: 0 }], count: 1, amountFen: 0 },
    { kind: 'maturity', byUser: [{ userId: 'chen', count: 1, amountFen: 500 }], count: 1, amountFen: 500 },
    {
      kind: 'contact',
      byUser: [
        { userId: 'lin', count: 2, amountFen: 0 },
        { userId: 'chen', count: 1, amountFen: 0 },
      ],
      count: 3,
      amountFen: 0,
    },
  ]);
});

test('a quiet day suggests at most three things, none of them empty', () => {
  expect(optionalActs({ incompleteFiles: 3, maturingNextMonth: 0, longUnmet: 2, openOpportunities: 1 })).toEqual([
    { act: 'files', count: 3 },
    { act: 'meetings', count: 2 },
    { act: 'opportunities', count: 1 },
  ]);
  expect(optionalActs({ incompleteFiles: 1, maturingNextMonth: 1, longUnmet: 1, openOpportunities: 1 })).toHaveLength(3);
});

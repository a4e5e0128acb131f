import { expect, test } from 'vitest';
import { canMoveOpportunity, compareOpportunities, handlingRate, isOpportunityExpired, type Opportunity } from '../../src/domain/opportunity.js';

const one = (more: Partial<Opportunity> = {}): Opportunity => ({
  id: 'a',
  clientId: 'c',
  category: 'asset',
  dueOn: '2026-11-23',
  state: 'open',
  ...more,
});

test.each([
  [{}, '2026-11-23', false],
  [{}, '2026-11-24', true],
  [{ state: 'contacted' as const }, '2026-11-24', false],
])('%j on %s has run out: %s', (more, today, expected) => expect(isOpportunityExpired(one(more), today)).toBe(expected));

test('handled by its day counts, later does not', () => {
  const all = [
    one({ state: 'won', handledOn: '2026-11-23' }),
    one({ state: 'contacted', handledOn: '2026-11-20' }),
    one({ state: 'lost', handledOn: '2026-11-24' }),
    one({ state: 'expired' }),
    one({ state: 'won', handledOn: '2026-11-01', dueOn: '2026-12-01' }),
  ];
  expect(handlingRate(all, '2026-11-01', '2026-11-30')).toBe(0.5);
  expect(handlingRate(all, '2026-10-01', '2026-10-31')).toBeNull();
});

test('nearest first, then the larger', () => {
  const sorted = [one({ id: 'a', dueOn: '2026-11-25' }), one({ id: 'b', expectedFen: 1 }), one({ id: 'c', expectedFen: 2 })].sort(
    compareOpportunities,
  );
  expect(sorted.map((each) => each.id)).toEqual(['c', 'b', 'a']);
});

test('what is decided stays decided', () => {
  expect(canMoveOpportunity('open', 'won')).toBe(true);
  expect(canMoveOpportunity('contacted', 'lost')).toBe(true);
  expect(canMoveOpportunity('won', 'lost')).toBe(false);
  expect(canMoveOpportunity('expired', 'won')).toBe(false);
});

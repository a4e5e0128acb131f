import { expect, test } from 'vitest';
import { contributions, percentiles } from '../../src/domain/contribution.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';

test.each<[(number | null)[], number[]]>([
  [
    [10, 20, 30],
    [0, 0.5, 1],
  ],
  [
    [20, 20, 30],
    [0.25, 0.25, 1],
  ],
  [
    [null, 5],
    [0, 1],
  ],
  [[7], [1]],
  [[null], [0]],
  [[], []],
])('%j stand at %j', (values, expected) => expect(percentiles(values)).toEqual(expected));

test('weights the three inputs and grades at the bounds', () => {
  const client = (clientId: string, value: number) => ({ clientId, investableFen: value, assetsFen: value, incomeFen: value });
  const eleven = Array.from({ length: 11 }, (_, index) => client(`c${index}`, index));
  const graded = contributions(eleven, DEFAULT_RULES);
  expect(graded.map((one) => one.score)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  expect(graded.map((one) => one.grade).join('')).toBe('DDCCCBBBAAA');
  const mixed = contributions(
    [
      { clientId: 'a', investableFen: 1, assetsFen: 2, incomeFen: 1 },
      { clientId: 'b', investableFen: 2, assetsFen: 1, incomeFen: 2 },
    ],
    DEFAULT_RULES,
  );
  expect(mixed.map((one) => one.score)).toEqual([0.4, 0.6]);
});

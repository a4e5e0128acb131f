import { describe, expect, test } from 'vitest';
import { findKind } from '../../src/import/kinds/index.js';
import { together } from '../../src/import/run.js';

type Window = Parameters<typeof together>[2];

const kind = findKind('clients');
const rows = (...given: readonly ([clientNo: string, manager: string | undefined] | 'unreadable')[]): Window =>
  given.map((one, i) => ({
    raw: { line: i + 2, cells: [] },
    row:
      one === 'unreadable'
        ? { rejected: '客户号是空的' }
        : { line: i + 2, fields: { clientNo: one[0], ...(one[1] === undefined ? {} : { mainManagerId: one[1] }) } },
  }));
const lines = (window: Window): number[] => window.map(({ raw }) => raw.line);

describe('rows of one manager are stored side by side', () => {
  test('managers in order, each one’s clients in the order of the file', () => {
    const window = rows(['1', 'lin'], ['2', 'chen'], ['3', 'lin'], ['4', 'chen'], ['5', 'fang']);
    expect(lines(together(kind, 'mainManagerId', window))).toEqual([3, 5, 6, 2, 4]);
  });

  test('clients without a manager and rows that cannot be read are kept', () => {
    const window = rows(['1', 'lin'], 'unreadable', ['3', undefined], ['4', 'chen']);
    const sorted = together(kind, 'mainManagerId', window);
    expect(lines(sorted)).toEqual([3, 4, 5, 2]);
    expect(new Set(sorted)).toEqual(new Set(window));
  });

  test('a client who stands twice leaves the window as it is: his later row counts', () => {
    const window = rows(['1', 'lin'], ['2', 'chen'], ['1', 'chen']);
    expect(lines(together(kind, 'mainManagerId', window))).toEqual([2, 3, 4]);
  });
});

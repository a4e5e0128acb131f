import { describe, expect, test } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/index.js';
import {
  evaluateLevel,
  hasDualManagers,
  isLevelEvaluationDay,
  isPrivateBanking,
  layerOf,
  levelOf,
  levelOfTitle,
  tierCritical,
  type AdminLayer,
  type ClientLevel,
  type LevelFacts,
} from '../../src/domain/client-level.js';
import { DEFAULT_RULES as rules } from '../../src/domain/rules.js';

const WAN = 1_000_000;
const full = (averageFen: number): LevelFacts['average'] => ({ averageFen, days: 31, knownDays: 31 });

test.each<[number, ClientLevel]>([
  [0, 'general'],
  [5 * WAN - 1, 'general'],
  [5 * WAN, 'gold'],
  [49_999_999, 'gold'],
  [50_000_000, 'platinum'],
  [299_999_999, 'platinum'],
  [300_000_000, 'blackGold'],
  [10 ** 12, 'blackGold'],
])('%d fen is %s', (fen, level) => expect(levelOf(fen, rules)).toBe(level));

test.each<[number, boolean, AdminLayer | undefined]>([
  [10_000_000_000, true, 'headOffice'],
  [9_999_999_999, true, 'branch'],
  [2_000_000_000, true, 'branch'],
  [1_999_999_999, true, 'subBranch'],
  [0, true, 'subBranch'],
  [10_000_000_000, false, undefined],
])('%d fen, private %s: layer %s', (fen, isPrivate, layer) => expect(layerOf(fen, isPrivate, rules)).toBe(layer));

test.each([
  [true, 0, true],
  [true, null, true],
  [false, 600 * WAN, true],
  [false, 600 * WAN - 1, false],
  [false, null, false],
])('signed %s with %s fen is private banking: %s', (signed, fen, expected) => expect(isPrivateBanking(signed, fen, rules)).toBe(expected));

test('only the top level has two managers', () => {
  expect(hasDualManagers('blackGold')).toBe(true);
  expect(hasDualManagers('platinum')).toBe(false);
});

test.each([
  ['大众', 'general'],
  ['金卡', 'gold'],
  ['白金', 'platinum'],
  ['黑金', 'blackGold'],
  ['黑金客户', 'blackGold'],
  ['高端', 'platinum'],
  ['顶端客户', 'blackGold'],
  ['blackGold', 'blackGold'],
  ['钻石', undefined],
])('%s is level %s', (title, level) => expect(levelOfTitle(title)).toBe(level));

test.each([
  ['2026-11-02', true],
  ['2026-11-01', false],
  ['2026-10-08', true],
  ['2026-10-01', false],
  ['2026-02-02', true],
  ['2026-01-04', true],
  ['2026-01-05', false],
])('%s is the day of the evaluation: %s', (today, expected) => expect(isLevelEvaluationDay(today, createCalendar())).toBe(expected));

describe('monthly evaluation', () => {
  const platinum: LevelFacts = { level: 'platinum', monthsBelow: 0, average: full(50 * WAN) };
  test.each<[string, LevelFacts, object]>([
    ['up at once', { ...platinum, average: full(300 * WAN) }, { level: 'blackGold', change: 'up', levelState: 'steady', monthsBelow: 0 }],
    ['up two levels at once', { level: 'general', monthsBelow: 0, average: full(50 * WAN) }, { level: 'platinum', change: 'up' }],
    ['steady on the bound', { ...platinum, monthsBelow: 2 }, { level: 'platinum', levelState: 'steady', monthsBelow: 0 }],
    ['first month below', { ...platinum, average: full(50 * WAN - 1) }, { level: 'platinum', levelState: 'atRisk', monthsBelow: 1 }],
    ['second month below', { ...platinum, monthsBelow: 1, average: full(10 * WAN) }, { level: 'platinum', levelState: 'atRisk', monthsBelow: 2 }],
    [
      'third month below',
      { ...platinum, monthsBelow: 2, average: full(10 * WAN) },
      { level: 'gold', change: 'down', levelState: 'steady', monthsBelow: 0 },
    ],
    ['down two levels after the third', { ...platinum, monthsBelow: 2, average: full(1) }, { level: 'general', change: 'down' }],
    ['no data', { ...platinum, monthsBelow: 2, average: null }, { level: 'platinum', levelState: 'atRisk', monthsBelow: 2 }],
    [
      'incomplete data never count against',
      { ...platinum, monthsBelow: 2, average: { averageFen: 1, days: 31, knownDays: 30 } },
      { level: 'platinum', levelState: 'atRisk', monthsBelow: 2 },
    ],
    [
      'a supervisor decided',
      { ...platinum, average: full(1), override: { level: 'blackGold', until: '2026-11-02', reason: '家庭合并' } },
      { level: 'blackGold', levelState: 'steady' },
    ],
    [
      'his decision has run out',
      { ...platinum, average: full(1), override: { level: 'blackGold', until: '2026-11-01', reason: '家庭合并' } },
      { level: 'platinum', levelState: 'atRisk' },
    ],
  ])('%s', (_name, facts, expected) => {
    const result = evaluateLevel(facts, '2026-11-02', rules);
    expect(result).toMatchObject(expected);
    expect(result.reasons).toHaveLength(1);
    expect(result.reasons[0]?.source).toBe('行内约定（可配置）');
  });
});

describe('tier-critical', () => {
  function found(averageFen: number, level: ClientLevel, adminLayer?: AdminLayer): string[] {
    return tierCritical({ level, adminLayer, averageFen }, '2026-11-23', rules).map((one) => `${one.direction} ${one.target}`);
  }
  test.each<[number, ClientLevel, string[]]>([
    [40 * WAN, 'gold', ['up platinum']],
    [40 * WAN - 1, 'gold', []],
    [50 * WAN - 1, 'gold', ['up platinum']],
    [50 * WAN, 'gold', []],
    [240 * WAN, 'platinum', ['up blackGold']],
    [240 * WAN - 1, 'platinum', []],
    [300 * WAN - 1, 'platinum', ['up blackGold']],
    [50 * WAN, 'platinum', ['down platinum']],
    [52.5 * WAN - 1, 'platinum', ['down platinum']],
    [52.5 * WAN, 'platinum', []],
    [50 * WAN - 1, 'platinum', []],
    [300 * WAN, 'blackGold', ['down blackGold']],
    [315 * WAN, 'blackGold', []],
    [4 * WAN, 'general', ['up gold']],
    [4 * WAN - 1, 'general', []],
    [0, 'general', []],
  ])('%d fen as %s: %j', (fen, level, expected) => expect(found(fen, level)).toEqual(expected));

  test.each<[number, AdminLayer, string[]]>([
    [1600 * WAN, 'subBranch', ['up branch']],
    [1600 * WAN - 1, 'subBranch', []],
    [8000 * WAN, 'branch', ['up headOffice']],
    [8000 * WAN - 1, 'branch', []],
    [10_000 * WAN - 1, 'branch', ['up headOffice']],
    [2000 * WAN, 'branch', ['down branch']],
    [2100 * WAN, 'branch', []],
    [10_000 * WAN, 'headOffice', ['down headOffice']],
  ])('%d fen in layer %s: %j', (fen, layer, expected) => expect(found(fen, 'blackGold', layer)).toEqual(expected));

  test('shows the gap and what it takes today', () => {
    const [one] = tierCritical({ level: 'gold', averageFen: 41.8 * WAN }, '2026-11-23', rules);
    // 8.20万 × 30 days ÷ 8 days left (23 to 30 November).
    expect(one).toMatchObject({ gapFen: 8_200_000, neededTodayFen: 30_750_000, title: '白金' });
    expect(one?.reasons[0]?.text).toContain('本月日均41.80万，差8.20万到白金');
  });
});

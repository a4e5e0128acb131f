import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCalendar, dateAt, isWorkday } from '../../../src/domain/calendar/index.js';
import {
  caseClocks,
  clockStanding,
  durationTitle,
  extensionProblems,
  nearestClock,
  pausedDays,
  recheckAskUntil,
  type CaseFacts,
  type ClockKind,
  type Extension,
} from '../../../src/domain/case/index.js';
import { CLIENT_LEVELS } from '../../../src/domain/client-level-name.js';
import { DEFAULT_RULES as rules } from '../../../src/domain/rules.js';

const calendar = createCalendar();
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const FIELD_SOURCE = '行内约定（可配置）';

function facts(more: Partial<CaseFacts> = {}): CaseFacts {
  return { kind: 'complaint', state: 'received', receivedAt: at('2026-11-23 09:30'), levelAtIntake: 'platinum', ...more };
}

function due(case_: CaseFacts, kind: ClockKind, now = case_.receivedAt): string | undefined {
  const clock = caseClocks(case_, calendar, rules, now).find((one) => one.kind === kind);
  return clock && new Date(clock.dueAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

describe('clock one: the promise of the bank, by level at intake', () => {
  test.each<[string, Partial<CaseFacts>, string, string]>([
    ['platinum: 24 h and 3 working days', {}, '2026-11-24 09:30', '2026-11-26 18:00'],
    ['black gold: 2 business hours and 24 h', { levelAtIntake: 'blackGold' }, '2026-11-23 11:30', '2026-11-24 09:30'],
    [
      'black gold late in the day: business hours run over night',
      { levelAtIntake: 'blackGold', receivedAt: at('2026-11-23 17:00') },
      '2026-11-24 10:00',
      '2026-11-24 17:00',
    ],
    ['black gold on a Saturday', { levelAtIntake: 'blackGold', receivedAt: at('2026-11-21 10:00') }, '2026-11-23 11:00', '2026-11-22 10:00'],
    ['a branch layer counts as the top', { levelAtIntake: 'platinum', adminLayerAtIntake: 'branch' }, '2026-11-23 11:30', '2026-11-24 09:30'],
    ['a sub-branch layer does not', { levelAtIntake: 'platinum', adminLayerAtIntake: 'subBranch' }, '2026-11-24 09:30', '2026-11-26 18:00'],
    ['gold request: 1 and 5 working days', { kind: 'request', levelAtIntake: 'gold' }, '2026-11-24 18:00', '2026-11-30 18:00'],
    ['general request: the same', { kind: 'request', levelAtIntake: 'general' }, '2026-11-24 18:00', '2026-11-30 18:00'],
    [
      'gold complaint: the last workday inside clock two',
      { levelAtIntake: 'gold', receivedAt: at('2026-09-18 10:00') },
      '2026-09-20 18:00',
      '2026-09-30 18:00',
    ],
    ['24 h runs through the holiday', { receivedAt: at('2026-09-30 20:00') }, '2026-10-01 20:00', '2026-10-10 18:00'],
    ['platinum before the spring festival', { receivedAt: at('2026-02-13 10:00') }, '2026-02-14 10:00', '2026-02-25 18:00'],
    ['platinum at the end of April', { receivedAt: at('2026-04-30 10:00') }, '2026-05-01 10:00', '2026-05-08 18:00'],
    ['platinum in September with a make-up Sunday', { receivedAt: at('2026-09-18 10:00') }, '2026-09-19 10:00', '2026-09-22 18:00'],
    ['after business hours: the same calendar day starts it', { receivedAt: at('2026-11-23 22:00') }, '2026-11-24 22:00', '2026-11-26 18:00'],
  ])('%s', (_name, more, contact, result) => {
    expect(due(facts(more), 'contact')).toBe(contact);
    expect(due(facts(more), 'result')).toBe(result);
  });

  test('every promise names the house as its source', () => {
    const [contact, result] = caseClocks(facts(), calendar, rules, at('2026-11-23 09:30'));
    expect(contact?.reasons).toEqual([{ code: 'case-contact', text: '白金客户：首次联系24小时内', source: FIELD_SOURCE }]);
    expect(result?.reasons[0]?.text).toBe('白金客户：行内答复3个工作日内');
  });

  test('a deadline in a year without a plan is provisional', () => {
    const clocks = caseClocks(facts({ receivedAt: at('2026-12-31 10:00') }), calendar, rules, at('2026-12-31 10:00'));
    expect(clocks.find((one) => one.kind === 'result')).toMatchObject({ provisional: true, dueOn: '2027-01-06' });
  });
});

describe('a change of level during the case', () => {
  const gold = facts({ kind: 'request', levelAtIntake: 'gold' });
  test.each<[string, CaseFacts['levelChanges'], string, string]>([
    ['a rise brings the stricter row', [{ at: at('2026-11-23 12:00'), level: 'platinum' }], '2026-11-24 09:30', '2026-11-26 18:00'],
    ['a fall changes nothing', [{ at: at('2026-11-23 12:00'), level: 'general' }], '2026-11-24 18:00', '2026-11-30 18:00'],
    [
      'a fall after a rise changes nothing',
      [
        { at: at('2026-11-23 12:00'), level: 'platinum' },
        { at: at('2026-11-24 12:00'), level: 'general' },
      ],
      '2026-11-24 09:30',
      '2026-11-26 18:00',
    ],
    ['not earlier than the rise itself', [{ at: at('2026-11-25 12:00'), level: 'blackGold' }], '2026-11-24 18:00', '2026-11-26 12:00'],
    ['a rise of the layer counts', [{ at: at('2026-11-23 10:00'), level: 'gold', adminLayer: 'branch' }], '2026-11-23 11:30', '2026-11-24 09:30'],
  ])('%s', (_name, levelChanges, contact, result) => {
    const now = at('2026-11-25 13:00');
    expect(due({ ...gold, levelChanges }, 'contact', now)).toBe(contact);
    expect(due({ ...gold, levelChanges }, 'result', now)).toBe(result);
  });

  test('a rise to come is not known yet', () => {
    expect(due({ ...gold, levelChanges: [{ at: at('2026-11-24 12:00'), level: 'blackGold' }] }, 'result', at('2026-11-23 10:00'))).toBe(
      '2026-11-30 18:00',
    );
  });

  test('a promise already kept is not tightened', () => {
    const kept = { ...gold, firstContactAt: at('2026-11-23 11:00'), levelChanges: [{ at: at('2026-11-23 12:00'), level: 'blackGold' as const }] };
    expect(due(kept, 'contact', at('2026-11-25 13:00'))).toBe('2026-11-24 18:00');
  });
});

describe('clock two: the regulator, complaints only', () => {
  const september = facts({ receivedAt: at('2026-09-18 10:00') });
  const complex: Extension = { to: 'complex', at: at('2026-09-25 10:00'), reason: '需调取录音' };
  const special: Extension = { to: 'special', at: at('2026-10-12 10:00'), reason: '涉及第三方', approvedBy: '总行', toldComplainant: true };
  test.each<[string, Partial<CaseFacts>, string, string]>([
    ['15 days', {}, '2026-10-04 00:00', '2026-09-30'],
    ['30 days when complex', { extensions: [complex] }, '2026-10-19 00:00', '2026-10-16'],
    ['60 days when very complex', { extensions: [complex, special] }, '2026-11-18 00:00', '2026-11-17'],
    [
      'an appraisal of 4 days is not counted',
      { pauses: [{ kind: 'appraisal', startedAt: at('2026-09-21 10:00'), endedAt: at('2026-09-25 10:00') }] },
      '2026-10-08 00:00',
      '2026-09-30',
    ],
    ['new material starts it anew', { restartedAt: at('2026-09-28 10:00') }, '2026-10-14 00:00', '2026-10-13'],
  ])('%s', (_name, more, dueAt, internalDueOn) => {
    const clock = caseClocks({ ...september, ...more }, calendar, rules, at('2026-10-12 11:00')).find((one) => one.kind === 'regulator');
    expect(due({ ...september, ...more }, 'regulator', at('2026-10-12 11:00'))).toBe(dueAt);
    expect(clock?.internalDueOn).toBe(internalDueOn);
    expect(clock?.reasons[0]?.source).toContain('《银行业保险业消费投诉处理管理办法》');
  });

  test('a request has none', () => expect(due(facts({ kind: 'request' }), 'regulator')).toBeUndefined());

  test('the example of a complaint on 23 November', () => {
    expect(due(facts(), 'regulator')).toBe('2026-12-09 00:00');
    expect(caseClocks(facts(), calendar, rules, at('2026-11-23 09:30')).find((one) => one.kind === 'regulator')?.dueOn).toBe('2026-12-08');
  });

  test('the promise to gold clients follows an extension', () => {
    expect(due({ ...september, levelAtIntake: 'gold', extensions: [complex] }, 'result', at('2026-09-26 10:00'))).toBe('2026-10-16 18:00');
  });

  test('an open pause moves the end day by day', () => {
    const paused = { ...september, pauses: [{ kind: 'mediation' as const, startedAt: at('2026-09-21 10:00') }] };
    expect(due(paused, 'regulator', at('2026-09-21 18:00'))).toBe('2026-10-04 00:00');
    expect(due(paused, 'regulator', at('2026-09-24 09:00'))).toBe('2026-10-07 00:00');
  });

  test.each<[string, Partial<CaseFacts>, Extension, string[]]>([
    ['first, with a reason', {}, complex, []],
    ['without a reason', {}, { ...complex, reason: ' ' }, ['extension-without-reason']],
    ['the second before the first', {}, { ...special, at: at('2026-09-25 10:00') }, ['extension-order']],
    ['the second', { extensions: [complex] }, special, []],
    [
      'the second without approval and notice',
      { extensions: [complex] },
      { ...special, approvedBy: undefined, toldComplainant: false },
      ['extension-without-approval', 'extension-untold'],
    ],
    ['the first twice', { extensions: [complex] }, { ...complex, at: at('2026-10-12 10:00') }, ['extension-again']],
    ['a third', { extensions: [complex, special] }, special, ['extension-third']],
    ['after the period', {}, { ...complex, at: at('2026-10-04 00:01') }, ['extension-late']],
    ['on its last minute', {}, { ...complex, at: at('2026-10-03 23:59') }, []],
    ['after the notice', { noticeAt: at('2026-09-24 10:00'), state: 'notified' }, complex, ['extension-ended']],
    ['a request', { kind: 'request' }, complex, ['extension-no-complaint']],
  ])('extending: %s', (_name, more, extension, codes) => {
    expect(extensionProblems({ ...september, ...more }, extension, calendar, rules).map((one) => one.code)).toEqual(codes);
  });
});

describe('recheck', () => {
  test('is asked for within 30 days and decided within 30', () => {
    expect(recheckAskUntil('2026-09-18', rules)).toBe('2026-10-18');
    const notified = facts({
      state: 'rechecking',
      noticeAt: at('2026-09-18 10:00'),
      receivedAt: at('2026-09-10 10:00'),
      recheck: { requestedAt: at('2026-10-10 10:00') },
    });
    expect(due(notified, 'recheck', at('2026-10-11 10:00'))).toBe('2026-11-10 00:00');
  });
});

describe('standing', () => {
  const clocks = caseClocks(facts(), calendar, rules, at('2026-11-23 09:30'));
  const contact = clocks[0];
  test.each([
    ['2026-11-23 21:30', undefined, 'running', 12 * 60, 0.5],
    ['2026-11-24 09:30', undefined, 'running', 0, 1],
    ['2026-11-24 09:31', undefined, 'breached', 1, 1441 / 1440],
    ['2026-11-25 10:00', '2026-11-24 09:30', 'kept', 0, 1],
    ['2026-11-25 10:00', '2026-11-24 09:40', 'late', 10, 1450 / 1440],
  ])('at %s, contacted %s: %s, %d minutes', (now, doneAt, state, minutes, share) => {
    if (contact === undefined) throw new Error('no contact clock');
    const standing = clockStanding({ ...contact, ...(doneAt === undefined ? {} : { doneAt: at(doneAt) }) }, at(now));
    expect(standing.state).toBe(state);
    expect(standing.spanMs).toBe(minutes * 60_000);
    expect(standing.elapsedShare).toBeCloseTo(share, 10);
  });

  test('the nearest running clock leads', () => {
    expect(nearestClock(clocks)?.kind).toBe('contact');
    expect(nearestClock(caseClocks(facts({ firstContactAt: at('2026-11-23 10:00') }), calendar, rules, at('2026-11-23 11:00')))?.kind).toBe('result');
    expect(
      nearestClock(caseClocks(facts({ state: 'withdrawn', endedAt: at('2026-11-23 10:00') }), calendar, rules, at('2026-11-23 11:00'))),
    ).toBeUndefined();
  });
});

test.each([
  ['24h', '24小时'],
  ['2bh', '2个工作小时'],
  ['3wd', '3个工作日'],
  [15, '15日'],
  ['15', '15日'],
])('%s is %s', (duration, title) => expect(durationTitle(duration)).toBe(title));

test.each([
  [[['2026-09-21', '2026-09-25']], 4],
  [
    [
      ['2026-09-21', '2026-09-25'],
      ['2026-09-23', '2026-09-27'],
    ],
    6,
  ],
  [
    [
      ['2026-09-21', '2026-09-25'],
      ['2026-09-22', '2026-09-23'],
    ],
    4,
  ],
  [[['2026-09-10', '2026-09-20']], 2],
  [[['2026-09-21', '2026-09-21']], 0],
  [[], 0],
])('pauses %j hold %i days', (spans, days) => {
  const pauses = spans.map(([from, to]) => ({ kind: 'appraisal' as const, startedAt: at(`${from} 10:00`), endedAt: at(`${to} 09:00`) }));
  expect(pausedDays(pauses, '2026-09-18', at('2026-12-01 00:00'))).toBe(days);
});

describe('properties', () => {
  const instants = fc.integer({ min: 0, max: 700 * 1440 }).map((minute) => new Date(at('2025-02-01 00:00').getTime() + minute * 60_000));
  const cases = fc
    .record({
      receivedAt: instants,
      levelAtIntake: fc.constantFrom(...CLIENT_LEVELS),
      kind: fc.constantFrom('complaint' as const, 'request' as const),
    })
    .map((more) => facts(more));

  test('no clock is due before it starts', () => {
    fc.assert(
      fc.property(cases, (one) => {
        for (const clock of caseClocks(one, calendar, rules, one.receivedAt))
          expect(clock.dueAt.getTime()).toBeGreaterThan(clock.startedAt.getTime());
      }),
    );
  });

  test('working-day promises end on a workday', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const result = caseClocks(one, calendar, rules, one.receivedAt).find((clock) => clock.kind === 'result');
        if (one.levelAtIntake !== 'blackGold' && result) expect(isWorkday(dateAt(result.dueAt), calendar)).toBe(true);
      }),
    );
  });

  test("each extension and each pause only moves the regulator's end later; level rises only move promises earlier", () => {
    fc.assert(
      fc.property(
        instants,
        fc.nat(20),
        fc.constantFrom(...CLIENT_LEVELS),
        fc.constantFrom(...CLIENT_LEVELS),
        fc.nat(5000),
        (receivedAt, pause, level, later, minutes) => {
          const base = facts({ receivedAt, levelAtIntake: level });
          const now = new Date(receivedAt.getTime() + 40 * 86_400_000);
          const end = (one: CaseFacts, kind: ClockKind): number =>
            caseClocks(one, calendar, rules, now)
              .find((clock) => clock.kind === kind)
              ?.dueAt.getTime() ?? NaN;
          const complex = { to: 'complex' as const, at: receivedAt, reason: 'x' };
          const special = { to: 'special' as const, at: receivedAt, reason: 'x', approvedBy: 'x', toldComplainant: true };
          const once = { ...base, extensions: [complex] };
          const twice = { ...base, extensions: [complex, special] };
          expect(end(once, 'regulator') - end(base, 'regulator')).toBe(15 * 86_400_000);
          expect(end(twice, 'regulator') - end(once, 'regulator')).toBe(30 * 86_400_000);
          const paused = {
            ...base,
            pauses: [{ kind: 'appraisal' as const, startedAt: receivedAt, endedAt: new Date(receivedAt.getTime() + pause * 86_400_000) }],
          };
          expect(end(paused, 'regulator') - end(base, 'regulator')).toBe(pause * 86_400_000);
          const changed = { ...base, levelChanges: [{ at: new Date(receivedAt.getTime() + minutes * 60_000), level: later }] };
          for (const kind of ['contact', 'result'] as const) expect(end(changed, kind)).toBeLessThanOrEqual(end(base, kind));
        },
      ),
    );
  });
});

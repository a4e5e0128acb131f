import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, createCalendar, isWorkday } from '../../../src/domain/calendar/index.js';
import {
  careDays,
  careNotices,
  FESTIVAL_WORDS,
  festivalAnswer,
  festivalFacts,
  festivalsAhead,
  greetingCount,
  greetingDraft,
  leadsOf,
  nextCareDay,
  type CareDate,
  type CareRule,
  type FestivalClient,
  type GreetingFacts,
  type GreetingOccasion,
} from '../../../src/domain/care/index.js';
import { DEFAULT_RULES as rules } from '../../../src/domain/rules.js';

const calendar = createCalendar();

function date(when: CareRule, more: Partial<CareDate> = {}): CareDate {
  return { id: 'd', clientId: 'c', kind: 'birthday', when, active: true, ...more };
}

function spoken(one: CareDate, from: string, to: string, status = 'active'): string[] {
  return careNotices(one, status, from, to, calendar, rules).map((notice) => `${notice.speakOn} ${notice.lead} ${notice.on}`);
}

describe('when a date comes round', () => {
  test.each<[CareRule, string, string, string[]]>([
    [{ rule: 'solarYearly', month: 11, day: 23 }, '2026-01-01', '2027-12-31', ['2026-11-23', '2027-11-23']],
    [{ rule: 'solarYearly', month: 2, day: 29 }, '2026-01-01', '2028-12-31', ['2026-02-28', '2027-02-28', '2028-02-29']],
    [{ rule: 'lunarYearly', month: 10, day: 15, leap: false }, '2026-01-01', '2026-12-31', ['2026-11-23']],
    [{ rule: 'lunarYearly', month: 12, day: 30, leap: false }, '2026-06-01', '2027-06-01', ['2027-02-05']],
    [{ rule: 'lunarYearly', month: 6, day: 10, leap: true }, '2025-01-01', '2025-12-31', ['2025-07-04']],
    [{ rule: 'once', on: '2026-11-30' }, '2026-11-30', '2026-11-30', ['2026-11-30']],
    [{ rule: 'once', on: '2026-11-30' }, '2026-12-01', '2027-11-30', []],
    [{ rule: 'range', from: '2026-12-01', to: '2026-12-10' }, '2026-11-01', '2026-12-31', ['2026-12-01']],
  ])('%j between %s and %s: %j', (when, from, to, days) => expect(careDays(when, from, to, rules)).toEqual(days));

  test('the next one', () => {
    expect(nextCareDay({ rule: 'solarYearly', month: 11, day: 23 }, '2026-11-23', rules)).toBe('2026-11-23');
    expect(nextCareDay({ rule: 'solarYearly', month: 11, day: 23 }, '2026-11-24', rules)).toBe('2027-11-23');
    expect(nextCareDay({ rule: 'once', on: '2026-11-23' }, '2026-11-24', rules)).toBeUndefined();
  });
});

describe('when it speaks', () => {
  test.each<[string, CareDate, string[]]>([
    // 2026-11-28 is a Saturday: its own day stays, the day before and a week before are workdays.
    [
      'a birthday: 7 days, 1 day, the day',
      date({ rule: 'solarYearly', month: 11, day: 28 }),
      ['2026-11-20 7 2026-11-28', '2026-11-27 1 2026-11-28', '2026-11-28 0 2026-11-28'],
    ],
    [
      'a birthday on Monday: the day before is Friday',
      date({ rule: 'solarYearly', month: 11, day: 23 }),
      ['2026-11-16 7 2026-11-23', '2026-11-20 1 2026-11-23', '2026-11-23 0 2026-11-23'],
    ],
    [
      'in the national holiday: before it, and on the day',
      date({ rule: 'solarYearly', month: 10, day: 8 }),
      ['2026-09-30 7 2026-10-08', '2026-09-30 1 2026-10-08', '2026-10-08 0 2026-10-08'],
    ],
    [
      'a relative whom the client lets us greet',
      date({ rule: 'solarYearly', month: 11, day: 28 }, { kind: 'relativeBirthday', careAllowed: true }),
      ['2026-11-25 3 2026-11-28', '2026-11-27 1 2026-11-28'],
    ],
    ['a relative whom he does not', date({ rule: 'solarYearly', month: 11, day: 28 }, { kind: 'relativeBirthday' }), []],
    ['an anniversary: 3 days', date({ rule: 'solarYearly', month: 11, day: 24 }, { kind: 'anniversary' }), ['2026-11-20 3 2026-11-24']],
    [
      'a journey: the day of departure',
      date({ rule: 'range', from: '2026-11-25', to: '2026-11-30' }, { kind: 'travel' }),
      ['2026-11-25 0 2026-11-25'],
    ],
    ['own leads instead of the usual', date({ rule: 'solarYearly', month: 11, day: 28 }, { leadDays: [5] }), ['2026-11-23 5 2026-11-28']],
    ['switched off', date({ rule: 'solarYearly', month: 11, day: 28 }, { active: false }), []],
  ])('%s', (_name, one, expected) => expect(spoken(one, '2026-09-25', '2026-12-05')).toEqual(expected));

  test('care for the dead and the lost stops', () => {
    const one = date({ rule: 'solarYearly', month: 11, day: 28 });
    expect(spoken(one, '2026-11-01', '2026-11-30', 'deceased')).toEqual([]);
    expect(spoken(one, '2026-11-01', '2026-11-30', 'lost')).toEqual([]);
    expect(spoken(one, '2026-11-01', '2026-11-30', 'dormant')).toHaveLength(3);
  });

  test('day by day or at one go, each notice comes exactly once; leads on workdays', () => {
    const when = fc.oneof(
      fc.record({ rule: fc.constant('solarYearly' as const), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) }),
      fc.record({
        rule: fc.constant('lunarYearly' as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 30 }),
        leap: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(when, (rule) => {
        const one = date(rule);
        const all = careNotices(one, 'active', '2026-08-01', '2026-11-30', calendar, rules);
        const daily: typeof all = [];
        for (let day = '2026-08-01'; day <= '2026-11-30'; day = addDays(day, 1)) daily.push(...careNotices(one, 'active', day, day, calendar, rules));
        expect(daily).toEqual(all);
        for (const notice of all) {
          expect(notice.speakOn <= addDays(notice.on, -notice.lead)).toBe(true);
          if (notice.lead > 0) expect(isWorkday(notice.speakOn, calendar)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('leads of each kind', () => {
    expect(leadsOf('birthday', rules)).toEqual([7, 1, 0]);
    expect(leadsOf('festival', rules)).toEqual([3]);
    expect(leadsOf('relativeBirthday', rules)).toEqual([3, 1]);
    expect(leadsOf('illness', rules)).toEqual([0]);
  });
});

describe('festivals', () => {
  test('those of autumn 2026, on their workday', () => {
    expect(festivalsAhead('2026-08-01', '2026-12-31', calendar, rules).map((one) => `${one.speakOn} ${one.name} ${one.on}`)).toEqual([
      '2026-08-14 七夕 2026-08-19',
      '2026-09-22 中秋 2026-09-25',
      '2026-09-28 国庆 2026-10-01',
      '2026-10-15 重阳 2026-10-18',
      '2026-12-18 冬至 2026-12-22',
      '2026-12-29 元旦 2027-01-01',
    ]);
  });

  const client: FestivalClient = { status: 'active', gender: 'female', birthDate: '1980-01-01' };
  test.each<[string, string, Partial<FestivalClient>, boolean]>([
    ['中秋', '2026-09-25', {}, true],
    ['清明', '2026-04-05', {}, false],
    ['中元', '2026-08-27', {}, false],
    ['春节', '2026-02-17', { status: 'deceased' }, false],
    ['妇女节', '2026-03-08', {}, true],
    ['妇女节', '2026-03-08', { gender: 'male' }, false],
    ['妇女节', '2026-03-08', { gender: undefined }, false],
    ['母亲节', '2026-05-10', { hasChildren: true }, true],
    ['母亲节', '2026-05-10', {}, false],
    ['父亲节', '2026-06-21', { gender: 'male', hasChildren: true }, true],
    ['七夕', '2026-08-19', {}, false],
    ['七夕', '2026-08-19', { hasSpouse: true }, true],
    ['重阳', '2026-10-18', {}, false],
    ['重阳', '2026-10-18', { birthDate: '1966-10-18' }, true],
    ['重阳', '2026-10-18', { birthDate: '1966-10-19' }, false],
    ['重阳', '2026-10-18', { birthDate: '1950-01-01', mindsElderFestival: true }, false],
    ['中秋', '2026-09-25', { noFestival: true }, false],
    ['中秋', '2026-09-25', { bereavedOn: '2026-03-18' }, false],
    ['中秋', '2026-09-25', { bereavedOn: '2025-09-25' }, true],
    ['中秋', '2026-09-25', { bereavedOn: '2025-09-26' }, false],
    ['圣诞', '2026-12-25', {}, false],
  ])('%s on %s for %j: %s', (name, on, more, greet) => {
    const answer = festivalAnswer(name, on, { ...client, ...more }, rules);
    expect(answer.greet).toBe(greet);
    expect(answer.reasons).toHaveLength(greet ? 0 : 1);
  });
});

describe('greetings', () => {
  const birthday = (honorific: string, signature: string, age: number, on = '2026-11-23'): GreetingFacts => ({
    occasion: { kind: 'birthday' },
    honorific,
    signature,
    age,
    on,
  });
  const festival = (name: string, honorific: string, signature: string): GreetingFacts => ({
    occasion: { kind: 'festival', name },
    honorific,
    signature,
    on: '2026-09-25',
  });
  test.each<[GreetingFacts, string]>([
    [birthday('刘先生', '陈宇', 35), '刘先生，生日快乐。愿您新的一岁忙有所得，闲有所乐，家人都好。陈宇'],
    [birthday('王总', '陈宇', 52), '王总，今天是您生日，祝您身体好、睡得香，事事有人分担。陈宇'],
    [birthday('李阿姨', '小陈', 68), '李阿姨，今天是您的生日，祝您身体硬朗、胃口好、天天有开心事。天凉了，早晚多添件衣服。小陈'],
    [festival('春节', '王总', '陈宇'), '王总，给您和家人拜年。新的一年，愿您身体康健，家里热闹，想做的事都有着落。陈宇'],
    [festival('中秋', '张老师', '陈宇'), '张老师，中秋到了，愿您和家人都在一处，看看月亮，说说家常。祝您一家安好。陈宇'],
    [festival('端午', '李阿姨', '小陈'), '李阿姨，端午安康。天热起来了，出门带水、带伞，粽子尝个味就好。祝您一家平平安安。小陈'],
    [
      { occasion: { kind: 'condolence' }, honorific: '刘女士', signature: '陈宇', on: '2026-11-23' },
      '刘女士，听说了家里的事，心里很难过。您多保重身体，行里的事都不急，要我跑腿的随时叫我。陈宇',
    ],
  ])('the first draft', (facts, text) => expect(greetingDraft(facts, 0)).toBe(text));

  test('no draft for 清明 and 中元', () => {
    for (const name of ['清明', '中元', '圣诞']) {
      expect(greetingDraft(festival(name, '王总', '陈宇'), 0)).toBeUndefined();
      expect(greetingCount(festival(name, '王总', '陈宇'))).toBe(0);
    }
  });

  test('ages at the bounds of their bands', () => {
    const texts = [39, 40, 59, 60].map((age) => greetingDraft(birthday('王总', '陈宇', age), 0));
    expect(texts[0]).not.toBe(texts[1]);
    expect(texts[1]).toBe(texts[2]);
    expect(texts[2]).not.toBe(texts[3]);
  });

  test('the season follows the day', () => {
    const winter = greetingDraft(birthday('李阿姨', '小陈', 68, '2026-01-10'), 0);
    const summer = greetingDraft(birthday('李阿姨', '小陈', 68, '2026-07-10'), 0);
    expect(winter).toContain('冷');
    expect(summer).toContain('热');
  });

  const occasions: GreetingOccasion[] = [
    { kind: 'birthday' },
    { kind: 'anniversary' },
    { kind: 'travel' },
    { kind: 'condolence' },
    { kind: 'milestone' },
    ...(['升学', '结婚', '生子', '退休', '乔迁'] as const).map((what) => ({ kind: 'milestone' as const, what })),
    ...['元旦', '除夕', '春节', '元宵', '妇女节', '劳动节', '母亲节', '端午', '父亲节', '七夕', '中秋', '国庆', '重阳', '腊八', '小年', '冬至'].map(
      (name) => ({ kind: 'festival' as const, name }),
    ),
  ];

  test('whatever the occasion: short, quiet, about nothing that is sold, and a different one each time', () => {
    for (const occasion of occasions) {
      for (const age of [undefined, 25, 45, 70]) {
        for (const month of ['01', '04', '07', '10']) {
          const facts: GreetingFacts = { occasion, honorific: '欧阳老师', signature: '陈宇', age, on: `2026-${month}-15` };
          const count = greetingCount(facts);
          const drafts = Array.from({ length: count }, (_, index) => greetingDraft(facts, index) ?? '');
          expect(new Set(drafts).size).toBe(count);
          expect(count).toBeGreaterThan(1);
          expect(greetingDraft(facts, count)).toBe(drafts[0]);
          expect(greetingDraft(facts, -1)).toBe(drafts[count - 1]);
          for (const draft of drafts) {
            expect([...draft].length).toBeLessThanOrEqual(100);
            expect(draft.startsWith('欧阳老师，')).toBe(true);
            expect(draft.endsWith('陈宇')).toBe(true);
            expect(draft).not.toMatch(
              /[!！~…]|尊贵|尊敬|VIP|产品|理财|基金|存款|保险|收益|资产|到期|银行|亲爱|哦|呢|哈|啦|\p{Extended_Pictographic}/u,
            );
          }
        }
      }
    }
  });

  test('端午 says 安康, never 快乐', () => {
    for (let index = 0; index < 5; index++) {
      const text = greetingDraft(festival('端午', '王总', '陈宇'), index);
      expect(text).toContain('安康');
      expect(text).not.toContain('快乐');
    }
  });

  test('long names still fit', () => {
    const facts = birthday('阿卜杜热合曼买买提吐尔逊先生', '阿依古丽努尔买买提', 68);
    for (let index = 0; index < 6; index++) expect([...(greetingDraft(facts, index) ?? '')].length).toBeLessThanOrEqual(100);
  });
});

describe('what was noted decides about greetings of a festival', () => {
  const on = '2026-03-18';

  test.each([
    ['母亲去世', true],
    ['家里办丧事', true],
    ['父亲上月病故了', true],
    ['股票亏了很沮丧', false],
    ['丧失了信心', false],
    ['女儿今年高考', false],
  ])('%s: a death in the family %s', (text, isBereaved) => {
    expect(festivalFacts([], [{ text, on }]).bereavedOn).toBe(isBereaved ? on : undefined);
  });

  test.each([
    ['不要节日祝福', true],
    ['节日短信不用发', true],
    ['她不喜欢收到这类祝福', true],
    ['喜欢过节日', false],
    ['父亲去世，不用祝福', false],
  ])('%s: unwanted %s', (text, noFestival) => {
    expect(festivalFacts([], [{ text, on }]).noFestival).toBe(noFestival);
  });

  test('of two deaths the last counts; children and a spouse are known by their relation', () => {
    const noted = [
      { text: '父亲去世', on: '2025-01-05' },
      { text: '母亲过世', on },
    ];
    expect(festivalFacts(['child', 'parent'], noted)).toEqual({ hasChildren: true, hasSpouse: false, noFestival: false, bereavedOn: on });
  });

  test('every word the rules look for is looked for in the database', () => {
    for (const text of ['去世', '过世', '离世', '逝世', '病故', '办丧事', '不要节日', '别发祝福'])
      expect(
        FESTIVAL_WORDS.some((word) => text.includes(word)),
        text,
      ).toBe(true);
  });
});

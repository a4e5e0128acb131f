import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES, parseRules } from '../../src/domain/rules.js';

function problemsOf(yaml: unknown): string[] {
  const parsed = parseRules(yaml);
  return parsed.ok ? [] : parsed.problems;
}

test('an empty file gives the shipped values, amounts in fen', () => {
  const parsed = parseRules(null);
  expect(parsed).toEqual({ ok: true, rules: DEFAULT_RULES });
  expect(DEFAULT_RULES.levelFloorFen).toEqual({ general: 0, gold: 5_000_000, platinum: 50_000_000, blackGold: 300_000_000 });
  expect(DEFAULT_RULES.layerFloorFen).toEqual({ branch: 2_000_000_000, headOffice: 10_000_000_000 });
  expect(DEFAULT_RULES.privateBanking.thresholdFen).toBe(600_000_000);
  expect(DEFAULT_RULES.cadenceMonths).toMatchObject({ blackGold: 1, platinum: 2, gold: 3, general: null });
  expect(DEFAULT_RULES.contact).toEqual({ dueSoonWorkdays: 5, remindAgainAfter: 5, supervisorAfter: 10, editHours: 24, undoMinutes: 10 });
  expect(DEFAULT_RULES.care).toMatchObject({ birthdayLead: [7, 1, 0], festivalLead: [3], relativeLead: [3, 1] });
  expect(DEFAULT_RULES.case.blackGold).toEqual({ contact: '2bh', result: '24h' });
  expect(DEFAULT_RULES.case.platinum).toEqual({ contact: '24h', result: '3wd' });
  expect(DEFAULT_RULES.case.default).toEqual({ contact: '1wd', complaintResult: 'reg', requestResult: '5wd' });
  expect(DEFAULT_RULES.case.reg).toEqual({ simple: 15, complex: 30, special: 60, recheckAsk: 30, recheckDecide: 30 });
  expect(DEFAULT_RULES.case.remindAt).toEqual([0.5, 0.8, 1]);
  expect(DEFAULT_RULES.retention).toMatchObject({ dropRatio: 0.2, dropMinFen: 5_000_000, mutedDays: 30, onSiteAckMinutes: 10 });
  expect(DEFAULT_RULES.retention.outflow).toEqual({ platinumFen: 20_000_000, blackGoldFen: 50_000_000, ratio: 0.1 });
  expect(DEFAULT_RULES.maturity.remind).toEqual([-30, -7, -1, 1]);
  expect(DEFAULT_RULES.suitability).toMatchObject({
    validMonths: 12,
    perDay: 2,
    per12Months: 8,
    elderAge: 65,
    elderHighRiskFrom: 4,
    evidenceYears: 5,
  });
  expect(DEFAULT_RULES.briefing).toEqual({ rm: '08:40', supervisor: '08:50', maxLines: 12 });
  expect(DEFAULT_RULES.privacy).toMatchObject({ revealPerDay: 30, exportApprovalFrom: 50, exportTtlDays: 7 });
});

test('a part changes only that part', () => {
  const parsed = parseRules({ levels: { gold: 100_000.5 }, case: { platinum: { contact: '4bh' }, reg: { simple: 10 } } });
  expect(parsed.ok).toBe(true);
  if (!parsed.ok) return;
  expect(parsed.rules.levelFloorFen.gold).toBe(10_000_050);
  expect(parsed.rules.levelFloorFen.platinum).toBe(50_000_000);
  expect(parsed.rules.case.platinum).toEqual({ contact: '4bh', result: '3wd' });
  expect(parsed.rules.case.reg).toEqual({ simple: 10, complex: 30, special: 60, recheckAsk: 30, recheckDecide: 30 });
});

describe('looser than law is refused with the article', () => {
  test.each([
    [{ case: { reg: { simple: 16 } } }, 'case.reg.simple', '《银行业保险业消费投诉处理管理办法》第十八条'],
    [{ case: { reg: { complex: 31 } } }, 'case.reg.complex', '《银行业保险业消费投诉处理管理办法》第十八条'],
    [{ case: { reg: { special: 61 } } }, 'case.reg.special', '《银行业保险业消费投诉处理管理办法》第十八条'],
    [{ case: { reg: { recheckAsk: 29 } } }, 'case.reg.recheckAsk', '《银行业保险业消费投诉处理管理办法》第二十条'],
    [{ case: { reg: { recheckDecide: 31 } } }, 'case.reg.recheckDecide', '《银行业保险业消费投诉处理管理办法》第二十条'],
    [{ case: { default: { complaintResult: 16 } } }, 'case.default.complaintResult', '《银行业保险业消费投诉处理管理办法》第十八条'],
    [{ suitability: { validMonths: 13 } }, 'suitability.validMonths', '《金融机构产品适当性管理办法》第二十九条'],
    [{ suitability: { perDay: 3 } }, 'suitability.perDay', '《金融机构产品适当性管理办法》第二十九条'],
    [{ suitability: { per12Months: 9 } }, 'suitability.per12Months', '《金融机构产品适当性管理办法》第二十九条'],
    [{ suitability: { elderAge: 66 } }, 'suitability.elderAge', '《金融机构产品适当性管理办法》第十八条'],
    [{ suitability: { evidenceYears: 4 } }, 'suitability.evidenceYears', '《金融机构产品适当性管理办法》第十七条'],
    [{ proposal: { lookbackMinMonths: 5 } }, 'proposal.lookbackMinMonths', '第四条'],
  ])('%j', (yaml, key, article) => {
    const problems = problemsOf(yaml);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(key);
    expect(problems[0]).toContain(article);
  });

  test('the values of law themselves, and stricter ones, pass', () => {
    expect(problemsOf({ case: { reg: { simple: 15, complex: 30, special: 60, recheckAsk: 45, recheckDecide: 20 } } })).toEqual([]);
    expect(problemsOf({ suitability: { validMonths: 6, perDay: 1, per12Months: 8, evidenceYears: 10, elderAge: 60 } })).toEqual([]);
  });
});

test('every problem is listed at once, in Chinese, with its key', () => {
  const problems = problemsOf({
    levels: { gold: 'x' },
    contact: { editHours: -1, foo: 1 },
    quietHours: { from: '25:00' },
    case: { platinum: { contact: '3 days' }, reg: { simple: 20 } },
    lunar: { leapBirthday: 'never' },
    nonsense: {},
  });
  for (const key of [
    'levels.gold',
    'contact.editHours',
    'foo',
    'quietHours.from',
    'case.platinum.contact',
    'case.reg.simple',
    'lunar.leapBirthday',
    'nonsense',
  ]) {
    expect(
      problems.filter((problem) => problem.includes(key)),
      key,
    ).toHaveLength(1);
  }
  expect(problems).toHaveLength(8);
  for (const problem of problems) expect(problem).toMatch(/^[\p{Script=Han}\w.]+：.*\p{Script=Han}/u);
  for (const problem of problems) expect(problem).not.toMatch(/Invalid|expected|!/i);
});

test.each([
  [{ levels: { gold: 600_000 } }, 'levels'],
  [{ layers: { branch: 200_000_000 } }, 'layers'],
  [{ calendar: { businessDayStart: '19:00' } }, 'calendar'],
  [{ case: { reg: { complex: 10 } } }, 'case.reg'],
  [{ levels: { gold: 1.234 } }, 'levels.gold'],
  ['text', '配置'],
])('%j does not fit together', (yaml, key) => {
  const problems = problemsOf(yaml);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${key}：`));
});

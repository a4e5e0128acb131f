import { z } from 'zod';
import { minutesOfTime, parseDuration } from './calendar/index.js';
import { fenFromYuan } from './money.js';
import { PRODUCT_KINDS } from './product.js';
import { LAW } from './reason.js';

/**
 * The bank's own numbers (the YAML named by BANK_CONFIG). Amounts are written in 元 and read into fen; every key may be
 * left out. A value looser than law is refused with the article. Source: docs/rules.md#configuration.
 */

const yuan = z
  .number()
  .nonnegative()
  .refine((value) => fenFromYuan(value) !== undefined, { error: '应是金额，单位元，最多两位小数' })
  .transform((value) => fenFromYuan(value) ?? 0);
const share = z.number().min(0).max(1);
const count = z.number().int().nonnegative();
const positive = z.number().int().positive();
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: '应是时刻，如 "09:00"' });
const duration = z.union([z.string(), z.number()], { error: '应是时限，如 "24h"、"2bh"、"3wd" 或天数' }).refine(isDuration, {
  error: '应是时限，如 "24h"、"2bh"、"3wd" 或天数',
});
const regulated = z.union([z.literal('reg'), duration], { error: '应是时限，如 "3wd"，或 "reg"（随监管期限）' });

function isDuration(value: string | number): boolean {
  try {
    parseDuration(value);
    return true;
  } catch {
    return false;
  }
}

function atMost(limit: number, law: string): z.ZodNumber {
  return positive.max(limit, { error: `不能比法规宽，最多${limit}（${law}）` });
}

function atLeast(limit: number, law: string): z.ZodNumber {
  return positive.min(limit, { error: `不能比法规宽，至少${limit}（${law}）` });
}

const COMPLAINT_PERIOD = `${LAW.complaint}第十八条`;
const RECHECK = `${LAW.complaint}第二十条`;

const clocks = (contact: string, result: string) =>
  z.strictObject({ contact: duration.default(contact), result: duration.default(result) }).prefault({});

export const rulesSchema = z
  .strictObject({
    calendar: z
      .strictObject({
        businessDayStart: clock.default('09:00'),
        businessDayEnd: clock.default('18:00'),
        provisionalNotice: z.boolean().default(true),
      })
      .refine((one) => minutesOfTime(one.businessDayStart) < minutesOfTime(one.businessDayEnd), { error: 'businessDayStart 应早于 businessDayEnd' })
      .prefault({}),
    lunar: z.strictObject({ leapBirthday: z.enum(['regular', 'leapIfPresent']).default('regular') }).prefault({}),
    levels: z
      .strictObject({ general: yuan.prefault(0), gold: yuan.prefault(50_000), platinum: yuan.prefault(500_000), blackGold: yuan.prefault(3_000_000) })
      .refine((one) => one.general === 0 && one.gold > 0 && one.gold < one.platinum && one.platinum < one.blackGold, {
        error: '应从0起逐级升高：general、gold、platinum、blackGold',
      })
      .prefault({}),
    layers: z
      .strictObject({ branch: yuan.prefault(20_000_000), headOffice: yuan.prefault(100_000_000) })
      .refine((one) => one.branch > 0 && one.branch < one.headOffice, { error: 'branch 应小于 headOffice' })
      .prefault({}),
    privateBanking: z.strictObject({ threshold: yuan.prefault(6_000_000) }).prefault({}),
    level: z.strictObject({ downAfterMonths: positive.default(3) }).prefault({}),
    critical: z.strictObject({ upRatio: share.default(0.2), downRatio: share.default(0.05) }).prefault({}),
    contribution: z
      .strictObject({
        investable: share.default(0.3),
        assets: share.default(0.4),
        income: share.default(0.3),
        gradeA: share.default(0.8),
        gradeB: share.default(0.5),
        gradeC: share.default(0.2),
      })
      .refine((one) => Math.abs(one.investable + one.assets + one.income - 1) < 1e-9, { error: 'investable、assets、income 之和应是1' })
      .refine((one) => one.gradeA > one.gradeB && one.gradeB > one.gradeC, { error: 'gradeA、gradeB、gradeC 应逐级降低' })
      .prefault({}),
    cadenceMonths: z
      .strictObject({
        blackGold: positive.nullable().default(1),
        platinum: positive.nullable().default(2),
        gold: positive.nullable().default(3),
        general: positive.nullable().default(null),
        branchLayer: positive.nullable().default(1),
      })
      .prefault({}),
    contact: z
      .strictObject({
        dueSoonWorkdays: count.default(5),
        remindAgainAfter: positive.default(5),
        supervisorAfter: positive.default(10),
        editHours: count.default(24),
        undoMinutes: count.default(10),
      })
      .prefault({}),
    reminder: z.strictObject({ leastMinutes: positive.default(30) }).prefault({}),
    relation: z.strictObject({ actingFromWorkdays: positive.default(3), roamingMaxDays: positive.default(14) }).prefault({}),
    care: z
      .strictObject({
        birthdayLead: z.array(count).default([7, 1, 0]),
        festivalLead: z.array(count).default([3]),
        relativeLead: z.array(count).default([3, 1]),
        anniversaryLead: z.array(count).default([3]),
        milestoneLead: z.array(count).default([3]),
        bereavedMonths: count.default(12),
      })
      .prefault({}),
    quietHours: z
      .strictObject({
        from: clock.default('21:00'),
        to: clock.default('08:00'),
        birthdayFrom: clock.default('08:30'),
        draftAgainAt: clock.default('08:30'),
      })
      .prefault({}),
    staffQuietHours: z.strictObject({ from: clock.default('21:00'), to: clock.default('08:00') }).prefault({}),
    caps: z
      .strictObject({
        marketingPerDay: count.default(1),
        marketingPer7d: count.default(2),
        marketingPer30d: count.default(4),
        carePerDay: count.default(1),
      })
      .prefault({}),
    case: z
      .strictObject({
        blackGold: clocks('2bh', '24h'),
        platinum: clocks('24h', '3wd'),
        default: z
          .strictObject({
            contact: duration.default('1wd'),
            complaintResult: regulated
              .refine((value) => value === 'reg' || Number.isNaN(Number(value)) || Number(value) <= 15, {
                error: `不能比法规宽，最多15（${COMPLAINT_PERIOD}）`,
              })
              .default('reg'),
            requestResult: duration.default('5wd'),
          })
          .prefault({}),
        reg: z
          .strictObject({
            simple: atMost(15, COMPLAINT_PERIOD).default(15),
            complex: atMost(30, COMPLAINT_PERIOD).default(30),
            special: atMost(60, COMPLAINT_PERIOD).default(60),
            recheckAsk: atLeast(30, RECHECK).default(30),
            recheckDecide: atMost(30, RECHECK).default(30),
          })
          .refine((one) => one.simple <= one.complex && one.complex <= one.special, { error: 'simple、complex、special 应依次不减' })
          .prefault({}),
        remindAt: z.array(z.number().positive().max(1)).min(1).default([0.5, 0.8, 1]),
        supervisorFrom: share.default(0.8),
        headFrom: share.default(1),
        recusal: duration.default('1wd'),
        majorFromPeople: positive.max(20, { error: `不能比法规宽，最多20（${LAW.complaint}第二十九条）` }).default(20),
        representatives: positive.max(5, { error: `不能比法规宽，最多5（${LAW.complaint}第十二条）` }).default(5),
      })
      .prefault({}),
    retention: z
      .strictObject({
        dropRatio: share.default(0.2),
        dropMin: yuan.prefault(50_000),
        outflow: z.strictObject({ platinum: yuan.prefault(200_000), blackGold: yuan.prefault(500_000), ratio: share.default(0.1) }).prefault({}),
        mutedDays: count.default(30),
        worseBy: z.number().positive().default(0.5),
        onSiteAckMinutes: positive.default(10),
        silentDays: positive.default(90),
        silentMin: yuan.prefault(500_000),
        due: z
          .strictObject({
            aumDrop: duration.default('2wd'),
            level: duration.default('2wd'),
            largeOutflow: duration.default('0wd'),
            silentLeaving: duration.default('5wd'),
          })
          .prefault({}),
      })
      .prefault({}),
    referral: z.strictObject({ followUp: duration.default('1wd'), reassignAfter: duration.default('2wd') }).prefault({}),
    letter: z.strictObject({ firstCallAfter: duration.default('2wd') }).prefault({}),
    maturity: z.strictObject({ remind: z.array(z.number().int()).default([-30, -7, -1, 1]) }).prefault({}),
    idle: z.strictObject({ spendMultiple: z.number().positive().default(3), min: yuan.prefault(50_000), days: positive.default(10) }).prefault({}),
    suitability: z
      .strictObject({
        validMonths: atMost(12, `${LAW.suitability}第二十九条`).default(12),
        perDay: atMost(2, `${LAW.suitability}第二十九条`).default(2),
        per12Months: atMost(8, `${LAW.suitability}第二十九条`).default(8),
        renewalLead: z.array(count).default([30, 7]),
        elderAge: positive.max(65, { error: `不能比法规宽，最多65（${LAW.suitability}第十八条）` }).default(65),
        elderHighRiskFrom: positive.max(5).default(4),
        extraTimeHours: count.default(24),
        coolingOffHours: count.default(24),
        elderCallback: duration.default('5wd'),
        reviewFromShare: share.default(0.5),
        qualifiedProofMonths: positive.default(12),
        productMaxStaleDays: count.default(1),
        evidenceYears: atLeast(5, `${LAW.suitability}第十七条`).default(5),
        dualRecordingKinds: z.array(z.enum(PRODUCT_KINDS)).default(['wealth', 'insurance', 'privateFund', 'trust', 'fund']),
      })
      .prefault({}),
    proposal: z
      .strictObject({
        validDays: positive.default(30),
        lookbackMinMonths: atLeast(6, `${LAW.fundPromotion}第四条`).default(6),
        quarterlyReportDue: duration.default('10wd'),
      })
      .prefault({}),
    briefing: z.strictObject({ rm: clock.default('08:40'), supervisor: clock.default('08:50'), maxLines: positive.max(12).default(12) }).prefault({}),
    bulletin: z.strictObject({ minCell: positive.default(5) }).prefault({}),
    privacy: z
      .strictObject({
        revealPerDay: count.default(30),
        exportApprovalFrom: count.default(50),
        exportTtlDays: positive.default(7),
        idForm: z.enum(['1-1', '3-4']).default('1-1'),
      })
      .prefault({}),
  })
  .transform(({ levels, layers, privateBanking, retention, idle, ...rest }) => {
    const { dropMin, silentMin, outflow, ...retentionRest } = retention;
    return {
      ...rest,
      /** Lower bound of each level in fen; half-open upwards. */
      levelFloorFen: levels,
      layerFloorFen: layers,
      privateBanking: { thresholdFen: privateBanking.threshold },
      retention: {
        ...retentionRest,
        dropMinFen: dropMin,
        silentMinFen: silentMin,
        outflow: { platinumFen: outflow.platinum, blackGoldFen: outflow.blackGold, ratio: outflow.ratio },
      },
      idle: { spendMultiple: idle.spendMultiple, minFen: idle.min, days: idle.days },
    };
  });

export type Rules = z.output<typeof rulesSchema>;

export type ParsedRules = { ok: true; rules: Rules } | { ok: false; problems: string[] };

const KIND: Readonly<Record<string, string>> = {
  number: '数字',
  int: '整数',
  string: '文字',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组键值',
};

function sentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `应是${KIND[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return `没有这样的键：${issue.keys.join('、')}`;
    case 'too_small':
      return `太小，至少${issue.inclusive === false ? '大于' : ''}${String(issue.minimum)}`;
    case 'too_big':
      return `太大，最多${String(issue.maximum)}`;
    case 'invalid_value':
      return `应是 ${issue.values.map(String).join('、')} 之一`;
    default:
      return '写法不对';
  }
}

/**
 * Reads the parsed YAML (an empty file is null). All problems come at once, each a Chinese sentence with its key.
 */
export function parseRules(yaml: unknown): ParsedRules {
  const parsed = rulesSchema.safeParse(yaml ?? {}, { error: sentence });
  if (parsed.success) return { ok: true, rules: parsed.data };
  return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.length > 0 ? issue.path.join('.') : '配置'}：${issue.message}`) };
}

/** The shipped values, where the bank says nothing. */
export const DEFAULT_RULES: Rules = rulesSchema.parse({});

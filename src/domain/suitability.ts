import { ageOn } from './age.js';
import { addMonths, countWorkdays, dateAt, type Calendar } from './calendar/index.js';
import { statementReasons, type InsurancePolicy } from './insurance.js';
import { formatFen } from './money.js';
import { riskNumber, type ProductKind, type Regime, type RiskLevel } from './product.js';
import { LAW, reason, type Reason } from './reason.js';
import { assessmentStanding, isRiskAbove, type AssessmentFacts } from './risk-assessment.js';
import type { Rules } from './rules.js';

export type Verdict = 'pass' | 'block' | 'manual';

export const DUTIES = [
  'guardianConsent',
  'specialWarning',
  'supervisorReview',
  'coolingOff24h',
  'recipientBound',
  'elderExtraConfirm',
  'extraTime',
  'callback5wd',
  'largePrint',
  'dualRecording',
  'signedStatement',
  'writtenConfirmation',
] as const;
export type Duty = (typeof DUTIES)[number];

export interface SuitabilityClient {
  /** Absent = not known: nothing is sold. */
  birthDate?: string;
  /** Adults: full civil capacity is on file. */
  hasCapacity: boolean;
  /** Minors: the guardian's consent is on file. */
  guardianConsent?: boolean;
  /** Institutions that are professional investors. */
  isProfessional?: boolean;
  assessment: AssessmentFacts;
  /** Known liquid assets, and all known financial assets; absent = not known, not checked. */
  liquidFen?: number;
  financialFen?: number;
  /** Day the proof of a qualified investor was checked. */
  qualifiedProofOn?: string;
}

export interface SuitabilityProduct {
  code: string;
  name: string;
  kind: ProductKind;
  regime: Regime;
  /** The higher rating; absent = not rated. */
  riskLevel?: RiskLevel;
  isPrivate: boolean;
  minFirstFen: number;
  requiredLicences: readonly string[];
  /** Days, both included; no `to` = open end. */
  onShelf: { from: string; to?: string };
  /** Day of the product's data. */
  updatedOn: string;
}

export interface Seller {
  licences: readonly { name: string; validUntil: string }[];
}

export interface SuitabilityFacts {
  client: SuitabilityClient;
  product: SuitabilityProduct;
  amountFen: number;
  seller: Seller;
  /** Who brought it up. */
  initiative: 'bank' | 'client';
  insurance?: InsurancePolicy;
}

export interface SuitabilityResult {
  verdict: Verdict;
  /** What decided comes first. */
  reasons: Reason[];
  duties: Duty[];
}

const law = (article: string): string => `${LAW.suitability}${article}`;

class Findings {
  readonly #blocks: Reason[] = [];
  readonly #manuals: Reason[] = [];
  readonly #passes: Reason[] = [];
  readonly #duties = new Set<Duty>();

  block(code: string, text: string, source?: string): void {
    this.#blocks.push(reason(code, text, source));
  }

  manual(code: string, text: string, source?: string): void {
    this.#manuals.push(reason(code, text, source));
  }

  note(code: string, text: string, source?: string): void {
    this.#passes.push(reason(code, text, source));
  }

  require(...duties: Duty[]): void {
    for (const duty of duties) this.#duties.add(duty);
  }

  result(): SuitabilityResult {
    const verdict: Verdict = this.#blocks.length > 0 ? 'block' : this.#manuals.length > 0 ? 'manual' : 'pass';
    return { verdict, reasons: [...this.#blocks, ...this.#manuals, ...this.#passes], duties: DUTIES.filter((duty) => this.#duties.has(duty)) };
  }
}

const MINOR_FROM = 8;
const ADULT_FROM = 18;

/** Capacity. True = decided for good: nothing further is looked at. */
function checkCapacity({ client, product }: SuitabilityFacts, today: string, found: Findings): boolean {
  if (client.birthDate === undefined) {
    if (client.isProfessional === true) return false;
    found.block('age-unknown', '没有出生日期，先补资料再匹配', law('第十九条'));
    return true;
  }
  const age = ageOn(client.birthDate, today);
  if (age < MINOR_FROM) {
    found.block('capacity-child', '未满8周岁，不能购买', `${LAW.civilCode}第二十条`);
    return true;
  }
  if (age < ADULT_FROM) {
    if (client.guardianConsent === true && product.riskLevel === 'R1') {
      found.manual('capacity-minor', '未满18周岁，监护人已同意，只能买R1，由人工办理', law('第十九条'));
      found.require('guardianConsent');
      return false;
    }
    found.block('capacity-minor', '未满18周岁，只有监护人同意的R1产品可以人工办理', law('第十九条'));
    return true;
  }
  if (!client.hasCapacity) {
    found.block('capacity-unconfirmed', '没有确认民事行为能力，不能推荐', law('第十九条'));
    return true;
  }
  return false;
}

function checkRisk(facts: SuitabilityFacts, level: string, found: Findings): void {
  const { product, initiative } = facts;
  const risk = product.riskLevel;
  if (risk === undefined) {
    if (product.regime !== 'none') found.block('product-unrated', '产品没有风险等级，不能推荐', law('第二十二条'));
    return;
  }
  if (!isRiskAbove(riskNumber(risk), riskNumber(level))) {
    found.note('risk-match', `产品${risk}，客户${level}，等级相符`, law('第十二条'));
    return;
  }
  if (product.regime !== 'csrc') {
    found.block('risk-exceeds', '理财产品风险等级高于客户承受等级，不能推介、不能销售', law('第十二条'));
    return;
  }
  if (initiative === 'bank') {
    found.block('risk-exceeds', `产品${risk}高于客户${level}，不能主动推荐`, `${LAW.securitiesSuitability}第二十二条`);
  } else if (level === 'C1') {
    found.block('risk-lowest', '最低承受等级的客户，不能买风险更高的产品', `${LAW.securitiesSuitability}第二十二条`);
  } else {
    found.manual('risk-exceeds', `客户主动要求，产品${risk}高于${level}，须特别书面警示，由人工办理`, `${LAW.securitiesSuitability}第十九条`);
    found.require('specialWarning');
  }
}

function checkMeans({ client, amountFen }: SuitabilityFacts, rules: Rules, found: Findings): void {
  if (client.liquidFen !== undefined && amountFen > client.liquidFen) {
    found.block('means-liquid', `金额${formatFen(amountFen)}超过已知可动用资产${formatFen(client.liquidFen)}`, law('第十二条'));
  }
  if (client.financialFen !== undefined && amountFen > rules.suitability.reviewFromShare * client.financialFen) {
    found.note('means-half', `金额超过已知金融资产的${rules.suitability.reviewFromShare * 100}%，要主管复核`);
    found.require('supervisorReview');
  }
}

function checkPrivate({ client, product, amountFen }: SuitabilityFacts, today: string, rules: Rules, found: Findings): void {
  if (!product.isPrivate) return;
  const source = law('第三十条');
  if (client.qualifiedProofOn === undefined) found.block('private-unproven', '没有合格投资者证明，不能推荐私募产品', source);
  else if (today > addMonths(client.qualifiedProofOn, rules.suitability.qualifiedProofMonths)) {
    found.block('private-stale', `合格投资者证明已超过${rules.suitability.qualifiedProofMonths}个月`, source);
  }
  if (amountFen < product.minFirstFen) found.block('private-minimum', `低于起点${formatFen(product.minFirstFen)}`, source);
  found.require('coolingOff24h', 'recipientBound');
}

function checkElder({ client, product }: SuitabilityFacts, today: string, rules: Rules, found: Findings): void {
  if (client.birthDate === undefined || product.riskLevel === undefined) return;
  if (ageOn(client.birthDate, today) < rules.suitability.elderAge || riskNumber(product.riskLevel) < rules.suitability.elderHighRiskFrom) return;
  found.note('elder', `满${rules.suitability.elderAge}周岁，${product.riskLevel}产品要多一道确认`, law('第十八条'));
  found.require('elderExtraConfirm', 'extraTime', 'supervisorReview', 'callback5wd', 'largePrint');
}

function checkSeller({ product, seller }: SuitabilityFacts, today: string, found: Findings): void {
  const missing = product.requiredLicences.filter((name) => !seller.licences.some((one) => one.name === name && today <= one.validUntil));
  if (missing.length > 0) found.block('seller-licence', `您没有有效的${missing.join('、')}，可请有资格的同事办理`, law('第十六条'));
}

function checkShelf({ product }: SuitabilityFacts, today: string, calendar: Calendar, rules: Rules, found: Findings): void {
  const { from, to } = product.onShelf;
  if (today < from || (to !== undefined && today > to)) found.block('off-shelf', '产品不在售');
  // Counted in workdays: nobody updates products on a Sunday.
  if (countWorkdays(product.updatedOn, today, calendar) > rules.suitability.productMaxStaleDays) {
    found.block('product-stale', `产品信息是${product.updatedOn}的，先更新再匹配`);
  }
}

/**
 * May this product be put to this client? All checks of docs/rules.md#suitability, in their order; every hindrance is
 * told, the worst decides. Deposits pass, whoever asks.
 */
export function checkSuitability(facts: SuitabilityFacts, calendar: Calendar, rules: Rules, now: Date): SuitabilityResult {
  const found = new Findings();
  const today = dateAt(now);
  if (facts.product.kind === 'deposit') {
    found.note('deposit', '存款不用做适当性匹配');
    return found.result();
  }
  if (checkCapacity(facts, today, found)) return found.result();
  if (facts.client.isProfessional === true) found.manual('professional', '专业投资者，由人工办理', law('第二十七条'));
  else {
    const standing = assessmentStanding(facts.client.assessment, today, rules);
    if (standing.state !== 'valid' || standing.level === undefined) {
      found.block('assessmentRequired', standing.reasons[0]?.text ?? '先做风险测评', law('第二十九条'));
    } else checkRisk(facts, standing.level, found);
  }
  checkMeans(facts, rules, found);
  checkPrivate(facts, today, rules, found);
  checkElder(facts, today, rules, found);
  checkSeller(facts, today, found);
  checkShelf(facts, today, calendar, rules, found);
  if (rules.suitability.dualRecordingKinds.includes(facts.product.kind)) found.require('dualRecording');
  if (facts.insurance !== undefined) checkInsurance(facts.insurance, facts.client, today, found);
  return found.result();
}

function checkInsurance(policy: InsurancePolicy, client: SuitabilityClient, today: string, found: Findings): void {
  const age = client.birthDate === undefined ? undefined : ageOn(client.birthDate, today);
  for (const one of statementReasons(policy, age)) {
    found.note(one.code, one.text, one.source);
    found.require('signedStatement');
  }
  if (!policy.fitsNeed) {
    found.manual('insurance-unfit', '保险与需求不符，建议不买；客户坚持，须书面确认，由人工办理', law('第三十八条'));
    found.require('writtenConfirmation');
  }
}

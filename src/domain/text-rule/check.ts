import { personalNumbers } from '../masking.js';
import { TEXT_RULES, type Severity, type TextContext, type TextRule } from './rule.js';

export interface TextHit {
  ruleId: string;
  severity: Severity;
  /** The words found, or what is missing. */
  word: string;
  /** UTF-16 offsets in the text as written; absent for what is missing. */
  start?: number;
  end?: number;
  message: string;
  source: string;
}

export interface TextCheck {
  verdict: 'block' | 'warn' | 'clear';
  hits: TextHit[];
  /** Never «合规» or «通过»: a machine found nothing, a person still confirms. */
  summary: string;
}

/** Without spaces and invisible characters, in half width; `at[i]` is where character i stood. */
function compact(text: string): { text: string; at: number[] } {
  const at: number[] = [];
  let out = '';
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const isFullWidth = unit >= 0xff01 && unit <= 0xff5e && !/[，；：！？（）]/.test(text.charAt(index));
    const character = isFullWidth ? String.fromCharCode(unit - 0xfee0) : text.charAt(index);
    if (/[\s\u200b-\u200f\u2060\ufeff\u00ad]/.test(character)) continue;
    out += character.toUpperCase().length === 1 ? character.toUpperCase() : character;
    at.push(index);
  }
  return { text: out, at };
}

const DENIED =
  /(?:不|非|未|没有?|并非|无法|谈不上|绝不|从不|打破|杜绝)(?:得|能|可|会|再|是|算|等|有|做|设|存在|提供|承诺|保证|任何|所谓|绝对|说|可能|要|把它|把)*$/;

function isDenied(text: string, at: number): boolean {
  return DENIED.test(text.slice(Math.max(0, at - 12), at));
}

function hitsOf(rule: TextRule, original: string, seen: { text: string; at: number[] }, context: TextContext): TextHit[] {
  const base = { ruleId: rule.id, severity: rule.severity, message: rule.message, source: rule.source };
  const placed = (from: number, length: number, severity: Severity = rule.severity): TextHit => {
    const start = seen.at[from] ?? 0;
    const end = (seen.at[from + length - 1] ?? start) + 1;
    return { ...base, severity, word: original.slice(start, end), start, end };
  };
  const { detection } = rule;
  switch (detection.kind) {
    case 'words': {
      const hits: TextHit[] = [];
      for (const word of detection.words) {
        for (let at = seen.text.indexOf(word); at >= 0; at = seen.text.indexOf(word, at + word.length)) {
          if (detection.unlessNegated === true && isDenied(seen.text, at)) continue;
          if (detection.exceptAfter?.test(seen.text.slice(at + word.length)) === true) continue;
          const isReview = detection.review?.test(seen.text.slice(Math.max(0, at - 4), at)) === true;
          hits.push(placed(at, word.length, isReview ? 'review' : rule.severity));
        }
      }
      return hits;
    }
    case 'pattern':
      return Array.from(seen.text.matchAll(detection.pattern))
        .filter((match) => !(detection.unlessNegated === true && isDenied(seen.text, match.index)))
        .map((match) => placed(match.index, match[0].length));
    case 'required': {
      if (!detection.applies(seen.text, context)) return [];
      return detection.parts.filter((part) => !part.pattern.test(seen.text)).map((part) => ({ ...base, word: `缺${part.label}` }));
    }
    case 'context':
      return detection.applies(context) ? [{ ...base, word: detection.label }] : [];
    case 'personalNumber':
      return personalNumbers(original).map((one) => ({ ...base, word: '****', start: one.start, end: one.end }));
  }
}

/** Checks a text that goes to a client against the rules in force on a day. */
export function checkText(text: string, context: TextContext, today: string, rules: readonly TextRule[] = TEXT_RULES): TextCheck {
  const seen = compact(text);
  const hits = rules
    .filter((rule) => (rule.from === undefined || rule.from <= today) && (rule.to === undefined || today <= rule.to))
    .filter((rule) => rule.when === undefined || rule.when(context))
    .flatMap((rule) => hitsOf(rule, text, seen, context));
  if (hits.some((hit) => hit.severity === 'block')) {
    const changes = hits.filter((hit) => hit.start !== undefined).length;
    // What is missing is added in one place.
    const isMissing = hits.some((hit) => hit.start === undefined);
    return { verdict: 'block', hits, summary: `这段不能发，${changes > 0 ? `改${changes}处` : ''}${isMissing ? '补1处' : ''}` };
  }
  if (hits.length > 0) return { verdict: 'warn', hits, summary: `有${hits.length}处建议再看，仍需人工确认` };
  return { verdict: 'clear', hits, summary: '未发现规则命中，仍需人工确认' };
}

/** Texts the code adds, never the drafter. Sources: docs/rules.md#warnings. */
export const WARNINGS = {
  W1: '理财非存款、产品有风险、投资须谨慎',
  W2: '基金的过往业绩并不预示其未来表现',
  W3: '业绩比较基准不是收益承诺',
  W4: '匹配意见不代表对产品风险和收益的实质判断或保证',
  W5: '您的情况如有变化，请先重新做风险测评',
  W6: '可能亏损本金',
  W7: '本产品是保险，不是存款；有犹豫期；退保可能有损失',
  W8: '仅向合格投资者本人提供，请勿转发',
  W9: '如不希望收到此类信息，请回复或点击「拒绝」',
  W10: 'AI辅助生成，已由客户经理审核',
} as const;
export type WarningId = keyof typeof WARNINGS;

export interface WarningFacts {
  context: TextContext;
  showsBenchmark?: boolean;
  /** How the benchmark was set, in the product's words. */
  benchmarkBasis?: string;
  showsSuitability?: boolean;
  /** Older than 11 months, or a change of life was noted. */
  assessmentAging?: boolean;
  /** A product with possible loss. */
  mayLose?: boolean;
  isAiDrafted?: boolean;
}

/** Which warnings a text needs, in their order. */
export function warningsFor(facts: WarningFacts): { id: WarningId; text: string }[] {
  const { context } = facts;
  const has = (kind: string): boolean => context.products.some((one) => one.kind === kind);
  const ids: WarningId[] = [];
  if (has('wealth')) ids.push('W1');
  if (has('fund') && context.showsPastPerformance === true) ids.push('W2');
  if (facts.showsBenchmark === true) ids.push('W3');
  if (facts.showsSuitability === true) ids.push('W4');
  if (facts.assessmentAging === true) ids.push('W5');
  if (facts.mayLose === true) ids.push('W6');
  if (has('insurance')) ids.push('W7');
  if (context.products.some((one) => one.isPrivate === true || one.kind === 'privateFund')) ids.push('W8');
  if (context.purpose === 'marketing') ids.push('W9');
  if (facts.isAiDrafted === true) ids.push('W10');
  return ids.map((id) => ({ id, text: id === 'W3' && facts.benchmarkBasis ? `${WARNINGS.W3}，${facts.benchmarkBasis}` : WARNINGS[id] }));
}

import type { ProductKind } from '../product.js';
import { LAW } from '../reason.js';

export type Purpose = 'service' | 'care' | 'marketing' | 'eventInvite' | 'survey';
export type Severity = 'block' | 'warn' | 'review';

/** What is known about a text that goes to a client. */
export interface TextContext {
  purpose: Purpose;
  products: readonly { kind: ProductKind; isPrivate?: boolean }[];
  /** Private products: the recipient is a confirmed qualified investor. */
  isQualifiedRecipient?: boolean;
  /** A group, or a form that can be passed on. */
  isForwardable?: boolean;
  showsPastPerformance?: boolean;
}

export type Detection =
  /** Any of the words; with `unlessNegated` not where it is denied (不保本). */
  | { kind: 'words'; words: readonly string[]; unlessNegated?: boolean; exceptAfter?: RegExp; review?: RegExp }
  | { kind: 'pattern'; pattern: RegExp; unlessNegated?: boolean }
  /** When `applies`, every part has to be there. */
  | { kind: 'required'; applies: (text: string, context: TextContext) => boolean; parts: readonly { label: string; pattern: RegExp }[] }
  | { kind: 'context'; applies: (context: TextContext) => boolean; label: string }
  | { kind: 'personalNumber' };

/** Patterns see the text without spaces and in half width. */
export interface TextRule {
  id: string;
  severity: Severity;
  /** For whom; absent = always. */
  when?: (context: TextContext) => boolean;
  detection: Detection;
  /** What to do, in a manager's words. */
  message: string;
  source: string;
  /** First and last day it holds. */
  from?: string;
  to?: string;
  verifiedOn: string;
}

const VERIFIED = '2026-11-01';

const hasKind = (context: TextContext, ...kinds: ProductKind[]): boolean => context.products.some((one) => kinds.includes(one.kind));
const isAboutProduct = (context: TextContext): boolean => context.products.length > 0 || context.purpose === 'marketing';
const PAST_RESULTS =
  /过往业绩|历史业绩|历史收益|过往收益|成立以来(?:收益|回报|涨)|近(?:[一二三四五六七八九十半\d]{1,3})(?:年|个?月|季度?)(?:的)?(?:收益|回报|涨幅|业绩)/;

export const TEXT_RULES: readonly TextRule[] = [
  {
    id: 'T01',
    severity: 'block',
    detection: {
      kind: 'words',
      words: [
        '保本',
        '保息',
        '保收益',
        '保证收益',
        '承诺收益',
        '稳赚',
        '包赚',
        '零风险',
        '0风险',
        '无风险',
        '没风险',
        '没有风险',
        '绝对安全',
        '只赚不赔',
        '不会亏',
        '不可能亏',
        '兜底',
        '刚性兑付',
        '刚兑',
      ],
      unlessNegated: true,
    },
    message: '不能承诺本金或收益',
    source: `${LAW.suitability}第十三条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T02',
    severity: 'block',
    detection: { kind: 'words', words: ['低风险', '低门槛', '秒到账', '高收益', '低利率', '无成本'], review: /R[1-5][（(]?中?$/ },
    message: '诱导性用语',
    source: `${LAW.onlineMarketing}第十条`,
    from: '2026-09-30',
    verifiedOn: VERIFIED,
  },
  {
    id: 'T03',
    severity: 'block',
    detection: {
      kind: 'words',
      words: ['预期收益', '预期年化', '预计收益', '预计年化', '预测收益', '保守估计收益', '未来收益可达'],
      unlessNegated: true,
    },
    message: '不能用预期收益率，不能预测业绩',
    source: LAW.wealthBusiness,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T04',
    severity: 'warn',
    detection: {
      kind: 'required',
      applies: (text) => text.includes('业绩比较基准'),
      parts: [{ label: '基准怎么来的', pattern: /依据|根据|测算|参考|参照|选取|计算/ }],
    },
    message: '业绩比较基准要说明选取和计算依据，不单独出现',
    source: `${LAW.wealthSales}第二十五条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T05',
    severity: 'block',
    detection: {
      kind: 'pattern',
      pattern:
        /(?:和|跟|与|同|像)(?:银行|定期|活期)?(?:存款|定期|储蓄|存定期)(?:一样|差不多|没(?:什么)?区别|没两样)|(?:相当于|等同于?|等于|就是|当作|当成|类似于?|如同|好比|替代|代替)(?:银行|定期|活期|一笔)?(?:存款|定期|储蓄)|(?:理财|保险|分红|年金|基金)[型类]?存款|存款[型类](?:理财|保险|基金)/g,
      unlessNegated: true,
    },
    message: '不能和存款混同',
    source: `${LAW.suitability}第十三条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T06',
    severity: 'block',
    when: isAboutProduct,
    detection: {
      kind: 'words',
      words: ['国家级', '最高级', '最佳', '第一', '最好的', '最优', '顶级', '唯一', '史上最', '全网最'],
      exceptAfter: /^(?:次|季|时间|步|天|笔|位|个|年|期|批|页|条|部分|点|大街|中学|人民|医院|小学)/,
    },
    message: '不能用绝对化用语',
    source: `${LAW.advertising}第九条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T07',
    severity: 'warn',
    detection: {
      kind: 'words',
      words: ['最后机会', '售罄', '仅限今日', '仅限今天', '错过', '限时抢', '抢购', '手慢无', '先到先得', '额度紧张', '最后一天'],
    },
    message: '催促，建议删',
    source: `${LAW.fundPromotion}第十三条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T08',
    severity: 'block',
    detection: {
      kind: 'required',
      applies: (_text, context) => hasKind(context, 'wealth'),
      parts: [{ label: '风险提示', pattern: /理财非存款[,，、]?产品有风险[,，、]?投资须谨慎/ }],
    },
    message: '点名理财产品要写「理财非存款、产品有风险、投资须谨慎」',
    source: LAW.wealthBusiness,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T09',
    severity: 'block',
    detection: {
      kind: 'required',
      // The warning itself names past results.
      applies: (text, context) => context.showsPastPerformance === true || PAST_RESULTS.test(text.replace(/过往业绩并?不预示其?未来表现/g, '')),
      parts: [
        { label: '过往业绩提示', pattern: /过往业绩并不预示其未来表现/ },
        { label: '数据来源', pattern: /来源|数据截至|截至/ },
        { label: '业绩比较基准', pattern: /基准/ },
      ],
    },
    message: '展示业绩要写「过往业绩并不预示其未来表现」、来源和区间，旁边列出基准',
    source: `${LAW.fundPromotion}第六条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T10',
    severity: 'block',
    detection: {
      kind: 'required',
      applies: (_text, context) => context.products.some((one) => one.kind !== 'deposit'),
      parts: [
        { label: 'R级', pattern: /R[1-5]/ },
        { label: '适合C级', pattern: /C[1-5]/ },
        { label: '费用', pattern: /费/ },
      ],
    },
    message: '点名产品要写风险等级、适合哪级客户和费用',
    source: `${LAW.suitability}第三十一条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T11',
    severity: 'block',
    detection: {
      kind: 'context',
      applies: (context) =>
        context.products.some((one) => one.isPrivate === true || one.kind === 'privateFund') &&
        (context.isQualifiedRecipient !== true || context.isForwardable === true),
      label: '私募',
    },
    message: '私募产品只给确认过的合格投资者本人，不能发群、不能可转发',
    source: `${LAW.suitability}第三十条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T12',
    severity: 'block',
    detection: {
      kind: 'required',
      applies: (_text, context) => hasKind(context, 'insurance'),
      parts: [
        { label: '不是存款', pattern: /不是存款|非存款/ },
        { label: '犹豫期', pattern: /犹豫期/ },
        { label: '退保损失', pattern: /退保.{0,8}损失/ },
      ],
    },
    message: '保险要写明不是存款、有犹豫期、退保可能有损失',
    source: `${LAW.suitability}第三十七条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T13',
    severity: 'block',
    detection: {
      kind: 'pattern',
      pattern:
        /(?:监管|银保监|金监|证监|央行|人民银行|国家)[^,，。；;]{0,8}(?:批准|批复|认可|备案|审批|背书|担保|核准)[^。；;]{0,10}(?:安全|放心|有保障|没问题|可靠|保证)/g,
      unlessNegated: false,
    },
    message: '监管批准不等于安全，不能这样说',
    source: `${LAW.onlineMarketing}第十条`,
    verifiedOn: VERIFIED,
  },
  {
    id: 'T14',
    severity: 'block',
    detection: { kind: 'personalNumber' },
    message: '文字里有手机号、证件号或账号',
    source: LAW.personalInformation,
    verifiedOn: VERIFIED,
  },
];

const STALE_AFTER_DAYS = 180;

/** Rules nobody looked up for half a year: warned of at the start. */
export function staleRules(today: string, rules: readonly TextRule[] = TEXT_RULES): TextRule[] {
  return rules.filter((rule) => Date.parse(today) - Date.parse(rule.verifiedOn) > STALE_AFTER_DAYS * 86_400_000);
}

/**
 * What a case is about, for statistics. The words choose; nobody is asked, and a supervisor may set it otherwise. Absent
 * where nothing tells it.
 */
export type CaseCategory = 'sales' | 'wealth' | 'fund' | 'insurance' | 'deposit' | 'loan' | 'card' | 'payment' | 'fee' | 'service' | 'privacy';

/** In order: what was done wrong tells more than what product it was done with. */
const SIGNS: readonly (readonly [CaseCategory, RegExp])[] = [
  ['privacy', /泄[露漏]|个人信息|隐私|骚扰/],
  [
    'sales',
    /误导|欺骗|骗|飞单|代客操作|没(?:有)?(?:告诉|告知|说(?:过|明)?|提示).{0,6}(?:风险|亏|保本)|承诺.{0,4}(?:保本|收益|利率)|说.{0,6}(?:保本|保息|不会亏|稳赚)|保证.{0,4}收益|存款变/,
  ],
  ['fee', /手续费|年费|管理费|工本费|收费|扣费|乱收|违约金|滞纳金/],
  ['wealth', /理财|净值|封闭期|业绩(?:比较)?基准/],
  ['fund', /基金|定投|赎回/],
  ['insurance', /保险|保单|理赔|退保/],
  ['loan', /贷款|房贷|按揭|还贷|逾期|征信|催收/],
  ['deposit', /存款|存单|定期|活期|利息|利率/],
  ['card', /信用卡|借记卡|银行卡|吞卡|盗刷|换卡|挂失/],
  ['payment', /转账|汇款|到账|网银|手机银行|支付|扣款|短信通知|退款/],
  ['service', /排队|态度|柜台|柜员|等了?.{0,6}(?:小时|分钟|半天)|不理|没人(?:接|管|通知|联系)|电话(?:没人接|打不通)|推诿|服务/],
];

/** The first category whose words stand in the client's own; undefined where none does. */
export function caseCategory(words: string): CaseCategory | undefined {
  return SIGNS.find(([, sign]) => sign.test(words))?.[0];
}

const CLAIMED = /(?:赔偿?|索赔|补偿|退(?:还|回|给)?|返还|要回|还(?:给)?我)[^，。,；;0-9〇零一二三四五六七八九十百两]{0,4}$/u;
const LOST = /(?:亏损?|损失|少(?:了|给)?|多?扣|收|被[骗盗]|没了|不见)[^，。,；;0-9〇零一二三四五六七八九十百两]{0,4}$/u;

/**
 * The money the case is about, fen: what is claimed, else what was lost, else the only amount there is; undefined where the
 * words tell none or several without saying which. `start` are offsets into the words.
 */
export function caseAmountFen(words: string, amounts: readonly { start: number; fen: number }[]): number | undefined {
  const behind = (sign: RegExp) => amounts.find(({ start }) => sign.test(words.slice(Math.max(0, start - 10), start)));
  const named = behind(CLAIMED) ?? behind(LOST);
  if (named) return named.fen;
  return amounts.length === 1 ? amounts[0]?.fen : undefined;
}

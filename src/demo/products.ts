/** Invented products, as the import file has them. Dates are days from the demo's start. */
export interface DemoProduct {
  code: string;
  name: string;
  kind: string;
  issuer: string;
  regime: string;
  risk: string;
  minFirst: string;
  step: string;
  termDays: number | '';
  benchmark: string;
  basis: string;
  fees: string;
}

const NOT_PROMISED = '业绩比较基准不是预期收益率，不构成对收益的承诺';
const wealth = (code: string, name: string, risk: string, termDays: number | '', benchmark: string, fee: string): DemoProduct => ({
  code,
  name,
  kind: '理财',
  issuer: '示例理财',
  regime: '金融监管',
  risk,
  minFirst: '10000.00',
  step: '0.01',
  termDays,
  benchmark,
  basis: NOT_PROMISED,
  fees: `管理费${fee}每年`,
});
const fund = (code: string, name: string, risk: string): DemoProduct => ({
  code,
  name,
  kind: '基金',
  issuer: '示例基金',
  regime: '证券监管',
  risk,
  minFirst: '100.00',
  step: '0.01',
  termDays: '',
  benchmark: '',
  basis: '',
  fees: '申购费1.00%，管理费0.80%每年',
});
const deposit = (code: string, name: string, termDays: number | '', minFirst: string): DemoProduct => ({
  code,
  name,
  kind: '存款',
  issuer: '示例银行',
  regime: '金融监管',
  risk: 'R1',
  minFirst,
  step: '0.01',
  termDays,
  benchmark: '',
  basis: '',
  fees: '',
});

export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  wealth('SL180A', '示例理财180天持有A', 'R2', 180, '2.40%至2.90%', '0.30%'),
  wealth('SL90B', '示例理财90天持有B', 'R2', 90, '2.20%至2.60%', '0.25%'),
  wealth('SL365C', '示例理财365天持有C', 'R2', 365, '2.60%至3.20%', '0.30%'),
  wealth('SL3Y', '示例理财三年封闭', 'R3', 1095, '3.20%至4.20%', '0.40%'),
  wealth('SLXJ', '示例现金管理', 'R1', '', '1.60%至2.00%', '0.15%'),
  fund('FD001', '示例稳健债券', 'R2'),
  fund('FD002', '示例均衡配置混合', 'R3'),
  fund('FD003', '示例行业精选股票', 'R4'),
  deposit('HQ', '活期存款', '', '0.00'),
  deposit('DQ1Y', '一年定期存款', 365, '50.00'),
  deposit('CD3Y', '三年大额存单', 1095, '200000.00'),
  { ...deposit('JG90', '90天结构性存款', 90, '10000.00'), kind: '结构性存款' },
  {
    code: 'BX10',
    name: '示例年金保险',
    kind: '保险',
    issuer: '示例人寿',
    regime: '金融监管',
    risk: 'R1',
    minFirst: '10000.00',
    step: '1000.00',
    termDays: '',
    benchmark: '',
    basis: '',
    fees: '见保险合同',
  },
  {
    code: 'AU01',
    name: '积存金',
    kind: '贵金属',
    issuer: '示例银行',
    regime: '无',
    risk: 'R3',
    minFirst: '500.00',
    step: '1.00',
    termDays: '',
    benchmark: '',
    basis: '',
    fees: '',
  },
];

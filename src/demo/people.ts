import type { ContactMode, ContactOutcome, ContactPurpose } from '../domain/contact-record.js';

/** A past talk; `on` as of a start on 2026-11-23. */
export interface DemoContact {
  on: string;
  time: string;
  mode: ContactMode;
  outcome: ContactOutcome;
  purpose: ContactPurpose;
  summary: string;
  minutes?: number;
  place?: string;
  confidentiality?: 'normal' | 'restricted' | 'private';
}

/** 万元, as people say it; days as of a start on 2026-11-23. */
export interface DemoHolding {
  product: string;
  startOn: string;
  wan: number;
  maturesOn?: string;
  /** 万元 now, where it moves. */
  valueWan?: number;
}

export interface DemoClient {
  name: string;
  gender: 'male' | 'female';
  manager: string | null;
  deputy?: string;
  level: '大众' | '金卡' | '白金' | '黑金';
  tail: string;
  honorific?: string;
  occupation?: string;
  /** A solar day, or age and lunar month-day relative to the start day: see `lunarToday`. */
  born?: string;
  /** Birthday today by the lunar calendar, this many years old. */
  lunarTodayAge?: number;
  lunar?: string;
  wan: number;
  /** 万元 before yesterday, where it changed. */
  wanBefore?: number;
  holdings: readonly DemoHolding[];
  assessed?: { on: string; level: string };
  contacts: readonly DemoContact[];
  cadence?: number;
  modes?: string;
  consent?: '是' | '否' | '撤回';
  tags?: string;
  relatives?: readonly { name: string; relation: string; birthday?: string; careAllowed: boolean }[];
}

const phone = (on: string, summary: string, more: Partial<DemoContact> = {}): DemoContact => ({ on, time: '10:20', mode: 'phone', outcome: 'reached', purpose: 'service', summary, minutes: 8, ...more });
const talk = (on: string, summary: string, more: Partial<DemoContact> = {}): DemoContact => ({ on, time: '15:00', mode: 'faceToFace', outcome: 'reached', purpose: 'review', summary, minutes: 40, place: '园区支行', ...more });
const HQ = (wan: number): DemoHolding => ({ product: 'HQ', startOn: '2026-01-05', wan });

/** The people of the samples (voice §2), with their dates as of Monday 2026-11-23. */
export const DEMO_PEOPLE: readonly DemoClient[] = [
  {
    name: '李秀兰', gender: 'female', manager: 'chenyu', level: '白金', tail: '5678', honorific: '李阿姨', occupation: '退休教师', lunarTodayAge: 68, wan: 186.4,
    holdings: [
      { product: 'DQ1Y', startOn: '2026-04-15', wan: 60, maturesOn: '2027-04-15' },
      { product: 'SL180A', startOn: '2026-06-03', wan: 50, maturesOn: '2026-11-30' },
      { product: 'SL365C', startOn: '2026-05-18', wan: 46.4, maturesOn: '2027-05-18' },
      { product: 'FD001', startOn: '2025-09-10', wan: 28.5, valueWan: 30 },
    ],
    assessed: { on: '2026-03-11', level: 'C2' },
    contacts: [phone('2026-09-23', '聊了孙女上学的事，理财到期前再约', { minutes: 12 }), talk('2026-06-03', '来办180天理财，说不想碰波动大的'), phone('2026-03-11', '约好来做风险测评', { purpose: 'service' })],
    modes: '电访;面访', consent: '是', tags: '园艺;老年大学', relatives: [{ name: '李小雨', relation: '其他', careAllowed: false }],
  },
  {
    name: '王建国', gender: 'male', manager: 'chenyu', deputy: 'hejing', level: '黑金', tail: '6618', honorific: '王总', occupation: '企业主', born: '1974-08-16', wan: 532.8, wanBefore: 612.8,
    holdings: [
      { product: 'CD3Y', startOn: '2025-03-20', wan: 200, maturesOn: '2028-03-19' }, { product: 'SL3Y', startOn: '2025-06-10', wan: 150, maturesOn: '2028-06-09', valueWan: 153.2 },
      { product: 'FD002', startOn: '2024-11-01', wan: 120, valueWan: 116.4 }, HQ(63.2),
    ],
    assessed: { on: '2026-05-20', level: 'C4' },
    contacts: [phone('2026-11-18', '问提前赎回的手续费怎么算，要说清楚'), talk('2026-10-15', '季度检视，企业回款有压力，想留些活钱', { place: '客户公司' }), phone('2026-09-10', '中秋问候')],
    modes: '电访;微信', consent: '是', tags: '企业主;高尔夫',
  },
  {
    name: '张国强', gender: 'male', manager: 'chenyu', level: '白金', tail: '4406', honorific: '老张', occupation: '工程师', born: '1975-03-02', wan: 143.2,
    holdings: [{ product: 'SL90B', startOn: '2026-10-12', wan: 60, maturesOn: '2027-01-10' }, { product: 'FD002', startOn: '2025-02-18', wan: 50, valueWan: 53.2 }, HQ(30)],
    assessed: { on: '2026-08-05', level: 'C3' }, contacts: [phone('2026-11-16', '答应给他送费率对比'), talk('2026-09-21', '聊女儿升学的开销')], modes: '电访', consent: '是', tags: '女儿高中',
  },
  {
    name: '赵敏', gender: 'female', manager: 'chenyu', level: '白金', tail: '9032', occupation: '律师', born: '1985-07-19', wan: 88.6,
    holdings: [{ product: 'SL180A', startOn: '2026-08-17', wan: 40, maturesOn: '2027-02-13' }, { product: 'FD001', startOn: '2026-03-03', wan: 30, valueWan: 30.6 }, HQ(18)],
    assessed: { on: '2026-04-22', level: 'C3' }, contacts: [phone('2026-10-09', '问赎回几天到账')], modes: '微信', consent: '是',
  },
  { name: '钱程', gender: 'male', manager: 'chenyu', level: '金卡', tail: '2751', occupation: '个体', born: '1990-01-23', wan: 22.5, holdings: [HQ(12.5), { product: 'SLXJ', startOn: '2026-07-01', wan: 10 }], assessed: { on: '2026-07-01', level: 'C3' }, contacts: [phone('2026-09-28', '开户后回访，都正常')], consent: '是' },
  { name: '周岚', gender: 'female', manager: 'chenyu', level: '大众', tail: '1187', occupation: '护士', born: '1993-12-08', wan: 3.9, holdings: [HQ(3.9)], contacts: [phone('2026-11-19', '约今天上午来面谈，想开始攒钱')], consent: '是' },
  {
    name: '刘洋', gender: 'male', manager: 'chenyu', level: '白金', tail: '3390', occupation: '程序员', born: '1991-05-09', wan: 76.3,
    holdings: [{ product: 'SL90B', startOn: '2026-08-22', wan: 30, maturesOn: '2026-11-20' }, { product: 'FD003', startOn: '2026-01-15', wan: 10, valueWan: 11.3 }, HQ(65)],
    assessed: { on: '2026-01-15', level: 'C4' }, contacts: [phone('2026-10-20', '理财到期前再联系')], modes: '微信', consent: '是',
  },
  { name: '何伟', gender: 'male', manager: 'chenyu', level: '白金', tail: '8524', occupation: '公务员', born: '1969-10-30', wan: 61.7, holdings: [{ product: 'DQ1Y', startOn: '2026-02-09', wan: 40, maturesOn: '2027-02-09' }, HQ(21.7)], assessed: { on: '2026-02-09', level: 'C1' }, contacts: [phone('2026-09-11', '只存定期，不看理财')], modes: '电访', consent: '否' },
  { name: '孙丽', gender: 'female', manager: 'chenyu', level: '金卡', tail: '5043', occupation: '会计', born: '1982-02-14', wan: 34.8, holdings: [{ product: 'SLXJ', startOn: '2026-05-06', wan: 20 }, HQ(14.8)], assessed: { on: '2026-05-06', level: 'C2' }, contacts: [phone('2026-08-23', '下午方便接电话', { time: '15:40' })], modes: '电访', consent: '是' },
  {
    name: '吴静', gender: 'female', manager: 'chenyu', level: '白金', tail: '7269', occupation: '设计师', born: '1979-06-25', wan: 95.1,
    holdings: [{ product: 'SL3Y', startOn: '2025-12-10', wan: 50, maturesOn: '2028-12-09', valueWan: 51.1 }, { product: 'FD002', startOn: '2026-02-02', wan: 20 }, HQ(24)],
    assessed: { on: '2025-12-09', level: 'C3' }, contacts: [phone('2026-10-28', '提醒测评快到期，说有空来')], modes: '电访;面访', consent: '是',
  },
  { name: '马骏', gender: 'male', manager: 'chenyu', level: '金卡', tail: '6120', occupation: '销售', born: '1987-09-03', wan: 41.8, holdings: [{ product: 'SL365C', startOn: '2026-03-16', wan: 25, maturesOn: '2027-03-16' }, HQ(16.8)], assessed: { on: '2026-03-16', level: 'C3' }, contacts: [phone('2026-10-13', '年底有奖金，想听听安排')], consent: '是' },
  { name: '高洁', gender: 'female', manager: 'chenyu', level: '白金', tail: '4477', occupation: '牙医', born: '1984-04-11', wan: 128, holdings: [{ product: 'CD3Y', startOn: '2026-01-20', wan: 60, maturesOn: '2029-01-19' }, { product: 'FD001', startOn: '2026-06-18', wan: 40 }, HQ(28)], assessed: { on: '2026-06-18', level: 'C3' }, contacts: [talk('2026-11-10', '看了配置建议，说回去想想')], modes: '面访;微信', consent: '是' },
  { name: '张伟', gender: 'male', manager: 'chenyu', level: '黑金', tail: '3321', occupation: '企业主', born: '1971-11-02', wan: 380.5, holdings: [{ product: 'CD3Y', startOn: '2025-08-08', wan: 200, maturesOn: '2028-08-07' }, { product: 'SL365C', startOn: '2026-04-01', wan: 120, maturesOn: '2027-04-01' }, HQ(60.5)], assessed: { on: '2026-04-01', level: 'C3' }, contacts: [phone('2026-11-12', '企业账户的事，转给对公同事了')], consent: '是' },
  { name: '张伟', gender: 'male', manager: 'chenyu', level: '金卡', tail: '0917', occupation: '教师', born: '1988-03-21', wan: 18.2, holdings: [{ product: 'SLXJ', startOn: '2026-09-02', wan: 10 }, HQ(8.2)], assessed: { on: '2026-09-02', level: 'C2' }, contacts: [phone('2026-09-02', '买了现金管理，问几天到账')], consent: '是' },
  { name: '张伟', gender: 'male', manager: 'chenyu', level: '大众', tail: '7745', occupation: '学生', born: '2003-10-18', wan: 1.2, holdings: [HQ(1.2)], contacts: [] },
  { name: '郑强', gender: 'male', manager: 'chenyu', level: '金卡', tail: '3816', occupation: '司机', born: '1980-12-29', wan: 15.6, holdings: [{ product: 'JG90', startOn: '2026-09-14', wan: 10, maturesOn: '2026-12-13' }, HQ(5.6)], assessed: { on: '2026-09-14', level: 'C2' }, contacts: [phone('2026-11-05', '问利息怎么算')], consent: '是' },
  { name: '顾明', gender: 'male', manager: 'chenyu', level: '金卡', tail: '2210', occupation: '医生', born: '1986-06-06', wan: 29.4, holdings: [{ product: 'SLXJ', startOn: '2026-04-08', wan: 15 }, HQ(14.4)], assessed: { on: '2026-04-08', level: 'C3' }, contacts: [phone('2026-09-16', '孩子上小学，问教育金')], consent: '是', relatives: [{ name: '顾小满', relation: '子女', birthday: '2019-05-21', careAllowed: true }] },
  {
    name: '刘芳', gender: 'female', manager: 'chenyu', level: '白金', tail: '9951', occupation: '公务员', born: '1978-08-30', wan: 102.4, holdings: [{ product: 'DQ1Y', startOn: '2026-07-13', wan: 70, maturesOn: '2027-07-13' }, HQ(32.4)], assessed: { on: '2026-07-13', level: 'C2' },
    contacts: [phone('2026-10-26', '问候，没谈产品'), phone('2026-03-18', '家里老人走了，今年不打扰过节', { purpose: 'care', confidentiality: 'restricted' })], modes: '电访', consent: '否',
  },
  { name: '李秀岚', gender: 'female', manager: 'chenyu', level: '金卡', tail: '1140', occupation: '店主', lunar: '农历三月初八', wan: 12.7, holdings: [HQ(12.7)], assessed: { on: '2026-06-22', level: 'C2' }, contacts: [phone('2026-10-30', '问收款码的事')], consent: '是' },
  { name: '何涛', gender: 'male', manager: 'lintao', level: '白金', tail: '6307', occupation: '经理', born: '1977-01-09', wan: 84.3, holdings: [{ product: 'SL180A', startOn: '2026-09-07', wan: 50, maturesOn: '2027-03-06' }, HQ(34.3)], assessed: { on: '2026-09-07', level: 'C3' }, contacts: [phone('2026-11-18', '先说明情况，还没有结论', { purpose: 'complaint' })], consent: '是' },
  { name: '冯岩', gender: 'male', manager: 'lintao', level: '白金', tail: '1573', occupation: '企业主', born: '1972-05-27', wan: 92, holdings: [{ product: 'CD3Y', startOn: '2025-10-10', wan: 60, maturesOn: '2028-10-09' }, HQ(32)], assessed: { on: '2026-01-28', level: 'C3' }, contacts: [phone('2026-09-09', '出差，回来再说')], consent: '是' },
  { name: '卢静', gender: 'female', manager: 'lintao', level: '白金', tail: '2864', occupation: '药师', born: '1981-11-17', wan: 66.5, holdings: [{ product: 'SL365C', startOn: '2026-02-24', wan: 40, maturesOn: '2027-02-24' }, HQ(26.5)], assessed: { on: '2026-02-24', level: 'C2' }, contacts: [phone('2026-09-09', '暂时不动')], consent: '是' },
  { name: '白薇', gender: 'female', manager: 'lintao', level: '金卡', tail: '7738', occupation: '自由职业', born: '1992-09-12', wan: 31.2, holdings: [{ product: 'FD002', startOn: '2026-05-25', wan: 15, valueWan: 15.2 }, HQ(16)], assessed: { on: '2026-05-25', level: 'C4' }, contacts: [talk('2026-08-09', '参加理财沙龙', { mode: 'salon', outcome: 'attended', purpose: 'event' })], consent: '是' },
  { name: '冯玉梅', gender: 'female', manager: 'xunuo', level: '白金', tail: '5512', honorific: '冯阿姨', occupation: '退休', lunar: '1955年农历腊月廿三', wan: 118.9, holdings: [{ product: 'DQ1Y', startOn: '2026-03-09', wan: 80, maturesOn: '2027-03-09' }, HQ(38.9)], assessed: { on: '2026-03-09', level: 'C1' }, contacts: [phone('2026-11-13', '想要一份养老的安排')], modes: '电访;面访', consent: '是' },
  { name: '王芳', gender: 'female', manager: 'fangyuan', level: '白金', tail: '8086', occupation: '财务总监', born: '1983-04-17', wan: 157, holdings: [{ product: 'SL3Y', startOn: '2026-01-12', wan: 80, maturesOn: '2029-01-11', valueWan: 81.5 }, { product: 'FD003', startOn: '2026-04-20', wan: 30, valueWan: 27.5 }, HQ(48)], assessed: { on: '2026-04-20', level: 'C4' }, contacts: [talk('2026-11-06', '基金回撤，解释了波动')], consent: '是' },
];

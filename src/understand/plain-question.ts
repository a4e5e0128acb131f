import type { PlainQuestion } from '../domain/intent.js';
import { CUES } from './cues.js';
import { asksOf } from './free-guard.js';
import type { Reading } from './reading.js';

const PRODUCT =
  '(?:产品|理财|基金|存款|存单|大额|定期|定存|国债|保险|信托|私募|黄金|贵金属|结构性|债券|净值|年化|起购|收益率|利率|额度|股票|外汇|美元|港币|期权|固收|权益类|货币基金|现金管理|R[1-5])';
const OF_PRODUCT =
  '(?:什么|啥|多少|怎么样|咋样|怎样|好不好|还有|有没有|哪[些个款只种]|能买|能不能|可以买|推荐|区别|风险|安全|保本|意思|吗|呢|几|要不要|该不该|值得|如何|比)';

/** What people ask of anybody, and what no command of ours answers; in this order. */
const KINDS: readonly [kind: PlainQuestion, when: RegExp, not?: RegExp][] = [
  ['later', /业绩|排名|排行|通报|晨会|夕会|kpi|KPI|考核|完成率|指标|绩效|奖金|提成|积分榜|待审批|等我批|要我批|审批/],
  [
    'cadence',
    /(?:黑金|白金|金卡|大众|客户|等级|顶端|高端).{0,8}(?:多久|几个月|多长时间|几天).{0,4}(?:联系|联络|打|见|回访|拜访)|(?:联系|联络)(?:周期|频率|频次)/,
  ],
  [
    'levelBand',
    /(?:黑金|白金|金卡).{0,6}(?:门槛|标准|要求|条件|多少钱|多少万|要多少|起点)|(?:多少钱|多少万|多少资产|什么条件|怎么).{0,6}(?:算|升|到|成|是|够).{0,3}(?:黑金|白金|金卡)|等级.{0,4}(?:怎么(?:分|划|定|算)|标准|门槛)/,
  ],
  ['caseClock', /(?:投诉|诉求).{0,8}(?:几天|多久|多长时间|时限|期限|多少天|几个工作日|几小时|多少小时|什么时候之前)/],
  ['effectiveContact', /有效联[络系]/],
  ['clock', /(?:现在|这会儿?|目前)?(?:几点|什么时间|啥时间|几时)(?:了|啦|钟)?[\s?？]*$|^现在.{0,3}时间/, /约|见|开|到|上班|下班|会|打|联系/],
  [
    'day',
    /(?:是|今天|明天|后天|今儿|明儿)?(?:星期几|周几|礼拜几|几月几号|几号|多少号|什么日子|农历几|阴历几|农历多少)[了啊呀]?[\s?？]*$/,
    /到期|生日|过期|约|见|联系|发|开|到账|扣|还款/,
  ],
  [
    'holiday',
    /放假|休息日|(?:是|算)工作日|上不上班|要上班|上班吗|补班|调休|(?:离|距|到).{0,6}还有.{0,3}(?:几天|多久|多少天)|还有(?:几天|多久|多少天).{0,4}(?:过年|放假|春节|国庆|元旦|中秋)|(?:春节|中秋|国庆|元旦|端午|清明|重阳|七夕|元宵|过年|除夕|节日).{0,6}(?:哪天|几号|什么时候|几月)/,
  ],
  ['weather', /天气|下雨|下雪|冷不冷|热不热|几度|多少度|气温|带伞|雾霾|台风/, /提醒|[叫喊]我|记得带/],
  ['market', /股市|大盘|行情|涨|跌|股价|金价|汇率|美股|港股|A股|沪指|上证|牛市|熊市|点位|降息|加息/],
  ['product', new RegExp(`${PRODUCT}.{0,14}${OF_PRODUCT}|${OF_PRODUCT}.{0,8}${PRODUCT}|SL[0-9]|推什么|主推|卖什么|在卖|在售`)],
  [
    'policy',
    /(?:开户|销户|反洗钱|双录|合规|制度|规定|政策|流程|材料|证件|手续费|费用|利息|贷款|信用卡|转账|汇款|限额|挂失|密码|冻结|征信|税|公积金|社保|继承|授权|委托|签字|协议|到账|退款|赎回|手机银行|网银|积分|权益|机场|贵宾).{0,16}(?:什么|啥|怎么|如何|多少|几|吗|呢|哪|要不要|能不能|可以)|(?:什么|啥|怎么|如何|多少|几|要不要|能不能).{0,10}(?:开户|销户|反洗钱|双录|合规|制度|规定|政策|流程|材料|证件|手续费|利息|贷款|信用卡|转账|汇款|限额|挂失|密码|征信|税|权益)/,
  ],
  [
    'send',
    /^(?:帮我|请|麻烦|你)*(?:(?:给|跟|向).{1,8}(?:发|打|回|群发)(?:一?[条个下]|个)?(?:微信|短信|消息|信息|电话|语音|视频)|(?:打|拨|回|发)(?:一?[条个])?(?:微信|短信|消息|信息|电话|语音|视频)给.{1,8}|呼叫.{2,8})[吧啊呀\s]*$/,
    /了/,
  ],
  ['dataDate', /数据?.{0,3}(?:是)?(?:哪天|几号|什么时候|啥时候|多久)|(?:数据|系统).{0,4}(?:更新|截至|截止)|多久更新/],
  ['script', /(?:怎么|如何|咋)(?:说|回|回复|谈|解释|应对|安抚|跟(?:客户|他|她)|开口|讲)|怎么办$|咋办$|话术/],
  ['pastime', /笑话|吃什么|吃啥|喝什么|去哪(?:玩|吃)|电影|唱|游戏|新闻|八卦|星座|彩票|陪我|聊天|聊聊天|玩/],
  ['mood', /(?:好|真|太|很|有点|累|困|烦)(?:累|困|烦|难|忙|想(?:下班|睡|回家))|压力(?:大|好)|不想(?:上班|干)|想(?:辞职|下班|睡觉)|心累|崩溃|心情/],
];

/** What is asked, where it is nothing a command answers: it gets a short true answer, not a row of buttons. Gated by length and by a word of asking or of talk. */
export function plainQuestion(reading: Reading): PlainQuestion | undefined {
  const { text } = reading;
  if (text.length > 30 || text.length < 2) return undefined;
  if (TELLS_SOMEBODY.test(text) && isToColleague(reading)) return 'colleague';
  if (reading.has('hearsay')) return undefined;
  const asks = asksOf(reading) !== undefined;
  return KINDS.find(([kind, when, not]) => (asks || TALKED.has(kind)) && when.test(text) && !(not?.test(text) ?? false))?.[0];
}

/** 「提醒林涛把月报交了」「让林涛下班前给我回个话」: nobody but the speaker is told anything by it. */
const TELLS_SOMEBODY = /^(?:请|帮我|麻烦|你|去|给我|[\s,])*(?:提醒|通知|告诉|催|转告|喊|叫|让)(?:一下|下)?/u;

function isToColleague({ text, context }: Reading): boolean {
  const rest = text.slice(TELLS_SOMEBODY.exec(text)?.[0].length ?? 0);
  const name = context.staff?.find((one) => rest.startsWith(one));
  return name !== undefined && rest.length > name.length;
}

const OF_RULES = KINDS.filter(([kind]) => ['cadence', 'levelBand', 'caseClock', 'effectiveContact'].includes(kind));

/** 「黑金客户多久要联系一次」: what the bank's rules say is asked, of nobody; before any list that has the same words. */
export function ruleAsked(reading: Reading): PlainQuestion | undefined {
  if (!reading.hasCue(CUES.rule) || reading.text.length > 30 || asksOf(reading) === undefined) return undefined;
  const kind = OF_RULES.find(([, when, not]) => when.test(reading.text) && !(not?.test(reading.text) ?? false))?.[0];
  return kind && reading.mentions.every((one) => one.by === 'pronoun' || one.people.length === 0) ? kind : undefined;
}

/** These are heard without a word of asking as well. */
const TALKED: ReadonlySet<PlainQuestion> = new Set(['later', 'clock', 'day', 'weather', 'pastime', 'mood', 'script', 'effectiveContact', 'send']);

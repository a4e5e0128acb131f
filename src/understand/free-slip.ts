import { CUES } from './cues.js';
import type { Draft } from './draft.js';
import { fillReminder, onWeekdays } from './fill-reminder.js';
import { isDreamt, isQuestion, isToldByOthers, spec } from './free-guard.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';
import type { MomentSpan } from './time/types.js';
import { isVague } from './when.js';

const LONGEST = 40;
const SUBJECT = /别忘|记得|我们|你|您|他|她|咱|大家|[了吗呢吧啊哦呀嘛哈的][\s。.!~]*$|听|说|新闻|据|太|[累烦困]|讨厌|终于|居然|怎么|想|[?!]/;
/** 「每月10号看看扣款成功没」: what is to be looked up then. */
const ASKED_THEN = /(?:看看|看下|查查|查一下|问问|问一下|确认)[^,。?]{2,14}没有?[\s。.]*$/;
const LONGEST_ITEM = 16;
/** What a day told without a word of asking is surely about: something to be done or attended. */
const TO_DO =
  /^(?:去|给|到|接|送|交|取|带|开(?:[晨早例周夕晚]?会|户|证明|卡|单|门)|做|办|打|发|回|看|寄|买|吃|喝|还|约|见|签|写|参加|准备|整理|联系|拜访|回访|问候|体检|复诊|家长会|牙医|面试|面签|驾校|起床|培训|例会|晨会|周会|开会|值班|打卡|缴|转|下班(?=..)|上课(?=..))/;
/** With an hour, or again and again, errands of the house and the office too. */
const AT_ITS_HOUR =
  /^(?:遛|拿|领|换|续|复(?:查|诊|习|盘)|检查|查看|查询|查(?=[对验收账岗])|测|量|浇|喂|洗|晒|收(?!盘|益|涨|跌|市|入)|关(?!注|于|键)|锁|充|倒|扔|跑(?:步|一)|游泳|健身|锻炼|运动|拉伸|练|背(?!后|景)|读|听(?!说)|上(?:课|班|网课|药|香|车|门)|下(?:楼|单)|出发|出门|动身|集合|报(?:到|名|销|税|账|加班)|申报|抢|订|定(?=[餐票位酒])|预约|挂号|抽血|打针|输液|睡觉|午休|休息|放下|汇总|总结|分析|同步|结算|对账|盘点|提交|上报|上传|完成|生成|录(?=[音制像入])|更新|核对|巡|值|站会|陪|帮|替|安排|催|付|汇款|存(?=[钱款])|修|装|搬|退(?!休|市)|盖章|审|批|敷|泡|炖|煮|轧账|扎账|清点|盘库|护肤|冥想|打坐|午睡|洗漱|刷牙|除草|施肥|交接|拉(?=[名清报数])|导出|备份|年检|保养|[坐乘搭]|骑|产检|孕检|洗牙|补牙|拔牙|理发|剪头发|做头发|美容|瑜伽|打球|爬山|钓鱼|唱歌|逛街|约会|相亲|碰头|接种)/;
/** A day that was named by its date or counted, and what is handed in, paid, renewed or attended then. */
const ON_ITS_DAY = /^(?:交|还|缴|续|换|寄|领|报(?:名|税|销|到)|复查|复诊|复检|体检|考试|开会|面试|面签|年检|年审|对账|结算)/;
const ANY_DAY = /^(?:今|明|后天|昨|本|这)/;
/** What is paid or handed in by a day, whichever way the day is named. */
const DUE_THEN = /^(?:交|缴|还)(?=.{0,6}(?:[费租款税]|作业|报告|材料|报表|[周月日]报|论文|贷|信用卡|花呗)$)/;
/** 「12月12日早上抢券提醒」: the slip says itself what it is. */
const CALLED_SO = /^([\u4e00-\u9fffA-Za-z0-9]{2,8})提醒[\s。.]*$/;
/** A thing with a time of its own. */
const EVENT =
  /(?:[早晨午晚例周班夕]?会|会议|培训|考试|面试|课|比赛|航班|飞机|火车|高铁|动车|手术|体检|门诊|讲座|直播|演出|电影|音乐会|演唱会|聚会|聚餐|饭局|[早午晚]餐|婚礼|宴|生日|纪念日|年检|答辩|路演|彩排|沙龙)$/;
/** Said between the time and what is to be done at it. */
const NEEDS = /^(?:我|还|再|需要|要|得|该|必须|务必|去一?趟?)+/;
const FILLERS = /^(?:(?:那个啥?|嗯+|呃+|对了|还有|另外|哦|就是|帮我|记一下|记)[\s,]*|(?:定时|备忘|日程|待办)[\s:]+)/;

/** 「赵德柱 明天10点 回访」「下周三上午十点牙医」「每月10号交物业费」: a time and a thing, typed as on a slip of paper. */
export function slipAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  if (!intent || text.length > LONGEST || !reading.hasCue(CUES.digit | CUES.numeral | CUES.slip)) return undefined;
  if ((isQuestion(reading) && !ASKED_THEN.test(text)) || reading.has('question') || isTold(reading)) return undefined;
  const main = mainMention(reading);
  const start = skipSeparators(text, FILLERS.exec(text)?.[0].length ?? 0);
  const isLed = main !== undefined && main.by !== 'pronoun' && main.start === start && / /.test(text[main.end] ?? '');
  const from = isLed && main ? skipSeparators(text, main.end) : start;
  const isOwn = text[from] === '我';
  const moment = reading.moments('future').find((span) => span.start === (isOwn ? from + 1 : from));
  if (!moment || (isVague(moment) && !onWeekdays(reading, moment)) || !isToCome(reading, moment)) return main ? owedAct(reading) : undefined;
  const thing = skipSeparators(text, text[moment.end] === '的' ? moment.end + 1 : moment.end);
  const words = text.slice(thing).replace(/[,\s]*(?:别忘了|记得)$/, '');
  if (words.length < 2 || SUBJECT.test(words) || words.length > LONGEST_ITEM || /[,。;]/.test(words.slice(0, 8))) return undefined;
  const bare = words.replace(NEEDS, '');
  if (isOwn && bare === words) return undefined;
  const isApart = thing > moment.end;
  const isTimed = moment.kind === 'recurrence' || moment.value.time !== undefined;
  const isExact = isTimed || moment.period !== undefined || isLed;
  const isErrand =
    (isExact && !isOwn && TO_DO.test(words)) ||
    (isTimed &&
      (AT_ITS_HOUR.test(bare) || TO_DO.test(bare) || AT_ITS_HOUR.test(words) || (bare.length <= 9 && EVENT.test(bare) && !/是|有|就/.test(bare)))) ||
    (moment.kind === 'date' && !moment.bound && !isOwn && !ANY_DAY.test(moment.text) && words.length <= 8 && ON_ITS_DAY.test(words)) ||
    (moment.kind === 'date' && !moment.bound && !isOwn && words.length <= 8 && DUE_THEN.test(words)) ||
    (isExact && !isLed && CALLED_SO.test(words) && !/到期|风险|温馨|短信|服务|功能|友情|特别/.test(words)) ||
    (isLed && isApart && reading.hits('act', thing).length > 0);
  if (!isErrand) return undefined;
  const filled = fillReminder(reading, intent, 0, 0);
  const called = CALLED_SO.exec(words)?.[1];
  return { ...filled, ...(called ? { args: { ...filled.args, text: called } } : {}), isGuessed: true, confidence: 0.7 };
}

/** Told by others, imagined or dreamt; a film or a course of training that is to come is neither. */
function isTold(reading: Reading): boolean {
  if (isToldByOthers(reading) || isDreamt(reading, reading.text.length) || reading.has('hearsay') || reading.isQuoted(1)) return true;
  return reading.hits('hypothetical').some((hit) => !/^(?:培训|电影|电视剧)$/.test(reading.text.slice(hit.start, hit.end)));
}

function isToCome(reading: Reading, { kind, value }: MomentSpan): boolean {
  if (kind === 'recurrence') return true;
  return (
    value.date !== undefined &&
    (value.date > reading.today || (value.time !== undefined && value.date === reading.today && value.time > reading.time))
  );
}

/** 「吴大勇的合同月底前要拿到」「欠着周岚一个答复 明天必须给」: owed until a day. */
function owedAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const main = mainMention(reading);
  const { text } = reading;
  if (!intent || !main || main.by === 'pronoun' || main.start > 3) return undefined;
  const moment = reading.moments('future').find((span) => span.start >= main.end);
  if (!moment || isVague(moment) || !isToCome(reading, moment)) return undefined;
  const isBusy =
    /^(?:那边|这边)/.test(text.slice(main.end)) &&
    /要.{0,3}(?:催|给|办|交|送|拿|签|补|回|打|联系|跟进|准备|确认|续|寄|报|完成)/.test(text.slice(main.end));
  const isOwned = text[main.end] === '的' || isBusy || /^欠[着了]?$/.test(text.slice(0, main.start));
  const must = /^(?:之?前)?(?:要|得|必须|务必|一定要?)(?!是|求|么|不)/.test(text.slice(moment.end));
  if (!isOwned || !must || /[了吗呢吧][\s。.!]*$/.test(text)) return undefined;
  const filled = fillReminder(reading, intent, 0, 0);
  return { ...filled, args: { ...filled.args, text: reading.typed.trim() }, isGuessed: true, confidence: 0.75 };
}

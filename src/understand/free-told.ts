import { daysBetween } from '../domain/calendar/index.js';
import { futureMoment } from './future-moment.js';
import { isNotOwn, isSpeakers } from './free-guard.js';
import { isSeparator } from './keyword.js';
import type { Hit } from './lexicon.js';
import type { Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';

/** 「视频了20分钟」「昨天和孙丽面谈」: a way of meeting, told as over. */
export function isToldMode(reading: Reading, hit: Hit): boolean {
  const { text, today, time } = reading;
  if (isNotOwn(reading, hit.start) || text.startsWith('朋友圈', hit.start)) return false;
  if (/^(?:了|过|完)/.test(text.slice(hit.end, hit.end + 1))) return true;
  const lasted = reading.durations().some((span) => span.start === hit.end);
  // 「周三下午两点到网点开户」: what he comes for is no story.
  const hasStory =
    storyFollows(reading, hit.end) &&
    !ONLY_WHERE.test(text.slice(hit.end)) &&
    (hit.value !== 'onSite' || /[了过完]|[,。\s][^,。\s]{2}/.test(text.slice(hit.end)));
  const isPast = (span: MomentSpan) => {
    const { date } = span.value;
    if (span.end > hit.start || date === undefined) return false;
    if (date === today) return (span.value.time ?? (hasStory ? partBegin(span.text) : partEnd(span.text))) <= time;
    return date < today && (hasStory || !isAlsoAhead(reading, span));
  };
  const isOver =
    (lasted && (futureMoment(reading)?.value.date ?? '') <= today) || reading.has('just', 0, hit.start) || reading.moments('past').some(isPast);
  return (
    isOver &&
    !/要|想|会|打算|准备|约/.test(text.slice(Math.max(0, hit.start - 4), hit.start)) &&
    (hit.value !== 'phone' || /^(?:通话|通电话|电访|打电话|电话)/.test(text.slice(hit.start, hit.end)))
  );
}

/** 「周五上午十点跟周岚见面，在她新店」: nothing is told but where. */
const ONLY_WHERE = /^[,\s]*(?:(?:见面|集合)?地[点址][是在:]*|就?(?:在|去|到)|约在)[^,。;了]{1,14}$/;

/** 周五 said on a Monday: the one gone or the one to come. */
export function isAlsoAhead(reading: Reading, past: MomentSpan): boolean {
  return reading
    .moments('future')
    .some(
      (span) =>
        span.start === past.start &&
        ((span.value.date ?? '') > reading.today || isLaterToday(reading, past, span)) &&
        !isNextYears(reading, past, span),
    );
}

/** 「下午三点」 said in the morning: yesterday's, or the one to come. */
const isLaterToday = (reading: Reading, past: MomentSpan, ahead: MomentSpan): boolean =>
  ahead.value.date === reading.today && (ahead.value.time ?? '') > reading.time && (past.value.date ?? '9') < reading.today;

/** 「11月19日」 said on the 23rd: four days gone, or a year off. */
export function isNextYears(reading: Reading, past: MomentSpan, ahead: MomentSpan): boolean {
  const gone = past.value.date;
  const coming = ahead.value.date;
  if (gone === undefined || coming === undefined || gone >= reading.today || past.kind === 'recurrence') return false;
  return daysBetween(gone, reading.today) <= LONG_GONE_DAYS && daysBetween(reading.today, coming) >= FAR_OFF_DAYS;
}

const LONG_GONE_DAYS = 45;
const FAR_OFF_DAYS = 300;

/** When a part of the day said without an hour has surely begun. */
export function partBegin(words: string): string {
  if (/凌晨|早/.test(words)) return '00:00';
  if (words.includes('上午')) return '08:00';
  if (words.includes('中午')) return '11:30';
  if (words.includes('下午')) return '13:00';
  return /晚|夜/.test(words) ? '18:00' : '00:00';
}

/** When a part of the day said without an hour is surely over. */
function partEnd(words: string): string {
  if (/凌晨|早/.test(words)) return '09:30';
  if (words.includes('上午')) return '12:00';
  if (words.includes('中午')) return '13:30';
  return words.includes('下午') ? '18:00' : '24:00';
}

const PLACE_ONLY = /^(?:(?:在|到|来|去).{0,10}|.{0,8}(?:网点|支行|分行|公司|办公室|家里|家|室|楼|店|行里|见|见面|面谈))$/;
/** A run-on goes on without a mark. */
const RUN_ON_CHARS = 12;

/** After the clause that holds an offset something is told: more than a day to come and a place. */
export function storyFollows(reading: Reading, from: number): boolean {
  const { text } = reading;
  let at = from;
  while (at < text.length && !isSeparator(text.charCodeAt(at))) at++;
  if (at >= text.length && at - from > RUN_ON_CHARS) at = from;
  let rest = '';
  let hasPlan = false;
  for (; at < text.length; at++) {
    const span = reading.times('future').find((one) => at >= one.start && at < one.end);
    if (span) {
      hasPlan = true;
      at = span.end - 1;
    } else if (!isSeparator(text.charCodeAt(at))) rest += text[at];
  }
  return (
    rest.length >= 2 &&
    !(
      hasPlan &&
      PLACE_ONLY.test(rest) &&
      !reading.hits('act', from).some((hit) => !/^(?:来|去|约|见|面谈|上门|吃饭|喝茶)/.test(text.slice(hit.start, hit.end)))
    )
  );
}

const REACHED_BY =
  /(?:(?:电联|电访|致电|面见|家访)|(?:电话|微信|短信|邮件|视频|上门|登门|当面|企微|手机)(?:联系|沟通|回访|告知|通知|拜访|核实|问候|慰问|看望|探望|邀约))了?(?:客户)?$/;
const VISITED = /(?:面访|面谈|面见|约见|会见|回访|走访|拜访|看望|探望|慰问|接待|(?:去|跑)了?一?趟)了?(?:客户)?$/;
/** The last characters of what `REACHED_BY` and `VISITED` accept. */
const ENDS_MEETING = '联访电见系通知实候问望约谈待趟了';
/** The last characters of what else may lead to a client here. */
const LEADS_TO = '请陪跟和与同从给到了发寄传转递';
/** 「陪单秀英去体检 她说想买医疗险」: it was, and this came of it. */
export const SAID_THEN = /[\s,](?:他|她)(?:说|问|想|很|挺|觉得|同意|答应)/;
/** 「中午请马骏吃饭，他透露…」: what was learned there, so it was, whatever the clock says of that part of the day. */
export const LEARNED_THEN =
  /[\s,](?:席间|饭桌上|吃饭时|期间|当时|聊天中|交谈中)?(?:(?:他|她|客户|对方)(?:跟我|和我|对我)?(?:透露|说|讲|提到|聊到|谈到|聊起|谈起|问起|问了|问到|告诉我|表示|反映|抱怨|反馈|答应|同意了|夸)|(?:聊到|谈到|聊起|谈起|得知|了解到|说起|问起|聊了|谈了|听他|听她|他还|她还))/;
const MET_AT =
  /^(?:一起|来|去|在|到|[\u4e00-\u9fff]{0,6}?)?(?:吃饭|吃了?顿?饭|吃午饭|吃晚饭|吃早茶|吃火锅|喝茶|喝咖啡|打球|面谈|见面|碰面|聚餐|面聊)/;
/** 「刚从王总公司回来」. */
const BACK = /^(?:的|他)?(?:公司|家里?|单位|办公室|店里?|厂里?|那儿|那里|那边)(?:刚)?(?:回来|出来)/;
/** 「给张国强打电话，他在开会」: somebody answered, or did not. */
const RANG =
  /^打了?个?电话(?:[,\s](?=(?:他|她)?(?:的)?(?:老公|老婆|爱人|儿子|女儿|妈妈?|爸爸?|秘书|助理|家里?人|同事|媳妇|女婿)?(?:接|在|没|说|不在|关机|占线|挂))|(?=[他她][\u4e00-\u9fff]{0,3}(?:接|没|说|在|不在|关机|挂)))/;
/** 「打电话给吴静，祝她生日」「把资料送到赵敏家里了」「邮件发给王总了」. */
const CALLED = /(?:打了?个?(?:电话|微信|视频)|发了?(?:[几一二两三四五六0-9]*[个条封])?(?:微信|短信|消息|邮件|信息))给(?:客户)?$/;
const GIVEN = /(?:把|将)?[^,。;!?把将]{0,12}?(?:发|寄|送|交|拿|带|递|转|传)(?:给|到)了?(?:客户)?$/;
/** 「把王总的资料发老赵了」: to whom, without 给. */
const SENT_TO = /(?:把|将)[^,。;!?把将]{1,14}(?:发|寄|传|转|递)$/;
const TALKED = /^[^,。;!?]{0,8}?(?:聊天|沟通|交流|会面|通电话|通话|电话沟通|微信沟通|面谈|面访|打球)/;
const HEARD_FROM = /^(?:的)?(?:来电|电话|微信|短信|邮件|消息|来信)/;
const MISSED = /^.{0,14}?(?:没约[上成到着]|没来|没到|没赴约|爽约|失约|放了?鸽子)(?!得及|电|过|信)/;
const NOT_YET = /每次|每回|总是|老是|从来|要|想|约|准备|打算|待|需|应该|计划|别|不|没|未|帮我|提醒/;

/** What is told without 了: 「电话联系周岚，想做定投」「和王芳聊天，…」「接到钱程电话，…」. The offset behind it. */
export function toldPlainly(reading: Reading, person: { start: number; end: number; mention?: unknown }): number | undefined {
  const { text } = reading;
  const before = text.slice(0, person.start);
  const isOurs = person.mention !== undefined && text[person.end] !== '的';
  if (isNotOwn(reading, person.start) || reading.has('question', 0, person.start)) return undefined;
  // What leads to the client is told by its last character before any pattern is tried.
  const last = before[before.endsWith('客户') ? before.length - 3 : before.length - 1] ?? ' ';
  const received = '到了'.includes(last) ? /(?:接到|收到|接了)(?:客户)?$/.exec(before) : null;
  const heard = received && HEARD_FROM.exec(text.slice(person.end));
  if (received && heard) return isSpeakers(reading, before.slice(0, received.index)) ? person.end + heard[0].length : undefined;
  const arranged = '了好约见'.includes(last) ? /(?:约了|约好|约见|约)(?:客户)?$/.exec(before) : null;
  const missed = arranged && MISSED.exec(text.slice(person.end));
  if (arranged && missed && isSpeakers(reading, before.slice(0, arranged.index))) return person.end + missed[0].length;
  const talked = TALKED.exec(text.slice(person.end));
  if ((!talked && !(ENDS_MEETING + LEADS_TO).includes(last)) || NOT_YET.test(before) || isAhead(reading, person.end)) return undefined;
  const reached = ENDS_MEETING.includes(last) ? (REACHED_BY.exec(before) ?? VISITED.exec(before)) : null;
  if (reached && isSpeakers(reading, before.slice(0, reached.index)) && (storyFollows(reading, person.end) || toldOnward(reading, person.end)))
    return person.end;
  const along = isOurs && last === '陪' && before.endsWith('陪') && SAID_THEN.test(text.slice(person.end));
  if (along && isSpeakers(reading, before.slice(0, -1))) return person.end;
  const hosted = isOurs && '请陪跟和与同'.includes(last) ? /(?:请|陪|跟|和|与|同)(?:客户)?$/.exec(before) : null;
  const at = hosted && isBeforeTomorrow(reading) ? MET_AT.exec(text.slice(person.end)) : null;
  if (hosted && at && LEARNED_THEN.test(text.slice(person.end + at[0].length)) && isSpeakers(reading, before.slice(0, hosted.index)))
    return person.end + at[0].length;
  const back = isOurs && last === '从' && before.endsWith('从') ? BACK.exec(text.slice(person.end)) : null;
  if (back && isSpeakers(reading, before.slice(0, -1))) return person.end + back[0].length;
  const rang = isOurs && last === '给' && before.endsWith('给') ? RANG.exec(text.slice(person.end)) : null;
  if (rang && isSpeakers(reading, before.slice(0, -1))) return person.end + rang[0].length;
  const called = isOurs && last === '给' ? CALLED.exec(before) : null;
  if (called && isSpeakers(reading, before.slice(0, called.index)) && storyFollows(reading, person.end)) return person.end;
  const sent = isOurs && '发寄传转递'.includes(last) && text[person.end] === '了' ? SENT_TO.exec(before) : null;
  if (sent && isSpeakers(reading, before.slice(0, sent.index))) return person.end;
  const given = isOurs && '给到了'.includes(last) ? GIVEN.exec(before) : null;
  if (given && isOverWith(reading, given[0], person.end) && isSpeakers(reading, before.slice(0, given.index))) return person.end;
  if (!talked || NOT_YET.test(talked[0]) || isAhead(reading, person.end + talked[0].length) || !storyFollows(reading, person.end + talked[0].length))
    return undefined;
  const lead = /(?:跟|和|与|同)(?:客户)?$/.exec(before);
  return isSpeakers(reading, lead ? before.slice(0, lead.index) : before) ? person.end + talked[0].length : undefined;
}

/** 「电话 孙丽华 她说…」: the way, whom, and what was said, each by itself. The offset behind the name. */
export function ledByMode(reading: Reading, person: { start: number; end: number; mention?: unknown }, modes: readonly Hit[]): number | undefined {
  const { text } = reading;
  const first = modes[0];
  if (!first || person.mention === undefined || first.end >= person.start) return undefined;
  if (!/^(?:刚才?|刚刚|今天|上午|下午|昨天|已)?$/.test(text.slice(0, first.start).trim()) || text.slice(first.end, person.start).trim() !== '')
    return undefined;
  const words = text.slice(person.end);
  if (!/^[\s,:]/.test(words) || words.trim().length < 3 || isNotOwn(reading, person.start)) return undefined;
  return isAhead(reading, person.end + 2) ? undefined : person.end;
}

/** 「送到赵敏家里了」「刚送到赵敏家里」: handed over. */
function isOverWith(reading: Reading, lead: string, from: number): boolean {
  const rest = /^[^,。;!?]{0,10}/.exec(reading.text.slice(from))?.[0] ?? '';
  return /了(?:客户)?$/.test(lead) || /^[^,]{0,6}了(?![吗没])/.test(rest) || reading.has('just', 0, from);
}

/** 「短信通知钱程存单到期了」: what he was told. */
function toldOnward({ text }: Reading, from: number): boolean {
  return text.length - from >= 5 && /^[\u4e00-\u9fff0-9]+了[\s。.!]*$/.test(text.slice(from)) && !/到期了吗/.test(text);
}

/** The first day named is today or was: a part of today that has not begun is not to come where something was learned then. */
export function isBeforeTomorrow(reading: Reading): boolean {
  const first = reading.moments('future')[0];
  return first !== undefined && first.kind !== 'recurrence' && (first.value.date ?? '9') <= reading.today;
}

/** A day to come is named in the clause that ends at or after an offset. */
function isAhead(reading: Reading, to: number): boolean {
  const { text } = reading;
  let end = to;
  while (end < Math.min(text.length, to + RUN_ON_CHARS) && !isSeparator(text.charCodeAt(end))) end++;
  return reading.moments('future').some((span) => span.start < end && (span.value.date ?? '') > reading.today && isOnlyAhead(reading, span));
}

function isOnlyAhead(reading: Reading, span: MomentSpan): boolean {
  return !reading.moments('past').some((one) => one.start === span.start && (one.value.date ?? '9') <= reading.today);
}

const IMPLIED: readonly (readonly [RegExp, string])[] = [
  [
    /通完话|通完电话|通过话|通了话|语音信箱|语音留言|彩铃|致电|去电|通话|接了[,\s]*(?=说|问|他|她|在)|打给|打进来|打过来|打不通|忙音|停机|空号|拒接|拒绝接听|挂了我|挂我电话|把我挂|打通|接通|又打[\s,]|打完了[\s,]|给[^,。;]{1,6}打[了过](?![^,。;]{0,3}[球牌折气针招])|拨|通了(?:[0-9一二两三四五六七八九十半]+|好)个?(?:分|半?小时|刻|一会)|关机|占线|没打通|打通了|无人接听|没人接|没接|未接|挂断|刚挂|打的|[点分时]打|打了(?:几|[0-9一二两三四五])[次遍通]/,
    'phone',
  ],
  [/(?:^|[\s,])通了?(?=[\s,]|$)/, 'phone'],
  [/送走|刚走|刚离开|来行里|来支行|来银行|(?<!(?:换|近|附近|哪)[^,。来到]{0,6})网点|柜台|厅堂|到店/, 'onSite'],
  [
    /(?:跟|和|与|同|陪)[^,。请]{1,8}(?<![不没爱])[吃喝](?:了|过)?[^,。了不]{0,3}(?:茶|饭|酒|咖啡|面|料理|日料|火锅|烧烤|海鲜|早点|夜宵)|见了|见到|跑了[0-9一二两三四五六七八九十几]+[家户]|见上了|见着|见过|见完|约见|医院看|病房|去看了|约了.{0,14}没来|今天没来|没赴约|爽约|失约|吃了|喝了|吃完|喝完|吃过|喝过|吃的饭|陪|碰到|碰见|遇到|遇见|偶遇|家里|去了趟|去了一趟|[家司位室店厂里边儿](?:刚)?(?:回来|出来)|跑了一?趟|(?:去|到|上)[^,。]{1,8}(?:新店|公司|单位|店里?|厂里?|家里?|办公室)(?:里|那)?(?:道[贺喜]|祝贺|慰问|探望)|婚礼|茶馆|星巴克|咖啡|饭店|餐厅|家访|未遇|不在家|饭局|酒局|牌局|[他她]?[家司店厂](?:里|铺)聊的|一块儿?喝茶|来过(?!电|微信|短信)|来的(?=[\s,。])|[领带]着?[^,。]{1,5}来|(?:去|到|上)[^,。]{1,8}家里?[送看坐吃聊]|接待了|坐了(?:会|坐|一会|半天)|[整撸涮吃喝搓]了[个顿点一杯口]|碰了|碰上|碰着|撞见|照面|面签|双录|打了?(?:会儿?|一会儿?|场|一场)?[羽乒网篮高足][毛乒尔]?[夫]?球|(?:公司|店|小区|单位|家|学校|医院)(?:楼下|门口|里|附近)[^,。]{0,2}[聊谈碰遇]|在[^,。]{0,6}(?:会所|办公室|会议室|公司|单位|店里|家里?|餐厅|茶楼|茶室|楼下|食堂|咖啡[厅馆]|球场|酒店|病房|工地|车上|饭局)[^,。电微]{0,6}[聊谈坐说讲]|(?:去|到|上)[^,。]{1,8}(?:公司|单位|店里?|家里?|办公室|厂里?|那儿|那里)[^,。电微]{0,3}坐了/,
    'faceToFace',
  ],
  [/寄了|寄给.{0,6}信|(?<![微短通来回])信(?:已经?|都|刚)?(?:寄|投)(?:出|走)|写的信/, 'letter'],
];

/** How a client was met, where the words tell it without naming it. */
export function impliedMode(words: string): string | undefined {
  return IMPLIED.find(([pattern]) => pattern.test(words))?.[1];
}

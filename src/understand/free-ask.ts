import { CUES } from './cues.js';
import { draft } from './draft.js';
import type { Draft } from './draft.js';
import { ABOUT_CLIENT, ABOUT_LISTS, type Subject } from './ask-topics.js';
import { filtersIn } from './filters.js';
import { caseNumber } from './fill-case.js';
import { argOf, asksOf, spec } from './free-guard.js';
import { helpTopic } from './help-topic.js';
import type { Mention } from './client-mention.js';
import { once, type Reading } from './reading.js';
import { mainMention, takeClient } from './slots.js';
import type { MomentSpan } from './time/index.js';
import { periodOf } from './when.js';

/** A question longer than this tells a story. */
const LONGEST = 32;
/** Said without a word of asking: 「把今天要联系的人列一下」「三个月没联系的」「湖东支行情况」. */
const SHOWS =
  /(.)不\1|^(?:推荐(?:个|点|一[款个]|几[款个])|帮我|给我|把|列|报|看|瞅|瞧|说说|讲讲|数|统计|查|算|调(?:一?下|出|取|阅))|(?:列一下|列出来|报一下|说一下|看一下|看看|名单|清单|总数|合计|明细|情况|进度|进展|多不多|没联系的|到期的|客户|没有?|不|发我|给我|翻出来|调出来|找出来|拉出来|捞出来|挑出来|[拉列理整]个?(?:单子?|名单|表|清单)|给我看(?:看|一下|下)?)[\s。.]*$/;

/** 「何涛说哪天有空聊聊，约一下」 */
const TO_BE_BOOKED = /[,\s](?:帮我|给我|麻烦)?约(?:一?下|(?:一?个)?时间)[\s。.!]*$/;

/**
 * What is asked in free words, read as its parts: about whom, which days, and what of them. Reads only; undefined where the
 * sentence tells, is somebody else's, or asks what no list of ours knows.
 */
export function freeAsk(reading: Reading, isCounted = false): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || text.length < 2) return undefined;
  if (!isCounted && asksOf(reading) === undefined && !SHOWS.test(text)) return undefined;
  if (reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  if (TO_BE_BOOKED.test(text)) return undefined;
  const about = partsOf(reading);
  const number = reading.hasCue(CUES.digit) ? caseNumber(text, 0) : undefined;
  const cases = number && spec(reading, 'case-list');
  if (cases && number) return draft(cases, { case: number.value }, { confidence: 0.9, asked: true });
  const referral = number ? undefined : reading.hasCue(CUES.digit) && caseNumber(text, 0, ['TJ']);
  const help = referral ? undefined : helpTopic(reading);
  if (help) return help;
  if (about.client) return askedOfClient(reading, about, about.client);
  // 「为什么提醒我这个」 asks for the reason of what was said.
  if (/^(?:为什么|为啥|凭什么)/.test(text)) return undefined;
  return askedOfStranger(reading) ?? askedOfLists(reading, about);
}

/** Who finds clients at the counter only has no names of his own: 「李秀兰的客户经理是谁」. */
function askedOfStranger(reading: Reading): Draft | undefined {
  if (reading.context.clients.people.length > 0) return undefined;
  const taken = takeClient(reading, 0, { anyToken: false });
  if (!taken || taken.end - taken.start < 2) return undefined;
  const rest = reading.text.slice(taken.end).replace(/[\s,。.!?？]+/g, '');
  const subject = ABOUT_CLIENT.find((one) => fits(one, rest));
  const intent = subject && spec(reading, subject.intent);
  if (!intent?.slots.some((slot) => slot.kind === 'client')) return undefined;
  return draft(intent, { client: taken.arg }, { confidence: 0.7, asked: true, taken });
}

/** 「李秀兰风险等级」「王总的电话」: a client, and one thing a card or a list shows, without a word of asking. */
const THING =
  /^的?(?:风险(?:等级|评级|测评|承受能力)?|测评(?:等级|结果|有效期)?|电话(?:号码)?|手机号?码?|联系方式|号码|生日|年龄|岁数|身份证号?码?|证件号码?|(?:家庭)?(?:住址|地址)|职业|资产(?:情况|总额)?|余额|持仓|存款|理财|基金|产品|到期(?:日|的)?|历史|联络记录|往来|投诉|案件|情况|资料|等级|级别|标签|(?:客户)?经理|主办|副办|家人|家庭(?:情况)?|爱好|喜好|忌讳|下次联[系络]|联[系络]周期)(?:发(?:给)?我|给我|报(?:给)?我|告诉我|发(?:一)?下|查(?:一)?下|看(?:一)?下|看看|说(?:一)?下|是多少|是啥)?$/;

/** Asked by naming it: before any act, for it has no verb. */
export function bareAsk(reading: Reading): Draft | undefined {
  if (reading.text.length > 16) return undefined;
  const client = mainMention(reading);
  if (!client || client.start > 1) return undefined;
  const beside = core(reading.text.slice(0, client.start) + reading.text.slice(client.end));
  if (!THING.test(beside)) return undefined;
  const parts = partsOf(reading);
  return parts.moment ? undefined : askedOfClient(reading, parts, client);
}

const COUNTS = /(?<!好)几(?:次|面|回|趟|个电话|通电话|个客户|场|条|笔)[了过啊呀\s?？]*$/;

/** 「今年跟王总见过几面」: how often is asked in the words of a report. */
export const countAsk = (reading: Reading): Draft | undefined =>
  reading.text.length <= LONGEST && reading.text.includes('几') && COUNTS.test(reading.text) ? freeAsk(reading, true) : undefined;

/** A question taken apart. */
interface Parts {
  client: Mention | undefined;
  staff: string | undefined;
  moment: MomentSpan | undefined;
  /** What is left of it. */
  rest: string;
}

const partsOf = once(takenApart);

function takenApart(reading: Reading): Parts {
  const { text, context } = reading;
  const client = mainMention(reading);
  const staff = context.staff?.find(
    (name) => text.includes(name) && !(client && text.indexOf(name) >= client.start && text.indexOf(name) < client.end),
  );
  const moment = reading.moments('future').find((one) => one.kind !== 'recurrence' && !one.value.vague);
  const cuts: [number, number][] = [];
  if (client) cuts.push([client.start, client.end]);
  if (staff) cuts.push([text.indexOf(staff), text.indexOf(staff) + staff.length]);
  if (moment) cuts.push([moment.start, moment.end]);
  let rest = '';
  let at = 0;
  for (const [start, end] of cuts.sort(([one], [other]) => one - other)) {
    rest += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return { client, staff, moment, rest: core(rest + text.slice(at)) };
}

/** Without gaps and stops. */
const core = (words: string): string => words.replace(/[\s,。.!?？]+/g, '');

const fits = (subject: Subject, rest: string): boolean => subject.when.test(rest) && !(subject.not?.test(rest) ?? false);

function askedOfClient(reading: Reading, about: Parts, mention: Mention): Draft | undefined {
  const subject = ABOUT_CLIENT.find((one) => fits(one, about.rest));
  const intent = subject && spec(reading, subject.intent);
  if (!subject || !intent) return undefined;
  const takesClient = intent.slots.some((slot) => slot.kind === 'client');
  const client = argOf(reading, mention);
  const taken = { arg: client, start: mention.start, end: mention.end, mention };
  return draft(intent, takesClient ? { client } : {}, { confidence: 0.85, asked: true, ...(takesClient ? { taken } : {}) });
}

function askedOfLists(reading: Reading, about: Parts): Draft | undefined {
  const { moment, staff, rest } = about;
  const subject = ABOUT_LISTS.find((one) => fits(one, rest) && !(one.needsDay && !moment) && !(one.needsStaff && !staff));
  const intent = subject && spec(reading, subject.intent);
  if (!subject || !intent) return undefined;
  if (intent.slots.some((slot) => slot.kind === 'filters'))
    return draft(intent, { filters: filtersIn(reading, 0) }, { confidence: 0.8, asked: true });
  const said = moment && !moment.value.vague && intent.slots.some((slot) => slot.kind === 'period') ? moment : undefined;
  const lean = subject.isPast && said ? (reading.moments('past').find((one) => one.start === said.start) ?? said) : said;
  const period = lean && untilDay(reading, lean);
  if (intent.name === 'week') return dayPlan(reading, intent.name, period, subject.isBrief === true);
  return draft(intent, period ? { period } : {}, { confidence: 0.8, asked: true });
}

/** 「年底前到期的」: from today to that day. */
function untilDay(reading: Reading, span: MomentSpan): { date: string; endDate: string } | undefined {
  const period = periodOf(span);
  const isLimit = /^(?:之|以)?前/.test(reading.text.slice(span.end)) || reading.text[span.end - 1] === '前';
  return isLimit && period && period.endDate > reading.today ? { date: reading.today, endDate: period.endDate } : period;
}

/** Today's plan is the briefing, this week's is 本周 without a day, any other day is that day's page. */
function dayPlan(reading: Reading, name: string, period: { date: string; endDate: string } | undefined, isBrief: boolean): Draft | undefined {
  const { today } = reading;
  const briefing = spec(reading, 'briefing');
  const week = spec(reading, name);
  if (!week) return undefined;
  const isToday = period === undefined || (period.date === today && period.endDate === today);
  if (isToday && isBrief && briefing) return draft(briefing, {}, { confidence: 0.8, asked: true });
  if (period === undefined) return draft(week, {}, { confidence: 0.8, asked: true });
  const isThisWeek = period.date <= today && period.endDate >= today && period.date !== period.endDate;
  return draft(week, isThisWeek ? {} : { period }, { confidence: 0.8, asked: true });
}

import { addDays, addMonths, dateAt, instantAt, timeAt } from '../domain/calendar/index.js';
import type { WhenValue } from '../domain/intent.js';
import { readQuantity } from './duration.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { DAY_CODES } from './recurrence-date.js';
import { HALF_OF, type Half } from './time/day-period.js';

/** So long before what has its time the reminder speaks. */
export interface LeadTime {
  start: number;
  end: number;
  minutes: number;
  days: number;
  months: number;
  /** 「提前一天晚上」 without an hour. */
  period?: Half;
}

/** 考前一周, 开会前10分钟: the thing itself stands in the words, and 前 behind it. */
const BEFORE_IT =
  /(?:考试?|会议?|面试|面签|手术|起飞|发车|开车|开赛|开课|上课|开始|出发|登机|到期|截止|婚礼|体检|比赛|演出|活动|过期|生日)(?:之|以)?前(?:的)?(?=\s?[0-9一二两三四五六七八九十半])/;

const PART = /^的?(早上|上午|中午|下午|傍晚|晚上)(?!\s?[0-9一二两三四五六七八九十])/;

/** 「提前一小时」「考前一周」「开会前10分钟」; undefined where no exact length is said. */
export function leadTime(reading: Reading): LeadTime | undefined {
  const { text } = reading;
  const plain = text.indexOf('提前');
  const event = plain < 0 && text.includes('前') ? BEFORE_IT.exec(text) : null;
  const isTwice = event !== null && text.slice(0, event.index).includes(event[0].charAt(0));
  const start = plain >= 0 ? plain : event ? event.index + (isTwice ? 0 : event[0].search(/(?:之|以)?前/)) : -1;
  if (start < 0) return undefined;
  const from = skipSeparators(text, plain >= 0 ? plain + 2 : (event?.index ?? 0) + (event?.[0].length ?? 0));
  const length = readQuantity(text, from);
  if (!length || length.approx || length.workdays > 0) return undefined;
  const part = length.days > 0 ? PART.exec(text.slice(length.end, length.end + 8)) : null;
  const period = part && HALF_OF.get(part[1] as string);
  return {
    start,
    end: length.end + (part?.[0].length ?? 0),
    minutes: length.minutes,
    days: length.days,
    months: length.months,
    ...(period ? { period } : {}),
  };
}

/** The moment that lies the lead before another; a lead of minutes needs a time of day. */
export function earlier(said: WhenValue, lead: LeadTime): WhenValue | undefined {
  const date = addDays(lead.months > 0 ? addMonths(said.date, -lead.months) : said.date, -lead.days);
  if (lead.period) return { date, period: lead.period, ...(said.recurrence ? { recurrence: said.recurrence } : {}) };
  if (lead.minutes === 0) return { ...said, date };
  if (said.time === undefined) return undefined;
  const at = new Date(instantAt(date, said.time).getTime() - lead.minutes * 60_000);
  return { ...said, date: dateAt(at), time: timeAt(at) };
}

/** 「每月3号…提前2天」「每周五…提前一天」: the rule of the days before; undefined where no rule says them. */
export function ruleEarlier(rule: string, days: number): string | undefined {
  const ofWeek = /^FREQ=WEEKLY;BYDAY=([A-Z,]+)$/.exec(rule)?.[1]?.split(',');
  if (ofWeek) {
    const earlier = ofWeek.map((code) => (DAY_CODES.indexOf(code as (typeof DAY_CODES)[number]) + 7 - (days % 7)) % 7).sort();
    return `FREQ=WEEKLY;BYDAY=${earlier.map((day) => DAY_CODES[day]).join(',')}`;
  }
  const ofYear = /^FREQ=YEARLY;BYMONTH=([0-9]{1,2});BYMONTHDAY=([0-9]{1,2})$/.exec(rule);
  if (ofYear) return yearlyEarlier(Number(ofYear[1]), Number(ofYear[2]), days);
  const ofMonth = /^FREQ=MONTHLY;BYMONTHDAY=([0-9]{1,2})$/.exec(rule);
  if (!ofMonth) return undefined;
  const day = Number(ofMonth[1]) - days;
  return day >= 1 ? `FREQ=MONTHLY;BYMONTHDAY=${day}` : undefined;
}

/** Undefined where the 29th of February would lie between the two: no rule names such a day. */
function yearlyEarlier(month: number, day: number, days: number): string | undefined {
  const pad = (figure: number): string => String(figure).padStart(2, '0');
  const [ofLeapYear, ofPlainYear] = [2028, 2027].map((year) => addDays(`${year}-${pad(month)}-${pad(day)}`, -days).slice(5));
  if (ofLeapYear !== ofPlainYear || !ofPlainYear) return undefined;
  return `FREQ=YEARLY;BYMONTH=${Number(ofPlainYear.slice(0, 2))};BYMONTHDAY=${Number(ofPlainYear.slice(3))}`;
}

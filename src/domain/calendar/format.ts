import { addDays, dateAt, daysBetween, MINUTE_MS, partsOf, timeAt, weekdayName } from './date.js';

/** Deadlines nearer than this show what is left of them. Source: voice §1.2. */
const COUNTDOWN_MINUTES = 48 * 60;

/** 11月25日 周三; in another year than `now` 2027年2月6日 周六. Never 今天: pages and cards of law use this. */
export function formatFullDay(date: string, now: Date): string {
  return `${formatPlainDay(date, now)} ${weekdayName(date)}`;
}

/** 11月25日 without its weekday, as in 截至11月22日; in another year 2027年3月11日. */
export function formatPlainDay(date: string, now: Date): string {
  const { year, month, day } = partsOf(date);
  const monthDay = `${month}月${day}日`;
  return year === partsOf(dateAt(now)).year ? monthDay : `${year}年${monthDay}`;
}

/** 今天, 明天, 昨天, else as `formatFullDay`. Chat only. */
export function formatDay(date: string, now: Date): string {
  const distance = daysBetween(dateAt(now), date);
  if (distance === 0) return '今天';
  if (distance === 1) return '明天';
  if (distance === -1) return '昨天';
  return formatFullDay(date, now);
}

/** 今天 15:30, 11月25日 周三 15:30. Chat only. */
export function formatMoment(at: Date, now: Date): string {
  return `${formatDay(dateAt(at), now)} ${timeAt(at)}`;
}

/** 11月25日 周三 15:30, today too. */
export function formatFullMoment(at: Date, now: Date): string {
  return `${formatFullDay(dateAt(at), now)} ${timeAt(at)}`;
}

/** A day with an optional time 'HH:mm', as tasks and reminders have it. */
export function formatDayTime(date: string, time: string | undefined, now: Date): string {
  return time === undefined ? formatDay(date, now) : `${formatDay(date, now)} ${time}`;
}

/** 3小时20分, 24小时, 40分; from two days on 9天. Seconds are dropped. */
export function formatSpan(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS);
  if (minutes >= COUNTDOWN_MINUTES) return `${Math.floor(minutes / (24 * 60))}天`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}分`;
  return rest === 0 ? `${hours}小时` : `${hours}小时${rest}分`;
}

/** 剩3小时20分 before the instant, 超时2小时5分 after it. */
export function formatRemaining(due: Date, now: Date): string {
  const left = due.getTime() - now.getTime();
  return `${left >= 0 ? '剩' : '超时'}${formatSpan(left)}`;
}

export interface DeadlineFormat {
  /** A clock of law: today is written out, 今天（11月23日 周一）18:00前. */
  law?: boolean;
  /** Leave out 剩… and 超时…. */
  countdown?: boolean;
}

/**
 * 11月26日 周四 18:00前, in the last 48 hours with 剩3小时20分, past it with 超时2小时5分.
 * Midnight is written as 24:00 of the day that ends then. Source: voice §1.2.
 */
export function formatDeadline(due: Date, now: Date, { law = false, countdown = true }: DeadlineFormat = {}): string {
  const midnight = timeAt(due) === '00:00';
  const date = midnight ? addDays(dateAt(due), -1) : dateAt(due);
  const time = midnight ? '24:00' : timeAt(due);
  const isToday = date === dateAt(now);
  let text = `${formatFullDay(date, now)} ${time}前`;
  if (isToday) text = law ? `今天（${formatFullDay(date, now)}）${time}前` : `今天 ${time}前`;
  const isNear = due.getTime() - now.getTime() <= COUNTDOWN_MINUTES * MINUTE_MS;
  return countdown && isNear ? `${text} ${formatRemaining(due, now)}` : text;
}

/** A deadline that is a whole day: 2027年1月4日 周一前. */
export function formatDayDeadline(date: string, now: Date): string {
  return `${formatFullDay(date, now)}前`;
}

/** 11月20日至11月22日; the year is written when either end lies in another year. */
export function formatDayRange(from: string, to: string, now: Date): string {
  return from === to ? formatPlainDay(from, now) : `${formatPlainDay(from, now)}至${formatPlainDay(to, now)}`;
}

/** 10:00–11:30. */
export function formatTimeRange(from: Date, to: Date): string {
  const end = timeAt(to) === '00:00' && to > from ? '24:00' : timeAt(to);
  return `${timeAt(from)}–${end}`;
}

/** 截至11月22日. */
export function formatDataDate(date: string, now: Date): string {
  return `截至${formatPlainDay(date, now)}`;
}

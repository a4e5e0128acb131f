import { lunarName } from './calendar/index.js';
import { saysWorkdays } from './reminder-recurrence.js';

/** A repetition in the words a person would use. */

const WEEKDAYS: Readonly<Record<string, string>> = { MO: '一', TU: '二', WE: '三', TH: '四', FR: '五', SA: '六', SU: '日' };
const UNITS: Readonly<Record<string, string>> = { YEARLY: '年', MONTHLY: '个月', WEEKLY: '周', DAILY: '天', HOURLY: '小时', MINUTELY: '分钟' };
const WORKING_DAYS = 'MO,TU,WE,TH,FR';

/**
 * 「每周一到周五」「每月5号」「每两周的周三」「每年农历八月十五」, without the hour, and how it ends.
 * @param rule RFC 5545, or RSCALE=CHINESE (RFC 7529), as reminders keep it.
 * @param words the sentence it came from: only there 「工作日」 and 「周一到周五」 differ.
 */
export function recurrenceWords(rule: string, words = ''): string {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  return `${every(parts, words)}${ending(parts)}`;
}

function every(parts: ReadonlyMap<string, string>, words: string): string {
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const unit = UNITS[parts.get('FREQ') ?? ''] ?? '';
  const each = interval === 1 ? `每${unit === '个月' ? '月' : unit}` : `每${interval}${unit}`;
  const isLunar = parts.get('RSCALE') === 'CHINESE';
  const months = listOf(parts.get('BYMONTH')).map((month) => `${month}月`);
  if (isLunar) return ofLunarDays(parts, each);
  const days = listOf(parts.get('BYMONTHDAY')).map((day) => (day === '-1' ? '最后一天' : `${day}号`));
  const weekdays = listOf(parts.get('BYDAY'));
  const position = parts.get('BYSETPOS');
  const within = `${each}${months.join('、')}`;
  if (position !== undefined)
    return `${within}${position === '-1' ? '最后一个' : Number(position) < 0 ? `倒数第${-Number(position)}个` : `第${position}个`}工作日`;
  if (days.length > 0) return `${within}${days.join('、')}`;
  if (weekdays.length > 0) return ofWeekdays(weekdays, within, interval, words);
  return within;
}

function ofWeekdays(weekdays: readonly string[], within: string, interval: number, words: string): string {
  const counted = weekdays.map((day) => /^(-?\d)(..)$/.exec(day));
  if (counted.every((one) => one !== null))
    return `${within}${counted.map((one) => `${one[1] === '-1' ? '最后一个' : `第${one[1]}个`}周${WEEKDAYS[one[2] as string] ?? ''}`).join('、')}`;
  if (interval === 1 && weekdays.join(',') === WORKING_DAYS) return saysWorkdays(words) ? '每个工作日' : '每周一到周五';
  const names = weekdays.map((day) => WEEKDAYS[day] ?? '').join('、');
  return interval === 1 && within === '每周' ? `每周${names}` : `${within}的周${names}`;
}

const listOf = (value: string | undefined): string[] => (value === undefined ? [] : value.split(','));

/** 每年农历八月十五, 每月农历初一、十五. */
function ofLunarDays(parts: ReadonlyMap<string, string>, each: string): string {
  const month = parts.get('BYMONTH');
  const names = listOf(parts.get('BYMONTHDAY')).map((day) => lunarName({ month: Number(month ?? 1), day: Number(day), leap: false }));
  return `${each}农历${names.map((name) => (month === undefined ? name.slice(name.indexOf('月') + 1) : name)).join('、')}`;
}

function ending(parts: ReadonlyMap<string, string>): string {
  const until = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2}))?/.exec(parts.get('UNTIL') ?? '');
  if (until) {
    const hour = until[4] !== undefined && /HOURLY|MINUTELY/.test(parts.get('FREQ') ?? '') ? ` ${until[4]}:${until[5]}` : '';
    return `，到${Number(until[2])}月${Number(until[3])}日${hour}`;
  }
  const count = parts.get('COUNT');
  return count === undefined ? '' : `，共${count}次`;
}

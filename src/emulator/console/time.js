const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const CHINA_MS = 8 * 3_600_000;

/** Calendar parts in China, whatever zone the browser lives in. */
export function partsOf(ms) {
  const date = new Date(ms + CHINA_MS);
  const two = (value) => String(value).padStart(2, '0');
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    weekday: WEEKDAYS[date.getUTCDay()],
    dayNumber: Math.floor((ms + CHINA_MS) / 86_400_000),
    clock: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
    seconds: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`,
    input: `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
  };
}

export function dateLine(ms) {
  const { month, day, weekday, clock } = partsOf(ms);
  return `${month}月${day}日 ${weekday} ${clock}`;
}

/** A time as a chat shows it: 今天 08:40, 昨天 18:00, 11月20日 周五 09:00. */
export function chatTime(ms, now) {
  const then = partsOf(ms);
  const today = partsOf(now);
  if (then.dayNumber === today.dayNumber) return `今天 ${then.clock}`;
  if (then.dayNumber === today.dayNumber - 1) return `昨天 ${then.clock}`;
  return (then.year === today.year ? '' : `${then.year}年`) + dateLine(ms);
}

/** The next 08:40 that one would call 明早: today's only in the small hours. */
export function nextMorning(now) {
  const { dayNumber, hour } = partsOf(now);
  return (dayNumber + (hour < 5 ? 0 : 1)) * 86_400_000 - CHINA_MS + (8 * 60 + 40) * 60_000;
}

export function fromInput(value) {
  return Date.parse(`${value}:00+08:00`);
}

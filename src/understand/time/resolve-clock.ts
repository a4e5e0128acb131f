import { clockOf, withPeriod, type Clock } from './clock.js';
import { HALF_OF } from './day-period.js';

/** Minutes since midnight of a clock; 1440 and more is the next day. */
export interface ResolvedClock {
  minute: number;
  /** The half of the day was chosen by us. */
  guessed: boolean;
  /** Both halves are possible: 7点 without 早 or 晚. */
  open: boolean;
  vague: boolean;
}

/** Applies the half of the day; without one, 1–6 mean the afternoon, as bank people speak. */
export function resolveClock(clock: Clock): ResolvedClock {
  const hour = clock.hour ?? 0;
  const half = clock.period === undefined ? undefined : HALF_OF.get(clock.period);
  const result = (h: number, guessed = false, vague = false, open = false): ResolvedClock => ({
    minute: h * 60 + clock.minute,
    guessed: guessed || clock.guessed,
    open,
    vague: vague || clock.approx,
  });
  if (half === undefined) {
    if (clock.digital || hour > 12 || hour === 0) return result(hour);
    // 6点 may be before breakfast as well as after work.
    return hour >= 1 && hour <= 6 ? result(hour + 12, hour === 6, false, true) : result(hour, false, false, true);
  }
  if (hour > 12) return result(hour, false, (half === 'morning' || half === 'dawn') && hour < 24);
  switch (half) {
    case 'dawn':
      return result(hour === 12 ? 0 : hour);
    case 'morning':
      return result(hour);
    case 'noon':
      return result(hour >= 1 && hour <= 3 ? hour + 12 : hour);
    case 'afternoon':
    case 'dusk':
      return result(hour === 12 || hour === 0 ? hour || 12 : hour + 12);
    case 'evening':
      if (hour === 12 || hour === 0) return result(24);
      return hour <= 4 ? result(hour + 24, true) : result(hour + 12);
    case 'night':
      if (hour === 12 || hour === 0) return result(24);
      return hour <= 6 ? result(hour + 24, true) : result(hour + 12);
  }
}

function isLate({ period }: Clock): boolean {
  const half = period === undefined ? undefined : HALF_OF.get(period);
  return half === 'afternoon' || half === 'dusk' || half === 'evening';
}

/** Whether a half-day word leaves the hour open for the end of a stretch: 下午3点到5点 keeps 下午. */
export function inheritPeriod(start: Clock, end: Clock): Clock {
  if (end.period !== undefined || start.period === undefined) return end;
  if (!end.digital) return withPeriod(end, start.period);
  // 晚上7:00到8:00: figures of twelve hours, where the half-day said puts the end behind the start.
  if (!isLate(start) || end.hour === undefined || end.hour > 12 || start.hour === undefined || start.hour > 12) return end;
  const minutes = (clock: Clock): number => ((clock.hour ?? 0) % 12) * 60 + clock.minute;
  return minutes(end) > minutes(start) ? clockOf(end.end, end.hour, end.minute, start.period, false, end.guessed, end.approx) : end;
}

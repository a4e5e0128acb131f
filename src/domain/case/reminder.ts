import { dateAt, instantAt, MINUTE_MS, nextWorkday, type Calendar } from '../calendar/index.js';
import type { Rules } from '../rules.js';
import type { CaseClock, ClockKind } from './clock.js';

export type Listener = 'owner' | 'supervisor' | 'wealthCentreHead';

export interface CaseReminder {
  at: Date;
  to: Listener[];
  /** Which clocks speak at this minute, and how far gone each is; above 1 = every workday after the breach. */
  clocks: { kind: ClockKind; share: number; daily: boolean }[];
}

/** First whole minute on or after an instant: the tick that can speak. */
function minuteFrom(ms: number): number {
  return Math.ceil(ms / MINUTE_MS) * MINUTE_MS;
}

function listeners(share: number, rules: Rules): Listener[] {
  const to: Listener[] = ['owner'];
  if (share >= rules.case.supervisorFrom) to.push('supervisor');
  if (share >= rules.case.headFrom) to.push('wealthCentreHead');
  return to;
}

/**
 * When a case speaks up to `until`: at each share of `case.remindAt` between start and end of each clock, and after a
 * breach at the start of business of every workday. What falls into one minute is one reminder; a clock that was kept
 * is silent from then on.
 */
export function caseReminders(clocks: readonly CaseClock[], until: Date, calendar: Calendar, rules: Rules): CaseReminder[] {
  const byMinute = new Map<number, CaseReminder>();
  const add = (ms: number, clock: CaseClock, share: number, daily: boolean): void => {
    const minute = minuteFrom(ms);
    if (minute > until.getTime() || (clock.doneAt !== undefined && minute >= clock.doneAt.getTime())) return;
    const known = byMinute.get(minute) ?? { at: new Date(minute), to: [], clocks: [] };
    for (const listener of listeners(share, rules)) if (!known.to.includes(listener)) known.to.push(listener);
    known.clocks.push({ kind: clock.kind, share, daily });
    byMinute.set(minute, known);
  };
  for (const clock of clocks) {
    const start = clock.startedAt.getTime();
    const span = clock.dueAt.getTime() - start;
    for (const share of rules.case.remindAt) add(start + span * share, clock, share, false);
    const last = clock.doneAt !== undefined && clock.doneAt < until ? clock.doneAt : until;
    for (let day = nextWorkday(dateAt(clock.dueAt), calendar); day <= dateAt(last); day = nextWorkday(day, calendar)) {
      add(instantAt(day, rules.calendar.businessDayStart).getTime(), clock, 1, true);
    }
  }
  return [...byMinute.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}

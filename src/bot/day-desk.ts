import type { Calendar } from '../domain/calendar/index.js';
import type { Rules } from '../domain/rules.js';
import type { Store } from '../store/index.js';
import type { Pace } from './pace.js';

/** What loading a day needs: a turn of the chat has it, and a job. */
export interface DayDesk {
  store: Pick<Store, 'briefing' | 'staff'>;
  rules: Rules;
  calendarOf: (orgPath: string) => Calendar;
  now: Date;
  /** Absent: read in one go, as a turn of the chat must. */
  pace?: Pace;
}

import { createCalendar, withClosures, withHolidays, type Calendar, type HolidayRow, type LocalClosure } from './domain/calendar/index.js';
import type { Store } from './store/index.js';

const REFRESH_MS = 60_000;

export interface Calendars {
  /** The calendar of an org: the country's days, what the bank imported, and the closures of the org and those above it. */
  of(orgPath: string): Calendar;
  /** Reads the imported days again when they are older than a minute. */
  refresh(now: number): Promise<void>;
}

/** Working days as the bank has them now: the built-in years, laid over by the `holidays` import. */
export async function openCalendars(store: Pick<Store, 'holiday'>): Promise<Calendars> {
  let country: Calendar = createCalendar();
  let closures: (LocalClosure & { orgId: string })[] = [];
  let readAt = -Infinity;
  const made = new Map<string, Calendar>();

  async function refresh(now: number): Promise<void> {
    if (now - readAt < REFRESH_MS) return;
    readAt = now;
    const rows = await store.holiday.listAll();
    country = withHolidays(
      createCalendar(),
      rows
        .filter((row) => row.orgId === '')
        .map((row): HolidayRow => ({
          date: row.date,
          name: row.name,
          kind: row.kind === 'work' ? '班' : '休',
          status: row.status === 'official' ? 'official' : 'provisional',
          source: row.source,
        })),
    );
    closures = rows.filter((row) => row.orgId !== '' && row.kind === 'off').map(({ date, name, orgId }) => ({ date, name, orgId }));
    made.clear();
  }

  await refresh(0);
  return {
    refresh,
    of(orgPath) {
      if (closures.length === 0) return country;
      let calendar = made.get(orgPath);
      if (!calendar) {
        const orgs = new Set(orgPath.split('/'));
        calendar = withClosures(
          country,
          closures.filter((c) => orgs.has(c.orgId)),
        );
        made.set(orgPath, calendar);
      }
      return calendar;
    },
  };
}

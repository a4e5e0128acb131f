import { cadenceDueOn, cadenceMonths, contactStanding, type ContactStanding } from '../domain/cadence.js';
import { dateAt, formatFullDay, lastWorkdayOnOrBefore } from '../domain/calendar/index.js';
import { compareLevels, LEVEL_TITLES, type AdminLayer } from '../domain/client-level-name.js';
import type { Rules } from '../domain/rules.js';
import type { DueClient } from '../store/due-rows.js';
import type { Turn } from './command.js';
import type { ListLine } from './list-page.js';

/** Why a contact is due: the cadence, the client's wish, or a day agreed with him. */
export function contactReason(row: DueClient, rules: Rules): string {
  const adminLayer = row.adminLayer as AdminLayer | null;
  if (row.nextContactOn !== cadenceDueOn({ ...row, adminLayer }, rules)) return '按上次约好的日子';
  const wish = row.cadenceMonths;
  const months = cadenceMonths(
    { level: row.level, ...(adminLayer === null ? {} : { adminLayer }), ...(wish === null ? {} : { wish: wish === 0 ? 'none' : wish }) },
    rules,
  );
  const rhythm = wish === null ? `${LEVEL_TITLES[row.level]}每${months}个月一次` : `按客户意愿每${months}个月一次`;
  return row.lastEffectiveContactOn === null ? `${rhythm}，还没有有效联络` : rhythm;
}

export interface Standing extends ContactStanding {
  row: DueClient;
  dueOn: string;
  shownOn: string;
}

/** How contacts stand today, the longest overdue first. */
export function standingsOf(turn: Pick<Turn, 'now' | 'rules' | 'calendarOf'>, rows: readonly DueClient[]): Standing[] {
  const today = dateAt(turn.now);
  return rows
    .map((row) => {
      const calendar = turn.calendarOf(row.orgPath);
      const dueOn = row.nextContactOn ?? '';
      const shownOn = lastWorkdayOnOrBefore(dueOn, calendar);
      return { row, dueOn, shownOn, ...contactStanding({ dueOn, shownOn }, today, calendar, turn.rules) };
    })
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || compareLevels(b.row.level, a.row.level) || a.row.clientId.localeCompare(b.row.clientId));
}

/** 「何伟 白金 联络超8个工作日，上次9月9日」 */
export function contactLines(turn: Pick<Turn, 'now'>, standings: readonly Standing[]): ListLine[] {
  return standings.map(({ row, dueOn, state, overdueWorkdays }) => ({
    key: `view:${row.clientId}`,
    link: '联系',
    name: row.name,
    clientId: row.clientId,
    words: (shown) => {
      const what =
        state === 'overdue'
          ? overdueWorkdays > 0
            ? `超${overdueWorkdays}个工作日`
            : `应在${formatFullDay(dueOn, turn.now)}`
          : state === 'due'
            ? '今天该联络'
            : `${formatFullDay(dueOn, turn.now)}前`;
      return `${shown(row.name, 'name')} ${LEVEL_TITLES[row.level]} ${what}，${row.lastContactOn === null ? '没联络过' : `上次${formatFullDay(row.lastContactOn, turn.now)}`}`;
    },
  }));
}

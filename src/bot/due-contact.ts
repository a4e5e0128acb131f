import { cadenceMonths } from '../domain/cadence.js';
import { LEVEL_TITLES, type AdminLayer } from '../domain/client-level-name.js';
import { cadenceDueOn } from '../domain/cadence.js';
import type { Rules } from '../domain/rules.js';
import type { DueClient } from '../store/due.js';

/** Why a contact is due: the cadence, the client's wish, or a day agreed with him. */
export function contactReason(row: DueClient, rules: Rules): string {
  const adminLayer = row.adminLayer as AdminLayer | null;
  if (row.nextContactOn !== cadenceDueOn({ ...row, adminLayer }, rules)) return '按上次约好的日子';
  const wish = row.cadenceMonths;
  const months = cadenceMonths({ level: row.level, ...(adminLayer === null ? {} : { adminLayer }), ...(wish === null ? {} : { wish: wish === 0 ? 'none' : wish }) }, rules);
  const rhythm = wish === null ? `${LEVEL_TITLES[row.level]}每${months}个月一次` : `按客户意愿每${months}个月一次`;
  return row.lastEffectiveContactOn === null ? `${rhythm}，还没有有效联络` : rhythm;
}

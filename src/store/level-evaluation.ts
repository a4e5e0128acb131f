import { addMonths, firstOfMonth } from '../domain/calendar/index.js';
import type { LevelEvaluation } from '../generated/sqlite/client.js';
import { insertInto, marks, type Row, type Sql } from './db/index.js';

/** An evaluation is about the month before the day it is made on: what the index knows. */
const monthBefore = (day: string): string => addMonths(firstOfMonth(day), -1).slice(0, 7);

export type LevelEvaluationRow = Row<LevelEvaluation>;

/** What monthly evaluations left behind: only those that say more than "as before" are kept. */
export function levelEvaluationStore(sql: Sql) {
  return {
    /** Of these clients in one month ('YYYY-MM'). */
    listOf: (clientIds: readonly string[], month: string): Promise<LevelEvaluationRow[]> =>
      clientIds.length === 0
        ? Promise.resolve([])
        : sql.all<LevelEvaluationRow>(`SELECT * FROM LevelEvaluation WHERE month = ? AND clientId IN (${marks(clientIds)})`, [month, ...clientIds]),

    /** Clients whose level moved on a day. */
    listMovedOn: async (onDate: string): Promise<string[]> =>
      (
        await sql.all<{ clientId: string }>(
          'SELECT clientId FROM LevelEvaluation WHERE month >= ? AND onDate = ? AND change IS NOT NULL ORDER BY clientId',
          [monthBefore(onDate), onDate],
        )
      ).map((row) => row.clientId),

    async put(row: LevelEvaluationRow): Promise<boolean> {
      return (await sql.run(...insertInto('LevelEvaluation', row, 'ON CONFLICT ("clientId", "month") DO NOTHING'))) === 1;
    },
  };
}

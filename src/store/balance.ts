import { marks, type Sql } from './db/index.js';

/** A day's assets under management; the same shape as domain/aum's. */
export interface BalanceDay {
  date: string;
  aumFen: number;
}

export function balanceStore(sql: Sql) {
  return {
    /** The days from `from` to `to` and the last one before them, oldest first: what `aumDailyAverage` needs. */
    async listFor(clientId: string, from: string, to: string): Promise<BalanceDay[]> {
      const before = await sql.get<BalanceDay>(
        'SELECT onDate AS date, aumFen FROM Balance WHERE clientId = ? AND onDate < ? ORDER BY onDate DESC LIMIT 1',
        [clientId, from],
      );
      const days = await sql.all<BalanceDay>(
        'SELECT onDate AS date, aumFen FROM Balance WHERE clientId = ? AND onDate >= ? AND onDate <= ? ORDER BY onDate',
        [clientId, from, to],
      );
      return before ? [before, ...days] : days;
    },
    /** The same for many clients at once; those without any are absent. */
    async listMany(clientIds: readonly string[], from: string, to: string): Promise<Map<string, BalanceDay[]>> {
      const byClient = new Map<string, BalanceDay[]>();
      if (clientIds.length === 0) return byClient;
      const opening = await sql.all<BalanceDay & { clientId: string }>(
        `SELECT b.clientId, b.onDate AS date, b.aumFen FROM Client c JOIN Balance b ON b.clientId = c.id AND b.onDate = (SELECT MAX(x.onDate) FROM Balance x WHERE x.clientId = c.id AND x.onDate < ?)
         WHERE c.id IN (${marks(clientIds)})`,
        [from, ...clientIds],
      );
      const within = await sql.all<BalanceDay & { clientId: string }>(
        `SELECT clientId, onDate AS date, aumFen FROM Balance WHERE clientId IN (${marks(clientIds)}) AND onDate >= ? AND onDate <= ? ORDER BY clientId, onDate`,
        [...clientIds, from, to],
      );
      for (const { clientId, date, aumFen } of [...opening, ...within]) byClient.set(clientId, [...(byClient.get(clientId) ?? []), { date, aumFen }]);
      return byClient;
    },
    findLatest: (clientId: string) =>
      sql.get<BalanceDay>('SELECT onDate AS date, aumFen FROM Balance WHERE clientId = ? ORDER BY onDate DESC LIMIT 1', [clientId]),
  };
}

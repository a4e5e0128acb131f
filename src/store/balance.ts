import type { Sql } from './db/index.js';

/** A day's assets under management; the same shape as domain/aum's. */
export interface BalanceDay {
  date: string;
  aumFen: number;
}

export function balanceStore(sql: Sql) {
  return {
    /** The days from `from` to `to` and the last one before them, oldest first: what `aumDailyAverage` needs. */
    async listFor(clientId: string, from: string, to: string): Promise<BalanceDay[]> {
      const before = await sql.get<BalanceDay>('SELECT onDate AS date, aumFen FROM Balance WHERE clientId = ? AND onDate < ? ORDER BY onDate DESC LIMIT 1', [clientId, from]);
      const days = await sql.all<BalanceDay>('SELECT onDate AS date, aumFen FROM Balance WHERE clientId = ? AND onDate >= ? AND onDate <= ? ORDER BY onDate', [clientId, from, to]);
      return before ? [before, ...days] : days;
    },
    findLatest: (clientId: string) => sql.get<BalanceDay>('SELECT onDate AS date, aumFen FROM Balance WHERE clientId = ? ORDER BY onDate DESC LIMIT 1', [clientId]),
  };
}

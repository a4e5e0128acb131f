import { marks, type Sql } from './db/index.js';

/** 今年不发. `occasion`: 'birthday:2026-11-23', '中秋:2026-09-25'. */
export function careSkipStore(sql: Sql) {
  return {
    put: (clientId: string, occasion: string, byUserId: string, at: Date) =>
      sql.run('INSERT INTO CareSkip(clientId, occasion, byUserId, at) VALUES (?, ?, ?, ?) ON CONFLICT (clientId, occasion) DO NOTHING', [
        clientId,
        occasion,
        byUserId,
        at.getTime(),
      ]),

    /** Which of these clients are left out on an occasion. */
    async listFor(clientIds: readonly string[], occasion: string): Promise<Set<string>> {
      if (clientIds.length === 0) return new Set();
      const rows = await sql.all<{ clientId: string }>(`SELECT clientId FROM CareSkip WHERE occasion = ? AND clientId IN (${marks(clientIds)})`, [
        occasion,
        ...clientIds,
      ]);
      return new Set(rows.map((row) => row.clientId));
    },
  };
}

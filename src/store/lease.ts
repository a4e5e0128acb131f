import type { Sql } from './db/index.js';

/** One holder at a time among several instances: the aibot's socket, the operator's notice. */
export function leaseStore(sql: Sql) {
  return {
    /** Takes or renews it. False while another holder's time has not run out. */
    async take(name: string, holder: string, now: Date, until: Date): Promise<boolean> {
      const changed = await sql.run(
        `INSERT INTO "Lease"(name, holder, until) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
         WHERE "Lease".holder = excluded.holder OR "Lease".until <= ?`,
        [name, holder, until.getTime(), now.getTime()],
      );
      return changed === 1;
    },

    async release(name: string, holder: string): Promise<void> {
      await sql.run(`DELETE FROM "Lease" WHERE name = ? AND holder = ?`, [name, holder]);
    },

    async holder(name: string, now: Date): Promise<string | null> {
      const row = await sql.get<{ holder: string }>(`SELECT holder FROM "Lease" WHERE name = ? AND until > ?`, [name, now.getTime()]);
      return row?.holder ?? null;
    },
  };
}

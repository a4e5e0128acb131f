import type { Sql } from './db/index.js';

/** Kinds of reminders a receiver switched off; duties are never asked for here. */
export function noticeSwitchStore(sql: Sql) {
  return {
    async isOff(staffId: string, kind: string): Promise<boolean> {
      return (await sql.get('SELECT 1 AS off FROM NoticeSwitch WHERE staffId = ? AND kind = ?', [staffId, kind])) !== undefined;
    },
    async listOff(staffId: string): Promise<string[]> {
      return (await sql.all<{ kind: string }>('SELECT kind FROM NoticeSwitch WHERE staffId = ? ORDER BY kind', [staffId])).map((r) => r.kind);
    },
    async switchOff(staffId: string, kind: string, at: Date): Promise<void> {
      await sql.run('INSERT INTO NoticeSwitch(staffId, kind, changedAt) VALUES (?, ?, ?) ON CONFLICT (staffId, kind) DO NOTHING', [
        staffId,
        kind,
        at.getTime(),
      ]);
    },
    async switchOn(staffId: string, kind: string): Promise<void> {
      await sql.run('DELETE FROM NoticeSwitch WHERE staffId = ? AND kind = ?', [staffId, kind]);
    },
  };
}

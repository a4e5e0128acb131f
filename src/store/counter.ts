import type { Sql } from './db/index.js';

/** Numbers handed out one by one, and small whole-number facts of the installation. */
export function counterStore(sql: Sql) {
  return {
    /** The next number under a name, from 1; inside a transaction nobody else gets the same. */
    async next(name: string): Promise<number> {
      const row = await sql.get<{ value: number }>(
        'INSERT INTO Counter(name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = Counter.value + 1 RETURNING value',
        [name],
      );
      return (row as { value: number }).value;
    },
    async find(name: string): Promise<number | undefined> {
      return (await sql.get<{ value: number }>('SELECT value FROM Counter WHERE name = ?', [name]))?.value;
    },
    async set(name: string, value: number): Promise<void> {
      await sql.run('INSERT INTO Counter(name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', [name, value]);
    },
  };
}

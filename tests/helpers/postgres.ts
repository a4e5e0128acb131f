import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startCluster } from '../../scripts/postgres.mjs';

export type TestPostgres = { url: string; stop: () => Promise<void>; reason?: undefined } | { url?: undefined; stop?: undefined; reason: string };

/**
 * An empty database of its own: on the server of TEST_PG_URL, else on a temporary one when this machine has PostgreSQL's
 * programs, else the reason why not. `stop` drops it. Use: `const pg = await startPostgres()` at the top of the file, then
 * `describe.runIf(pg.url)(postgresTitle('outbox', pg), …)`.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env['TEST_PG_URL'];
  const notHere = process.env['TEST_PG_REASON'];
  if (!given && notHere) return { reason: notHere };
  const cluster = given ? { url: given, stop: async () => {} } : await startCluster();
  if (cluster.url === undefined) return { reason: cluster.reason };
  const name = `caiban_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(cluster.url, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = new URL(cluster.url);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    stop: async () => {
      await onServer(cluster.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await cluster.stop();
    },
  };
}

/** A title that tells plainly when the suite does not run here. */
export function postgresTitle(what: string, postgres: TestPostgres): string {
  return postgres.url === undefined ? `${what} on PostgreSQL (not run: ${postgres.reason})` : `${what} on PostgreSQL`;
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

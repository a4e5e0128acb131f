/* One import, or the raw insert of the rows an import left, in a process of its own. */
import { readFileSync } from 'node:fs';
import { insertRows, type Columns } from '../import/bulk.js';
import { runImport } from '../import/index.js';
import { gramsOf } from '../store/client-find.js';
import { openDb } from '../store/db/index.js';
import { SqliteConnection } from '../store/db/sqlite.js';
import { BANK_NOW, sqlOn } from './bank.js';

export type ImportTask = { do: 'import'; csv: string; file: string } | { do: 'insert'; from: string; file: string };

export interface ImportResult {
  rows: number;
  ms: number;
  peakMiB: number;
}

const BATCH = 5000;
/** As the import sets it, like how durable a commit is: copying pages back to the file more often would slow both. */
const CHECKPOINT_PAGES = 25_000;

async function importAll(csv: string, file: string): Promise<{ rows: number; ms: number }> {
  const db = await openDb(`file:${file}`);
  const began = performance.now();
  const { added } = await runImport({ db, kind: 'clients', file: csv, now: BANK_NOW });
  const ms = performance.now() - began;
  await db.close();
  return { rows: added, ms };
}

/** The same rows of the same three tables in the order of the file, ready in memory, in batches of one statement per table and one commit. */
async function insertAll(from: string, file: string): Promise<{ rows: number; ms: number }> {
  const source = new SqliteConnection(from);
  const target = new SqliteConnection(file);
  target.exec(`PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}; PRAGMA synchronous=NORMAL`);
  const raw = sqlOn(target);
  let rows = 0;
  let ms = 0;
  const nextClients = source.prepare('SELECT * FROM Client WHERE clientNo > ? ORDER BY clientNo LIMIT ?');
  const relationsOf = source.prepare('SELECT * FROM ManagerRelation WHERE clientId IN (SELECT value FROM json_each(?)) ORDER BY rowid');
  for (let after = ''; ;) {
    const clients = nextClients.all([after, BATCH]) as Columns[];
    if (clients.length === 0) break;
    after = String(clients.at(-1)?.['clientNo']);
    const relations = relationsOf.all([JSON.stringify(clients.map((row) => row['id']))]) as Columns[];
    const grams = clients
      .flatMap((row) => gramsOf(String(row['name'])).map((gram) => ({ gram, clientId: row['id'] as string })))
      .sort((a, b) => (a.gram < b.gram ? -1 : a.gram > b.gram ? 1 : 0));
    const columns = (list: readonly Columns[]) => Object.keys(list[0] ?? {}).filter((column) => list.some((row) => row[column] !== null));
    const clientColumns = columns(clients);
    const relationColumns = columns(relations);
    const began = performance.now();
    target.exec('BEGIN IMMEDIATE');
    await insertRows(raw, 'Client', clientColumns, clients);
    await insertRows(raw, 'ClientGram', ['gram', 'clientId'], grams);
    await insertRows(raw, 'ManagerRelation', relationColumns, relations);
    target.exec('COMMIT');
    ms += performance.now() - began;
    rows += clients.length;
  }
  source.close();
  target.close();
  return { rows, ms };
}

/** The most memory this process ever held. What getrusage tells may still be the parent's: Linux keeps it across exec. */
function peakMiB(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}

process.on('message', (task: ImportTask) => {
  const work = task.do === 'import' ? importAll(task.csv, task.file) : insertAll(task.from, task.file);
  work.then(
    (result) => process.send?.({ result: { ...result, peakMiB: peakMiB() } satisfies ImportResult }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.once('disconnect', () => process.exit());

import { existsSync } from 'node:fs';
import { DEFAULT_RULES, type Rules } from '../domain/rules.js';
import { openStore } from '../store/index.js';
import type { Db } from '../store/db/index.js';
import { CHECKPOINT_PAGES as USUAL_PAGES } from '../store/db/sqlite.js';
import type { ImportCounts } from '../store/import-run.js';
import { csvRows, examineFile, type FileFacts, type RawRow } from './csv.js';
import { readHeader, readRow, type Header } from './header.js';
import { findKind } from './kinds/index.js';
import { ImportError, type FileRow, type ImportKind, type Outcome } from './kind.js';
import { rejectedRows } from './rejected.js';
import { xlsxRows } from './xlsx.js';

export interface ImportRequest {
  db: Db;
  /** English name: clients. */
  kind: string;
  file: string;
  /** Everything is read and judged, nothing is written, neither to the database nor beside the file. */
  dryRun?: boolean;
  now: Date;
  /** Who lets it run: a userid. Absent on the command line: `import`. */
  actor?: string;
  /** Absent: the shipped values. */
  rules?: Rules;
  onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  rows: number;
  /** Share of the file that was read, 0 to 1. */
  share: number;
}

export interface ImportResult extends ImportCounts {
  /** null when every row was taken, and in a dry run. */
  rejectedFile: string | null;
  /** Headers nobody knows: their cells were not read. */
  unknownColumns: string[];
  /** The first rejected rows, to be shown. */
  firstRejected: { line: number; reason: string }[];
  /** Rows that an interrupted run had already committed. */
  resumedAt: number;
}

/** A write holds the database at most 50 ms (design §3): slices grow and shrink towards this, but not below what a busy machine still does in it. */
const SLICE_TARGET_MS = 35;
const SLICE_ROWS = { first: 200, least: 200, most: 5000 };
/** Pages of 4 KiB. A slice touches every index; pages touched by many slices go to the file once. Copying them holds nobody up. */
const CHECKPOINT_PAGES = { importing: 25_000, usual: USUAL_PAGES };
const SHOWN_REJECTS = 20;
/** Rows put into the order of the indexes at a time. A resumed run must cut the same windows: the number stays. */
const WINDOW_ROWS = 10_000;

interface Judged {
  raw: RawRow;
  row: FileRow | { rejected: string };
}

/** The rows behind the header, in the order they are to be stored. */
async function* judgedRows(kind: ImportKind, header: Header, rows: AsyncIterable<RawRow> | Iterable<RawRow>): AsyncGenerator<Judged> {
  if (!kind.parents) {
    let window: Judged[] = [];
    for await (const raw of rows) {
      const judged = { raw, row: readRow(header, raw) };
      if (kind.together === undefined) {
        yield judged;
        continue;
      }
      window.push(judged);
      if (window.length < WINDOW_ROWS) continue;
      yield* together(kind, kind.together, window);
      window = [];
    }
    yield* window; // the rest, or a short file: as it stands there
    return;
  }
  const all: Judged[] = [];
  for await (const raw of rows) all.push({ raw, row: readRow(header, raw) });
  yield* parentsFirst(all, kind.parents);
}

/**
 * Rows of one value side by side, in the order of the file within it: a slice then touches few pages of each index instead of
 * one for every row. A window in which a key stands twice stays as it is, since its later row counts.
 */
export function together(kind: Pick<ImportKind, 'columns'>, field: string, window: readonly Judged[]): readonly Judged[] {
  const keys = kind.columns.filter((column) => column.isKey).map((column) => column.key);
  const seen = new Set<string>();
  const groups = new Map<string, Judged[]>();
  for (const judged of window) {
    const fields: Readonly<Record<string, unknown>> = 'fields' in judged.row ? judged.row.fields : {};
    if ('fields' in judged.row) {
      const key = JSON.stringify(keys.map((one) => fields[one]));
      if (seen.has(key)) return window;
      seen.add(key);
    }
    const value = typeof fields[field] === 'string' ? fields[field] : '';
    const group = groups.get(value);
    if (group) group.push(judged);
    else groups.set(value, [judged]);
  }
  return [...groups.keys()].sort().flatMap((value) => groups.get(value) ?? []);
}

/** Rows that other rows of the file refer to come before them; rows that refer to each other in a circle come last. */
export function parentsFirst(all: readonly Judged[], { key, parent }: { key: string; parent: string }): Judged[] {
  const keyOf = (one: Judged, field: string) => {
    const value = 'fields' in one.row ? one.row.fields[field] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  const inFile = new Set(all.map((one) => keyOf(one, key)));
  const children = new Map<string, Judged[]>();
  const sorted: Judged[] = [];
  for (const one of all) {
    const above = keyOf(one, parent);
    if (above === undefined || above === keyOf(one, key) || !inFile.has(above)) sorted.push(one);
    else children.set(above, [...(children.get(above) ?? []), one]);
  }
  for (let i = 0; i < sorted.length; i++) {
    const own = keyOf(sorted[i] as Judged, key);
    if (own === undefined) continue;
    sorted.push(...(children.get(own) ?? []));
    children.delete(own);
  }
  return [...sorted, ...[...children.values()].flat()];
}

async function openRows(
  file: string,
  facts: FileFacts,
  onShare: (share: number) => void,
): Promise<{ first: RawRow | undefined; rest: AsyncIterable<RawRow> }> {
  const source: AsyncGenerator<RawRow> = facts.isZip
    ? (async function* () {
        yield* await xlsxRows(file);
        onShare(1);
      })()
    : csvRows(file, facts, (bytes) => onShare(bytes / Math.max(1, facts.bytes)));
  const first = await source.next();
  return { first: first.done ? undefined : first.value, rest: source };
}

/**
 * Imports a file: CSV (UTF-8 or GB18030) or XLSX, the first line names the columns. The same file again changes nothing; a
 * run that was cut off goes on behind its last committed slice. Contract: design §9.
 * @throws ImportError when the file as a whole cannot be taken.
 */
export async function runImport(request: ImportRequest): Promise<ImportResult> {
  const { db, file, now } = request;
  const kind = findKind(request.kind);
  if (!kind.begin) throw new ImportError(`「${kind.title}」的表还没有启用，这类文件暂时不能导入`);
  if (!existsSync(file)) throw new ImportError(`没有这个文件：${file}`);
  const facts = await examineFile(file);
  const store = openStore(db, () => now);
  const writer = await kind.begin(db, { now, actor: request.actor ?? 'import', rules: request.rules ?? DEFAULT_RULES });
  const run = await resume(request, kind, facts.hash);
  const { counts } = run;
  let share = 0;
  const { first, rest } = await openRows(file, facts, (done) => (share = done));
  const header = readHeader(kind, first);
  const rejects = request.dryRun ? undefined : rejectedRows(file, header.titles, run.rejectedBytes);
  const firstRejected: ImportResult['firstRejected'] = [];

  async function storeSlice(slice: readonly Judged[]): Promise<number> {
    const start = performance.now();
    const outcomes = request.dryRun ? await outcomesOf(slice, (rows) => writer.write(db, rows, true)) : await commit(slice);
    const ms = performance.now() - start;
    for (const outcome of outcomes) {
      counts.read++;
      counts[typeof outcome === 'string' ? outcome : 'rejected']++;
    }
    slice.forEach(({ raw }, i) => {
      const outcome = outcomes[i];
      if (typeof outcome === 'object' && firstRejected.length < SHOWN_REJECTS) firstRejected.push({ line: raw.line, reason: outcome.rejected });
    });
    request.onProgress?.({ rows: counts.read, share });
    return ms;
  }

  async function commit(slice: readonly Judged[]): Promise<Outcome[]> {
    return store.tx(async ({ sql, importRun }) => {
      const outcomes = await outcomesOf(slice, (rows) => writer.write(sql, rows, false));
      const turned = slice.flatMap(({ raw }, i) => {
        const outcome = outcomes[i] as Outcome;
        return typeof outcome === 'object' ? [{ line: raw.line, reason: outcome.rejected, cells: raw.cells }] : [];
      });
      rejects?.add(turned);
      const done = { ...counts };
      for (const outcome of outcomes) {
        done.read++;
        done[typeof outcome === 'string' ? outcome : 'rejected']++;
      }
      await importRun.advance(kind.name, facts.hash, done.read, done, rejects?.bytes() ?? 0);
      return outcomes;
    });
  }

  /** A slice need not outlive a power cut by itself: it is cut off together with the mark of how far the run has come. */
  const settings = async (pages: number, synchronous: 'NORMAL' | 'FULL') => {
    if (db.dialect !== 'sqlite' || request.dryRun) return;
    await db.tx((tx) => tx.all(`PRAGMA wal_autocheckpoint=${pages}`));
    await db.run(`PRAGMA synchronous=${synchronous}`);
  };
  await settings(CHECKPOINT_PAGES.importing, 'NORMAL');
  try {
    let rows = SLICE_ROWS.first;
    let slice: Judged[] = [];
    let seen = 0;
    for await (const judged of judgedRows(kind, header, rest)) {
      if (seen++ < run.rowsDone) continue;
      slice.push(judged);
      if (slice.length < rows) continue;
      const ms = await storeSlice(slice);
      rows = Math.round(Math.min(SLICE_ROWS.most, Math.max(SLICE_ROWS.least, rows * Math.min(2, Math.max(0.5, SLICE_TARGET_MS / Math.max(1, ms))))));
      slice = [];
    }
    if (slice.length > 0) await storeSlice(slice);
    // The end is durable, and with it all that was written before.
    await settings(CHECKPOINT_PAGES.importing, 'FULL');
    if (!request.dryRun)
      await store.tx(async ({ importRun, audit }) => {
        await importRun.finish(kind.name, facts.hash, counts, now);
        await audit.append({
          at: now,
          actor: request.actor ?? 'import',
          action: 'import.run',
          objectType: kind.name,
          objectId: facts.hash.slice(0, 16),
          place: 'job',
          after: counts,
          result: 'ok',
        });
      });
  } finally {
    rejects?.close();
    await settings(CHECKPOINT_PAGES.usual, 'FULL');
  }
  return { ...counts, rejectedFile: rejects?.file() ?? null, unknownColumns: header.unknown, firstRejected, resumedAt: run.rowsDone };
}

async function outcomesOf(slice: readonly Judged[], write: (rows: readonly FileRow[]) => Promise<Outcome[]>): Promise<Outcome[]> {
  const readable = slice.flatMap(({ row }) => ('rejected' in row ? [] : [row]));
  const written = readable.length > 0 ? await write(readable) : [];
  let next = 0;
  return slice.map(({ row }) => ('rejected' in row ? { rejected: row.rejected } : (written[next++] as Outcome)));
}

async function resume(
  request: ImportRequest,
  kind: ImportKind,
  hash: string,
): Promise<{ rowsDone: number; rejectedBytes: number; counts: ImportCounts }> {
  const fresh = { rowsDone: 0, rejectedBytes: 0, counts: { read: 0, added: 0, changed: 0, unchanged: 0, rejected: 0 } };
  if (request.dryRun) return fresh;
  const store = openStore(request.db, () => request.now);
  const before = await store.importRun.find(kind.name, hash);
  if (before?.state === 'running' && before.rowsDone > 0) {
    const { rejectedBytes, ...counts } = JSON.parse(before.counts) as ImportCounts & { rejectedBytes?: number };
    return { rowsDone: before.rowsDone, rejectedBytes: rejectedBytes ?? 0, counts };
  }
  await store.tx(({ importRun }) => importRun.start(kind.name, hash, request.now));
  return fresh;
}

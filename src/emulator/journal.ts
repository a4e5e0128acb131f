import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type JournalEntry = { kind: string; value: unknown };

/**
 * What survives a restart: an append-only file of facts and, beside it, the time on the clock.
 * A line cut short by a crash is ignored. Without a folder nothing is kept.
 */
export class Journal {
  readonly entries: JournalEntry[];
  /** Epoch milliseconds the clock last showed; undefined on a first start. */
  readonly clockMs: number | undefined;
  #fd: number | undefined;

  constructor(private readonly dir: string | undefined) {
    this.entries = [];
    if (dir === undefined) return;
    mkdirSync(dir, { recursive: true });
    let torn = false;
    if (existsSync(this.#file())) {
      const text = readFileSync(this.#file(), 'utf8');
      torn = text !== '' && !text.endsWith('\n');
      for (const line of text.split('\n')) {
        const entry = parseLine(line);
        if (entry) this.entries.push(entry);
      }
    }
    this.clockMs = latest(readClock(this.#clockFile()), lastMessageMs(this.entries));
    this.#fd = openSync(this.#file(), 'a', 0o600);
    if (torn) writeSync(this.#fd, '\n');
  }

  append(kind: string, value: unknown): void {
    if (this.#fd !== undefined) writeSync(this.#fd, JSON.stringify({ kind, value }) + '\n');
  }

  saveClock(ms: number): void {
    if (this.dir === undefined) return;
    const temporary = this.#clockFile() + '.new';
    writeFileSync(temporary, JSON.stringify({ now: new Date(ms).toISOString() }) + '\n');
    renameSync(temporary, this.#clockFile());
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #file(): string {
    return join(this.dir ?? '', 'emulator.jsonl');
  }

  #clockFile(): string {
    return join(this.dir ?? '', 'emulator-clock.json');
  }
}

function latest(...times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** After a crash the clock's file may be a little behind the newest message. */
function lastMessageMs(entries: JournalEntry[]): number | undefined {
  const last = entries.findLast((entry) => entry.kind === 'message')?.value as { at?: string } | undefined;
  const ms = Date.parse(last?.at ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

function parseLine(line: string): JournalEntry | undefined {
  if (line === '') return undefined;
  try {
    const parsed = JSON.parse(line) as JournalEntry;
    return typeof parsed.kind === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readClock(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const ms = Date.parse((JSON.parse(readFileSync(file, 'utf8')) as { now: string }).now);
    return Number.isNaN(ms) ? undefined : ms;
  } catch {
    return undefined;
  }
}

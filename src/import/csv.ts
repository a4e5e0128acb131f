import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { parse } from 'csv-parse';
import { ImportError } from './kind.js';

/** Cells of one line of the file, as they stand there. */
export interface RawRow {
  line: number;
  cells: string[];
  /** The line itself cannot be read. */
  problem?: string;
}

export interface FileFacts {
  /** SHA-256 of the bytes: the same file again is the same run again. */
  hash: string;
  bytes: number;
  encoding: 'utf-8' | 'gb18030' | 'utf-16le';
  isZip: boolean;
}

/** Rows of a whole chunk are parsed before the first is stored: a larger one only takes memory. */
const CHUNK = 1 << 18;
/** No honest row is longer; an unclosed quote is stopped here. */
const MOST_ROW_BYTES = 1 << 20;

/** Reads the file once: its hash, and whether its bytes are UTF-8; what is not, is GB18030. */
export async function examineFile(file: string): Promise<FileFacts> {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let encoding: FileFacts['encoding'] = 'utf-8';
  let isZip = false;
  let bytes = 0;
  const check = (work: () => unknown) => {
    if (encoding !== 'utf-8') return;
    try {
      work();
    } catch {
      encoding = 'gb18030';
    }
  };
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    if (bytes === 0) {
      isZip = chunk.length >= 4 && chunk.readUInt32LE(0) === 0x04034b50;
      if (chunk.length >= 2 && chunk[0] === 0xff && chunk[1] === 0xfe) encoding = 'utf-16le';
    }
    hash.update(chunk);
    bytes += chunk.length;
    if (!isZip) check(() => utf8.decode(chunk, { stream: true }));
  }
  if (!isZip) check(() => utf8.decode());
  return { hash: hash.digest('hex'), bytes, encoding, isZip };
}

/** Rows of a CSV file, one by one, whatever its size. Fields may be quoted and hold line breaks; a tab may part them. */
export async function* csvRows(file: string, facts: FileFacts, onBytes: (bytes: number) => void): AsyncGenerator<RawRow> {
  const decoder = new TextDecoder(facts.encoding);
  let seen = 0;
  const decode = new Transform({
    decodeStrings: true,
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      onBytes(seen);
      done(null, decoder.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
  const skipped: RawRow[] = [];
  const parser = parse({
    bom: true,
    delimiter: await delimiterOf(file, facts),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: MOST_ROW_BYTES,
    on_skip: (error) => {
      skipped.push({ line: Number(error?.['lines'] ?? 0), cells: [], problem: '这一行的引号不成对，读不出来' });
      return undefined;
    },
  });
  const source = createReadStream(file, { highWaterMark: CHUNK });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(decode).pipe(parser);
  try {
    /** Lines that the parser counted twice: it takes CR LF inside of quotes for two. */
    let twice = 0;
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      let breaks = 0;
      for (const cell of record)
        if (/[\r\n]/.test(cell))
          for (const end of cell.match(/\r\n|\r|\n/g) ?? []) {
            breaks++;
            if (end.length === 2) twice++;
          }
      // The parser tells the last line of a row; a quoted cell may span several.
      const line = info.lines - twice - breaks;
      while (skipped[0] && skipped[0].line < line) yield skipped.shift() as RawRow;
      if (record.some((cell) => cell.trim() !== '')) yield { line, cells: record };
    }
    while (skipped.length > 0) yield skipped.shift() as RawRow;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new ImportError(`文件读不下去：${error.code === 'CSV_MAX_RECORD_SIZE' ? '有一行超过1MB，可能是引号没有成对' : error.message}`);
    throw error;
  } finally {
    source.destroy();
  }
}

/** A tab when the first line has tabs and no commas, as Excel's "Unicode text" has. */
async function delimiterOf(file: string, facts: FileFacts): Promise<string> {
  for await (const chunk of createReadStream(file, { end: 8191 }) as AsyncIterable<Buffer>) {
    const first = new TextDecoder(facts.encoding).decode(chunk).split(/\r|\n/)[0] ?? '';
    return first.includes('\t') && !first.includes(',') ? '\t' : ',';
  }
  return ',';
}

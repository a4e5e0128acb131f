import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { RawRow } from './csv.js';
import { ImportError } from './kind.js';

const MOST_ROWS = 100_000;
const MOST_UNPACKED = 200 * 1024 * 1024;
const WORKER_MIB = 512;
const ROWS_A_MESSAGE = 2000;

const END_RECORD = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * Sum of what a ZIP says its parts unpack to, from its directory, without unpacking.
 * @throws ImportError when it is no readable ZIP.
 */
export function unpackedBytes(file: string): number {
  const fd = openSync(file, 'r');
  try {
    const size = fstatSync(fd).size;
    const tail = Buffer.alloc(Math.min(size, 65_557));
    readSync(fd, tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || tail.readUInt32LE(end) !== END_RECORD || end + 22 > tail.length) throw new ImportError('这个XLSX文件不完整，请重新导出');
    const length = tail.readUInt32LE(end + 12);
    const offset = tail.readUInt32LE(end + 16);
    if (offset + length > size) throw new ImportError('这个XLSX文件不完整，请重新导出');
    const directory = Buffer.alloc(length);
    readSync(fd, directory, 0, length, offset);
    let sum = 0;
    for (let at = 0; at + 46 <= length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
      sum += directory.readUInt32LE(at + 24);
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return sum;
  } finally {
    closeSync(fd);
  }
}

/* Runs in a thread of its own with bounded memory: a file that lies about its size kills the thread, not the process. */
const PARSE = `
const { parentPort, workerData } = require('node:worker_threads');
const { readSheet } = require(workerData.library);
readSheet(workerData.file, { parseNumber: (text) => 'n' + text }).then(
  (rows) => {
    if (rows.length > workerData.most + 1) return parentPort.postMessage({ tooMany: rows.length - 1 });
    for (let i = 0; i < rows.length; i += workerData.step) parentPort.postMessage({ rows: rows.slice(i, i + workerData.step) });
    parentPort.postMessage({ done: true });
  },
  (error) => parentPort.postMessage({ problem: String(error && error.message) }),
);
`;

type Cell = string | boolean | Date | null;
type Message = { rows: Cell[][] } | { tooMany: number } | { problem: string } | { done: true };

/** A cell as it would stand in a CSV. Numbers come marked, so that a text that looks like one stays as typed. */
function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  }
  if (/^n[-+]?[\d.]+(?:[eE][-+]?\d+)?$/.test(cell)) return plainNumber(cell.slice(1));
  return cell;
}

/** A spreadsheet shows 15 digits; the rest is the tail of its binary numbers: 1234.5599999999999 is 1234.56. */
function plainNumber(text: string): string {
  if (/^[-+]?\d{1,17}$/.test(text)) return text;
  const digits = Number(text).toPrecision(15);
  if (!digits.includes('e')) return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  const value = Number(digits);
  return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(10).replace(/\.?0+$/, '');
}

/** Rows of the first sheet, at most 100,000 of them. */
export async function xlsxRows(file: string): Promise<RawRow[]> {
  if (unpackedBytes(file) > MOST_UNPACKED) throw new ImportError('这个XLSX文件解开后超过200MB，请另存为CSV再导入');
  const library = createRequire(import.meta.url).resolve('read-excel-file/node');
  const worker = new Worker(PARSE, {
    eval: true,
    workerData: { file, library, most: MOST_ROWS, step: ROWS_A_MESSAGE },
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MIB },
  });
  try {
    return await new Promise<RawRow[]>((resolve, reject) => {
      const rows: RawRow[] = [];
      worker.on('message', (message: Message) => {
        if ('rows' in message) for (const cells of message.rows) rows.push({ line: rows.length + 1, cells: cells.map(textOf) });
        else if ('tooMany' in message) reject(new ImportError(`XLSX最多${MOST_ROWS}行，这个文件有${message.tooMany}行，请另存为CSV再导入`));
        else if ('problem' in message) reject(new ImportError('这个XLSX文件读不出来，请确认是Excel工作簿，或另存为CSV再导入'));
        else resolve(rows.filter((row) => row.cells.some((cell) => cell.trim() !== '')));
      });
      worker.on('error', () => reject(new ImportError('这个XLSX文件太大，读不完，请另存为CSV再导入')));
      worker.on('exit', () => reject(new ImportError('这个XLSX文件太大，读不完，请另存为CSV再导入')));
    });
  } finally {
    await worker.terminate();
  }
}

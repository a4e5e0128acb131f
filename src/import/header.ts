import type { RawRow } from './csv.js';
import { ImportError, type Column, type FileRow, type ImportKind } from './kind.js';

/** Headers are compared without spaces, width, brackets and capitals: 联络周期（月）= 联络周期(月). */
const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/[\s\uFEFF*_]/g, '')
    .toLowerCase();

/** Columns of a rejected-rows file: it may come back once its rows are put right. */
const OWN_HEADERS = ['行号', '原因'];

export interface Header {
  /** Column of each cell; undefined = unknown. */
  columns: (Column | undefined)[];
  titles: string[];
  unknown: string[];
}

/** @throws ImportError when a key column is missing or one column stands twice. */
export function readHeader(kind: ImportKind, row: RawRow | undefined): Header {
  if (!row) throw new ImportError('文件是空的，第一行应是列名');
  const names = new Map<string, Column>();
  for (const column of kind.columns) for (const name of [column.header, column.key, ...(column.aliases ?? [])]) names.set(plain(name), column);
  const titles = row.cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
  const columns = titles.map((title) => names.get(plain(title)));
  const twice = columns.find((column, i) => column && columns.indexOf(column) !== i);
  if (twice) throw new ImportError(`列「${twice.header}」出现了两次`);
  const missing = kind.columns.filter((column) => column.isKey && !columns.includes(column));
  if (missing.length > 0)
    throw new ImportError(
      `缺少列：${missing.map((column) => column.header).join('、')}。${kind.title}文件的列：${kind.columns.map((column) => column.header).join('、')}`,
    );
  return { columns, titles, unknown: titles.filter((title, i) => !columns[i] && title !== '' && !OWN_HEADERS.includes(title)) };
}

/** What must never reach the database: control characters. Line breaks inside a cell become spaces. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** A cell as it is read: trimmed, and without the quote that a rejected-rows file puts before = + - @. */
function clean(cell: string): string {
  const one = cell
    .replace(CONTROL, '')
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
  return /^'[=+\-@]/.test(one) ? one.slice(1) : one;
}

/** The row's fields, or in Chinese why it cannot be taken. Every problem of the row is told. */
export function readRow(header: Header, raw: RawRow): FileRow | { rejected: string } {
  if (raw.problem !== undefined) return { rejected: raw.problem };
  const surplus = raw.cells.slice(header.columns.length).some((cell) => cell.trim() !== '');
  if (surplus) return { rejected: `这一行有${raw.cells.length}格，列名只有${header.columns.length}个` };
  const fields: Record<string, unknown> = {};
  const problems: string[] = [];
  header.columns.forEach((column, i) => {
    if (!column) return;
    const cell = clean(raw.cells[i] ?? '');
    if (cell === '') {
      if (column.isKey) problems.push(`${column.header}是空的`);
      return;
    }
    const read = column.read(cell);
    if ('problem' in read) problems.push(`${column.header}：${read.problem}`);
    else fields[column.key] = read.value;
  });
  return problems.length > 0 ? { rejected: problems.join('；') } : { line: raw.line, fields };
}

import { closeSync, existsSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';

/** A cell that a spreadsheet would run as a formula is quoted; so is what holds the separator. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/**
 * The file of rejected rows beside the imported one: line, reason, and the row as it was. It opens in a spreadsheet (UTF-8
 * with mark), and can be imported again once corrected.
 */
export function rejectedRows(file: string, titles: readonly string[], keepBytes: number) {
  const name = `${file}.rejected.csv`;
  let fd: number | undefined;
  let bytes = keepBytes;
  if (keepBytes === 0) rmSync(name, { force: true });
  else if (existsSync(name)) {
    fd = openSync(name, 'r+');
    ftruncateSync(fd, keepBytes);
  } else bytes = 0;

  const write = (text: string) => {
    fd ??= openSync(name, 'w+');
    if (bytes === 0) bytes = writeSync(fd, `\uFEFF${csvLine(['行号', '原因', ...titles])}`, 0);
    bytes += writeSync(fd, text, bytes);
  };
  return {
    add: (rows: readonly { line: number; reason: string; cells: readonly string[] }[]) => {
      if (rows.length > 0) write(rows.map((row) => csvLine([String(row.line), row.reason, ...row.cells])).join(''));
    },
    /** How much of the file belongs to committed slices. */
    bytes: () => bytes,
    /** null when no row was rejected. */
    file: () => (bytes > 0 ? name : null),
    close: () => {
      if (fd !== undefined) closeSync(fd);
    },
  };
}

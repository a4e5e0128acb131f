import { writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { Db } from '../../src/store/db/index.js';
import { runImport } from '../../src/import/index.js';
import { unpackedBytes } from '../../src/import/xlsx.js';
import { AT, openBank } from '../store/bank.js';
import { ORGS, counts, fileOf, importText } from './files.js';

let db: Db;
beforeAll(async () => {
  ({ db } = await openBank());
  await importText(db, 'orgs', ORGS);
});
afterAll(() => db.close());

const nameOf = async (clientNo: string) => (await db.get<{ name: string }>('SELECT name FROM Client WHERE clientNo = ?', [clientNo]))?.name;

/** GB18030 bytes of a text, by the system's own converter. */
function gb18030(text: string): Uint8Array {
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text });
}

test('UTF-8 with and without a mark', async () => {
  expect(counts(await importText(db, 'clients', '\uFEFF客户号,姓名,机构号\nU1,刘䶮,1001\n'))).toEqual([1, 1, 0, 0, 0]);
  expect(await nameOf('U1')).toBe('刘䶮');
});

test('GB18030, rare characters of four bytes included', async () => {
  expect(counts(await importText(db, 'clients', gb18030('客户号,姓名,机构号\nG1,陈𬱖,1001\nG2,刘䶮,1001\nG3,张伟,1001\n')))).toEqual([3, 3, 0, 0, 0]);
  expect(await Promise.all(['G1', 'G2', 'G3'].map(nameOf))).toEqual(['陈𬱖', '刘䶮', '张伟']);
});

test('UTF-16 with tabs, as a spreadsheet saves "Unicode text"', async () => {
  const bytes = Buffer.from('\uFEFF客户号\t姓名\t机构号\r\nW1\t孙喆\t1001\r\n', 'utf16le');
  expect(counts(await importText(db, 'clients', bytes))).toEqual([1, 1, 0, 0, 0]);
  expect(await nameOf('W1')).toBe('孙喆');
});

test('quotes, line breaks inside a cell, Windows and old Mac line ends, empty lines', async () => {
  const result = await importText(db, 'clients', '客户号,姓名,机构号,标签\r\nQ1,"王,""小""二",1001,"一;\r\n二"\r\n\r\n,,,\r\nQ2,李四,9999,\r\n');
  expect(counts(result)).toEqual([2, 1, 0, 0, 1]);
  expect(await nameOf('Q1')).toBe('王,"小"二');
  expect(result.firstRejected).toMatchObject([{ line: 6 }]);
  expect(await db.get('SELECT tags FROM Client WHERE clientNo = ?', ['Q1'])).toMatchObject({ tags: '["一","二"]' });
  expect(counts(await importText(db, 'clients', '客户号,姓名,机构号\rR1,旧,1001\rR2,旧,1001\r'))).toEqual([2, 2, 0, 0, 0]);
});

test('a stray quote is part of the name; rows with too many cells, and what an unclosed quote swallows, are turned away', async () => {
  const result = await importText(db, 'clients', '客户号,姓名,机构号\nS1,王"二,1001\nS2,张三,1001\nS3,张,三,1001\nS4,短\nS5,"开,1001\nS6,吞,1001\n');
  expect(counts(result)).toEqual([5, 2, 0, 0, 3]);
  expect(await Promise.all(['S1', 'S2', 'S6'].map(nameOf))).toEqual(['王"二', '张三', undefined]);
  expect(result.firstRejected.map((one) => one.line).slice(0, 2)).toEqual([4, 5]);
});

test('XLSX: texts, numbers, dates', async () => {
  const cell = (value: string | number | Date, extra = {}) => ({ value, ...extra });
  const rows = [
    ['客户号', '姓名', '机构号', '出生日期', '手机号', '联络周期(月)'].map((value) => cell(value)),
    [cell('X1'), cell('上官云'), cell('1001'), cell(new Date(Date.UTC(1980, 4, 12)), { format: 'yyyy-mm-dd' }), cell(13_800_001_234), cell(2)],
    [cell('007'), cell('尉迟宁'), cell(1001), cell('农历八月十五'), cell('138 0000 9999'), cell('')],
    [cell('X3'), cell('无'), cell('9999'), cell(''), cell(''), cell('')],
  ];
  const file = fileOf('', 'book.xlsx');
  writeFileSync(file, await writeXlsxFile(rows as never, {} as never).toBuffer());
  const result = await runImport({ db, kind: 'clients', file, now: AT });
  expect(counts(result)).toEqual([3, 2, 0, 0, 1]);
  expect(result.firstRejected).toEqual([{ line: 4, reason: '没有机构号「9999」' }]);
  expect(await db.get('SELECT * FROM Client WHERE clientNo = ?', ['X1'])).toMatchObject({
    name: '上官云',
    birthOn: '1980-05-12',
    mobile: '13800001234',
    cadenceMonths: 2,
  });
  expect(await db.get('SELECT * FROM Client WHERE clientNo = ?', ['007'])).toMatchObject({
    name: '尉迟宁',
    birthKey: '08-15',
    birthCalendar: 'lunar',
    mobile: '13800009999',
  });
});

test('XLSX: amounts are exact although the file holds binary numbers', async () => {
  await importText(db, 'clients', '客户号,姓名,机构号\nA1,甲,1001\n');
  const cell = (value: string | number) => ({ value });
  const file = fileOf('', 'money.xlsx');
  const rows = [
    ['客户号', '日期', '管理资产'].map(cell),
    [cell('A1'), cell('2026-11-22'), cell(1234.56)],
    [cell('A1'), cell('2026-11-21'), cell(0.1 + 0.2)],
    [cell('A1'), cell('2026-11-20'), cell(123_456_789_012.34)],
  ];
  writeFileSync(file, await writeXlsxFile(rows as never, {} as never).toBuffer());
  expect(counts(await runImport({ db, kind: 'balances', file, now: AT }))).toEqual([3, 3, 0, 0, 0]);
  expect((await db.all<{ aumFen: number }>('SELECT aumFen FROM Balance ORDER BY onDate')).map((row) => row.aumFen)).toEqual([
    12_345_678_901_234, 30, 123_456,
  ]);
});

test('a workbook that would unpack to too much, or is none, is refused before it is opened', async () => {
  const zip = (unpacked: number) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(unpacked, 24);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt32LE(46, 12);
    end.writeUInt32LE(4, 16);
    return Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), entry, end]);
  };
  const bomb = fileOf(zip(1_400_000_000), 'bomb.xlsx');
  expect(unpackedBytes(bomb)).toBe(1_400_000_000);
  await expect(runImport({ db, kind: 'clients', file: bomb, now: AT })).rejects.toThrow('超过200MB');
  await expect(runImport({ db, kind: 'clients', file: fileOf(zip(10), 'none.xlsx'), now: AT })).rejects.toThrow('读不出来');
  await expect(runImport({ db, kind: 'clients', file: fileOf(Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2]), 'cut.xlsx'), now: AT })).rejects.toThrow(
    '不完整',
  );
  await expect(runImport({ db, kind: 'clients', file: fileOf('', 'x').replace(/x$/, 'nowhere.csv'), now: AT })).rejects.toThrow('没有这个文件');
});

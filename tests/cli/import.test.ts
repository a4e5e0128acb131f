import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../helpers/cli.js';

const data = mkdtempSync(path.join(tmpdir(), 'caiban-import-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const file = path.join(data, '机构 一.csv');
const take = (...args: string[]) => runCli(['import', 'orgs', file, '--data', data, ...args]);

test('counts what a file did, and the same file again changes nothing', async () => {
  writeFileSync(file, '\uFEFF机构号,机构名称,上级机构号,级别,备注\n001,苏州分行,,分行,x\n0012,园区支行,001,支行,\n0013,新区支行,009,支行,\n');
  const dry = await take('--json', '--dry-run');
  expect(dry.code, dry.stderr).toBe(0);
  expect(JSON.parse(dry.stdout)).toMatchObject({ read: 3, added: 2, rejected: 1, rejectedFile: null });
  const first = await take('--json');
  expect(first.code, first.stderr).toBe(0);
  expect(JSON.parse(first.stdout)).toEqual({ read: 3, added: 2, changed: 0, unchanged: 0, rejected: 1, rejectedFile: `${file}.rejected.csv` });
  expect(first.stderr).toContain('备注');
  expect(readFileSync(`${file}.rejected.csv`, 'utf8')).toContain('新区支行');
  const again = await take('--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ read: 3, added: 0, changed: 0, unchanged: 2, rejected: 1 });
  expect((await take()).stdout).toContain('读了3行');
});

test.each([
  ['a kind there is not', ['import', 'nosuch', file], 2],
  ['a file there is not', ['import', 'orgs', path.join(data, 'absent.csv')], 1],
  ['no file', ['import', 'orgs'], 2],
])('%s is refused with the reason', async (_what, args, code) => {
  const result = await runCli([...args, '--data', data]);
  expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: '' });
  expect(result.stderr).toMatch(/[\u4e00-\u9fff]/);
  expect(result.stderr).not.toContain('    at ');
  expect(existsSync(path.join(data, 'absent.csv.rejected.csv'))).toBe(false);
});

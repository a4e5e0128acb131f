import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.js';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'caiban-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const lockModule = pathToFileURL(path.join(projectRoot, 'scripts/lock.mjs')).href;

/** A process that notes when it enters and leaves. */
const worker = (lock: string, notes: string, ms: number) =>
  run(process.execPath, [
    '--input-type=module',
    '-e',
    `import { appendFileSync } from 'node:fs';
     import { withLock } from ${JSON.stringify(lockModule)};
     await withLock(${JSON.stringify(lock)}, async () => {
       appendFileSync(${JSON.stringify(notes)}, 'in ');
       await new Promise((resolve) => setTimeout(resolve, ${ms}));
       appendFileSync(${JSON.stringify(notes)}, 'out ');
     });`,
  ]);

test('of processes that start together, one works at a time', async () => {
  const lock = path.join(folder, 'a.lock');
  const notes = path.join(folder, 'a.txt');
  await Promise.all(Array.from({ length: 6 }, () => worker(lock, notes, 30)));
  expect(readFileSync(notes, 'utf8')).toBe('in out '.repeat(6));
  expect(existsSync(lock)).toBe(false);
});

test.each([
  ['a process that died', `${hostname()} 999999999 x`, 0],
  ['another machine, silent for long', 'elsewhere 1 x', 60_000],
])('is taken over from %s', async (_who, owner, ageMs) => {
  const lock = path.join(folder, `${ageMs}.lock`);
  const notes = path.join(folder, `${ageMs}.txt`);
  mkdirSync(lock);
  writeFileSync(path.join(lock, 'owner'), owner);
  const at = new Date(Date.now() - ageMs);
  utimesSync(lock, at, at);
  await Promise.all([worker(lock, notes, 20), worker(lock, notes, 20)]);
  expect(readFileSync(notes, 'utf8')).toBe('in out in out ');
});

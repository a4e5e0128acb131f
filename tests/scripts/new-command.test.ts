import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.js';

const run = promisify(execFile);
const copy = mkdtempSync(path.join(tmpdir(), 'caiban-scaffold-'));
const COPIED = [
  'src',
  'templates',
  'scripts',
  'prisma',
  'docs',
  'tests/helpers',
  'tests/conventions',
  'README.md',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
  '.env.example',
];

/** Every file with its text. */
function contents(): Map<string, string> {
  const files = readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(copy, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !/^(node_modules|dist|\.cache|src\/generated)\//.test(file));
  return new Map(files.map((file) => [file, readFileSync(path.join(copy, file), 'utf8')]));
}

const scaffold = (...args: string[]) => run(process.execPath, ['scripts/new-command.mjs', ...args], { cwd: copy });

beforeAll(() => {
  for (const name of COPIED) cpSync(path.join(projectRoot, name), path.join(copy, name), { recursive: true });
  mkdirSync(path.join(copy, 'tests/commands'), { recursive: true });
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a command is three new files; generated ones are renewed, no other is touched, and it answers', { timeout: 180_000 }, async () => {
  const before = contents();
  await scaffold('parking-space', '停车位', '看网点还有几个停车位');
  const after = contents();
  const added = [...after.keys()].filter((file) => !before.has(file));
  const changed = [...after].filter(([file, text]) => before.has(file) && before.get(file) !== text).map(([file]) => file);
  expect(added.sort()).toEqual(['src/commands/parking-space.ts', 'templates/chat/parking-space.hbs', 'tests/commands/parking-space.test.ts']);
  expect(changed.sort()).toEqual(['README.md', 'docs/commands.md', 'docs/manual.zh-CN.md', 'src/commands/index.ts']);

  const vitest = path.join(projectRoot, 'node_modules/vitest/vitest.mjs');
  const { stdout } = await run(
    process.execPath,
    [
      vitest,
      'run',
      '--root',
      copy,
      'tests/commands/parking-space.test.ts',
      'tests/conventions/every-command.test.ts',
      '-t',
      'parking-space|停车位|fresh|no word',
    ],
    { cwd: copy, env: { ...process.env, NO_COLOR: '1' } },
  );
  expect(stdout).toMatch(/Test Files\s+2 passed/);
});

test.each([
  [['Parking', '停', '看'], 'name'],
  [['client', '停', '看'], 'exists'],
  [['parking-lot', 'park', '看'], 'alias'],
  [['parking-lot', '查', '看'], 'belongs to'],
])('%j is refused and writes nothing', async (args, reason) => {
  const before = [...contents().keys()];
  await expect(scaffold(...args)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(reason) as unknown });
  expect([...contents().keys()]).toEqual(before);
  expect(existsSync(path.join(copy, 'src/commands/parking-lot.ts'))).toBe(false);
});

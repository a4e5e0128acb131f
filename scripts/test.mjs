// npm test: everything, from a fresh checkout. Arguments go to vitest, and then only vitest runs: npm test -- tests/cli
// npm run check: the same, and the formatting.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { startCluster } from './postgres.mjs';
import { PrepareError, prepare, root } from './prepare.mjs';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
];
const APT = ['apt-get update', 'apt-get install -y --no-install-recommends chromium fonts-noto-cjk'];

const checksFormat = process.argv.includes('--format');
const filters = process.argv.slice(2).filter((arg) => arg !== '--format');
const say = (text) => process.stderr.write(`${text}\n`);

try {
  await prepare({ development: true });
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  say(`caiban: ${error.message}`);
  process.exit(1);
}

const browser = findBrowser() ?? installBrowser();
if (!browser) {
  say(
    `The browser tests need Chromium. Install it with:\n  sudo sh -c '${APT.join(' && ')}'\nor set CHROME_PATH to an installed one, then run npm test again.`,
  );
  process.exit(1);
}

if (filters.length === 0) {
  await step('types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);
  await step('lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.']);
  if (checksFormat) await step('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']);
}

const given = process.env.TEST_PG_URL;
const cluster = given ? { url: given } : await startCluster();
const postgres = cluster.url ? `PostgreSQL: ${given ? 'TEST_PG_URL' : 'a temporary server'}` : `PostgreSQL suites do not run: ${cluster.reason}`;
say(postgres);
const code = await node(['node_modules/vitest/vitest.mjs', 'run', ...filters], {
  CHROME_PATH: browser,
  ...(cluster.url ? { TEST_PG_URL: cluster.url } : { TEST_PG_REASON: cluster.reason }),
});
await cluster.stop?.();
if (!cluster.url) say(postgres);
process.exit(code);

async function step(name, args) {
  const started = performance.now();
  const status = await node(args);
  if (status !== 0) {
    say(`${name}: failed`);
    process.exit(status);
  }
  say(`${name}: ok, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function node(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    // Ctrl-C reaches the child by itself; this process only waits, so that what it started is cleaned up.
    const wait = () => {};
    process.on('SIGINT', wait);
    child.once('exit', (status, signal) => {
      process.removeListener('SIGINT', wait);
      resolve(signal ? 130 : (status ?? 1));
    });
  });
}

function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) return isProgram(named) ? named : undefined;
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...PLACES];
  const names = [...BROWSERS, 'Google Chrome', 'Chromium'];
  return names.flatMap((name) => folders.map((dir) => path.join(dir, name))).find(isProgram);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installBrowser() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || process.env.CHROME_PATH) return undefined;
  say('installing Chromium with apt (once) …');
  for (const line of APT) {
    const [command, ...args] = line.split(' ');
    const run = spawnSync(command, args, { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    if (run.status !== 0) return undefined;
  }
  return findBrowser();
}

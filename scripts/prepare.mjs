// Makes a checkout ready to run: packages, database clients, dist/. Plain Node, so that it works before anything is
// installed; a few milliseconds when nothing changed. Everything it says goes to stderr (docs/decisions/0002-build.md).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withLock } from './lock.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);

const OLDEST_NODE = [20, 19];
const PACKAGES_STAMP = at('node_modules', '.caiban', 'packages');
const CLIENTS_STAMP = at('src', 'generated', '.stamp');
const BUILD_STAMP = at('dist', '.stamp');

/** Installs, generates and builds what is out of date. Throws a PrepareError with one sentence when a step fails. */
export async function prepare({ development = false } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    throw new PrepareError(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  if (isReady(development)) return;
  await withLock(at('.cache', 'prepare.lock'), async () => {
    const packages = packagesStamp();
    if (!hasPackages(packages, development)) {
      say('installing packages (once, about a minute) …');
      await install();
      write(PACKAGES_STAMP, packages);
    }
    if (read(CLIENTS_STAMP) !== clientsStamp()) {
      say('generating the database clients …');
      await run(process.execPath, [at('scripts', 'generate.mjs')], 'Prisma could not generate its clients.', { stdio: ['ignore', 'pipe', 'pipe'] });
      write(CLIENTS_STAMP, clientsStamp());
    }
    const sources = listSources();
    const build = buildStamp(sources);
    if (read(BUILD_STAMP) !== build) {
      await buildDist(sources);
      write(BUILD_STAMP, build);
    }
  });
}

export class PrepareError extends Error {}

function isReady(development) {
  return hasPackages(packagesStamp(), development) && read(CLIENTS_STAMP) === clientsStamp() && read(BUILD_STAMP) === buildStamp(listSources());
}

// --- packages

const packagesStamp = () => digest(readFileSync(at('package-lock.json')));

/** A tree somebody else installed (an image, a CI cache, `npm ci --omit=dev`) counts when it holds what the lock file names. */
function hasPackages(stamp, development) {
  const known = read(PACKAGES_STAMP);
  if (known === stamp || (!development && known === `${stamp} runtime`)) return true;
  const installed = readJson(at('node_modules', '.package-lock.json'))?.packages;
  if (!installed) return false;
  const wanted = Object.entries(readJson(at('package-lock.json')).packages).filter(
    ([name, entry]) => name !== '' && !entry.optional && !entry.devOptional,
  );
  const lacks = (entries) => entries.some(([name, entry]) => installed[name]?.version !== entry.version);
  if (lacks(wanted.filter(([, entry]) => development || !entry.dev))) return false;
  const complete = development || !lacks(wanted.filter(([, entry]) => entry.dev));
  write(PACKAGES_STAMP, complete ? stamp : `${stamp} runtime`);
  return true;
}

async function install() {
  const env = { ...process.env };
  // npm wants a cache it may write; a service account's home often is not.
  if (!isWritable(env.npm_config_cache ?? path.join(homedir(), '.npm'))) env.npm_config_cache = at('.cache', 'npm');
  const args = ['ci', '--include=dev', '--loglevel=error', '--no-progress'];
  const [command, first] = npmCommand();
  await run(command, [...first, ...args], 'npm ci failed: is the package registry reachable?', {
    env,
    shell: process.platform === 'win32' && first.length === 0,
  });
}

/** The npm that started us, else the one beside this Node, else the one on the path. */
function npmCommand() {
  const started = process.env.npm_execpath;
  if (started && /npm-cli\.js$/.test(started) && existsSync(started)) return [process.execPath, [started]];
  const beside = path.join(path.dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(beside)) return [process.execPath, [beside]];
  return ['npm', []];
}

function isWritable(dir) {
  for (let place = dir; ; place = path.dirname(place)) {
    if (existsSync(place)) {
      try {
        accessSync(place, constants.W_OK);
        return true;
      } catch {
        return false;
      }
    }
    if (place === path.dirname(place)) return false;
  }
}

// --- Prisma's clients

function clientsStamp() {
  const files = walk('prisma').filter((file) => file.endsWith('.prisma'));
  return digest(packagesStamp(), ...files.flatMap((file) => [file, readFileSync(at(file))]));
}

// --- dist/

const isCode = (file) => file.endsWith('.ts') && !file.endsWith('.d.ts');
const listSources = () => walk('src').filter((file) => !path.basename(file).startsWith('.'));

function buildStamp(sources) {
  const parts = sources.map((file) => {
    const { size, mtimeMs } = statSync(at(file));
    return `${file} ${size} ${mtimeMs}`;
  });
  return digest(packagesStamp(), readFileSync(fileURLToPath(import.meta.url)), parts.join('\n'));
}

const outputOf = (file) => path.join('dist', path.relative('src', isCode(file) ? file.replace(/\.ts$/, '.js') : file));

/** Each source becomes one file of the same name: no bundle, so that files beside the code and stack traces keep their places. */
async function buildDist(sources) {
  const { build } = await import(pathToFileURL(at('node_modules', 'esbuild', 'lib', 'main.js')).href);
  const code = sources.filter(isCode);
  let result;
  try {
    result = await build({
      absWorkingDir: root,
      entryPoints: code.map((file) => file.split(path.sep).join('/')),
      outbase: 'src',
      outdir: 'dist',
      bundle: false,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      sourcemap: 'inline',
      sourcesContent: false,
      charset: 'utf8',
      logLevel: 'silent',
    });
  } catch (error) {
    const first = error.errors?.[0];
    const where = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
    throw new PrepareError(`the build failed: ${where}${first?.text ?? error.message}`);
  }
  for (const { path: file, contents } of result.outputFiles) writeChanged(file, Buffer.from(contents));
  for (const file of sources.filter((name) => !isCode(name))) writeChanged(at(outputOf(file)), readFileSync(at(file)));
  const wanted = new Set(sources.map(outputOf));
  for (const file of existsSync(at('dist')) ? walk('dist') : [])
    if (!wanted.has(file) && file !== path.relative(root, BUILD_STAMP)) rmSync(at(file), { force: true });
}

function writeChanged(file, contents) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  write(file, contents);
}

// --- small things

const say = (text) => process.stderr.write(`caiban: ${text}\n`);

/** Output goes to stderr; with pipes it is shown only when the command fails. */
function run(command, args, failure, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
    // Asked to stop: so is what was started, else it would go on alone.
    let stopped = false;
    const stop = (signal) => {
      stopped = true;
      child.kill(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
    child.on('error', (error) => reject(new PrepareError(`${failure} (${error.message})`)));
    child.on('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, stop);
      if (stopped) process.exit(130);
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(said));
      reject(new PrepareError(failure));
    });
  });
}

/** Every file below a folder, relative to the project, sorted. */
function walk(folder) {
  const files = [];
  for (const entry of readdirSync(at(folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...walk(name));
    else if (entry.isFile()) files.push(name);
  }
  return files.sort();
}

function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another process may be reading. */
function write(file, contents) {
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, contents);
  renameSync(part, file);
}

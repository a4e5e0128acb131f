// One process at a time, across processes, with nothing but a folder: mkdir succeeds for exactly one of them.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const HEARTBEAT_MS = 2000;
const STALE_MS = 30_000;
const POLL_MS = 100;

/** Runs `work` while holding the folder `dir`; waits for others, and takes over from one that died. */
export async function withLock(dir, work) {
  mkdirSync(path.dirname(dir), { recursive: true });
  const token = `${hostname()} ${process.pid} ${randomUUID()}`;
  while (!take(dir, token)) {
    if (isStale(dir)) discard(dir);
    await pause(POLL_MS);
  }
  const heartbeat = setInterval(() => {
    try {
      utimesSync(dir, new Date(), new Date());
    } catch {
      // Taken over while this process was suspended: `work` is safe to do twice, and the end checks the token.
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const release = () => {
    if (owner(dir) === token) rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.removeListener('exit', release);
    release();
  }
}

function take(dir, token) {
  try {
    mkdirSync(dir);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(path.join(dir, 'owner'), token);
  return true;
}

function owner(dir) {
  try {
    return readFileSync(path.join(dir, 'owner'), 'utf8');
  } catch {
    return undefined;
  }
}

function isStale(dir) {
  let age;
  try {
    age = Date.now() - statSync(dir).mtimeMs;
  } catch {
    return false; // just released
  }
  if (age > STALE_MS) return true;
  const [host, pid] = (owner(dir) ?? '').split(' ');
  return host === hostname() && !isAlive(Number(pid));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Renaming first: of several that find it stale, one wins, and a lock taken since then is not removed half way. */
function discard(dir) {
  const aside = `${dir}.${randomUUID()}`;
  try {
    renameSync(dir, aside);
  } catch {
    return;
  }
  rmSync(aside, { recursive: true, force: true });
}

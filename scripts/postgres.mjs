// A PostgreSQL of its own for one test run: a temporary cluster from the server programs on this machine.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, chownSync, constants, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const READY_WITHIN_MS = 20_000;

/** Starts a cluster: `{ url, stop }`, or `{ reason }` saying why there is none. */
export async function startCluster() {
  const bin = serverPrograms();
  if (!bin) return { reason: 'no PostgreSQL server on this machine and TEST_PG_URL is not set' };
  const account = serverAccount();
  if (!account) return { reason: 'PostgreSQL refuses to run as root and there is no user postgres; set TEST_PG_URL' };
  const dir = mkdtempSync(path.join(tmpdir(), 'caiban-pg-'));
  if (account.uid !== undefined) chownSync(dir, account.uid, account.gid);
  const clean = () => rmSync(dir, { recursive: true, force: true });
  const data = path.join(dir, 'data');
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const options = { cwd: dir, ...account };
  const init = spawnSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'caiban', '-A', 'trust', '-E', 'UTF8', `--locale=${locale}`, '--no-sync'], {
    ...options,
    encoding: 'utf8',
  });
  if (init.status !== 0) {
    clean();
    return { reason: `initdb failed: ${(init.stderr || String(init.error)).trim().split('\n').at(-1)}` };
  }
  const port = await freePort();
  const server = spawn(
    path.join(bin, 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-k',
      dir,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'fsync=off',
      '-c',
      'log_min_messages=fatal',
      '-c',
      'timezone=UTC',
    ],
    { ...options, stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const killed = () => {
    server.kill('SIGQUIT');
    clean();
  };
  process.once('exit', killed);
  const stop = async () => {
    process.removeListener('exit', killed);
    server.kill('SIGINT');
    await ended;
    clean();
  };
  const until = Date.now() + READY_WITHIN_MS;
  while (spawnSync(path.join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status !== 0) {
    if (server.exitCode !== null || Date.now() > until) {
      await stop();
      return { reason: 'the temporary PostgreSQL did not start' };
    }
    await pause(100);
  }
  return { url: `postgresql://caiban@127.0.0.1:${port}/postgres`, stop };
}

/** The folder of initdb and postgres, newest version first. */
function serverPrograms() {
  const folders = [];
  for (const parent of ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt']) {
    if (!existsSync(parent)) continue;
    const versions = readdirSync(parent).filter((name) => /^(postgresql@?)?\d*$/.test(name));
    versions.sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')));
    folders.push(...versions.map((name) => path.join(parent, name, 'bin')));
  }
  folders.push(...(process.env.PATH ?? '').split(path.delimiter));
  return folders.find((dir) => ['initdb', 'postgres', 'pg_isready'].every((name) => isProgram(path.join(dir, name))));
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL refuses to run as root: then its own user does. */
function serverAccount() {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

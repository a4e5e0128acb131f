import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { projectRoot } from './index.js';
import { fileOf, isPostgres } from './url.js';

type ToolEnv = Readonly<Record<string, string | undefined>>;

/** A copy that cannot be made or put back; the text is for the operator, in Chinese. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/**
 * Copies the database as it stands at one instant, while a service runs on it.
 * @param url of a database that exists. @param target must not exist yet; appears only when complete.
 * @param env for PostgreSQL's tools.
 */
export async function backupDatabase(url: string, target: string, env: ToolEnv): Promise<{ bytes: number }> {
  if (existsSync(target)) throw new BackupError(`${target} 已存在，换一个文件名。`);
  mkdirSync(path.dirname(target), { recursive: true });
  const part = `${target}.part`;
  rmSync(part, { force: true });
  try {
    if (isPostgres(url)) await runTool('pg_dump', url, env, ['--format=custom', '--no-owner', `--file=${part}`]);
    else vacuumInto(fileOf(url), part);
    chmodSync(part, 0o600); // it holds client data
    renameSync(part, target);
  } finally {
    rmSync(part, { force: true });
  }
  return { bytes: statSync(target).size };
}

/**
 * Puts a copy in the place of the database. The service must be stopped.
 * @returns where the database that stood there before was kept; absent when there was none.
 */
export async function restoreDatabase(url: string, source: string, stamp: string, env: ToolEnv): Promise<{ kept?: string }> {
  if (!existsSync(source)) throw new BackupError(`没有这个文件：${source}`);
  if (isPostgres(url)) {
    await runTool('pg_restore', url, env, ['--clean', '--if-exists', '--no-owner', '--single-transaction', '--exit-on-error', source]);
    return {};
  }
  const file = fileOf(url);
  checkSqliteCopy(source);
  mkdirSync(path.dirname(file), { recursive: true });
  const kept = existsSync(file) ? `${file}.before-${stamp}` : undefined;
  if (kept) becomeOnlyUser(file);
  const part = `${file}.part`;
  copyFileSync(source, part);
  chmodSync(part, 0o600);
  if (kept) renameSync(file, kept);
  for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true });
  renameSync(part, file);
  return kept ? { kept } : {};
}

function vacuumInto(file: string, target: string): void {
  if (!existsSync(file)) throw new BackupError(`没有数据库：${file}`);
  const db = new Database(file, { timeout: 30_000 });
  try {
    db.prepare('VACUUM INTO ?').run([target]);
  } finally {
    db.close();
  }
}

function checkSqliteCopy(source: string): void {
  let applied: string[];
  try {
    const db = new Database(source, { readonly: true });
    try {
      const [check] = db.prepare('PRAGMA quick_check').all() as { quick_check: string }[];
      if (check?.quick_check !== 'ok') throw new BackupError(`${source} 已损坏：${check?.quick_check ?? ''}`);
      const rows = db.prepare('SELECT migration_name AS name FROM _prisma_migrations').all() as { name: string }[];
      applied = rows.map((row) => row.name);
    } finally {
      db.close();
    }
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError(`${source} 不是财伴的备份。`);
  }
  const known = new Set(readdirSync(path.join(projectRoot, 'prisma', 'sqlite', 'migrations')));
  const newer = applied.filter((name) => !known.has(name));
  if (newer.length > 0) throw new BackupError(`${source} 来自更新的版本（${newer.join('、')}），先升级再恢复。`);
}

/** Leaving WAL needs the file alone: fails while any other connection, a running service above all, is open. */
function becomeOnlyUser(file: string): void {
  const db = new Database(file, { timeout: 1000 });
  try {
    const [mode] = db.prepare('PRAGMA journal_mode=DELETE').all() as { journal_mode: string }[];
    if (mode?.journal_mode !== 'delete') throw new Error('in use');
  } catch (error) {
    throw new BackupError(`${file} 正在使用，先停止服务再恢复。`, { cause: error });
  } finally {
    db.close();
  }
}

async function runTool(name: 'pg_dump' | 'pg_restore', url: string, env: ToolEnv, args: string[]): Promise<void> {
  const said: Buffer[] = [];
  // The password goes through the tool's environment, where no list of processes shows it.
  const { address, password } = withoutPassword(url);
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(name, [`--dbname=${address}`, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...env, ...(password === '' ? {} : { PGPASSWORD: password }) },
    });
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new BackupError(`本机没有 ${name}。安装 PostgreSQL 客户端工具，或用数据库自己的备份。`) : error);
    });
    child.once('close', resolve);
  });
  if (code !== 0) throw new BackupError(`${name} 失败：${Buffer.concat(said).toString('utf8').trim().split('\n').at(-1) ?? ''}`);
}

function withoutPassword(url: string): { address: string; password: string } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = '';
  return { address: parsed.toString(), password };
}

import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { BackupError, backupDatabase, restoreDatabase } from '../../src/store/db/backup.js';
import { projectRoot } from '../../src/config.js';
import { openDb, type Db } from '../../src/store/db/index.js';
import { runCli } from '../helpers/cli.js';
import { postgresTitle, startPostgres } from '../helpers/postgres.js';

const folder = mkdtempSync(path.join(tmpdir(), 'caiban-backup-'));
const postgres = await startPostgres();
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await postgres.stop?.();
});
const run = promisify(execFile);
const place = (name: string) => path.join(folder, name);

const write = (db: Db, n: number) =>
  db.tx(async (tx) => {
    await tx.run('INSERT INTO Counter(name, value) VALUES (?, ?)', [`a${n}`, n]);
    await tx.run('INSERT INTO Counter(name, value) VALUES (?, ?)', [`b${n}`, n]);
  });
/** The driver lets go of a closed file only when its memory is collected, so what must be closed is opened elsewhere. */
async function inAnotherProcess(file: string, n: number): Promise<void> {
  const script = `const db = new (require('libsql'))(${JSON.stringify(file)}); for (const c of ['a', 'b']) db.prepare('INSERT INTO Counter(name, value) VALUES (?, 0)').run([c + ${n}]); db.close();`;
  await run(process.execPath, ['-e', script], { cwd: projectRoot });
}
const names = async (url: string) => {
  const db = await openDb(url);
  const rows = await db.all<{ name: string }>('SELECT name FROM Counter ORDER BY name');
  await db.close();
  return rows.map((row) => row.name);
};

describe('SQLite', () => {
  test('a copy made while somebody writes is whole: both halves of every transaction, or none', async () => {
    const url = `file:${place('busy.db')}`;
    const db = await openDb(url);
    await write(db, 0);
    let going = true;
    let written = 0;
    const writing = (async () => {
      while (going) {
        await write(db, ++written);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let round = 0; round < 3; round++) {
      const copy = place(`busy-${round}.bak`);
      await backupDatabase(url, copy, {});
      const kept = await names(`file:${copy}`);
      expect(kept).toContain('b0');
      expect(kept.filter((name) => name.startsWith('a')).map((name) => name.slice(1))).toEqual(
        kept.filter((name) => name.startsWith('b')).map((name) => name.slice(1)),
      );
    }
    going = false;
    await writing;
    await db.close();
    expect(written).toBeGreaterThan(0);
  });

  test('holds client data, so only its owner may read it; an existing file is never overwritten', async () => {
    const url = `file:${place('mode.db')}`;
    await (await openDb(url)).close();
    await backupDatabase(url, place('mode.bak'), {});
    expect(statSync(place('mode.bak')).mode & 0o777).toBe(0o600);
    await expect(backupDatabase(url, place('mode.bak'), {})).rejects.toThrow(BackupError);
    await expect(backupDatabase(`file:${place('nothing.db')}`, place('nothing.bak'), {})).rejects.toThrow('没有数据库');
    expect(existsSync(place('nothing.bak.part'))).toBe(false);
  });

  test('putting it back brings the old state, and keeps what stood there', async () => {
    const data = place('back');
    expect((await runCli(['audit', 'verify', '--data', data])).code).toBe(0); // makes the database
    await inAnotherProcess(path.join(data, 'caiban.db'), 1);
    expect((await runCli(['backup', place('back.bak'), '--data', data])).code).toBe(0);
    await inAnotherProcess(path.join(data, 'caiban.db'), 2);
    const restored = await runCli(['restore', place('back.bak'), '--data', data, '--json']);
    expect(restored.code, restored.stderr).toBe(0);
    const { kept } = JSON.parse(restored.stdout) as { kept: string };
    expect(kept).toMatch(/caiban\.db\.before-\d{14}$/);
    expect(await names(`file:${path.join(data, 'caiban.db')}`)).toEqual(['a1', 'b1']);
    expect(await names(`file:${kept}`)).toEqual(['a1', 'a2', 'b1', 'b2']);
  });

  test('is refused while anybody has the database open', async () => {
    const url = `file:${place('open.db')}`;
    const db = await openDb(url);
    await write(db, 1);
    await backupDatabase(url, place('open.bak'), {});
    await write(db, 2);
    await expect(restoreDatabase(url, place('open.bak'), 'x', {})).rejects.toThrow('正在使用');
    expect(await db.all('SELECT name FROM Counter')).toHaveLength(4);
    await db.close();
  });

  test('what is no backup, is damaged or comes from a newer version leaves the database as it was', async () => {
    const url = `file:${place('safe.db')}`;
    const db = await openDb(url);
    await write(db, 1);
    await backupDatabase(url, place('newer.bak'), {});
    await db.close();
    writeFileSync(place('text.bak'), 'no database');
    const newer = await openDb(`file:${place('newer.bak')}`);
    await newer.run(`INSERT INTO _prisma_migrations(id, checksum, migration_name, applied_steps_count) VALUES ('x', 'x', '29990101000000_later', 1)`);
    await newer.close();
    await expect(restoreDatabase(url, place('text.bak'), 'x', {})).rejects.toThrow('不是财伴的备份');
    await expect(restoreDatabase(url, place('newer.bak'), 'x', {})).rejects.toThrow('更新的版本');
    await expect(restoreDatabase(url, place('absent.bak'), 'x', {})).rejects.toThrow('没有这个文件');
    expect(await names(url)).toEqual(['a1', 'b1']);
    expect(readdirSync(folder).filter((file) => file.startsWith('safe.db.before'))).toEqual([]);
  });

  test('from the command line', async () => {
    const data = place('cli');
    await (await openDb(`file:${path.join(data, 'caiban.db')}`)).close();
    const made = await runCli(['backup', place('cli.bak'), '--data', data, '--json']);
    expect(made.code, made.stderr).toBe(0);
    expect(JSON.parse(made.stdout)).toEqual({ file: place('cli.bak'), bytes: statSync(place('cli.bak')).size });
    const twice = await runCli(['backup', place('cli.bak'), '--data', data]);
    expect({ code: twice.code, stdout: twice.stdout }).toEqual({ code: 1, stdout: '' });
    const back = await runCli(['restore', place('cli.bak'), '--data', place('fresh'), '--json']);
    expect(back.code, back.stderr).toBe(0);
    expect(JSON.parse(back.stdout)).toEqual({ file: place('cli.bak'), kept: null });
  });
});

describe.runIf(postgres.url)(postgresTitle('backup', postgres), () => {
  test('pg_dump and pg_restore carry the data there and back', async () => {
    const url = postgres.url ?? '';
    const db = await openDb(url);
    await write(db, 1);
    await backupDatabase(url, place('pg.bak'), process.env);
    await write(db, 2);
    await restoreDatabase(url, place('pg.bak'), 'x', process.env);
    expect(await db.all('SELECT name FROM Counter ORDER BY name')).toEqual([{ name: 'a1' }, { name: 'b1' }]);
    await db.close();
  });

  test('without the tools the reason says what to install', async () => {
    await expect(backupDatabase(postgres.url ?? '', place('tools.bak'), { PATH: '/nonexistent' })).rejects.toThrow('pg_dump');
  });
});

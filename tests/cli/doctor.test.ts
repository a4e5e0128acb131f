import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../src/cli/doctor.js';
import { startEmulator, type Emulator } from '../../src/emulator/index.js';
import { openDb } from '../../src/store/db/index.js';
import { openStore } from '../../src/store/index.js';
import { runCli } from '../helpers/cli.js';

const data = mkdtempSync(path.join(tmpdir(), 'caiban-doctor-'));
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => {
  await emulator.close();
  rmSync(data, { recursive: true, force: true });
});

const settings = () => ({
  WECOM_API_BASE: emulator.apiBase,
  WECOM_CORP_ID: emulator.corpId,
  WECOM_AGENT_ID: String(emulator.agentId),
  WECOM_SECRET: emulator.secret,
  WECOM_CALLBACK_TOKEN: emulator.callbackToken,
  WECOM_CALLBACK_AES_KEY: emulator.callbackAesKey,
  WECOM_BOT_ID: emulator.botId,
  WECOM_BOT_SECRET: emulator.botSecret,
  WECOM_BOT_WS_URL: emulator.wsUrl,
  PORT: '1', // nothing of ours listens there
});

async function findingsWith(env: Record<string, string>): Promise<{ code: number | null; all: string; of: (check: string) => Finding | undefined }> {
  const { code, stdout, stderr } = await runCli(['doctor', '--json', '--data', data], { env });
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return { code, all: stdout + stderr, of: (check) => findings.find((finding) => finding.check === check) };
}

test('nothing set up: all is well, and an empty database is there', async () => {
  const { code, of } = await findingsWith({});
  expect(code).toBe(0);
  expect(of('数据库')).toMatchObject({ state: 'ok' });
});

test('with an emulator: keys good, bot within reach, the service not running told with what to do', async () => {
  const { code, of } = await findingsWith(settings());
  expect(of('自建应用')).toMatchObject({ state: 'ok' });
  expect(of('智能机器人')).toMatchObject({ state: 'ok' });
  expect(of('接收消息')).toMatchObject({ state: 'warning', fix: expect.stringContaining('启动服务') });
  expect(code).toBe(0);
});

test('a wrong secret is a fault with its fix, and is never shown', async () => {
  const { code, all, of } = await findingsWith({ ...settings(), WECOM_SECRET: 'a-wrong-secret-indeed' });
  expect(code).toBe(1);
  expect(of('自建应用')).toMatchObject({ state: 'fault', fix: expect.stringContaining('WECOM_SECRET') });
  expect(all).not.toContain('a-wrong-secret-indeed');
  expect(all).not.toContain(emulator.callbackAesKey);
});

test('a platform out of reach is a fault', async () => {
  const { code, of } = await findingsWith({ ...settings(), WECOM_API_BASE: 'http://127.0.0.1:1', WECOM_BOT_WS_URL: 'ws://127.0.0.1:1' });
  expect(code).toBe(1);
  expect(of('自建应用')).toMatchObject({ state: 'fault', fix: expect.stringContaining('网络') });
  expect(of('智能机器人')).toMatchObject({ state: 'fault' });
});

test('each wrong setting is a finding', async () => {
  const { code, all } = await findingsWith({ PORT: 'x', LOG_LEVEL: 'loud' });
  expect(code).toBe(1);
  expect(all).toContain('PORT');
  expect(all).toContain('LOG_LEVEL');
});

test('messages that were given up are named with their error, and sent again by their number', async () => {
  const db = await openDb(`file:${path.join(data, 'caiban.db')}`);
  const store = openStore(db);
  const add = (dedupeKey: string, state: string, error: string | null) =>
    store.tx(async (tx) => {
      const id = await tx.outbox.add({
        dedupeKey,
        channel: 'app',
        recipient: 'chenyu',
        act: 'push',
        payload: { kind: 'text', text: '今天3件' },
        notBefore: new Date(),
      });
      await tx.sql.run('UPDATE Outbox SET state = ?, error = ? WHERE id = ?', [state, error, id]);
      return id!;
    });
  const dead = await add('a', 'dead', '81013 user out of sight');
  const back = await add('b', 'recalled', null);
  const unsure = await add('c', 'unknown', 'no answer came');
  try {
    const { of } = await findingsWith({});
    expect(of('发件箱')).toMatchObject({
      state: 'warning',
      detail: [
        '1条消息没有送达，1条没有回音',
        `第${unsure}号 chenyu，可能已送达：no answer came`,
        `第${dead}号 chenyu：81013 user out of sight`,
      ].join('\n      '),
    });
    expect(of('发件箱')!.fix).toContain('--resend');
    const { code, stdout } = await runCli(['doctor', '--data', data, '--resend', `${dead},${back},${dead},${unsure}`]);
    expect(code).toBe(0);
    const told = stdout.split('\n').filter((line) => line.includes('重发：'));
    expect(told).toEqual([
      expect.stringContaining(`第${dead}号已放回发件箱`),
      expect.stringContaining(`第${back}号没有重发`),
      expect.stringContaining(`第${unsure}号已放回发件箱`),
    ]);
    expect(await store.outbox.find(dead)).toMatchObject({ state: 'waiting', error: null });
    expect(await store.outbox.find(unsure)).toMatchObject({ state: 'waiting', error: null });
    expect(await store.outbox.find(back)).toMatchObject({ state: 'recalled' });
  } finally {
    await db.close();
  }
  expect((await runCli(['doctor', '--data', data, '--resend', 'x'])).code).toBe(2);
});

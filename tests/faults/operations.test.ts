import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb } from '../../src/store/db/index.js';
import { fillBank, MONDAY } from '../helpers/bank.js';
import { readData, startDemo, startEmulatorAlone, startService, tempFolder, type RunningDemo } from '../helpers/demo.js';

const folder = tempFolder();
let demo: RunningDemo;

beforeAll(async () => {
  demo = await startDemo(folder.path);
}, 90_000);

afterAll(async () => {
  await demo?.stop();
  folder.remove();
});

test('/healthz, /readyz and /metrics answer, without client data', async () => {
  await demo.wecom.phone('chenyu').ask('查 李秀兰');
  const get = async (where: string) => {
    const response = await fetch(demo.service + where);
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
  };
  expect(await get('/healthz')).toMatchObject({ status: 200, body: 'ok' });
  const ready = await get('/readyz');
  expect({ status: ready.status, body: JSON.parse(ready.body) as unknown }).toEqual({ status: 200, body: { ready: true, missing: [] } });
  const metrics = await get('/metrics');
  expect(metrics.status).toBe(200);
  expect(metrics.type).toContain('text/plain');
  expect(metrics.body).toMatch(/^# HELP caiban_/m);
  expect(metrics.body).toMatch(/^caiban_\w+\{[^}]*channel="app"[^}]*\} [1-9]/m);
  expect(metrics.body).not.toMatch(/李秀兰|chenyu|5678/);
  const nowhere = await get('/nowhere');
  expect(nowhere.status).toBe(404);
  expect(nowhere.body).not.toContain('    at ');
});

test('in a group nothing about a client is shown; the answer comes in private', async () => {
  const { wecom } = demo;
  const bot = wecom.phone('chenyu', 'aibot');
  const app = wecom.phone('chenyu');
  const before = (await wecom.phone('chenyu', 'app', 'any').log()).at(-1)?.seq ?? 0;
  await bot.say('查 王建国', 'demo-garden');
  const group = async () => (await wecom.group('demo-garden')).filter((message) => message.from === 'bot').map((message) => message.text);
  await expect.poll(group, { timeout: 20_000 }).toHaveLength(1);
  expect((await group())[0]).toMatch(/^已私信发送/);
  const answer = await app.hear('王建国', { after: before });
  expect(answer.text).toContain('532.80万');
  // Nor when something is to be stored, chosen or not understood.
  for (const text of ['记 王建国 电话 约面谈', '查 张伟', '王建国的手机号是多少']) await bot.say(text, 'demo-garden');
  await expect.poll(async () => (await group()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(4);
  await pause(1000);
  for (const text of await group()) expect(text).not.toMatch(/王建国|王总|张伟|532|6618|3321|黑金/);
});

test('a second start keeps the data and the phones, and seeds nothing', async () => {
  await demo.wecom.phone('lintao').ask('记 何涛 电话 问候，重启之前');
  expect(await demo.stop('SIGINT')).toBe(0);

  demo = await startDemo(folder.path, undefined);
  const { wecom } = demo;
  expect((await wecom.phone('lintao').read()).map((message) => message.text)).toEqual(expect.arrayContaining([expect.stringContaining('重启之前')]));
  expect((await wecom.now()).toISOString() >= '2026-11-23T00:39:00').toBe(true);
  const [clients] = await readData(folder.path, (sql) => sql.all<{ n: number }>('SELECT COUNT(*) AS n FROM Client'));
  expect(Number(clients?.n)).toBe(240);
  expect((await wecom.phone('lintao').ask('历史 何涛')).text).toContain('重启之前');
});

test('SIGTERM in the middle of a conversation: exit 0, and nothing is lost or said twice', async () => {
  const data = tempFolder();
  const db = await openDb(`file:${path.join(data.path, 'caiban.db')}`);
  await fillBank(db, ['何小涛'], new Date(MONDAY));
  await db.close();
  const emulator = await startEmulatorAlone();
  await emulator.wecom.call('PUT', 'directory', { members: [{ userid: 'chenyu', name: '陈宇' }], clients: [] });
  await emulator.wecom.call('PUT', 'settings', { callbackRetryMs: [500, 1000, 2000, 4000, 8000] });
  let service = await startService(emulator, data.path);
  const phone = emulator.wecom.phone('chenyu');
  const marks = Array.from({ length: 12 }, (_none, n) => `收尾第${n}句`);
  for (const mark of marks) await phone.say(`记 何小涛 电话 问候，${mark}`);
  await phone.hear(marks[0] ?? '');
  expect(await service.stop()).toBe(0);

  service = await startService(emulator, data.path, { port: service.port });
  const heard = async () =>
    (await phone.read()).filter((message) => message.from === 'bot').flatMap((message) => marks.filter((mark) => message.text.includes(mark)));
  await expect.poll(async () => (await heard()).length, { timeout: 40_000, interval: 250 }).toBeGreaterThanOrEqual(marks.length);
  expect(await heard()).toEqual(marks);
  const rows = await readData(data.path, (sql) => sql.all<{ summary: string }>('SELECT summary FROM ContactRecord ORDER BY id'));
  expect(rows.map((row) => row.summary.split('，').at(-1)).sort()).toEqual([...marks].sort());
  expect(await service.stop()).toBe(0);
  expect(await emulator.stop()).toBe(0);
  data.remove();
}, 120_000);

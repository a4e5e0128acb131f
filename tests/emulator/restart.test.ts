import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/index.js';
import { buttonCard, eventually, matching, START, startKit } from './harness.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('phones, clock, codes, task ids and the address go on from where they stopped', async () => {
  const first = await startKit({ dataDir });
  const service = await first.service();
  await first.control('POST', 'members/zhangsan/say', { text: '你好' });
  const sent = await first.send({ msgtype: 'template_card', template_card: buttonCard('task-1') });
  const once = { msgtype: 'text', text: { content: '早' }, enable_duplicate_check: 1, duplicate_check_interval: 14_400 };
  await first.send(once);
  await first.advance(3_600_000);
  const before = await first.messages('zhangsan');
  const identity = { corpId: first.emulator.corpId, secret: first.emulator.secret, callbackAesKey: first.emulator.callbackAesKey };
  await first.emulator.close();
  appendFileSync(join(dataDir, 'emulator.jsonl'), '{"kind":"message","value":{"seq":');

  const second = await startKit({ dataDir, now: new Date(START) });
  expect(second.emulator).toMatchObject(identity);
  expect(await second.messages('zhangsan')).toEqual(before);
  const { body } = await second.control('GET', 'clock');
  expect(Date.parse((body as { now: string }).now)).toBeGreaterThanOrEqual(Date.parse(START) + 3_600_000);
  expect((await second.send({ msgtype: 'template_card', template_card: buttonCard('task-1') }))['errcode']).toBe(42014);
  expect((await second.send(once))['errcode']).toBe(0);
  const update = { userids: ['zhangsan'], agentid: second.emulator.agentId, response_code: sent['response_code'], button: { replace_name: '好了' } };
  expect((await second.api('message/update_template_card', update))['errcode']).toBe(0);
  await second.control('POST', 'members/zhangsan/say', { text: '又见' });
  await eventually(() => service.received.find(({ message }) => message['Content'] === '又见'));
  const after = await second.messages('zhangsan', before.at(-1)?.seq);
  expect(after.map(({ text }) => text.split('\n').at(-1))).toEqual(['好了', '又见']);
  await second.close();
  await service.close();

  const third = await startKit({ dataDir });
  expect(await third.messages('zhangsan')).toHaveLength(before.length + after.length);
  await third.close();
});

test('without a folder nothing is kept, and only the loopback address is served', async () => {
  const emulator = await startEmulator();
  expect(emulator).toMatchObject({
    url: `http://127.0.0.1:${emulator.port}`,
    apiBase: emulator.url,
    wsUrl: matching(/^ws:\/\/127\.0\.0\.1:/),
    consoleUrl: `${emulator.url}/console`,
  });
  expect(emulator.callbackAesKey).toMatch(/^[A-Za-z0-9]{43}$/);
  await emulator.close();
  await emulator.close();
  await expect(startEmulator({ host: '0.0.0.0' as '127.0.0.1' })).rejects.toThrow('127.0.0.1');
  await expect(startEmulator({ callbackAesKey: 'short' })).rejects.toThrow('43');
});

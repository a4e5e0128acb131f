import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { EMULATOR_PORT, LOCAL_IDENTITY, identityFor } from '../../src/cli/emulator.js';
import { projectRoot, readConfig } from '../../src/config.js';
import { runCli, startCli } from '../helpers/cli.js';

const folder = mkdtempSync(path.join(tmpdir(), 'caiban-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const app = {
  WECOM_CORP_ID: 'ww1',
  WECOM_AGENT_ID: '1000009',
  WECOM_SECRET: 's',
  WECOM_CALLBACK_TOKEN: 't',
  WECOM_CALLBACK_AES_KEY: LOCAL_IDENTITY.callbackAesKey,
};

test('announces itself in one line, answers a client, keeps its clock, and stops cleanly', async () => {
  const data = path.join(folder, 'one');
  const emulator = await startCli(['emulator', '--port', '0', '--data', data, '--now', '2026-11-23T08:39:00+08:00']);
  const { ready } = emulator;
  expect(ready).toMatchObject({ ...LOCAL_IDENTITY, pid: emulator.child.pid, emulator: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  const token = await fetch(`${ready['apiBase']}/cgi-bin/gettoken?corpid=${ready['corpId']}&corpsecret=${ready['secret']}`);
  expect(await token.json()).toMatchObject({ errcode: 0, access_token: expect.any(String) });
  const clock = (await (await fetch(`${ready['emulator']}/_emulator/clock`)).json()) as { now: string };
  expect(new Date(clock.now).getTime() - new Date('2026-11-23T08:39:00+08:00').getTime()).toBeLessThan(60_000);
  expect((await fetch(String(ready['console']))).status).toBe(200);
  expect(await emulator.stop('SIGINT')).toBe(0);

  const again = await startCli(['emulator', '--port', '0', '--data', data]);
  const later = (await (await fetch(`${again.ready['emulator']}/_emulator/clock`)).json()) as { now: string };
  expect(later.now >= clock.now).toBe(true);
  expect(later.now.slice(0, 10)).toBe(clock.now.slice(0, 10));
  expect(await again.stop()).toBe(0);
});

test('is refused beside the real WeCom', async () => {
  const { code, stdout, stderr } = await runCli(['emulator', '--port', '0', '--json'], { env: app });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('模拟器');
});

test('a port in use is a reason, not a stack', async () => {
  const first = await startCli(['emulator', '--port', '0']);
  const port = new URL(String(first.ready['emulator'])).port;
  const { code, stderr } = await runCli(['emulator', '--port', port]);
  expect(await first.stop()).toBe(0);
  expect(code).toBe(1);
  expect(stderr).toContain(`端口 ${port} 已被占用`);
  expect(stderr).not.toContain('    at ');
});

test('takes the keys of the settings, so that service and emulator agree', () => {
  expect(identityFor({ ...app, WECOM_API_BASE: 'http://127.0.0.1:8081' })).toMatchObject({
    corpId: 'ww1',
    agentId: 1_000_009,
    secret: 's',
    botId: LOCAL_IDENTITY.botId,
  });
});

test('.env.example names this emulator', () => {
  const env = parseEnv(readFileSync(path.join(projectRoot, '.env.example'), 'utf8').replace(/^# ([A-Z_]+=)/gm, '$1'));
  const { wecom, aibot, wecomApiBase } = readConfig(env);
  const { botId, botSecret, ...appKeys } = LOCAL_IDENTITY;
  expect(wecom).toEqual(appKeys);
  expect(aibot).toMatchObject({ botId, secret: botSecret, wsUrl: `ws://127.0.0.1:${EMULATOR_PORT}/aibot` });
  expect(wecomApiBase).toBe(`http://127.0.0.1:${EMULATOR_PORT}`);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigError, SETTING_NAMES, environment, hasWecomKeys, isLoopback, isProduction, projectRoot, readConfig } from '../src/config.js';
import { DEFAULT_RULES } from '../src/domain/rules.js';

const app = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'app-secret',
  WECOM_CALLBACK_TOKEN: 'QDG6eK',
  WECOM_CALLBACK_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
};
const bot = { WECOM_BOT_ID: 'aib1', WECOM_BOT_SECRET: 'bot-secret' };

const folder = mkdtempSync(path.join(tmpdir(), 'caiban-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

function yamlFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('settings', () => {
  test('nothing set: SQLite in the data folder, the real addresses, no channel, not production', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 8080,
      dataDir: path.join(projectRoot, 'data'),
      databaseUrl: `file:${path.join(projectRoot, 'data', 'caiban.db')}`,
      logLevel: 'info',
      timeZone: 'Asia/Shanghai',
      wecomApiBase: 'https://qyapi.weixin.qq.com',
      production: false,
      rules: DEFAULT_RULES,
    });
    expect(config.wecom).toBeUndefined();
    expect(config.aibot).toBeUndefined();
    expect(hasWecomKeys({})).toBe(false);
  });

  test('an empty value counts as absent', () => {
    expect(readConfig({ PORT: '', WECOM_CORP_ID: '  ', DATABASE_URL: '' }).port).toBe(8080);
  });

  test('both channels are read, addresses lose their closing slash', () => {
    const config = readConfig({ ...app, ...bot, WECOM_API_BASE: 'http://127.0.0.1:9000/', PORT: '0', PUBLIC_URL: 'https://caiban.bank.example/' });
    expect(config.wecom).toEqual({
      corpId: app.WECOM_CORP_ID,
      agentId: 1000002,
      secret: app.WECOM_SECRET,
      callbackToken: app.WECOM_CALLBACK_TOKEN,
      callbackAesKey: app.WECOM_CALLBACK_AES_KEY,
    });
    expect(config.aibot).toEqual({ botId: 'aib1', secret: 'bot-secret', wsUrl: 'wss://openws.work.weixin.qq.com' });
    expect(config).toMatchObject({ wecomApiBase: 'http://127.0.0.1:9000', port: 0, publicUrl: 'https://caiban.bank.example' });
  });

  test('a relative SQLite file starts at the project, PostgreSQL is left as it is', () => {
    expect(readConfig({ DATABASE_URL: 'file:x/y.db' }).databaseUrl).toBe(`file:${path.join(projectRoot, 'x', 'y.db')}`);
    expect(readConfig({ DATABASE_URL: 'postgresql://u@h/db' }).databaseUrl).toBe('postgresql://u@h/db');
  });

  test('every problem is listed at once, each with its key', () => {
    const problems = problemsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
      TZ: 'Mars/Olympus',
      WECOM_CORP_ID: 'ww1',
      WECOM_CALLBACK_AES_KEY: 'short',
      WECOM_BOT_ID: 'aib1',
      LINK_SECRET: 'short',
      CLOCK_URL: 'http://example.com/clock',
      OPS_TOKEN: 'short',
      BANK_CONFIG: path.join(folder, 'absent.yaml'),
    });
    const keys = problems.map((problem) => problem.split('：')[0]);
    for (const key of [
      'PORT',
      'DATABASE_URL',
      'LOG_LEVEL',
      'TZ',
      'WECOM_CALLBACK_AES_KEY',
      'WECOM_AGENT_ID',
      'WECOM_SECRET',
      'WECOM_CALLBACK_TOKEN',
      'WECOM_BOT_SECRET',
      'LINK_SECRET',
      'CLOCK_URL',
      'OPS_TOKEN',
      'BANK_CONFIG',
    ])
      expect(keys, key).toContain(key);
    for (const problem of problems) expect(problem).toMatch(/[\u4e00-\u9fff]/);
  });

  test('a problem does not repeat a secret value', () => {
    expect(problemsOf({ OPS_TOKEN: 'hunter2', LINK_SECRET: 'letmein' }).join()).not.toMatch(/hunter2|letmein/);
  });
});

describe('production', () => {
  test.each([
    ['nothing set', {}, false],
    ['app keys, base unset', app, true],
    ['app keys, real base', { ...app, WECOM_API_BASE: 'https://qyapi.weixin.qq.com' }, true],
    ['app keys, loopback base', { ...app, WECOM_API_BASE: 'http://127.0.0.1:8081' }, false],
    ['one key is enough', { WECOM_SECRET: 'x' }, true],
    ['bot keys, base unset', bot, true],
    ['bot keys, loopback base', { ...bot, WECOM_BOT_WS_URL: 'ws://localhost:8081/ws' }, false],
    ['app on loopback, bot real', { ...app, ...bot, WECOM_API_BASE: 'http://[::1]:8081' }, true],
    ['only a base', { WECOM_API_BASE: 'https://qyapi.weixin.qq.com' }, false],
  ])('%s', (_name, env: Record<string, string>, expected) => {
    expect(isProduction(env)).toBe(expected);
  });

  test('CLOCK_URL is refused, and outside of production taken from loopback only', () => {
    const CLOCK_URL = 'http://127.0.0.1:8081/_emulator/clock';
    expect(problemsOf({ ...app, CLOCK_URL })).toEqual([expect.stringContaining('CLOCK_URL')]);
    expect(readConfig({ CLOCK_URL }).clockUrl).toBe(CLOCK_URL);
    expect(problemsOf({ CLOCK_URL: 'http://10.0.0.8/clock' })).toEqual([expect.stringContaining('CLOCK_URL')]);
  });

  test.each([
    ['http://127.0.0.1:1', true],
    ['ws://127.8.9.10/x', true],
    ['http://localhost', true],
    ['http://[::1]:80', true],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost.evil.example', false],
    ['http://0.0.0.0', false],
    ['nonsense', false],
  ])('%s is loopback: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });
});

describe('the bank’s own numbers', () => {
  test('what the file says replaces the shipped value', () => {
    const rules = readConfig({ BANK_CONFIG: yamlFile('bank.yaml', 'briefing: {maxLines: 9}\n') }).rules;
    expect(rules.briefing.maxLines).toBe(9);
    expect(rules.contact).toEqual(DEFAULT_RULES.contact);
  });

  test('wrong keys and broken YAML are named together with other problems', () => {
    expect(problemsOf({ PORT: 'x', BANK_CONFIG: yamlFile('wrong.yaml', 'nosuch: 1\nbriefing: {maxLines: many}\n') })).toHaveLength(3);
    expect(problemsOf({ BANK_CONFIG: yamlFile('broken.yaml', 'a: [1') })).toEqual([expect.stringMatching(/^BANK_CONFIG：.*读不懂/)]);
  });
});

describe('.env', () => {
  test('values of the file stand under those of the process', () => {
    const file = yamlFile('one.env', 'CAIBAN_TEST_ONLY=from-file\nPATH=from-file\n');
    expect(environment(file)['CAIBAN_TEST_ONLY']).toBe('from-file');
    expect(environment(file)['PATH']).toBe(process.env['PATH']);
  });

  test('.env.example names every setting, in order, and starts the demo when copied', () => {
    const text = readFileSync(path.join(projectRoot, '.env.example'), 'utf8');
    const named = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(named).toEqual(SETTING_NAMES);
    const copied = parseEnv(text);
    expect(readConfig(copied).production).toBe(false);
    expect(hasWecomKeys(copied)).toBe(false);
    const commented = parseEnv(text.replace(/^# ([A-Z_]+=)/gm, '$1'));
    expect(Object.keys(copied).filter((key) => key.startsWith('WECOM_') || key === 'CLOCK_URL')).toEqual([]);
    expect(readConfig(commented)).toMatchObject({ production: false, wecom: expect.anything(), aibot: expect.anything() });
  });
});

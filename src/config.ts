import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { DEFAULT_RULES, parseRules, type Rules } from './domain/rules.js';

/** The project's folder: the same from src/ and from dist/. Relative paths in settings start here. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that cannot be used: every problem at once, in Chinese, each with its key. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** The self-built app 自建应用. */
export interface WecomAppConfig {
  corpId: string;
  agentId: number;
  secret: string;
  callbackToken: string;
  callbackAesKey: string;
}

/** The 智能机器人 on its long connection. */
export interface AibotConfig {
  botId: string;
  secret: string;
  wsUrl: string;
}

export interface Config {
  /** 0 = any free port. */
  port: number;
  /** Where people's browsers reach the service, without a closing slash; absent = its own loopback address. */
  publicUrl?: string;
  databaseUrl: string;
  /** Absolute. */
  dataDir: string;
  logLevel: (typeof LOG_LEVELS)[number];
  timeZone: string;
  /** `<wecomApiBase>/cgi-bin/gettoken` answers. */
  wecomApiBase: string;
  wecomOauthBase: string;
  wecom?: WecomAppConfig;
  aibot?: AibotConfig;
  /** Absent outside of production: one is made and kept in the data folder. */
  linkSecret?: string;
  rules: Rules;
  /** The emulator's clock, loopback only. */
  clockUrl?: string;
  opsToken?: string;
  /** Real WeCom: its keys are set and a base in use is not loopback. Then demo, emulator and CLOCK_URL are refused. */
  production: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const WECOM_DEFAULTS = {
  apiBase: 'https://qyapi.weixin.qq.com',
  oauthBase: 'https://open.weixin.qq.com',
  wsUrl: 'wss://openws.work.weixin.qq.com',
} as const;

/** 43 characters of base64 are 32 bytes; the last one carries two unused bits. */
const AES_KEY = /^[A-Za-z0-9+/]{43}$/;

const text = z.string().optional();

function address(...schemes: string[]) {
  return z
    .string()
    .refine((value) => schemes.includes(schemeOf(value)), { error: `应是完整网址，以 ${schemes.map((scheme) => `${scheme}//`).join(' 或 ')} 开头` })
    .transform((value) => value.replace(/\/+$/, ''));
}

const settingsSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: '应是0到65535的整数' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: '应是0到65535的整数' })
    .default(8080),
  PUBLIC_URL: address('https:', 'http:').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/.)/, { error: '应以 file: 或 postgresql:// 开头' })
    .optional(),
  DATA_DIR: z.string().default('data'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `应是 ${LOG_LEVELS.join('、')} 之一` }).default('info'),
  TZ: z.string().refine(isTimeZone, { error: '没有这个时区' }).default('Asia/Shanghai'),
  WECOM_API_BASE: address('https:', 'http:').default(WECOM_DEFAULTS.apiBase),
  WECOM_CORP_ID: text,
  WECOM_AGENT_ID: z
    .string()
    .regex(/^\d{1,10}$/, { error: '应是应用的数字编号' })
    .transform(Number)
    .optional(),
  WECOM_SECRET: text,
  WECOM_CALLBACK_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{1,32}$/, { error: '应是最多32位的英文或数字' })
    .optional(),
  WECOM_CALLBACK_AES_KEY: z.string().regex(AES_KEY, { error: '应是43位的英文或数字' }).optional(),
  WECOM_BOT_ID: text,
  WECOM_BOT_SECRET: text,
  WECOM_BOT_WS_URL: address('wss:', 'ws:').default(WECOM_DEFAULTS.wsUrl),
  LINK_SECRET: z.string().min(32, { error: '至少32个字符' }).optional(),
  BANK_CONFIG: text,
  WECOM_OAUTH_BASE: address('https:', 'http:').default(WECOM_DEFAULTS.oauthBase),
  CLOCK_URL: address('http:').refine(isLoopback, { error: '只能指向本机' }).optional(),
  OPS_TOKEN: z.string().min(16, { error: '至少16个字符' }).optional(),
});

/** Every setting, in the order of `.env.example`. */
export const SETTING_NAMES = Object.keys(settingsSchema.shape) as (keyof typeof settingsSchema.shape)[];

/** Keys that only make sense together. */
const GROUPS = [
  { title: '自建应用', keys: ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'WECOM_CALLBACK_TOKEN', 'WECOM_CALLBACK_AES_KEY'] },
  { title: '智能机器人', keys: ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'] },
] as const;

/** What this process was started with, over the project's `.env` when there is one. Nothing else reads `process.env`. */
export function environment(file: string = path.join(projectRoot, '.env')): Environment {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return { ...fromFile, ...process.env };
}

/** People's clocks: what the process shows in its own words follows the setting. */
export function useTimeZone(config: Pick<Config, 'timeZone'>): void {
  process.env['TZ'] = config.timeZone;
}

/** Whether any WeCom channel is set up; without one, starting means the demo. */
export function hasWecomKeys(env: Environment): boolean {
  return GROUPS.some(({ keys }) => keys.some((key) => isSet(env[key])));
}

/**
 * Reads and checks all settings. An empty value counts as absent.
 * @throws ConfigError with every problem.
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, isSet(env[name]) ? env[name]?.trim() : undefined]));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`));

  for (const { title, keys } of GROUPS) {
    const missing = keys.filter((key) => given[key] === undefined);
    if (missing.length > 0 && missing.length < keys.length)
      problems.push(...missing.map((key) => `${key}：没有填写，${title}的${keys.length}项要一起填`));
  }
  const production = isProduction(given);
  if (production && given['CLOCK_URL'] !== undefined) problems.push('CLOCK_URL：连接真实企业微信时不能使用');

  const rules = readRules(given['BANK_CONFIG'], problems);
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const s = parsed.data;
  const dataDir = path.resolve(projectRoot, s.DATA_DIR);
  const wecom = appOf(s);
  const aibot = s.WECOM_BOT_ID && s.WECOM_BOT_SECRET ? { botId: s.WECOM_BOT_ID, secret: s.WECOM_BOT_SECRET, wsUrl: s.WECOM_BOT_WS_URL } : undefined;
  return {
    port: s.PORT,
    databaseUrl: databaseUrlOf(s.DATABASE_URL, dataDir),
    dataDir,
    logLevel: s.LOG_LEVEL,
    timeZone: s.TZ,
    wecomApiBase: s.WECOM_API_BASE,
    wecomOauthBase: s.WECOM_OAUTH_BASE,
    rules,
    production,
    ...(s.PUBLIC_URL ? { publicUrl: s.PUBLIC_URL } : {}),
    ...(wecom ? { wecom } : {}),
    ...(aibot ? { aibot } : {}),
    ...(s.LINK_SECRET ? { linkSecret: s.LINK_SECRET } : {}),
    ...(s.CLOCK_URL ? { clockUrl: s.CLOCK_URL } : {}),
    ...(s.OPS_TOKEN ? { opsToken: s.OPS_TOKEN } : {}),
  };
}

/** Whether these settings reach the real WeCom; readable even when other settings are wrong. */
export function isProduction(env: Environment): boolean {
  const [app, bot] = GROUPS.map(({ keys }) => keys.some((key) => isSet(env[key])));
  const isReal = (base: string | undefined) => !isSet(base) || !isLoopback(base.trim());
  return (app === true && isReal(env['WECOM_API_BASE'])) || (bot === true && isReal(env['WECOM_BOT_WS_URL']));
}

export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname;
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

type Settings = z.output<typeof settingsSchema>;

function appOf(s: Settings): WecomAppConfig | undefined {
  if (!s.WECOM_CORP_ID || s.WECOM_AGENT_ID === undefined || !s.WECOM_SECRET || !s.WECOM_CALLBACK_TOKEN || !s.WECOM_CALLBACK_AES_KEY) return undefined;
  return {
    corpId: s.WECOM_CORP_ID,
    agentId: s.WECOM_AGENT_ID,
    secret: s.WECOM_SECRET,
    callbackToken: s.WECOM_CALLBACK_TOKEN,
    callbackAesKey: s.WECOM_CALLBACK_AES_KEY,
  };
}

function databaseUrlOf(url: string | undefined, dataDir: string): string {
  if (url === undefined) return `file:${path.join(dataDir, 'caiban.db')}`;
  return url.startsWith('file:') ? `file:${path.resolve(projectRoot, url.slice('file:'.length))}` : url;
}

/** The bank's YAML; what is wrong in it joins the other problems. */
function readRules(file: string | undefined, problems: string[]): Rules {
  if (file === undefined) return DEFAULT_RULES;
  let yaml: unknown;
  try {
    yaml = parseYaml(readFileSync(path.resolve(projectRoot, file), 'utf8'));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : `读不懂（${(error as Error).message.split('\n')[0] ?? ''}）`;
    problems.push(`BANK_CONFIG：${file} ${why}`);
    return DEFAULT_RULES;
  }
  const parsed = parseRules(yaml);
  if (parsed.ok) return parsed.rules;
  problems.push(...parsed.problems.map((problem) => `BANK_CONFIG：${problem}`));
  return DEFAULT_RULES;
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}

function schemeOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol : '';
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

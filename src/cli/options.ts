import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { projectRoot } from '../config.js';
import { dateAt, isDate, instantAt } from '../domain/calendar/index.js';

/** Options that mean the same wherever they appear. Paths come out absolute, instants as Date. */
export const options = {
  data: () => new Option('--data <目录>', '数据目录，默认取 DATA_DIR').argParser(readPath),
  port: () => new Option('--port <端口>', '监听端口，0为任意空闲端口').argParser(readPort),
  now: () => new Option('--now <时间>', '当作现在的时间，ISO 8601，不写时区即北京时间').argParser(readInstant),
  slot: () => new Option('--slot <时间>', '应当运行的那一分钟，默认现在').argParser(readInstant),
  json: () => new Option('--json', '标准输出只有 JSON'),
  as: () => new Option('--as <账号>', '以哪位同事的企业微信账号说话'),
  resend: () => new Option('--resend <号…>', '把没送达的消息按号重发').argParser(readNumbers),
  batch: () => new Option('--batch', '从标准输入逐行读 JSON，逐行回答'),
  dryRun: () => new Option('--dry-run', '只检查，不写入'),
};

/** A path as the person typed it: `npm run` moves to the project's folder and tells where it came from. */
export function readPath(value: string): string {
  const cameFrom = process.cwd() === projectRoot ? startedIn : undefined;
  return path.resolve(cameFrom ?? process.cwd(), value);
}

let startedIn: string | undefined;
/** @param dir INIT_CWD of npm; absent when started without npm. */
export function setStartedIn(dir: string | undefined): void {
  startedIn = dir;
}

export function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('应是0到65535的整数');
  return port;
}

/** 「12」 or 「12,15」; the option may be repeated. */
export function readNumbers(value: string, before: readonly number[] = []): number[] {
  const parts = value.split(/[,，]/u);
  if (!parts.every((part) => /^\d{1,15}$/.test(part))) throw new InvalidArgumentError('应是消息的号数，如 12 或 12,15');
  return [...before, ...parts.map(Number)];
}

export function readInstant(value: string): Date {
  const instant = parseInstant(value);
  if (!instant) throw new InvalidArgumentError('应是 ISO 8601 时间，如 2026-11-23T08:39:00+08:00');
  return instant;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** ISO 8601; without an offset it is a time in Shanghai, without a time midnight there. Undefined when it is not one. */
export function parseInstant(value: string): Date | undefined {
  const match = ISO.exec(value.trim());
  if (!match) return undefined;
  const [, date = '', hour = '00', minute = '00', second = '00', offset] = match;
  if (!isDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (offset === undefined) return new Date(instantAt(date, `${hour}:${minute}`).getTime() + Number(second) * 1000);
  const instant = new Date(value.trim().replace(' ', 'T'));
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** `2026-11-23T08:39:00+08:00`: how instants are written in answers. */
export function isoInShanghai(instant: Date): string {
  const time = new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 19);
  return `${dateAt(instant)}T${time}+08:00`;
}

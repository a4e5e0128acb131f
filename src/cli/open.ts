import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environment, readConfig, useTimeZone, type Config, type Environment } from '../config.js';
import { createLog, type Logger } from '../log.js';
import type { Db } from '../store/db/index.js';
import type { Store } from '../store/index.js';

export interface CommonOptions {
  /** Absolute. */
  data?: string;
  port?: number;
  now?: Date;
  json?: boolean;
}

/** The environment as options change it: `--data` is DATA_DIR, `--port` is PORT. */
export function environmentWith({ data, port }: CommonOptions): Environment {
  return { ...environment(), ...(data === undefined ? {} : { DATA_DIR: data }), ...(port === undefined ? {} : { PORT: String(port) }) };
}

/** @throws ConfigError with every problem. */
export function openConfig(options: CommonOptions): { config: Config; log: Logger } {
  const config = readConfig(environmentWith(options));
  useTimeZone(config);
  return { config, log: createLog(config.logLevel) };
}

export interface Opened {
  config: Config;
  log: Logger;
  db: Db;
  store: Store;
  close(): Promise<void>;
}

/** The database of the settings, made empty and migrated when absent. */
export async function openData(options: CommonOptions): Promise<Opened> {
  const { config, log } = openConfig(options);
  const [{ openDb }, { openStore }] = await Promise.all([import('../store/db/index.js'), import('../store/index.js')]);
  const db = await openDb(config.databaseUrl);
  const { now } = options;
  return { config, log, db, store: openStore(db, now ? () => now : undefined), close: () => db.close() };
}

/** Opens, works, closes; whatever `work` throws passes through. */
export async function withData<T>(options: CommonOptions, work: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = await openData(options);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** LINK_SECRET, else one made once and kept in the data folder, readable by its owner only. */
export function linkSecretOf(config: Pick<Config, 'linkSecret' | 'dataDir'>): string {
  if (config.linkSecret !== undefined) return config.linkSecret;
  const file = path.join(config.dataDir, 'link-secret');
  if (!existsSync(file)) {
    mkdirSync(config.dataDir, { recursive: true });
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was first
    }
  }
  return readFileSync(file, 'utf8').trim();
}

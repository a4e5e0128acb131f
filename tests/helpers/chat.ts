import { onTestFinished } from 'vitest';
import { openCore, type Core, type Said } from '../../src/core.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import type { Db } from '../../src/store/db/index.js';
import { emptyDb, fillBank, MONDAY, type BankClient } from './bank.js';

export interface Chat {
  core: Core;
  db: Db;
  /** Ids by name, namesakes in order. */
  idOf(name: string, nth?: number): string;
  /** What is read after saying something, as plain text; several answers one after another. */
  say(text: string, as?: string): Promise<string>;
  /** The same with everything `say --json` prints. */
  hear(text: string, as?: string): Promise<Said>;
  tap(key: string, selected?: Record<string, string[]>, as?: string): Promise<Said>;
  /** Taps the button of this label on the newest answer. */
  press(label: string, as?: string): Promise<Said>;
  /** Moves the clock. */
  at(iso: string): void;
  later(ms: number): void;
  now(): Date;
  /** Rows of other people's outbox: what was pushed to them. */
  pushed(to: string): Promise<string[]>;
}

/** Real dispatch, real templates, real SQLite; 陈宇 speaks unless told otherwise. */
export async function startChat({ clients = [], now = MONDAY }: { clients?: readonly (string | BankClient)[]; now?: string } = {}): Promise<Chat> {
  const { db, remove } = await emptyDb();
  onTestFinished(remove);
  let time = new Date(now);
  const { clientIds } = await fillBank(db, clients, time);
  const core = await openCore({ db, rules: DEFAULT_RULES, now: () => time, pushChannel: 'app' });
  const newest = new Map<string, Said>();
  const keep = (as: string, said: Said): Said => {
    newest.set(as, said);
    return said;
  };
  // Messages of one person never share an instant: answers are told apart by time.
  const tick = (): Date => (time = new Date(time.getTime() + 1000));
  const hear = async (text: string, as = 'chenyu') => keep(as, await core.say(as, { text }, tick()));
  return {
    core,
    db,
    idOf(name, nth = 0) {
      const id = clientIds.get(name)?.[nth];
      if (id === undefined) throw new Error(`no client ${name} in this bank`);
      return id;
    },
    hear,
    say: async (text, as) => (await hear(text, as)).replies.map((reply) => reply.text).join('\n\n'),
    tap: async (key, selected, as = 'chenyu') => keep(as, await core.say(as, { tap: key, ...(selected ? { selected } : {}) }, tick())),
    async press(label, as = 'chenyu') {
      const button = newest
        .get(as)
        ?.replies.flatMap((reply) => reply.buttons ?? [])
        .find((b) => b.text === label);
      if (!button) throw new Error(`no button ${label}: ${JSON.stringify(newest.get(as)?.replies.map((r) => r.buttons))}`);
      return keep(as, await core.say(as, { tap: button.key }, tick()));
    },
    at(iso) {
      time = new Date(iso);
    },
    later(ms) {
      time = new Date(time.getTime() + ms);
    },
    now: () => time,
    async pushed(to) {
      const rows = await core.store.outbox.listNewest(to, 50);
      return rows
        .filter((row) => row.act === 'push')
        .map((row) => (row.payload.kind === 'card' ? row.payload.title : row.payload.kind === 'text' ? row.payload.text : ''))
        .reverse();
    },
  };
}

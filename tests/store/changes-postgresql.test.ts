import { describe, expect, test } from 'vitest';
import { openCore, type Core } from '../../src/core.js';
import { recallCards } from '../../src/bot/recall.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import type { Db } from '../../src/store/db/index.js';
import { fillBank } from '../helpers/bank.js';
import { bothDatabases } from '../helpers/both.js';
import { postgresTitle, startPostgres } from '../helpers/postgres.js';

/** Statements that change many rows at once, run with rows to change and rows to leave. */

const pg = await startPostgres();
const databases = bothDatabases(pg);
const NOW = new Date('2026-11-23T09:00:00+08:00');
const after = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

interface Bank {
  db: Db;
  core: Core;
  idOf(name: string): string;
}

function suite(open: () => Promise<Db>): void {
  let time = NOW;
  let bank: Promise<Bank> | undefined;
  // One bank for all: the PostgreSQL one is not emptied between.
  const opened = (): Promise<Bank> =>
    (bank ??= (async () => {
      const db = await open();
      const { clientIds } = await fillBank(db, ['李秀兰', '王建国', '顾明', '周岚'], NOW);
      const core = await openCore({ db, rules: DEFAULT_RULES, now: () => time, pushChannel: 'app' });
      return { db, core, idOf: (name) => clientIds.get(name)![0]! };
    })());
  const say = async ({ core }: Bank, who: string, text: string) =>
    (await core.say(who, { text }, (time = new Date(time.getTime() + 1000)))).replies.map((reply) => reply.text).join('\n');

  test('closeEnded puts away what ended long enough ago, the oldest first, and keeps how it ended', async () => {
    const { db, core, ...rest } = await opened();
    for (const name of ['李秀兰', '王建国', '顾明']) await say({ db, core, ...rest }, 'sunyue', `推荐 ${name} 教育金`);
    const ids = (await db.all<{ id: string }>('SELECT id FROM Referral ORDER BY no')).map((row) => row.id);
    const [first = '', second = '', third = ''] = ids;
    for (const [id, state, closedAt] of [
      [first, 'declined', after(-31)],
      [second, 'signed', after(-40)],
      [third, 'invalid', after(-29)],
    ] as const)
      await db.run('UPDATE Referral SET state = ?, closedAt = ? WHERE id = ?', [state, closedAt.getTime(), id]);
    const { store } = core;
    const close = () => store.tx((tx) => tx.referral.closeEnded(after(-30), NOW, 1));
    expect(await store.referral.countEnded(after(-30))).toBe(2);
    expect(await close()).toBe(1);
    expect(await db.get('SELECT state, result FROM Referral WHERE id = ?', [second])).toEqual({ state: 'closed', result: 'signed' });
    expect(await db.get('SELECT state, result FROM Referral WHERE id = ?', [first])).toEqual({ state: 'declined', result: null });
    expect(await close()).toBe(1);
    expect(await close()).toBe(0);
    expect(await db.all('SELECT no, state, result FROM Referral ORDER BY no')).toEqual([
      { no: 'TJ-1', state: 'closed', result: 'declined' },
      { no: 'TJ-2', state: 'closed', result: 'signed' },
      { no: 'TJ-3', state: 'invalid', result: null },
    ]);
  });

  test('eraseBefore takes the oldest ended runs of one job, and leaves what runs', async () => {
    const { db, core } = await opened();
    const slot = (day: number): Date => after(day - 60);
    await core.store.tx(async (tx) => {
      for (const day of [1, 2, 3, 4]) await tx.jobRun.note('old', slot(day), 'skipped', slot(day), null);
      await tx.jobRun.claim('old', slot(0), 'one', slot(0), slot(1));
      await tx.jobRun.note('other', slot(1), 'skipped', slot(1), null);
    });
    const erase = (limit: number) => core.store.tx((tx) => tx.jobRun.eraseBefore('old', slot(4), limit));
    expect(await erase(2)).toBe(2);
    expect(await erase(2)).toBe(1);
    expect(await erase(2)).toBe(0);
    const left = await db.all<{ job: string; slotAt: number; state: string }>(
      `SELECT job, slotAt, state FROM JobRun WHERE job IN ('old', 'other') ORDER BY job, slotAt`,
    );
    expect(left.map((row) => ({ ...row, slotAt: Number(row.slotAt) }))).toEqual([
      { job: 'old', slotAt: slot(0).getTime(), state: 'running' },
      { job: 'old', slotAt: slot(4).getTime(), state: 'skipped' },
      { job: 'other', slotAt: slot(1).getTime(), state: 'skipped' },
    ]);
  });

  test('markLost closes one client’s file and cancels what was open with him alone', async () => {
    const { db, core, idOf, ...rest } = await opened();
    for (const words of ['提醒我 11月27日 15:00 给李秀兰回电', '提醒我 11月28日 15:00 给李秀兰送方案', '提醒我 11月27日 15:00 给王建国回电'])
      await say({ db, core, idOf, ...rest }, 'chenyu', words);
    const mine = (name: string) =>
      db.all<{ state: string }>(`SELECT state FROM Task WHERE clientId = ? AND kind = 'reminder' ORDER BY id`, [idOf(name)]);
    expect(await mine('李秀兰')).toHaveLength(2);
    const { version } = (await core.store.client.findRow(idOf('李秀兰')))!;
    const open = (await db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Task WHERE clientId = ? AND state = 'open'`, [idOf('李秀兰')]))!.n;
    expect(await core.store.tx((tx) => tx.client.markLost(idOf('李秀兰'), 'zhoumin', NOW))).toBe(Number(open));
    expect(await core.store.client.findRow(idOf('李秀兰'))).toMatchObject({ status: 'lost', nextContactOn: null, version: version + 1 });
    expect(await mine('李秀兰')).toEqual([{ state: 'cancelled' }, { state: 'cancelled' }]);
    expect(await mine('王建国')).toEqual([{ state: 'open' }]);
    expect(await core.store.client.findRow(idOf('王建国'))).toMatchObject({ status: expect.not.stringMatching('lost') as string });
  });

  test('recallCards drops what has not left and changes what is there', async () => {
    const { db, core } = await opened();
    const card = (ref: string) => ({
      kind: 'card' as const,
      form: 'button_interaction' as const,
      name: 'referral-in',
      ref,
      source: { word: '推荐' },
      title: `推荐${ref}`,
      rows: [],
      buttons: [],
      picks: [],
    });
    const add = (key: string, ref: string, recipient: string) =>
      core.store.tx(
        async (tx) => (await tx.outbox.add({ dedupeKey: key, channel: 'app', recipient, act: 'push', payload: card(ref), notBefore: NOW }))!,
      );
    const waits = await add('waits', 'r1', 'lintao');
    const begun = await add('begun', 'r1', 'lintao');
    const there = await add('there', 'r1', 'lintao');
    const old = await add('old', 'r1', 'lintao');
    const another = await add('another', 'r2', 'lintao');
    const others = await add('others', 'r1', 'hejing');
    await db.run(`UPDATE Outbox SET request = '{}' WHERE id = ?`, [begun]);
    for (const [id, sentAt] of [
      [there, after(-1)],
      [old, after(-4)],
    ] as const)
      await db.run(`UPDATE Outbox SET state = 'sent', sentAt = ?, responseCode = ?, taskId = ? WHERE id = ?`, [
        sentAt.getTime(),
        `RC${id}`,
        `t${id}`,
        id,
      ]);
    const recall = () => core.store.tx((tx) => recallCards({ store: tx, now: NOW }, 'lintao', 'referral-in:r1', card('moved')));
    await recall();
    await recall();
    const state = async (id: number) => (await core.store.outbox.find(id))!.state;
    expect(await Promise.all([waits, begun, there, old, another, others].map(state))).toEqual([
      'recalled',
      'waiting',
      'sent',
      'sent',
      'waiting',
      'waiting',
    ]);
    const changes = await db.all<{ dedupeKey: string; replyTo: string }>(
      `SELECT dedupeKey, replyTo FROM Outbox WHERE act = 'change' AND recipient = 'lintao'`,
    );
    expect(changes.map((row) => row.dedupeKey)).toEqual([`recall:${there}`]);
    expect(JSON.parse(changes[0]!.replyTo)).toMatchObject({ responseCode: `RC${there}`, taskId: `t${there}` });
    expect(await core.store.tx((tx) => tx.outbox.revive(waits, NOW))).toBe(false);
  });

  test('what of 临界 was told is told apart by client, month and axis', async () => {
    const { core, idOf } = await opened();
    const row = (name: string, month: string, axis: string, finding: string) => ({ clientId: idOf(name), month, axis, finding });
    const { store } = core;
    await store.tx((tx) => tx.tierTold.add([row('顾明', '2026-11', 'level', 'up:gold'), row('周岚', '2026-11', 'level', 'up:gold')]));
    await store.tx((tx) => tx.tierTold.add([row('顾明', '2026-12', 'level', 'up:gold'), row('顾明', '2026-12', 'layer', 'down:branch')]));
    await store.tx((tx) => tx.tierTold.add([row('顾明', '2026-12', 'level', 'up:gold')]));
    const ids = [idOf('顾明'), idOf('周岚')];
    expect(await store.tierTold.listOf(ids, '2026-11')).toEqual([row('周岚', '2026-11', 'level', 'up:gold')]);
    expect((await store.tierTold.listOf(ids, '2026-12')).map((one) => one.axis).sort()).toEqual(['layer', 'level']);
    expect(await store.tierTold.listOf([], '2026-12')).toEqual([]);
  });

  test('who was asked last is found, with what became of the card', async () => {
    const { core, db } = await opened();
    const put = (key: string) =>
      core.store.tx((tx) =>
        tx.outbox.add({
          dedupeKey: key,
          channel: 'app',
          recipient: 'zhoumin',
          act: 'push',
          payload: {
            kind: 'card',
            form: 'button_interaction',
            name: 'help',
            ref: 'x',
            source: { word: '挽留' },
            title: '帮忙',
            rows: [],
            buttons: [],
            picks: [],
          },
          notBefore: NOW,
        }),
      );
    const find = () => core.store.heldNotice.findLastAbout('zhoumin', 'help:x');
    expect(await find()).toBeUndefined();
    const id = (await put('help-1'))!;
    expect(await find()).toEqual({ id, came: 'onItsWay' });
    for (const [state, sentAt, fate] of [
      ['merged', null, { came: 'there', at: NOW }],
      ['sent', after(1).getTime(), { came: 'there', at: after(1) }],
      ['dead', null, { came: 'lost' }],
      ['recalled', null, { came: 'lost' }],
    ] as const) {
      await db.run('UPDATE Outbox SET state = ?, sentAt = ? WHERE id = ?', [state, sentAt, id]);
      expect(await find(), state).toEqual({ id, ...fate });
    }
  });
}

describe('changes of many rows on SQLite', () => suite(() => databases.sqlite()));
describe.runIf(pg.url)(postgresTitle('changes of many rows', pg), () => suite(() => databases.postgresql()));

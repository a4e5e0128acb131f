import { afterEach, expect, test } from 'vitest';
import type { CardChange, Reply } from '../../src/bot/reply.js';
import { outboxStore, type NewOutboxRow } from '../../src/store/outbox.js';
import { openParts, type Parts } from '../delivery/parts.js';
import { card } from '../delivery/peer.js';

const NOW = new Date('2026-11-23T08:39:00+08:00');
let store: Parts;
afterEach(() => store.sql.close());

let made = 0;
const put = (payload: Reply | CardChange | string, more: Partial<NewOutboxRow> = {}) =>
  store.tx((tx) =>
    tx.outbox.add({
      dedupeKey: `k${++made}`,
      channel: 'app',
      recipient: 'a',
      act: 'reply',
      payload: typeof payload === 'string' ? { kind: 'text', text: payload } : payload,
      notBefore: NOW,
      ...more,
    }),
  );

test('a key is written once', async () => {
  store = await openParts();
  expect(await put('x', { dedupeKey: 'same' })).toBeTypeOf('number');
  expect(await put('y', { dedupeKey: 'same' })).toBeNull();
  expect((await store.outbox.findByKey('same'))!.payload).toEqual({ kind: 'text', text: 'x' });
});

test('pictures come back byte for byte', async () => {
  store = await openParts();
  const png = new Uint8Array([0, 255, 1, 128]);
  const id = await put({ kind: 'image', png, text: '图' });
  expect((await store.outbox.find(id!))!.payload).toEqual({ kind: 'image', png, text: '图' });
});

test('the newest numbered message is that of the person’s channel; texts do not hide it, a dead row does not count', async () => {
  store = await openParts();
  expect(await store.outbox.newestNumbered('a', 'app')).toBeUndefined();
  const first = await put(
    card({
      ref: '1',
      buttons: [
        { text: '撤销', key: 'undo:1' },
        { text: '修改', key: 'amend:1' },
      ],
    }),
  );
  await put('a text');
  await put(card({ ref: '2', buttons: [{ text: '撤销', key: 'undo:2' }] }), { recipient: 'b' });
  const dead = await put(card({ ref: '3', buttons: [{ text: '撤销', key: 'undo:3' }] }));
  await store.tx((tx) => tx.outbox.mark({ id: dead!, state: 'dead' }, 'x'));
  expect(await store.outbox.newestNumbered('a', 'app')).toMatchObject({
    id: first,
    about: 'contact-saved:1',
    createdAt: NOW.getTime(),
    buttons: [
      { key: 'undo:1', text: '撤销' },
      { key: 'amend:1', text: '修改' },
    ],
  });
  expect(await store.outbox.newestNumbered('a', 'aibot')).toBeUndefined();
  expect(await store.outbox.newestNumbered('a', 'cli')).toMatchObject({ id: first });
});

test('a card greyed since is not numbered any more; one that was replaced is, with its new buttons', async () => {
  store = await openParts();
  const below = await put(card({ ref: '0' }));
  const id = await put(card({ ref: '1' }));
  await store.tx((tx) => tx.outbox.lease(id!, 'x', NOW, { request: '{}', taskId: 'contact-saved-1-7' }));
  const replyTo = { channel: 'app' as const, userId: 'a', taskId: 'contact-saved-1-7' };
  await put({ kind: 'card-change', after: '已撤销' }, { act: 'change', replyTo });
  expect(await store.outbox.newestNumbered('a', 'app')).toMatchObject({ id: below });
  const changed = await put(
    { kind: 'card-change', card: card({ ref: '1', buttons: [{ text: '恢复', key: 'redo:1' }] }) },
    { act: 'change', replyTo },
  );
  expect(await store.outbox.newestNumbered('a', 'app')).toMatchObject({ id: changed, buttons: [{ key: 'redo:1' }] });
});

test('a list to tick and choices come with the card', async () => {
  store = await openParts();
  await put(
    card({
      form: 'vote_interaction',
      buttons: [],
      check: { key: 'q', multiple: true, options: [{ id: '1', text: '甲' }] },
      submit: { text: '确定', key: 'pick:9' },
    }),
  );
  expect(await store.outbox.newestNumbered('a', 'app')).toMatchObject({
    check: { key: 'q', submitKey: 'pick:9', options: [{ id: '1', text: '甲' }] },
    submitKey: 'pick:9',
  });
});

test('the newest message with a button is found by its key', async () => {
  store = await openParts();
  await put(card({ buttons: [{ text: '一', key: 'one' }] }));
  const newer = await put(card({ buttons: [{ text: '一', key: 'one' }] }));
  await put(card({ buttons: [{ text: '二', key: 'two' }] }));
  expect(await store.outbox.findByButton('a', 'one')).toMatchObject({ id: newer });
  expect(await store.outbox.findByButton('a', 'three')).toBeUndefined();
});

test('a dead letter is sent again as a new request; what was taken back or is on its way is not', async () => {
  store = await openParts();
  const dead = (await put('x'))!;
  await store.tx((tx) => tx.outbox.lease(dead, 'one', NOW, { request: '{"old":1}', taskId: null }));
  await store.tx((tx) => tx.outbox.mark({ id: dead, state: 'dead', error: '81013' }, 'one'));
  const back = (await put('y'))!;
  await store.sql.run(`UPDATE Outbox SET state = 'recalled' WHERE id = ?`, [back]);
  const waiting = (await put('z'))!;
  expect((await store.outbox.listUndelivered()).map((row) => row.id)).toEqual([dead]);
  for (const [id, isBack] of [
    [dead, true],
    [dead, false],
    [back, false],
    [waiting, false],
  ] as const)
    expect(await store.tx((tx) => tx.outbox.revive(id, NOW)), String(id)).toBe(isBack);
  expect(await store.outbox.find(dead)).toMatchObject({ state: 'waiting', request: null, attempts: 0, error: null });
  const { rows } = await store.outbox.listNext({ channel: 'app', recipient: 'a' }, NOW, 5);
  expect(rows.map((row) => row.id)).toEqual([dead, waiting]);
});

test('due lanes leave out what is later, leased, of another channel, or said to be busy', async () => {
  store = await openParts();
  await put('later', { recipient: 'later', notBefore: new Date(NOW.getTime() + 1) });
  await put('bot', { recipient: 'bot', channel: 'aibot' });
  await put('cli', { recipient: 'cli', channel: 'cli' });
  const leased = await put('leased', { recipient: 'leased' });
  await store.tx((tx) => tx.outbox.lease(leased!, 'x', new Date(NOW.getTime() + 1)));
  for (const recipient of ['one', 'busy', 'two', 'one']) await put('x', { recipient });
  const lanes = await store.outbox.listDueLanes(NOW, ['app'], [{ channel: 'app', recipient: 'busy' }], 100);
  expect(lanes.map((lane) => lane.recipient)).toEqual(['one', 'two']);
});

test('what a sender of the past marks does not undo another’s lease; an end always counts', async () => {
  store = await openParts();
  const id = (await put('x'))!;
  const until = new Date(NOW.getTime() + 60_000);
  await store.tx((tx) => tx.outbox.lease(id, 'new', until));
  await store.tx((tx) => tx.outbox.mark({ id, state: 'waiting' }, 'old'));
  expect((await store.outbox.find(id))!.leaseUntil).toEqual(until);
  await store.tx((tx) => tx.outbox.mark({ id, state: 'sent', sentAt: NOW }, 'old'));
  expect(await store.outbox.find(id)).toMatchObject({ state: 'sent', sentAt: NOW });
});

test('the queries of the sender read only the rows they need', async () => {
  store = await openParts();
  const asked: [string, readonly (string | number | bigint | null | Uint8Array)[]][] = [];
  const watched = outboxStore({
    ...store.sql,
    all: (sql, params = []) => (asked.push([sql, params]), store.sql.all(sql, params)),
    get: (sql, params = []) => (asked.push([sql, params]), store.sql.get(sql, params)),
  });
  const lane = { channel: 'app', recipient: 'a' } as const;
  await watched.listNext(lane, NOW, 5);
  await watched.lastRequest(lane);
  await watched.listSentAt(lane, NOW);
  await watched.newestNumbered('a', 'app');
  await watched.listDueLanes(NOW, ['app'], [], 200);
  await watched.findByTask('t');
  await watched.listByInbox(1);
  await watched.listUndelivered();
  for (const [sql, params] of asked) {
    const plan = (await store.sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params)).map((row) => row.detail);
    const expected = sql.includes('AS due')
      ? /SEARCH Outbox USING INDEX Outbox_due/
      : sql.includes("'dead'")
        ? /SCAN Outbox USING INDEX Outbox_undelivered/
        : /SEARCH Outbox USING INDEX Outbox_(recipient_state_id_idx|sent|task|inbox) /;
    const looks = plan.filter((step) => step.includes('Outbox'));
    expect(looks).not.toEqual([]);
    for (const look of looks) expect(look).toMatch(expected);
    if (!sql.includes('AS due')) expect(plan.join()).not.toContain('TEMP B-TREE');
  }
});

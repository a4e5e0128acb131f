import { afterEach, expect, test } from 'vitest';
import { openParts, text, type Parts } from '../delivery/parts.js';

const NOW = new Date('2026-11-23T08:39:00+08:00');
const DAY_MS = 86_400_000;
let store: Parts;
afterEach(() => store.sql.close());

test('keeps a message as it came, gives it back as it was', async () => {
  store = await openParts();
  const message = {
    ...text('a', '记 张三 电话'),
    sentAt: new Date(NOW.getTime() - 5000),
    replyTo: { channel: 'app' as const, userId: 'a', responseCode: 'rc' },
  };
  const [id] = await store.tx((tx) => tx.inbox.addAll([message], NOW));
  expect(await store.inbox.find(id!)).toMatchObject({ ...message, receivedAt: NOW, state: 'new', attempts: 0, processedAt: null, faultNo: null });
});

test('a batch with repeats numbers each message once, in order', async () => {
  store = await openParts();
  const [a, b] = [text('a', '1'), text('b', '1')];
  const ids = await store.tx((tx) => tx.inbox.addAll([a, b, a], NOW));
  expect(ids[1]).toBeGreaterThan(ids[0]!);
  expect(ids[2]).toBeNull();
  expect(await store.tx((tx) => tx.inbox.addAll([b], NOW))).toEqual([null]);
});

test('done is done once', async () => {
  store = await openParts();
  const [id] = await store.tx((tx) => tx.inbox.addAll([text('a', '1')], NOW));
  expect(await store.tx((tx) => tx.inbox.markDone(id!, NOW))).toBe(true);
  expect(await store.tx((tx) => tx.inbox.markDone(id!, NOW))).toBe(false);
  expect(await store.tx((tx) => tx.inbox.markFailed(id!, NOW, '7F3K'))).toBe(false);
});

test('who waits comes in the order of the oldest message', async () => {
  store = await openParts();
  await store.tx((tx) => tx.inbox.addAll([text('b', '1'), text('a', '1'), text('b', '2'), text('c', '1')], NOW));
  expect(await store.inbox.listWaitingPeople(10)).toEqual(['b', 'a', 'c']);
  expect((await store.inbox.listWaiting('b', 10)).map((row) => row.content)).toEqual([
    { kind: 'text', text: '1' },
    { kind: 'text', text: '2' },
  ]);
});

test('what was typed is erased after its time, and what still waits is not', async () => {
  store = await openParts();
  const ids = await store.tx((tx) => tx.inbox.addAll([text('a', 'old'), text('a', 'new'), text('a', 'waits')], NOW));
  await store.tx((tx) => tx.inbox.markDone(ids[0]!, new Date(NOW.getTime() - 31 * DAY_MS)));
  await store.tx((tx) => tx.inbox.markDone(ids[1]!, NOW));
  const before = new Date(NOW.getTime() - 30 * DAY_MS);
  expect(await store.tx((tx) => tx.inbox.eraseOld(before))).toBe(1);
  expect(await store.tx((tx) => tx.inbox.eraseOld(before))).toBe(0);
  expect((await store.inbox.find(ids[0]!))!.content).toEqual({ kind: 'event', name: 'erased', fields: {} });
  expect(JSON.stringify(await store.sql.all('SELECT * FROM Inbox'))).not.toContain('old');
  expect((await store.inbox.find(ids[2]!))!.content).toEqual({ kind: 'text', text: 'waits' });
});

test('a password is overwritten where it was', async () => {
  store = await openParts();
  const [id] = await store.tx((tx) => tx.inbox.addAll([text('a', '密码 hunter2')], NOW));
  await store.tx((tx) => tx.inbox.overwrite(id!, { kind: 'text', text: '（已抹去）' }));
  expect(JSON.stringify(await store.sql.all('SELECT * FROM Inbox'))).not.toContain('hunter2');
});

import { afterEach, expect, test } from 'vitest';
import { openParts, type Parts } from '../delivery/parts.js';

const SLOT = new Date('2026-11-23T08:40:00+08:00');
const after = (seconds: number) => new Date(SLOT.getTime() + seconds * 1000);
let store: Parts;
afterEach(() => store.sql.close());

test('one claims a slot; when his time runs out another does; the first can no longer end it', async () => {
  store = await openParts();
  const claim = (by: string, at: number, until: number) => store.tx((tx) => tx.jobRun.claim('briefing', SLOT, by, after(at), after(until)));
  expect(await claim('one', 0, 60)).toEqual({ attempts: 1, faults: 0 });
  expect(await claim('two', 10, 70)).toBeNull();
  expect(await claim('two', 60, 120)).toEqual({ attempts: 2, faults: 0 });
  const end = { state: 'done' as const, at: after(61), durationMs: 5 };
  expect(await store.tx((tx) => tx.jobRun.finish('briefing', SLOT, 'one', end))).toBe(false);
  expect(await store.tx((tx) => tx.jobRun.finish('briefing', SLOT, 'two', end))).toBe(true);
  expect(await claim('three', 999, 1000)).toBeNull();
});

test('a paused slot is open again when the pause is over', async () => {
  store = await openParts();
  await store.tx((tx) => tx.jobRun.claim('briefing', SLOT, 'one', SLOT, after(60)));
  await store.tx((tx) => tx.jobRun.pause('briefing', SLOT, 'one', after(10), 'no data', 1));
  expect(await store.jobRun.listOpen(after(9))).toEqual([]);
  expect(await store.jobRun.listOpen(after(10))).toMatchObject([{ job: 'briefing', attempts: 1, faults: 1, error: 'no data' }]);
});

test('the last slot is the clock’s: a run by hand does not move it', async () => {
  store = await openParts();
  expect(await store.jobRun.lastSlot('briefing')).toBeNull();
  await store.tx((tx) => tx.jobRun.note('briefing', SLOT, 'baseline', SLOT, null));
  await store.tx((tx) => tx.jobRun.claimAgain('briefing', after(3600), 'manual:x', SLOT, after(60)));
  expect(await store.jobRun.lastSlot('briefing')).toEqual(SLOT);
  expect(await store.jobRun.last('briefing')).toMatchObject({ slotAt: after(3600), state: 'running' });
});

test('a lease is held by one until it runs out or is given back', async () => {
  store = await openParts();
  const take = (holder: string, at: number) => store.tx((tx) => tx.lease.take('aibot', holder, after(at), after(at + 30)));
  expect([await take('one', 0), await take('two', 10), await take('one', 20), await take('two', 49), await take('two', 50)]).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
  expect(await store.lease.holder('aibot', after(60))).toBe('two');
  await store.tx((tx) => tx.lease.release('aibot', 'two'));
  expect(await store.lease.holder('aibot', after(60))).toBeNull();
  expect(await take('one', 60)).toBe(true);
});

import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { ticking } from './ticking.js';

const at = (iso: string): Date => new Date(`${iso}+08:00`);
const MINUTE_MS = 60_000;

test('runs older than two weeks go in the night; no slot runs again, and every job still tells its last run', async () => {
  const chat = await startChat({ clients: [{ name: '王建国' }], now: '2026-11-23T09:00:00+08:00' });
  const { store } = chat.core;
  const clock = await ticking(chat, ['reminder', 'promise', 'job-run-erase']);
  // Six hundred minutes of one job, and a job of a version before this one.
  const first = at('2026-11-23T09:01:00').getTime();
  await store.tx(async (tx) => {
    for (let i = 0; i < 600; i++) await tx.jobRun.note('reminder', new Date(first + i * MINUTE_MS), 'skipped', at('2026-11-23T19:01:00'), null);
    await tx.jobRun.note('retired', at('2026-11-01T09:00:00'), 'skipped', at('2026-11-01T09:00:00'), null);
    await tx.jobRun.note('retired', at('2026-11-02T09:00:00'), 'skipped', at('2026-11-02T09:00:00'), null);
  });
  await chat.say('记 王建国 电话 接通 11月25日给他送方案');
  await clock.tick('2026-11-25T08:30:00');
  await clock.tick('2026-12-24T03:39:00');
  await clock.tick('2026-12-24T03:40:00');
  const left = await chat.db.all<{ job: string; n: number }>('SELECT job, COUNT(*) AS n FROM JobRun WHERE slotAt < ? GROUP BY job ORDER BY job', [
    at('2026-12-10T03:40:00').getTime(),
  ]);
  // The newest before the two weeks stays, as what comes after looks back to it.
  expect(left).toEqual([
    { job: 'job-run-erase', n: 1 },
    { job: 'promise', n: 1 },
    { job: 'reminder', n: 1 },
    { job: 'retired', n: 1 },
  ]);
  expect(await store.jobRun.last('retired')).toMatchObject({ slotAt: at('2026-11-02T09:00:00') });
  const before = await clock.left('chenyu');
  await clock.tick('2026-12-24T03:41:00');
  await clock.tick('2026-12-24T08:30:00');
  expect(await clock.left('chenyu')).toEqual(before);
  expect(before).toEqual(['11-25 08:30 今天：送方案']);
});

test('what has not ended stays, and so does the slot it looks back to', async () => {
  const chat = await startChat({ clients: [{ name: '王建国' }], now: '2026-11-23T09:00:00+08:00' });
  const { store } = chat.core;
  const slot = (day: string): Date => at(`2026-11-${day}T08:40:00`);
  await store.tx(async (tx) => {
    for (const day of ['02', '03', '05', '06']) await tx.jobRun.note('slow', slot(day), 'skipped', slot(day), null);
    await tx.jobRun.claim('slow', slot('04'), 'one', slot('04'), slot('05'));
    await tx.jobRun.note('new', slot('02'), 'baseline', slot('02'), null);
  });
  const before = slot('20');
  expect(await store.jobRun.neededFrom('slow', before)).toEqual(slot('03'));
  expect(await store.tx((tx) => tx.jobRun.eraseBefore('slow', slot('03'), 100))).toBe(1);
  expect(await store.jobRun.slotBefore('slow', slot('04'))).toEqual(slot('03'));
  expect(await store.jobRun.neededFrom('new', before)).toEqual(slot('02'));
  expect(await store.jobRun.neededFrom('unknown', before)).toBeNull();
});

test('a run by hand that is the only one stays in the list; many go in small pieces', async () => {
  const chat = await startChat({ clients: [{ name: '王建国' }], now: '2026-11-23T09:00:00+08:00' });
  const { store } = chat.core;
  const slot = (day: string): Date => at(`2026-10-${day}T08:40:00`);
  await store.tx(async (tx) => {
    await tx.jobRun.claimAgain('briefing', slot('02'), 'manual:x', slot('02'), slot('03'));
    await tx.jobRun.finish('briefing', slot('02'), 'manual:x', { state: 'done', at: slot('02'), durationMs: 1 });
    await tx.jobRun.note('briefing', slot('09'), 'baseline', slot('09'), null);
    for (let i = 0; i < 5; i++) await tx.jobRun.note('reminder', new Date(slot('02').getTime() + i * MINUTE_MS), 'skipped', slot('02'), null);
  });
  expect(await store.jobRun.neededFrom('briefing', slot('20'))).toEqual(slot('02'));
  const from = (await store.jobRun.neededFrom('reminder', slot('20')))!;
  expect(await store.jobRun.countBefore('reminder', from)).toBe(4);
  expect(await store.tx((tx) => tx.jobRun.eraseBefore('reminder', from, 3))).toBe(3);
  expect(await store.tx((tx) => tx.jobRun.eraseBefore('reminder', from, 3))).toBe(1);
});

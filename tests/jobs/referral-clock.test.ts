import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

test('half-way to the receiver, breach to the supervisor, and after two more workdays he may give it on', async () => {
  const chat = await startChat({ clients: ['顾明'], now: '2026-11-23T10:00:00+08:00' });
  const jobs = jobsOf(chat);
  await chat.say('推荐 顾明 教育金', 'sunyue');
  // due 24 November 18:00; half of 32 hours is 02:00, spoken when the night is over
  await jobs.run('referral-clock', '2026-11-24T07:59:00+08:00');
  expect(await jobs.pushes('chenyu')).toHaveLength(1);
  await jobs.run('referral-clock', '2026-11-24T08:00:00+08:00');
  expect((await jobs.pushes('chenyu')).at(-1)).toContain('还没回：孙悦推荐：顾明 白金 TJ-1');
  await jobs.run('referral-clock', '2026-11-24T17:59:00+08:00');
  expect(await jobs.pushes('zhoumin')).toEqual([]);
  await jobs.run('referral-clock', '2026-11-24T18:00:00+08:00');
  await jobs.run('referral-clock', '2026-11-24T18:01:00+08:00');
  expect((await jobs.pushes('chenyu')).at(-1)).toContain('超时：孙悦推荐：顾明');
  const late = await jobs.pushes('zhoumin');
  expect(late).toHaveLength(1);
  expect(late[0]).toContain('跟进：陈宇，已分配');
  expect(late[0]).not.toContain('给林涛');
  const { id } = await chat.core.store.referral.get('TJ-1');
  await chat.tap(`refGive:${id}.lintao`, undefined, 'zhoumin');
  expect((await chat.core.store.referral.get('TJ-1')).toUserId).toBe('chenyu');
  await jobs.run('referral-clock', '2026-11-26T18:00:00+08:00');
  const free = (await jobs.pushes('zhoumin')).at(-1)!;
  expect(free).toContain('给林涛');
  await chat.tap(`refGive:${id}.lintao`, undefined, 'zhoumin');
  expect(await chat.core.store.referral.get('TJ-1')).toMatchObject({ toUserId: 'lintao', state: 'assigned', breachToldAt: null });
});

test('one that was answered is not spoken of again', async () => {
  const chat = await startChat({ clients: ['顾明'], now: '2026-11-23T10:00:00+08:00' });
  const jobs = jobsOf(chat);
  await chat.say('推荐 顾明 教育金', 'sunyue');
  const { id } = await chat.core.store.referral.get('TJ-1');
  await chat.tap(`refMet:${id}`);
  await jobs.run('referral-clock', '2026-11-27T18:00:00+08:00');
  expect(await jobs.pushes('zhoumin')).toEqual([]);
  expect(await jobs.pushes('chenyu')).toHaveLength(1);
});

test('a half that falls on a weekend is spoken of on the working day after', async () => {
  const chat = await startChat({ clients: ['顾明'], now: '2026-11-20T10:00:00+08:00' });
  const jobs = jobsOf(chat);
  await chat.say('推荐 顾明 教育金', 'sunyue');
  await jobs.run('referral-clock', '2026-11-22T12:00:00+08:00');
  expect(await jobs.pushes('chenyu')).toHaveLength(1);
  await jobs.run('referral-clock', '2026-11-23T09:00:00+08:00');
  expect(await jobs.pushes('chenyu')).toHaveLength(2);
});

test('half-way without a receiver it is the supervisor who is reminded', async () => {
  const chat = await startChat({ now: '2026-11-23T10:00:00+08:00' });
  const jobs = jobsOf(chat);
  await chat.say('推荐 周岚 尾号7745 想开户', 'sunyue');
  expect(await jobs.pushes('zhoumin')).toHaveLength(1);
  await jobs.run('referral-clock', '2026-11-24T08:00:00+08:00');
  await jobs.run('referral-clock', '2026-11-24T08:01:00+08:00');
  const told = await jobs.pushes('zhoumin');
  expect(told).toHaveLength(2);
  expect(told[1]).toContain('给林涛');
});

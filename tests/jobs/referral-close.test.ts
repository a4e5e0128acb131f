import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { ticking } from './ticking.js';

test('thirty days after its result a referral is put away, and the result stays to be read', async () => {
  const chat = await startChat({ clients: ['顾明', '周岚'], now: '2026-11-23T10:00:00+08:00' });
  const clock = await ticking(chat, ['referral-close']);
  await chat.say('推荐 顾明 教育金', 'sunyue');
  await chat.say('推荐 周岚 养老', 'sunyue');
  const { id } = await chat.core.store.referral.get('TJ-1');
  await chat.tap(`refMet:${id}`);
  await chat.tap(`refEnd:${id}.signed`);
  await clock.tick('2026-12-23T03:50:00');
  expect(await chat.core.store.referral.get('TJ-1')).toMatchObject({ state: 'signed', result: null });
  await clock.tick('2026-12-24T03:50:00');
  expect(await chat.core.store.referral.get('TJ-1')).toMatchObject({ state: 'closed', result: 'signed' });
  expect(await chat.core.store.referral.get('TJ-2')).toMatchObject({ state: 'assigned', result: null });
  expect(await chat.say('我的推荐', 'sunyue')).toContain('顾明 TJ-1 给陈宇，已结束，已签约');
  // Nothing moves it any more.
  const late = await chat.tap(`refEnd:${id}.declined`);
  expect(late.stored).toEqual([]);
  expect(await chat.core.store.referral.get('TJ-1')).toMatchObject({ state: 'closed', result: 'signed' });
});

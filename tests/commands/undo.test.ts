import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('takes back the newest thing: first the reminder, then the contact', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  await chat.hear('提醒我 15:30 交月报');
  expect(await chat.say('撤销')).toContain('已撤销：交月报');
  expect(await chat.say('撤销')).toContain('已撤销：李秀兰的那次联络');
  expect(await chat.say('撤销')).toContain('没有可以撤销的');
});

test('the contact dates of the client go back to what they were', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const before = await chat.core.store.client.findRow(chat.idOf('李秀兰'));
  await chat.hear('记 李秀兰 电话 祝生日');
  await chat.hear('撤销');
  expect(await chat.core.store.client.findRow(chat.idOf('李秀兰'))).toMatchObject({
    lastContactOn: before!.lastContactOn,
    lastEffectiveContactOn: before!.lastEffectiveContactOn,
    nextContactOn: before!.nextContactOn,
  });
});

test('nobody undoes a colleague’s record', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const said = await chat.hear('记 李秀兰 电话 祝生日');
  const key = said.replies[0]!.buttons!.find((b) => b.text === '撤销')!.key;
  expect((await chat.tap(key, undefined, 'zhoumin')).replies[0]?.text).toContain('没有可以撤销的');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('李秀兰'))).toBe(1);
});

test('what was done later and cannot be taken back is said, and the older one is asked for', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  await chat.hear('补充资料 李秀兰 喜欢喝茶');
  const asked = await chat.hear('撤销');
  expect(asked.stored).toEqual([]);
  expect(asked.replies[0]?.text).toMatch(/^刚办的「补充资料」不能撤销\n能撤销的是在它之前的这一件\n之前：李秀兰的那次联络/);
  expect((await chat.press('先不撤')).replies[0]?.text).toBe('好，没有变');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('李秀兰'))).toBe(1);
  await chat.hear('撤销');
  expect((await chat.press('撤销这件')).replies[0]?.text).toContain('已撤销：李秀兰的那次联络');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('李秀兰'))).toBe(0);
});

test('alone, what cannot be taken back is said to be so', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('补充资料 李秀兰 喜欢喝茶');
  expect(await chat.say('撤销')).toMatch(/^刚办的「补充资料」不能撤销/);
});

test('after ten minutes 撤销 no longer speaks of it', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('补充资料 李秀兰 喜欢喝茶');
  chat.later(11 * 60_000);
  expect(await chat.say('撤销')).toContain('没有可以撤销的');
});

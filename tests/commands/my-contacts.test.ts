import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

async function withContacts() {
  const chat = await startChat({ clients: ['李秀兰', '张国强', { name: '冯岩', manager: 'lintao' }] });
  await chat.hear('记 李秀兰 电话 昨天 祝生日');
  await chat.hear('记 张国强 面访 今天 聊费率');
  await chat.hear('记 李秀兰 电话 11月10日 聊孙女');
  await chat.hear('记 冯岩 电话 今天 问到期', 'lintao');
  return chat;
}

test('the last seven days, newest first, counted by mode; what others wrote is not mine', async () => {
  const chat = await withContacts();
  const said = await chat.hear('我的联络');
  expect(said.replies[0]?.text.split('\n').slice(0, 4)).toEqual([
    '联络2次，2位客户',
    '11月17日至11月23日，面访1 电话1',
    expect.stringMatching(/^1 张国强 11月23日面访.*聊费率/),
    expect.stringMatching(/^2 李秀兰 11月22日电话.*祝生日/),
  ]);
  expect(said.stored).toEqual([]);
  expect((await chat.hear('2')).replies[0]?.text).toMatch(/^李秀兰/);
});

test.each([
  ['昨天我联系了谁', /^联络1次，1位客户\n11月22日/],
  ['今天我记了几条', /^联络1次，1位客户\n11月23日/],
  ['这个月我打了几个电话', /^联络3次，2位客户\n11月1日至11月23日/],
  ['我上一条记的是什么', /^联络2次/],
  ['上周三见了哪些客户', /没有记过联络/],
])('%s', async (words, answer) => {
  const chat = await withContacts();
  const said = await chat.hear(words);
  expect(said.replies[0]?.text, words).toMatch(answer);
  expect(said.stored).toEqual([]);
});

test('who leads reads it by manager, a named one’s list by his name or number; a stranger to the team reads nothing', async () => {
  const chat = await withContacts();
  const team = await chat.say('我的联络', 'zhoumin');
  expect(team).toMatch(/^团队联络3次，3位客户/);
  expect(team).toContain('1 陈宇 2次，2位客户');
  expect(await chat.say('林涛最近联系了几个客户', 'zhoumin')).toMatch(/^林涛联络1次，1位客户/);
  await chat.hear('我的联络', 'zhoumin');
  expect(await chat.say('1', 'zhoumin')).toMatch(/^陈宇联络2次/);
  expect((await chat.tap('myContacts:0.2026-11-17.2026-11-23.chenyu', undefined, 'fangyuan')).replies[0]?.text).toContain('没有记过联络');
});

test('the words of a confidential record are not in the list', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 她确诊了癌症，下周手术');
  expect(await chat.say('我的联络')).not.toContain('癌');
});

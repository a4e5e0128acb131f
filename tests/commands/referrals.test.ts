import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('我的推荐: the referrer, the receiver and the supervisor each read their part; a number opens one', async () => {
  const chat = await startChat({ clients: [{ name: '顾明', level: 'gold' }] });
  expect(await chat.say('我的推荐', 'sunyue')).toContain('还没有推荐');
  await chat.say('推荐 顾明 教育金', 'sunyue');
  expect(await chat.say('我的推荐', 'sunyue')).toContain('推荐1件，1件等回复\n1 顾明 TJ-1 给陈宇，已分配，明天 18:00前回');
  expect(await chat.say('1', 'sunyue')).toContain('跟进：陈宇，已分配');
  expect(await chat.say('我的推荐')).toContain('1 顾明 TJ-1 孙悦推荐给您，已分配');
  await chat.say('1');
  await chat.press('接下');
  expect(await chat.say('我的推荐', 'zhoumin')).toContain('1 顾明 TJ-1 孙悦推荐，陈宇跟进，已接下');
});

import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test.each(['持仓 5678', '历史 5678', '记 李秀兰 来网点了'])('the counter is told who does it and how to bring it to him: %s', async (words) => {
  const chat = await startChat({ clients: [{ name: '李秀兰', mobile: '13812345678' }] });
  const said = await chat.say(words, 'sunyue');
  expect(said).toContain('不在您的岗位里');
  expect(said).toContain('「推荐 客户 需要」');
});

test('the head of the wealth centre reads his branch’s day and week', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say('今天', 'xubin')).toMatch(/^团队早报/);
});

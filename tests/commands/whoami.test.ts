import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('says name, role, outlet and reach', async () => {
  const chat = await startChat({ clients: ['李秀兰', '王建国'] });
  const said = await chat.say('我是谁');
  expect(said).toContain('陈宇，理财经理');
  expect(said).toContain('示例银行园区支行');
  expect(said).toContain('看得到2位客户');
});

test('somebody without a post is told whom to ask', async () => {
  const chat = await startChat();
  expect(await chat.say('我是谁', 'nobody')).toContain('还没有您的岗位资料');
});

import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('explains the last answer that a rule made', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  const why = await chat.say('依据');
  expect(why).toContain('白金每2个月一次');
  expect(why).toContain('11月23日 周一');
  expect(why).toContain('出处：行内约定（可配置）');
});

test('nothing ruled yet', async () => {
  const chat = await startChat();
  expect(await chat.say('依据')).toContain('上一条没有用到规则');
});

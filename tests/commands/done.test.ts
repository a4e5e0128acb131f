import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('numbers mean the list that was shown, also when it has changed since', async () => {
  const chat = await startChat();
  await chat.hear('提醒我 15:30 回电');
  await chat.hear('提醒我 16:30 发方案');
  await chat.hear('待办');
  await chat.hear('提醒我 9:30 晨会');
  expect(await chat.say('完成 1')).toContain('✓ 回电');
});

test('a second time says so, an unknown number too', async () => {
  const chat = await startChat();
  await chat.hear('提醒我 15:30 回电');
  await chat.hear('待办');
  await chat.hear('完成 1');
  expect(await chat.say('完成 1')).toContain('早就完成了');
  expect(await chat.say('完成 9')).toContain('没对上序号');
});

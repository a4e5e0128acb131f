import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('a kind is switched off and on again', async () => {
  const chat = await startChat();
  expect(await chat.say('关闭 临界客户')).toContain('已关「临界客户」提醒');
  expect(await chat.core.store.noticeSwitch.isOff('chenyu', 'tier-critical')).toBe(true);
  expect(await chat.say('开启 临界客户')).toContain('已开「临界客户」提醒');
  expect(await chat.core.store.noticeSwitch.isOff('chenyu', 'tier-critical')).toBe(false);
});

test('a duty cannot be switched off', async () => {
  const chat = await startChat();
  expect(await chat.say('关闭 案件')).toContain('是职责，不能关');
});

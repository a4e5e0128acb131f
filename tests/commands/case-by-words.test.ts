import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('what was done with a running case is heard in words, and the card names the case first', async () => {
  const chat = await startChat({ clients: ['李秀兰', '王建国'] });
  await chat.say('投诉 李秀兰 手续费没人告诉她');
  await chat.say('对');
  const asked = await chat.hear('跟进一下李秀兰的案子：已联系分行');
  expect(asked.stored).toEqual([]);
  expect(asked.replies[0]!.text).toContain('李秀兰');
  expect(asked.replies[0]!.text).toContain('已联系分行');
  await chat.press('对，就是这件');
  expect(await chat.say('案件 李秀兰 历程')).toContain('已联系分行');
  expect(await chat.say('王总很生气，转账被限额了没人管')).toContain('王建国');
});

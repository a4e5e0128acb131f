import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

/** What was to be put down was not 记; what was to be done was not 办. */
test.each([
  ['投诉 李秀兰 到账晚了三天', '没有记'],
  ['提醒我给李秀兰打电话', '没有办'],
])('%s, given up: %s', async (words, told) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.say(words);
  const [draft] = await chat.core.store.draft.listOpen('chenyu');
  const dropped = await chat.tap(`drop:${String(draft?.id)}`);
  expect(dropped.replies[0]?.text).toContain(told);
  expect(dropped.stored).toEqual([]);
});

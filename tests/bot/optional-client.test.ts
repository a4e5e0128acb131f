import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('a reminder with somebody who is no client is stored at once, the words whole and without a client', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰' }] });
  const said = await chat.hear('提醒我明天下午三点给孟总打电话');
  expect(said.asked).toBe(false);
  expect(said.stored.map((one) => one.kind)).toEqual(['task']);
  const task = await chat.core.store.task.find(said.stored[0]!.id);
  expect(task).toMatchObject({ clientId: null, text: '给孟总打电话' });
});

test('a contact cannot do without its client: it is asked who is meant', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰' }] });
  const said = await chat.hear('记 孟总 电话 祝生日');
  expect(said.stored).toEqual([]);
  expect(said.asked).toBe(true);
});

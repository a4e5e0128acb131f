import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('what was not confirmed is found again and goes on from there', async () => {
  const chat = await startChat({ clients: [{ name: '张国强', gender: 'male' }] });
  await chat.hear('刚跟老张通了电话，聊了养老');
  await chat.hear('帮助');
  const list = await chat.hear('草稿');
  expect(list.replies[0]?.text).toContain('刚跟老张通了电话');
  const again = await chat.press(list.replies[0]!.buttons![0]!.text);
  expect(again.replies[0]?.text).toContain('这样记对吗');
  expect((await chat.press('对，记下')).stored.map((s) => s.kind)).toContain('contactRecord');
});

test('none: says where they would be', async () => {
  const chat = await startChat();
  expect(await chat.say('草稿')).toContain('没有草稿');
});

test('all of them are counted, the older ones stand behind 更多', async () => {
  const chat = await startChat({ clients: [{ name: '张国强', gender: 'male' }] });
  for (const n of [1, 2, 3, 4, 5, 6]) await chat.hear(`刚跟老张通了电话，聊了第${n}只产品`);
  const list = await chat.hear('草稿');
  expect(list.replies[0]?.text).toContain('草稿6条');
  expect(list.replies[0]?.text).toContain('聊了第6只产品');
  expect(list.replies[0]?.text).not.toContain('聊了第2只产品');
  const older = await chat.press('更多');
  expect(older.replies[0]?.text).toContain('聊了第2只产品');
  expect(older.replies[0]?.text).toContain('聊了第1只产品');
  expect(older.replies[0]?.buttons?.map((one) => one.text)).not.toContain('更多');
});

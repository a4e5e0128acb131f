import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('keeps time and place, and shows up with the client', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  const said = await chat.hear('约李秀兰 明天10点 面谈 园区支行');
  const done = said.asked ? await chat.press(said.replies[0]!.buttons![0]!.text) : said;
  expect(done.replies[0]?.text).toContain('已约：李阿姨 明天 10:00');
  expect(await chat.core.store.task.listOpenByClient(chat.idOf('李秀兰'))).toMatchObject([
    { kind: 'appointment', dueOn: '2026-11-24', dueTime: '10:00' },
  ]);
  expect(await chat.say('查 李秀兰')).toContain('待办：明天 10:00');
});

test('a time that has passed is no appointment', async () => {
  const chat = await startChat({ clients: ['李秀兰'], now: '2026-11-23T15:00:00+08:00' });
  await chat.hear('预约 李秀兰 今天10:00');
  expect(await chat.core.store.task.listOpenByClient(chat.idOf('李秀兰'))).toEqual([]);
});

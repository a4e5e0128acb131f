import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { ticking } from '../jobs/ticking.js';

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

test('who comes along is told with its owner, half an hour before, and reads no name he may not see', async () => {
  const chat = await startChat({ clients: [{ name: '赵敏', deputy: 'hejing' }, { name: '李秀兰' }] });
  const clock = await ticking(chat, ['reminder']);
  for (const words of ['预约 赵敏 11月24日 09:00 和何婧一起', '预约 李秀兰 11月24日 14:00 和林涛一起']) {
    const said = await chat.hear(words);
    if (said.asked) await chat.press(said.replies[0]!.buttons![0]!.text);
  }
  for (const time of ['08:29', '08:30', '08:31', '13:30', '13:31']) await clock.tick(`2026-11-24T${time}:00`);
  expect(await clock.left('chenyu')).toEqual(['11-24 08:30 09:00 赵敏 面谈', '11-24 13:30 14:00 李秀兰 面谈']);
  expect(await clock.left('hejing')).toEqual(['11-24 08:30 09:00 和陈宇：赵敏 面谈']);
  expect(await clock.left('lintao')).toEqual(['11-24 13:30 14:00 和陈宇：李*兰 面谈']);
  const own = await chat.db.get<{ payload: string }>(
    `SELECT payload FROM Outbox WHERE recipient = 'chenyu' AND notice = 'reminder' ORDER BY id LIMIT 1`,
  );
  expect(JSON.parse(own!.payload)).toMatchObject({ rows: expect.arrayContaining([{ key: '同去', value: '何婧' }]) });
});

test('约面谈 on the card of a product that matures asks for the time of this client', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const asked = await chat.tap(`meet:${chat.idOf('李秀兰')}`);
  expect(asked.asked).toBe(true);
  expect(asked.stored).toEqual([]);
  const said = await chat.hear('明天下午3点');
  expect(said.stored.map((one) => one.kind)).toEqual(['task']);
  expect(said.replies[0]?.text).toContain('李秀兰');
});

test('the tap of somebody who does not serve him books nothing', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const said = await chat.tap(`meet:${chat.idOf('李秀兰')}`, undefined, 'fangyuan');
  expect(said.asked).toBe(false);
  expect(said.replies[0]?.text).not.toContain('李秀兰');
});

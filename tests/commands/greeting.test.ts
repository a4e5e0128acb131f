import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const LI = { name: '李秀兰', honorific: '李阿姨', gender: 'female' as const, birthOn: '1958-11-25' };

test('a birthday draft in the manager’s voice, kept, and another at a tap', async () => {
  const chat = await startChat({ clients: [LI] });
  const said = await chat.hear('祝福 李秀兰 生日');
  expect(said.replies[0]?.card?.title).toBe('生日祝福：李秀兰（李阿姨）');
  expect(said.replies[0]?.card?.quote).toMatch(/^李阿姨，.*陈宇$/);
  expect(said.stored.map((one) => one.kind)).toEqual(['draft']);
  expect(await chat.db.get('SELECT text, state FROM Draft')).toEqual({ text: said.replies[0]?.card?.quote, state: 'stored' });
  expect((await chat.press('换一条')).replies[0]?.card?.quote).not.toBe(said.replies[0]?.card?.quote);
});

test('a festival by its name, on its day', async () => {
  const chat = await startChat({ clients: [LI] });
  const said = await chat.hear('祝福 李秀兰 端午');
  expect(said.replies[0]?.text).toContain('端午安康');
  expect(said.replies[0]?.text).toContain('2027年6月9日');
});

test('who lost somebody within a year gets no festive words, and another way is offered', async () => {
  const chat = await startChat({ clients: [LI], now: '2026-03-18T10:00:00+08:00' });
  await chat.say('补充资料 李秀兰 老伴去世');
  chat.at('2026-09-22T09:00:00+08:00');
  const said = await chat.say('祝福 李秀兰 中秋');
  expect(said).toContain('李秀兰：中秋不发祝福');
  expect(said).toContain('换个平常日子');
  chat.at('2027-09-13T09:00:00+08:00');
  expect(await chat.say('祝福 李秀兰 中秋')).toContain('中秋祝福：李秀兰');
});

test('今年不发 is remembered', async () => {
  const chat = await startChat({ clients: [LI] });
  await chat.say('祝福 李秀兰 生日');
  expect((await chat.press('今年不发')).replies[0]?.text).toContain('这次生日不发祝福');
  expect(await chat.db.get('SELECT occasion, byUserId FROM CareSkip')).toEqual({ occasion: 'birthday:2026-11-25', byUserId: 'chenyu' });
});

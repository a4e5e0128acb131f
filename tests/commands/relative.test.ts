import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('keeps a relative with a solar birthday, without care until the client agreed', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  const said = await chat.hear('关系人 李秀兰 女儿 王小雨 5月12日');
  expect(said.replies[0]?.text).toContain('已记：李阿姨的女儿 王小雨，5月12日生日');
  expect(await chat.core.store.relatedPerson.listForClient(chat.idOf('李秀兰'))).toMatchObject([
    { name: '王小雨', relation: 'child', birthKey: '05-12', careAllowed: 0 },
  ]);
});

test('a lunar birthday stays lunar', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say('关系人 李秀兰 丈夫 王大海 农历八月十五')).toContain('农历八月十五生日');
  expect(await chat.core.store.relatedPerson.listForClient(chat.idOf('李秀兰'))).toMatchObject([
    { relation: 'spouse', birthCalendar: 'lunar', birthKey: '08-15' },
  ]);
});

test('of two relations in one sentence, the word of the one who is stored is read back', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say('关系人 李秀兰 女婿 赵强 女儿的丈夫')).toContain('女婿');
});

test('the client’s page and what is asked about the family call a relative alike', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.say('关系人 李秀兰 配偶 张敏');
  await chat.say('关系人 李秀兰 其他 周芸');
  const family = await chat.say('李秀兰家里有什么人');
  expect(family).toContain('配偶：张敏');
  expect(family).toContain('关系人：周芸');
  await chat.say('李秀兰');
  expect((await chat.tap(`more:${chat.idOf('李秀兰')}`)).replies[0]?.text).toMatch(/家人：.*配偶张敏.*/);
});

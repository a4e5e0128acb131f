import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const LI = { name: '李秀兰', honorific: '李阿姨', birthOn: '1958-11-25' };

test('an anniversary comes back every year and stands in the care list', async () => {
  const chat = await startChat({ clients: [LI] });
  const said = await chat.hear('登记日子 李秀兰 结婚纪念日 11月30日');
  expect(said.replies[0]?.text).toContain('已登记：李阿姨 结婚纪念日');
  expect(said.stored.map((one) => one.kind)).toEqual(['careDate']);
  expect(await chat.db.get('SELECT kind, rule, month, day, yearKey FROM CareDate')).toEqual({
    kind: 'anniversary',
    rule: 'solarYearly',
    month: 11,
    day: 30,
    yearKey: '11-30',
  });
  expect(await chat.say('关怀')).toContain('11月30日 周一 李秀兰 结婚纪念日');
});

test('a birthday that was told replaces the file’s for reminders', async () => {
  const chat = await startChat({ clients: [LI] });
  await chat.say('登记日子 李秀兰 生日 农历十月十五');
  await chat.say('登记日子 李秀兰 生日 农历十月十六');
  expect(await chat.db.all(`SELECT rule, month, day, active FROM CareDate ORDER BY id`)).toEqual([
    { rule: 'lunarYearly', month: 10, day: 15, active: 0 },
    { rule: 'lunarYearly', month: 10, day: 16, active: 1 },
  ]);
  const list = await chat.say('生日');
  expect(list).toContain('1位过生日');
  expect(list).toContain('11月24日 周二');
});

test('somebody ill: a task for today without naming it, and no line in any list', async () => {
  const chat = await startChat({ clients: [LI] });
  const said = await chat.hear('登记日子 李秀兰 住院 今天');
  expect(said.replies[0]?.text.split('\n')[0]).toBe('已登记：李阿姨 问候');
  expect(said.stored.map((one) => one.kind)).toEqual(['careDate', 'task']);
  expect(await chat.say('关怀')).not.toContain('李秀兰');
  const todo = await chat.say('待办');
  expect(todo).toContain('问候李阿姨');
  expect(todo).not.toContain('住院');
});

test('不要了 takes it back', async () => {
  const chat = await startChat({ clients: [LI] });
  await chat.say('登记日子 李秀兰 住院 今天');
  expect((await chat.press('不要了')).replies[0]?.text).toContain('已删：李阿姨的这个日子');
  expect(await chat.db.get('SELECT active FROM CareDate')).toEqual({ active: 0 });
  expect(await chat.db.get('SELECT state FROM Task')).toEqual({ state: 'cancelled' });
});

test('nobody registers a day for somebody else’s client', async () => {
  const chat = await startChat({ clients: [{ name: '王芳', manager: 'lintao' }] });
  expect(await chat.say('登记日子 王芳 生日 5月20日')).toContain('没找到');
});

import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const MANY = Array.from({ length: 12 }, (_, i) => ({
  name: `赵${'甲乙丙丁戊己庚辛壬癸子丑'[i]}`,
  level: i < 2 ? ('blackGold' as const) : ('gold' as const),
}));

test('lists ten, says how many there are, and 更多 turns the page', async () => {
  const chat = await startChat({ clients: MANY });
  const first = await chat.say('我的客户');
  expect(first.split('\n')[0]).toBe('我的客户12位，这是第1到10位');
  const second = await chat.say('更多');
  expect(second.split('\n')[0]).toContain('12位');
  expect(second.split('\n')[0]).toContain('第11到12位');
  expect(second).not.toContain('更多');
});

test.each([
  ['我的客户 黑金', '黑金的客户2位'],
  ['我的客户 白金', '没有白金的客户'],
  ['我的客户 30天未联系', '30天未联系的客户12位'],
])('filters: %s', async (text, first) => {
  const chat = await startChat({ clients: MANY });
  expect((await chat.say(text)).split('\n')[0]).toContain(first);
});

test('only the clients within reach are counted', async () => {
  const chat = await startChat({ clients: [...MANY, { name: '钱一', manager: 'lintao' }, { name: '钱二', manager: 'fangyuan', org: '001202' }] });
  expect(await chat.say('我的客户', 'lintao')).toContain('我的客户1位');
  expect(await chat.say('我的客户', 'zhoumin')).toContain('团队的客户13位');
  expect(await chat.say('我的客户', 'sunyue')).toContain('不在您的岗位里');
});

test('a number opens the client of that line, not what an older question meant by it', async () => {
  const chat = await startChat({
    clients: [
      { name: '张伟', mobile: '13500003321' },
      { name: '张伟', mobile: '13500000917' },
      { name: '李秀兰', level: 'blackGold' },
    ],
  });
  await chat.say('记 张伟 电话 聊基金');
  expect(await chat.say('我的客户')).toContain('1 李秀兰');
  const said = await chat.hear('1');
  expect(said.replies[0]?.text).toContain('李秀兰');
  expect(said.stored).toEqual([]);
});

test('a surname, something known of a client, and the richest are conditions', async () => {
  const chat = await startChat({ clients: ['刘洋', '刘芳', '赵敏'] });
  await chat.hear('补充资料 赵敏 喜欢打高尔夫');
  expect(await chat.say('姓刘的客户有哪些')).toMatch(/^姓刘的客户2位/);
  const golf = await chat.say('打高尔夫的客户有谁');
  expect(golf).toMatch(/^有“高尔夫”的客户1位/);
  expect(golf).toContain('赵敏');
  expect(await chat.say('哪些客户会潜水')).toMatch(/^没有记着“潜水”的客户/);
  expect(await chat.say('我手上一共多少客户')).toMatch(/^我的客户3位/);
});

test('a supervisor asks how many clients one manager has', async () => {
  const chat = await startChat({ clients: ['刘洋', { name: '刘芳', manager: 'lintao' }, { name: '赵敏', manager: 'lintao' }] });
  expect(await chat.say('林涛手上有多少客户', 'zhoumin')).toMatch(/^林涛的客户2位/);
});

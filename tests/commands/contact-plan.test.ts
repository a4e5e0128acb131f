import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

/** Due days as they would have come about; the clock stands on Monday 2026-11-23. */
async function bank() {
  const chat = await startChat({ clients: ['李秀兰', '何伟', '孙丽', '赵敏', '郑强', { name: '别家', manager: 'lintao' }] });
  const due = { 李秀兰: '2026-11-23', 何伟: '2026-11-11', 孙丽: '2026-11-30', 赵敏: '2026-12-01', 郑强: '2026-11-21', 别家: '2026-11-23' };
  for (const [name, on] of Object.entries(due)) await chat.db.run('UPDATE Client SET nextContactOn = ? WHERE id = ?', [on, chat.idOf(name)]);
  return chat;
}

test('lists overdue, due and near contacts of one’s own, the longest overdue first', async () => {
  const chat = await bank();
  const lines = (await chat.say('联络计划')).split('\n');
  expect(lines[0]).toBe('该联络4位：超期2，到期1，快到期1');
  // 2026-11-21 is a Saturday: Monday is the first workday after it. 12-01 is six workdays away.
  expect(lines.slice(1, 5)).toEqual([
    '1 何伟 白金 超8个工作日，没联络过',
    '2 郑强 白金 超1个工作日，没联络过',
    '3 李秀兰 白金 今天该联络，没联络过',
    '4 孙丽 白金 11月30日 周一前，没联络过',
  ]);
});

test('the number brings the client’s card, and a logged contact takes him off the list', async () => {
  const chat = await bank();
  await chat.say('联络计划');
  expect(await chat.say('1')).toContain('何伟 白金');
  await chat.say('记 何伟 电话 接通 聊了近况');
  expect((await chat.say('联络计划')).split('\n')[0]).toBe('该联络3位：超期1，到期1，快到期1');
});

test('a period lists what falls due in it; nothing due says so', async () => {
  const chat = await bank();
  expect((await chat.say('联络计划 下周')).split('\n')[0]).toContain('该联络2位');
  expect(await chat.say('联络计划', 'fangyuan')).toContain('眼下没有该联络的客户');
});

test('more than ten are paged by 更多', async () => {
  const chat = await startChat({ clients: Array.from({ length: 13 }, (_one, i) => `客户${'甲乙丙丁戊己庚辛壬癸子丑寅'[i]}`) });
  await chat.db.run(`UPDATE Client SET nextContactOn = '2026-11-20'`);
  const first = await chat.say('联络计划');
  expect(first.split('\n').filter((line) => /^\d+ /.test(line))).toHaveLength(10);
  const second = await chat.say('更多');
  expect(second.split('\n').filter((line) => /^\d+ /.test(line))).toHaveLength(3);
  expect(second).toContain('第11到13位');
});

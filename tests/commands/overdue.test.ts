import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

async function bank() {
  const chat = await startChat({
    clients: [
      '李秀兰',
      { name: '冯岩', manager: 'lintao' },
      { name: '卢静', manager: 'lintao' },
      { name: '孙丽', manager: 'fangyuan', org: '001202' },
    ],
  });
  for (const [name, on] of [
    ['李秀兰', '2026-11-20'],
    ['冯岩', '2026-11-09'],
    ['卢静', '2026-11-23'],
    ['孙丽', '2026-11-02'],
  ] as const)
    await chat.db.run('UPDATE Client SET nextContactOn = ? WHERE id = ?', [on, chat.idOf(name)]);
  await chat.db.run(`UPDATE Client SET nextContactOn = '2026-11-16' WHERE name = '卢静'`);
  return chat;
}

test('a manager sees his own overdue clients', async () => {
  const chat = await bank();
  expect((await chat.say('逾期')).split('\n').slice(0, 2)).toEqual(['超期没联络1户', '1 李秀兰 白金 超1个工作日，没联络过']);
  expect(await chat.say('逾期', 'hejing')).toContain('没有超期没联络的客户');
});

test('a supervisor sees his outlet by manager, opens one, and asks him once a day', async () => {
  const chat = await bank();
  const lines = (await chat.say('逾期', 'zhoumin')).split('\n');
  expect(lines.slice(0, 3)).toEqual(['2位理财经理有超期的客户', '1 林涛 2户，最久10个工作日，1户超10个', '2 陈宇 1户，最久1个工作日']);
  expect(await chat.say('1', 'zhoumin')).toContain('林涛超期没联络2户');
  await chat.tap('overdueAsk:lintao.2', undefined, 'zhoumin');
  await chat.tap('overdueAsk:lintao.2', undefined, 'zhoumin');
  expect(await chat.pushed('lintao')).toEqual([expect.stringContaining('周敏问：2户联络超期，怎么安排')]);
});

test('nobody asks managers of another outlet', async () => {
  const chat = await bank();
  await chat.tap('overdueAsk:fangyuan.1', undefined, 'zhoumin');
  await chat.tap('overdueAsk:lintao.1', undefined, 'chenyu');
  expect(await chat.pushed('fangyuan')).toEqual([]);
  expect(await chat.pushed('lintao')).toEqual([]);
});

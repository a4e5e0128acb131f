import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

test('the supervisor gets the counts of his own outlet, on working days only', async () => {
  const chat = await startChat({
    clients: [{ name: '何伟' }, { name: '冯岩', manager: 'lintao' }, { name: '卢静', manager: 'fangyuan', org: '001202' }],
    now: '2026-11-22T08:50:00+08:00',
  });
  await chat.db.run(`UPDATE Client SET nextContactOn = '2026-11-02'`);
  const jobs = jobsOf(chat);
  await jobs.run('briefing-lead', '2026-11-22T08:50:00+08:00');
  expect(await jobs.pushes('zhoumin')).toEqual([]);
  await jobs.run('briefing-lead', '2026-11-23T08:50:00+08:00');
  expect(await jobs.pushes('zhoumin')).toEqual(['团队早报 11月23日 周一：没有超时\n1 联络超10个工作日2户：陈宇1 林涛1\n打序号看单子']);
});

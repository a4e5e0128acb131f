import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

test('after ten minutes without an answer the supervisor is told, once; an answered one stays quiet', async () => {
  const chat = await startChat({ clients: ['吴静', '高洁'], now: '2026-11-23T21:30:00+08:00' });
  const jobs = jobsOf(chat);
  await chat.say('现场 吴静 要转走资金', 'sunyue');
  await chat.say('现场 高洁 想见经理', 'sunyue');
  const answered = await chat.db.get<{ id: string }>(`SELECT id FROM Task WHERE kind = 'onSite' ORDER BY createdAt DESC`);
  await chat.tap(`siteAck:${answered!.id}`);
  await jobs.run('on-site-clock', '2026-11-23T21:40:00+08:00');
  expect(await jobs.pushes('zhoumin')).toEqual([]);
  await jobs.run('on-site-clock', '2026-11-23T21:41:00+08:00');
  await jobs.run('on-site-clock', '2026-11-23T21:42:00+08:00');
  const told = await jobs.pushes('zhoumin');
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('无人应答：吴静 白金，在大堂');
  const [row] = await chat.core.store.outbox.listNewest('zhoumin', 1);
  expect(row!.notBefore.getTime()).toBeLessThanOrEqual(chat.now().getTime());
});

test('the supervisor called for somebody unknown is told once more', async () => {
  const chat = await startChat({ clients: ['吴静'], now: '2026-11-23T10:30:00+08:00' });
  const jobs = jobsOf(chat);
  await chat.say('现场 王大力 要转走资金', 'sunyue');
  await chat.press('叫主管', 'sunyue');
  await jobs.run('on-site-clock', '2026-11-23T10:45:00+08:00');
  const told = await jobs.pushes('zhoumin');
  expect(told).toHaveLength(2);
  expect(told[1]).toContain('无人应答：大堂有人等，没查到是谁');
  expect(told[1]).toContain('先请人到大堂。周敏还没有应答。');
  expect(told[1]).toContain('“王大力：要转走资金”');
});

import { describe, expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { clockFrom } from '../../src/clock.js';
import { DEFAULT_RULES, parseRules, type Rules } from '../../src/domain/rules.js';
import { jobs } from '../../src/jobs/index.js';
import { createSchedule } from '../../src/schedule.js';
import { startChat } from '../helpers/chat.js';
import { jobsOf } from '../helpers/jobs.js';

const CLIENTS = [
  { name: '李秀兰', birthOn: '1958-11-23' },
  { name: '何伟', manager: 'lintao' },
  { name: '冯岩', manager: 'fangyuan', org: '001202' },
  { name: '王建国', level: 'blackGold' as const, deputy: 'hejing' },
];

describe('the morning briefing', () => {
  test('every manager and adviser gets one, once, with what is due with his clients', async () => {
    const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T08:40:00+08:00' });
    await chat.db.run(`UPDATE Client SET nextContactOn = '2026-11-23' WHERE name IN ('何伟', '王建国')`);
    const jobs = jobsOf(chat);
    await jobs.run('briefing', '2026-11-23T08:40:00+08:00');
    await jobs.run('briefing', '2026-11-23T08:40:00+08:00');
    expect(await jobs.pushes('chenyu')).toEqual(['早报 11月23日 周一：2件\n1 李秀兰 白金：今天生日\n2 王建国 黑金：该联络\n打序号看卡片']);
    expect(await jobs.pushes('lintao')).toEqual(['早报 11月23日 周一：1件\n1 何伟 白金：该联络\n打序号看卡片']);
    expect(await jobs.pushes('hejing')).toEqual(['早报 11月23日 周一：1件\n1 王建国 黑金：该联络\n打序号看卡片']);
    expect(await jobs.pushes('fangyuan')).toEqual([expect.stringContaining('早报 11月23日 周一：今天没有到期的事')]);
    expect(await jobs.pushes('sunyue')).toEqual([]);
  });

  test('says the same as 「今天」, and a typed number answers it', async () => {
    const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T08:40:00+08:00' });
    const jobs = jobsOf(chat);
    await jobs.run('briefing', '2026-11-23T08:40:00+08:00');
    const [pushed] = await jobs.pushes('chenyu');
    expect(await chat.say('1')).toContain('李秀兰 白金\n今天生日');
    expect(await chat.say('今天')).toBe(pushed);
  });

  test('not on a day off; the working day after a holiday covers it', async () => {
    const chat = await startChat({ clients: [{ name: '李秀兰', birthOn: '1958-10-03' }], now: '2026-10-01T08:40:00+08:00' });
    const jobs = jobsOf(chat);
    for (let day = 1; day <= 7; day++) await jobs.run('briefing', `2026-10-0${day}T08:40:00+08:00`);
    expect(await jobs.pushes('chenyu')).toEqual([]);
    await jobs.run('briefing', '2026-10-08T08:40:00+08:00');
    const [text] = await jobs.pushes('chenyu');
    expect(text).toContain('1 李秀兰 白金：10月3日 周六生日');
    expect(text).toContain('10月1日至10月7日放假期间的也在内');
  });

  test('who switched it off gets none', async () => {
    const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T08:40:00+08:00' });
    expect(await chat.say('关闭早报提醒')).toContain('已关');
    const jobs = jobsOf(chat);
    await jobs.run('briefing', '2026-11-23T08:40:00+08:00');
    expect(await jobs.pushes('chenyu')).toEqual([]);
  });

  test('many clients: every one of a bank-wide page is found', async () => {
    const chat = await startChat({ clients: [], now: '2026-11-23T08:40:00+08:00' });
    await chat.db.tx(async (tx) => {
      for (let i = 0; i < 1203; i++) {
        const id = `c${String(i).padStart(5, '0')}`;
        await tx.run(
          ...insertInto('Client', {
            id,
            name: `客户${i}`,
            birthCalendar: 'solar',
            birthOn: '1970-11-23',
            birthKey: '11-23',
            orgId: '001201',
            level: 'gold',
            status: 'active',
            pinyin: '',
            initials: '',
            mainManagerId: i % 2 ? 'chenyu' : 'lintao',
            createdBy: 't',
            createdAt: 0,
            updatedBy: 't',
            updatedAt: 0,
            version: 1,
          }),
        );
      }
    });
    const jobs = jobsOf(chat);
    await jobs.run('briefing', '2026-11-23T08:40:00+08:00');
    expect((await jobs.pushes('chenyu'))[0]).toContain('：601件');
    expect((await jobs.pushes('lintao'))[0]).toContain('：602件');
  });
});

test('its times are the bank’s rules, in the list of jobs too', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-23T08:30:00+08:00' });
  const parsed = parseRules({ briefing: { rm: '09:05', supervisor: '14:30' } });
  const bank = parsed.ok ? parsed.rules : DEFAULT_RULES;
  const quiet = () => undefined;
  const list = async (rules: Rules) => {
    const schedule = createSchedule({
      jobs,
      store: chat.core.store,
      clock: { ...clockFrom(chat.now()), now: () => chat.now() },
      log: { info: quiet, warn: quiet, error: quiet },
      instanceId: 't',
      rules,
      calendarOf: chat.core.deps.calendarOf,
      render: chat.core.deps.render,
      pushChannel: 'app',
    });
    return Object.fromEntries(
      (await schedule.listJobs()).filter((job) => job.name.startsWith('briefing')).map((job) => [job.name, [job.cron, job.next?.toISOString()]]),
    );
  };
  expect(await list(DEFAULT_RULES)).toEqual({
    briefing: ['40 8 * * *', '2026-11-23T00:40:00.000Z'],
    'briefing-lead': ['50 8 * * *', '2026-11-23T00:50:00.000Z'],
  });
  expect(await list(bank)).toEqual({
    briefing: ['5 9 * * *', '2026-11-23T01:05:00.000Z'],
    'briefing-lead': ['30 14 * * *', '2026-11-23T06:30:00.000Z'],
  });
});

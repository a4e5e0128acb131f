import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readData, startDemo, tempFolder, type RunningDemo } from '../helpers/demo.js';
import { launch, openConsole, type ConsolePhone } from './chromium.js';

const folder = tempFolder();
let demo: RunningDemo;
let browser: Browser;
let errors: string[];
let chenyu: ConsolePhone;
let zhoumin: ConsolePhone;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(folder.path), launch()]);
  const opened = await openConsole(browser, demo.console);
  errors = opened.errors;
  chenyu = opened.phone(0);
  zhoumin = opened.phone(1);
}, 90_000);

afterAll(async () => {
  await browser?.close();
  expect(await demo?.stop()).toBe(0);
  folder.remove();
});

const see = (phone: ConsolePhone, text: string | RegExp) => phone.find(text).waitFor({ timeout: 20_000 });
const theCase = () =>
  readData(folder.path, async (sql) => {
    const [row] = await sql.all<{
      id: string;
      no: string;
      state: string;
      ownerId: string;
      clientWords: string;
      receivedAt: number;
      contactedAt: number | null;
      regDueAt: number;
      rootCause: string | null;
    }>('SELECT * FROM "Case"');
    const events = row
      ? await sql.all<{ kind: string; byUserId: string }>('SELECT kind, byUserId FROM CaseEvent WHERE caseId = ? ORDER BY id', [row.id])
      : [];
    return { row, events };
  });

test('a complaint from intake to closing, by a manager and his supervisor on two phones', async () => {
  const words = '赎回的钱三天没到账，打电话也没人管';
  await chenyu.say(`投诉 赵敏 ${words}`);
  await see(chenyu, '登记投诉：赵敏');
  // A legal clock starts only with a tap; until then nothing is stored and nobody is told.
  expect((await theCase()).row).toBeUndefined();
  expect(await zhoumin.heard().filter({ hasText: '赵敏' }).count()).toBe(0);
  await chenyu.press('登记投诉：赵敏', '对，登记');
  await see(chenyu, '投诉已登记：赵敏');
  const registered = await chenyu.find('投诉已登记：赵敏').innerText();
  expect(registered).toContain(words);
  expect(registered).toContain('11月24日 周二'); // first contact within 24 hours
  expect(registered).toContain('12月8日 周二 24:00前'); // fifteen days
  await see(zhoumin, '投诉已登记');
  expect(await zhoumin.find('投诉已登记').innerText()).toContain(words);

  const intake = await theCase();
  expect(intake.row).toMatchObject({ no: 'TS-1', ownerId: 'chenyu', clientWords: words, contactedAt: null });
  expect(new Date(Number(intake.row?.receivedAt)).toISOString()).toMatch(/^2026-11-23T00:(39|4\d)/);

  await chenyu.press('投诉已登记：赵敏', '联系了');
  await see(chenyu, '怎么联系的');
  await chenyu.press('怎么联系的', '电话');
  await see(chenyu, '首次联系已完成');

  await zhoumin.press('投诉已登记', '批示');
  await see(zhoumin, '批示什么');
  await zhoumin.say('今天先把到账时间查清楚');
  await see(zhoumin, '已批示');
  await see(chenyu, '今天先把到账时间查清楚');

  await chenyu.press('首次联系已完成', '记进展');
  await see(chenyu, '有什么进展');
  await chenyu.say('已核实流水，22日到账');
  await see(chenyu, /已记进展|进展已记/);

  await chenyu.press('首次联系已完成', '结论');
  await see(chenyu, '核实的情况是什么');
  await chenyu.say('赎回款11月22日到账，比说明书晚一天');
  await see(chenyu, '依据和理由是什么');
  await chenyu.say('说明书第八条写明两个工作日到账，系统升级拖了一天');
  await see(chenyu, '结论已存');
  expect(await chenyu.find('结论已存').innerText()).toMatch(/核查、调解、仲裁、诉讼/);

  await chenyu.press('结论已存', '告知');
  await see(chenyu, '用什么方式告知');
  await chenyu.press('用什么方式告知', '短信');
  await see(chenyu, '告知的凭证是什么');
  await chenyu.say('短信回执 0911');
  await see(chenyu, '已告知客户');

  // Without the root cause a complaint is not closed.
  await chenyu.press('已告知客户', '结案');
  await see(chenyu, '根本原因是什么');
  expect((await theCase()).row?.state).toBe('notified');
  await chenyu.say('赎回到账时间没有事先说清');
  await see(chenyu, '已结案');
  await see(zhoumin, '已办结');

  const closed = await theCase();
  expect(closed.row).toMatchObject({ state: 'closed', rootCause: '赎回到账时间没有事先说清' });
  expect(closed.row?.contactedAt).not.toBeNull();
  const kinds = closed.events.map((event) => event.kind);
  for (const kind of ['contacted', 'progress', 'decided', 'notified', 'closed']) expect(kinds).toContain(kind);
  expect(closed.events.filter((event) => event.byUserId === 'zhoumin')).toHaveLength(1);

  await chenyu.say('案件');
  await see(chenyu, /没有在办|在办0件/);
  expect(errors).toEqual([]);
});

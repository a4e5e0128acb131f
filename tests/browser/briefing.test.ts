import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readData, startDemo, tempFolder, type RunningDemo } from '../helpers/demo.js';
import { launch, openConsole, type ConsolePhone } from './chromium.js';

const folder = tempFolder();
let demo: RunningDemo;
let browser: Browser;
let page: Page;
let errors: string[];
let chenyu: ConsolePhone;
let zhoumin: ConsolePhone;

beforeAll(async () => {
  // The evening before: what comes is tomorrow's.
  [demo, browser] = await Promise.all([startDemo(folder.path, '2026-11-23T18:05:00+08:00'), launch()]);
  const opened = await openConsole(browser, demo.console);
  ({ page, errors } = opened);
  chenyu = opened.phone(0);
  zhoumin = opened.phone(1);
}, 90_000);

afterAll(async () => {
  await browser?.close();
  expect(await demo?.stop()).toBe(0);
  folder.remove();
});

const see = (phone: ConsolePhone, text: string | RegExp) => phone.find(text).waitFor({ timeout: 30_000 });
const linesOf = async (phone: ConsolePhone, text: string | RegExp) => (await phone.find(text).innerText()).split('\n').filter(Boolean);
const contactsOf = (name: string) =>
  readData(folder.path, (sql) =>
    sql.all<{ summary: string; mode: string; byUserId: string; undoneAt: number | null }>(
      'SELECT r.summary, r.mode, r.byUserId, r.undoneAt FROM ContactRecord r JOIN Client c ON c.id = r.clientId WHERE c.name = ? AND c.mainManagerId = ? ORDER BY r.id DESC',
      [name, 'chenyu'],
    ),
  );
/** A line about a contact that is due and about nothing else: logging it is all there is to do. */
const ONLY_CONTACT = /^(\d+) (\S+) \S+：(?:该联络|联络超期\d+个工作日)(?: 联系)?$/;

test('the console is moved to 明早 8:40: a briefing comes, on its own, to each phone', async () => {
  expect(await chenyu.heard().filter({ hasText: '早报' }).count()).toBe(0);
  await page.getByRole('button', { name: '明早 8:40', exact: true }).click();
  await see(chenyu, /^早报 11月24日 周二：\d+件/);
  const [head = '', ...lines] = await linesOf(chenyu, /^早报 11月24日/);
  expect(head.length).toBeLessThanOrEqual(26);
  const numbered = lines.filter((line) => /^\d+ /.test(line));
  expect(numbered.length).toBeGreaterThan(3);
  expect(numbered.length).toBeLessThanOrEqual(12);
  expect(numbered.map((line) => Number(/^\d+/.exec(line)?.[0]))).toEqual(numbered.map((_line, i) => i + 1));
  const stored = await readData(folder.path, (sql) =>
    sql.all<{ recipient: string; state: string }>(`SELECT recipient, state FROM Outbox WHERE dedupeKey LIKE 'briefing:%:2026-11-24'`),
  );
  expect(new Set(stored.map((row) => row.recipient)).size).toBe(stored.length);
  expect(stored.map((row) => row.recipient)).toContain('chenyu');
  // His supervisor's own comes ten minutes later.
  await page.getByRole('button', { name: '+1小时', exact: true }).click();
  await see(zhoumin, '团队早报 11月24日 周二');
});

test('the typed number of a due contact brings its card; a tap opens the log; the line is gone from 「今天」', async () => {
  await chenyu.say('今天');
  await expect
    .poll(
      () =>
        chenyu
          .heard()
          .filter({ hasText: /^早报 11月24日/ })
          .count(),
      { timeout: 30_000 },
    )
    .toBe(2);
  const due = (await linesOf(chenyu, /^早报 11月24日/)).map((line) => ONLY_CONTACT.exec(line)).find((found) => found !== null);
  const [, number = '', name = ''] = due ?? [];
  expect(name).not.toBe('');
  const before = (await contactsOf(name)).length;

  await chenyu.say(number);
  await see(chenyu, /记一笔/);
  const card = await chenyu.find(/记一笔/).innerText();
  expect(card).toContain(name);
  expect(card).toMatch(/该联络|联络超期/);
  await chenyu.press(/记一笔/, '记一笔');
  await see(chenyu, /说一句|记一笔：|怎么记|一句话/);
  await chenyu.say('电话 聊了孩子开学，接通');
  await see(chenyu, `已记：`);
  const stored = await contactsOf(name);
  expect(stored).toHaveLength(before + 1);
  expect(stored[0]).toMatchObject({ mode: 'phone', byUserId: 'chenyu', undoneAt: null });
  expect(stored[0]?.summary).toContain('聊了孩子开学');

  await chenyu.say('今天');
  await expect
    .poll(
      () =>
        chenyu
          .heard()
          .filter({ hasText: /^早报 11月24日/ })
          .count(),
      { timeout: 30_000 },
    )
    .toBe(3);
  expect((await linesOf(chenyu, /^早报 11月24日/)).filter((line) => line.includes(name))).toEqual([]);
});

test('a line’s link opens the item in the phone, with a way to call; 发到聊天 brings the card', async () => {
  const briefing = chenyu.find(/^早报 11月24日/);
  const opens = (await linesOf(chenyu, /^早报 11月24日/)).findIndex((line) => ONLY_CONTACT.test(line));
  await briefing
    .getByRole('link')
    .nth(opens - 1)
    .click();
  const frame = chenyu.root.frameLocator('iframe');
  await frame.getByRole('heading').waitFor({ timeout: 20_000 });
  const title = await frame.getByRole('heading').innerText();
  expect(await frame.getByRole('link', { name: '打电话' }).getAttribute('href')).toMatch(/^tel:1\d{10}$/);
  expect(await frame.locator('body').innerText()).not.toMatch(/1\d{10}/);
  // Opening did nothing yet.
  const taps = () =>
    readData(folder.path, async (sql) => Number((await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Inbox WHERE dedupeKey LIKE 'page:%'`))?.n));
  expect(await taps()).toBe(0);
  await frame.getByRole('button', { name: '发到聊天' }).click();
  await frame.getByText('已发到聊天').waitFor({ timeout: 20_000 });
  expect(await taps()).toBe(1);
  await chenyu.root.getByRole('button', { name: '返回' }).click();
  await see(chenyu, title);
  expect(await readData(folder.path, (sql) => sql.all(`SELECT action FROM AuditEvent WHERE place = 'web' AND actor = 'chenyu'`))).not.toEqual([]);
  expect(errors).toEqual([]);
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readData, startDemo, tempFolder, type RunningDemo } from '../helpers/demo.js';
import { launch, openConsole, type ConsolePhone } from './chromium.js';

/** One demo and one browser for the file; each test speaks of clients of its own. */
const folder = tempFolder();
let demo: RunningDemo;
let browser: Browser;
let page: Page;
let errors: string[];
/** 陈宇, a manager, and 周敏, his supervisor, as the console opens. */
let chenyu: ConsolePhone;
let zhoumin: ConsolePhone;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(folder.path), launch()]);
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

/** What is stored about contacts whose summary carries this mark. */
const contacts = (mark: string) =>
  readData(folder.path, (sql) =>
    sql.all<{
      byUserId: string;
      mode: string | null;
      onDate: string;
      summary: string;
      undoneAt: number | null;
      name: string;
      mobile: string;
      client: string;
    }>(
      'SELECT r.byUserId, r.mode, r.onDate, r.summary, r.undoneAt, c.name, c.mobile, c.id AS client FROM ContactRecord r JOIN Client c ON c.id = r.clientId WHERE r.summary LIKE ?',
      [`%${mark}%`],
    ),
  );
const auditOf = (actor: string, clientId: string) =>
  readData(folder.path, (sql) =>
    sql.all<{ action: string }>('SELECT action FROM AuditEvent WHERE actor = ? AND clientId = ? ORDER BY seq', [actor, clientId]),
  );

const see = (phone: ConsolePhone, text: string | RegExp) => phone.find(text).waitFor({ timeout: 20_000 });
const textOf = async (phone: ConsolePhone, text: string | RegExp) => (await phone.find(text).innerText()).replaceAll('\n\n', '\n');

test('查, a choice between three of one name, a button, 记, 历史', async () => {
  expect(await chenyu.root.getByLabel('这是谁的手机').inputValue()).toBe('member:chenyu');
  await chenyu.say('查 张伟');
  await see(chenyu, '有3位张伟，是哪一位');
  await chenyu.press('有3位张伟', '2 金卡0917');
  await see(chenyu, '已选 尾号0917');
  expect(await chenyu.find('有3位张伟').getByRole('button').allInnerTexts()).toEqual(['已选 尾号0917']);
  await see(chenyu, '18.20万');
  const card = await textOf(chenyu, '18.20万');
  expect(card).toMatch(/^财伴 客户\n张伟/);
  expect(card).toContain('截至11月22日');

  await chenyu.press('18.20万', '更多');
  await see(chenyu, '张伟的资料');
  await chenyu.press('张伟的资料', '历史');
  await see(chenyu, '张伟 联络1次');
  expect(await textOf(chenyu, '张伟 联络1次')).toContain('买了现金管理，问几天到账');

  await chenyu.say('记 张伟 电话 祝生日，想办茶卡');
  await see(chenyu, '选好就');
  await chenyu.say('2');
  await see(chenyu, /已记：张伟 电话/);
  await chenyu.say('历史 张伟');
  await expect.poll(() => chenyu.heard().filter({ hasText: '有3位张伟' }).count(), { timeout: 20_000 }).toBe(3);
  await chenyu.press('有3位张伟', '2 金卡0917');
  await see(chenyu, '张伟 联络2次');
  expect(await textOf(chenyu, '张伟 联络2次')).toContain('想办茶卡');

  const stored = await contacts('想办茶卡');
  expect(stored).toEqual([
    expect.objectContaining({ byUserId: 'chenyu', mode: 'phone', onDate: '2026-11-23', summary: '祝生日，想办茶卡', undoneAt: null, name: '张伟' }),
  ]);
  expect(stored[0]?.mobile).toMatch(/0917$/);
  expect((await auditOf('chenyu', stored[0]?.client ?? '')).length).toBeGreaterThanOrEqual(4);
  // Nothing of it on anybody else's phone.
  expect(await zhoumin.heard().filter({ hasText: '张伟' }).count()).toBe(0);
  expect(errors).toEqual([]);
});

test('an undo takes back what was stored, and the card says so', async () => {
  await chenyu.say('记 李秀兰 电话 聊了孙女高考，说起老同学');
  await see(chenyu, '说起老同学');
  expect(await textOf(chenyu, '说起老同学')).toContain('前可撤销');
  await chenyu.press('说起老同学', '撤销');
  await see(chenyu, /已撤销 \d\d:\d\d/);
  await see(chenyu, '已撤销：李');
  expect(await contacts('说起老同学')).toEqual([expect.objectContaining({ name: '李秀兰', undoneAt: expect.any(Number) })]);
  await chenyu.say('历史 李秀兰');
  await see(chenyu, '联络3次');
  expect(await textOf(chenyu, '联络3次')).not.toContain('说起老同学');
});

test('a correction in plain words changes the record after a tap', async () => {
  await chenyu.say('记 赵敏 电话 问了定投，嫌手续多');
  await see(chenyu, '嫌手续多');
  await chenyu.say('不对，是面谈');
  await see(chenyu, /方式.*面访/);
  expect((await contacts('嫌手续多')).map((r) => r.mode)).toEqual(['phone']);
  await chenyu.press(/方式.*面访/, '对，改吧');
  await see(chenyu, '已改：赵敏');
  expect((await contacts('嫌手续多')).map((r) => ({ mode: r.mode, undoneAt: r.undoneAt }))).toEqual([{ mode: 'faceToFace', undoneAt: null }]);
});

test('a reminder arrives when the clock is moved, on the phone that asked for it', async () => {
  await chenyu.say('提醒我 40分钟后 给王总回电');
  await see(chenyu, '已定：今天');
  await page.getByRole('button', { name: '+1小时' }).click();
  await see(chenyu, /您今天 \d\d:\d\d定的/);
  expect(
    await chenyu
      .heard()
      .filter({ hasText: /您今天 \d\d:\d\d定的/ })
      .count(),
  ).toBe(1);
  await chenyu.press(/您今天 \d\d:\d\d定的/, '完成');
  await see(chenyu, /已完成 \d\d:\d\d/);
  const tasks = await readData(folder.path, (sql) =>
    sql.all<{ state: string; ownerId: string }>("SELECT state, ownerId FROM Task WHERE kind = 'reminder'"),
  );
  expect(tasks).toEqual([{ state: 'done', ownerId: 'chenyu' }]);
  expect(await zhoumin.heard().filter({ hasText: '王总', hasNotText: '我是财伴' }).count()).toBe(0);
});

test('another colleague on the same phone sees own messages only, and nothing of clients out of reach', async () => {
  await zhoumin.be('郭凯');
  await zhoumin.say('查 李秀兰');
  await see(zhoumin, '没找到「李秀兰」');
  expect(await textOf(zhoumin, '没找到「李秀兰」')).not.toMatch(/186|5678|陈宇/);
  await zhoumin.be('周敏');
  expect(await zhoumin.heard().filter({ hasText: '李秀兰', hasNotText: '我是财伴' }).count()).toBe(0);
});

test('what is not understood offers the nearest things as buttons, and they work', async () => {
  await chenyu.say('帮我弄一下那个');
  await see(chenyu, '没看懂');
  await chenyu.press('没看懂', '帮助');
  await see(chenyu, '可以这样说');
  expect(await textOf(chenyu, '没看懂')).toContain('已选 帮助');
});

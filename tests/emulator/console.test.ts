import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buttonCard, eventually, startKit, type Kit } from './harness.js';

let browser: Browser;
let kit: Kit;
let page: Page;
let faultsOfPage: string[];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(() => browser.close());
beforeEach(async () => {
  kit = await startKit({
    directory: {
      members: [
        { userid: 'chenyu', name: '陈宇' },
        { userid: 'zhoumin', name: '周敏' },
      ],
      clients: [{ externalUserid: 'wm1', name: '李秀兰', followedBy: ['chenyu'] }],
    },
    console: { titles: { chenyu: '理财经理' }, chips: { '*': ['查 李秀兰'] } },
  });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  faultsOfPage = [];
  page.on('pageerror', (error) => faultsOfPage.push(error.message));
  page.on('console', (line) => line.type() === 'error' && faultsOfPage.push(line.text()));
});
afterEach(async () => {
  await page.close();
  await kit.close();
  expect(faultsOfPage).toEqual([]);
});

const open = async (): Promise<void> => {
  await page.goto(kit.emulator.consoleUrl);
  await page.waitForSelector('.phone .chat');
};
const send = (message: Record<string, unknown>) => kit.send({ touser: 'chenyu', ...message });

test('three phones, the clock, four steps; a sentence typed or tapped is said', async () => {
  const service = await kit.service();
  await open();
  expect(await page.locator('.phone:visible').count()).toBe(3);
  expect(await page.locator('#clock-time').textContent()).toBe('11月23日 周一 08:39');
  expect(await page.locator('.step').allTextContents()).toEqual(['1问一位客户', '2记一笔', '3拨到明早 8:40', '4看客户收到什么']);
  await page.locator('#phone-0 .chip').click();
  await page.locator('#phone-0 .line').fill('记 李秀兰 电话');
  await page.locator('#phone-0 .line').press('Enter');
  await eventually(() => service.received[1]);
  expect(service.received.map(({ message }) => message['Content'])).toEqual(['查 李秀兰', '记 李秀兰 电话']);
  await page.locator('#phone-0 .own').nth(1).waitFor();
  await page.locator('#clock-morning').click();
  await page.locator('.step.done').nth(2).waitFor();
  expect(await page.locator('#clock-time').textContent()).toBe('11月24日 周二 08:40');
});

test('a card is drawn with working buttons and greys when the service replaces them', async () => {
  const service = await kit.service();
  service.answer = () =>
    `<xml><ToUserName>chenyu</ToUserName><FromUserName>${kit.emulator.corpId}</FromUserName><CreateTime>1</CreateTime><MsgType>update_button</MsgType><Button><ReplaceName>已选</ReplaceName></Button></xml>`;
  await open();
  await send({ msgtype: 'template_card', template_card: buttonCard('c1') });
  await page.locator('#phone-0 [data-key=ack]').click();
  await page.locator('#phone-0 .card-button.done').waitFor();
  expect(await page.locator('#phone-0 .card-button').allTextContents()).toEqual(['已选']);
  expect(service.received[0]?.message).toMatchObject({ EventKey: 'ack', FromUserName: 'chenyu' });
});

test('what others wrote is text, never markup; only http links open, inside the phone', async () => {
  await kit.service();
  await open();
  const good = `${kit.emulator.url}/_emulator/clock`;
  const hostile = `<img src=x onerror=alert(1)><a href="javascript:alert(1)">坏</a> <a href="${good}">好</a>`;
  await send({ msgtype: 'text', text: { content: hostile } });
  await send({ msgtype: 'markdown', markdown: { content: `**粗** [坏](javascript:alert(1)) ${hostile}` } });
  await page.locator('#phone-0 .row').nth(1).waitFor();
  expect(await page.locator('#phone-0 .chat img').count()).toBe(0);
  const links = await page.locator('#phone-0 .chat a').all();
  expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual([good]);
  await page.locator('#phone-0 .chat a').click();
  await page.frameLocator('#phone-0 iframe').getByText('now').waitFor();
  await page.locator('#phone-0 .page-head button').click();
  await page.locator('#phone-0 .page-frame').waitFor({ state: 'hidden' });
  expect(await page.locator('#phone-0 .chat strong').allTextContents()).toEqual(['粗']);
  const policy = (await page.request.get(kit.emulator.consoleUrl)).headers()['content-security-policy'];
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
});

test('faults are chosen by name, shown by a bar, and switched off there', async () => {
  await open();
  await page.locator('#fault').selectOption({ label: '断网' });
  await page.locator('#trouble').getByText('正在模拟：断网').waitFor();
  await page.locator('#trouble button').click();
  await page.locator('#trouble').waitFor({ state: 'hidden' });
  expect((await kit.control('GET', 'faults')).body).toEqual([]);
});

test('the record folds out, one line a call, and filters by person and by trouble', async () => {
  await kit.service();
  await open();
  await page.locator('#wire-toggle').click();
  await send({ msgtype: 'text', text: { content: '早' } });
  await kit.send({ touser: 'zhoumin', msgtype: 'text', text: { content: '' } });
  await page.locator('.wire-line.is-refused').waitFor();
  await page.locator('#wire-filter').fill('陈宇');
  expect(await page.locator('.wire-line .wire-name').allTextContents()).toEqual(['→ message/send']);
  await page.locator('#wire-filter').fill('');
  await page.locator('#wire-refused').check();
  expect(await page.locator('.wire-outcome').allTextContents()).toEqual(['▸ 44004']);
});

test.each([
  [1000, 2],
  [390, 1],
  [360, 1],
])('at %i px %i phones stand side by side and tabs lead to the others', async (width, count) => {
  await page.setViewportSize({ width, height: 844 });
  await open();
  expect(await page.locator('.phone:visible').count()).toBe(count);
  await page.locator('.tab').nth(2).click();
  await page.locator('#phone-2').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

test('another chat gets a dot when something comes in, and the service may be away', async () => {
  await open();
  expect(await page.locator('#phone-0 .empty').textContent()).toBe('服务还没有接上这个会话，说的话先留在这里');
  await page.locator('#phone-0 .channel').nth(1).click();
  await send({ msgtype: 'text', text: { content: '早' } });
  await page.locator('#phone-0 .channel .dot').waitFor();
  await page.locator('#phone-0 .channel').first().click();
  await page.locator('#phone-0 .channel .dot').waitFor({ state: 'detached' });
  expect(await page.locator('#phone-0 .bubble').allTextContents()).toEqual(['早']);
});

// Takes the pictures of docs/manual.zh-CN.md: the demo as of 2026-11-23 08:39 in a real browser, one phone each.
// CHROME_PATH=<chromium> node scripts/take-pictures.mjs [name …]
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'docs', 'pictures');
const wanted = process.argv.slice(2);
const START = '2026-11-23T08:39:00+08:00';
const PATIENCE_MS = 20_000;

const found =
  process.env.CHROME_PATH ??
  spawnSync('sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome'], { encoding: 'utf8' }).stdout.trim();
if (!found) throw new Error('Set CHROME_PATH to an installed Chromium.');

const data = mkdtempSync(path.join(tmpdir(), 'caiban-pictures-'));
const demo = spawn(process.execPath, [path.join(root, 'scripts/caiban.mjs'), 'demo', '--port', '0', '--data', data, '--now', START, '--json'], {
  stdio: ['ignore', 'pipe', 2],
  env: { ...process.env, LOG_LEVEL: 'error' },
});
const [line] = await once(createInterface({ input: demo.stdout }), 'line');
const { console: address, emulator } = JSON.parse(line);
const browser = await chromium.launch({
  executablePath: found,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb'],
});
mkdirSync(folder, { recursive: true });

const control = (where, body) =>
  fetch(`${emulator}/_emulator/${where}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
/** The pictures' minute stays the same however long they take. */
await control('clock/running', { running: false });

try {
  const context = await browser.newContext({
    viewport: { width: 1360, height: 880 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('#phone-0').waitFor();
  const phones = [0, 1, 2].map((index) => page.locator(`#phone-${index}`));

  const see = (phone, text) => phone.locator('.row.other').filter({ hasText: text }).last().waitFor({ timeout: PATIENCE_MS });
  const say = async (phone, text, answer) => {
    await phone.getByLabel('输入消息').fill(text);
    await phone.getByLabel('输入消息').press('Enter');
    await see(phone, answer);
  };
  const press = async (phone, onText, label, answer) => {
    await phone.locator('.row.other').filter({ hasText: onText }).last().getByRole('button', { name: label, exact: true }).click();
    if (answer) await see(phone, answer);
  };
  /** Empties the phones, so that a picture shows its own matter only. */
  const afresh = async () => {
    await control('reset', {});
    await page.reload();
    await phones[0].locator('.empty').waitFor();
  };
  const take = async (name, target, scale = 'device') => {
    if (wanted.length > 0 && !wanted.includes(name)) return;
    await page.evaluate(() => document.activeElement?.blur());
    await page.waitForTimeout(1200); // a tapped button looks tapped for a moment
    await target.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', scale });
    process.stderr.write(`${name}.png\n`);
  };

  const [manager, supervisor] = phones;
  await control('clock', { advanceMs: 2 * 60_000 });
  await see(manager, '早报');
  await take('briefing', manager);
  const link = await manager.locator('.row.other a').first().getAttribute('href');
  const open = await context.newPage();
  await open.setViewportSize({ width: 390, height: 640 });
  await open.goto(link);
  await take('briefing-link', open);
  await open.close();

  await afresh();
  await say(manager, '到期 12月', '到期7笔');
  await take('month', manager);

  await afresh();
  await say(manager, '给李秀兰写个生日祝福', '祝福');
  await take('greeting', manager);

  await afresh();
  await control('members/sunyue/say', { text: '推荐 周岚 尾号7745 给陈宇 想买理财' });
  await see(manager, '孙悦推荐');
  await take('referral', manager);

  await afresh();
  await say(supervisor, '林涛 代理 陈宇 明天到周五 年假', '这样设吗');
  await take('acting', supervisor);
  await press(supervisor, '这样设吗', '先不设');

  await afresh();
  await say(manager, '查 李秀兰', '186.40万');
  await take('client', manager);

  await afresh();
  await say(manager, '查 张伟', '有3位张伟');
  await press(manager, '有3位张伟', '2 金卡0917', '18.20万');
  await take('choice', manager);

  await afresh();
  await say(manager, '记 李秀兰 电话15分钟 祝生日，聊了到期安排，下周一上午10点面谈', '前可撤销');
  await take('contact', manager);

  await afresh();
  await say(manager, '刚跟老张通了电话，他女儿明年高考，下周三给他送方案', '这样记对吗');
  await take('confirm', manager);
  await press(manager, '这样记对吗', '对，记下', '前可撤销');

  await afresh();
  await say(manager, '记 赵敏 电话 问了赎回几天到账', '前可撤销');
  await say(manager, '不对，是面谈', '把刚才那条改成这样');
  await press(manager, '把刚才那条改成这样', '对，改吧', '已改');
  await take('correction', manager);

  await afresh();
  await say(manager, '提醒我 30分钟后 给王总回电', '已定');
  await control('clock', { advanceMs: 31 * 60_000 });
  await see(manager, '定的');
  await take('reminder', manager);

  await afresh();
  await say(manager, '投诉 赵敏 赎回的钱三天没到账，打电话也没人管', '登记投诉');
  await press(manager, '登记投诉', '对，登记', '投诉已登记');
  await take('complaint', manager);
  await see(supervisor, '投诉已登记');
  await take('supervisor', supervisor);

  await afresh();
  await manager.getByRole('button', { name: '园区支行' }).click();
  await say(manager, '查 王建国', '已私信发送');
  await take('group', manager);
  await manager.locator('.channel').first().click();

  await afresh();
  await say(manager, '帮我弄一下那个', '没看懂');
  await take('not-understood', manager);

  await afresh();
  await say(manager, '帮助', '可以这样说');
  await say(supervisor, '案件', '在办');
  await page.setViewportSize({ width: 1280, height: 760 });
  await page.waitForTimeout(300);
  await take('console', page, 'css');
} finally {
  await browser.close();
  const ended = once(demo, 'exit');
  demo.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}

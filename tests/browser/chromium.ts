import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/** CHROME_PATH, else the first Chromium on the path. @throws when there is none: `npm test` finds or installs one. */
export function browserPath(): string {
  const named = process.env['CHROME_PATH'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
  if (!found) throw new Error('The browser tests need Chromium: run npm test, or set CHROME_PATH.');
  return found;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: browserPath(), args: QUIET });

/** The console, wide enough for three phones; nothing but this machine can be reached. Errors of its script are collected. */
export async function openConsole(browser: Browser, url: string): Promise<{ page: Page; errors: string[]; phone(index: number): ConsolePhone }> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await context.route(
    (address) => address.hostname !== '127.0.0.1' && address.protocol.startsWith('http'),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  await page.goto(url);
  await page.locator('#phone-0').waitFor();
  return { page, errors, phone: (index) => consolePhone(page.locator(`#phone-${index}`)) };
}

export interface ConsolePhone {
  root: Locator;
  /** Makes it this colleague's phone. */
  be(name: string): Promise<void>;
  /** Opens the chat of this name: the app, the bot or a group. */
  open(chat: string): Promise<void>;
  say(text: string): Promise<void>;
  /** What the bot said, oldest first. */
  heard(): Locator;
  /** The newest thing of the bot that shows this text. */
  find(text: string | RegExp): Locator;
  /** Taps a button of the newest thing of the bot that shows this text. */
  press(onText: string | RegExp, label: string): Promise<void>;
}

function consolePhone(root: Locator): ConsolePhone {
  const heard = () => root.locator('.row.other');
  const find = (text: string | RegExp) => heard().filter({ hasText: text }).last();
  return {
    root,
    async be(name) {
      await root.getByLabel('这是谁的手机').selectOption({ label: name });
    },
    async open(chat) {
      await root.getByRole('button', { name: chat }).click();
    },
    async say(text) {
      await root.getByLabel('输入消息').fill(text);
      await root.getByLabel('输入消息').press('Enter');
    },
    heard,
    find,
    async press(onText, label) {
      await find(onText).getByRole('button', { name: label, exact: true }).click();
    },
  };
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemPath } from '../../src/pages/item-link.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readData, startDemo, tempFolder, type Phone, type RunningDemo } from '../helpers/demo.js';

const folder = tempFolder();
let demo: RunningDemo;
let chenyu: Phone;
/** The links of 「今天」, in order. */
let links: string[];

beforeAll(async () => {
  demo = await startDemo(folder.path);
  chenyu = demo.wecom.phone('chenyu');
  await chenyu.say('今天');
  const day = await chenyu.hear(/^早报/);
  links = [...day.text.matchAll(/<a href="([^"]+)">/g)].map((match) => match[1] as string);
}, 90_000);

afterAll(async () => {
  expect(await demo?.stop()).toBe(0);
  folder.remove();
});

interface Page {
  status: number;
  text: string;
  cookie: string;
  headers: Headers;
}

async function open(url: string, more: RequestInit = {}): Promise<Page> {
  const response = await fetch(url, { redirect: 'manual', ...more });
  return {
    status: response.status,
    text: await response.text(),
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    headers: response.headers,
  };
}

const hidden = (page: Page, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)?.[1] ?? '';
const keyOf = (page: Page, label: string): string => new RegExp(`name="act" value="([^"]+)">${label}<`).exec(page.text)?.[1] ?? '';
const post = (url: string, page: Page, fields: Record<string, string>, cookie = page.cookie) =>
  open(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
    body: new URLSearchParams({ form: hidden(page, 'form'), once: hidden(page, 'once'), ...fields }).toString(),
  });
const audits = () =>
  readData(folder.path, (sql) =>
    sql.all<{ action: string; clientId: string | null; place: string; actor: string }>(
      `SELECT action, clientId, place, actor FROM AuditEvent WHERE place = 'web' ORDER BY seq`,
    ),
  );
const inboxRows = () => readData(folder.path, async (sql) => Number((await sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM Inbox'))?.n));

describe('the page behind a line of the briefing', () => {
  test('each line has its link, all on the service, naming nobody', () => {
    expect(links.length).toBeGreaterThanOrEqual(12);
    for (const link of links) expect(link).toMatch(new RegExp(`^${demo.service}/b/[\\w-]{23,33}\\.\\d+$`));
  });

  test('a GET shows the item with a way to call, and changes nothing but the audit', async () => {
    const before = await inboxRows();
    const audited = (await audits()).length;
    const pages = await Promise.all(links.slice(0, 4).map((link) => open(link)));
    for (const page of pages) {
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(page.text).not.toMatch(/<script|打序号/);
    }
    const called = pages.find((page) => page.text.includes('href="tel:'));
    expect(called?.text).toContain('>打电话<');
    // The number is dialled, not read.
    expect(called?.text.replace(/href="tel:\d+"/, '')).not.toMatch(/1990\d{7}/);
    expect(await inboxRows()).toBe(before);
    const rows = await audits();
    expect(rows.length).toBe(audited + 4);
    expect(rows.at(-1)).toMatchObject({ actor: 'chenyu', action: 'briefing.day' });
  });

  test('发到聊天 brings the card, once however often it is pressed', async () => {
    const page = await open(links[0] as string);
    const title = /<h1>([^<]+)</.exec(page.text)?.[1] ?? '';
    const seq = (await chenyu.log()).at(-1)?.seq ?? 0;
    const act = keyOf(page, '发到聊天');
    for (let i = 0; i < 2; i++) expect(await post(links[0] as string, page, { act })).toMatchObject({ status: 303 });
    const card = await chenyu.hear(title, { after: seq });
    expect(card.kind).toBe('card');
    await demo.wecom.phone('chenyu').ask('待办');
    expect(
      (await chenyu.log()).filter((one) => one.seq > seq && one.from === 'bot' && one.kind === 'card' && one.text.startsWith(title)).length,
    ).toBeLessThanOrEqual(1);
  });

  test('what the page does not offer is not done, and a form of another browser neither', async () => {
    const page = await open(links[0] as string);
    const before = await inboxRows();
    expect((await post(links[0] as string, page, { act: 'undo:1' })).text).toContain('现在不能办');
    expect((await post(links[0] as string, page, { act: keyOf(page, '发到聊天') }, 'caiban_page=AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(403);
    expect((await post(links[0] as string, page, { act: keyOf(page, '发到聊天') }, '')).status).toBe(403);
    expect((await post(links[0] as string, page, { act: keyOf(page, '发到聊天'), once: 'x' })).status).toBe(403);
    expect(await inboxRows()).toBe(before);
  });

  test('a changed, foreign or unknown link says the same words and nobody’s name', async () => {
    const secret = readFileSync(path.join(folder.path, 'link-secret'), 'utf8').trim();
    const good = links[0] as string;
    const words = new Set<string>();
    const token = good.slice(good.lastIndexOf('/') + 1);
    for (const bad of [
      `${token.slice(0, 5)}${token[5] === 'A' ? 'B' : 'A'}${token.slice(6)}`,
      token.replace(/\.\d+$/, '.99'),
      'x',
      'zzzzzzzzzzzzzzzzzzzzzzzzzzz.1',
      itemPath(secret, { id: 999_999, recipient: 'chenyu', createdAt: new Date() }, 1).slice(3),
    ]) {
      const page = await open(`${demo.service}/b/${bad}`);
      expect(page.status).toBe(404);
      words.add(page.text);
    }
    expect([...words]).toEqual([expect.stringContaining('这个链接已失效')]);
  });
});

test('after two days a link is dead', async () => {
  await demo.wecom.advance(49 * 3_600_000);
  // The service learns of the new time a moment later.
  await expect.poll(async () => (await open(links[0] as string)).status, { timeout: 10_000 }).toBe(404);
  expect((await open(links[0] as string)).text).not.toMatch(/tel:|王|李/);
});

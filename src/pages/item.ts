import { randomBytes } from 'node:crypto';
import express, { Router, type Request, type Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { OpenedItem } from '../bot/open-item.js';
import { linkItems, mapLinks, replyButtons, type Reply } from '../bot/reply.js';
import { formProof, isEqual, isOpenable, itemPath, readItemToken, type LinkedMessage } from './item-link.js';

/** A stored message as a link needs it. */
export interface ItemMessage extends LinkedMessage {
  /** What its numbers bring, in order. */
  buttons: readonly { key: string }[];
  /** What its card is about, as a key; null where it is no card, or none that can be opened. */
  about: string | null;
}

export interface ItemPageOptions {
  secret: string;
  now(): Date;
  find(id: number): Promise<ItemMessage | undefined>;
  open(userId: string, key: string): Promise<OpenedItem | undefined>;
  /** Does what a tap in the chat would do. `once` makes a repeat harmless. */
  act(userId: string, key: string, once: string): Promise<void>;
  render(template: string, facts: Record<string, unknown>): string;
}

const PER_MINUTE = { address: 60, token: 30 } as const;
const MINUTE_MS = 60_000;
const COOKIE = 'caiban_page';
const MOST_ACTS = 5;
/** What brings the item into the chat, from where everything else goes on. */
const TO_CHAT = '发到聊天';
const GONE = { title: '这个链接已失效', text: '请回到企业微信，打「今天」重新打开。' };
const TOO_MANY = { title: '点得太快了', text: '过一分钟再打开。' };

/**
 * `/b/:token`: one item of a message, for whoever the message was sent to. A GET only opens; its acts are forms. Every link that
 * does not open answers with the same words. Source: design §6, §13.
 */
export function itemPages(options: ItemPageOptions): Router {
  const { secret, now, render } = options;
  const router = Router();
  const limited = (limit: number, keyGenerator: (req: Request) => string) =>
    rateLimit({
      windowMs: MINUTE_MS,
      limit,
      keyGenerator,
      legacyHeaders: false,
      handler: (_req, res) => void res.status(429).type('html').send(render('gone', TOO_MANY)),
    });
  router.use(
    '/b/:token',
    limited(PER_MINUTE.address, (req) => ipKeyGenerator(req.ip ?? '')),
    limited(PER_MINUTE.token, (req) => tokenOf(req).split('.')[0] ?? ''),
    (_req, res, next) => {
      res.setHeader('Cache-Control', 'no-store');
      next();
    },
  );

  async function openLink(token: string): Promise<{ message: ItemMessage; key: string; item: OpenedItem } | undefined> {
    const link = readItemToken(token);
    const message = link && (await options.find(link.id));
    if (!link || !message || !isOpenable(secret, link.proof, message, now())) return undefined;
    const key = link.n === 0 ? message.about : message.buttons[link.n - 1]?.key;
    const item = key ? await options.open(message.recipient, key) : undefined;
    return key && item ? { message, key, item } : undefined;
  }

  function show(
    req: Request,
    res: Response,
    token: string,
    { message, key, item }: NonNullable<Awaited<ReturnType<typeof openLink>>>,
    note: string | null,
  ): void {
    const known = cookieOf(req);
    const cookie = known ?? randomBytes(16).toString('base64url');
    if (known === undefined) res.cookie(COOKIE, cookie, { httpOnly: true, sameSite: 'strict', path: '/b', secure: req.secure });
    const facts = pageFacts(item.shown, message, (n) => itemPath(secret, message, n));
    const acts = actsOf(item.shown, key).map((act, i) => ({ ...act, primary: i === 0 && !item.call }));
    res.type('html').send(
      render('item', {
        ...facts,
        note,
        acts,
        action: `/b/${token}`,
        form: formProof(secret, cookie, token),
        once: randomBytes(12).toString('base64url'),
        call: item.call ? { href: `tel:${item.call.mobile.replace(/[^+\d]/g, '')}` } : null,
        hint: '仅供本人查看，打开已留痕',
      }),
    );
  }

  const gone = (res: Response): void => void res.status(404).type('html').send(render('gone', GONE));

  router.get('/b/:token', async (req, res) => {
    const token = tokenOf(req);
    const opened = await openLink(token);
    if (!opened) return gone(res);
    show(req, res, token, opened, req.query['done'] === undefined ? null : '已发到聊天，回企业微信看');
  });

  router.post('/b/:token', express.urlencoded({ extended: false, limit: '4kb' }), async (req, res) => {
    const token = tokenOf(req);
    const opened = await openLink(token);
    if (!opened) return gone(res);
    const { form, once, act } = (req.body ?? {}) as Record<string, unknown>;
    const cookie = cookieOf(req);
    const isOurs =
      cookie !== undefined &&
      typeof form === 'string' &&
      isEqual(form, formProof(secret, cookie, token)) &&
      typeof once === 'string' &&
      /^[\w-]{16}$/.test(once);
    if (!isOurs) {
      res.status(403);
      return show(req, res, token, opened, '没点成，再点一次');
    }
    // Only what this page offers now, whatever was posted.
    const chosen = actsOf(opened.item.shown, opened.key).find((one) => one.key === act);
    if (!chosen) return show(req, res, token, opened, '这一步现在不能办了');
    await options.act(opened.message.recipient, chosen.key, `${opened.message.id}:${once}`);
    res.redirect(303, `/b/${token}?done`);
  });
  return router;
}

const tokenOf = (req: Request): string => String(req.params['token'] ?? '');

function cookieOf(req: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{22})(?:;|$)`).exec(req.get('cookie') ?? '')?.[1];
}

/** The buttons of what is shown, and the way into the chat. */
function actsOf(shown: Reply | undefined, key: string): { key: string; text: string }[] {
  const own =
    shown?.kind === 'card'
      ? shown.buttons.flatMap((button) => (button.key === undefined || button.href !== undefined ? [] : [{ key: button.key, text: button.text }]))
      : [];
  const rest = shown && own.length === 0 && shown.kind === 'text' && !shown.numbers ? [] : [{ key, text: TO_CHAT }];
  return [...own.slice(0, MOST_ACTS), ...rest];
}

/** Lines that say what to type have no place on a page. */
const TO_TYPE = /打序号|回「/;

/** What is shown, as the page's template takes it. */
function pageFacts(shown: Reply | undefined, message: ItemMessage, pathOf: (n: number) => string): Record<string, unknown> {
  const nothing = { source: '', title: '', desc: null, quote: null, sub: null, rows: [], lines: [] };
  if (!shown) return { ...nothing, title: '这一件在聊天里看' };
  if (shown.kind === 'card')
    return {
      ...nothing,
      source: shown.source.word,
      title: shown.title,
      desc: shown.desc ?? null,
      quote: shown.quote ?? null,
      sub: shown.sub ?? null,
      rows: shown.rows.map(({ key, value }) => ({ key, value })),
    };
  const [title = '', ...lines] = mapLinks(shown.kind === 'text' ? linkItems(shown).text : shown.text, (link) => link.label)
    .split('\n')
    .filter((line) => !TO_TYPE.test(line));
  const numbers = replyButtons(shown);
  return {
    ...nothing,
    title,
    lines: lines.map((text) => {
      // A line whose number means the same in the message that the link stood in leads on.
      const target = numbers[Number(/^(\d+) /.exec(text)?.[1] ?? 0) - 1]?.key;
      const n = message.buttons.findIndex((button) => button.key === target) + 1;
      return { text, href: target !== undefined && n > 0 ? pathOf(n) : null };
    }),
  };
}

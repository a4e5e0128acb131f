import { createServer, type IncomingMessage as HttpRequest, type Server, type ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import express, { type ErrorRequestHandler, type Express, type Request, type Response, type Router } from 'express';
import helmet from 'helmet';
import type { Registry } from 'prom-client';
import type { Logger } from './log.js';

export const CALLBACK_PATH = '/wecom/callback';
const HEALTH_PATIENCE_MS = 2000;

export interface WebOptions {
  /** Serves CALLBACK_PATH ahead of Express; absent when the app channel is not set up. */
  callback?: (req: HttpRequest, res: ServerResponse) => void;
  /** Why the service cannot work now, one word each; empty = ready. */
  notReady(): Promise<string[]>;
  metrics: Registry;
  opsToken?: string;
  /** Where the card icons lie. */
  iconDir: string;
  /** What people open from a message, and where the look of it lies. */
  pages?: { router: Router; styleDir: string };
  /** Who may show our pages in a frame beside ourselves: WeCom's window, or the demo's console. */
  frameAncestors?: readonly string[];
  /** Reached by https: browsers ask for everything so. */
  isSecure?: boolean;
  log: Logger;
}

/** The one port: WeCom's callbacks on bare node:http, everything else through Express. */
export function createWeb(options: WebOptions): Server {
  const app = createPages(options);
  const server = createServer({ connectionsCheckingInterval: 5000 }, (req, res) => {
    const url = req.url ?? '/';
    if (options.callback && (url === CALLBACK_PATH || url.startsWith(`${CALLBACK_PATH}?`))) return options.callback(req, res);
    app(req, res);
  });
  server.keepAliveTimeout = 65_000;
  // WeCom hangs up after 5 s and a page's forms are small: what drips in for longer is let go.
  server.requestTimeout = 20_000;
  server.headersTimeout = 10_000;
  return server;
}

function createPages({ notReady, metrics, opsToken, iconDir, pages, frameAncestors = [], isSecure = false, log }: WebOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'none'"],
          imgSrc: ["'self'"],
          styleSrc: ["'self'"],
          scriptSrc: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'self'", ...frameAncestors],
          upgradeInsecureRequests: isSecure ? [] : null,
        },
      },
      // frameAncestors says it better, and to every browser that WeCom has.
      xFrameOptions: false,
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );

  app.get('/healthz', (_req, res) => {
    res.type('text/plain').send('ok');
  });

  app.get('/readyz', async (req, res) => {
    if (!mayOperate(req, opsToken)) return void res.status(403).type('text/plain').send('loopback or OPS_TOKEN only');
    const late = new Promise<string[]>((resolve) => setTimeout(() => resolve(['database']), HEALTH_PATIENCE_MS).unref());
    const missing = await Promise.race([notReady(), late]);
    res.status(missing.length === 0 ? 200 : 503).json({ ready: missing.length === 0, missing });
  });

  app.get('/metrics', async (req, res) => {
    if (!mayOperate(req, opsToken)) return void res.status(403).type('text/plain').send('loopback or OPS_TOKEN only');
    res.type(metrics.contentType).send(await metrics.metrics());
  });

  // Chat clients load them into windows of another origin.
  const anybody = (res: Response) => void res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  app.use(
    '/icon',
    express.static(iconDir, { immutable: true, maxAge: '30d', fallthrough: true, index: false, redirect: false, setHeaders: anybody }),
  );

  if (pages) {
    app.use('/style', express.static(pages.styleDir, { maxAge: '1h', index: false, redirect: false }));
    app.use(pages.router);
  }

  app.use((_req, res) => {
    res.status(404).type('html').send(plainPage('没有这个页面', '链接可能已经过期。请回到企业微信，从财伴发来的消息里重新打开。'));
  });

  const onError: ErrorRequestHandler = (error: { status?: number }, req, res, next) => {
    const status = typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) log.error({ err: error, method: req.method }, 'page failed');
    if (res.headersSent) return next(error);
    res.status(status).type('html').send(plainPage('没打开', '请稍后再试一次。'));
  };
  app.use(onError);
  return app;
}

/** Operators' addresses: this machine, or whoever sends the token. */
function mayOperate(req: Request, opsToken: string | undefined): boolean {
  const sent = /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1] ?? req.get('x-ops-token');
  if (opsToken !== undefined && sent !== undefined) {
    const a = Buffer.from(sent);
    const b = Buffer.from(opsToken);
    return a.length === b.length && timingSafeEqual(a, b);
  }
  const address = req.socket.remoteAddress ?? '';
  // Behind a proxy on this machine everybody seems local: a forwarded request counts by its header.
  return req.get('x-forwarded-for') === undefined && (address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.'));
}

function plainPage(title: string, text: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`;
}

export const iconDirOf = (projectRoot: string): string => path.join(projectRoot, 'templates', 'page', 'icon');
export const styleDirOf = (projectRoot: string): string => path.join(projectRoot, 'templates', 'page', 'style');

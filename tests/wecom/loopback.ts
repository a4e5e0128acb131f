import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

export interface Call {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  bytes: Buffer;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: string | Buffer | object;
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A place on loopback that answers as told and remembers what it was asked. `answer` may return 'silence' or 'hang up'. */
export async function startLoopback(answer: (call: Call, count: number) => Answer | 'silence' | 'hang up' | Promise<Answer>) {
  const calls: Call[] = [];
  const server = createServer((req, res) => void serve(req, res));
  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const url = new URL(req.url ?? '', 'http://x');
    const bytes = Buffer.concat(chunks);
    const call = {
      method: req.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: req.headers,
      body: bytes.toString(),
      bytes,
    };
    calls.push(call);
    const count = calls.filter((other) => other.path === call.path).length;
    const given = await answer(call, count);
    if (given === 'silence') return;
    if (given === 'hang up') return void res.destroy();
    const isJson = typeof given.body === 'object' && !Buffer.isBuffer(given.body);
    res.writeHead(given.status ?? 200, { ...(isJson ? { 'content-type': 'application/json' } : {}), ...given.headers });
    res.end(isJson ? JSON.stringify(given.body) : (given.body as string | Buffer));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { apiBase, calls, callsTo: (path: string) => calls.filter((call) => call.path === `/cgi-bin/${path}`) };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/store/db/index.js';
import { newDatabase, openParts, text } from './parts.js';

/** `CAIBAN_KILLS=100 npx vitest run tests/delivery/kill.test.ts` for the long run. */
const KILLS = Number(process.env['CAIBAN_KILLS'] ?? 8);
const PEOPLE = ['amy', 'bob', 'cat', 'dan', 'eve', 'fay'];
const LEAST_MESSAGES = 50;
const PATIENCE_MS = 60_000 + KILLS * 4000;

const closers: (() => void)[] = [];
afterAll(() => closers.forEach((close) => close()));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** WeCom as far as sending goes: shows each request once, however often it comes, and now and then answers badly. */
async function startPeer() {
  const shown = new Map<string, string[]>();
  const seen = new Set<string>();
  let isMoody = true;
  const answer = (response: ServerResponse, body: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      if (request.url?.includes('gettoken')) return void answer(response, { errcode: 0, errmsg: 'ok', access_token: 't', expires_in: 7200 });
      const mood = isMoody ? Math.random() : 1;
      if (mood < 0.02) return void answer(response, { errcode: -1, errmsg: 'system busy' });
      if (mood < 0.03) return void answer(response, { errcode: 42001, errmsg: 'access_token expired' });
      if (!seen.has(body)) {
        seen.add(body);
        const { touser, text: words } = JSON.parse(body) as { touser: string; text: { content: string } };
        shown.set(touser, [...(shown.get(touser) ?? []), words.content]);
      }
      if (mood < 0.05) return void request.socket.destroy();
      if (mood < 0.07) return void response.end('<html>busy</html>');
      if (mood < 0.08) return; // never answers
      answer(response, { errcode: 0, errmsg: 'ok', msgid: `m${seen.size}` });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, shown, calmDown: () => void (isMoody = false) };
}

/** As deep below the project as src/store/db, so that it finds the migrations. */
const SERVICE = path.join(projectRoot, 'node_modules', '.cache', 'kill', `service-${process.pid}.mjs`);

async function buildService(): Promise<void> {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'kill-service.ts')],
    outfile: SERVICE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  closers.push(() => rmSync(SERVICE, { force: true }));
}

async function startService(url: string, base: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [SERVICE, url, base], { stdio: ['ignore', 'pipe', 'inherit'] });
  closers.push(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<number>((resolve, reject) => {
    lines.once('line', (line) => resolve(Number(line)));
    child.once('exit', () => reject(new Error('the service did not start')));
  });
  return { child, port };
}

test(
  `killed ${KILLS} times at random: every message takes effect once, every answer is shown once and in order`,
  async () => {
    const url = newDatabase();
    await buildService();
    const peer = await startPeer();
    let service = await startService(url, peer.base);
    let isKilling = true;

    const sent = new Map<string, number>();
    /** Delivers like WeCom: again until it is answered, and now and then once more although it was. */
    async function deliver(person: string, n: number): Promise<void> {
      const body = JSON.stringify(text(person, `${person}:${n}`, `${person}-${n}`));
      for (let again = Math.random() < 0.1 ? 1 : 0; ;) {
        const ok = await fetch(`http://127.0.0.1:${service.port}/`, { method: 'POST', body, signal: AbortSignal.timeout(5000) }).then(
          (r) => r.ok,
          () => false,
        );
        if (ok && again-- <= 0) return;
        if (!ok) await pause(20);
      }
    }
    const talk = PEOPLE.map(async (person) => {
      for (let n = 0; isKilling || n < LEAST_MESSAGES; n++) {
        await deliver(person, n);
        sent.set(person, n + 1);
        await pause(Math.random() * 30);
      }
    });

    for (let kill = 0; kill < KILLS; kill++) {
      await pause(Math.random() * 500);
      const exited = new Promise((resolve) => service.child.once('exit', resolve));
      service.child.kill('SIGKILL');
      await exited;
      service = await startService(url, peer.base);
    }
    isKilling = false;
    await Promise.all(talk);
    peer.calmDown();

    const expected = (person: string) =>
      Array.from({ length: sent.get(person) ?? 0 }, (_none, n) => (n === 13 ? [`${person}:13!`] : [`${person}:${n}a`, `${person}:${n}b`])).flat();
    const total = PEOPLE.reduce((sum, person) => sum + expected(person).length, 0);
    await expect
      .poll(() => [...peer.shown.values()].reduce((sum, list) => sum + list.length, 0), { timeout: 30_000, interval: 100 })
      .toBeGreaterThanOrEqual(total);
    await pause(500); // whatever is said twice would be said now
    for (const person of PEOPLE) expect(peer.shown.get(person)).toEqual(expected(person));

    const exited = new Promise((resolve) => service.child.once('exit', resolve));
    service.child.kill('SIGKILL');
    await exited;
    const store = await openParts(url);
    const effects = await store.sql.all<{ name: string; value: number }>(`SELECT name, value FROM Counter`);
    const messages = PEOPLE.reduce((sum, person) => sum + (sent.get(person) ?? 0), 0);
    expect(messages).toBeGreaterThanOrEqual(PEOPLE.length * LEAST_MESSAGES);
    // Message 13 of each met a bug of its handler: its effect is undone.
    expect(effects.filter((e) => e.value !== 1 || e.name.startsWith('given-up'))).toEqual([]);
    expect(effects).toHaveLength(messages - PEOPLE.length);
    await store.sql.close();
  },
  PATIENCE_MS,
);

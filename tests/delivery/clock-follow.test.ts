import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { followClock, type FollowedClock } from '../../src/delivery/clock-follow.js';
import { silentLog } from '../../src/delivery/faults.js';

const START = Date.parse('2026-11-23T08:39:00+08:00');
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A clock on loopback: answers at once, or when it jumps, or after `wait`. */
async function clockServer() {
  let at = START;
  let isBroken = false;
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const waitMs = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('wait') ?? 0);
    const answer = (): void => {
      waiting.delete(answer);
      clearTimeout(timer);
      if (isBroken) response.writeHead(500).end('<html>');
      else response.end(JSON.stringify({ now: new Date(at).toISOString() }));
    };
    const timer = setTimeout(answer, waitMs);
    waiting.add(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/clock`,
    jump: (to: number) => {
      at = to;
      for (const answer of [...waiting]) answer();
    },
    setTo: (to: number) => void (at = to),
    setBroken: (value: boolean) => void (isBroken = value),
  };
}

async function follow(url: string) {
  const jumps: number[] = [];
  const clock: FollowedClock = await followClock({ url, log: silentLog, onJump: () => jumps.push(1), waitMs: 5000, retryMs: 10 });
  closers.push(() => clock.stop());
  return { clock, jumps };
}

test('starts at the time it is told and runs on by itself', async () => {
  const { clock } = await follow((await clockServer()).url);
  const first = clock.now().getTime();
  expect(first - START).toBeGreaterThanOrEqual(0);
  await new Promise((resolve) => setTimeout(resolve, 60));
  const ran = clock.now().getTime() - first;
  expect(ran).toBeGreaterThanOrEqual(55);
});

test('a jump is heard of at once and told once', async () => {
  const server = await clockServer();
  const { clock, jumps } = await follow(server.url);
  await new Promise((resolve) => setTimeout(resolve, 30));
  server.jump(START + 86_400_000);
  await expect.poll(() => jumps.length, { timeout: 2000 }).toBe(1);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(START + 86_400_000);
});

test('refresh asks now', async () => {
  const server = await clockServer();
  const { clock, jumps } = await follow(server.url);
  server.setTo(START + 3_600_000);
  await Promise.all([clock.refresh(), clock.refresh()]);
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(START + 3_600_000);
  expect(jumps).toEqual([1]);
});

test('while nobody answers time runs on, and is followed again afterwards', async () => {
  const server = await clockServer();
  const { clock } = await follow(server.url);
  await new Promise((resolve) => setTimeout(resolve, 50)); // the long question is at the server
  server.setBroken(true);
  server.jump(START);
  await clock.refresh();
  expect(clock.now().getTime()).toBeGreaterThanOrEqual(START);
  server.setTo(START + 7_200_000);
  server.setBroken(false);
  await expect.poll(() => clock.now().getTime(), { timeout: 2000 }).toBeGreaterThanOrEqual(START + 7_200_000);
});

test('no clock at the start is said so', async () => {
  await expect(followClock({ url: 'http://127.0.0.1:9/clock', log: silentLog, onJump: () => {} })).rejects.toMatchObject({ code: 'clock' });
});

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readData, startDemo, tempFolder, type RunningDemo, type Wecom } from '../helpers/demo.js';

const folder = tempFolder();
let demo: RunningDemo;
let wecom: Wecom;

beforeAll(async () => {
  demo = await startDemo(folder.path);
  wecom = demo.wecom;
}, 90_000);

afterAll(async () => {
  expect(await demo?.stop()).toBe(0);
  folder.remove();
});

/** Three managers over the app, one over the bot, each about a client of his own. */
const TALKERS = [
  { userid: 'chenyu', via: 'app', client: '李秀兰' },
  { userid: 'lintao', via: 'app', client: '何涛' },
  { userid: 'fangyuan', via: 'app', client: '王芳' },
  { userid: 'xunuo', via: 'aibot', client: '冯玉梅' },
] as const;
const EACH = 3;
const MINUTE_MS = 60_000;

interface Trouble {
  what: string;
  /** Control calls that start it; faults end after five minutes of the emulator's clock. */
  faults: object[];
  /** Calls while people talk. */
  also?: (n: number) => Promise<unknown>;
}

const FOR_MS = 5 * MINUTE_MS;
const SEND = 'message/send';
const TROUBLES: Trouble[] = [
  {
    what: 'refuses',
    faults: [
      { kind: 'refuse', path: SEND, forMs: FOR_MS },
      { kind: 'refuse', path: 'aibot', forMs: FOR_MS },
    ],
  },
  { what: 'stalls', faults: [{ kind: 'stall', path: SEND, ms: 1500, forMs: FOR_MS }] },
  { what: 'does it and never answers', faults: [{ kind: 'timeout', path: SEND, ms: 800, forMs: FOR_MS }] },
  { what: 'answers with a web page', faults: [{ kind: 'html', forMs: FOR_MS }] },
  { what: 'cuts the line', faults: [{ kind: 'drop', path: SEND, forMs: FOR_MS }] },
  { what: 'takes no token', faults: [{ kind: 'tokenInvalid', path: SEND, forMs: FOR_MS }] },
  { what: 'ends every token again and again', faults: [], also: (n) => wecom.call('POST', 'token', { end: n % 2 === 0 ? 'expired' : 'invalid' }) },
  {
    what: 'gives no new token',
    faults: [{ kind: 'refuse', path: 'gettoken', forMs: FOR_MS }],
    also: (n) => (n === 0 ? wecom.call('POST', 'token', { end: 'expired' }) : Promise.resolve()),
  },
  {
    what: 'says there was too much',
    faults: [
      { kind: 'rateLimit', path: SEND, forMs: FOR_MS },
      { kind: 'rateLimit', path: 'aibot', forMs: FOR_MS },
    ],
  },
  {
    what: 'does not hear our answers to callbacks, and tells things twice',
    faults: [
      { kind: 'timeout', path: 'callback', times: 5 },
      { kind: 'duplicate', path: 'callback', times: 5 },
    ],
  },
];

test.each(TROUBLES.map((trouble, n) => ({ ...trouble, n })))(
  'WeCom $what: everything arrives afterwards, in order, on the app once',
  async ({ faults, also, n }) => {
    for (const fault of faults) await wecom.call('POST', 'faults', fault);
    const marks = TALKERS.map(({ userid }) => Array.from({ length: EACH }, (_none, turn) => `${userid}第${n}轮之${turn}`));
    for (let turn = 0; turn < EACH; turn++) {
      await also?.(turn);
      for (const [who, { userid, via, client }] of TALKERS.entries())
        await wecom.phone(userid, via).say(`记 ${client} 电话 问候，${marks[who]?.[turn]}`);
      await pause(700);
      await wecom.advance(MINUTE_MS);
    }
    // What was said is stored although nobody can be answered.
    const storedMarks = async () => {
      const rows = await readData(folder.path, (sql) =>
        sql.all<{ summary: string }>('SELECT summary FROM ContactRecord WHERE summary LIKE ? ORDER BY summary', [`%第${n}轮%`]),
      );
      return rows.map((row) => row.summary.split('，').at(-1));
    };
    await expect.poll(storedMarks, { timeout: 25_000, interval: 250 }).toEqual(marks.flat().sort());

    // Past the five minutes, and on, as pauses between tries follow the clock.
    const heard = async () => {
      const lists = await Promise.all(
        TALKERS.map(async ({ userid, via }, who) => {
          const shown = (await (via === 'app' ? wecom.phone(userid) : wecom.phone(userid, via, 'any')).read()).filter(
            (message) => message.from === 'bot',
          );
          return shown.flatMap((message) => marks[who]?.filter((mark) => message.text.includes(mark)) ?? []);
        }),
      );
      return lists;
    };
    const deadline = performance.now() + 40_000;
    while (performance.now() < deadline) {
      if ((await heard()).every((list) => new Set(list).size === EACH)) break;
      await wecom.advance(5 * MINUTE_MS);
      await pause(500);
    }
    await pause(700); // what is said twice would be said now
    const lists = await heard();
    for (const [who, { via }] of TALKERS.entries()) {
      if (via === 'app') expect(lists[who]).toEqual(marks[who]);
      else expect([...new Set(lists[who])].sort()).toEqual(marks[who]);
    }
    await wecom.call('DELETE', 'faults');
    const left = () => readData(folder.path, (sql) => sql.all("SELECT id, channel, state, error FROM Outbox WHERE state NOT IN ('sent', 'unknown')"));
    await expect.poll(left, { timeout: 15_000, interval: 250 }).toEqual([]);
  },
  90_000,
);

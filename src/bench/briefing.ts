import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { dayOfAll } from '../bot/day.js';
import { clockFrom, systemClock } from '../clock.js';
import { openCore } from '../core.js';
import { createInbox } from '../delivery/inbox.js';
import { addDays, addMonths, dateAt } from '../domain/calendar/index.js';
import { DEFAULT_RULES } from '../domain/rules.js';
import { jobs } from '../jobs/index.js';
import { insertRows, type Columns } from '../import/bulk.js';
import { createChatRenderer } from '../render/chat.js';
import { createSchedule } from '../schedule.js';
import { openDb, projectRoot } from '../store/db/index.js';
import { SqliteConnection } from '../store/db/sqlite.js';
import type { Store, StoreTx } from '../store/index.js';
import { createLog } from '../log.js';
import { CALLBACK_PATH } from '../web.js';
import { createCallbackHandler } from '../wecom/callback.js';
import { BANK_NOW, buildBank, inTempDir, sqlOn } from './bank.js';
import { startChild } from './child.js';
import type { LoadKeys, LoadResult, LoadTask } from './load.js';
import { personAt } from './people.js';
import { quantile, rounded, type Bench, type BenchCase } from './report.js';

const SLOT = new Date('2026-11-23T08:40:00+08:00');
/** Shares of the bank measured beside the whole, so that the cost per client shows. */
const PARTS = [100, 10, 1] as const;
/** One client in so many has his contact due, holds something, was assessed. */
const DUE_EVERY = 25;
const HOLDS_EVERY = 3;
const SLICE = 5000;
/** People of the bank who write in a second: three thousand, each every half minute. */
const PER_SECOND = 100;
const SLICE_MS = 250;
const LEAST_CALLBACKS = 100;
const MEMORY_EVERY_MS = 20;
const NS_PER_MS = 1e6;
const KEYS: LoadKeys = { token: 'benchToken', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', corpId: 'wwbench' };

export const briefingBench: Bench = {
  name: 'briefing',
  summary: '全部早报算好写进发件箱，对照同一遍成批 SQL 加渲染；旁边看别的事等多久',
  sizes: { clients: 1_000_000, managers: 3000, seconds: 3 },
  async run({ clients, managers, seconds }, note) {
    const cases: BenchCase[] = [];
    for (const part of PARTS) {
      const [some, few] = [Math.max(1, Math.floor(clients / part)), Math.max(1, Math.floor(managers / part))];
      note(`${some} clients, ${few} managers`);
      cases.push(...(await inTempDir((dir) => measure(path.join(dir, 'bank.db'), some, few, seconds, note))));
    }
    return cases;
  },
};

async function measure(file: string, clients: number, managers: number, seconds: number, note: (line: string) => void): Promise<BenchCase[]> {
  await buildBank(file, clients, managers, note);
  await addMorning(file, clients, managers);
  return measureMorning(file, clients, managers, seconds, note);
}

/**
 * The morning of a bank that was built before.
 * @param seconds Callbacks alone are measured for so long, before the job and once more after it.
 */
export async function measureMorning(
  file: string,
  clients: number,
  managers: number,
  seconds: number,
  note: (line: string) => void,
): Promise<BenchCase[]> {
  const bareMs = await barePass(file, managers);
  note(`bare pass ${Math.round(bareMs)} ms`);
  const clock = clockFrom(SLOT);
  const db = await openDb(`file:${file}`);
  try {
    const core = await openCore({ db, rules: DEFAULT_RULES, now: () => clock.now(), pushChannel: 'app' });
    await core.prepare();
    const faults: unknown[] = [];
    const quiet = () => undefined;
    const schedule = createSchedule({
      jobs,
      store: core.store,
      clock,
      log: { info: quiet, warn: quiet, error: quiet },
      instanceId: 'bench',
      rules: DEFAULT_RULES,
      calendarOf: core.deps.calendarOf,
      render: core.deps.render,
      pushChannel: 'app',
      onFault: (_job, _slot, error) => void faults.push(error),
    });
    let memory = 0;
    const look = setInterval(() => (memory = Math.max(memory, process.memoryUsage().rss)), MEMORY_EVERY_MS);
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    const runJob = async (): Promise<number> => {
      const began = performance.now();
      await schedule.runJob('briefing', SLOT);
      return performance.now() - began;
    };
    const ms = await runJob();
    loop.disable();
    const rows = (await db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Outbox WHERE notice = 'briefing'`))!.n;
    if (rows !== managers) throw new Error(`${rows} briefings for ${managers} managers`);
    // The same morning again, with people talking beside it.
    await db.run(`DELETE FROM Outbox WHERE notice = 'briefing'`);
    const beside = await callbacksBeside(core.store);
    // Before and after: on a machine that does other things one stretch tells what those did.
    const alone = await beside.during(wait(seconds * 1000));
    const meanwhile = await beside.during(runJob());
    alone.push(...(await beside.during(wait(seconds * 1000))));
    await beside.stop();
    clearInterval(look);
    if (faults.length > 0) throw faults[0];
    await schedule.stop();
    // What the pass alone costs in the service's own slices.
    const readBegan = performance.now();
    let lines = 0;
    for await (const day of dayOfAll({ store: core.store, rules: DEFAULT_RULES, calendarOf: core.deps.calendarOf, now: SLOT }))
      lines += day.items.length;
    note(`job ${Math.round(ms)} ms, of it reading ${Math.round(performance.now() - readBegan)} ms, ${lines} matters`);
    const name = `briefing-${clients}`;
    return [
      { case: name, unit: 'ms', value: rounded(ms), limit: rounded(bareMs), ratio: rounded(bareMs / ms) },
      { case: `${name}-per-client`, unit: 'µs', value: rounded((ms * 1000) / clients) },
      { case: `${name}-loop`, unit: 'ms', value: rounded(loop.max / NS_PER_MS), p99: rounded(loop.percentile(99) / NS_PER_MS) },
      // Too few of them tell nothing.
      ...(meanwhile.length >= LEAST_CALLBACKS
        ? [
            {
              case: `${name}-callback`,
              unit: 'ms',
              value: rounded(quantile(meanwhile, 0.99)),
              limit: rounded(quantile(alone, 0.99)),
              ratio: rounded(quantile(alone, 0.99) / quantile(meanwhile, 0.99)),
            },
          ]
        : []),
      { case: `${name}-memory`, unit: 'MiB', value: Math.round(memory / 2 ** 20) },
    ];
  } finally {
    await db.close();
  }
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The service's own road of callbacks on the same database, with people talking to it from another process; gives the ms each of them waited. */
async function callbacksBeside(store: Store): Promise<{ during(work: Promise<unknown>): Promise<number[]>; stop(): Promise<void> }> {
  const log = createLog('silent');
  const inbox = createInbox<StoreTx>({ store, clock: systemClock, log, workers: 0, process: async () => {}, onBug: async () => {} });
  const server = createServer(
    createCallbackHandler({ ...KEYS, now: () => systemClock.now(), receive: async (message) => void (await inbox.accept(message)), log }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const load = startChild<LoadTask, LoadResult>('./load.js');
  const { port } = server.address() as AddressInfo;
  return {
    async during(work) {
      let isOver = false;
      void work.then(
        () => (isOver = true),
        () => (isOver = true),
      );
      const times: number[] = [];
      while (!isOver) {
        const result = await load.ask({
          keys: KEYS,
          path: CALLBACK_PATH,
          connections: 16,
          port,
          ms: SLICE_MS,
          requests: (PER_SECOND * SLICE_MS) / 1000,
          perSecond: PER_SECOND,
        });
        if (result.refused > 0) throw new Error(`${result.refused} callbacks were refused`);
        times.push(...result.times);
      }
      return times;
    },
    async stop() {
      await load.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await inbox.stop();
    },
  };
}

/** Contacts due, birthdays (in the bank already), maturities and assessments of one morning. */
export async function addMorning(file: string, clients: number, managers: number): Promise<void> {
  const connection = new SqliteConnection(file);
  connection.exec('PRAGMA synchronous=OFF');
  const sql = sqlOn(connection);
  const today = dateAt(BANK_NOW);
  await insertRows(
    sql,
    'Product',
    ['code', 'name', 'kind', 'riskLevel', 'updatedAt'],
    [{ code: 'SL180A', name: '示例180天', kind: 'wealth', riskLevel: 2, updatedAt: 0 }],
  );
  for (let from = 0; from < clients; from += SLICE) {
    connection.exec('BEGIN IMMEDIATE');
    const holdings: Columns[] = [];
    const assessments: Columns[] = [];
    for (let i = from; i < Math.min(clients, from + SLICE); i++) {
      const { id } = personAt(i, managers);
      if (i % DUE_EVERY === 0) connection.prepare('UPDATE Client SET nextContactOn = ? WHERE id = ?').run([addDays(today, -(i % 9)), id]);
      if (i % HOLDS_EVERY !== 0) continue;
      holdings.push({
        id: `h${i}`,
        clientId: id,
        productCode: 'SL180A',
        startOn: '2026-01-01',
        amountFen: 1_000_000 + i,
        maturesOn: addDays(today, (i % 365) - 5),
        updatedAt: 0,
      });
      assessments.push({ id: `a${i}`, clientId: id, assessedAt: BANK_NOW.getTime() - (i % 365) * 86_400_000, level: 3 });
    }
    await insertRows(sql, 'Holding', ['id', 'clientId', 'productCode', 'startOn', 'amountFen', 'maturesOn', 'updatedAt'], holdings);
    await insertRows(sql, 'RiskAssessment', ['id', 'clientId', 'assessedAt', 'level'], assessments);
    connection.exec('COMMIT');
  }
  connection.close();
}

/** The same matters by three unsliced queries, sorted by manager and written by the same template. */
async function barePass(file: string, managers: number): Promise<number> {
  const connection = new SqliteConnection(file);
  const render = createChatRenderer(path.join(projectRoot, 'templates', 'chat'));
  await render.prepare();
  const today = dateAt(BANK_NOW);
  const began = performance.now();
  type Row = { managerId: string; name: string; level: string; on: string | null; amountFen: number | null; what: string };
  const read = (text: string, params: readonly (string | number)[]): Row[] => connection.prepare(text).all([...params]) as Row[];
  const birthdays = [0, 1, 2].map((back) => addDays(today, -back).slice(5));
  const validFrom = Date.parse(`${addMonths(today, -12)}T00:00:00+08:00`);
  const rows = [
    ...read(
      `SELECT mainManagerId AS managerId, name, level, nextContactOn AS "on", NULL AS amountFen, CASE WHEN birthKey IN (?, ?, ?) THEN 'birthday' ELSE 'contact' END AS what FROM Client WHERE nextContactOn <= ? OR birthKey IN (?, ?, ?)`,
      [...birthdays, today, ...birthdays],
    ),
    ...read(
      `SELECT c.mainManagerId AS managerId, c.name, c.level, h.maturesOn AS "on", h.amountFen, 'matured' AS what FROM Holding h JOIN Client c ON c.id = h.clientId WHERE h.maturesOn IN (?, ?, ?, ?, ?, ?)`,
      [today, addDays(today, -1), addDays(today, -2), addDays(today, 1), addDays(today, 7), addDays(today, 30)],
    ),
    ...read(
      `SELECT c.mainManagerId AS managerId, c.name, c.level, NULL AS "on", NULL AS amountFen, 'assessment' AS what FROM RiskAssessment a JOIN Client c ON c.id = a.clientId WHERE a.assessedAt >= ? AND a.assessedAt < ? AND EXISTS (SELECT 1 FROM Holding h WHERE h.clientId = a.clientId AND h.maturesOn >= ?)`,
      [validFrom, validFrom + 31 * 86_400_000, today],
    ),
  ];
  const byManager = new Map<string, Row[]>();
  for (const row of rows) {
    const mine = byManager.get(row.managerId);
    if (mine) mine.push(row);
    else byManager.set(row.managerId, [row]);
  }
  const none = { title: '', text: '', time: null, at: null, late: false, days: 1, idle: false };
  let done = 0;
  for (const mine of byManager.values()) {
    const lines = mine.slice(0, DEFAULT_RULES.briefing.maxLines).map((row, i) => ({
      number: i + 1,
      name: row.name,
      level: row.level,
      reasons: [{ ...none, what: row.what, on: row.on ?? today, amountFen: row.amountFen ?? 0 }],
      link: '联系',
    }));
    render(
      'briefing',
      { date: today, total: mine.length, first: 0, lines, rest: mine.length - lines.length, more: mine.length + 1, missed: null },
      SLOT,
    );
    done++;
  }
  connection.close();
  if (done > managers) throw new Error('more managers than there are');
  return performance.now() - began;
}

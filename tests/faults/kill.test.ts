import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertInto, openDb } from '../../src/store/db/index.js';
import { fillBank } from '../helpers/bank.js';
import {
  readData,
  startEmulatorAlone,
  startService,
  tempFolder,
  type Phone,
  type RunningEmulator,
  type RunningService,
  type Shown,
} from '../helpers/demo.js';

/** `CAIBAN_KILLS=100 npx vitest run tests/faults/kill.test.ts` for the long run; `CAIBAN_SEED` repeats one. */
const KILLS = Number(process.env['CAIBAN_KILLS'] ?? 12);
const SEED = Number(process.env['CAIBAN_SEED'] ?? 20261123);
const LEAST_MESSAGES = 300;
const PATIENCE_MS = 120_000;
/** No briefing comes between a question and its answer. */
const SUNDAY = '2026-11-22T14:00:00+08:00';

/** Four managers talk over the app, two over the bot; each has clients nobody else speaks of. */
const TALKERS = [
  { userid: 'talkera', via: 'app', full: '李秀兰', half: '赵敏敏' },
  { userid: 'talkerb', via: 'app', full: '何小涛', half: '冯岩岩' },
  { userid: 'talkerc', via: 'app', full: '王玉芳', half: '卢静静' },
  { userid: 'talkerd', via: 'app', full: '白小薇', half: '郑强强' },
  { userid: 'talkere', via: 'aibot', full: '刘小洋', half: '孙丽丽' },
  { userid: 'talkerf', via: 'aibot', full: '吴小静', half: '马骏骏' },
] as const;

const folder = tempFolder();
let emulator: RunningEmulator;
let service: RunningService;

beforeAll(async () => {
  const db = await openDb(`file:${path.join(folder.path, 'caiban.db')}`);
  const now = new Date(SUNDAY);
  const { store } = await fillBank(db, [], now);
  await store.tx(async (tx) => {
    for (const { userid, full, half } of TALKERS) {
      await tx.sql.run(
        ...insertInto('Staff', {
          id: userid,
          staffNo: null,
          name: userid,
          pinyin: userid,
          orgId: '001201',
          supervisorId: null,
          mobile: null,
          licences: '[]',
          state: 'active',
          clientsVersion: 0,
          updatedAt: now.getTime(),
        }),
      );
      await tx.staff.setRoles(userid, [{ role: 'relationshipManager', orgId: '001201' }]);
      for (const name of [full, half]) await tx.client.add({ name, level: 'platinum', orgId: '001201', mainManagerId: userid }, 'test', now);
    }
  });
  await db.close();
  emulator = await startEmulatorAlone(SUNDAY);
  const { wecom } = emulator;
  await wecom.call('PUT', 'directory', { members: TALKERS.map(({ userid }) => ({ userid, name: userid })), clients: [] });
  // As WeCom, after 1, 4 and 10 s; then on, so that on a slow machine, where the service is away for long, WeCom does not give up.
  await wecom.call('PUT', 'settings', {
    callbackRetryMs: [1000, 4000, 10_000, ...Array.from({ length: 8 }, () => 5000)],
    aibot: { redeliverMs: 60_000 },
  });
  service = await startService(emulator, folder.path);
}, 120_000);

afterAll(async () => {
  service?.child.kill('SIGKILL');
  await emulator?.stop();
  folder.remove();
});

/** The same numbers for the same seed, each in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Said {
  /** Unique words in the record's summary, and in the answer. */
  mark: string;
  client: string;
  ends: 'stored' | 'undone' | 'dropped';
}

const isSaved = (m: Shown, mark: string) => m.text.includes('已记：') && m.text.includes(mark);
const isAsked = (m: Shown, mark: string) => m.text.includes('这样记对吗') && m.text.includes(mark);

/** What one person says until told to stop: logs at once, logs after a tap, logs and takes back, logs and thinks better of it, asks. */
async function talk(phone: Phone, who: (typeof TALKERS)[number], mayEnd: () => boolean, random: () => number, count: () => number): Promise<Said[]> {
  const said: Said[] = [];
  let spoken = 0;
  const patience = PATIENCE_MS;
  const tapped = async (message: Shown, label: string) => {
    // A card whose fate on the aibot is unknown is repeated as text (design §3): there the label is typed.
    await (message.buttons ? phone.press(message, label) : phone.say(label));
    spoken = count();
  };
  const say = async (text: string) => {
    await phone.say(text);
    spoken = count();
  };
  for (let turn = 0; !mayEnd(); turn++) {
    // Enough is said: on at a walk until the last kill, within WeCom's thousand an hour.
    if (spoken >= LEAST_MESSAGES) await pause(random() * 6000);
    const mark = `${who.userid}第${turn}次`;
    const after = (await phone.read()).reduce((most, message) => Math.max(most, message.seq), 0);
    switch (Math.floor(random() * 6)) {
      case 0: {
        // A burst: nobody waits for an answer.
        const marks = [0, 1, 2, 3].map((n) => `${mark}之${n}`);
        for (const one of marks) await say(`记 ${who.full} 电话 聊近况，${one}`);
        said.push(...marks.map((one) => ({ mark: one, client: who.full, ends: 'stored' as const })));
        await phone.hear((m) => m.text.includes(marks.at(-1) ?? ''), { after, patience });
        break;
      }
      case 1: {
        await say(`记 ${who.full} 面谈 聊安排，${mark}`);
        said.push({ mark, client: who.full, ends: 'undone' });
        await tapped(await phone.hear((m) => isSaved(m, mark), { after, patience }), '撤销');
        await phone.hear(/^已撤销/, { after, patience });
        break;
      }
      case 2: {
        // Part of a name is a guess: nothing is stored before the tap.
        await say(`记 ${who.half.slice(1)} 电话 问利率，${mark}`);
        said.push({ mark, client: who.half, ends: 'stored' });
        await tapped(await phone.hear((m) => isAsked(m, mark), { after, patience }), '对，记下');
        await phone.hear((m) => isSaved(m, mark), { after, patience });
        break;
      }
      case 3: {
        await say(`记 ${who.half.slice(1)} 电话 改主意，${mark}`);
        said.push({ mark, client: who.half, ends: 'dropped' });
        await tapped(await phone.hear((m) => isAsked(m, mark), { after, patience }), '不记了');
        await phone.hear(/^没有记/, { after, patience });
        break;
      }
      case 4: {
        await say(`记 ${who.half.slice(1)} 电话 打字确认，${mark}`);
        said.push({ mark, client: who.half, ends: 'stored' });
        await phone.hear((m) => isAsked(m, mark), { after, patience });
        await say('1');
        await phone.hear((m) => isSaved(m, mark), { after, patience });
        break;
      }
      default: {
        await say(`查 ${who.full}`);
        await phone.hear(`${who.full}`, { after, patience });
      }
    }
  }
  return said;
}

test(
  `kill -9 at ${KILLS} random instants of a conversation: everything takes effect once, every answer arrives once and in order`,
  async () => {
    process.stdout.write(`kill test: ${KILLS} kills, seed ${SEED}\n`);
    const { wecom } = emulator;
    const random = randomFrom(SEED);
    let messages = 0;
    let isKilling = true;
    const mayEnd = () => !isKilling && messages >= LEAST_MESSAGES;
    const phones = TALKERS.map(({ userid, via }) => (via === 'app' ? wecom.phone(userid) : wecom.phone(userid, via, 'any')));
    // The clock walks three times as fast, so that WeCom's 30 a minute hold nobody up.
    let isTalking = true;
    const clock = (async () => {
      for (; isTalking; await pause(500)) await wecom.advance(1000);
    })();
    const talks = Promise.all(TALKERS.map((who, n) => talk(phones[n] as Phone, who, mayEnd, randomFrom(SEED + n + 1), () => (messages += 1))));
    talks.catch(() => (isKilling = isTalking = false));

    // Up longer than away, however fast the machine starts it: else WeCom gives up what it could never deliver.
    let awayMs = 1000;
    for (let kill = 0; kill < KILLS && isKilling; kill++) {
      await pause(random() * (3 * awayMs + 500));
      const { port } = service;
      await service.stop('SIGKILL');
      const since = performance.now();
      service = await startService(emulator, folder.path, { port });
      awayMs = performance.now() - since;
    }
    isKilling = false;
    const said = await talks.catch(async (error: Error) => {
      const wire = await wecom.call<{ at: string; name: string; people: string[]; note?: string; refused: boolean }[]>('GET', 'wire');
      const rows = await readData(folder.path, (sql) => sql.all("SELECT id, fromUser, channel, state, attempts FROM Inbox WHERE state <> 'done'"));
      const out = await readData(folder.path, (sql) =>
        sql.all("SELECT id, recipient, channel, act, state, attempts, notBefore, error FROM Outbox WHERE state <> 'sent'"),
      );
      const late = wire.filter(({ people }) => people.some((one) => error.message.startsWith(one))).slice(-25);
      throw new Error(`${error.message}\n${JSON.stringify({ now: await wecom.now(), rows, out, late }, null, 1)}`, { cause: error });
    });
    expect(messages).toBeGreaterThanOrEqual(LEAST_MESSAGES);

    // Nothing is under way any more.
    const waiting = () =>
      readData(
        folder.path,
        async (sql) =>
          (
            await sql.get<{ n: number }>(
              "SELECT (SELECT COUNT(*) FROM Outbox WHERE state = 'waiting') + (SELECT COUNT(*) FROM Inbox WHERE state = 'new') AS n",
            )
          )?.n,
      );
    await expect.poll(waiting, { timeout: PATIENCE_MS, interval: 500 }).toBe(0);
    isTalking = false;
    await clock;
    await pause(2000); // what would be said twice would be said now

    const stored = await readData(folder.path, async (sql) => ({
      contacts: await sql.all<{ byUserId: string; client: string; summary: string; undoneAt: number | null }>(
        'SELECT r.byUserId, c.name AS client, r.summary, r.undoneAt FROM ContactRecord r JOIN Client c ON c.id = r.clientId',
      ),
      inbox: await sql.all<{ fromUser: string; state: string; n: number }>(
        'SELECT fromUser, state, COUNT(*) AS n FROM Inbox GROUP BY fromUser, state',
      ),
      outbox: await sql.all<{
        recipient: string;
        channel: string;
        act: string;
        state: string;
        msgid: string | null;
        payload: string;
        error: string | null;
      }>('SELECT recipient, channel, act, state, msgid, payload, error FROM Outbox ORDER BY id'),
    }));
    expect(stored.inbox.filter((row) => row.state !== 'done')).toEqual([]);

    // Effects: once each, by the right person, on the right client, in the state the talk left it.
    const expected = said.flatMap((list, n) =>
      list
        .filter((one) => one.ends !== 'dropped')
        .map((one) => ({ byUserId: TALKERS[n]?.userid, client: one.client, mark: one.mark, isUndone: one.ends === 'undone' })),
    );
    const found = stored.contacts.map((row) => ({
      byUserId: row.byUserId,
      client: row.client,
      mark: row.summary.split('，').at(-1),
      isUndone: row.undoneAt !== null,
    }));
    const byMark = (a: { mark?: string }, b: { mark?: string }) => String(a.mark).localeCompare(String(b.mark));
    expect(found.sort(byMark)).toEqual(expected.sort(byMark));

    for (const [n, { userid, via }] of TALKERS.entries()) {
      const shown = (await phones[n]?.read()) ?? [];
      const heard = shown.filter((message) => message.from === 'bot');
      const typed = shown.filter((message) => message.from === 'member').length;
      const taps = said[n]?.filter((one) => one.ends !== 'stored').length ?? 0;
      expect(typed).toBeGreaterThan(taps);
      const sent = stored.outbox.filter((row) => row.recipient === userid && row.act !== 'change' && row.act !== 'placeholder');
      if (via === 'app') {
        // Every row of the outbox is on the phone: once, and in the order it was written.
        expect(sent.every((row) => row.state === 'sent' && row.channel === 'app')).toBe(true);
        expect(heard.map((message) => message.msgid)).toEqual(sent.map((row) => row.msgid));
      }
      // And the answers carry what was said, in the order it was said.
      const marks = said[n]?.map((one) => one.mark) ?? [];
      const everything = ((await phones[n]?.log()) ?? []).filter((message) => message.from === 'bot');
      const firstSeen = marks.map((mark) => everything.findIndex((message) => message.text.includes(mark)));
      const lost = marks.filter((_mark, at) => (firstSeen[at] ?? -1) < 0);
      const rows = stored.outbox
        .filter((row) => lost.some((mark) => row.payload.includes(mark)))
        .map(({ channel, act, state, error }) => ({ channel, act, state, error }));
      expect({ userid, lost, rows }).toEqual({ userid, lost: [], rows: [] });
      if (via === 'app') {
        expect(firstSeen).toEqual([...firstSeen].sort((a, b) => a - b));
        for (const { mark, ends } of said[n] ?? []) {
          const saved = heard.filter((message) => isSaved(message, mark));
          expect({ mark, saved: saved.length }).toEqual({ mark, saved: ends === 'dropped' ? 0 : 1 });
        }
      }
    }
  },
  180_000 + KILLS * 20_000,
);

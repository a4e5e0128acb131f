import { afterEach, describe, expect, test } from 'vitest';
import type { ReplyTo } from '../../src/bot/message.js';
import type { CardChange, Reply } from '../../src/bot/reply.js';
import { stoppedClock } from '../../src/clock.js';
import { silentLog } from '../../src/delivery/faults.js';
import { createSender, type Sender, type SenderOptions } from '../../src/delivery/sender.js';
import type { NewOutboxRow } from '../../src/store/outbox.js';
import { newDatabase, openParts, text as message, type Parts, type PartsTx } from './parts.js';
import { aibotPeer, appPeer, card, refused } from './peer.js';

const NOW = new Date('2026-11-23T08:39:00+08:00');
const opened: { sender: Sender; store: Parts }[] = [];

afterEach(async () => {
  for (const { sender, store } of opened.splice(0)) {
    await sender.stop();
    await store.sql.close();
  }
});

async function start(options: Partial<SenderOptions<PartsTx>> = {}, url = newDatabase()) {
  const store = await openParts(url);
  const clock = stoppedClock(NOW);
  const peer = appPeer();
  const given: string[] = [];
  const sender = createSender<PartsTx>({
    store,
    clock,
    log: silentLog,
    instanceId: `i${opened.length}`,
    app: peer.port,
    onGivenUp: async (tx, row, end) => {
      given.push(`${row.dedupeKey} ${end}`);
      await tx.outbox.add({
        dedupeKey: `dead:${row.id}`,
        channel: 'app',
        recipient: 'operator',
        act: 'push',
        notice: 'operator',
        payload: { kind: 'text', text: row.dedupeKey },
        notBefore: NOW,
      });
    },
    random: () => 1,
    pauses: { firstMs: 1000, mostMs: 8000 },
    ...options,
  });
  opened.push({ sender, store });
  await sender.start();
  let made = 0;
  const put = (recipient: string, payload: string | Reply | CardChange, more: Partial<NewOutboxRow> = {}) =>
    store.tx((tx) =>
      tx.outbox.add({
        dedupeKey: `r${++made}`,
        channel: 'app',
        recipient,
        act: 'reply',
        payload: typeof payload === 'string' ? { kind: 'text', text: payload } : payload,
        notBefore: clock.now(),
        ...more,
      }),
    );
  const state = async (id: number | null) => (await store.outbox.find(id!))!.state;
  return { store, clock, peer, sender, put, state, given, url };
}

describe('order and sharing', () => {
  test('several recipients side by side, each in order', async () => {
    const { peer, sender, put, store } = await start();
    peer.slow(2);
    const people = Array.from({ length: 12 }, (_none, i) => `p${i}`);
    for (let n = 0; n < 8; n++) for (const p of people) await put(p, `${n}`);
    await sender.drain();
    for (const p of people) expect(peer.to(p)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    expect(peer.mostUnderWay()).toBeGreaterThan(4);
    expect(peer.mostUnderWay()).toBeLessThanOrEqual(16);
    expect(await store.outbox.countByState()).toMatchObject({ waiting: 0, sent: 96 });
  });

  test('a row that pauses holds back the later ones of its recipient, and nobody else', async () => {
    const { peer, sender, put, clock, state } = await start();
    peer.once((json) => (json.includes('"first"') ? async () => Promise.reject(refused(-1)) : undefined));
    const first = await put('a', 'first');
    await put('a', 'second');
    await put('b', 'other');
    await sender.drain();
    expect(peer.shown.map((s) => s.text)).toEqual(['other']);
    expect(await state(first)).toBe('waiting');
    clock.advance(1000);
    await sender.drain();
    expect(peer.to('a')).toEqual(['first', 'second']);
  });

  test('a row that is only due later holds nobody back', async () => {
    const { peer, sender, put, clock } = await start();
    await put('a', 'at eight', { notBefore: new Date(NOW.getTime() + 60_000) });
    await put('a', 'now');
    await sender.drain();
    expect(peer.to('a')).toEqual(['now']);
    clock.advance(60_000);
    await sender.drain();
    expect(peer.to('a')).toEqual(['now', 'at eight']);
  });

  test('rows of the command line are nobody’s to send', async () => {
    const { peer, sender, put, state } = await start();
    const id = await put('a', 'printed', { channel: 'cli' });
    await sender.drain();
    expect(peer.calls).toEqual([]);
    expect(await state(id)).toBe('sent');
  });

  test('two equal answers are both shown; one row is written once', async () => {
    const { peer, sender, put } = await start();
    await put('a', 'same');
    await put('a', 'same');
    await put('a', 'same', { dedupeKey: 'r1' });
    await sender.drain();
    expect(peer.to('a')).toEqual(['same', 'same']);
    const [one, two] = peer.shown.map((s) => JSON.parse(s.json) as { enable_duplicate_check: number; duplicate_check_interval: number });
    expect(one!.enable_duplicate_check).toBe(1);
    expect(one!.duplicate_check_interval).not.toBe(two!.duplicate_check_interval);
    for (const { duplicate_check_interval: seconds } of [one!, two!]) expect(seconds > 7000 && seconds <= 14_400).toBe(true);
  });
});

describe('crash', () => {
  /** A process that got as far as `until`, and the next one on the same database. */
  async function crashed(until: 'leased' | 'shown') {
    const url = newDatabase();
    const store = await openParts(url);
    const peer = appPeer();
    let release = (): void => {};
    const stalled = new Promise<void>((resolve) => (release = resolve));
    peer.once(() => async (json) => {
      if (until === 'shown') await peer.deliver(json);
      await stalled;
      throw refused('network', { outcomeUnknown: true });
    });
    const dead = createSender<PartsTx>({
      store: { ...store, tx: (work) => (isDead ? new Promise(() => {}) : store.tx(work)) },
      clock: stoppedClock(NOW),
      log: silentLog,
      instanceId: 'dead',
      app: peer.port,
      onGivenUp: async () => {},
    });
    let isDead = false;
    await store.tx((tx) =>
      tx.outbox.add({ dedupeKey: 'k', channel: 'app', recipient: 'a', act: 'reply', payload: { kind: 'text', text: 'once' }, notBefore: NOW }),
    );
    await dead.start();
    await expect.poll(() => peer.calls.length).toBe(1);
    isDead = true;
    release();
    await store.sql.close();
    return { url, peer };
  }

  test.each(['leased', 'shown'] as const)('after a crash when the request was %s, it is repeated byte for byte and shown once', async (until) => {
    const { url, peer } = await crashed(until);
    const { sender, store } = await start({ app: peer.port }, url);
    await sender.drain();
    expect(peer.calls).toHaveLength(2);
    expect(peer.calls[1]).toBe(peer.calls[0]);
    expect(peer.to('a')).toEqual(['once']);
    expect(await store.outbox.findByKey('k')).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('a call without an answer is repeated byte for byte', async () => {
    const { peer, sender, put, clock, state } = await start();
    peer.once(() => async (json) => {
      await peer.deliver(json);
      throw refused('timeout', { outcomeUnknown: true });
    });
    const id = await put('a', 'once');
    await sender.drain();
    clock.advance(10_000);
    await sender.drain();
    expect(peer.calls[1]).toBe(peer.calls[0]);
    expect(peer.to('a')).toEqual(['once']);
    expect(await state(id)).toBe('sent');
  });

  test('when WeCom can no longer know the repeat, the row is in doubt and is not repeated', async () => {
    const { peer, sender, put, clock, given, state } = await start();
    const unreachable = () => async () => Promise.reject(refused('timeout', { outcomeUnknown: true }));
    const id = await put('a', 'x');
    for (let i = 0; i < 20; i++) {
      peer.once(unreachable);
      await sender.drain();
      clock.advance(15 * 60_000);
    }
    expect(await state(id)).toBe('unknown');
    expect(given).toEqual(['r1 unknown']);
    expect(peer.calls.filter((json) => json.includes('"touser":"a"')).length).toBeLessThan(10);
  });
});

describe('limits', () => {
  test('the 31st message of a minute waits, none is lost, others go on', async () => {
    const { peer, sender, put, clock } = await start();
    for (let n = 0; n < 45; n++) await put('a', `${n}`);
    await put('b', 'hello');
    await sender.drain();
    expect(peer.to('a')).toHaveLength(30);
    expect(peer.to('b')).toEqual(['hello']);
    clock.advance(59_000);
    await sender.drain();
    expect(peer.to('a')).toHaveLength(30);
    clock.advance(2001);
    await sender.drain();
    expect(peer.to('a')).toEqual(Array.from({ length: 45 }, (_none, n) => `${n}`));
  });

  test('1000 an hour: no window of an hour holds more', async () => {
    const { peer, sender, put, clock } = await start({ limits: { perMinute: 30, perHour: 50 } });
    const at: number[] = [];
    for (let n = 0; n < 120; n++) await put('a', `${n}`);
    for (let minute = 0; minute < 190; minute++) {
      const before = peer.shown.length;
      await sender.drain();
      for (let i = before; i < peer.shown.length; i++) at.push(clock.now().getTime());
      clock.advance(60_000);
    }
    expect(at).toHaveLength(120);
    for (const t of at) expect(at.filter((u) => u >= t && u < t + 3_600_000).length).toBeLessThanOrEqual(50);
  });

  test('a new process counts what the last one sent', async () => {
    const { peer, sender, put, url } = await start();
    for (let n = 0; n < 25; n++) await put('a', `${n}`);
    await sender.drain();
    await sender.stop();
    const next = await start({ app: peer.port }, url);
    for (let n = 25; n < 45; n++) await next.put('a', `${n}`, { dedupeKey: `n${n}` });
    await next.sender.drain();
    expect(peer.to('a')).toHaveLength(30);
  });
});

describe('reactions', () => {
  test('45009 rests the whole path: a minute, then an hour', async () => {
    const { peer, sender, put, clock } = await start();
    peer.once(() => async () => Promise.reject(refused(45009)));
    await put('a', 'x');
    await sender.drain();
    await put('b', 'y');
    await sender.drain();
    expect(peer.calls).toHaveLength(1);
    peer.once(() => async () => Promise.reject(refused(45009)));
    clock.advance(60_001);
    await sender.drain();
    expect(peer.calls).toHaveLength(2);
    clock.advance(59 * 60_000);
    await sender.drain();
    expect(peer.calls).toHaveLength(2);
    clock.advance(2 * 60_000);
    await sender.drain();
    expect(peer.shown.map((s) => s.text).sort()).toEqual(['x', 'y']);
  });

  test('an unknown member is dead at once and told once; the next message to him is tried', async () => {
    const { peer, sender, put, state, given } = await start();
    peer.once(() => async () => ({ invalid: ['gone'] }));
    const one = await put('gone', 'x');
    const two = await put('gone', 'y');
    await sender.drain();
    await sender.drain();
    expect(await state(one)).toBe('dead');
    expect(await state(two)).toBe('sent');
    expect(given).toEqual(['r1 dead']);
    expect(peer.to('operator')).toEqual(['r1']);
  });

  test.each([81013, 60111, 40058])('%i ends this message only', async (code) => {
    const { peer, sender, put, state } = await start();
    peer.once(() => async () => Promise.reject(refused(code)));
    const one = await put('a', 'x');
    const two = await put('a', 'y');
    await sender.drain();
    expect([await state(one), await state(two)]).toEqual(['dead', 'sent']);
  });

  test('a wrong set-up stops the path and alarms once; afterwards everything leaves', async () => {
    const alarms: (number | string)[] = [];
    const { peer, sender, put, clock } = await start({ onAlarm: (code) => alarms.push(code) });
    for (let i = 0; i < 2; i++) peer.once(() => async () => Promise.reject(refused(60020)));
    for (let n = 0; n < 5; n++) await put(`p${n}`, 'x');
    for (let minute = 0; minute < 6; minute++) {
      await sender.drain();
      clock.advance(61_000);
    }
    await sender.drain();
    expect(alarms).toEqual([60020]);
    expect(peer.shown).toHaveLength(5);
    expect(peer.calls.length).toBeLessThanOrEqual(8);
  });

  test('an unreachable platform is probed, not stormed, and everything drains after it', async () => {
    const { peer, sender, put, clock } = await start();
    let isDown = true;
    const down = (): void =>
      peer.once((json) => (isDown ? (down(), async () => Promise.reject(refused('network', { outcomeUnknown: json.length % 2 === 0 }))) : undefined));
    down();
    for (let n = 0; n < 60; n++) await put(`p${n % 20}`, `${n}`);
    for (let i = 0; i < 300; i++) {
      await sender.drain();
      clock.advance(1000);
    }
    const probes = peer.calls.length;
    expect(probes).toBeLessThan(120);
    isDown = false;
    for (let i = 0; i < 60; i++) {
      await sender.drain();
      clock.advance(1000);
    }
    expect(peer.shown).toHaveLength(60);
    for (let p = 0; p < 20; p++) expect(peer.to(`p${p}`)).toEqual([p, p + 20, p + 40].map(String));
  });

  test('a picture is uploaded before its request is made; a refused media id is uploaded once more', async () => {
    const { peer, sender, put, state } = await start();
    peer.once((json) => (json.includes('media-1') ? async () => Promise.reject(refused(40007)) : undefined));
    const id = await put('a', { kind: 'image', png: new Uint8Array(64).fill(7), text: 'words' });
    await sender.drain();
    expect(await state(id)).toBe('sent');
    expect(peer.uploads).toHaveLength(2);
    expect(peer.shown.at(-1)!.json).toContain('media-2');
  });
});

describe('cards on the app', () => {
  const tapped: ReplyTo = { channel: 'app', userId: 'a', responseCode: 'rc-tap', taskId: 'contact-saved-8812-1', cardType: 'button_interaction' };

  test('a card has its own task id and keeps the code to change it', async () => {
    const { sender, put, store } = await start();
    const id = await put('a', card());
    await sender.drain();
    expect(await store.outbox.find(id!)).toMatchObject({
      taskId: `contact-saved-8812-${id}`,
      responseCode: 'rc1',
      state: 'sent',
      about: 'contact-saved:8812',
    });
  });

  test('a tapped card is changed with the code of the tap', async () => {
    const { peer, sender, put, state } = await start();
    const id = await put('a', { kind: 'card-change', after: '已撤销' }, { act: 'change', replyTo: tapped });
    await sender.drain();
    expect(JSON.parse(peer.updates[0]!)).toMatchObject({ userids: ['a'], response_code: 'rc-tap', button: { replace_name: '已撤销' } });
    expect(await state(id)).toBe('sent');
  });

  test('a used code: the new card comes as a message, a mere greying is let go without a word', async () => {
    const { peer, sender, put, state, given } = await start();
    for (let i = 0; i < 2; i++) peer.once((json) => (json.includes('rc-tap') ? async () => Promise.reject(refused(60140)) : undefined));
    const full = await put('a', { kind: 'card-change', card: card({ title: '改好了' }) }, { act: 'change', replyTo: tapped });
    const grey = await put('a', { kind: 'card-change', after: '已撤销' }, { act: 'change', replyTo: tapped });
    await sender.drain();
    expect(peer.to('a')).toEqual(['改好了']);
    expect([await state(full), await state(grey)]).toEqual(['sent', 'dead']);
    expect(given).toEqual([]);
  });

  test('a change meant for the card alone is let go where the card can no longer be changed', async () => {
    const { peer, sender, put, state, given } = await start();
    peer.once((json) => (json.includes('rc-tap') ? async () => Promise.reject(refused(60140)) : undefined));
    const gone = await put('a', { kind: 'card-change', card: card(), onlyInPlace: true }, { act: 'change', replyTo: tapped });
    const done = await put(
      'a',
      { kind: 'card-change', card: card({ title: '改由林涛跟进' }), onlyInPlace: true },
      { act: 'change', replyTo: tapped },
    );
    await sender.drain();
    expect([await state(gone), await state(done)]).toEqual(['dead', 'sent']);
    expect(peer.to('a')).toEqual([]);
    expect(peer.updates.at(-1)).toContain('改由林涛跟进');
    expect(given).toEqual([]);
  });

  test('a code refused after a call without an answer was used by that call', async () => {
    const { peer, sender, put, clock, state } = await start();
    peer.once(() => async () => Promise.reject(refused('timeout', { outcomeUnknown: true })));
    peer.once(() => async () => Promise.reject(refused(60140)));
    const id = await put('a', { kind: 'card-change', card: card() }, { act: 'change', replyTo: tapped });
    await sender.drain();
    clock.advance(10_000);
    await sender.drain();
    expect(await state(id)).toBe('sent');
    expect(peer.shown).toEqual([]);
  });
});

describe('aibot', () => {
  const to: ReplyTo = { channel: 'aibot', userId: 'a', reqId: 'req-1', reqKind: 'message' };
  const answer = { channel: 'aibot', replyTo: to, inboxId: 7 } as const;

  test('an answer is one finished stream frame; with unknown outcome it is repeated in the same stream', async () => {
    const bot = aibotPeer();
    const { sender, put, clock, state } = await start({ aibot: bot.port });
    bot.answer('unknown');
    const id = await put('a', 'hello', answer);
    await sender.drain();
    clock.advance(5000);
    await sender.drain();
    expect(bot.frames).toEqual(Array(2).fill({ way: 'stream', to: 'req-1', id: 'in-7', content: 'hello', finish: true }));
    expect(await state(id)).toBe('sent');
  });

  test('a second answer has a stream of its own; a closed window becomes a push', async () => {
    const bot = aibotPeer();
    const { sender, put } = await start({ aibot: bot.port });
    bot.answer('ok', ['use-push', 846605]);
    await put('a', 'one', answer);
    await put('a', 'two', answer);
    await sender.drain();
    expect(bot.frames.map((f) => [f.way, f.content])).toEqual([
      ['stream', 'one'],
      ['stream', 'two'],
      ['push-single', 'two'],
    ]);
    expect(bot.frames[0]!.id).not.toBe(bot.frames[1]!.id);
  });

  test('a push with unknown outcome is not repeated, and goes once over the app', async () => {
    const bot = aibotPeer();
    const { sender, put, state, peer, given } = await start({ aibot: bot.port });
    bot.answer('unknown');
    const id = await put('a', 'news', { channel: 'aibot', act: 'push' });
    await sender.drain();
    await sender.drain();
    expect(bot.frames).toHaveLength(1);
    expect(await state(id)).toBe('unknown');
    expect(peer.to('a')).toEqual(['news']);
    expect(given).toEqual([]);
  });

  test('without an app the operator hears of it', async () => {
    const bot = aibotPeer();
    const { sender, put, given } = await start({ aibot: bot.port, app: undefined });
    bot.answer('unknown');
    await put('a', 'news', { channel: 'aibot', act: 'push' });
    await sender.drain();
    expect(given).toEqual(['r1 unknown']);
  });

  test('a push that was under way in a process that died is in doubt', async () => {
    const bot = aibotPeer();
    const url = newDatabase();
    const first = await start({ aibot: bot.port }, url);
    const id = (await first.put('a', 'news', { channel: 'aibot', act: 'push', notBefore: new Date(NOW.getTime() + 1) }))!;
    const request = JSON.stringify({ at: NOW.getTime(), steps: [{ do: 'markdown', content: 'news' }], done: 0, unsure: true });
    await first.store.tx((tx) => tx.outbox.lease(id, 'dead', new Date(NOW.getTime() + 60_000), { request, taskId: null }));
    const next = await start({ aibot: bot.port, app: undefined }, url);
    next.clock.advance(1);
    await next.sender.drain();
    expect(bot.frames).toEqual([]);
    expect(await next.state(id)).toBe('unknown');
  });

  test('a card without an answer is said again as text, once', async () => {
    const bot = aibotPeer();
    const { sender, put, clock } = await start({ aibot: bot.port });
    bot.answer('unknown');
    await put('a', card(), answer);
    await sender.drain();
    clock.advance(5000);
    await sender.drain();
    expect(bot.frames.map((f) => f.way)).toEqual(['card', 'stream']);
    expect(bot.frames[1]!.content).toContain('已记下');
  });

  test('a card is changed within five seconds of the tap, afterwards a new one is pushed', async () => {
    const bot = aibotPeer();
    const tap: ReplyTo = {
      channel: 'aibot',
      userId: 'a',
      reqId: 'ev-1',
      reqKind: 'tap',
      taskId: 'contact-saved-8812-1',
      cardType: 'button_interaction',
    };
    const { sender, put, clock } = await start({ aibot: bot.port });
    await put('a', { kind: 'card-change', card: card() }, { channel: 'aibot', act: 'change', replyTo: tap });
    await sender.drain();
    expect(bot.frames).toEqual([{ way: 'update', to: 'ev-1', card: 'contact-saved-8812-1' }]);
    bot.setReady(false);
    const id = await put('a', { kind: 'card-change', card: card() }, { channel: 'aibot', act: 'change', replyTo: tap });
    await sender.drain();
    clock.advance(6000);
    bot.setReady(true);
    await sender.drain();
    expect(bot.frames.at(-1)).toEqual({ way: 'push-single', to: 'a', card: `contact-saved-8812-${id}` });
  });

  test('enter_chat is welcomed; a group is answered in the group', async () => {
    const bot = aibotPeer();
    const { sender, put } = await start({ aibot: bot.port });
    await put('a', 'welcome', { channel: 'aibot', replyTo: { channel: 'aibot', userId: 'a', reqId: 'ev-2', reqKind: 'enter' }, inboxId: 8 });
    await put('a', 'in the group', { channel: 'aibot', act: 'push', replyTo: { channel: 'aibot', userId: 'a', chatId: 'g1' } });
    await sender.drain();
    expect(bot.frames).toEqual([
      { way: 'welcome', to: 'ev-2', content: 'welcome' },
      { way: 'push-group', to: 'g1', content: 'in the group' },
    ]);
  });

  test('a slow answer is preceded by a placeholder in the same stream; a quick one is not', async () => {
    const bot = aibotPeer();
    const { sender, put, store } = await start({ aibot: bot.port, placeholder: { reply: { kind: 'text', text: 'looking' }, afterMs: 30 } });
    const [slow, quick] = await store.tx((tx) => tx.inbox.addAll([message('a', 'x'), message('b', 'x')], NOW));
    const came = { ...message('a', 'x'), channel: 'aibot' as const, replyTo: to };
    sender.expectAnswer(slow!, came);
    sender.expectAnswer(quick!, { ...came, from: 'b', replyTo: { ...to, reqId: 'req-2' } });
    await put('b', 'at once', { channel: 'aibot', replyTo: { ...to, reqId: 'req-2' }, inboxId: quick });
    await sender.drain();
    await expect.poll(() => bot.frames.length).toBe(2);
    await put('a', card(), { channel: 'aibot', replyTo: to, inboxId: slow });
    await sender.drain();
    const mine = bot.frames.filter((f) => f.to === 'req-1');
    expect(mine.map((f) => [f.way, f.id, f.finish])).toEqual([
      ['stream', `in-${slow}`, false],
      ['stream', `in-${slow}`, true],
      ['card', undefined, undefined],
    ]);
    expect(bot.frames.filter((f) => f.to === 'req-2').map((f) => f.content)).toEqual(['at once']);
  });
});

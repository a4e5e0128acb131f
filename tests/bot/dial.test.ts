import { expect, test } from 'vitest';
import type { CardReply } from '../../src/bot/reply.js';
import { startChat } from '../helpers/chat.js';
import { ticking } from '../jobs/ticking.js';

const LI = { name: '李秀兰', honorific: '李阿姨', mobile: '13800005678', level: 'platinum' as const };
const dials = (card: unknown): string[] => (card as CardReply).buttons.filter((b) => b.text === '打电话').map((b) => b.href ?? '');

test('the card of one’s own client dials without showing the number', async () => {
  const chat = await startChat({ clients: [LI] });
  await chat.say('查 李秀兰');
  const [row] = await chat.core.store.outbox.listNewest('chenyu', 1);
  const card = row!.payload as CardReply;
  expect(dials(card)).toEqual(['tel:13800005678']);
  expect(card.buttons.map((b) => b.text)).toEqual(['记一笔', '打电话', '持仓', '依据', '更多']);
  expect(JSON.stringify({ ...card, buttons: [] })).not.toContain('13800005678');
  // What stood there is behind 更多.
  expect((await chat.press('更多')).replies[0]!.buttons!.map((b) => b.text)).toContain('历史');
});

test('without a number, or for who may not see it, there is nothing to dial', async () => {
  const chat = await startChat({ clients: [{ name: '赵敏' }, LI] });
  await chat.say('查 赵敏');
  expect(dials((await chat.core.store.outbox.listNewest('chenyu', 1))[0]!.payload)).toEqual([]);
  await chat.say('5678', 'sunyue');
  const seen = (await chat.core.store.outbox.listNewest('sunyue', 1))[0]!.payload;
  expect(JSON.stringify(seen)).not.toContain('13800005678');
});

test.each([
  ['contact-due', `UPDATE Client SET nextContactOn = '2026-11-25'`],
  ['birthday', `UPDATE Client SET birthOn = '1958-11-25', birthKey = '11-25'`],
])('%s: the push dials', async (job, sql) => {
  const chat = await startChat({ clients: [LI], now: '2026-11-24T09:00:00+08:00' });
  const clock = await ticking(chat, [job]);
  await chat.db.run(sql, []);
  await clock.tick('2026-11-25T08:30:00');
  const row = await chat.db.get<{ payload: string }>(`SELECT payload FROM Outbox WHERE notice = ? ORDER BY id DESC LIMIT 1`, [job]);
  expect(dials(JSON.parse(row!.payload))).toEqual(['tel:13800005678']);
});

test('a reminder and a promise about a client dial him', async () => {
  const chat = await startChat({ clients: [LI], now: '2026-11-23T09:00:00+08:00' });
  const clock = await ticking(chat, ['reminder', 'promise']);
  await chat.say('提醒我 15:30 回电 李秀兰');
  await chat.say('记 李秀兰 电话 接通 11月25日送方案');
  await clock.tick('2026-11-23T15:30:00');
  await clock.tick('2026-11-25T08:30:00');
  const rows = await chat.db.all<{ notice: string; payload: string }>(
    `SELECT notice, payload FROM Outbox WHERE notice IN ('reminder', 'promise') ORDER BY id`,
  );
  expect(rows.map((row) => [row.notice, ...dials(JSON.parse(row.payload))])).toEqual([
    ['reminder', 'tel:13800005678'],
    ['promise', 'tel:13800005678'],
  ]);
});

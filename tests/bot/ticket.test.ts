import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('compliance reads one client with a ticket’s number, which stays on record', async () => {
  const chat = await startChat({ clients: [{ name: '王建国', level: 'blackGold' }, { name: '李秀兰' }] });
  await chat.db.run(`UPDATE Client SET aumFen = 53280000000, aumOn = '2026-11-22' WHERE name = '王建国'`);
  const asked = await chat.say('查 王建国', 'hegui');
  expect(asked).toContain('写工单号');
  expect(asked).not.toContain('黑金');
  expect(await chat.say('不知道', 'hegui')).not.toContain('黑金');
  await chat.say('查 王建国', 'hegui');
  const seen = await chat.say('HG-20261123-01', 'hegui');
  expect(seen).toContain('王建国');
  expect(seen).toContain('5.33亿');
  const rows = await chat.db.all<{ purpose: string | null }>(
    `SELECT purpose FROM AuditEvent WHERE actor = 'hegui' AND action = 'client' AND result = 'ok'`,
  );
  expect(rows.map((row) => row.purpose)).toContain('工单 HG-20261123-01');
  expect(await chat.say('历史 王建国', 'hegui')).not.toContain('写工单号');
  expect(await chat.say('查 李秀兰', 'hegui')).toContain('写工单号');
  chat.later(9 * 3_600_000);
  expect(await chat.say('查 王建国', 'hegui')).toContain('写工单号');
});

test('a reason is no ticket, and a ticket no reason', async () => {
  const chat = await startChat({ clients: ['王建国'] });
  expect(await chat.say('查 王建国', 'tangwei')).toContain('看王建国，是为了什么');
  expect((await chat.press('督办', 'tangwei')).replies[0]!.text).toContain('王建国');
  expect(await chat.say('查 王建国', 'hegui')).toContain('写工单号');
  expect(await chat.say('督办', 'hegui')).not.toContain('主办');
});

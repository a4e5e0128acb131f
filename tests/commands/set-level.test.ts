import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';
import { insertInto } from '../../src/store/db/index.js';
import { ticking } from '../jobs/ticking.js';

const CLIENTS = [
  { name: '王建国', level: 'platinum' as const },
  { name: '外支行客', org: '001202', manager: 'fangyuan' },
];
const level = (chat: Awaited<ReturnType<typeof startChat>>) =>
  chat.db.get<{ level: string }>(`SELECT level FROM Client WHERE name = '王建国'`).then((row) => row?.level);

test('the supervisor decides with a reason and an end; the manager is told, a second manager is asked for', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const asked = await chat.hear('定级 王建国 黑金 至12月31日 资金在途', 'zhoumin');
  expect(asked.asked).toBe(true);
  expect(await level(chat)).toBe('platinum');
  const done = await chat.say('对', 'zhoumin');
  expect(done).toContain('定级：王建国');
  expect(done).toContain('白金→黑金');
  expect(done).toContain('资金在途');
  expect(await level(chat)).toBe('blackGold');
  expect(await chat.pushed('chenyu')).toEqual([expect.stringContaining('白金→黑金')]);
  expect(await chat.db.all('SELECT kind, ownerId FROM Task')).toEqual([{ kind: 'addDeputy', ownerId: 'zhoumin' }]);
});

test('while it holds no evaluation changes the level; afterwards the months count anew', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-11-20T09:00:00+08:00' });
  const clock = await ticking(chat, ['level']);
  await chat.db.run(`UPDATE Client SET aumFen = 1, aumOn = '2026-01-01'`);
  await chat.db.run(...insertInto('Balance', { clientId: chat.idOf('王建国'), onDate: '2026-09-30', aumFen: 400 * 1_000_000 }));
  await chat.hear('定级 王建国 金卡 至12月31日 客户要求', 'zhoumin');
  await chat.say('对', 'zhoumin');
  await clock.tick('2026-12-01T08:20:00');
  expect(await level(chat)).toBe('gold');
  await clock.tick('2027-01-04T08:20:00');
  expect(await level(chat)).toBe('blackGold');
});

test('a manager cannot, a past day is refused, another outlet’s client is not found', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('定级 王建国 黑金 至12月31日 资金在途')).toContain('不在您的岗位里');
  await chat.hear('定级 王建国 黑金 至2025年12月31日 资金在途', 'zhoumin');
  await chat.say('对', 'zhoumin');
  expect(await level(chat)).toBe('platinum');
  expect(await chat.say('定级 外支行客 黑金 至12月31日 资金在途', 'zhoumin')).toContain('没找到');
});

test('what is confirmed is written out: the level, the last day with its weekday, the reason', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const asked = await chat.say('定级 王建国 黑金 至12月31日 资金在途', 'zhoumin');
  for (const row of ['等级：黑金', '到：12月31日 周四', '理由：资金在途']) expect(asked).toContain(row);
});

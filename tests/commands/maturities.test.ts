import { expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { startChat } from '../helpers/chat.js';

const WAN = 1_000_000;

async function bank() {
  const chat = await startChat({ clients: ['李秀兰', '王建国', { name: '别家', manager: 'lintao' }] });
  await chat.db.run(...insertInto('Product', { code: 'SL180A', name: '示例理财180天', kind: 'wealth', riskLevel: 2, updatedAt: 0 }));
  const holdings = [
    ['李秀兰', '2026-11-30', 50],
    ['王建国', '2026-11-30', 30],
    ['李秀兰', '2026-12-06', 20],
    ['王建国', '2027-02-01', 10],
    ['别家', '2026-11-30', 99],
  ] as const;
  for (const [i, [name, maturesOn, wan]] of holdings.entries())
    await chat.db.run(
      ...insertInto('Holding', {
        id: `h${i}`,
        clientId: chat.idOf(name),
        productCode: 'SL180A',
        startOn: `2026-0${i + 1}-01`,
        amountFen: wan * WAN,
        maturesOn,
        updatedAt: 0,
      }),
    );
  return chat;
}

test('the month by day with totals a day and week, one’s own clients only', async () => {
  const chat = await bank();
  const lines = (await chat.say('到期')).split('\n');
  expect(lines[0]).toBe('到期3笔 100.00万，11月23日至12月31日');
  expect(lines[1]).toBe('11月30日那周100.00万');
  expect(lines.slice(2, 4)).toEqual(['1 11月30日 周一 80.00万 李秀兰、王建国', '2 12月6日 周日（休息日）20.00万 李秀兰']);
});

test('a day’s number lists its holdings, the largest first', async () => {
  const chat = await bank();
  await chat.say('到期');
  const day = await chat.say('1');
  expect(day.split('\n').slice(0, 3)).toEqual(['11月30日到期2笔 80.00万', '1 李秀兰 50.00万 示例理财180天', '2 王建国 30.00万 示例理财180天']);
  expect(await chat.say('1')).toContain('李秀兰 白金');
});

test('one client, and a month without any', async () => {
  const chat = await bank();
  expect((await chat.say('到期 王建国')).split('\n')[0]).toBe('王建国 待到期2笔 40.00万');
  expect(await chat.say('到期 明年3月')).toContain('没有产品到期');
});

import { expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { startChat } from '../helpers/chat.js';

const WAN = 1_000_000;

async function bank() {
  const chat = await startChat({
    clients: [
      { name: '李秀兰', level: 'platinum' },
      { name: '王建国', level: 'gold' },
      { name: '别家', manager: 'lintao' },
    ],
  });
  for (const product of [
    { code: 'HQ', name: '活期', kind: 'deposit', riskLevel: 1 },
    { code: 'SL', name: '示例理财', kind: 'wealth', riskLevel: 4 },
  ])
    await chat.db.run(...insertInto('Product', { ...product, updatedAt: 0 }));
  const hold = (id: string, name: string, code: string, wan: number, maturesOn: string | null) =>
    chat.db.run(
      ...insertInto('Holding', {
        id,
        clientId: chat.idOf(name),
        productCode: code,
        startOn: '2026-01-01',
        amountFen: wan * WAN,
        maturesOn,
        updatedAt: 0,
      }),
    );
  await hold('a', '李秀兰', 'HQ', 35, null);
  await hold('b', '李秀兰', 'SL', 20, '2026-12-10');
  await hold('c', '王建国', 'HQ', 5, null);
  await hold('d', '别家', 'HQ', 90, null);
  await chat.db.run(
    ...insertInto('RiskAssessment', { id: 'r', clientId: chat.idOf('李秀兰'), assessedAt: Date.parse('2026-03-01T10:00:00+08:00'), level: 2 }),
  );
  await chat.db.run(...insertInto('Balance', { clientId: chat.idOf('王建国'), onDate: '2026-10-31', aumFen: 45 * WAN }));
  await chat.db.run('UPDATE Client SET aumFen = ?, aumOn = ? WHERE id = ?', [45 * WAN, '2026-10-31', chat.idOf('王建国')]);
  return chat;
}

test('the four categories, from what is stored', async () => {
  const chat = await bank();
  const lines = (await chat.say('商机')).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '商机4条：产品1 资金1 配置1 权益1',
    '1 产品 李秀兰 12月10日 周四将到期20.00万',
    '2 资金 李秀兰 闲置活期35.00万',
    '3 配置 李秀兰 超出测评等级20.00万',
    '4 权益 王建国 升级还差5.00万',
  ]);
});

test('money that came in within ten days is not idle yet', async () => {
  const chat = await bank();
  await chat.db.run(
    ...insertInto('Movement', {
      id: 'm',
      clientId: chat.idOf('李秀兰'),
      at: 0,
      onDate: '2026-11-18',
      direction: 'in',
      amountFen: 33 * WAN,
      counterparty: 'inside',
    }),
  );
  expect((await chat.say('商机')).split('\n')[0]).toBe('商机3条：产品1 资金0 配置1 权益1');
});

test('a lead is opened by its number, handled on its card, and leaves the list', async () => {
  const chat = await bank();
  await chat.say('商机');
  expect(await chat.say('2')).toContain('活期35.00万连续10天超过5.00万');
  expect((await chat.press('联系了')).replies[0]?.text).toContain('已联系');
  expect(await chat.db.all('SELECT category, source, state, handledOn FROM Opportunity')).toEqual([
    { category: 'asset', source: 'idleMoney', state: 'contacted', handledOn: '2026-11-23' },
  ]);
  expect((await chat.say('商机')).split('\n')[0]).toBe('商机3条：产品1 资金0 配置1 权益1');
});

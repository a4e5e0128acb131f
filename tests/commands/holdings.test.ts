import { expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { startChat } from '../helpers/chat.js';

test('lists what is held, the largest first, with gain, data date and maturity', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  const clientId = chat.idOf('李秀兰');
  for (const [code, name, kind, risk] of [
    ['D1', '一年定期', 'deposit', null],
    ['F1', '示例债券', 'fund', 2],
  ] as const)
    await chat.db.run(...insertInto('Product', { code, name, kind, riskLevel: risk, updatedAt: 0 }));
  await chat.db.run(
    ...insertInto('Holding', {
      id: 'a',
      clientId,
      productCode: 'D1',
      startOn: '2026-01-05',
      amountFen: 60_000_000,
      valueFen: 60_000_000,
      valueOn: '2026-11-22',
      maturesOn: '2027-01-05',
      updatedAt: 0,
    }),
  );
  await chat.db.run(
    ...insertInto('Holding', {
      id: 'b',
      clientId,
      productCode: 'F1',
      startOn: '2026-02-05',
      amountFen: 28_500_000,
      costFen: 28_500_000,
      valueFen: 30_000_000,
      valueOn: '2026-11-20',
      maturesOn: null,
      updatedAt: 0,
    }),
  );
  const lines = (await chat.say('持仓 李秀兰')).split('\n');
  expect(lines[0]).toBe('李阿姨 持有2项，90.00万');
  // The oldest value date counts for the whole: nothing shown is newer than said.
  expect(lines[1]).toBe('截至11月20日');
  expect(lines[2]).toBe('1 一年定期（存款）60.00万 2027年1月5日 周二到期');
  expect(lines[3]).toBe('2 示例债券（基金 R2）30.00万 浮盈+1.50万（+5.26%）');
});

test('what has matured is no longer held', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.db.run(...insertInto('Product', { code: 'W1', name: '示例理财', kind: 'wealth', riskLevel: 2, updatedAt: 0 }));
  await chat.db.run(
    ...insertInto('Holding', {
      id: 'a',
      clientId: chat.idOf('李秀兰'),
      productCode: 'W1',
      startOn: '2026-01-05',
      amountFen: 100,
      maturesOn: '2026-11-20',
      updatedAt: 0,
    }),
  );
  expect(await chat.say('持仓 李秀兰')).toContain('没有在持的产品');
});

test('the lobby reads no balances', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', mobile: '13912345678' }] });
  expect(await chat.say('持仓 5678', 'sunyue')).not.toContain('万');
});

test('of the kind that is asked about it says first what there is', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const said = await chat.say('李秀兰有没有买保险');
  expect(said).toMatch(/^李秀兰 没有保险\n也没有其他在持的产品/);
  expect(await chat.say('持仓 李秀兰')).toBe('李秀兰 没有在持的产品');
});

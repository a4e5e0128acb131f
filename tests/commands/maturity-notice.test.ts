import { expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { startChat, type Chat } from '../helpers/chat.js';

async function held(chat: Chat, name: string, kind: string): Promise<string> {
  await chat.db.run(`INSERT INTO Product(code, name, kind, updatedAt) VALUES ('P', '示例', ?, 0)`, [kind]);
  await chat.db.run(
    ...insertInto('Holding', {
      id: 'h1',
      clientId: chat.idOf(name),
      productCode: 'P',
      startOn: '2026-01-01',
      amountFen: 30_000_000,
      maturesOn: '2026-11-30',
      updatedAt: 0,
    }),
  );
  return 'h1';
}

test.each([
  ['wealth', '理财产品'],
  ['deposit', '存款'],
])('发到期通知 of %s: words to be sent by the manager, without the product or the amount', async (kind, word) => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  const said = await chat.tap(`maturityNotice:${await held(chat, '李秀兰', kind)}`);
  expect(said.replies[0]!.text).toContain(
    `李阿姨，您有一笔${word}11月30日 周一到期，款项按合同约定转回您的账户。后面怎么安排，方便时我给您讲讲，不着急。陈宇`,
  );
  expect(said.replies[0]!.text).not.toContain('30.00万');
  expect(said.stored).toEqual([]);
});

test('somebody else’s client’s holding is not there', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', manager: 'lintao' }] });
  const said = await chat.tap(`maturityNotice:${await held(chat, '李秀兰', 'wealth')}`);
  expect(said.replies[0]!.text).not.toContain('李');
});

test('who sees a client only in part, as a guest does, learns of no holding', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const holding = await held(chat, '李秀兰', 'wealth');
  await chat.core.store.tx((tx) =>
    tx.managerRelation.add(
      { clientId: chat.idOf('李秀兰'), userId: 'fangyuan', role: 'roaming', fromOn: '2026-11-23', toOn: '2026-11-30', setBy: 'zhoumin' },
      chat.now(),
    ),
  );
  expect((await chat.tap(`maturityNotice:${holding}`, undefined, 'fangyuan')).replies[0]!.text).not.toContain('到期，款项');
});

test('找主管帮忙 tells the supervisor once, and the task stays where it is', async () => {
  const chat = await startChat({ clients: [{ name: '王建国', honorific: '王总', level: 'blackGold' }] });
  const id = (await chat.core.store.tx((tx) =>
    tx.retention.add({
      clientId: chat.idOf('王建国'),
      code: 'largeOutflow',
      onDate: '2026-11-22',
      measure: 1,
      amountFen: 80_000_000,
      averageFen: 612_800_000,
      ownerId: 'chenyu',
      reasonText: '昨天转到行外80.00万，占上月日均13.05%',
      createdAt: chat.now().getTime(),
    }),
  ))!;
  expect((await chat.tap(`retHelp:${id}`)).replies[0]!.text).toContain('已请周敏帮忙');
  const told = await chat.pushed('zhoumin');
  expect(told.filter((text) => text.includes('陈宇请您帮忙：王建国'))).toHaveLength(1);
  expect(told.join()).toContain('80.00万');
  await chat.tap(`retHelp:${id}`);
  expect((await chat.pushed('zhoumin')).filter((text) => text.includes('请您帮忙'))).toHaveLength(1);
  expect(await chat.db.get('SELECT ownerId FROM Retention WHERE id = ?', [id])).toEqual({ ownerId: 'chenyu' });
});

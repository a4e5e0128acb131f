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

test('找主管帮忙 tells the supervisor, again only when it was lost or long ago, and the task stays where it is', async () => {
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
  const asked = async () => (await chat.pushed('zhoumin')).filter((text) => text.includes('请您帮忙')).length;
  const again = async () => (await chat.tap(`retHelp:${id}`)).replies[0]!.text;
  // On its way still: nothing is sent twice.
  expect(await again()).toContain('已请周敏帮忙\n卡片在路上，不再发第二张');
  expect(await asked()).toBe(1);
  // She has had it since ten: within four hours she is not asked again, after that she is.
  const about = `retention-help:${id}`;
  const sentAt = new Date('2026-11-23T10:00:00+08:00').getTime();
  await chat.db.run(`UPDATE Outbox SET state = 'sent', sentAt = ? WHERE about = ?`, [sentAt, about]);
  chat.at('2026-11-23T13:59:00+08:00');
  expect(await again()).toContain('周敏今天 10:00已收到，没有再发\n今天 14:00还没有回音，可以再请一次');
  expect(await asked()).toBe(1);
  chat.at('2026-11-23T14:00:00+08:00');
  expect(await again()).toContain('已请周敏帮忙\n依据和客户已经附上');
  expect(await asked()).toBe(2);
  expect(await again()).toContain('卡片在路上');
  // A card that was given up never reached her.
  await chat.db.run(`UPDATE Outbox SET state = 'dead' WHERE about = ? AND state = 'waiting'`, [about]);
  expect(await again()).toContain('已请周敏帮忙\n依据和客户已经附上');
  expect(await chat.db.all(`SELECT state FROM Outbox WHERE about = ? ORDER BY id`, [about])).toEqual([
    { state: 'sent' },
    { state: 'dead' },
    { state: 'waiting' },
  ]);
  expect(await chat.db.get('SELECT ownerId FROM Retention WHERE id = ?', [id])).toEqual({ ownerId: 'chenyu' });
});

test('asked for by name it is the words for the client, of what falls due next; the list stays for who asks what falls due', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  expect(await chat.say('发到期通知 李秀兰')).not.toContain('您有一笔');
  await held(chat, '李秀兰', 'wealth');
  expect(await chat.say('发到期通知 李秀兰')).toContain('李阿姨，您有一笔理财产品11月30日 周一到期');
  expect(await chat.say('到期 李秀兰')).not.toContain('您有一笔');
});

import { expect, test } from 'vitest';
import { wordFinder } from '../src/hearing.js';
import { insertInto } from '../src/store/db/index.js';
import { startChat, type Chat } from './helpers/chat.js';

const CLIENTS = [
  { name: '李秀兰', mobile: '13812345678', clientNo: 'AB1024', honorific: '李阿姨', birthOn: '1960-05-12' },
  { name: '王建国', mobile: '13900001234', clientNo: '600123', gender: 'male' as const },
  { name: '王建军', mobile: '13700005678', clientNo: '600124', manager: 'lintao' },
];

const found = async (chat: Chat, text: string, as?: string): Promise<unknown> => {
  const client = (await chat.hear(text, as)).understood?.args['client'] as { name?: string; by?: string } | undefined;
  return client?.name === undefined ? undefined : [client.name, client.by];
};

test.each([
  ['查 5678', ['李秀兰', 'phoneTail']],
  ['刚和5678通完电话，说下周再聊', ['李秀兰', 'phoneTail']],
  ['查 尾号1234', ['王建国', 'phoneTail']],
  ['查 13812345678', ['李秀兰', 'phone']],
  ['查 138 1234 5678', ['李秀兰', 'phone']],
  ['查 １３８１２３４５６７８', ['李秀兰', 'phone']],
  ['查 139-0000-1234', ['王建国', 'phone']],
  ['查 600123', ['王建国', 'clientNo']],
  ['查 ab1024', ['李秀兰', 'clientNo']],
  ['查 lixiulan', ['李秀兰', 'pinyin']],
  ['查 wjg', ['王建国', 'initials']],
  ['查 王总', ['王建国', 'honorific']],
  ['记 李阿姨 电话 祝生日 5月12日', ['李秀兰', 'honorific']],
])('%s', async (text, wanted) => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await found(chat, text)).toEqual(wanted);
});

test('the numbers of a colleague’s client find nobody', async () => {
  const chat = await startChat({ clients: CLIENTS });
  for (const text of ['查 600124', '查 13700005678', '刚和13700005678通完电话']) expect(await found(chat, text)).toBeUndefined();
});

test('a number that is changed counts at once', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await found(chat, '查 5678')).toEqual(['李秀兰', 'phoneTail']);
  const id = chat.idOf('李秀兰');
  await chat.core.store.tx(async (tx) => tx.client.change(id, (await tx.client.findRow(id))!.version, { mobile: '13812349999' }, 'test', chat.now()));
  expect(await found(chat, '查 9999')).toEqual(['李秀兰', 'phoneTail']);
  expect(await found(chat, '查 5678')).toBeUndefined();
});

test('a stand-in finds the clients from the first day of his period, though nobody wrote anything that day', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const relation = {
    clientId: chat.idOf('王建军'),
    userId: 'chenyu',
    role: 'acting',
    fromOn: '2026-11-24',
    toOn: '2026-11-27',
    setBy: 'zhoumin',
    forUserId: 'lintao',
  } as const;
  await chat.core.store.tx((tx) => tx.managerRelation.add(relation, chat.now()));
  expect(await found(chat, '查 王建军')).toBeUndefined();
  chat.at('2026-11-24T09:00:00+08:00');
  expect(await found(chat, '查 王建军')).toEqual(['王建军', 'fullName']);
  chat.at('2026-11-28T09:00:00+08:00');
  expect(await found(chat, '查 王建军')).toBeUndefined();
});

test.each(['fangyuan', 'xubin', 'yejun'])('%s, who looks into a case, finds its client by name while it is open', async (investigator) => {
  const chat = await startChat({
    clients: [
      { name: '赵敏', org: '0012' },
      { name: '赵一鸣', manager: 'lintao' },
    ],
  });
  const { store } = chat.core;
  if (investigator === 'fangyuan') expect(await chat.say('查 赵敏', investigator)).not.toContain('白金');
  await chat.hear('投诉 赵敏 收益和说的不一样');
  await chat.press('对，登记');
  const only = async () => (await store.case.listAllOpen())[0]!;
  await chat.core.store.tx(async (tx) => tx.case.change((await only()).id, { investigatorId: investigator }, chat.now()));
  expect((await chat.hear('查 赵敏', investigator)).replies.length).toBe(1);
  expect(await found(chat, '查 赵敏', investigator)).toEqual(['赵敏', 'fullName']);
  const { id } = await only();
  await chat.core.store.tx((tx) => tx.case.change(id, { state: 'closed', closedAt: chat.now().getTime() }, chat.now()));
  if (investigator === 'fangyuan') expect(await chat.say('查 赵敏', investigator)).not.toContain('白金');
});

test('colleagues and products of the bank are heard, new ones within a minute', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const spans = async (text: string) =>
    (await chat.hear(text)).understood?.spans.flatMap((span) =>
      span.kind === 'staff' || span.kind === 'product' ? [[span.kind, span.text, span.value]] : [],
    );
  expect(await spans('预约 李秀兰 明天下午3点 林涛一起')).toEqual([['staff', '林涛', { name: '林涛' }]]);
  expect(await spans('记 李秀兰 电话 聊了稳盈一号')).toEqual([]);
  const at = chat.now().getTime();
  await chat.db.run(
    ...insertInto('Staff', {
      id: 'ouyang',
      name: '欧阳倩',
      pinyin: 'ouyangqian',
      orgId: '001201',
      licences: '[]',
      state: 'active',
      clientsVersion: 0,
      updatedAt: at,
    }),
  );
  await chat.db.run(...insertInto('Product', { code: 'WY001', name: '稳盈一号', kind: 'wealth', updatedAt: at }));
  chat.later(60_000);
  expect(await spans('预约 李秀兰 明天下午4点 欧阳倩一起')).toEqual([['staff', '欧阳倩', { name: '欧阳倩' }]]);
  expect(await spans('记 李秀兰 电话 聊了稳盈一号')).toEqual([['product', '稳盈一号', { code: 'WY001', name: '稳盈一号' }]]);
  expect(await spans('记 李秀兰 电话 聊了 WY001')).toEqual([['product', 'WY001', { code: 'WY001', name: '稳盈一号' }]]);
});

test('words are found where they stand, the longest first, each place once', () => {
  const find = wordFinder(['张三', '张三丰', '丰收', '王', '李四', '李四']);
  expect(find('请张三丰收')).toEqual([{ word: '张三丰', start: 1, end: 4 }]);
  expect(find('张三和李四，李四')).toEqual([
    { word: '张三', start: 0, end: 2 },
    { word: '李四', start: 3, end: 5 },
    { word: '李四', start: 6, end: 8 },
  ]);
  expect(find('王')).toEqual([]);
  expect(find('')).toEqual([]);
});

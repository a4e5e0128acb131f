import { expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { startChat } from '../helpers/chat.js';

const LI = { name: '李秀兰', honorific: '李阿姨', mobile: '13912345678', clientNo: 'KH0001', gender: 'female' as const, birthOn: '1958-11-25' };

test.each([
  ['全名', '查 李秀兰'],
  ['名字的一部分', '查 秀兰'],
  ['称呼', '查 李阿姨'],
  ['拼音', '查 lixiulan'],
  ['首字母', '查 lxl'],
  ['手机尾号', '查 5678'],
  ['尾号直接打', '5678'],
  ['客户号', '查 KH0001'],
  ['只打姓名', '李秀兰'],
])('finds a client by %s', async (_how, text) => {
  const chat = await startChat({ clients: [LI, '王建国', '赵敏'] });
  expect(await chat.say(text)).toContain('李秀兰（李阿姨）白金');
});

test('the last one spoken of answers to 她', async () => {
  const chat = await startChat({ clients: [LI, '王建国'] });
  await chat.say('查 李秀兰');
  expect(await chat.say('她的持仓')).toContain('李阿姨 没有在持的产品');
});

test('namesakes become a choice that a digit answers', async () => {
  const chat = await startChat({
    clients: [
      { name: '张伟', level: 'blackGold', mobile: '13800003321' },
      { name: '张伟', level: 'gold', mobile: '13800000917' },
      { name: '张伟', level: 'general', mobile: '13800007745' },
    ],
  });
  const choice = await chat.say('查 张伟');
  expect(choice.split('\n')[0]).toBe('有3位张伟，是哪一位');
  expect(choice).toContain('黑金 尾号3321 没有联络记录');
  expect(await chat.say('2')).toContain('张伟 金卡');
});

test('somebody else’s client reads exactly like nobody', async () => {
  const chat = await startChat({ clients: [{ name: '王芳', manager: 'lintao' }, '李秀兰'] });
  const theirs = await chat.say('查 王芳');
  const nobody = await chat.say('查 王芬');
  expect(theirs.replaceAll('王芳', '王芬')).toBe(nobody);
});

test('a supervisor sees the clients of the outlet, not of another', async () => {
  const chat = await startChat({ clients: ['李秀兰', { name: '孙丽', org: '001202', manager: 'fangyuan' }] });
  expect(await chat.say('查 李秀兰', 'zhoumin')).toContain('李秀兰 白金');
  expect(await chat.say('查 孙丽', 'zhoumin')).toContain('没找到「孙丽」');
});

test('a branch manager gives a reason first, and it stays on record', async () => {
  const chat = await startChat({ clients: [LI] });
  const asked = await chat.hear('查 李秀兰', 'yejun');
  expect(asked.replies[0]?.buttons?.map((b) => b.text)).toEqual(['回访', '督办', '投诉', '其他']);
  expect((await chat.press('督办', 'yejun')).replies[0]?.text).toContain('李秀兰');
  const audit = await chat.db.all<{ purpose: string | null }>(
    `SELECT purpose FROM AuditEvent WHERE actor = 'yejun' AND clientId = ? AND result = 'ok'`,
    [chat.idOf('李秀兰')],
  );
  expect(audit.at(-1)?.purpose).toBe('督办');
});

test('the lobby finds by phone tail and reads level and manager, no amounts', async () => {
  const chat = await startChat({ clients: [LI] });
  await chat.db.run('UPDATE Client SET aumFen = ?, aumOn = ?', [186_400_000, '2026-11-22']);
  expect(await chat.say('查 李秀兰', 'sunyue')).toContain('没找到');
  const brief = await chat.say('5678', 'sunyue');
  expect(brief).toContain('主办：陈宇');
  expect(brief).not.toContain('186');
  expect(brief).toContain('139****5678');
});

test('the first screen says what is held, what is due, and why', async () => {
  const chat = await startChat({ clients: [LI] });
  const id = chat.idOf('李秀兰');
  await chat.db.run('UPDATE Client SET aumFen = ?, aumOn = ?, nextContactOn = ? WHERE id = ?', [186_400_000, '2026-11-22', '2026-11-23', id]);
  await chat.db.run(...insertInto('Product', { code: 'SL180A', name: '示例180天A款', kind: 'wealth', riskLevel: 2, updatedAt: 0 }));
  await chat.db.run(
    ...insertInto('Holding', {
      id: 'h1',
      clientId: id,
      productCode: 'SL180A',
      startOn: '2026-06-03',
      amountFen: 50_000_000,
      valueFen: 50_000_000,
      valueOn: '2026-11-22',
      maturesOn: '2026-11-30',
      updatedAt: 0,
    }),
  );
  const card = await chat.say('查 李秀兰');
  expect(card).toContain('资产：186.40万，截至11月22日');
  expect(card).toContain('持有：理财50.00万');
  expect(card).toContain('今天该联络');
  expect(card).toContain('到期：11月30日 周一 50.00万');
  expect(await chat.say('依据')).toContain('联络到期');
});

test('a client named like markup changes nothing', async () => {
  const chat = await startChat({ clients: [{ name: '**x**' }, { name: '<a>张</a>' }] });
  expect(await chat.say('查 **x**')).toContain('**x**');
  expect(await chat.say('查 <a>张</a>')).toContain('<a>张</a>');
});

test.each(['13912345678', '139 1234 5678', '139-1234-5678', '+86 139-1234-5678', '+8613912345678', '0086 13912345678', '86 139 1234 5678'])(
  'a mobile number finds its client however it is written: 查 %s',
  async (number) => {
    const chat = await startChat({ clients: [LI, '王芳'] });
    expect((await chat.hear(`查 ${number}`)).understood?.args['client']).toMatchObject({ name: '李秀兰', by: 'phone' });
  },
);

test('a day of the year alone is nobody, unless a client is called so', async () => {
  const chat = await startChat({ clients: [LI] });
  expect((await chat.hear('白露')).understood?.intent).toBeNull();
  const named = await startChat({ clients: [LI, '白露'] });
  expect((await named.hear('白露')).understood).toMatchObject({ intent: 'client', args: { client: { name: '白露' } } });
});

test('the counter refers from the card it may see', async () => {
  const chat = await startChat({ clients: [{ name: '赵敏', mobile: '13800009032', manager: 'chenyu' }] });
  const said = await chat.hear('查 9032', 'sunyue');
  expect(said.replies[0]?.text).toContain('回复：1 推荐 2 能说什么');
  expect(await chat.say('推荐', 'sunyue')).toContain('客户需要什么');
  expect(await chat.say('想了解教育金', 'sunyue')).toContain('已推荐：赵敏');
});

import { describe, expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { startChat, type Chat } from '../helpers/chat.js';

const due = (chat: Chat, name: string, on: string) =>
  chat.db.run('UPDATE Client SET nextContactOn = ?, lastContactOn = ? WHERE id = ?', [on, '2026-09-23', chat.idOf(name)]);

async function holding(chat: Chat, name: string, maturesOn: string, yuan: number): Promise<void> {
  await chat.db.run(
    `INSERT INTO Product(code, name, kind, riskLevel, updatedAt) VALUES ('SL180A', '示例180', 'wealth', 2, 0) ON CONFLICT DO NOTHING`,
  );
  await chat.db.run(
    ...insertInto('Holding', {
      id: `h-${name}-${maturesOn}`,
      clientId: chat.idOf(name),
      productCode: 'SL180A',
      startOn: '2026-01-01',
      amountFen: yuan * 100,
      maturesOn,
      updatedAt: 0,
    }),
  );
}

const PEOPLE = [
  { name: '李秀兰', honorific: '李阿姨', birthOn: '1958-11-23' },
  { name: '何伟', level: 'platinum' as const },
  { name: '孙丽', level: 'gold' as const },
  { name: '王建国', level: 'blackGold' as const },
];

describe('今天', () => {
  test('says what is due, the count first, one line a client, most pressing first', async () => {
    const chat = await startChat({ clients: PEOPLE });
    await due(chat, '李秀兰', '2026-11-23');
    await due(chat, '何伟', '2026-11-11');
    await due(chat, '孙丽', '2026-11-23');
    await holding(chat, '李秀兰', '2026-11-30', 500_000);
    await chat.say('记 王建国 电话 聊了近况 11月23日给他送费率对比');
    const lines = (await chat.say('今天')).split('\n');
    expect(lines).toEqual([
      '早报 11月23日 周一：4件，先办前1件',
      '1 王建国 黑金：答应今天送费率对比',
      '2 李秀兰 白金：今天生日，7天后到期50.00万，该联络',
      '3 何伟 白金：联络超期8个工作日',
      '4 孙丽 金卡：该联络',
      '打序号看卡片',
    ]);
  });

  test('a typed number brings the card; the logged contact takes the line away', async () => {
    const chat = await startChat({ clients: PEOPLE });
    await due(chat, '何伟', '2026-11-11');
    await due(chat, '孙丽', '2026-11-23');
    expect(await chat.say('今天')).toContain('3 孙丽');
    const card = await chat.hear('3');
    expect(card.replies[0]!.text).toContain('孙丽 金卡\n该联络');
    expect(card.replies[0]!.buttons!.map((b) => b.text)).toEqual(['记一笔', '看客户']);
    await chat.press('记一笔');
    expect(await chat.say('电话 聊了到期安排，接通')).toContain('已记：孙丽');
    const left = await chat.say('今天');
    expect(left).toContain('早报 11月23日 周一：2件');
    expect(left).not.toContain('孙丽');
    expect(await chat.say('2')).toContain('何伟 白金\n联络超期8个工作日');
  });

  test('a promise is done with the number of its card', async () => {
    const chat = await startChat({ clients: PEOPLE });
    await chat.say('记 王建国 电话 聊了近况 11月23日给他送费率对比');
    await chat.say('今天');
    const card = await chat.hear('1');
    expect(card.replies[0]!.buttons![0]).toMatchObject({ text: '完成' });
    expect(await chat.say('1')).toContain('完成1件');
    expect(await chat.say('今天')).not.toContain('费率对比');
  });

  test('a line whose matter is over says so instead of staying silent', async () => {
    const chat = await startChat({ clients: ['孙丽'] });
    await due(chat, '孙丽', '2026-11-23');
    await chat.say('今天');
    await due(chat, '孙丽', '2027-02-01');
    expect(await chat.say('1')).toContain('已经办完');
  });

  test('after the weekend the missed days are covered, before it the days off ahead', async () => {
    const chat = await startChat({ clients: [{ name: '李秀兰', birthOn: '1958-11-21' }, '何伟', '孙丽'] });
    await holding(chat, '何伟', '2026-11-22', 300_000);
    await due(chat, '孙丽', '2026-11-29');
    const monday = await chat.say('今天');
    expect(monday).toContain('李秀兰 白金：11月21日 周六生日');
    expect(monday).toContain('何伟 白金：昨天到期30.00万');
    expect(monday).not.toContain('孙丽');
    chat.at('2026-11-27T08:40:00+08:00');
    expect(await chat.say('今天')).toContain('孙丽 白金：该联络');
  });

  test('matured money that still lies on the current account is spoken of the working day after', async () => {
    const chat = await startChat({ clients: ['刘洋', '高洁'] });
    await holding(chat, '刘洋', '2026-11-20', 300_000);
    await holding(chat, '高洁', '2026-11-20', 300_000);
    await chat.db.run(`INSERT INTO Product(code, name, kind, updatedAt) VALUES ('HQ', '活期', 'deposit', 0)`);
    await chat.db.run(
      ...insertInto('Holding', {
        id: 'cur',
        clientId: chat.idOf('刘洋'),
        productCode: 'HQ',
        startOn: '2020-01-01',
        amountFen: 40_000_000,
        updatedAt: 0,
      }),
    );
    const text = await chat.say('今天');
    expect(text).toContain('刘洋 白金：11月20日 周五到期30.00万，还在活期');
    expect(text).not.toContain('高洁');
  });

  test('more than twelve lines: the rest is behind 更多, with numbers that go on', async () => {
    const names = Array.from({ length: 15 }, (_one, i) => `客户${'一二三四五六七八九十甲乙丙丁戊'[i]}`);
    const chat = await startChat({ clients: names });
    for (const name of names) await due(chat, name, '2026-11-23');
    const text = await chat.say('今天');
    expect(text.split('\n')).toHaveLength(14);
    expect(text).toContain('还有3件，回「更多」');
    const rest = await chat.say('更多');
    expect(rest).toContain('接着的3件，共15件');
    expect(rest).toMatch(/^13 /m);
    expect(await chat.say('15')).toContain('该联络');
  });

  test('an expiring assessment counts only where something with a risk is held', async () => {
    const chat = await startChat({ clients: ['吴静', '马骏'] });
    for (const name of ['吴静', '马骏'])
      await chat.db.run(
        ...insertInto('RiskAssessment', {
          id: `a-${name}`,
          clientId: chat.idOf(name),
          assessedAt: new Date('2025-12-09T10:00:00+08:00').getTime(),
          level: 3,
        }),
      );
    await holding(chat, '吴静', '2027-06-01', 10_000);
    const text = await chat.say('今天');
    expect(text).toContain('吴静 白金：测评12月9日 周三到期，有持仓');
    expect(text).not.toContain('马骏');
  });

  test('the number of a birthday brings a card that leads to the greeting', async () => {
    const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨', birthOn: '1958-11-23' }] });
    await chat.say('今天');
    const card = await chat.hear('1');
    expect(card.replies[0]!.buttons!.map((one) => one.text)).toEqual(['看祝福', '记一笔', '看客户']);
    expect((await chat.press('看祝福')).replies[0]!.text).toContain('生日');
  });

  test('after a holiday every missed day is covered, in at most twelve lines, each one tap from being done', async () => {
    const names = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子', '丑', '寅', '卯'].map((sign) => `客户${sign}`);
    const chat = await startChat({
      clients: names.map((name, i) => (i < 4 ? { name, birthOn: `1970-10-0${i + 1}` } : { name })),
      now: '2026-09-30T10:00:00+08:00',
    });
    for (const [i, name] of names.slice(4, 8).entries()) await holding(chat, name, `2026-10-0${i + 2}`, 100_000 * (i + 1));
    for (const [i, name] of names.slice(8, 11).entries()) await due(chat, name, `2026-10-0${i + 5}`);
    await chat.say(`记 ${names[11]} 电话 10月8日给他送方案`);
    await chat.say(`预约 ${names[12]} 10月8日 15:00 面谈`);
    await chat.say(`提醒我 10月8日 16:00 给${names[13]}回电`);
    chat.at('2026-10-08T08:40:00+08:00');
    const text = await chat.say('今天');
    const lines = text.split('\n').filter((line) => /^\d+ /.test(line));
    expect(lines).toHaveLength(12);
    expect(text).toContain('10月1日至10月7日放假期间的也在内');
    const rest = await chat.say('更多');
    const all = [...lines, ...rest.split('\n').filter((line) => /^\d+ /.test(line))].join('\n');
    for (const day of ['10月1日', '10月2日', '10月3日', '10月4日']) expect(all, `birthday ${day}`).toMatch(new RegExp(`${day}.*生日`));
    for (const day of ['10月2日', '10月3日', '10月4日', '10月5日']) expect(all, `maturity ${day}`).toMatch(new RegExp(`${day}.*到期`));
    for (const name of names.slice(0, 13)) expect(all).toContain(name);
    for (let n = 1; n <= 12; n++) {
      await chat.say('今天');
      const card = await chat.hear(String(n));
      // What is first on the card is the act itself.
      expect(card.replies[0]!.buttons?.[0]?.text, `line ${n}: ${card.replies[0]!.text}`).toMatch(/^(完成|看祝福|记一笔|看案件|看推荐)$/);
    }
  });

  test('nothing due: says so and offers what could be done', async () => {
    const chat = await startChat({ clients: ['何伟'] });
    const text = await chat.say('今天');
    expect(text.split('\n')).toEqual([
      '早报 11月23日 周一：今天没有到期的事',
      '可以做：',
      '1 整理1份缺资料的档案',
      '2 约1位久未联络的客户',
      '打序号打开',
    ]);
    expect(await chat.say('1')).toContain('1 何伟 白金：缺手机号、生日、职业');
    await chat.say('今天');
    expect(await chat.say('2')).toContain('90天未联系的客户1位');
  });

  test('a case that ends today stands first and opens by its number', async () => {
    const chat = await startChat({ clients: PEOPLE });
    await due(chat, '何伟', '2026-11-11');
    await chat.say('投诉 孙丽 到账晚了三天');
    await chat.press('对，登记').catch(() => chat.say('对'));
    chat.at('2026-11-24T08:40:00+08:00');
    const text = await chat.say('今天');
    expect(text).toMatch(/1 孙丽 金卡：投诉今天 .*到期/);
    await chat.say('1');
    expect(await chat.say('1')).toContain('TS-1');
  });

  test('a colleague without clients reads his own work', async () => {
    const chat = await startChat({ clients: PEOPLE });
    await chat.say('提醒我 15:30 整理大堂资料', 'sunyue');
    expect(await chat.say('今天', 'sunyue')).toContain('1 今天 15:30 整理大堂资料');
  });

  test('the supervisor reads counts by colleague, what is late by name', async () => {
    const chat = await startChat({ clients: [...PEOPLE, { name: '冯岩', manager: 'lintao' }] });
    await due(chat, '何伟', '2026-11-02');
    await due(chat, '冯岩', '2026-11-02');
    await holding(chat, '冯岩', '2026-11-23', 920_000);
    const text = await chat.say('今天', 'zhoumin');
    expect(text.split('\n')[0]).toBe('团队早报 11月23日 周一：没有超时');
    expect(text).toContain('到期1笔92.00万：林涛1');
    expect(text).toContain('联络超10个工作日2户：陈宇1 林涛1');
    const n = /(\d) 联络超/.exec(text)![1]!;
    expect(await chat.say(n, 'zhoumin')).toContain('林涛：冯岩 白金，联络超期');
  });
});

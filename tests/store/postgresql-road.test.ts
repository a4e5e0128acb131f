import { afterAll, describe, expect, test } from 'vitest';
import { openCore, type Core, type Said } from '../../src/core.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { insertInto, openDb, type Db } from '../../src/store/db/index.js';
import { emptyDb, fillBank, MONDAY, type BankClient } from '../helpers/bank.js';
import { postgresTitle, startPostgres } from '../helpers/postgres.js';

const CLIENTS: readonly BankClient[] = [
  { name: '李秀兰', honorific: '李阿姨', mobile: '13912345678', clientNo: 'KH0001', gender: 'female', birthOn: '1958-11-25' },
  { name: '王建国', honorific: '王总', mobile: '13900003456', level: 'blackGold', deputy: 'hejing' },
  { name: '张伟', level: 'blackGold', mobile: '13800003321' },
  { name: '张伟', level: 'gold', mobile: '13800000917' },
  { name: '赵敏', mobile: '13700001111', level: 'gold' },
  { name: '欧阳娜娜', level: 'general' },
  { name: '秘密人', manager: 'lintao', mobile: '13666667777' },
  { name: '孙丽', org: '001202', manager: 'fangyuan' },
];

/** What is said, as whom; a label in [ ] is pressed on that person's newest answer; +n moves the clock by minutes. */
const CONVERSATION: readonly (readonly [string, string])[] = [
  ['chenyu', '你好'],
  ['chenyu', '帮助'],
  ['chenyu', '全部说法'],
  ['chenyu', '我是谁'],
  ['chenyu', '查 李秀兰'],
  ['chenyu', '[持仓]'],
  ['chenyu', '历史 李秀兰'],
  ['chenyu', '查 李秀兰'],
  ['chenyu', '[更多]'],
  ['chenyu', '依据'],
  ['chenyu', '查 秀兰'],
  ['chenyu', '查 李阿姨'],
  ['chenyu', '查 lixiulan'],
  ['chenyu', '查 lxl'],
  ['chenyu', '5678'],
  ['chenyu', '查 13912345678'],
  ['chenyu', '查 KH0001'],
  ['chenyu', '查 kh0001'],
  ['chenyu', '她的持仓'],
  ['chenyu', '查 李秀蓝'],
  ['chenyu', '都不是'],
  ['chenyu', '查 秘密人'],
  ['chenyu', '查 7777'],
  ['chenyu', '查 张伟'],
  ['chenyu', '2'],
  ['chenyu', '记 张伟 电话 说下周来'],
  ['chenyu', '[1 黑金3321]'],
  ['chenyu', '记 李秀兰 电话15分钟 祝生日，下周一 10:00 面谈'],
  ['chenyu', '修改上条 方式 面访'],
  ['chenyu', '历史 李秀兰'],
  ['chenyu', '撤销'],
  ['chenyu', '历史 李秀兰'],
  ['chenyu', '刚跟王总通了电话，他女儿明年高考，下周三给他送方案'],
  ['chenyu', '对'],
  ['chenyu', '不对，是周四'],
  ['chenyu', '[修改]'],
  ['chenyu', '提醒我 15:30 回电王总'],
  ['chenyu', '每周一早上9点提醒我报周计划'],
  ['chenyu', '提醒我 月底左右 回访'],
  ['chenyu', '草稿'],
  ['chenyu', '待办'],
  ['chenyu', '完成 1'],
  ['chenyu', '待办'],
  ['chenyu', '推迟 1 明天'],
  ['chenyu', '待办'],
  ['chenyu', '预约 李秀兰 明天 15:00 面谈'],
  ['chenyu', '补充资料 李秀兰 喜欢喝茶'],
  ['chenyu', '关系人 李秀兰 女儿 王小雨 5月12日'],
  ['chenyu', '查 李秀兰'],
  ['chenyu', '新建客户 王小二'],
  ['chenyu', '13800001234'],
  ['chenyu', '新建客户 秘密人 13666667777'],
  ['chenyu', '认领 李秀兰 13912345678'],
  ['chenyu', '查 王小二'],
  ['chenyu', '我的客户'],
  ['chenyu', '我的客户 白金'],
  ['chenyu', '我的客户 30天未联系'],
  ['chenyu', '我的客户 本月生日'],
  ['chenyu', '我的客户 本月到期'],
  ['chenyu', '我的客户 临界'],
  ['chenyu', '我的客户 标签 茶友'],
  ['chenyu', '逾期客户'],
  ['chenyu', '关闭 临界客户'],
  ['chenyu', '提醒设置'],
  ['chenyu', '开启 临界客户'],
  ['chenyu', '投诉 赵敏 赎回的钱三天没到账，打电话也没人管'],
  ['chenyu', '[对，登记]'],
  ['chenyu', '案件'],
  ['chenyu', '联系了 赵敏 已告诉她受理了'],
  ['chenyu', '案件 TS-1'],
  ['chenyu', '记 赵敏 电话 解释到账时间'],
  ['chenyu', '今天天气怎么样'],
  ['chenyu', '阿巴阿巴'],
  ['chenyu', '阿巴阿巴二'],
  ['chenyu', '阿巴阿巴三'],
  ['chenyu', '查 \u0000李秀兰'],
  ['chenyu', '记 李秀兰 电话 聊\u0000了\ud800半个'],
  ['chenyu', '\u0000'],
  ['zhoumin', '查 李秀兰'],
  ['zhoumin', '查 孙丽'],
  ['zhoumin', '我的客户'],
  ['zhoumin', '案件'],
  ['zhoumin', '帮助'],
  ['hejing', '查 王总'],
  ['hejing', '我的客户'],
  ['sunyue', '5678'],
  ['sunyue', '查 李秀兰'],
  ['sunyue', '投诉 赵敏 排队一小时'],
  ['sunyue', '持仓 5678'],
  ['xubin', '查 孙丽'],
  ['xubin', '历史 李秀兰'],
  ['xubin', '我的客户'],
  ['yejun', '查 李秀兰'],
  ['yejun', '[督办]'],
  ['yejun', '持仓 李秀兰'],
  ['tangwei', '查 李秀兰'],
  ['tangwei', '[其他]'],
  ['hegui', '案件'],
  ['admin', '我是谁'],
  ['nobody', '你好'],
  ['chenyu', '今天'],
  ['chenyu', '本周'],
  ['chenyu', '联络计划'],
  ['chenyu', '生日'],
  ['chenyu', '到期'],
  ['chenyu', '推荐 李秀兰 教育金'],
  ['sunyue', '推荐 5678 教育金'],
  ['sunyue', '我的推荐'],
  ['zhoumin', '逾期'],
  ['zhoumin', '团队'],
];

interface Bank {
  db: Db;
  core: Core;
  time: number;
}

async function openBank(db: Db): Promise<Bank> {
  const bank: Bank = { db, time: new Date(MONDAY).getTime() } as Bank;
  const { clientIds, store } = await fillBank(db, CLIENTS, new Date(MONDAY));
  await store.tx(async (tx) => {
    const id = clientIds.get('李秀兰')![0]!;
    await tx.sql.run(
      ...insertInto('Product', {
        code: 'SL180A',
        name: '示例180天',
        kind: 'wealth',
        issuer: '示例理财',
        regime: 'nfra',
        riskLevel: 2,
        termDays: 180,
        updatedAt: bank.time,
      }),
    );
    await tx.sql.run(
      ...insertInto('Holding', {
        id: 'h1',
        clientId: id,
        productCode: 'SL180A',
        startOn: '2026-06-03',
        amountFen: 50_000_000,
        costFen: 50_000_000,
        valueFen: 51_250_000,
        valueOn: '2026-11-20',
        maturesOn: '2026-11-30',
        updatedAt: bank.time,
      }),
    );
    await tx.sql.run('UPDATE Client SET aumFen = ?, aumOn = ?, nextContactOn = ? WHERE id = ?', [186_400_000, '2026-11-22', '2026-11-23', id]);
  });
  bank.core = await openCore({ db, rules: DEFAULT_RULES, now: () => new Date(bank.time), pushChannel: 'app' });
  return bank;
}

async function talk(bank: Bank): Promise<string[]> {
  const newest = new Map<string, Said>();
  const heard: string[] = [];
  for (const [as, words] of CONVERSATION) {
    bank.time += 7000;
    const label = /^\[(.+)\]$/.exec(words)?.[1];
    const key =
      label &&
      newest
        .get(as)
        ?.replies.flatMap((reply) => reply.buttons ?? [])
        .find((button) => button.text === label)?.key;
    const said = await bank.core.say(as, key ? { tap: key } : { text: label ?? words }, new Date(bank.time));
    newest.set(as, said);
    heard.push(
      `${as}: ${words}\n${said.replies.map((reply) => reply.text).join('\n\n')}\n(${said.stored.map((one) => one.kind).join(' ')}${said.asked ? ' ?' : ''})`,
    );
  }
  return heard;
}

const pg = await startPostgres();

describe.runIf(pg.url)(postgresTitle('the road', pg), () => {
  const closers: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const close of closers) await close();
    await pg.stop?.();
  });

  test('a conversation through every command reads word for word as on SQLite, and the audit chain holds', async () => {
    const small = await emptyDb();
    closers.push(small.remove);
    const large = await openDb(pg.url!);
    closers.push(() => large.close());
    const [sqlite, postgresql] = [await openBank(small.db), await openBank(large)];
    const expected = await talk(sqlite);
    const found = await talk(postgresql);
    for (const [i, said] of found.entries()) expect.soft(said).toBe(expected[i]);
    const proofs = [await sqlite.core.store.audit.verify(), await postgresql.core.store.audit.verify()];
    expect(proofs[1]).toMatchObject({ ok: true });
    expect(proofs[1]).toMatchObject({ events: (proofs[0] as { events: number }).events });
  }, 120_000);
});

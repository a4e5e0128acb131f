import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '../../src/clock.js';
import { openCore } from '../../src/core.js';
import { DEFAULT_RULES, type Rules } from '../../src/domain/rules.js';
import { silentLog } from '../../src/delivery/faults.js';
import { jobs as all } from '../../src/jobs/index.js';
import { insertInto } from '../../src/store/db/index.js';
import { emptyDb, fillBank, type BankClient } from '../helpers/bank.js';
import { scheduleOn } from '../helpers/schedule.js';
import { at } from './year-calendar.js';

const WAN = 1_000_000;
const NAMES = ['level', 'retention', 'tier-critical', 'opportunity', 'birthday', 'care', 'contact-due'];

/** A small bank under a stopped clock; jobs known since `from` 00:00. */
async function morning(clients: readonly BankClient[], from: string, rules: Rules = DEFAULT_RULES) {
  const { db, remove } = await emptyDb();
  onTestFinished(remove);
  const clock = stoppedClock(at(from, '00:00'));
  const { clientIds } = await fillBank(db, clients, clock.now());
  const core = await openCore({ db, rules, now: () => clock.now(), pushChannel: 'app' });
  const faults: unknown[] = [];
  const schedule = scheduleOn(core, clock, {
    jobs: all.filter((job) => NAMES.includes(job.name)),
    log: { ...silentLog, error: (fields) => void faults.push(fields) },
  });
  await schedule.tick();
  await schedule.drain();
  const idOf = (name: string): string => clientIds.get(name)![0]!;
  return {
    db,
    core,
    idOf,
    async tick(day: string, time: string) {
      clock.set(at(day, time));
      await schedule.tick();
      await schedule.drain();
      expect(faults).toEqual([]);
    },
    balance: (name: string, onDate: string, wan: number) =>
      db.run(...insertInto('Balance', { clientId: idOf(name), onDate, aumFen: Math.round(wan * WAN) })),
    known: (name: string) => db.run(`UPDATE Client SET aumFen = 1, aumOn = '2026-01-01' WHERE id = ?`, [idOf(name)]),
    keys: async (prefix: string) =>
      (
        await db.all<{ dedupeKey: string; recipient: string }>('SELECT dedupeKey, recipient FROM Outbox WHERE dedupeKey LIKE ? ORDER BY id', [
          `${prefix}%`,
        ])
      ).map((row) => `${row.recipient} ${row.dedupeKey}`),
    titles: async (to: string) =>
      (await db.all<{ payload: string }>(`SELECT payload FROM Outbox WHERE recipient = ? AND state = 'waiting' ORDER BY id`, [to])).map(
        (row) => (JSON.parse(row.payload) as { title: string }).title,
      ),
  };
}

test('a level rises at once, with a task for the second manager, and the cadence follows', async () => {
  const bank = await morning([{ name: '马骏', level: 'platinum' }], '2026-11-27');
  await bank.known('马骏');
  await bank.balance('马骏', '2026-10-31', 300);
  await bank.tick('2026-11-30', '08:20');
  expect(await bank.db.get('SELECT level FROM Client')).toEqual({ level: 'platinum' });
  await bank.tick('2026-12-01', '08:20');
  expect(await bank.db.get('SELECT level, nextContactOn FROM Client')).toEqual({ level: 'blackGold', nextContactOn: '2026-12-27' });
  expect(await bank.db.all('SELECT kind, ownerId, dueOn FROM Task')).toEqual([{ kind: 'addDeputy', ownerId: 'zhoumin', dueOn: '2026-12-01' }]);
  await bank.tick('2026-12-01', '08:30');
  expect(await bank.titles('chenyu')).toEqual(['升级：马骏 白金→黑金']);
  expect(await bank.titles('zhoumin')).toEqual(['升级：马骏 白金→黑金']);
});

test('it falls after three months in a row, and each month below is a retention with its task', async () => {
  const bank = await morning([{ name: '何伟', level: 'platinum' }], '2026-08-31');
  await bank.known('何伟');
  for (const [day, wan] of [
    ['2026-07-31', 48],
    ['2026-09-30', 47],
    ['2026-10-31', 46],
  ] as const)
    await bank.balance('何伟', day, wan);
  const levels: unknown[] = [];
  for (const day of ['2026-09-01', '2026-10-08', '2026-11-02']) {
    await bank.tick(day, '08:20');
    await bank.tick(day, '08:30');
    levels.push((await bank.db.get<{ level: string }>('SELECT level FROM Client'))!.level);
  }
  expect(levels).toEqual(['platinum', 'platinum', 'gold']);
  const id = bank.idOf('何伟');
  expect(await bank.keys('retention:')).toEqual([
    `chenyu retention:${id}:levelAtRisk:2026-09-01`,
    `chenyu retention:${id}:levelAtRisk:2026-10-08`,
    `chenyu retention:${id}:levelDrop:2026-11-02`,
  ]);
  expect(await bank.db.all(`SELECT dueOn FROM Task WHERE kind = 'retention' ORDER BY dueOn`)).toEqual([
    { dueOn: '2026-09-03' },
    { dueOn: '2026-10-10' },
    { dueOn: '2026-11-04' },
  ]);
});

test('a large outflow over the weekend speaks on Monday, the same trigger stays silent, half as much again does not', async () => {
  const bank = await morning([{ name: '王建国', level: 'blackGold' }], '2026-11-19');
  await bank.known('王建国');
  await bank.balance('王建国', '2026-09-30', 400);
  const out = (id: string, onDate: string, wan: number, counterparty = 'outside') =>
    bank.db.run(
      ...insertInto('Movement', { id, clientId: bank.idOf('王建国'), at: 0, onDate, direction: 'out', amountFen: wan * WAN, counterparty }),
    );
  await out('a', '2026-11-21', 30);
  await out('b', '2026-11-21', 50);
  await out('c', '2026-11-21', 90, 'inside');
  await bank.tick('2026-11-23', '08:30');
  expect(await bank.titles('chenyu')).toEqual(['大额转出：王建国 80.00万']);
  expect(await bank.db.get(`SELECT text, dueOn FROM Task`)).toEqual({ text: '挽留王建国：大额转出80.00万', dueOn: '2026-11-23' });
  await out('d', '2026-11-24', 100);
  await bank.tick('2026-11-25', '08:30');
  expect(await bank.keys('retention:')).toHaveLength(1);
  await out('e', '2026-11-26', 120);
  await bank.tick('2026-11-27', '08:30');
  expect(await bank.keys('retention:')).toHaveLength(2);
});

test('assets a fifth below last month’s average and at least 5 万', async () => {
  const bank = await morning([{ name: '甲' }, { name: '乙' }, { name: '丙', level: 'gold' }], '2026-11-22');
  for (const [name, before, now] of [
    ['甲', 100, 80],
    ['乙', 100, 80.01],
    ['丙', 20, 15.5],
  ] as const) {
    await bank.known(name);
    await bank.balance(name, '2026-09-30', before);
    await bank.balance(name, '2026-11-22', now);
  }
  await bank.tick('2026-11-23', '08:30');
  expect(await bank.keys('retention:')).toEqual([`chenyu retention:${bank.idOf('甲')}:aumDrop:2026-11-23`]);
});

test('tier-critical is said once a month, idle money once', async () => {
  const bank = await morning([{ name: '马骏', level: 'gold' }], '2026-11-22');
  await bank.known('马骏');
  await bank.balance('马骏', '2026-10-31', 45);
  await bank.db.run(...insertInto('Product', { code: 'HQ', name: '活期', kind: 'deposit', updatedAt: 0 }));
  await bank.db.run(
    ...insertInto('Holding', { id: 'h', clientId: bank.idOf('马骏'), productCode: 'HQ', startOn: '2026-01-01', amountFen: 6 * WAN, updatedAt: 0 }),
  );
  for (const day of ['2026-11-23', '2026-11-24', '2026-12-02', '2026-12-03']) await bank.tick(day, '08:30');
  const id = bank.idOf('马骏');
  expect(await bank.keys('tier-critical:')).toEqual([
    `chenyu tier-critical:${id}:level:up:platinum:2026-11`,
    `chenyu tier-critical:${id}:level:up:platinum:2026-12`,
  ]);
  expect(await bank.keys('opportunity:')).toEqual([`chenyu opportunity:${id}:idleMoney:standing`]);
  expect((await bank.titles('chenyu'))[0]).toBe('到日子的事2件');
});

test('who switched 临界 off was not told: once it is on again he is', async () => {
  const bank = await morning([{ name: '马骏', level: 'gold' }], '2026-11-22');
  await bank.known('马骏');
  await bank.balance('马骏', '2026-10-31', 45);
  const { store } = bank.core;
  await store.tx((tx) => tx.noticeSwitch.switchOff('chenyu', 'tier-critical', at('2026-11-23', '08:00')));
  await bank.tick('2026-11-23', '08:30');
  expect(await bank.db.all('SELECT * FROM TierTold')).toEqual([]);
  await store.tx((tx) => tx.noticeSwitch.switchOn('chenyu', 'tier-critical'));
  await bank.tick('2026-11-24', '08:30');
  expect(await bank.keys('tier-critical:')).toEqual([`chenyu tier-critical:${bank.idOf('马骏')}:level:up:platinum:2026-11`]);
});

test('near a level and near a layer is one card; what was told already is not told again', async () => {
  const near: Rules = { ...DEFAULT_RULES, layerFloorFen: { ...DEFAULT_RULES.layerFloorFen, branch: 320 * WAN } };
  const bank = await morning([{ name: '王建国', level: 'blackGold' }], '2026-11-22', near);
  await bank.known('王建国');
  const id = bank.idOf('王建国');
  await bank.db.run(`UPDATE Client SET adminLayer = 'subBranch' WHERE id = ?`, [id]);
  await bank.balance('王建国', '2026-10-31', 305);
  for (const day of ['2026-11-23', '2026-11-24']) await bank.tick(day, '08:30');
  const card = await bank.db.get<{ payload: string }>(`SELECT payload FROM Outbox WHERE notice = 'tier-critical'`);
  expect(JSON.parse(card!.payload)).toMatchObject({
    title: '差15.00万到分行级：王建国',
    rows: expect.arrayContaining([{ key: '同时', value: '只比黑金下限高5.00万' }]),
  });
  // December: at first the layer alone, then the level as well.
  await bank.balance('王建国', '2026-11-30', 318);
  await bank.tick('2026-12-02', '08:30');
  await bank.balance('王建国', '2026-12-02', 300);
  for (const day of ['2026-12-10', '2026-12-11']) await bank.tick(day, '08:30');
  expect(await bank.keys('tier-critical:')).toEqual([
    `chenyu tier-critical:${id}:layer:up:branch+level:down:blackGold:2026-11`,
    `chenyu tier-critical:${id}:layer:up:branch:2026-12`,
    `chenyu tier-critical:${id}:level:down:blackGold:2026-12`,
  ]);
  // Only the present month is kept.
  expect(await bank.db.all('SELECT month, axis, finding FROM TierTold ORDER BY axis')).toEqual([
    { month: '2026-12', axis: 'layer', finding: 'up:branch' },
    { month: '2026-12', axis: 'level', finding: 'down:blackGold' },
  ]);
});

test('what is caught up in the night leaves at eight; a kind that is switched off is not said', async () => {
  const bank = await morning([{ name: '李秀兰', birthOn: '1960-11-30' }], '2026-11-22');
  await bank.tick('2026-11-23', '22:10');
  expect(await bank.db.all('SELECT dedupeKey, notBefore, state FROM Outbox')).toEqual([
    { dedupeKey: `birthday:${bank.idOf('李秀兰')}:2026-11-30:7`, notBefore: at('2026-11-24', '08:00').getTime(), state: 'held' },
  ]);
  await bank.tick('2026-11-24', '08:00');
  expect(await bank.titles('chenyu')).toEqual(['7天后生日：李秀兰66岁']);
  await bank.core.say('chenyu', { text: '关闭 生日' }, at('2026-11-24', '09:00'));
  await bank.tick('2026-11-30', '08:30');
  expect(await bank.keys('birthday:')).toHaveLength(1);
});

test('a festival: one list a manager, without the bereaved; a relative only when care was agreed to', async () => {
  const bank = await morning([{ name: '李秀兰', birthOn: '1960-05-01' }, { name: '刘芳' }], '2026-09-20');
  await bank.core.say('chenyu', { text: '补充资料 刘芳 母亲去世' }, at('2026-09-20', '10:00'));
  await bank.core.say('chenyu', { text: '关系人 李秀兰 配偶 张敏 9月25日' }, at('2026-09-20', '10:01'));
  await bank.tick('2026-09-22', '08:30');
  expect(await bank.keys('festival:')).toEqual(['chenyu festival:中秋:2026-09-25:3:chenyu:chenyu']);
  expect(await bank.titles('chenyu')).toEqual(['3天后中秋：可祝福1位']);
  expect(await bank.keys('care:')).toEqual([]);
  await bank.db.run('UPDATE RelatedPerson SET careAllowed = 1');
  await bank.tick('2026-09-24', '08:30');
  expect(await bank.keys('care:')).toHaveLength(1);
});

test('a retention ends with a cause, a result and what was kept thirty days later', async () => {
  const bank = await morning([{ name: '王建国', level: 'platinum' }], '2026-11-09');
  await bank.known('王建国');
  await bank.balance('王建国', '2026-09-30', 100);
  await bank.balance('王建国', '2026-11-09', 70);
  await bank.tick('2026-11-10', '08:30');
  const row = (await bank.db.get<{ id: string; code: string; keptFen: number | null }>('SELECT id, code, keptFen FROM Retention'))!;
  expect(row).toMatchObject({ code: 'aumDrop', keptFen: null });
  const say = (text: string) => bank.core.say('chenyu', { text }, at('2026-11-10', '10:00'));
  const tap = (key: string) => bank.core.say('chenyu', { tap: key }, at('2026-11-10', '10:00'));
  await tap(`retention:${row.id}`);
  await say('1');
  const result = await say('2');
  expect(result.replies[0]?.text).toContain('留住一部分，待办完成');
  expect(result.replies[0]?.text).toContain('满30天再按资产算');
  expect(await bank.db.get('SELECT state, cause FROM Retention')).toEqual({ state: 'partly', cause: 'rate' });
  expect(await bank.db.get('SELECT state FROM Task')).toEqual({ state: 'done' });
  await bank.balance('王建国', '2026-12-08', 85);
  await bank.tick('2026-12-10', '08:30');
  expect((await bank.db.get<{ keptFen: number | null }>('SELECT keptFen FROM Retention WHERE id = ?', [row.id]))!.keptFen).toBeNull();
  await bank.tick('2026-12-11', '08:30');
  expect((await bank.db.get<{ keptFen: number | null }>('SELECT keptFen FROM Retention WHERE id = ?', [row.id]))!.keptFen).toBe(85 * WAN);
  const again = await tap(`retResult:${row.id}.partly`);
  expect(again.replies[0]?.text).toContain('30天后资产85.00万，是当时上月日均的85.00%');
});

test('a rise of level that puts the next contact into the past is said with the rise', async () => {
  const bank = await morning([{ name: '马骏', level: 'gold' }], '2026-11-27');
  await bank.known('马骏');
  await bank.db.run(`UPDATE Client SET lastEffectiveContactOn = '2026-09-10', nextContactOn = '2026-12-10'`);
  await bank.balance('马骏', '2026-10-31', 60);
  await bank.tick('2026-12-01', '08:20');
  await bank.tick('2026-12-01', '08:30');
  await bank.tick('2026-12-02', '08:30');
  expect(await bank.keys('contact-due:')).toEqual([`chenyu contact-due:${bank.idOf('马骏')}:2026-11-10:due`]);
});

test('who speaks of closing the account is a retention the next morning, once', async () => {
  const bank = await morning([{ name: '王建国' }, { name: '赵敏' }, { name: '何伟' }], '2026-11-20');
  await bank.core.say('chenyu', { text: '记 王建国 电话 接通 说想销户，嫌利率低' }, at('2026-11-21', '10:00'));
  await bank.core.say('sunyue', { text: '现场 赵敏 要销户' }, at('2026-11-21', '11:00'));
  await bank.core.say('chenyu', { text: '记 何伟 电话 接通 说不销户了' }, at('2026-11-21', '12:00'));
  for (const day of ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-12-01']) await bank.tick(day, '08:30');
  expect((await bank.keys('retention:')).sort()).toEqual(
    ['王建国', '赵敏'].map((name) => `chenyu retention:${bank.idOf(name)}:accountClosing:2026-11-23`).sort(),
  );
  expect(await bank.db.all(`SELECT dueOn FROM Task WHERE kind = 'retention'`)).toEqual([{ dueOn: '2026-11-23' }, { dueOn: '2026-11-23' }]);
});

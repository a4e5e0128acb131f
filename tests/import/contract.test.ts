import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Db } from '../../src/store/db/index.js';
import type { Store } from '../../src/store/index.js';
import { AT, openBank } from '../store/bank.js';
import { CLIENTS, ORGS, STAFF, counts, importText } from './files.js';

let db: Db;
let store: Store;
beforeEach(async () => {
  ({ db, store } = await openBank());
});
afterEach(() => db.close());

async function bank(): Promise<void> {
  await importText(db, 'orgs', ORGS);
  await importText(db, 'staff', STAFF);
  await importText(db, 'clients', CLIENTS);
}
const client = (clientNo: string) => db.get<Record<string, unknown>>('SELECT * FROM Client WHERE clientNo = ?', [clientNo]);
const reasons = (result: { firstRejected: { line: number; reason: string }[] }) => result.firstRejected.map((one) => `${one.line} ${one.reason}`);

test('orgs: parents may stand behind their children, a moved org takes its subtree along', async () => {
  const reversed = '机构号,机构名称,上级机构号,级别\n1001,园区支行,0011,支行\n0011,苏州分行,001,分行\n001,总行,,总行\n';
  expect(counts(await importText(db, 'orgs', reversed))).toEqual([3, 3, 0, 0, 0]);
  expect((await store.org.find('1001'))!.path).toBe('/001/0011/1001/');
  expect(counts(await importText(db, 'orgs', '机构号,机构名称,上级机构号,级别\n0012,南京分行,001,分行\n00,集团,,总行\n001,,00,\n'))).toEqual([
    3, 2, 1, 0, 0,
  ]);
  expect((await store.org.find('1001'))!.path).toBe('/00/001/0011/1001/');
  expect((await store.org.find('001'))!.name).toBe('总行');
});

test('orgs: unknown parents, circles and half rows are turned away', async () => {
  const result = await importText(
    db,
    'orgs',
    '机构号,机构名称,上级机构号,级别\n1,甲,9,支行\n2,乙,3,支行\n3,丙,2,支行\n4,,,支行\n5,戊,,县行\n6,己,6,支行\n,庚,,支行\n',
  );
  expect(counts(result)).toEqual([7, 0, 0, 0, 7]);
  expect(reasons(result).sort()).toEqual(
    [
      '2 没有上级机构号「9」',
      '3 没有上级机构号「3」',
      '4 没有上级机构号「2」',
      '5 新增的行缺少机构名称',
      '6 级别：不认识「县行」，可填：总行、分行、支行、一级分行、二级分行、网点',
      '7 上级机构号不能是自己',
      '8 机构号是空的',
    ].sort(),
  );
});

test('staff: accounts lose their capitals, roles are bound to the home org, supervisors may stand anywhere in the file', async () => {
  await importText(db, 'orgs', ORGS);
  const result = await importText(
    db,
    'staff',
    STAFF.replace('zhoumin,9001,周敏,1001,支行主管,,13800000001,\n', '') + 'zhoumin,9001,周敏,1001,支行主管,,13800000001,\n',
  );
  expect(counts(result)).toEqual([4, 4, 0, 0, 0]);
  expect(await store.staff.getSpeaker('CHENYU')).toMatchObject({
    id: 'chenyu',
    name: '陈宇',
    orgPath: '/001/0011/1001/',
    roles: [{ role: 'relationshipManager', orgId: '1001' }],
  });
  expect(await store.staff.find('chenyu')).toMatchObject({ supervisorId: 'zhoumin', licences: '["AFP","基金从业"]', pinyin: 'chenyu' });
  expect((await store.staff.rolesOf('hejing')).map((held) => held.role)).toEqual(['rmAssistant', 'wealthAdviser']);
  expect(counts(await importText(db, 'staff', '企业微信账号,机构号,角色\nhejing,1001,\nchenyu,,大堂经理\n'))).toEqual([2, 0, 2, 0, 0]);
  expect(await store.staff.rolesOf('hejing')).toMatchObject([
    { role: 'rmAssistant', orgId: '1001' },
    { role: 'wealthAdviser', orgId: '1001' },
  ]);
  expect((await store.staff.rolesOf('chenyu')).map((held) => held.role)).toEqual(['lobbyManager']);
  const bad = await importText(
    db,
    'staff',
    '企业微信账号,姓名,机构号,角色,直属主管账号\na,甲,9999,理财经理,\nb,乙,1001,行长,\nc,丙,1001,柜员,nobody\n陈,丁,1001,柜员,\nd,,1001,柜员,\n',
  );
  expect(counts(bad)).toEqual([5, 0, 0, 0, 5]);
  expect(reasons(bad)).toContain('3 角色：不认识角色「行长」');
});

test('clients: fields, relations, pinyin and pairs of characters are stored', async () => {
  await importText(db, 'orgs', ORGS);
  await importText(db, 'staff', STAFF);
  const head =
    '客户号,姓名,性别,出生日期,手机号,证件类型,证件号,机构号,主办经理账号,副办经理账号,客户等级,称呼,职业,联络周期（月）,联络偏好,营销同意,外部联系人ID,标签\n';
  const result = await importText(
    db,
    'clients',
    `${head}C1,李秀兰,女,1958年农历十月十五,+86 138-0000-5678,身份证,32050019581125002X,1001,ChenYu,hejing,白金,李阿姨,退休教师,2,电访；面访;微信,是,wm1,园艺;老年大学；园艺\n`,
  );
  expect(counts(result)).toEqual([1, 1, 0, 0, 0]);
  expect(await client('C1')).toMatchObject({
    name: '李秀兰',
    gender: 'female',
    birthOn: '1958-11-25',
    birthCalendar: 'lunar',
    lunarYear: 1958,
    lunarMonth: 10,
    lunarDay: 15,
    lunarLeap: 0,
    birthKey: '10-15',
    mobile: '13800005678',
    mobileTail: '5678',
    idType: 'idCard',
    idNo: '32050019581125002X',
    orgId: '1001',
    mainManagerId: 'chenyu',
    level: 'platinum',
    honorific: '李阿姨',
    cadenceMonths: 2,
    contactModes: '["phone","faceToFace","digital"]',
    marketingConsent: 'granted',
    externalUserId: 'wm1',
    tags: '["园艺","老年大学"]',
    pinyin: 'lixiulan',
    initials: 'lxl',
    nextContactOn: '2027-01-23',
    version: 1,
  });
  const me = await store.staff.getSpeaker('chenyu');
  expect(await store.client.findByPinyin(me, 'lixiu')).toHaveLength(1);
  expect(await store.client.findByName(await store.staff.getSpeaker('hejing'), '李秀兰')).toHaveLength(1);
  expect(await db.all('SELECT gram FROM ClientGram ORDER BY gram')).toHaveLength(3);
});

test('clients: an empty cell leaves what is stored, the same file again changes nothing', async () => {
  await bank();
  expect(counts(await importText(db, 'clients', CLIENTS))).toEqual([3, 0, 0, 3, 0]);
  const before = await client('C1');
  expect(counts(await importText(db, 'clients', '客户号,姓名,机构号,主办经理账号,客户等级,称呼\nC1,,,,,李阿姨\n'))).toEqual([1, 0, 1, 0, 0]);
  expect(await client('C1')).toMatchObject({ ...before, honorific: '李阿姨', version: 2, updatedAt: AT.getTime() });
});

test('clients: a changed main manager ends the old relation, with its trace', async () => {
  await bank();
  const versions = async () => Promise.all(['chenyu', 'lintao', 'zhoumin'].map(async (id) => (await store.staff.getSpeaker(id)).clientsVersion));
  const before = await versions();
  const c1 = (await client('C1'))!;
  expect(counts(await importText(db, 'clients', '客户号,主办经理账号,副办经理账号\nC1,lintao,\n'))).toEqual([1, 0, 1, 0, 0]);
  const history = await store.managerRelation.listHistory(String(c1['id']));
  expect(history.map(({ userId, role, state, setBy }) => [userId, role, state, setBy])).toEqual([
    ['chenyu', 'main', 'ended', 'import'],
    ['hejing', 'deputy', 'active', 'import'],
    ['lintao', 'main', 'active', 'import'],
  ]);
  expect((await client('C1'))!['mainManagerId']).toBe('lintao');
  (await versions()).forEach((version, i) => expect(version).toBeGreaterThan(before[i]!));
  expect(await store.client.findByName(await store.staff.getSpeaker('chenyu'), '李秀兰')).toEqual([]);
  expect(await store.audit.listForClient(String(c1['id']), 5)).toMatchObject([
    { action: 'managerRelation.set', before: '{"userId":"chenyu"}', after: '{"userId":"lintao"}' },
  ]);
  expect(await store.audit.verify()).toMatchObject({ ok: true });
});

test('clients: the second manager finds a client by the name he was imported with, and by a later one', async () => {
  await bank();
  const second = await store.staff.getSpeaker('hejing');
  expect(await store.client.findByPart(second, '秀兰')).toMatchObject([{ clientNo: 'C1' }]);
  await importText(db, 'clients', '客户号,姓名\nC1,李秀芳\n');
  expect(await store.client.findByPart(second, '秀兰')).toEqual([]);
  expect(await store.client.findByPart(second, '秀芳')).toMatchObject([{ clientNo: 'C1' }]);
});

test('clients: what refers to nothing, or cannot be read, is turned away with every reason', async () => {
  await bank();
  const head = '客户号,姓名,性别,出生日期,手机号,机构号,主办经理账号,副办经理账号,客户等级,联络周期(月),联络偏好,营销同意\n';
  const rows = [
    'B1,甲,,,,9999,,,,,,',
    'B2,甲,,,,1001,nobody,,,,,',
    'B3,甲,,,,1001,chenyu,CHENYU,,,,',
    'B4,甲,男女,,,1001,,,,,,',
    'B5,甲,,1990-02-30,,1001,,,,,,',
    'B6,甲,,农历十三月初一,,1001,,,,,,',
    'B7,甲,,,12ab,1001,,,,,,',
    'B8,甲,,,,1001,,,钻石,,,',
    'B9,甲,,,,1001,,,,99,,',
    'B10,甲,,,,1001,,,,,传真,',
    'B11,甲,,,,1001,,,,,,也许',
    'B12,,,,,1001,,,,,,',
    'B13,甲,,,,,,,,,,',
    ',甲,,,,1001,,,,,,',
    'B14,甲,,,,1001,,,,,,,多',
  ];
  const result = await importText(db, 'clients', head + rows.join('\n'));
  expect(counts(result)).toEqual([rows.length, 0, 0, 0, rows.length]);
  expect(result.firstRejected.map((one) => one.line)).toEqual(rows.map((_row, i) => i + 2));
  expect(reasons(result)[0]).toBe('2 没有机构号「9999」');
  expect(reasons(result)[2]).toBe('4 副办经理不能与主办经理相同');
  expect(await db.get('SELECT COUNT(*) AS n FROM Client')).toMatchObject({ n: 3 });
});

test('relatives, products, holdings, balances and assessments', async () => {
  await bank();
  expect(
    counts(await importText(db, 'relatives', '客户号,姓名,关系,生日,允许关怀\nC1,李小雨,子女,农历闰六月初十,是\nC9,无,子女,,\nC1,无关系,,,\n')),
  ).toEqual([3, 1, 0, 0, 2]);
  expect(await db.get('SELECT * FROM RelatedPerson')).toMatchObject({
    relation: 'child',
    lunarMonth: 6,
    lunarDay: 10,
    lunarLeap: 1,
    careAllowed: 1,
    birthOn: null,
  });
  const products = '产品代码,名称,类别,发行机构,监管口径,风险等级,起购金额,递增金额,币种,期限天数,业绩比较基准,基准说明,费率,上架日,下架日\n';
  expect(
    counts(
      await importText(
        db,
        'products',
        `${products}P1,一号,理财,示例理财,金融监管,R2,10000,0.01,CNY,180,2.40%-2.90%,非预期收益,管理费0.30%每年,2026/01/05,20261231\nP2,二号,存单,,,,,,,,,,,,\nP3,三号,基金,,,R6,,,,,,,,,\nP4,四号,基金,,,,,,,,,,,2026-02-02,2026-02-01\n`,
      ),
    ),
  ).toEqual([4, 1, 0, 0, 3]);
  expect(await store.product.find('P1')).toMatchObject({
    kind: 'wealth',
    regime: 'nfra',
    riskLevel: 2,
    minFirstFen: 1_000_000,
    stepFen: 1,
    termDays: 180,
    onShelfOn: '2026-01-05',
    offShelfOn: '2026-12-31',
  });
  const holdings = '客户号,产品代码,起息日,金额,成本,市值,市值日期,到期日\n';
  const held = `${holdings}C1,P1,2026-06-03,"500,000.10",500000.1,-0.01,2026-11-22,2026-11-30\nC1,P9,2026-06-03,1,,,,\nC8,P1,2026-06-03,1,,,,\nC1,P1,2026-06-04,1.234,,,,\nC1,P1,2026-06-05,,,,,\nC1,P1,2026-06-06,1,,,,2026-06-05\n`;
  expect(counts(await importText(db, 'holdings', held))).toEqual([6, 1, 0, 0, 5]);
  expect(await db.get('SELECT * FROM Holding')).toMatchObject({ amountFen: 50_000_010, costFen: 50_000_010, valueFen: -1, maturesOn: '2026-11-30' });
  expect(
    counts(
      await importText(
        db,
        'balances',
        '客户号,日期,管理资产\nC1,2026-11-22,1864000\nC1,2026-11-21,1860000.55\nC1,2026-11-22,1865000.00\nC7,2026-11-22,1\nC2,2026-11-22,-1\n',
      ),
    ),
  ).toEqual([5, 2, 1, 0, 2]);
  expect(await client('C1')).toMatchObject({ aumFen: 186_500_000, aumOn: '2026-11-22' });
  await importText(db, 'balances', '客户号,日期,管理资产\nC1,2026-10-01,5\n');
  expect(await client('C1')).toMatchObject({ aumFen: 186_500_000, aumOn: '2026-11-22' });
  expect(await store.balance.listFor(String((await client('C1'))!['id']), '2026-11-22', '2026-11-22')).toEqual([
    { date: '2026-11-21', aumFen: 186_000_055 },
    { date: '2026-11-22', aumFen: 186_500_000 },
  ]);
  expect(
    counts(
      await importText(
        db,
        'assessments',
        '客户号,测评时间,等级,渠道\nC1,2026-03-11 10:20,C2,柜面\nC1,2026-03-11T10:20:00+08:00,C2,\nC1,2026-13-11,C2,\nC1,2026-03-12,C9,\n',
      ),
    ),
  ).toEqual([4, 1, 0, 1, 2]);
  expect(await store.riskAssessment.findLatest(String((await client('C1'))!['id']))).toMatchObject({
    level: 2,
    assessedAt: Date.parse('2026-03-11T02:20:00Z'),
  });
});

test('holidays', async () => {
  expect(
    counts(
      await importText(
        db,
        'holidays',
        '日期,名称,类型,年份状态,来源\n2027-01-01,元旦,休,暂估,\n20270102,元旦,休,正式,国办发明电\n2027/02/20,调休,班,,\n2027-03-01,无,半,,\n',
      ),
    ),
  ).toEqual([4, 3, 0, 0, 1]);
  expect(await store.holiday.listBetween('2027-01-01', '2027-12-31')).toMatchObject([
    { status: 'provisional' },
    { kind: 'off', status: 'official' },
    { kind: 'work' },
  ]);
});

test('kinds whose tables do not exist yet, and kinds there are not, are refused in a sentence', async () => {
  for (const kind of ['navs', 'metrics']) await expect(importText(db, kind, 'x')).rejects.toThrow('暂时不能导入');
  await expect(importText(db, 'loans', 'x')).rejects.toThrow('没有「loans」这类文件');
});

test('unknown columns are told, missing and repeated ones refuse the file', async () => {
  expect(await importText(db, 'orgs', '机构号,机构名称,级别,备注,电话\n001,总行,总行,x,1\n')).toMatchObject({
    added: 1,
    unknownColumns: ['备注', '电话'],
  });
  await expect(importText(db, 'orgs', '机构名称,级别\n总行,总行\n')).rejects.toThrow('缺少列：机构号');
  await expect(importText(db, 'orgs', '机构号,orgId\n1,1\n')).rejects.toThrow('列「机构号」出现了两次');
  await expect(importText(db, 'orgs', '')).rejects.toThrow('文件是空的');
  expect(counts(await importText(db, 'orgs', '机构号,机构名称,级别\n'))).toEqual([0, 0, 0, 0, 0]);
});

test('English headers and identifiers mean the same', async () => {
  expect(counts(await importText(db, 'orgs', 'orgId,name,parentId,level\n001,HQ,,headOffice\n1,Garden,001,subBranch\n'))).toEqual([2, 2, 0, 0, 0]);
  expect(counts(await importText(db, 'staff', 'userid,name,orgId,roles\nann,Ann Lee,1,relationshipManager;branchSupervisor\n'))).toEqual([
    1, 1, 0, 0, 0,
  ]);
  expect(
    counts(
      await importText(
        db,
        'clients',
        'clientNo,name,gender,birthDate,orgId,mainManagerId,clientLevel,marketingConsent\nC1,John Smith,male,19800101,1,ann,blackGold,withdrawn\n',
      ),
    ),
  ).toEqual([1, 1, 0, 0, 0]);
  expect(await client('C1')).toMatchObject({ level: 'blackGold', birthOn: '1980-01-01', marketingConsent: 'withdrawn', pinyin: 'johnsmith' });
});

test('rejected rows stand in a file of their own that can be corrected and imported', async () => {
  await importText(db, 'orgs', ORGS);
  const rows = '客户号,姓名,机构号,职业\nC1,"=HYPERLINK(""x"")",9999,+1\nC2,"张,三",1001,"两行\n职业"\n@C3,李四,9999,-\n';
  const result = await importText(db, 'clients', rows, { name: 'bad.csv' });
  expect(counts(result)).toEqual([3, 1, 0, 0, 2]);
  const text = readFileSync(result.rejectedFile!, 'utf8');
  expect(text).toBe(
    '\uFEFF行号,原因,客户号,姓名,机构号,职业\r\n2,没有机构号「9999」,C1,"\'=HYPERLINK(""x"")",9999,\'+1\r\n5,没有机构号「9999」,\'@C3,李四,9999,\'-\r\n',
  );
  expect(await client('C2')).toMatchObject({ name: '张,三', occupation: '两行 职业' });
  const again = await importText(db, 'clients', text.replace(/9999,/g, '1001,'), { name: 'again.csv' });
  expect(again).toMatchObject({ added: 2, rejected: 0, rejectedFile: null, unknownColumns: [] });
  expect(await client('C1')).toMatchObject({ name: '=HYPERLINK("x")', occupation: '+1' });
  expect(await client('@C3')).toMatchObject({ occupation: '-' });
});

test('a dry run judges every row and writes nothing anywhere', async () => {
  await importText(db, 'orgs', ORGS);
  await importText(db, 'staff', STAFF);
  const tables = ['Client', 'ClientGram', 'ManagerRelation', 'ImportRun', 'AuditEvent'];
  const sizes = () => Promise.all(tables.map(async (table) => (await db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))!.n));
  const before = await sizes();
  const result = await importText(db, 'clients', `${CLIENTS}C1,李秀兰,1001,chenyu,hejing,白金\nC1,李秀兰改,1001,,,\nC5,无,9999,,,\n`, {
    dryRun: true,
    name: 'dry.csv',
  });
  expect(counts(result)).toEqual([6, 3, 1, 1, 1]);
  expect(await sizes()).toEqual(before);
  expect(existsSync(`${result.rejectedFile ?? ''}`)).toBe(false);
  expect(reasons(result)).toEqual(['7 没有机构号「9999」']);
});

test('movements: each number once, with day, direction and side; half rows and unknown clients are turned away', async () => {
  await bank();
  const head = '流水号,客户号,时间,方向(入/出),金额,对手(行内/行外)\n';
  const first = await importText(
    db,
    'movements',
    `${head}M1,C1,2026-11-22 23:59,出,"800,000.00",行外\nM2,C1,20261122,入,1.5,行内\nM3,C9,2026-11-22,出,1,行外\nM4,C1,2026-11-22,出,,行外\nM5,C1,2026-11-22,出,-1,行外\n`,
  );
  expect(counts(first)).toEqual([5, 2, 0, 0, 3]);
  expect(reasons(first)).toEqual(['4 没有客户号「C9」', '5 新增的行缺少金额', '6 金额：金额不能为负：「-1」']);
  const id = (await client('C1'))!['id'];
  expect(await db.all('SELECT * FROM Movement ORDER BY id')).toEqual([
    {
      id: 'M1',
      clientId: id,
      at: Date.parse('2026-11-22T23:59:00+08:00'),
      onDate: '2026-11-22',
      direction: 'out',
      amountFen: 80_000_000,
      counterparty: 'outside',
    },
    {
      id: 'M2',
      clientId: id,
      at: Date.parse('2026-11-22T00:00:00+08:00'),
      onDate: '2026-11-22',
      direction: 'in',
      amountFen: 150,
      counterparty: 'inside',
    },
  ]);
  expect(counts(await importText(db, 'movements', `${head}M1,C1,2026-11-22 23:59,出,"800,000.00",行外\nM2,,2026-11-23,,,\n`))).toEqual([
    2, 0, 1, 1, 0,
  ]);
  expect(await db.get('SELECT onDate, direction FROM Movement WHERE id = ?', ['M2'])).toEqual({ onDate: '2026-11-23', direction: 'in' });
});

test('the next contact follows level, wish and relation, by the bank’s own numbers', async () => {
  const head = '客户号,姓名,机构号,主办经理账号,客户等级,联络周期(月)\n';
  await importText(db, 'orgs', ORGS);
  await importText(db, 'staff', STAFF);
  await importText(db, 'clients', `${head}C1,甲,1001,chenyu,白金,\nC2,乙,1001,chenyu,金卡,6\nC3,丙,1001,chenyu,黑金,勿扰\nC4,丁,1001,,大众,\n`);
  const next = async (no: string) => (await client(no))!['nextContactOn'];
  expect([await next('C1'), await next('C2'), await next('C3'), await next('C4')]).toEqual(['2027-01-23', '2027-05-23', null, null]);
  await importText(db, 'clients', `${head}C1,,,,黑金,\nC2,,,,,1\nC4,,,lintao,金卡,\n`);
  expect([await next('C1'), await next('C2'), await next('C4')]).toEqual(['2026-12-23', '2026-12-23', '2027-02-23']);
  // A new manager without any contact yet begins anew; an agreed day stays.
  await db.run(`UPDATE Client SET relationStartOn = '2026-01-05', nextContactOn = '2026-04-05' WHERE clientNo = 'C4'`);
  await db.run(`UPDATE Client SET nextContactOn = '2026-12-01' WHERE clientNo = 'C1'`);
  await importText(db, 'clients', `${head}C4,,,chenyu,,\nC1,,,lintao,白金,\n`);
  expect([await next('C4'), await next('C1')]).toEqual(['2027-02-23', '2026-12-01']);
});

import { addDays, addMonths, daysBetween, lunarName, partsOf, solarToLunar } from '../domain/calendar/index.js';
import { csvLine } from '../import/rejected.js';
import { DEMO_ORGS, DEMO_STAFF } from './cast.js';
import { ROLE_TITLES } from '../domain/role.js';
import { foreignNames, makeName } from './names.js';
import { DEMO_PEOPLE } from './people.js';
import type { DemoClient, DemoContact, DemoHolding } from './person.js';
import { DEMO_PRODUCTS } from './products.js';
import { randomFrom, type Random } from './random.js';

/** The day the people of the samples live on. */
const SAMPLE_DAY = '2026-11-23';
const SEED = 20_261_123;
/** How many clients each colleague looks after; null = nobody, the outlet's pool. */
const SHARES: readonly { manager: string | null; orgId: string; count: number }[] = [
  { manager: 'chenyu', orgId: '0011001', count: 48 },
  { manager: 'lintao', orgId: '0011001', count: 42 },
  { manager: 'fangyuan', orgId: '0011001', count: 40 },
  { manager: 'xunuo', orgId: '0011001', count: 40 },
  { manager: 'guokai', orgId: '0011002', count: 32 },
  { manager: 'shenyue', orgId: '0011003', count: 28 },
  { manager: null, orgId: '0011001', count: 10 },
];
const DEPUTIES: Readonly<Record<string, string>> = { '0011001': 'hejing', '0011002': 'luoxu', '0011003': 'luoxu' };
/** Surnames of the named clients: nobody else of the same manager has them, so that 王总 or 老张 stays one person. */
const NAMED_SURNAMES = ['李', '王', '张', '赵'];
const CADENCE: Readonly<Record<DemoClient['level'], number>> = { 大众: 0, 金卡: 3, 白金: 2, 黑金: 1 };
const OCCUPATIONS = ['教师', '医生', '工程师', '企业主', '公务员', '会计', '个体', '退休', '销售', '设计师', '司机', '律师', '护士', '研究员'];
const SUMMARIES = [
  '聊了近况，没有新的需要',
  '问了利率，说再看看',
  '理财快到期，约了再谈',
  '孩子上学，开销大些',
  '身体不错，常去公园',
  '换了手机号，已更新',
  '想留些活钱，先不动',
  '问基金为什么跌，讲了原因',
];

export interface DemoPerson extends DemoClient {
  clientNo: string;
  orgId: string;
  mobile: string;
  /** WeCom friend of the manager. */
  externalUserId?: string;
}

export interface DemoBank {
  /** CSV text by import kind, in the order to import them. */
  files: { kind: string; text: string }[];
  people: DemoPerson[];
}

/** The demo bank as of a start day: the same people every time, their dates moved along with the start. */
export function makeDemoBank(startOn: string): DemoBank {
  const random = randomFrom(SEED);
  const move = (day: string) => addDays(day, daysBetween(SAMPLE_DAY, startOn));
  const people = allPeople(random, startOn, move);
  return {
    people,
    files: [
      {
        kind: 'orgs',
        text: csv(
          ['机构号', '机构名称', '上级机构号', '级别'],
          DEMO_ORGS.map((org) => [org.id, org.name, org.parentId, org.level]),
        ),
      },
      { kind: 'staff', text: staffFile() },
      { kind: 'clients', text: clientsFile(people) },
      {
        kind: 'relatives',
        text: csv(
          ['客户号', '姓名', '关系', '生日', '允许关怀'],
          people.flatMap((one) =>
            (one.relatives ?? []).map((r) => [one.clientNo, r.name, r.relation, r.birthday ?? '', r.careAllowed ? '是' : '否']),
          ),
        ),
      },
      { kind: 'products', text: productsFile(addDays(startOn, -700)) },
      { kind: 'holdings', text: holdingsFile(people, addDays(startOn, -1)) },
      { kind: 'balances', text: balancesFile(people, startOn) },
      { kind: 'movements', text: movementsFile(people, startOn) },
      {
        kind: 'assessments',
        text: csv(
          ['客户号', '测评时间', '等级', '渠道'],
          people.flatMap((one) => (one.assessed ? [[one.clientNo, `${one.assessed.on} 10:30`, one.assessed.level, '柜面']] : [])),
        ),
      },
    ],
  };
}

const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string => [header, ...rows].map(csvLine).join('');
const yuan = (wan: number): string => (Math.round(wan * 1_000_000) / 100).toFixed(2);

function allPeople(random: Random, startOn: string, move: (day: string) => string): DemoPerson[] {
  const taken = new Set(DEMO_PEOPLE.map((one) => one.name));
  const tails = new Set(DEMO_PEOPLE.map((one) => one.tail));
  const people: DemoPerson[] = [];
  const add = (client: DemoClient, orgId: string) => {
    const number = people.length + 1;
    const clientNo = `C${String(10_000 + number * 7)}`;
    const isFriend = client.manager !== null && client.level !== '大众';
    people.push({
      ...client,
      orgId,
      clientNo,
      ...(isFriend ? { externalUserId: `wm${clientNo}` } : {}),
      mobile: `1990${String(500 + (number % 400)).padStart(3, '0')}${client.tail}`,
    });
  };
  const foreign = [...foreignNames()];
  for (const { manager, orgId, count } of SHARES) {
    const named = DEMO_PEOPLE.filter((one) => one.manager === manager);
    for (const client of named) add(moved(client, move, startOn), orgId);
    for (let i = named.length; i < count; i++) {
      let tail = '';
      do tail = String(random.int(0, 9999)).padStart(4, '0');
      while (tails.has(tail));
      tails.add(tail);
      const gender = random.chance(0.5) ? 'male' : 'female';
      const name =
        i === count - 1 && foreign.length > 0 && manager !== 'chenyu'
          ? (foreign.shift() as string)
          : makeName(random, gender, taken, manager === 'chenyu' ? NAMED_SURNAMES : []);
      add(invented(random, { name, gender, tail, manager, startOn, orgId }), orgId);
    }
  }
  return people;
}

/** A named client with every day moved along with the start. */
function moved(client: DemoClient, move: (day: string) => string, startOn: string): DemoClient {
  const lunar = solarToLunar(startOn);
  const age = client.lunarTodayAge;
  return {
    ...client,
    ...(age === undefined ? {} : { lunar: `${lunar.year - age}年农历${lunarName({ ...lunar, leap: false })}` }),
    holdings: client.holdings.map((one) => ({
      ...one,
      startOn: move(one.startOn),
      ...(one.maturesOn === undefined ? {} : { maturesOn: move(one.maturesOn) }),
    })),
    ...(client.assessed === undefined ? {} : { assessed: { ...client.assessed, on: move(client.assessed.on) } }),
    contacts: client.contacts.map((one) => ({ ...one, on: move(one.on) })),
  };
}

interface Seeded {
  name: string;
  gender: 'male' | 'female';
  tail: string;
  manager: string | null;
  startOn: string;
  orgId: string;
}

function invented(random: Random, { name, gender, tail, manager, startOn, orgId }: Seeded): DemoClient {
  const dice = random.next();
  const level = manager === null ? '大众' : dice < 0.08 ? '黑金' : dice < 0.38 ? '白金' : dice < 0.78 ? '金卡' : '大众';
  const wan = {
    大众: random.int(5, 480) / 100,
    金卡: random.int(600, 4800) / 100,
    白金: random.int(5200, 28_000) / 100,
    黑金: random.int(31_000, 150_000) / 100,
  }[level];
  const age = random.int(24, 82);
  const born = addDays(addMonths(startOn, -12 * age), -random.int(0, 364));
  const keepsLunar = age > 52 && random.chance(0.6);
  const assessedOn = addDays(startOn, -random.int(10, 380));
  return {
    name,
    gender,
    manager,
    level,
    tail,
    wan,
    occupation: age > 60 ? '退休' : random.pick(OCCUPATIONS),
    ...(keepsLunar ? { lunar: `${solarToLunar(born).year}年农历${lunarName({ ...solarToLunar(born), leap: false })}` } : { born }),
    ...(level === '黑金' ? { deputy: DEPUTIES[orgId] } : {}),
    holdings: holdingsOf(random, wan, level, startOn),
    ...(level === '大众' && random.chance(0.5) ? {} : { assessed: { on: assessedOn, level: `C${random.int(1, 4)}` } }),
    contacts: manager === null ? [] : contactsOf(random, level, startOn),
    modes: random.pick(['电访', '微信', '电访;面访', '短信', '面访']),
    consent: random.chance(0.8) ? '是' : '否',
    ...(random.chance(0.3) ? { tags: random.pick(['园艺', '摄影', '旅行', '书法', '企业主', '海外留学', '跑步']) } : {}),
  };
}

function holdingsOf(random: Random, wan: number, level: DemoClient['level'], startOn: string): DemoHolding[] {
  const holdings: DemoHolding[] = [];
  let left = Math.round(wan * 100);
  const shareOf = (share: number) => Math.min(left, Math.round(wan * share * 10) * 10);
  const products =
    level === '大众'
      ? []
      : level === '金卡'
        ? ['SLXJ', 'JG90', 'SL90B']
        : ['SL180A', 'SL365C', 'DQ1Y', 'FD001', 'FD002', 'CD3Y', 'SL3Y', 'BX10', 'AU01'];
  const chosen = products.filter(() => random.chance(0.4)).slice(0, 3);
  for (const product of chosen) {
    const part = shareOf(random.int(15, 35) / 100);
    if (part < 100) continue;
    const term = DEMO_PRODUCTS.find((one) => one.code === product)?.termDays;
    const begun = addDays(startOn, -random.int(5, typeof term === 'number' ? Math.min(term + 10, 700) : 600));
    const gain = product.startsWith('FD') || product === 'AU01' ? (part * random.int(88, 115)) / 100 : part;
    holdings.push({
      product,
      startOn: begun,
      wan: part / 100,
      ...(typeof term === 'number' ? { maturesOn: addDays(begun, term) } : {}),
      valueWan: Math.round(gain) / 100,
    });
    left -= part;
  }
  if (left > 0) holdings.push({ product: 'HQ', startOn: addDays(startOn, -random.int(100, 900)), wan: left / 100 });
  return holdings;
}

/** Most were spoken with in time; about one in eight is overdue, some are due today. */
function contactsOf(random: Random, level: DemoClient['level'], startOn: string): DemoContact[] {
  const months = CADENCE[level] || 4;
  const dice = random.next();
  const since = addMonths(startOn, -months);
  const last = dice < 0.12 ? addDays(since, -random.int(2, 18)) : dice < 0.16 ? since : addDays(since, random.int(2, Math.max(3, months * 28 - 4)));
  if (level === '大众' && random.chance(0.5)) return [];
  const times = ['09:40', '10:15', '11:05', '14:20', '15:30', '16:10'];
  const one = (on: string, summary: string): DemoContact => {
    const mode = random.pick(['phone', 'phone', 'phone', 'faceToFace', 'digital'] as const);
    return {
      on,
      time: random.pick(times),
      mode,
      outcome: mode === 'digital' ? 'replied' : 'reached',
      purpose: random.pick(['care', 'service', 'review'] as const),
      summary,
      ...(mode === 'digital' ? {} : { minutes: random.int(4, 35) }),
    };
  };
  const contacts = [one(last, random.pick(SUMMARIES))];
  for (let i = 1; i <= random.int(0, 2); i++) contacts.push(one(addDays(last, -random.int(20, 50) * i), random.pick(SUMMARIES)));
  return contacts;
}

function staffFile(): string {
  return csv(
    ['企业微信账号', '工号', '姓名', '机构号', '角色', '直属主管账号', '手机号', '资格证书'],
    DEMO_STAFF.map((one, i) => [
      one.userid,
      `E${1001 + i}`,
      one.name,
      one.orgId,
      ROLE_TITLES[one.role],
      one.supervisor ?? '',
      `19905120${String(101 + i)}`,
      one.licences,
    ]),
  );
}

function clientsFile(people: readonly DemoPerson[]): string {
  const header = [
    '客户号',
    '姓名',
    '性别',
    '出生日期',
    '手机号',
    '证件类型',
    '证件号',
    '机构号',
    '主办经理账号',
    '副办经理账号',
    '客户等级',
    '称呼',
    '职业',
    '联络周期(月)',
    '联络偏好',
    '营销同意',
    '外部联系人ID',
    '标签',
  ];
  return csv(
    header,
    people.map((one) => [
      one.clientNo,
      one.name,
      one.gender === 'male' ? '男' : '女',
      one.lunar ?? one.born ?? '',
      one.mobile,
      '身份证',
      `99${one.clientNo.slice(1)}${one.mobile.slice(1)}`,
      one.orgId,
      one.manager ?? '',
      one.deputy ?? '',
      one.level,
      one.honorific ?? '',
      one.occupation ?? '',
      one.cadence === undefined ? '' : String(one.cadence),
      one.modes ?? '',
      one.consent ?? '',
      one.externalUserId ?? '',
      one.tags ?? '',
    ]),
  );
}

function productsFile(onShelfOn: string): string {
  return csv(
    [
      '产品代码',
      '名称',
      '类别',
      '发行机构',
      '监管口径',
      '风险等级',
      '起购金额',
      '递增金额',
      '币种',
      '期限天数',
      '业绩比较基准',
      '基准说明',
      '费率',
      '上架日',
      '下架日',
    ],
    DEMO_PRODUCTS.map((p) => [
      p.code,
      p.name,
      p.kind,
      p.issuer,
      p.regime,
      p.risk,
      p.minFirst,
      p.step,
      'CNY',
      String(p.termDays),
      p.benchmark,
      p.basis,
      p.fees,
      onShelfOn,
      '',
    ]),
  );
}

function holdingsFile(people: readonly DemoPerson[], valueOn: string): string {
  return csv(
    ['客户号', '产品代码', '起息日', '金额', '成本', '市值', '市值日期', '到期日'],
    people.flatMap((one) =>
      one.holdings.map((h) => [one.clientNo, h.product, h.startOn, yuan(h.wan), yuan(h.wan), yuan(h.valueWan ?? h.wan), valueOn, h.maturesOn ?? '']),
    ),
  );
}

/** A value on the last day of the month before last, on some days since, and yesterday: the days between hold the last one. */
function balancesFile(people: readonly DemoPerson[], startOn: string): string {
  const random = randomFrom(SEED + 1);
  const yesterday = addDays(startOn, -1);
  const { year, month } = partsOf(startOn);
  const from = addDays(addMonths(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`, -1), -1);
  const rows: string[][] = [];
  for (const one of people) {
    const steady = DEMO_PEOPLE.some((named) => named.name === one.name);
    rows.push([one.clientNo, from, yuan(one.wanBefore ?? one.wan)]);
    for (let day = addDays(from, 6); !steady && day < yesterday; day = addDays(day, random.int(5, 9)))
      rows.push([one.clientNo, day, yuan((one.wan * random.int(97, 102)) / 100)]);
    if (one.wanBefore !== undefined) rows.push([one.clientNo, addDays(yesterday, -1), yuan(one.wanBefore)]);
    rows.push([one.clientNo, yesterday, yuan(one.wan)]);
  }
  return csv(['客户号', '日期', '管理资产'], rows);
}

/**
 * Money in and out: what 王建国 took to another bank the evening before and one more withdrawal on the morning of the start, so
 * that the first morning and the next one each have a large one to speak of; beside them the small change of a month.
 */
function movementsFile(people: readonly DemoPerson[], startOn: string): string {
  const random = randomFrom(SEED + 2);
  const rows: string[][] = [];
  const add = (one: DemoPerson, on: string, time: string, direction: '入' | '出', wan: number, counterparty: '行内' | '行外') =>
    rows.push([`LS${String(rows.length + 1).padStart(6, '0')}`, one.clientNo, `${on} ${time}`, direction, yuan(wan), counterparty]);
  for (const one of people) {
    if (one.wanBefore !== undefined) add(one, addDays(startOn, -1), '20:15', '出', Math.round((one.wanBefore - one.wan) * 100) / 100, '行外');
    if (one.name === '高洁') add(one, startOn, '07:50', '出', 26, '行外');
    // A salary comes in and part of it goes to the market; nobody is asked about that.
    if (one.level === '大众' || !random.chance(0.4)) continue;
    add(one, addDays(startOn, -random.int(4, 28)), '10:05', '入', random.int(50, 300) / 100, '行外');
    if (random.chance(0.5))
      add(one, addDays(startOn, -random.int(3, 20)), '16:40', '出', random.int(10, 150) / 100, random.chance(0.5) ? '行外' : '行内');
  }
  return csv(['流水号', '客户号', '时间', '方向', '金额', '对手'], rows);
}

import { dateAt } from '../../domain/calendar/index.js';
import { cadenceDueOn, movedContactOn, type StoredContactFacts } from '../../domain/cadence.js';
import type { AdminLayer, ClientLevel } from '../../domain/client-level-name.js';
import { levelOfTitle } from '../../domain/client-level-name.js';
import { birthColumns, type Birthday } from '../../store/birthday.js';
import { mobileDigits } from '../../store/client-find.js';
import type { Param, Sql } from '../../store/db/index.js';
import { newId } from '../../store/ids.js';
import { nameLetters } from '../../store/pinyin.js';
import { rowsWith, type Columns } from '../bulk.js';
import { birthday, listOf, oneOf, phone, text, whole, yesNo, type Reader } from '../cells.js';
import type { FileRow, ImportKind, RunFacts } from '../kind.js';
import { existingIds } from '../refs.js';
import { tableWriter, type Given } from '../table.js';
import { afterClients } from './client-relations.js';
import { orgId } from './orgs.js';
import { userid } from './staff.js';

const clientNo: Reader<string> = (cell) => (/^\S{1,32}$/.test(cell) ? { value: cell } : { problem: `「${cell}」不是客户号` });

const level: Reader<ClientLevel> = (cell) => {
  const value = levelOfTitle(cell);
  return value === undefined ? { problem: `不认识等级「${cell}」，可填：大众、金卡、白金、黑金` } : { value };
};

const cadence: Reader<number> = (cell) => (/^(勿扰|不联络|none)$/i.test(cell) ? { value: 0 } : whole(0, 60)(cell.replace(/个?月$/, '')));

const consent: Reader<string> = (cell) => {
  if (/^(撤回|已撤回|withdrawn)$/i.test(cell)) return { value: 'withdrawn' };
  if (/^(拒绝|refused)$/i.test(cell)) return { value: 'refused' };
  if (/^granted$/i.test(cell)) return { value: 'granted' };
  const read = yesNo(cell);
  return 'problem' in read ? read : { value: read.value === 1 ? 'granted' : 'refused' };
};

const idType: Reader<string> = (cell) => {
  const known: Readonly<Record<string, string>> = { 身份证: 'idCard', 居民身份证: 'idCard', 二代身份证: 'idCard', 护照: 'passport' };
  return { value: known[cell] ?? cell };
};

const mode = oneOf({
  电访: 'phone',
  电话: 'phone',
  面访: 'faceToFace',
  面谈: 'faceToFace',
  短信: 'sms',
  邮件: 'email',
  微信: 'digital',
  新型接触: 'digital',
  沙龙: 'salon',
});

interface Context {
  orgs: Set<string>;
  staff: Set<string>;
}

/** The main manager is a column of Client, kept with the relation; the deputy is a relation only. */
const DEPUTY = 'deputyManagerId';

export const clients: ImportKind = {
  name: 'clients',
  title: '客户',
  columns: [
    { key: 'clientNo', header: '客户号', read: clientNo, isKey: true },
    { key: 'name', header: '姓名', aliases: ['客户姓名'], read: text(64) },
    { key: 'gender', header: '性别', read: oneOf({ 男: 'male', 女: 'female', 男性: 'male', 女性: 'female', m: 'male', f: 'female' }) },
    { key: 'birthday', header: '出生日期', aliases: ['生日', 'birthDate', 'birthOn'], read: birthday },
    { key: 'mobile', header: '手机号', aliases: ['手机'], read: phone },
    { key: 'idType', header: '证件类型', read: idType },
    { key: 'idNo', header: '证件号', aliases: ['证件号码'], read: text(40) },
    { key: 'orgId', header: '机构号', read: orgId },
    { key: 'mainManagerId', header: '主办经理账号', aliases: ['mainManager', 'main'], read: userid },
    { key: DEPUTY, header: '副办经理账号', aliases: ['deputyManager', 'deputy'], read: userid },
    { key: 'level', header: '客户等级', aliases: ['clientLevel', '等级'], read: level },
    { key: 'honorific', header: '称呼', read: text(20) },
    { key: 'occupation', header: '职业', read: text(40) },
    { key: 'cadenceMonths', header: '联络周期(月)', aliases: ['联络周期', 'cadence'], read: cadence },
    { key: 'contactModes', header: '联络偏好', aliases: ['contactPreference', 'preferences'], read: listOf(mode) },
    { key: 'marketingConsent', header: '营销同意', read: consent },
    { key: 'externalUserId', header: '外部联系人ID', aliases: ['wecomExternalUserId', 'externalUserid'], read: text(64) },
    { key: 'tags', header: '标签', read: listOf(text(20)) },
  ],
  together: 'mainManagerId',
  begin: async (_sql, run) =>
    tableWriter<Context>({
      table: 'Client',
      key: ['clientNo'],
      required: [
        ['name', '姓名'],
        ['orgId', '机构号'],
      ],
      elsewhere: [DEPUTY],
      load,
      give,
      fresh: (given) => ({
        ...freshClient(run),
        nextContactOn: cadenceDueOn(contactFacts({ ...given, relationStartOn: dateAt(run.now) }), run.rules),
      }),
      touch: (before, after) => ({
        updatedBy: run.actor,
        updatedAt: run.now.getTime(),
        version: Number(before['version']) + 1,
        ...contactMoved(before, after, run),
      }),
      check: (row) =>
        row[DEPUTY] !== null && row[DEPUTY] !== undefined && row[DEPUTY] === row['mainManagerId'] ? '副办经理不能与主办经理相同' : undefined,
      after: (sql, done) => afterClients(sql, done, run),
    }),
};

async function load(sql: Sql, rows: readonly FileRow[]): Promise<{ context: Context; existing: Columns[] }> {
  const numbers = rows.map((row) => row.fields['clientNo'] as string);
  const existing = await rowsWith<Columns>(sql, 'SELECT * FROM Client WHERE clientNo IN (?)', numbers);
  const deputies = await rowsWith<{ clientId: string; userId: string }>(
    sql,
    `SELECT clientId, userId FROM ManagerRelation WHERE clientId IN (?) AND state = 'active' AND role = 'deputy'`,
    existing.map((row) => row['id'] as Param),
  );
  const deputyOf = new Map(deputies.map((one) => [one.clientId, one.userId]));
  const context = {
    orgs: await existingIds(sql, 'Org', 'id', rows, 'orgId'),
    staff: await existingIds(sql, 'Staff', 'id', rows, 'mainManagerId', DEPUTY),
  };
  return { context, existing: existing.map((row) => ({ ...row, [DEPUTY]: deputyOf.get(String(row['id'])) ?? null })) };
}

const json = (list: unknown): string | undefined => (list === undefined ? undefined : JSON.stringify(list));

function give({ fields }: FileRow, context: Context): Given | string {
  const field = (key: string) => fields[key] as string | undefined;
  const problems: string[] = [];
  if (field('orgId') !== undefined && !context.orgs.has(field('orgId') as string)) problems.push(`没有机构号「${field('orgId')}」`);
  for (const [key, header] of [
    ['mainManagerId', '主办经理账号'],
    [DEPUTY, '副办经理账号'],
  ] as const)
    if (field(key) !== undefined && !context.staff.has(field(key) as string)) problems.push(`没有${header}「${field(key)}」`);
  if (problems.length > 0) return problems.join('；');
  const name = field('name');
  const digits = field('mobile') === undefined ? undefined : mobileDigits(field('mobile') as string);
  const born = fields['birthday'] as Birthday | undefined;
  return {
    clientNo: field('clientNo'),
    ...(name === undefined ? {} : { name, ...nameLetters(name) }),
    gender: field('gender'),
    ...(born === undefined ? {} : birthColumns(born)),
    ...(digits === undefined ? {} : { mobile: digits, mobileTail: digits.slice(-4) }),
    idType: field('idType'),
    idNo: field('idNo'),
    orgId: field('orgId'),
    mainManagerId: field('mainManagerId'),
    [DEPUTY]: field(DEPUTY),
    level: field('level'),
    honorific: field('honorific'),
    occupation: field('occupation'),
    cadenceMonths: fields['cadenceMonths'] as number | undefined,
    contactModes: json(fields['contactModes']),
    marketingConsent: field('marketingConsent'),
    externalUserId: field('externalUserId'),
    tags: json(fields['tags']),
  };
}

function freshClient(run: RunFacts): Columns {
  const at = run.now.getTime();
  return {
    id: newId(run.now),
    birthCalendar: 'solar',
    level: 'general',
    privateBanking: 0,
    status: 'active',
    relationStartOn: dateAt(run.now),
    createdBy: run.actor,
    createdAt: at,
    updatedBy: run.actor,
    updatedAt: at,
    version: 1,
    sourceSystem: 'import',
    sourceOn: dateAt(run.now),
  };
}

/** A client's columns as the cadence reads them. */
function contactFacts(row: Given | Columns): StoredContactFacts & { nextContactOn: string | null } {
  const textOf = (column: string) => (row[column] ?? null) as string | null;
  const wish = row['cadenceMonths'];
  return {
    level: (textOf('level') ?? 'general') as ClientLevel,
    adminLayer: textOf('adminLayer') as AdminLayer | null,
    cadenceMonths: wish === undefined || wish === null ? null : Number(wish),
    lastEffectiveContactOn: textOf('lastEffectiveContactOn'),
    relationStartOn: textOf('relationStartOn'),
    nextContactOn: textOf('nextContactOn'),
  };
}

/** A new manager begins a new relation; a new level, wish or relation moves the next contact, unless a day was agreed with the client. */
function contactMoved(before: Columns, after: Columns, run: RunFacts): Columns {
  const moved: Columns = before['mainManagerId'] === after['mainManagerId'] ? {} : { relationStartOn: dateAt(run.now) };
  return { ...moved, nextContactOn: movedContactOn(contactFacts(before), contactFacts({ ...after, ...moved }), run.rules) };
}

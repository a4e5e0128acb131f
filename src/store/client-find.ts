import type { Param, Sql } from './db/index.js';
import { afterPath, clientScope, GRANTED, grantParams, inSubtree, type ClientScope, type Reach, type Reader } from './reader.js';
import { typedLetters } from './pinyin.js';
import { dateAt } from '../domain/calendar/index.js';
import { CLIENT_LEVELS, type ClientLevel } from '../domain/client-level-name.js';

/** What a choice between clients shows. Names are whole: `present` masks when it renders. */
export interface ClientHit {
  id: string;
  clientNo: string | null;
  name: string;
  gender: string | null;
  honorific: string | null;
  level: ClientLevel;
  status: string;
  mobileTail: string | null;
  orgId: string;
  mainManagerId: string | null;
  lastContactOn: string | null;
  nextContactOn: string | null;
}

const HIT = [
  'id',
  'clientNo',
  'name',
  'gender',
  'honorific',
  'level',
  'status',
  'mobileTail',
  'orgId',
  'mainManagerId',
  'lastContactOn',
  'nextContactOn',
];
const COLUMNS = HIT.map((column) => `c.${column}`).join(', ');

/** As many as anybody reads; who gets this many should say more. */
export const MOST_HITS = 50;

/** How a client was named. */
interface Naming {
  /** Conditions on a row `c` of Client, or of RelatedName, which has these columns too. Each begins with an equality or range on the column that follows mainManagerId in an index. */
  readings: { where: string; params: Param[] }[];
  /** What else must hold of Client `c`; asked of few rows only. */
  and?: { where: string; params: Param[] };
  /** How a subtree or the whole bank is searched: by an index on the client alone, outlet by outlet, or by pairs of characters. */
  wide: 'client' | 'outlet' | { gram: string; others: string[]; prefix: boolean };
}

interface Part {
  sql: string;
  params: Param[];
}

/** Clients somebody looks after as second or stand-in, of those whose names fit (`ids`). */
const related = (ids: string): string => `FROM (${ids}) n CROSS JOIN ManagerRelation r CROSS JOIN Client c
  WHERE r.clientId = n.clientId AND r.state = 'active' AND r.userId = ? AND r.role IN ('deputy', 'acting', 'roaming')
    AND r.fromOn <= ? AND (r.toOn IS NULL OR r.toOn >= ?) AND c.id = n.clientId`;

function ownParts(userId: string, today: string, { readings, and }: Naming): Part[] {
  const more = and ? ` AND ${and.where}` : '';
  const moreParams = and?.params ?? [];
  const main = readings.map((one) => ({
    sql: `SELECT ${COLUMNS} FROM Client c WHERE c.mainManagerId = ? AND ${one.where}${more}`,
    params: [userId, ...one.params, ...moreParams],
  }));
  const any = readings.map((one) => `(${one.where})`).join(' OR ');
  const fitting = `SELECT c.clientId FROM RelatedName c WHERE c.userId = ? AND (${any})`;
  const params = [userId, ...readings.flatMap((one) => one.params), userId, today, today, ...moreParams];
  return [...main, { sql: `SELECT ${COLUMNS} ${related(fitting)}${more}`, params }];
}

function wideParts(path: string | undefined, { readings, and, wide }: Naming): Part[] {
  const more = and ? ` AND ${and.where}` : '';
  const moreParams = and?.params ?? [];
  const range = path === undefined ? '' : ` AND ${inSubtree('o.path')}`;
  const rangeParams = path === undefined ? [] : [path, afterPath(path)];
  if (wide === 'client')
    return readings.map((one) =>
      path === undefined
        ? { sql: `SELECT ${COLUMNS} FROM Client c WHERE ${one.where}${more}`, params: [...one.params, ...moreParams] }
        : {
            sql: `SELECT ${COLUMNS} FROM Client c CROSS JOIN Org o WHERE ${one.where}${more} AND o.id = c.orgId${range}`,
            params: [...one.params, ...moreParams, ...rangeParams],
          },
    );
  if (wide === 'outlet')
    return readings.map((one) => ({
      sql: `SELECT ${COLUMNS} FROM Org o CROSS JOIN Client c WHERE c.orgId = o.id AND ${one.where}${more}${range}`,
      params: [...one.params, ...moreParams, ...rangeParams],
    }));
  const gram = wide.prefix ? 'g.gram >= ? AND g.gram < ?' : 'g.gram = ?';
  const gramParams = wide.prefix ? [wide.gram, `${wide.gram}\u{10ffff}`] : [wide.gram];
  const others = wide.others.map(() => ' AND EXISTS (SELECT 1 FROM ClientGram h WHERE h.gram = ? AND h.clientId = g.clientId)').join('');
  const conditions = readings.map((one) => one.where).join(' OR ');
  return [
    {
      sql: `SELECT ${COLUMNS} FROM ClientGram g CROSS JOIN Client c${path === undefined ? '' : ' CROSS JOIN Org o'}
        WHERE ${gram}${others} AND c.id = g.clientId AND (${conditions})${more}${path === undefined ? '' : ` AND o.id = c.orgId${range}`}`,
      params: [...gramParams, ...wide.others, ...readings.flatMap((one) => one.params), ...moreParams, ...rangeParams],
    },
  ];
}

const rank = (hit: ClientHit): number => CLIENT_LEVELS.indexOf(hit.level);

/** Higher level first, then the one spoken with last. */
function inOrder(hits: ClientHit[]): ClientHit[] {
  const seen = new Set<string>();
  return hits
    .filter((hit) => !seen.has(hit.id) && seen.add(hit.id))
    .sort((a, b) => rank(b) - rank(a) || (b.lastContactOn ?? '').localeCompare(a.lastContactOn ?? '') || (a.id < b.id ? -1 : 1));
}

/** SELECT text of everything in a scope that a naming fits; undefined when the scope is empty. */
export function selectInScope(scope: ClientScope, naming: Naming, today: string): Part | undefined {
  const parts = scope.all
    ? wideParts(undefined, naming)
    : [...scope.ownUserIds.flatMap((userId) => ownParts(userId, today, naming)), ...scope.paths.flatMap((path) => wideParts(path, naming))];
  if (parts.length === 0) return undefined;
  return { sql: `${parts.map((part) => part.sql).join(' UNION ALL ')} LIMIT ${MOST_HITS}`, params: parts.flatMap((part) => part.params) };
}

/** The few that a case or a referral opens to somebody: asked for when his own scope has nobody of that name. */
function selectGranted(userId: string, { readings, and }: Naming): Part {
  const any = readings.map((one) => `(${one.where})`).join(' OR ');
  return {
    sql: `SELECT ${COLUMNS} FROM (${GRANTED}) g CROSS JOIN Client c WHERE c.id = g.clientId AND (${any})${and ? ` AND ${and.where}` : ''} LIMIT ${MOST_HITS}`,
    params: [...grantParams(userId), ...readings.flatMap((one) => one.params), ...(and?.params ?? [])],
  };
}

/** Neighbouring characters of a name, and its last one alone: what ClientGram keeps. */
export function gramsOf(name: string): string[] {
  const all = [...name.toLowerCase()];
  const grams = new Set<string>();
  for (let i = 0; i + 1 < all.length; i++) grams.add(`${all[i]}${all[i + 1]}`);
  if (all.length > 0) grams.add(all[all.length - 1] as string);
  return [...grams];
}

/** All letters that begin with a prefix lie between it and this. Names in letters are never that long in z. */
const afterLetters = (prefix: string): string => `${prefix}${'z'.repeat(24)}`;

const exactName = (name: string): Naming => ({ readings: [{ where: 'c.name = ?', params: [name] }], wide: 'client' });

function partOfName(sql: Sql, part: string): Naming {
  const all = [...part.toLowerCase()];
  const within = sql.dialect === 'postgresql' ? 'POSITION(? IN lower(c.name)) > 0' : 'instr(lower(c.name), ?) > 0';
  // name > '' says nothing, but makes the index on manager and name the one to take.
  const readings = [{ where: `c.name > '' AND ${within}`, params: [part.toLowerCase()] }];
  if (all.length === 1) return { readings, wide: { gram: all[0] as string, others: [], prefix: true } };
  const grams = all.slice(0, -1).map((character, i) => `${character}${all[i + 1]}`);
  return { readings, wide: { gram: grams[0] as string, others: grams.slice(1), prefix: false } };
}

function byLetters(prefix: string): Naming {
  const params = [prefix, afterLetters(prefix)];
  return {
    readings: [
      { where: 'c.pinyin >= ? AND c.pinyin < ?', params },
      { where: 'c.pinyinAlt >= ? AND c.pinyinAlt < ?', params },
    ],
    wide: 'outlet',
  };
}

const byInitials = (initials: string): Naming => ({
  readings: [
    { where: 'c.initials = ?', params: [initials] },
    { where: 'c.initialsAlt = ?', params: [initials] },
  ],
  wide: 'outlet',
});

/** The digits of a phone number; the country code of China dropped before a mobile number: 0086 alone is a tail. */
export function mobileDigits(text: string): string {
  const digits = text.normalize('NFKC').replace(/[^\d+]/g, '');
  return digits.replace(/^(?:\+86|0086|86)(?=1\d{10}$)/, '').replace(/\D/g, '');
}

const TAIL_LENGTH = 4;

function byTail(sql: Sql, tail: string): Naming {
  const last = { where: 'c.mobileTail = ?', params: [tail.slice(-TAIL_LENGTH)] };
  if (tail.length === TAIL_LENGTH) return { readings: [last], wide: 'client' };
  const ends = sql.dialect === 'postgresql' ? 'right(c.mobile, ?) = ?' : 'substr(c.mobile, -?) = ?';
  return { readings: [last], and: { where: ends, params: [tail.length, tail] }, wide: 'client' };
}

/** Looks for clients within what the reader may see at this moment. All return [] when nothing fits. */
export function clientLookups(sql: Sql, now: () => Date) {
  async function find(reader: Reader, reach: Reach, naming: Naming): Promise<ClientHit[]> {
    const select = selectInScope(await clientScope(sql, reader, reach), naming, dateAt(now()));
    const hits = select ? await sql.all<ClientHit>(select.sql, select.params) : [];
    if (hits.length > 0) return inOrder(hits);
    const granted = selectGranted(reader.id, naming);
    return inOrder(await sql.all<ClientHit>(granted.sql, granted.params));
  }

  return {
    findByName: (reader: Reader, name: string) => find(reader, 'find', exactName(name.trim())),
    /** Any part of the name, one character or more. */
    async findByPart(reader: Reader, part: string): Promise<ClientHit[]> {
      const text = part.trim();
      return text === '' ? [] : find(reader, 'find', partOfName(sql, text));
    },
    /** The beginning of the pinyin, in any spelling people type: Li Xiu, lixiu, lǐ xiù. Both readings of a surname count. */
    async findByPinyin(reader: Reader, text: string): Promise<ClientHit[]> {
      const letters = typedLetters(text);
      return letters === '' ? [] : find(reader, 'find', byLetters(letters));
    },
    /** All initials of the name: lxl. */
    async findByInitials(reader: Reader, text: string): Promise<ClientHit[]> {
      const letters = typedLetters(text);
      return letters === '' ? [] : find(reader, 'find', byInitials(letters));
    },
    /** The last four digits or more. Counter and lobby find the clients of their own outlet so. */
    async findByPhoneTail(reader: Reader, tail: string): Promise<ClientHit[]> {
      const digits = mobileDigits(tail);
      return digits.length < TAIL_LENGTH ? [] : find(reader, 'desk', byTail(sql, digits));
    },
    async findByMobile(reader: Reader, mobile: string): Promise<ClientHit[]> {
      const digits = mobileDigits(mobile);
      if (digits === '') return [];
      return find(reader, 'desk', {
        readings: [{ where: 'c.mobileTail = ?', params: [digits.slice(-TAIL_LENGTH)] }],
        and: { where: 'c.mobile = ?', params: [digits] },
        wide: 'client',
      });
    },
    findByClientNo: (reader: Reader, clientNo: string) =>
      find(reader, 'desk', {
        readings: [{ where: 'c.clientNo IN (?, ?)', params: [clientNo.trim(), clientNo.trim().toUpperCase()] }],
        wide: 'client',
      }),
    /** Exact full name within what the reader sees or, for counter and lobby, in the own outlet: 现场, 推荐 and 投诉 only (design §5). */
    findAtDesk: (reader: Reader, name: string) => find(reader, 'desk', exactName(name.trim())),
  };
}

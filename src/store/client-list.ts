import { addDays, dateAt } from '../domain/calendar/index.js';
import type { ClientLevel } from '../domain/client-level-name.js';
import { birthKeysBetween } from './birthday.js';
import type { Param, Sql } from './db/index.js';
import { marks } from './db/index.js';
import type { ClientHit } from './client-find.js';
import { nameLetters, type NameLetters } from './pinyin.js';
import { afterPath, clientScope, GRANTED, grantParams, inSubtree, type ClientScope, type Reader } from './reader.js';

/** What understanding needs to recognise a client in a sentence without letters and digits. */
export interface ClientName {
  id: string;
  name: string;
  honorific: string | null;
  gender: string | null;
}

/** All that are given must hold. Days are 'YYYY-MM-DD', both ends included. */
export interface ClientFilters {
  levels?: readonly ClientLevel[];
  /** Assets within any of these half-open bands: the near misses of a level (临界), from `rules`. */
  aumBands?: readonly { fromFen: number; toFen: number }[];
  /** Nobody spoke with them in so many days before today, or never. */
  notContactedDays?: number;
  /** Next contact on or before this day. */
  contactDueBy?: string;
  maturing?: { from: string; to: string };
  birthday?: { from: string; to: string };
  tag?: string;
  /** How the name begins. */
  surname?: string;
  /** In tags, occupation or what was learned and is not confidential. */
  word?: string;
  /** Whose clients: the main manager. */
  mainManagerId?: string;
  /** Default: neither lost nor deceased. */
  statuses?: readonly string[];
}

export type ClientSort = 'level' | 'lastContact' | 'nextContact' | 'name' | 'aum';

export interface ClientPage {
  rows: (ClientHit & { aumFen: number | null; aumOn: string | null; birthKey: string | null; birthCalendar: string })[];
  total: number;
}

/** More names than this are not handed to understanding: it then asks the database. */
const MOST_NAMES = 20_000;

/** All of them in the index on manager and name: a manager's names lie side by side in it, his clients' rows do not. */
const NAME_COLUMNS = ['id', 'name', 'honorific', 'gender'] as const;

const SORTS: Readonly<Record<ClientSort, string>> = {
  level: `CASE c.level WHEN 'blackGold' THEN 0 WHEN 'platinum' THEN 1 WHEN 'gold' THEN 2 ELSE 3 END, COALESCE(c.nextContactOn, '9999'), c.id`,
  lastContact: `COALESCE(c.lastContactOn, ''), c.id`,
  nextContact: `COALESCE(c.nextContactOn, '9999'), c.id`,
  name: 'c.pinyin, c.id',
  aum: 'COALESCE(c.aumFen, -1) DESC, c.id',
};

/** Ids of all clients in a scope; undefined when it is empty. Roaming is no part of one's list. */
export function idsInScope(scope: ClientScope, today: string): { text: string; params: Param[] } | undefined {
  if (scope.all) return { text: 'SELECT id FROM Client', params: [] };
  const own = scope.ownUserIds.map((userId) => ({
    text: `SELECT id FROM Client WHERE mainManagerId = ? UNION SELECT clientId FROM ManagerRelation
      WHERE userId = ? AND state = 'active' AND role IN ('deputy', 'acting') AND fromOn <= ? AND (toOn IS NULL OR toOn >= ?)`,
    params: [userId, userId, today, today] as Param[],
  }));
  const wide = scope.paths.map((path) => ({
    text: `SELECT c.id FROM Org o CROSS JOIN Client c WHERE ${inSubtree('o.path')} AND c.orgId = o.id`,
    params: [path, afterPath(path)] as Param[],
  }));
  const parts = [...own, ...wide];
  if (parts.length === 0) return undefined;
  return { text: parts.map((part) => part.text).join(' UNION '), params: parts.flatMap((part) => part.params) };
}

/** What a sentence may name, of all clients in a scope and those a case or referral opens, road by road: a client may come twice. */
function namesInScope(userId: string, scope: ClientScope, today: string): { text: string; params: Param[] } | undefined {
  const columns = NAME_COLUMNS.map((column) => `c.${column}`).join(', ');
  const own = scope.ownUserIds.map((userId) => ({
    text: `SELECT ${columns} FROM Client c WHERE c.mainManagerId = ? AND c.status <> 'lost' UNION ALL
      SELECT ${columns} FROM ManagerRelation r CROSS JOIN Client c WHERE r.userId = ? AND r.state = 'active' AND r.role IN ('deputy', 'acting')
        AND r.fromOn <= ? AND (r.toOn IS NULL OR r.toOn >= ?) AND c.id = r.clientId AND c.status <> 'lost'`,
    params: [userId, userId, today, today] as Param[],
  }));
  const wide = scope.paths.map((path) => ({
    text: `SELECT ${columns} FROM Org o CROSS JOIN Client c WHERE ${inSubtree('o.path')} AND c.orgId = o.id AND c.status <> 'lost'`,
    params: [path, afterPath(path)] as Param[],
  }));
  if (own.length + wide.length === 0) return undefined;
  const granted = {
    text: `SELECT ${columns} FROM (${GRANTED}) g CROSS JOIN Client c WHERE c.id = g.clientId AND c.status <> 'lost'`,
    params: grantParams(userId) as Param[],
  };
  const parts = [...own, ...wide, granted];
  return { text: `${parts.map((part) => part.text).join(' UNION ALL ')} LIMIT ${MOST_NAMES}`, params: parts.flatMap((part) => part.params) };
}

/** Some hundred rows, before the first sentence of everybody: on SQLite they come as one text, at a third of what as many objects cost. */
async function namesOf(sql: Sql, select: { text: string; params: Param[] }): Promise<ClientName[]> {
  if (sql.dialect === 'postgresql') return sql.all<ClientName>(select.text, select.params);
  const found = await sql.get<{ names: string }>(
    `SELECT json_group_array(json_array(${NAME_COLUMNS.join(', ')})) AS names FROM (${select.text}) named`,
    select.params,
  );
  const rows = JSON.parse(found?.names ?? '[]') as [string, string, string | null, string | null][];
  return rows.map(([id, name, honorific, gender]) => ({ id, name, honorific, gender }));
}

function conditions(filters: ClientFilters, today: string): { where: string; params: Param[] } {
  const where: string[] = [];
  const params: Param[] = [];
  const add = (text: string, ...values: Param[]) => {
    where.push(text);
    params.push(...values);
  };
  if (filters.statuses) add(`c.status IN (${marks(filters.statuses)})`, ...filters.statuses);
  else add(`c.status NOT IN ('lost', 'deceased')`);
  if (filters.levels) add(filters.levels.length === 0 ? '1 = 0' : `c.level IN (${marks(filters.levels)})`, ...filters.levels);
  if (filters.aumBands)
    add(
      filters.aumBands.length === 0 ? '1 = 0' : `(${filters.aumBands.map(() => '(c.aumFen >= ? AND c.aumFen < ?)').join(' OR ')})`,
      ...filters.aumBands.flatMap((band) => [band.fromFen, band.toFen]),
    );
  if (filters.notContactedDays !== undefined) add('(c.lastContactOn IS NULL OR c.lastContactOn <= ?)', addDays(today, -filters.notContactedDays));
  if (filters.contactDueBy !== undefined) add('c.nextContactOn <= ?', filters.contactDueBy);
  if (filters.maturing)
    add(
      'EXISTS (SELECT 1 FROM Holding h WHERE h.clientId = c.id AND h.maturesOn >= ? AND h.maturesOn <= ?)',
      filters.maturing.from,
      filters.maturing.to,
    );
  if (filters.birthday) {
    const keys = birthKeysBetween(filters.birthday.from, filters.birthday.to);
    const none = `('')`;
    add(
      `((c.birthCalendar = 'solar' AND c.birthKey IN ${keys.solar.length ? `(${marks(keys.solar)})` : none})
        OR (c.birthCalendar = 'lunar' AND c.birthKey IN ${keys.lunar.length ? `(${marks(keys.lunar)})` : none}))`,
      ...keys.solar,
      ...keys.lunar,
    );
  }
  if (filters.tag !== undefined) add('c.tags IS NOT NULL AND REPLACE(c.tags, ?, ?) <> c.tags', JSON.stringify(filters.tag), '');
  if (filters.surname !== undefined) add('SUBSTR(c.name, 1, ?) = ?', [...filters.surname].length, filters.surname);
  if (filters.word !== undefined)
    add(
      `(REPLACE(COALESCE(c.tags, ''), ?, '') <> COALESCE(c.tags, '') OR REPLACE(COALESCE(c.occupation, ''), ?, '') <> COALESCE(c.occupation, '')
        OR EXISTS (SELECT 1 FROM ProfileFact f WHERE f.clientId = c.id AND f.undoneAt IS NULL AND f.confidentiality = 'normal'
          AND f.state IN ('suggested', 'confirmed') AND REPLACE(f.text, ?, '') <> f.text))`,
      filters.word,
      filters.word,
      filters.word,
    );
  if (filters.mainManagerId !== undefined) add('c.mainManagerId = ?', filters.mainManagerId);
  return { where: where.join(' AND '), params };
}

/** Sets of clients within what the reader may page through. */
export function clientLists(sql: Sql, now: () => Date) {
  return {
    /**
     * Every client the reader may name in a sentence: his own, a supervisor's team. Empty for who finds by exact number
     * only, and for who sees too many: there the look-ups of the store answer. Goes with `clientsVersion`.
     */
    async listNames(reader: Reader): Promise<ClientName[]> {
      const scope = await clientScope(sql, reader, 'list');
      const team: ClientScope = { ownUserIds: scope.ownUserIds, paths: scope.all ? [] : teamPaths(reader, scope), all: false };
      const select = namesInScope(reader.id, team, dateAt(now()));
      if (!select) return [];
      const rows = await namesOf(sql, select);
      // A second manager's clients are his by two roads.
      return [...new Map(rows.map((row) => [row.id, row])).values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    },

    /** The same with the letters of their names, as the rows hold them; made here, since few sentences need them. */
    lettered: (names: readonly ClientName[]): (ClientName & NameLetters)[] => names.map((one) => ({ ...one, ...nameLetters(one.name) })),

    /** One page of the reader's clients, and how many there are in all. */
    async list(reader: Reader, filters: ClientFilters = {}, page: { offset?: number; limit?: number; sort?: ClientSort } = {}): Promise<ClientPage> {
      const today = dateAt(now());
      const ids = idsInScope(await clientScope(sql, reader, 'list'), today);
      if (!ids) return { rows: [], total: 0 };
      const { where, params } = conditions(filters, today);
      const from = `FROM (${ids.text}) mine JOIN Client c ON c.id = mine.id WHERE ${where}`;
      const total = await sql.get<{ n: number }>(`SELECT COUNT(*) AS n ${from}`, [...ids.params, ...params]);
      const rows = await sql.all<ClientPage['rows'][number]>(
        `SELECT c.id, c.clientNo, c.name, c.gender, c.honorific, c.level, c.status, c.mobileTail, c.orgId, c.mainManagerId, c.lastContactOn, c.nextContactOn,
           c.aumFen, c.aumOn, c.birthKey, c.birthCalendar ${from} ORDER BY ${SORTS[page.sort ?? 'level']} LIMIT ? OFFSET ?`,
        [...ids.params, ...params, page.limit ?? 20, page.offset ?? 0],
      );
      return { rows, total: Number(total?.n ?? 0) };
    },
  };
}

/** The subtrees of a supervisor; those of wider roles are looked up instead of listed. */
function teamPaths(reader: Reader, scope: ClientScope): string[] {
  const team = reader.roles.filter((held) => held.role === 'branchSupervisor').map((held) => held.orgPath);
  return scope.paths.filter((path) => team.includes(path));
}

import { addDays, dateAt, solarToLunar } from '../domain/calendar/index.js';
import { FESTIVAL_WORDS, festivalFacts, type FestivalFacts } from '../domain/care/index.js';
import { birthKeysOn } from './birthday.js';
import { idsInScope } from './client-list.js';
import { marks, type Param, type Sql } from './db/index.js';
import { clientScope, type Reader } from './reader.js';
import type { DueAssessment, DueCareDate, DueClient, DueHolding, DueRelative, RatedHolding } from './due-rows.js';

/** Both days included. */
export interface Days {
  from: string;
  to: string;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** The 'MM-DD' keys that may fall on these days, solar and lunar ones alike, those of a leap month too. */
function keysOn(windows: readonly Days[]): string[] {
  const keys = new Set<string>();
  for (const { from, to } of windows)
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const { solar, lunar } = birthKeysOn(day);
      [...solar, ...lunar].forEach((key) => keys.add(key));
      const inLeap = solarToLunar(day);
      if (inLeap.leap) [inLeap.day, ...(inLeap.day === 29 ? [30] : [])].forEach((one) => keys.add(`${pad(inLeap.month)}-${pad(one)}`));
    }
  return [...keys];
}

interface From {
  /** Before the WHERE: the scope, when one is asked for. */
  join: string;
  params: Param[];
}

const STOPPED = `c.status NOT IN ('lost', 'deceased')`;

const COLUMNS = `c.id AS clientId, c.name, c.honorific, c.gender, c.occupation, c.level, c.adminLayer, c.privateBanking, c.status, c.birthOn, c.birthCalendar, c.lunarMonth, c.lunarDay, c.lunarLeap,
  c.orgId, COALESCE(o.path, '/') AS orgPath, c.mobile, c.mobileTail, c.mainManagerId, c.cadenceMonths, c.relationStartOn, c.lastContactOn, c.lastEffectiveContactOn, c.nextContactOn, c.aumFen, c.aumOn,
  COALESCE((SELECT r.userId FROM ManagerRelation r WHERE r.clientId = c.id AND r.state = 'active' AND r.role = 'acting' AND r.fromOn <= ? AND (r.toOn IS NULL OR r.toOn >= ?) LIMIT 1), c.mainManagerId) AS receiverId`;

/**
 * What comes due, for all clients of the bank or for those one reader may page through. Every read starts from the index of
 * its date, so its cost is that of what is due, not of the bank.
 */
export function dueStore(sql: Sql, now: () => Date) {
  async function within(reader: Reader | undefined, client = 'c.id'): Promise<From | undefined> {
    if (!reader) return { join: '', params: [] };
    const ids = idsInScope(await clientScope(sql, reader, 'list'), dateAt(now()));
    return ids && { join: `JOIN (${ids.text}) mine ON mine.id = ${client}`, params: ids.params };
  }

  async function read<T>(
    tables: string,
    more: string,
    where: string,
    params: readonly Param[],
    reader: Reader | undefined,
    order: string,
  ): Promise<T[]> {
    const scope = await within(reader);
    if (!scope) return [];
    const today = dateAt(now());
    return sql.all<T>(
      `SELECT ${COLUMNS}${more} FROM ${tables} ${scope.join} LEFT JOIN Org o ON o.id = c.orgId WHERE ${STOPPED} AND ${where} ORDER BY ${order}`,
      [today, today, ...scope.params, ...params],
    );
  }

  return {
    /** Clients whose birthday may fall on one of these days: the caller looks closer, by the calendar each keeps. */
    async birthdays(windows: readonly Days[], reader?: Reader): Promise<DueClient[]> {
      const keys = keysOn(windows);
      if (keys.length === 0) return [];
      return read(
        'Client c',
        '',
        `c.birthKey IN (${marks(keys)}) AND NOT EXISTS (SELECT 1 FROM CareDate d WHERE d.clientId = c.id AND d.kind = 'birthday' AND d.relatedPersonId IS NULL AND d.active = 1 AND d.undoneAt IS NULL)`,
        keys,
        reader,
        'c.id',
      );
    },

    /** Relatives whom the client allowed to be greeted. */
    async relatives(windows: readonly Days[], reader?: Reader): Promise<DueRelative[]> {
      const keys = keysOn(windows);
      if (keys.length === 0) return [];
      return read(
        'RelatedPerson p JOIN Client c ON c.id = p.clientId',
        `, p.id AS relativeId, p.relation, p.name AS relativeName, p.birthOn AS relativeBirthOn, p.birthCalendar AS relativeCalendar, p.lunarMonth AS relativeLunarMonth,
          p.lunarDay AS relativeLunarDay, p.lunarLeap AS relativeLunarLeap`,
        `p.birthKey IN (${marks(keys)}) AND p.careAllowed = 1`,
        keys,
        reader,
        'p.id',
      );
    },

    /** Care dates that may come round on these days, or lie on them. */
    async careDates(windows: readonly Days[], reader?: Reader): Promise<DueCareDate[]> {
      const keys = keysOn(windows);
      const more = `, d.id AS careDateId, d.kind, d.rule, d.month, d.day, d.leap, d.onDate, d.endDate, d.leadDays, d.note, d.confidentiality, d.relatedPersonId, p.careAllowed`;
      const tables = 'CareDate d JOIN Client c ON c.id = d.clientId LEFT JOIN RelatedPerson p ON p.id = d.relatedPersonId';
      const live = 'd.active = 1 AND d.undoneAt IS NULL';
      const yearly =
        keys.length === 0
          ? []
          : await read<DueCareDate>(
              tables,
              more,
              `d.yearKey IN (${marks(keys)}) AND d.rule IN ('solarYearly', 'lunarYearly') AND ${live}`,
              keys,
              reader,
              'd.id',
            );
      if (windows.length === 0) return [];
      const between = windows.map(() => '(d.onDate >= ? AND d.onDate <= ?)').join(' OR ');
      const once = await read<DueCareDate>(
        tables,
        more,
        `(${between}) AND d.rule IN ('once', 'range') AND ${live}`,
        windows.flatMap(({ from, to }) => [from, to]),
        reader,
        'd.id',
      );
      return [...yearly, ...once];
    },

    /** Clients whose next contact falls between two days, both included. */
    contacts: (from: string, to: string, reader?: Reader): Promise<DueClient[]> =>
      read(
        'Client c',
        '',
        'c.nextContactOn >= ? AND c.nextContactOn <= ? AND c.mainManagerId IS NOT NULL',
        [from, to],
        reader,
        'c.nextContactOn, c.id',
      ),

    /** Holdings that mature between two days, both included. */
    maturities: (from: string, to: string, reader?: Reader): Promise<DueHolding[]> =>
      read(
        'Holding h JOIN Client c ON c.id = h.clientId LEFT JOIN Product p ON p.code = h.productCode',
        ', h.id AS holdingId, h.productCode, COALESCE(p.name, h.productCode) AS productName, h.amountFen, h.maturesOn',
        'h.maturesOn >= ? AND h.maturesOn <= ?',
        [from, to],
        reader,
        'h.maturesOn, h.id',
      ),

    /** The last assessment of each client, where it was made between two instants, the later one not included. */
    assessments: (from: Date, before: Date, reader?: Reader): Promise<DueAssessment[]> =>
      read(
        'RiskAssessment a JOIN Client c ON c.id = a.clientId',
        ', a.id AS assessmentId, a.assessedAt, a.level AS tolerance',
        `a.assessedAt >= ? AND a.assessedAt < ? AND NOT EXISTS (SELECT 1 FROM RiskAssessment b WHERE b.clientId = a.clientId AND b.assessedAt > a.assessedAt)`,
        [from.getTime(), before.getTime()],
        reader,
        'a.assessedAt, a.id',
      ),

    /** Everybody one manager is told about, by main relation. */
    clientsOf: (userId: string): Promise<DueClient[]> => read('Client c', '', 'c.mainManagerId = ?', [userId], undefined, 'c.id'),

    /** Clients with a main manager, a page at a time in the order of their ids. */
    page: (afterId: string, limit: number, reader?: Reader): Promise<DueClient[]> =>
      read('Client c', '', 'c.id > ? AND c.mainManagerId IS NOT NULL', [afterId], reader, `c.id LIMIT ${Math.trunc(limit)}`),

    byIds: (ids: readonly string[], reader?: Reader): Promise<DueClient[]> =>
      ids.length === 0 ? Promise.resolve([]) : read('Client c', '', `c.id IN (${marks(ids)})`, ids, reader, 'c.id'),

    /** Of these clients, what greetings of a festival depend on; those of whom nothing is known are absent. */
    async festivalFacts(clientIds: readonly string[]): Promise<Map<string, FestivalFacts>> {
      if (clientIds.length === 0) return new Map();
      const relatives = await sql.all<{ clientId: string; relation: string }>(
        `SELECT DISTINCT clientId, relation FROM RelatedPerson WHERE clientId IN (${marks(clientIds)}) AND relation IN ('child', 'spouse')`,
        clientIds,
      );
      const noted = await sql.all<{ clientId: string; text: string; createdAt: number }>(
        `SELECT clientId, text, createdAt FROM ProfileFact WHERE clientId IN (${marks(clientIds)}) AND undoneAt IS NULL AND state <> 'rejected'
           AND (${FESTIVAL_WORDS.map(() => 'text LIKE ?').join(' OR ')}) ORDER BY createdAt`,
        [...clientIds, ...FESTIVAL_WORDS.map((word) => `%${word}%`)],
      );
      const known = new Map<string, { relations: string[]; noted: { text: string; on: string }[] }>();
      const of = (id: string) => known.get(id) ?? known.set(id, { relations: [], noted: [] }).get(id)!;
      for (const { clientId, relation } of relatives) of(clientId).relations.push(relation);
      for (const { clientId, text, createdAt } of noted) of(clientId).noted.push({ text, on: dateAt(new Date(createdAt)) });
      return new Map([...known].map(([id, { relations, noted: facts }]) => [id, festivalFacts(relations, facts)]));
    },

    /** Holdings of rated products that have not matured, each beside its client's last assessment; who has none is absent. */
    async ratedHoldings(clientIds: readonly string[], today: string): Promise<RatedHolding[]> {
      if (clientIds.length === 0) return [];
      const rows = await sql.all<RatedHolding>(
        `SELECT h.clientId, h.productCode, p.name AS productName, p.riskLevel, a.level AS tolerance, SUM(COALESCE(h.valueFen, h.amountFen)) AS fen
         FROM Holding h JOIN Product p ON p.code = h.productCode
         JOIN RiskAssessment a ON a.clientId = h.clientId AND a.assessedAt = (SELECT MAX(b.assessedAt) FROM RiskAssessment b WHERE b.clientId = h.clientId)
         WHERE h.clientId IN (${marks(clientIds)}) AND p.kind <> 'deposit' AND p.riskLevel IS NOT NULL AND (h.maturesOn IS NULL OR h.maturesOn >= ?)
         GROUP BY h.clientId, h.productCode, p.name, p.riskLevel, a.level ORDER BY h.clientId, h.productCode`,
        [...clientIds, today],
      );
      return rows.map((row) => ({ ...row, fen: Number(row.fen) }));
    },

    /** What lies on current accounts, in fen: deposits without an end. Clients without any are absent. */
    async demandBalances(clientIds: readonly string[]): Promise<Map<string, number>> {
      if (clientIds.length === 0) return new Map();
      const rows = await sql.all<{ clientId: string; fen: number }>(
        `SELECT h.clientId, SUM(COALESCE(h.valueFen, h.amountFen)) AS fen FROM Holding h JOIN Product p ON p.code = h.productCode
         WHERE h.clientId IN (${marks(clientIds)}) AND h.maturesOn IS NULL AND p.kind = 'deposit' AND COALESCE(p.termDays, 0) = 0 GROUP BY h.clientId`,
        clientIds,
      );
      return new Map(rows.map((row) => [row.clientId, Number(row.fen)]));
    },
  };
}

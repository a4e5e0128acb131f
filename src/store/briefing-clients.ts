import { marks, wideRows, type Sql } from './db/index.js';
import type { DueContactRow, BirthdayRow, CareDayRow, MaturingRow, ExpiringRow, AssessedRow } from './briefing-rows.js';
import { CLIENT, CLIENT_COLUMNS, clientsOf, LIVING, within, type BriefingReach } from './briefing-scope.js';

/** What falls due with clients: contacts, days of care, money, assessments. */
export function briefingClients(sql: Sql) {
  return {
    /** Contacts due up to a day, of the clients these colleagues are the main manager of, stand in for, or advise; each client once. */
    async listContactsDue(userIds: readonly string[], until: string): Promise<DueContactRow[]> {
      const due = `c.nextContactOn <= ? AND ${LIVING}`;
      const columns = [...CLIENT_COLUMNS, 'nextContactOn'] as const;
      const main = await wideRows<DueContactRow>(
        sql,
        columns,
        `SELECT ${CLIENT}, c.nextContactOn FROM Client c WHERE c.mainManagerId IN (${marks(userIds)}) AND ${due}`,
        [...userIds, until],
      );
      const relation = `r.state = 'active' AND c.id = r.clientId AND ${due}`;
      // Other second managers have no part in it, and are many.
      const beside = await wideRows<DueContactRow>(
        sql,
        columns,
        `SELECT ${CLIENT}, c.nextContactOn FROM ManagerRelation r CROSS JOIN Client c WHERE r.userId IN (${marks(userIds)}) AND r.role = 'acting' AND ${relation}
         UNION ALL SELECT ${CLIENT}, c.nextContactOn FROM StaffRole s CROSS JOIN ManagerRelation r CROSS JOIN Client c
         WHERE s.staffId IN (${marks(userIds)}) AND s.role = 'wealthAdviser' AND r.userId = s.staffId AND r.role = 'deputy' AND ${relation}`,
        [...userIds, until, ...userIds, until],
      );
      if (beside.length === 0) return main;
      const known = new Set(main.map((row) => row.clientId));
      return [...main, ...beside.filter(({ clientId }) => !known.has(clientId) && known.add(clientId))];
    },

    /** Birthdays of clients under one key of one calendar. */
    listBirthdays(calendar: 'solar' | 'lunar', birthKey: string, reach: BriefingReach): Promise<BirthdayRow[]> {
      const r = within(reach, 'c.id', 'c.id');
      return wideRows<BirthdayRow>(
        sql,
        [...CLIENT_COLUMNS, 'birthKey', 'birthCalendar'],
        `SELECT ${CLIENT}, c.birthKey, c.birthCalendar FROM Client c WHERE c.birthKey = ? AND c.birthCalendar = ? AND ${LIVING} ${r.where} ${r.tail}`,
        [birthKey, calendar, ...r.params, ...r.tailParams],
      );
    },

    /** Days the manager wrote down, and birthdays of relatives whose care was agreed to. */
    async listCareDays(
      keys: { solar: readonly string[]; lunar: readonly string[]; days: readonly string[] },
      userIds?: readonly string[],
    ): Promise<CareDayRow[]> {
      const own = userIds ? clientsOf(userIds) : undefined;
      const where = own ? `AND c.id IN (${own.text})` : '';
      const given = own?.params ?? [];
      const yearly = (list: readonly string[]) => (list.length === 0 ? `('')` : `(${marks(list)})`);
      const dates = await sql.all<CareDayRow>(
        `SELECT ${CLIENT}, d.id, d.kind, d.rule, d.yearKey, d.onDate, d.note FROM CareDate d JOIN Client c ON c.id = d.clientId
         WHERE d.active = 1 AND d.confidentiality = 'normal' AND d.kind IN ('birthday', 'relativeBirthday', 'anniversary', 'milestone') AND ${LIVING}
           AND ((d.rule = 'solarYearly' AND d.yearKey IN ${yearly(keys.solar)}) OR (d.rule = 'lunarYearly' AND d.yearKey IN ${yearly(keys.lunar)}) OR (d.rule = 'once' AND d.onDate IN ${yearly(keys.days)})) ${where}`,
        [...keys.solar, ...keys.lunar, ...keys.days, ...given],
      );
      const relatives = await sql.all<CareDayRow>(
        `SELECT ${CLIENT}, p.id, 'relativeBirthday' AS kind, CASE p.birthCalendar WHEN 'lunar' THEN 'lunarYearly' ELSE 'solarYearly' END AS rule, p.birthKey AS yearKey, NULL AS onDate, p.name AS note
         FROM RelatedPerson p JOIN Client c ON c.id = p.clientId
         WHERE p.careAllowed = 1 AND ${LIVING} AND ((p.birthCalendar = 'solar' AND p.birthKey IN ${yearly(keys.solar)}) OR (p.birthCalendar = 'lunar' AND p.birthKey IN ${yearly(keys.lunar)})) ${where}`,
        [...keys.solar, ...keys.lunar, ...given],
      );
      return [...dates, ...relatives];
    },

    listMaturing(day: string, reach: BriefingReach): Promise<MaturingRow[]> {
      const r = within(reach, 'h.clientId', 'h.id');
      return wideRows<MaturingRow>(
        sql,
        [...CLIENT_COLUMNS, 'holdingId', 'maturesOn', 'amountFen'],
        `SELECT ${CLIENT}, h.id AS holdingId, h.maturesOn, h.amountFen FROM Holding h JOIN Client c ON c.id = h.clientId WHERE h.maturesOn = ? AND ${LIVING} ${r.where} ${r.tail}`,
        [day, ...r.params, ...r.tailParams],
      );
    },

    /** What lies on current accounts: deposits without an end. */
    async sumCurrent(clientIds: readonly string[]): Promise<Map<string, number>> {
      if (clientIds.length === 0) return new Map();
      const rows = await sql.all<{ clientId: string; fen: number }>(
        `SELECT h.clientId, SUM(COALESCE(h.valueFen, h.amountFen)) AS fen FROM Holding h JOIN Product p ON p.code = h.productCode
         WHERE h.clientId IN (${marks(clientIds)}) AND h.maturesOn IS NULL AND p.kind = 'deposit' GROUP BY h.clientId`,
        clientIds,
      );
      return new Map(rows.map((row) => [row.clientId, Number(row.fen)]));
    },

    /** Whose assessments were made between two instants, in pages; `after` = the last one of the page before. */
    listAssessed: (fromMs: number, beforeMs: number, after: AssessedRow | null, limit: number) =>
      wideRows<AssessedRow>(
        sql,
        ['id', 'clientId', 'assessedAt'],
        'SELECT id, clientId, assessedAt FROM RiskAssessment WHERE (assessedAt, id) > (?, ?) AND assessedAt < ? ORDER BY assessedAt, id LIMIT ?',
        [after?.assessedAt ?? fromMs, after?.id ?? '', beforeMs, limit],
      ),

    /** The newest assessment of a client, made between two instants, where he holds something with a risk level: of these colleagues' clients, or of these clients. */
    listExpiring(
      fromMs: number,
      beforeMs: number,
      today: string,
      reach: { userIds: readonly string[] } | { clientIds: readonly string[] },
    ): Promise<ExpiringRow[]> {
      const own = 'userIds' in reach ? clientsOf(reach.userIds) : undefined;
      const clients = 'userIds' in reach ? `(${own?.text}) m CROSS JOIN Client c` : 'Client c';
      const isOne = 'userIds' in reach ? 'c.id = m.id' : `c.id IN (${marks(reach.clientIds)})`;
      const params = 'userIds' in reach ? (own?.params ?? []) : reach.clientIds;
      return wideRows<ExpiringRow>(
        sql,
        [...CLIENT_COLUMNS, 'assessedAt'],
        `SELECT ${CLIENT}, a.assessedAt FROM ${clients} CROSS JOIN RiskAssessment a WHERE ${isOne} AND a.clientId = c.id AND a.assessedAt >= ? AND a.assessedAt < ? AND ${LIVING}
           AND NOT EXISTS (SELECT 1 FROM RiskAssessment b WHERE b.clientId = a.clientId AND b.assessedAt > a.assessedAt)
           AND EXISTS (SELECT 1 FROM Holding h JOIN Product p ON p.code = h.productCode WHERE h.clientId = a.clientId AND p.riskLevel IS NOT NULL AND (h.maturesOn IS NULL OR h.maturesOn >= ?))
         ORDER BY a.assessedAt, a.id`,
        [...params, fromMs, beforeMs, today],
      );
    },
  };
}

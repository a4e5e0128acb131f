import type { ClientLevel } from '../domain/client-level-name.js';
import type { Role } from '../domain/role.js';
import { birthKeysOn } from './birthday.js';
import { marks, wideRows, type Param, type Sql } from './db/index.js';

/** Somebody who gets a briefing. */
export interface BriefingPerson {
  id: string;
  name: string;
  orgId: string;
  orgPath: string;
  /** His clients are those he is the second manager of. */
  isAdviser: boolean;
}

/** What every line about a client needs of him. */
export interface BriefingClientRow {
  clientId: string;
  name: string;
  level: ClientLevel;
  mainManagerId: string | null;
  lastContactOn: string | null;
}

export interface DueContactRow extends BriefingClientRow {
  nextContactOn: string;
}
export interface BirthdayRow extends BriefingClientRow {
  birthKey: string;
  birthCalendar: string;
}
export interface CareDayRow extends BriefingClientRow {
  id: string;
  kind: string;
  rule: string;
  yearKey: string | null;
  onDate: string | null;
  note: string | null;
}
export interface MaturingRow extends BriefingClientRow {
  holdingId: string;
  maturesOn: string;
  amountFen: number;
}
export interface ExpiringRow extends BriefingClientRow {
  assessedAt: number;
}
/** An assessment by itself: whose it is. */
export interface AssessedRow {
  id: string;
  clientId: string;
  assessedAt: number;
}
export interface StandInRow {
  clientId: string;
  userId: string;
  /** acting: whom he stands in for. */
  forUserId?: string | null;
}
/** The columns of a client are null where the matter concerns none. */
type MaybeClient = { [Key in keyof BriefingClientRow]: BriefingClientRow[Key] | null };
export interface DueTaskRow extends MaybeClient {
  id: string;
  ownerId: string;
  kind: string;
  text: string;
  dueAt: number;
  dueOn: string;
  dueTime: string | null;
  place: string | null;
}
export interface RunningCaseRow extends MaybeClient {
  id: string;
  no: string;
  kind: string;
  ownerId: string;
  investigatorId: string | null;
  complainantName: string | null;
  contactDueAt: number;
  contactedAt: number | null;
  resultDueAt: number;
  regDueAt: number | null;
  decidedAt: number | null;
  notifiedAt: number | null;
  receivedAt: number;
}
export interface DueReferralRow extends MaybeClient {
  id: string;
  no: string;
  toUserId: string;
  fromUserId: string;
  prospectName: string | null;
  dueAt: number;
  createdAt: number;
}
export interface OpenRetentionRow extends BriefingClientRow {
  id: string;
  ownerId: string;
  code: string;
  onDate: string;
  amountFen: number | null;
  taskId: string | null;
}
export interface OpenLeadRow extends BriefingClientRow {
  id: string;
  ownerId: string;
  reason: string;
  expectedFen: number | null;
  dueOn: string;
}

/** Whose clients: of these colleagues, or everybody's, a page at a time after this id. */
export type BriefingReach = { userIds: readonly string[] } | { after: string; limit: number };

const CLIENT = 'c.id AS clientId, c.name, c.level, c.mainManagerId, c.lastContactOn';
const CLIENT_COLUMNS = ['clientId', 'name', 'level', 'mainManagerId', 'lastContactOn'] as const;
const LIVING = `c.status NOT IN ('lost', 'deceased')`;
const OPEN_CASE = `k.state NOT IN ('closed', 'withdrawn', 'merged', 'notProcessed')`;
const RECEIVERS: readonly Role[] = ['relationshipManager', 'wealthAdviser'];

/** Reads of the morning, for one colleague or for all of them: sets, never one client at a time. Source: domain §22, design §12. */
export function briefingStore(sql: Sql) {
  /** Ids of the clients somebody works with, by main, acting or deputy relation. */
  const mine = (userIds: readonly string[]): { text: string; params: Param[] } => ({
    text: `SELECT id FROM Client WHERE mainManagerId IN (${marks(userIds)}) UNION SELECT clientId FROM ManagerRelation WHERE userId IN (${marks(userIds)}) AND state = 'active' AND role IN ('acting', 'deputy')`,
    params: [...userIds, ...userIds],
  });

  /** `column` narrowed to the reach; for pages also the order and how many. */
  function within(reach: BriefingReach, client: string, id: string): { where: string; tail: string; params: Param[]; tailParams: Param[] } {
    if ('userIds' in reach) {
      const own = mine(reach.userIds);
      return { where: `AND ${client} IN (${own.text})`, tail: '', params: own.params, tailParams: [] };
    }
    return { where: `AND ${id} > ?`, tail: `ORDER BY ${id} LIMIT ?`, params: [reach.after], tailParams: [reach.limit] };
  }

  return {
    /** The keys of birthdays that fall on a day, by calendar: what `listBirthdays` and `listCareDays` take. */
    birthKeysOn,

    /** Everybody who gets a briefing of his own clients, or these of them. */
    async listPeople(ids?: readonly string[]): Promise<BriefingPerson[]> {
      const rows = await wideRows<Omit<BriefingPerson, 'isAdviser' | 'orgPath'> & { orgPath: string | null; adviser: number }>(
        sql,
        ['id', 'name', 'orgId', 'orgPath', 'adviser'],
        `SELECT s.id, s.name, s.orgId, o.path AS orgPath, MIN(CASE r.role WHEN 'wealthAdviser' THEN 1 ELSE 0 END) AS adviser
         FROM StaffRole r JOIN Staff s ON s.id = r.staffId LEFT JOIN Org o ON o.id = s.orgId
         WHERE r.role IN (${marks(RECEIVERS)}) AND s.state = 'active' ${ids ? `AND s.id IN (${marks(ids)})` : ''} GROUP BY s.id, s.name, s.orgId, o.path ORDER BY s.id`,
        [...RECEIVERS, ...(ids ?? [])],
      );
      return rows.map(({ adviser, orgPath, ...person }) => ({ ...person, orgPath: orgPath ?? '/', isAdviser: Number(adviser) === 1 }));
    },

    /** Supervisors with the subtree each looks after. */
    listSupervisors: () =>
      sql.all<{ id: string; name: string; orgId: string; orgPath: string }>(
        `SELECT s.id, s.name, r.orgId, o.path AS orgPath FROM StaffRole r JOIN Staff s ON s.id = r.staffId JOIN Org o ON o.id = r.orgId
         WHERE r.role = 'branchSupervisor' AND s.state = 'active' ORDER BY s.id, r.orgId`,
      ),

    /** On a day: where these colleagues stand in, and who stands in for them. */
    listStandIns: (today: string, userIds: readonly string[]) => {
      const rows = (column: string) =>
        `SELECT clientId, userId, forUserId FROM ManagerRelation WHERE ${column} IN (${marks(userIds)}) AND state = 'active' AND role = 'acting' AND fromOn <= ? AND (toOn IS NULL OR toOn >= ?)`;
      return sql.all<StandInRow>(`${rows('userId')} UNION ${rows('forUserId')}`, [...userIds, today, today, ...userIds, today, today]);
    },

    /** The clients these colleagues are the second manager of, as advisers. */
    listAdvised: (today: string, userIds: readonly string[]) =>
      sql.all<StandInRow>(
        `SELECT r.clientId, r.userId FROM StaffRole s CROSS JOIN ManagerRelation r
         WHERE s.staffId IN (${marks(userIds)}) AND s.role = 'wealthAdviser' AND r.userId = s.staffId AND r.state = 'active' AND r.role = 'deputy' AND r.fromOn <= ? AND (r.toOn IS NULL OR r.toOn >= ?)`,
        [...userIds, today, today],
      ),

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
      const own = userIds ? mine(userIds) : undefined;
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
      const own = 'userIds' in reach ? mine(reach.userIds) : undefined;
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

    /** Open work of these colleagues that is due before an instant. */
    listTasksDue: (userIds: readonly string[], before: Date) =>
      sql.all<DueTaskRow>(
        `SELECT ${CLIENT}, t.id, t.ownerId, t.kind, t.text, t.dueAt, t.dueOn, t.dueTime, t.place FROM Task t LEFT JOIN Client c ON c.id = t.clientId
         WHERE t.ownerId IN (${marks(userIds)}) AND t.state = 'open' AND t.dueAt < ? ORDER BY t.dueAt, t.id`,
        [...userIds, before.getTime()],
      ),

    /** Cases these colleagues own or investigate, and those whose owner they stand in for. */
    listCases: (userIds: readonly string[]) => {
      const select = `SELECT ${CLIENT}, k.id, k.no, k.kind, k.ownerId, k.investigatorId, k.complainantName, k.contactDueAt, k.contactedAt, k.resultDueAt, k.regDueAt, k.decidedAt, k.notifiedAt, k.receivedAt FROM "Case" k LEFT JOIN Client c ON c.id = k.clientId`;
      return sql.all<RunningCaseRow>(
        `${select} WHERE k.ownerId IN (${marks(userIds)}) AND ${OPEN_CASE} UNION ${select} WHERE k.investigatorId IN (${marks(userIds)}) AND ${OPEN_CASE}
         UNION ${select} JOIN ManagerRelation r ON r.clientId = k.clientId AND r.forUserId = k.ownerId WHERE r.userId IN (${marks(userIds)}) AND r.state = 'active' AND r.role = 'acting' AND ${OPEN_CASE}`,
        [...userIds, ...userIds, ...userIds],
      );
    },

    /** Referrals to these colleagues that want an answer before an instant. */
    listReferralsDue: (userIds: readonly string[], before: Date) =>
      sql.all<DueReferralRow>(
        `SELECT ${CLIENT}, f.id, f.no, f.toUserId, f.fromUserId, f.prospectName, f.dueAt, f.createdAt FROM Referral f LEFT JOIN Client c ON c.id = f.clientId
         WHERE f.toUserId IN (${marks(userIds)}) AND f.state IN ('assigned', 'accepted') AND f.dueAt < ?`,
        [...userIds, before.getTime()],
      ),

    listRetentions: (userIds: readonly string[]) =>
      sql.all<OpenRetentionRow>(
        `SELECT ${CLIENT}, f.id, f.ownerId, f.code, f.onDate, f.amountFen, f.taskId FROM Retention f JOIN Client c ON c.id = f.clientId WHERE f.ownerId IN (${marks(userIds)}) AND f.state = 'open'`,
        userIds,
      ),

    listLeadsDue: (userIds: readonly string[], until: string) =>
      sql.all<OpenLeadRow>(
        `SELECT ${CLIENT}, f.id, f.ownerId, f.reason, f.expectedFen, f.dueOn FROM Opportunity f JOIN Client c ON c.id = f.clientId
         WHERE f.ownerId IN (${marks(userIds)}) AND f.state = 'open' AND f.dueOn <= ?`,
        [...userIds, until],
      ),

    /** What could be done on a quiet day, counted over the clients of one manager. */
    async countOptional(
      userId: string,
      today: string,
      nextMonth: { from: string; to: string },
      unmetSince: string,
    ): Promise<{ incompleteFiles: number; maturingNextMonth: number; longUnmet: number; openOpportunities: number }> {
      const counts = `SUM(CASE WHEN c.mobile IS NULL OR c.birthKey IS NULL OR c.occupation IS NULL THEN 1 ELSE 0 END) AS files,
           SUM(CASE WHEN EXISTS (SELECT 1 FROM Holding h WHERE h.clientId = c.id AND h.maturesOn >= ? AND h.maturesOn <= ?) THEN 1 ELSE 0 END) AS maturing,
           SUM(CASE WHEN c.lastContactOn IS NULL OR c.lastContactOn <= ? THEN 1 ELSE 0 END) AS unmet`;
      const counted = [nextMonth.from, nextMonth.to, unmetSince];
      // His own clients straight from the index; those beside them are few.
      const rows = await sql.all<Record<'files' | 'maturing' | 'unmet', number | null>>(
        `SELECT ${counts} FROM Client c WHERE c.mainManagerId = ? AND ${LIVING}
         UNION ALL SELECT ${counts} FROM (SELECT DISTINCT clientId FROM ManagerRelation WHERE userId = ? AND state = 'active' AND role IN ('acting', 'deputy')) m
         CROSS JOIN Client c WHERE c.id = m.clientId AND (c.mainManagerId IS NULL OR c.mainManagerId <> ?) AND ${LIVING}`,
        [...counted, userId, ...counted, userId, userId],
      );
      const sum = (key: 'files' | 'maturing' | 'unmet') => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
      const leads = await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Opportunity WHERE ownerId = ? AND state = 'open' AND dueOn > ?`, [
        userId,
        today,
      ]);
      return {
        incompleteFiles: sum('files'),
        maturingNextMonth: sum('maturing'),
        longUnmet: sum('unmet'),
        openOpportunities: Number(leads?.n ?? 0),
      };
    },

    /** Clients with something maturing between two days whom nobody spoke with since a day. */
    async countMaturingUnmet(userId: string, from: string, to: string, since: string): Promise<number> {
      const own = mine([userId]);
      const row = await sql.get<{ n: number }>(
        `SELECT COUNT(*) AS n FROM (${own.text}) m JOIN Client c ON c.id = m.id
         WHERE ${LIVING} AND (c.lastContactOn IS NULL OR c.lastContactOn < ?) AND EXISTS (SELECT 1 FROM Holding h WHERE h.clientId = c.id AND h.maturesOn >= ? AND h.maturesOn <= ?)`,
        [...own.params, since, from, to],
      );
      return Number(row?.n ?? 0);
    },

    /** Clients whose file lacks something, the highest level first, with what is there. */
    listIncompleteFiles(
      userId: string,
      limit: number,
    ): Promise<(BriefingClientRow & { mobile: string | null; birthKey: string | null; occupation: string | null })[]> {
      const own = mine([userId]);
      return sql.all(
        `SELECT ${CLIENT}, c.mobile, c.birthKey, c.occupation FROM (${own.text}) m JOIN Client c ON c.id = m.id
         WHERE ${LIVING} AND (c.mobile IS NULL OR c.birthKey IS NULL OR c.occupation IS NULL)
         ORDER BY CASE c.level WHEN 'blackGold' THEN 0 WHEN 'platinum' THEN 1 WHEN 'gold' THEN 2 ELSE 3 END, c.id LIMIT ?`,
        [...own.params, limit],
      );
    },

    /** Whether somebody did one of these acts since an instant, by the audit. */
    async hasDone(userId: string, actions: readonly string[], since: Date): Promise<boolean> {
      return (
        (await sql.get(`SELECT 1 AS done FROM AuditEvent WHERE actor = ? AND at >= ? AND action IN (${marks(actions)}) AND result = 'ok' LIMIT 1`, [
          userId,
          since.getTime(),
          ...actions,
        ])) !== undefined
      );
    },

    async countContactsBy(userId: string, since: Date): Promise<number> {
      return (await sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM ContactRecord WHERE byUserId = ? AND createdAt >= ? AND undoneAt IS NULL', [
        userId,
        since.getTime(),
      ]))!.n;
    },
  };
}

import type { Referral } from '../generated/sqlite/client.js';
import { UserError } from '../errors.js';
import { counterStore } from './counter.js';
import { insertInto, updateSet, type Param, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';
import { versionsUp } from './manager-relation.js';

export type ReferralRow = Row<Referral>;
export type NewReferral = Omit<
  ReferralRow,
  | 'id'
  | 'no'
  | 'version'
  | 'updatedAt'
  | 'halfToldAt'
  | 'breachToldAt'
  | 'reassignToldAt'
  | 'acceptedAt'
  | 'followedUpAt'
  | 'closedAt'
  | 'result'
  | 'note'
>;

/** Follow-up and reply are still owed. */
const WAITING = `state IN ('identified', 'assigned', 'accepted')`;
const OPEN = `state IN ('identified', 'assigned', 'accepted', 'followedUp')`;

/** A colleague who may take a referral. */
export interface ReferralCandidate {
  userId: string;
  name: string;
  outletId: string;
  /** JSON: licence codes. */
  licences: string;
  openReferrals: number;
  clients: number;
}

/** Clients and prospects handed on. Source: domain §11. */
export function referralStore(sql: Sql) {
  const find = (idOrNo: string) => sql.get<ReferralRow>('SELECT * FROM Referral WHERE id = ? OR no = ?', [idOrNo, idOrNo.toUpperCase()]);
  return {
    find,

    async get(idOrNo: string): Promise<ReferralRow> {
      const row = await find(idOrNo);
      if (!row) throw new UserError('referral-not-found', { no: idOrNo });
      return row;
    },

    /** Numbered TJ-1, TJ-2 … */
    async add(fields: NewReferral): Promise<ReferralRow> {
      const id = newId(new Date(fields.createdAt));
      await sql.run(
        ...insertInto('Referral', { ...fields, id, no: `TJ-${await counterStore(sql).next('referral')}`, updatedAt: fields.createdAt, version: 1 }),
      );
      const row = (await find(id)) as ReferralRow;
      if (row.toUserId !== null) await versionsUp(sql, [row.toUserId], []);
      return row;
    },

    async change(id: string, changes: Partial<Record<keyof ReferralRow, Param>>, at: Date): Promise<ReferralRow> {
      // Whoever it is with may name the client while it lasts: `GRANTED` in store/reader.
      const before = 'toUserId' in changes || 'state' in changes || 'clientId' in changes ? await find(id) : undefined;
      await sql.run(...updateSet('Referral', { ...changes, updatedAt: at.getTime() }, 'id = ?', [id]));
      await sql.run('UPDATE Referral SET version = version + 1 WHERE id = ?', [id]);
      const after = (await find(id)) as ReferralRow;
      if (before)
        await versionsUp(
          sql,
          [...new Set([before.toUserId, after.toUserId])].filter((userId) => userId !== null),
          [],
        );
      return after;
    },

    /** Newest first: what somebody handed on. */
    listFrom: (userId: string, limit: number) =>
      sql.all<ReferralRow>('SELECT * FROM Referral WHERE fromUserId = ? ORDER BY createdAt DESC, id DESC LIMIT ?', [userId, limit]),

    /** What somebody was handed and has not ended, the nearest first. */
    listOpenTo: (userId: string, limit: number) =>
      sql.all<ReferralRow>(`SELECT * FROM Referral WHERE toUserId = ? AND ${OPEN} ORDER BY dueAt, id LIMIT ?`, [userId, limit]),

    /** Those of one client that still wait for this colleague to follow up. */
    listWaitingFor: (userId: string, clientId: string) =>
      sql.all<ReferralRow>(`SELECT * FROM Referral WHERE clientId = ? AND toUserId = ? AND state IN ('assigned', 'accepted') ORDER BY dueAt, id`, [
        clientId,
        userId,
      ]),

    /** Those of one client that this colleague followed up at exactly this instant (ms) and that have not ended since. */
    listFollowedUpAt: (userId: string, clientId: string, at: number) =>
      sql.all<ReferralRow>(`SELECT * FROM Referral WHERE clientId = ? AND toUserId = ? AND state = 'followedUp' AND followedUpAt = ? ORDER BY id`, [
        clientId,
        userId,
        at,
      ]),

    /** Open ones of these outlets, the nearest first. */
    listOpenOfOrg: (orgId: string, limit: number) =>
      sql.all<ReferralRow>(`SELECT * FROM Referral WHERE orgId = ? AND ${OPEN} ORDER BY dueAt, id LIMIT ?`, [orgId, limit]),

    /** One that runs already: the same client, from the same colleague, for the same need. */
    findSame: (fromUserId: string, clientId: string | null, prospectName: string | null, need: string) =>
      sql.get<ReferralRow>(
        `SELECT * FROM Referral WHERE fromUserId = ? AND COALESCE(clientId, '') = ? AND COALESCE(prospectName, '') = ? AND need = ? AND ${OPEN}`,
        [fromUserId, clientId ?? '', prospectName ?? '', need],
      ),

    /** What the clock has to say by now: half gone, due, or free to be given to somebody else. */
    listForClock: (now: Date, limit: number) =>
      sql.all<ReferralRow>(
        `SELECT * FROM Referral WHERE ${WAITING} AND ((halfToldAt IS NULL AND halfAt <= ?) OR (breachToldAt IS NULL AND dueAt <= ?) OR (reassignToldAt IS NULL AND reassignFromAt <= ?)) ORDER BY dueAt, id LIMIT ?`,
        [now.getTime(), now.getTime(), now.getTime(), limit],
      ),

    /** Ends those whose result is as old as this and was told; it is kept beside. How many. */
    async closeEnded(endedBefore: Date, now: Date, limit: number): Promise<number> {
      return sql.run(
        `UPDATE Referral SET result = state, state = 'closed', updatedAt = ?, version = version + 1 WHERE id IN
           (SELECT id FROM Referral WHERE state IN ('signed', 'declined', 'invalid') AND closedAt <= ? ORDER BY closedAt, id LIMIT ?)`,
        [now.getTime(), endedBefore.getTime(), limit],
      );
    },

    async countEnded(endedBefore: Date): Promise<number> {
      return (await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Referral WHERE state IN ('signed', 'declined', 'invalid') AND closedAt <= ?`, [
        endedBefore.getTime(),
      ]))!.n;
    },

    /** Clients of exactly this name: with a phone tail in the whole bank, without one in an outlet. */
    listNamed: (name: string, tail: string | null, orgId: string | null) =>
      sql.all<{ id: string; name: string; level: string; orgId: string }>(
        `SELECT id, name, level, orgId FROM Client WHERE name = ? AND status NOT IN ('lost', 'deceased') ${tail === null ? '' : 'AND mobileTail = ?'} ${orgId === null ? '' : 'AND orgId = ?'} ORDER BY id LIMIT 5`,
        [name, ...(tail === null ? [] : [tail]), ...(orgId === null ? [] : [orgId])],
      ),

    /** Managers of an outlet with what they have in hand. */
    listCandidates: (orgId: string) =>
      sql.all<ReferralCandidate>(
        `SELECT s.id AS userId, s.name, s.orgId AS outletId, s.licences,
           (SELECT COUNT(*) FROM Referral f WHERE f.toUserId = s.id AND f.state IN ('assigned', 'accepted', 'followedUp')) AS openReferrals,
           (SELECT COUNT(*) FROM Client c WHERE c.mainManagerId = s.id) AS clients
         FROM Staff s WHERE s.orgId = ? AND s.state = 'active' AND EXISTS (SELECT 1 FROM StaffRole r WHERE r.staffId = s.id AND r.role = 'relationshipManager') ORDER BY s.id`,
        [orgId],
      ),
  };
}

import type { Client } from '../generated/sqlite/client.js';
import { dateAt } from '../domain/calendar/index.js';
import type { ClientSubject, Grant, IdentityMatch } from '../domain/permission.js';
import { UserError } from '../errors.js';
import { clientLists } from './client-list.js';
import { clientLookups, gramsOf, mobileDigits } from './client-find.js';
import { birthColumns, type Birthday } from './birthday.js';
import { clientsChanged, managerRelationStore, relationOf, type ManagerRelationRow } from './manager-relation.js';
import type { Row, Sql } from './db/index.js';
import { insertInto, marks, remembered, updateSet } from './db/index.js';
import { newId } from './ids.js';
import { nameLetters } from './pinyin.js';
import { clientScope, type Reader } from './reader.js';

export type ClientRow = Row<Client>;
export type { ClientHit } from './client-find.js';
export type { ClientFilters, ClientPage } from './client-list.js';

/** Status of a client who left: his file is sealed. Source: domain §4.2. */
const SEALED = 'lost';

/** What a person types or an import brings about a client; the rest is derived. */
export interface ClientFields {
  clientNo?: string | null;
  name: string;
  gender?: 'male' | 'female' | null;
  birthday?: Birthday | null;
  mobile?: string | null;
  idType?: string | null;
  idNo?: string | null;
  email?: string | null;
  address?: string | null;
  occupation?: string | null;
  orgId: string;
  level: ClientRow['level'];
  status?: 'prospect' | 'active' | 'dormant' | 'lost' | 'deceased';
  honorific?: string | null;
  /** 0 = 勿扰, absent = by level. */
  cadenceMonths?: number | null;
  contactModes?: readonly string[] | null;
  marketingConsent?: 'granted' | 'refused' | 'withdrawn' | null;
  externalUserId?: string | null;
  tags?: readonly string[] | null;
  flag?: string | null;
}

/** A client as one reader may see it. `reduced`: only name, level, contact data and preferences; amounts and private data are null. */
export type ClientView = ClientRow & { reduced: boolean };

const WITHHELD = [
  'aumFen',
  'aumOn',
  'idType',
  'idNo',
  'address',
  'email',
  'occupation',
  'birthOn',
  'lunarYear',
  'lunarMonth',
  'lunarDay',
  'lunarLeap',
  'birthKey',
  'tags',
] as const;

const json = (list: readonly string[] | null | undefined) =>
  list === undefined ? undefined : list === null || list.length === 0 ? null : JSON.stringify(list);

/** The columns that follow from what was given; absent fields give no column. */
function columnsOf(fields: Partial<ClientFields>) {
  const { birthday, contactModes, tags, mobile, name, ...plain } = fields;
  const digits = mobile === undefined || mobile === null ? mobile : mobileDigits(mobile);
  return {
    ...plain,
    ...(name === undefined ? {} : { name: name.trim(), ...nameLetters(name) }),
    ...(digits === undefined ? {} : { mobile: digits, mobileTail: digits === null ? null : digits.slice(-4) }),
    ...(birthday === undefined ? {} : birthColumns(birthday)),
    contactModes: json(contactModes),
    tags: json(tags),
  };
}

export function clientStore(sql: Sql, now: () => Date) {
  const relations = managerRelationStore(sql, now);
  const findRow = (id: string) => sql.get<ClientRow>('SELECT * FROM Client WHERE id = ?', [id]);

  async function writeGrams(id: string, name: string): Promise<void> {
    const grams = gramsOf(name);
    if (grams.length === 0) return;
    await sql.run(
      `INSERT INTO ClientGram(gram, clientId) VALUES ${grams.map(() => '(?, ?)').join(', ')}`,
      grams.flatMap((gram) => [gram, id]),
    );
  }

  /** Whether and how far a reader sees a client at this moment. */
  async function viewOf(reader: Reader, row: ClientRow): Promise<'full' | 'reduced' | 'none'> {
    if (row.status === SEALED) return reader.roles.some(({ role }) => role === 'compliance') ? 'full' : 'none';
    const today = dateAt(now());
    const scope = await clientScope(sql, reader, 'find');
    if (scope.all || (row.mainManagerId !== null && scope.ownUserIds.includes(row.mainManagerId))) return 'full';
    let roaming = false;
    if (scope.ownUserIds.length > 0) {
      const held = await sql.all<{ role: string }>(
        `SELECT role FROM ManagerRelation WHERE clientId = ? AND state = 'active' AND userId IN (${marks(scope.ownUserIds)}) AND fromOn <= ? AND (toOn IS NULL OR toOn >= ?)`,
        [row.id, ...scope.ownUserIds, today, today],
      );
      if (held.some((one) => one.role !== 'roaming')) return 'full';
      roaming = held.length > 0;
    }
    const desk = await clientScope(sql, reader, 'desk');
    if (desk.paths.length > 0) {
      const orgPath = (await sql.get<{ path: string }>('SELECT path FROM Org WHERE id = ?', [row.orgId]))?.path ?? '';
      if (scope.paths.some((path) => orgPath.startsWith(path))) return 'full';
      if (desk.paths.some((path) => orgPath.startsWith(path))) return 'reduced';
    }
    if (roaming) return 'reduced';
    return (await grantsOf(row.id)).some((grant) => grant.userId === reader.id) ? 'reduced' : 'none';
  }

  /** Who works on an open case or referral of the client may see him while it lasts. */
  async function grantsOf(clientId: string): Promise<Grant[]> {
    const rows = await sql.all<{ kind: 'case' | 'referral'; userId: string; otherId: string | null; at: number }>(
      `SELECT 'case' AS kind, ownerId AS userId, investigatorId AS otherId, receivedAt AS at FROM "Case" WHERE clientId = ? AND closedAt IS NULL AND mergedIntoId IS NULL
       UNION ALL SELECT 'referral', toUserId, NULL, createdAt FROM Referral WHERE clientId = ? AND toUserId IS NOT NULL AND state IN ('assigned', 'accepted', 'followedUp')`,
      [clientId, clientId],
    );
    return rows.flatMap(({ kind, userId, otherId, at }) =>
      [userId, ...(otherId === null ? [] : [otherId])].map((id) => ({ userId: id, kind, from: dateAt(new Date(at)) })),
    );
  }

  /** Asked for by permission, masking and notes of one command alike. */
  const subjectOf = remembered(sql, async (id: string): Promise<ClientSubject | undefined> => {
    const rows = await sql.all<ManagerRelationRow & { path: string | null; relationId: string | null; status: string }>(
      `SELECT o.path, c.status, r.*, r.id AS relationId FROM Client c LEFT JOIN Org o ON o.id = c.orgId LEFT JOIN ManagerRelation r ON r.clientId = c.id AND r.state = 'active'
       WHERE c.id = ? ORDER BY r.createdAt, r.id`,
      [id],
    );
    const [first] = rows;
    if (!first) return undefined;
    const relations = rows.flatMap((row) => (row.relationId === null ? [] : [relationOf(row)]));
    return {
      kind: 'client',
      orgPath: (first.path ?? '').split('/').filter(Boolean),
      relations,
      grants: await grantsOf(id),
      ...(first.status === SEALED ? { sealed: true } : {}),
    };
  });

  return {
    ...clientLookups(sql, now),
    ...clientLists(sql, now),

    /**
     * The client, if the reader may see him now.
     * @throws UserError client-not-found when not, and when there is none: both read the same.
     */
    async getFor(reader: Reader, id: string): Promise<ClientView> {
      const row = await findRow(id);
      const view = row ? await viewOf(reader, row) : 'none';
      if (!row || view === 'none') throw new UserError('client-not-found', {});
      if (view === 'full') return { ...row, reduced: false };
      const withheld = Object.fromEntries(WITHHELD.map((field) => [field, null])) as Partial<ClientRow>;
      return { ...row, ...withheld, reduced: true };
    },

    /** For jobs, imports and rules only: no reader, so nothing of it may be shown to anybody who is not asked about first. */
    findRow,

    /** All that a permission on the client rests on, for `decide`. */
    async getSubject(id: string): Promise<ClientSubject> {
      const subject = await subjectOf(id);
      if (!subject) throw new UserError('client-not-found', {});
      return subject;
    },

    /**
     * Clients who may be the same person as somebody about to be added, whoever looks after them. Tells only who, not what:
     * `canKnowOwnership` decides whether it may be said.
     */
    async findSamePerson(person: {
      name: string;
      mobile?: string;
      birthOn?: string;
      clientNo?: string;
    }): Promise<{ id: string; mainManagerId: string | null; match: IdentityMatch }[]> {
      const mobile = person.mobile === undefined ? undefined : mobileDigits(person.mobile);
      const rows = await sql.all<Pick<ClientRow, 'id' | 'name' | 'mobile' | 'birthOn' | 'clientNo' | 'mainManagerId'>>(
        `SELECT id, name, mobile, birthOn, clientNo, mainManagerId FROM Client WHERE name = ? AND status <> 'lost'`,
        [person.name.trim()],
      );
      return rows.map((row) => ({
        id: row.id,
        mainManagerId: row.mainManagerId,
        match: {
          name: true,
          mobile: mobile !== undefined && row.mobile === mobile,
          birthDate: person.birthOn !== undefined && row.birthOn === person.birthOn,
          clientNo: person.clientNo !== undefined && row.clientNo === person.clientNo,
        },
      }));
    },

    /** A new client; `mainManagerId` also sets the main relation. */
    async add(fields: ClientFields & { mainManagerId?: string; sourceSystem?: string; sourceOn?: string }, by: string, at: Date): Promise<ClientRow> {
      const { mainManagerId, ...rest } = fields;
      const id = newId(at);
      await sql.run(
        ...insertInto('Client', {
          id,
          birthCalendar: 'solar',
          ...columnsOf(rest),
          status: rest.status ?? 'active',
          relationStartOn: dateAt(at),
          createdBy: by,
          createdAt: at.getTime(),
          updatedBy: by,
          updatedAt: at.getTime(),
          version: 1,
        }),
      );
      await writeGrams(id, rest.name.trim());
      if (mainManagerId !== undefined) await relations.add({ clientId: id, userId: mainManagerId, role: 'main', fromOn: dateAt(at), setBy: by }, at);
      else await clientsChanged(sql, { clientIds: [id] });
      return (await findRow(id)) as ClientRow;
    },

    /**
     * Changes what is given, leaves the rest.
     * @param version the version that was read; somebody else's change in between is not overwritten.
     * @throws UserError client-changed
     */
    async change(id: string, version: number, changes: Partial<ClientFields>, by: string, at: Date): Promise<ClientRow> {
      const before = await findRow(id);
      if (!before) throw new UserError('client-not-found', {});
      const changed = await sql.run(
        ...updateSet('Client', { ...columnsOf(changes), updatedBy: by, updatedAt: at.getTime(), version: version + 1 }, 'id = ? AND version = ?', [
          id,
          version,
        ]),
      );
      if (changed === 0) throw new UserError('client-changed', { name: before.name });
      const renamed = changes.name !== undefined && changes.name.trim() !== before.name;
      if (renamed) {
        await sql.run('DELETE FROM ClientGram WHERE gram IN (' + marks(gramsOf(before.name)) + ') AND clientId = ?', [...gramsOf(before.name), id]);
        await writeGrams(id, (changes.name as string).trim());
      }
      const named = renamed || changes.honorific !== undefined || changes.mobile !== undefined || changes.clientNo !== undefined;
      if (named || changes.orgId !== undefined) await clientsChanged(sql, { clientIds: [id], orgIds: [before.orgId] });
      return (await findRow(id)) as ClientRow;
    },

    /**
     * Makes an unattended client one's own (认领).
     * @throws UserError client-taken when somebody looks after him.
     */
    async claim(id: string, userId: string, at: Date): Promise<void> {
      const main = await sql.get(`SELECT id FROM ManagerRelation WHERE clientId = ? AND role = 'main' AND state = 'active'`, [id]);
      if (main) throw new UserError('client-taken', {});
      await relations.add({ clientId: id, userId, role: 'main', fromOn: dateAt(at), setBy: userId, reason: 'claim' }, at);
    },

    /** What a monthly evaluation moves. Names in sentences carry the level, so everybody's set of clients changes. */
    async setLevel(id: string, change: Pick<ClientRow, 'level' | 'adminLayer' | 'nextContactOn'>, at: Date): Promise<void> {
      await sql.run(...updateSet('Client', { ...change, updatedBy: 'job', updatedAt: at.getTime() }, 'id = ?', [id]));
      await sql.run('UPDATE Client SET version = version + 1 WHERE id = ?', [id]);
      await clientsChanged(sql, { clientIds: [id] });
    },

    /** The file is closed for everybody but compliance; what was still to be done with him is cancelled. How many tasks. */
    async markLost(id: string, by: string, at: Date): Promise<number> {
      await sql.run(...updateSet('Client', { status: SEALED, nextContactOn: null, updatedBy: by, updatedAt: at.getTime() }, 'id = ?', [id]));
      await sql.run('UPDATE Client SET version = version + 1 WHERE id = ?', [id]);
      const tasks = await sql.run(`UPDATE Task SET state = 'cancelled', updatedAt = ?, version = version + 1 WHERE clientId = ? AND state = 'open'`, [
        at.getTime(),
        id,
      ]);
      await clientsChanged(sql, { clientIds: [id] });
      return tasks;
    },

    /** What a contact record moves; undefined leaves a date as it is. */
    setContactDates: (id: string, dates: Partial<Pick<ClientRow, 'lastContactOn' | 'lastEffectiveContactOn' | 'nextContactOn'>>) =>
      Object.keys(dates).length === 0 ? Promise.resolve(0) : sql.run(...updateSet('Client', dates, 'id = ?', [id])),
  };
}

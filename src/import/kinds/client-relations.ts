import { dateAt } from '../../domain/calendar/index.js';
import { auditStore } from '../../store/audit.js';
import { gramsOf } from '../../store/client-find.js';
import type { Sql } from '../../store/db/index.js';
import { marks } from '../../store/db/index.js';
import { newId } from '../../store/ids.js';
import { versionsUp } from '../../store/manager-relation.js';
import { renewRelatedNames } from '../../store/related-name.js';
import { insertRows, rowsWith, type Columns } from '../bulk.js';
import type { RunFacts } from '../kind.js';
import type { RowChange } from '../table.js';

const DEPUTY = 'deputyManagerId';
const RELATION = ['id', 'clientId', 'userId', 'role', 'fromOn', 'setBy', 'reason', 'confidential', 'state', 'createdAt'];
/** What a reader's list of names shows or goes by. */
const NAMED = ['name', 'honorific', 'mobile', 'clientNo', 'gender', 'level', 'orgId'];

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What hangs on imported clients: character pairs, relations, their audit, and everybody's set of clients. */
export async function afterClients(sql: Sql, done: { added: readonly Columns[]; changed: readonly RowChange[] }, run: RunFacts): Promise<void> {
  const { added, changed } = done;
  const renamed = changed.filter(({ before, after }) => before['name'] !== after['name']);
  for (const { before } of renamed) {
    const grams = gramsOf(String(before['name']));
    await sql.run(`DELETE FROM ClientGram WHERE gram IN (${marks(grams)}) AND clientId = ?`, [...grams, before['id'] as string]);
  }
  const grams = [...added, ...renamed.map((one) => one.after)].flatMap((row) =>
    gramsOf(String(row['name'])).map((gram) => ({ gram, clientId: row['id'] as string })),
  );
  // In the order of the tree they go into.
  await insertRows(
    sql,
    'ClientGram',
    ['gram', 'clientId'],
    grams.sort((a, b) => (a.gram < b.gram ? -1 : a.gram > b.gram ? 1 : 0)),
  );

  const users = new Set<string>();
  const orgs = new Set<string>();
  const begun: Columns[] = [];
  const begin = (clientId: unknown, role: 'main' | 'deputy', userId: string | undefined, reason: string | null) => {
    if (userId === undefined) return;
    users.add(userId);
    begun.push({
      id: newId(run.now),
      clientId: clientId as string,
      userId,
      role,
      fromOn: dateAt(run.now),
      setBy: 'import',
      reason,
      confidential: 0,
      state: 'active',
      createdAt: run.now.getTime(),
    });
  };
  for (const row of added) {
    orgs.add(String(row['orgId']));
    begin(row['id'], 'main', textOf(row['mainManagerId']), null);
    begin(row['id'], 'deputy', textOf(row[DEPUTY]), null);
  }
  for (const [role, column] of [
    ['main', 'mainManagerId'],
    ['deputy', DEPUTY],
  ] as const) {
    const moved = changed.filter(({ before, after }) => (before[column] ?? null) !== (after[column] ?? null));
    if (moved.length === 0) continue;
    const ids = moved.map(({ after }) => after['id'] as string);
    await sql.run(
      `UPDATE ManagerRelation SET state = 'ended', toOn = ?, endedAt = ? WHERE clientId IN (${marks(ids)}) AND role = ? AND state = 'active'`,
      [dateAt(run.now), run.now.getTime(), ...ids, role],
    );
    for (const { before, after } of moved) {
      const old = textOf(before[column]);
      if (old !== undefined) users.add(old);
      orgs.add(String(after['orgId']));
      begin(after['id'], role, textOf(after[column]), old === undefined ? null : `接替${old}`);
    }
    await auditStore(sql).append(
      ...moved.map(({ before, after }) => ({
        at: run.now,
        actor: run.actor,
        action: 'managerRelation.set',
        objectType: 'managerRelation',
        objectId: role,
        clientId: String(after['id']),
        place: 'job' as const,
        purpose: 'import',
        before: { userId: textOf(before[column]) ?? null },
        after: { userId: textOf(after[column]) ?? null },
        result: 'ok' as const,
      })),
    );
  }
  await insertRows(sql, 'ManagerRelation', RELATION, begun);

  const seen = changed.filter(({ before, after }) => NAMED.some((column) => (before[column] ?? null) !== (after[column] ?? null)));
  if (seen.length > 0) {
    const related = await rowsWith<{ userId: string }>(
      sql,
      `SELECT DISTINCT userId FROM ManagerRelation WHERE clientId IN (?) AND state = 'active'`,
      seen.map(({ after }) => after['id'] as string),
    );
    related.forEach((row) => users.add(row.userId));
    for (const { before, after } of seen) orgs.add(String(before['orgId'])).add(String(after['orgId']));
  }
  const named = [...begun.filter((one) => one['role'] === 'deputy').map((one) => one['clientId']), ...seen.map(({ after }) => after['id'])];
  await renewRelatedNames(sql, [...new Set(named as string[])]);
  await versionsUp(sql, [...users], [...orgs]);
}

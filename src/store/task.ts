import { addDays, dateAt, instantAt } from '../domain/calendar/index.js';
import type { Task } from '../generated/sqlite/client.js';
import { insertInto, updateSet, type Param, type Row, type Sql } from './db/index.js';
import { newId } from './ids.js';

export type TaskRow = Row<Task>;

export type NewTask = Pick<TaskRow, 'kind' | 'ownerId' | 'text' | 'dueAt' | 'dueOn' | 'createdBy' | 'createdAt'> &
  Partial<Pick<TaskRow, 'clientId' | 'dueTime' | 'priority' | 'recurrence' | 'words' | 'place' | 'participants' | 'sourceKind' | 'sourceId'>>;

/** The one worklist: reminders, promises, appointments, what cases and rules ask for. Source: domain §2. */
export function taskStore(sql: Sql) {
  const endOfDay = (now: Date): number => instantAt(addDays(dateAt(now), 1)).getTime();
  return {
    async add(task: NewTask): Promise<string> {
      const id = newId(new Date(task.createdAt));
      await sql.run(...insertInto('Task', { priority: 0, ...task, id, state: 'open', updatedAt: task.createdAt, version: 1 }));
      return id;
    },

    async find(id: string): Promise<TaskRow | undefined> {
      return sql.get<TaskRow>('SELECT * FROM Task WHERE id = ?', [id]);
    },

    async listBySource(sourceKind: string, sourceId: string): Promise<TaskRow[]> {
      return sql.all<TaskRow>('SELECT * FROM Task WHERE sourceKind = ? AND sourceId = ? AND undoneAt IS NULL ORDER BY dueAt, id', [
        sourceKind,
        sourceId,
      ]);
    },

    /** Open ones of one colleague, the earliest first. `until` (ms) leaves out what is later. */
    async listOpen(ownerId: string, limit: number, until?: number): Promise<TaskRow[]> {
      return sql.all<TaskRow>(
        `SELECT * FROM Task WHERE ownerId = ? AND state = 'open' ${until === undefined ? '' : 'AND dueAt < ?'} ORDER BY dueAt, priority DESC, id LIMIT ?`,
        until === undefined ? [ownerId, limit] : [ownerId, until, limit],
      );
    },

    async listOpenByClient(clientId: string, limit = 20): Promise<TaskRow[]> {
      return sql.all<TaskRow>(`SELECT * FROM Task WHERE clientId = ? AND state = 'open' ORDER BY dueAt, id LIMIT ?`, [clientId, limit]);
    },

    /** The newest one this colleague made by himself; those that came from a record are taken back with it. */
    async findLastBy(userId: string): Promise<TaskRow | undefined> {
      return sql.get<TaskRow>(
        `SELECT * FROM Task WHERE ownerId = ? AND createdBy = ? AND sourceKind IS NULL AND undoneAt IS NULL ORDER BY createdAt DESC, id DESC LIMIT 1`,
        [userId, userId],
      );
    },

    /** Those of one sentence, this one among them: made by the same person at the same instant with the same words. */
    async listMadeWith(task: Pick<TaskRow, 'ownerId' | 'createdBy' | 'createdAt' | 'words'>): Promise<TaskRow[]> {
      if (task.words === null) return [];
      return sql.all<TaskRow>(
        'SELECT * FROM Task WHERE ownerId = ? AND createdBy = ? AND createdAt = ? AND words = ? AND sourceKind IS NULL AND undoneAt IS NULL ORDER BY dueAt, id',
        [task.ownerId, task.createdBy, task.createdAt, task.words],
      );
    },

    /** What the owner closed himself since an instant, done or called off, the newest first. */
    async listClosed(ownerId: string, since: Date, limit = 50): Promise<TaskRow[]> {
      return sql.all<TaskRow>(
        `SELECT * FROM Task WHERE ownerId = ? AND doneBy = ? AND state IN ('done', 'cancelled') AND doneAt >= ? AND undoneAt IS NULL ORDER BY doneAt DESC, dueAt, id LIMIT ?`,
        [ownerId, ownerId, since.getTime(), limit],
      );
    },

    async countOpen(ownerId: string): Promise<number> {
      return (await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Task WHERE ownerId = ? AND state = 'open'`, [ownerId]))!.n;
    },

    /** Open and due before tomorrow, overdue ones too. */
    async countOpenToday(ownerId: string, now: Date): Promise<number> {
      return (await sql.get<{ n: number }>(`SELECT COUNT(*) AS n FROM Task WHERE ownerId = ? AND state = 'open' AND dueAt < ?`, [
        ownerId,
        endOfDay(now),
      ]))!.n;
    },

    /** Reminders and promises whose time has come and appointments that begin within the lead, not announced yet. */
    async listToAnnounce(now: Date, appointmentLeadMs: number, limit: number): Promise<TaskRow[]> {
      return sql.all<TaskRow>(
        `SELECT * FROM Task WHERE state = 'open' AND remindedAt IS NULL AND ((kind = 'reminder' AND dueAt <= ?) OR (kind = 'appointment' AND dueAt <= ?) OR (kind IN ('promise', 'firstCall') AND dueTime IS NOT NULL AND dueAt <= ?)) ORDER BY dueAt, id LIMIT ?`,
        [now.getTime(), now.getTime() + appointmentLeadMs, now.getTime(), limit],
      );
    },

    /** Promises and first calls due between two days, both included, that nobody was reminded of and that stood before an instant; with the owner's outlet. */
    async listDated(from: string, to: string, madeBefore: Date): Promise<(TaskRow & { orgPath: string })[]> {
      return sql.all<TaskRow & { orgPath: string }>(
        `SELECT t.*, COALESCE(o.path, '/') AS orgPath FROM Task t LEFT JOIN Staff s ON s.id = t.ownerId LEFT JOIN Org o ON o.id = s.orgId
         WHERE t.state = 'open' AND t.dueAt >= ? AND t.dueAt < ? AND t.dueOn >= ? AND t.dueOn <= ? AND t.kind IN ('promise', 'firstCall') AND t.remindedAt IS NULL AND t.createdAt < ? ORDER BY t.dueAt, t.id`,
        [instantAt(from).getTime(), instantAt(addDays(to, 1)).getTime(), from, to, madeBefore.getTime()],
      );
    },

    /** Promises and first calls without a time, due between two days, both included, that nobody was reminded of; with the owner's outlet. */
    async listUnspoken(from: string, to: string): Promise<(TaskRow & { orgPath: string })[]> {
      return sql.all<TaskRow & { orgPath: string }>(
        `SELECT t.*, COALESCE(o.path, '/') AS orgPath FROM Task t LEFT JOIN Staff s ON s.id = t.ownerId LEFT JOIN Org o ON o.id = s.orgId
         WHERE t.state = 'open' AND t.dueAt >= ? AND t.dueAt < ? AND t.kind IN ('promise', 'firstCall') AND t.dueTime IS NULL AND t.remindedAt IS NULL ORDER BY t.dueAt, t.id`,
        [instantAt(from).getTime(), instantAt(addDays(to, 1)).getTime()],
      );
    },

    /** Alerts from the lobby that nobody answered in time and nobody above was told of. */
    async listUnanswered(now: Date, limit: number): Promise<TaskRow[]> {
      return sql.all<TaskRow>(
        `SELECT * FROM Task WHERE state = 'open' AND dueAt <= ? AND kind = 'onSite' AND remindedAt IS NULL ORDER BY dueAt, id LIMIT ?`,
        [now.getTime(), limit],
      );
    },

    /** The next one of a repetition; the one that spoke stays until it is done and repeats no more. */
    async repeat(task: TaskRow, at: Date, now: Date): Promise<string> {
      const id = newId(now);
      await sql.run('UPDATE Task SET recurrence = NULL WHERE id = ?', [task.id]);
      await sql.run(
        ...insertInto('Task', {
          ...task,
          id,
          dueAt: at.getTime(),
          dueOn: dateAt(at),
          state: 'open',
          remindedAt: null,
          doneAt: null,
          doneBy: null,
          undoneAt: null,
          sourceKind: 'recurrence',
          sourceId: task.sourceId ?? task.id,
          createdAt: task.createdAt,
          updatedAt: now.getTime(),
          version: 1,
        }),
      );
      return id;
    },

    async change(id: string, changes: Partial<Record<keyof TaskRow, Param>>, at: Date): Promise<void> {
      await sql.run(...updateSet('Task', { ...changes, updatedAt: at.getTime() }, 'id = ?', [id]));
      await sql.run('UPDATE Task SET version = version + 1 WHERE id = ?', [id]);
    },
  };
}

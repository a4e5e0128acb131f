import type { Question, SessionState } from '../bot/session.js';
import type { Reason } from '../domain/reason.js';
import type { Row, Sql } from './db/index.js';
import type { Session } from '../generated/sqlite/client.js';

const EMPTY: SessionState = { lastClientId: null, lastContactId: null, question: null, questionAt: null, misses: 0 };

/** Why the last answer said what it said, in the words 「依据」 shows. */
export interface LastWhy {
  title: string;
  reasons: Reason[];
}

export interface ReadGrant {
  clientId: string;
  reason: string;
  /** Epoch ms. */
  until: number;
}

export interface StoredSession extends SessionState {
  why: LastWhy | null;
  readGrant: ReadGrant | null;
  /** False when this person never spoke with the bot before. */
  known: boolean;
}

/** What the talk with one person stands at. */
export function sessionStore(sql: Sql) {
  return {
    async get(staffId: string): Promise<StoredSession> {
      const row = await sql.get<Row<Session>>('SELECT * FROM Session WHERE staffId = ?', [staffId]);
      if (!row) return { ...EMPTY, why: null, readGrant: null, known: false };
      return {
        lastClientId: row.lastClientId,
        lastContactId: row.lastContactId,
        question: row.question === null ? null : (JSON.parse(row.question) as Question),
        questionAt: row.questionAt === null ? null : new Date(row.questionAt),
        misses: row.misses,
        why: row.why === null ? null : (JSON.parse(row.why) as LastWhy),
        readGrant: row.readGrant === null ? null : (JSON.parse(row.readGrant) as ReadGrant),
        known: true,
      };
    },

    async put(staffId: string, state: Omit<StoredSession, 'known'>, now: Date): Promise<void> {
      await sql.run(
        `INSERT INTO Session(staffId, lastClientId, lastContactId, question, questionAt, misses, why, readGrant, updatedAt)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT(staffId) DO UPDATE SET lastClientId = excluded.lastClientId, lastContactId = excluded.lastContactId,
           question = excluded.question, questionAt = excluded.questionAt, misses = excluded.misses, why = excluded.why,
           readGrant = excluded.readGrant, updatedAt = excluded.updatedAt`,
        [
          staffId,
          state.lastClientId,
          state.lastContactId,
          state.question === null ? null : JSON.stringify(state.question),
          state.questionAt === null ? null : state.questionAt.getTime(),
          state.misses,
          state.why === null ? null : JSON.stringify(state.why),
          state.readGrant === null ? null : JSON.stringify(state.readGrant),
          now.getTime(),
        ],
      );
    },
  };
}

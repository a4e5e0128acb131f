import type { RiskAssessment } from '../generated/sqlite/client.js';
import type { Row, Sql } from './db/index.js';

/** `level` 1–5 = C1–C5; `assessedAt` in milliseconds. */
export type RiskAssessmentRow = Row<RiskAssessment>;

export function riskAssessmentStore(sql: Sql) {
  return {
    findLatest: (clientId: string) =>
      sql.get<RiskAssessmentRow>('SELECT * FROM RiskAssessment WHERE clientId = ? ORDER BY assessedAt DESC LIMIT 1', [clientId]),
    /** Newest first. */
    listForClient: (clientId: string) =>
      sql.all<RiskAssessmentRow>('SELECT * FROM RiskAssessment WHERE clientId = ? ORDER BY assessedAt DESC', [clientId]),
  };
}

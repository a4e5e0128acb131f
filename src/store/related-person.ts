import type { RelatedPerson } from '../generated/sqlite/client.js';
import type { Relation } from '../domain/relation-words.js';
import { birthColumns, type Birthday } from './birthday.js';
import type { Row, Sql } from './db/index.js';
import { insertInto, updateSet } from './db/index.js';
import { newId } from './ids.js';

export type RelatedPersonRow = Row<RelatedPerson> & { relation: Relation };

export interface RelatedPersonFields {
  relation: Relation;
  name: string;
  birthday?: Birthday | null;
  /** The client gave it for care and agreed (domain §20). */
  careAllowed?: boolean;
}

/** A client's relatives. Ask `client.getFor` first: who may see the client may see them. */
export function relatedPersonStore(sql: Sql) {
  const find = (id: string) => sql.get<RelatedPersonRow>('SELECT * FROM RelatedPerson WHERE id = ?', [id]);
  return {
    find,
    listForClient: (clientId: string) =>
      sql.all<RelatedPersonRow>('SELECT * FROM RelatedPerson WHERE clientId = ? ORDER BY createdAt, id', [clientId]),
    /** A second entry under the same name changes the first. */
    async put(clientId: string, fields: RelatedPersonFields, by: string, at: Date): Promise<RelatedPersonRow> {
      const columns = {
        relation: fields.relation,
        ...(fields.birthday === undefined ? {} : birthColumns(fields.birthday)),
        ...(fields.careAllowed === undefined ? {} : { careAllowed: fields.careAllowed ? 1 : 0 }),
        updatedBy: by,
        updatedAt: at.getTime(),
      };
      const before = await sql.get<RelatedPersonRow>('SELECT * FROM RelatedPerson WHERE clientId = ? AND name = ?', [clientId, fields.name]);
      const id = before?.id ?? newId(at);
      if (before) await sql.run(...updateSet('RelatedPerson', columns, 'id = ?', [id]));
      else
        await sql.run(
          ...insertInto('RelatedPerson', {
            id,
            clientId,
            name: fields.name,
            birthCalendar: 'solar',
            careAllowed: 0,
            ...columns,
            createdBy: by,
            createdAt: at.getTime(),
          }),
        );
      return (await find(id)) as RelatedPersonRow;
    },
    remove: (id: string) => sql.run('DELETE FROM RelatedPerson WHERE id = ?', [id]),
  };
}

import { LEVEL_TITLES } from '../domain/client-level-name.js';
import type { ClientNaming } from '../domain/intent.js';
import { clientLookups, mobileDigits, type ClientHit } from './client-find.js';
import { marks, type Sql } from './db/index.js';
import type { Reader } from './reader.js';

/** What a choice between people shows of each. */
export type ClientSummary = Pick<ClientHit, 'id' | 'clientNo' | 'name' | 'honorific' | 'level' | 'mobileTail' | 'lastContactOn'> & {
  levelTitle: string;
};

export interface ClientSearch {
  by: ClientNaming;
  hits: ClientHit[];
}

/** The one box people type into: whatever they wrote, the exact ways of naming before the loose ones. */
export function clientSearchStore(sql: Sql, now: () => Date) {
  const find = clientLookups(sql, now);
  return {
    /** In the order asked for; ask `decide` before anything else of them is shown. */
    async summaries(ids: readonly string[]): Promise<ClientSummary[]> {
      if (ids.length === 0) return [];
      const rows = await sql.all<Omit<ClientSummary, 'levelTitle'>>(
        `SELECT id, clientNo, name, honorific, level, mobileTail, lastContactOn FROM Client WHERE id IN (${marks(ids)})`,
        ids,
      );
      const byId = new Map(rows.map((row) => [row.id, { ...row, levelTitle: LEVEL_TITLES[row.level] }]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    /**
     * The first way of naming that finds anybody; undefined when none does.
     * @param desk also by exact full name in the own outlet, for lobby and counter (design §5).
     */
    async search(reader: Reader, typed: string, desk = false): Promise<ClientSearch | undefined> {
      const text = typed.normalize('NFKC').trim().replace(/^尾号/, '');
      for (const [by, look] of ways(text, desk)) {
        const hits = await look(reader);
        if (hits.length > 0) return { by, hits };
      }
      return undefined;
    },
  };

  function ways(text: string, desk: boolean): [ClientNaming, (reader: Reader) => Promise<ClientHit[]>][] {
    if (text === '' || text.length > 40) return [];
    if (/^\d{4}$/.test(text))
      return [
        ['phoneTail', (r) => find.findByPhoneTail(r, text)],
        ['clientNo', (r) => find.findByClientNo(r, text)],
      ];
    if (mobileDigits(text).length === 11 && /^[\d\s+-]+$/.test(text))
      return [
        ['phone', (r) => find.findByMobile(r, text)],
        ['clientNo', (r) => find.findByClientNo(r, text)],
      ];
    if (/^[A-Za-z]*\d[A-Za-z\d-]*$/.test(text)) return [['clientNo', (r) => find.findByClientNo(r, text)]];
    if (/^[a-z\s']+$/i.test(text))
      return [
        ['fullName', (r) => find.findByName(r, text)],
        ['pinyin', (r) => find.findByPinyin(r, text)],
        ['initials', (r) => find.findByInitials(r, text)],
      ];
    return [
      ['fullName', (r) => (desk ? find.findAtDesk(r, text) : find.findByName(r, text))],
      ['partOfName', (r) => find.findByPart(r, text)],
    ];
  }
}

import { expect, test } from 'vitest';
import { dayOf, dayOfAll } from '../../src/bot/day.js';
import type { DayDesk } from '../../src/bot/day-desk.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { addDays, dateAt } from '../../src/domain/calendar/index.js';
import { insertInto, type Db, type Param } from '../../src/store/db/index.js';
import { openCalendars } from '../../src/calendars.js';
import { emptyDb, fillBank } from '../helpers/bank.js';

const NOW = new Date('2026-11-23T08:40:00+08:00');
const TODAY = dateAt(NOW);
const MANAGERS = ['chenyu', 'lintao', 'fangyuan'] as const;
/** More clients of one day than any page holds. */
const CLIENTS = 1500;

/** A bank in which every sort of matter has more rows than a page, ties in every order, stand-ins and advisers. */
async function fill(db: Db): Promise<void> {
  await db.tx(async (tx) => {
    const add = (table: string, row: Record<string, Param>) => tx.run(...insertInto(table, row));
    await add('Product', { code: 'P1', name: '示例180天', kind: 'wealth', riskLevel: 2, updatedAt: 0 });
    await add('Product', { code: 'D1', name: '活期', kind: 'deposit', updatedAt: 0 });
    const relation = (clientId: string, userId: string, role: string, more: Record<string, Param> = {}) =>
      add('ManagerRelation', {
        id: `${clientId}-${userId}-${role}`,
        clientId,
        userId,
        role,
        fromOn: '2026-01-01',
        setBy: 'admin',
        confidential: 0,
        state: 'active',
        createdAt: 0,
        ...more,
      });
    for (let i = 0; i < CLIENTS; i++) {
      // Ids in another order than their rows.
      const id = `c${String((i * 7919) % CLIENTS).padStart(5, '0')}`;
      const manager = MANAGERS[i % 3] as string;
      await add('Client', {
        id,
        name: `客户${i}`,
        birthCalendar: 'solar',
        birthKey: addDays(TODAY, -(i % 4)).slice(5),
        orgId: '001201',
        level: i % 5 ? 'gold' : 'platinum',
        status: i % 97 ? 'active' : 'lost',
        pinyin: '',
        initials: '',
        mainManagerId: i % 101 ? manager : null,
        nextContactOn: addDays(TODAY, -(i % 11) + 3),
        lastContactOn: i % 13 ? null : TODAY,
        createdBy: 't',
        createdAt: 0,
        updatedBy: 't',
        updatedAt: 0,
      });
      if (i % 6 === 0) await relation(id, 'hejing', 'deputy');
      if (i % 6 === 1) await relation(id, MANAGERS[(i + 1) % 3] as string, 'deputy');
      if (i % 7 === 0)
        await relation(id, MANAGERS[(i + 2) % 3] as string, 'acting', { forUserId: manager, toOn: i % 2 ? '2026-12-31' : '2026-11-20' });
      await add('Holding', {
        id: `h${String((i * 31) % CLIENTS)}`,
        clientId: id,
        productCode: 'P1',
        startOn: '2026-01-01',
        amountFen: 1_000_000 + (i % 3),
        maturesOn: addDays(TODAY, [-2, 0, 1, 7, 30, 60][i % 6] as number),
        updatedAt: 0,
      });
      if (i % 4 === 0)
        await add('Holding', { id: `d${i}`, clientId: id, productCode: 'D1', startOn: '2026-01-01', amountFen: 1_000_001, updatedAt: 0 });
      const made = (days: number) => Date.parse(`${addDays('2025-11-23', days)}T00:00:00+08:00`);
      await add('RiskAssessment', { id: `a${CLIENTS - i}`, clientId: id, assessedAt: made(i % 3), level: 2 });
      // Two inside the same window, and one that a newer one replaced.
      if (i % 8 === 0) await add('RiskAssessment', { id: `b${i}`, clientId: id, assessedAt: made(10), level: 2 });
      if (i % 9 === 0) await add('RiskAssessment', { id: `n${i}`, clientId: id, assessedAt: made(200), level: 3 });
    }
  });
}

test('the bank-wide day holds for everybody just what his own day holds, each matter once', async () => {
  const { db, remove } = await emptyDb();
  try {
    const { store } = await fillBank(db, [], NOW);
    await fill(db);
    const calendars = await openCalendars(store);
    const desk: DayDesk = { store, rules: DEFAULT_RULES, calendarOf: (orgPath) => calendars.of(orgPath), now: NOW };
    const kinds = new Map<string, number>();
    const seen: string[] = [];
    for await (const day of dayOfAll(desk)) {
      seen.push(day.person.id);
      const keys = day.items.map((one) => one.key);
      expect(new Set(keys).size, `${day.person.id} has a matter twice`).toBe(keys.length);
      const [own] = await dayOf(desk, [day.person]);
      expect([...keys].sort()).toEqual([...new Set(own?.items.map((one) => one.key))].sort());
      const byKey = new Map(own?.items.map((one) => [one.key, one]));
      for (const one of day.items) {
        expect(one).toEqual(byKey.get(one.key));
        kinds.set(one.kind, (kinds.get(one.kind) ?? 0) + 1);
      }
    }
    expect(seen.sort()).toEqual([...MANAGERS, 'hejing'].sort());
    for (const kind of ['contact', 'birthday', 'maturity', 'assessment']) expect(kinds.get(kind), kind).toBeGreaterThan(400);
  } finally {
    await remove();
  }
});

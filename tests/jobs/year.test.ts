import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobs as all } from '../../src/jobs/index.js';
import { birthdaysIn, days, firstWorkday, lastWorkday, monthsAfter, openYear, plus, pushed, workdaysAfter, works, type Bank } from './year.js';

const [FIRST, LAST] = ['2026-01-01', '2026-12-31'];
const jobs = all.filter((job) => ['birthday', 'care', 'contact-due', 'maturity', 'assessment'].includes(job.name));
const PREFIXES = ['birthday:', 'contact-due:', 'contact-overdue:', 'maturity:', 'assessment:'];

interface Person {
  id: string; name: string; clientNo: string; level: string; mainManagerId: string | null; orgId: string; birthCalendar: 'solar' | 'lunar'; birthOn: string | null; lunarMonth: number | null; lunarDay: number | null;
  nextContactOn: string | null; cadenceMonths: number | null;
}

let people: Person[];
const expected = new Map<string, string>();
/** Every second client is spoken with on the workday after the contact fell due. */
const contacts = new Map<string, Person[]>();
const SUPERVISOR: Readonly<Record<string, string>> = { '0011001': 'zhoumin', '0011002': 'tangliang', '0011003': 'jiangning' };
const MONTHS: Readonly<Record<string, number>> = { gold: 3, platinum: 2, blackGold: 1 };

function expect8_30(key: string, day: string, to: string): void {
  if (day >= FIRST && day <= LAST) expected.set(key, `${day} 08:30 ${to}`);
}

function expectBirthdays(one: Person, to: string): void {
  const birth = one.birthCalendar === 'lunar' ? { calendar: 'lunar' as const, month: one.lunarMonth!, day: one.lunarDay! } : { calendar: 'solar' as const, month: Number(one.birthOn!.slice(5, 7)), day: Number(one.birthOn!.slice(8)) };
  for (const on of birthdaysIn(birth, FIRST, '2027-01-31')) {
    for (const lead of [7, 1]) expect8_30(`birthday:${one.id}:${on}:${lead}`, lastWorkday(plus(on, -lead)), to);
    expect8_30(`birthday:${one.id}:${on}:0`, on, to);
  }
}

function expectContacts(one: Person, index: number, to: string, late: Map<string, string>): void {
  let due = one.nextContactOn;
  while (due !== null && due <= '2027-02-28') {
    expect8_30(`contact-due:${one.id}:${due}:due`, lastWorkday(due), to);
    const spoken = index % 2 === 0 && due >= FIRST ? workdaysAfter(due, 1) : null;
    if (spoken !== null) {
      if (spoken > LAST) return;
      contacts.set(spoken, [...(contacts.get(spoken) ?? []), one]);
      due = monthsAfter(spoken, one.cadenceMonths ?? MONTHS[one.level]!);
      continue;
    }
    expect8_30(`contact-due:${one.id}:${due}:remindAgain`, workdaysAfter(due, 5), to);
    const told = workdaysAfter(due, 10);
    if (told >= FIRST && told <= LAST) late.set(`contact-overdue:${SUPERVISOR[one.orgId]}:${to}:${told}`, `${told} 08:30 ${SUPERVISOR[one.orgId]}`);
    return;
  }
}

async function expectMoney(bank: Bank): Promise<void> {
  const holdings = await bank.db.all<{ id: string; clientId: string; maturesOn: string; amountFen: number }>('SELECT id, clientId, maturesOn, amountFen FROM Holding WHERE maturesOn IS NOT NULL');
  const current = await bank.db.all<{ clientId: string; fen: number }>(`SELECT clientId, SUM(valueFen) AS fen FROM Holding WHERE productCode = 'HQ' GROUP BY clientId`);
  const idle = new Map(current.map((row) => [row.clientId, row.fen]));
  const managerOf = new Map(people.map((one) => [one.id, one.mainManagerId]));
  for (const { id, clientId, maturesOn, amountFen } of holdings) {
    const to = managerOf.get(clientId);
    if (!to) continue;
    for (const lead of [-30, -7, -1]) expect8_30(`maturity:${id}:${maturesOn}:${lead}`, lastWorkday(plus(maturesOn, lead)), to);
    if ((idle.get(clientId) ?? 0) >= amountFen) expect8_30(`maturity:${id}:${maturesOn}:1`, firstWorkday(plus(maturesOn, 1)), to);
  }
  const assessments = await bank.db.all<{ id: string; clientId: string; assessedAt: number }>('SELECT id, clientId, assessedAt FROM RiskAssessment');
  for (const { id, clientId, assessedAt } of assessments) {
    const to = managerOf.get(clientId);
    const until = monthsAfter(new Date(assessedAt + 8 * 3_600_000).toISOString().slice(0, 10), 12);
    if (to) for (const lead of [30, 7]) expect8_30(`assessment:${id}:${lead}`, lastWorkday(plus(until, -lead)), to);
  }
}

async function live(bank: Bank, isMortal: boolean): Promise<void> {
  let seed = 20_260_101;
  const random = (most: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % most;
  for (const day of days(FIRST, LAST)) {
    if (isMortal && bank.deaths() < 200 && works(day)) bank.dieAfter(random(9));
    await bank.run(day, '08:30');
    for (const one of contacts.get(day) ?? []) await bank.core.say(one.mainManagerId!, { text: `记 ${one.clientNo} 电话 接通 聊了近况` }, new Date(`${day}T12:00:00+08:00`));
  }
}

let bank: Bank;
beforeAll(async () => {
  bank = await openYear(jobs, FIRST);
  people = await bank.db.all<Person>('SELECT id, name, clientNo, level, mainManagerId, orgId, birthCalendar, birthOn, lunarMonth, lunarDay, nextContactOn, cadenceMonths FROM Client ORDER BY clientNo');
  const late = new Map<string, string>();
  people.forEach((one, i) => {
    if (one.mainManagerId === null) return;
    if (one.birthOn !== null || one.lunarMonth !== null) expectBirthdays(one, one.mainManagerId);
    expectContacts(one, i, one.mainManagerId, late);
  });
  for (const [key, value] of late) expected.set(key, value);
  await expectMoney(bank);
  await live(bank, false);
}, 300_000);
afterAll(() => bank.remove());

describe('the year 2026 of the demo bank', () => {
  test.each(PREFIXES)('%s announced exactly once, at 08:30 of the right day, to the right person, none missed', async (prefix) => {
    const want = [...expected].filter(([key]) => key.startsWith(prefix)).sort();
    const got = [...(await pushed(bank.db, [prefix]))].sort();
    expect(want.length).toBeGreaterThan(prefix === 'contact-overdue:' ? 5 : 50);
    expect(got).toEqual(want);
  });

  test('nothing leaves in the night, and nothing stays behind', async () => {
    const rows = await bank.db.all<{ notBefore: number; state: string }>(`SELECT notBefore, state FROM Outbox WHERE act = 'push'`);
    for (const { notBefore, state } of rows) {
      const hour = new Date(notBefore + 8 * 3_600_000).getUTCHours();
      expect(hour >= 8 && hour < 21).toBe(true);
      expect(['waiting', 'merged']).toContain(state);
    }
  });

  test('one person gets at most one card a minute', async () => {
    const rows = await bank.db.all<{ n: number }>(`SELECT COUNT(*) AS n FROM Outbox WHERE act = 'push' AND state = 'waiting' GROUP BY recipient, notBefore`);
    expect(Math.max(...rows.map((row) => row.n))).toBe(1);
  });

  test('killed and started again at random instants it says the same', async () => {
    const other = await openYear(jobs, FIRST);
    try {
      await live(other, true);
      expect(other.deaths()).toBeGreaterThan(150);
      const named = async (one: Bank) => {
        // Ids are made anew for every bank: things are named by what they are about.
        const words = new Map<string, string>();
        for (const row of await one.db.all<{ id: string; name: string }>('SELECT id, clientNo AS name FROM Client')) words.set(row.id, row.name);
        for (const row of await one.db.all<{ id: string; name: string }>(`SELECT h.id, c.clientNo || h.productCode || h.startOn AS name FROM Holding h JOIN Client c ON c.id = h.clientId`)) words.set(row.id, row.name);
        for (const row of await one.db.all<{ id: string; name: string }>(`SELECT a.id, c.clientNo || a.assessedAt AS name FROM RiskAssessment a JOIN Client c ON c.id = a.clientId`)) words.set(row.id, row.name);
        for (const row of await one.db.all<{ id: string; name: string }>(`SELECT p.id, c.clientNo || p.name AS name FROM RelatedPerson p JOIN Client c ON c.id = p.clientId`)) words.set(row.id, row.name);
        const rows = await pushed(one.db, [...PREFIXES, 'care:', 'festival:']);
        return [...rows].map(([key, value]) => `${key.split(':').map((part) => words.get(part) ?? part).join(':')} ${value}`).sort();
      };
      expect(await named(other)).toEqual(await named(bank));
    } finally {
      await other.remove();
    }
  }, 300_000);
});

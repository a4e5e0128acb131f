import type { Param } from '../../src/store/db/index.js';
import { at, days, lastWorkday, plus, works } from './year-calendar.js';

/** What happens in the simulated year beside the calendar: who says what when, which data arrive, who is away. */

export const [FIRST, LAST] = ['2026-01-01', '2026-12-31'];

export interface Person {
  id: string;
  name: string;
  clientNo: string;
  gender: string | null;
  level: string;
  mainManagerId: string | null;
  orgId: string;
  birthCalendar: 'solar' | 'lunar';
  birthOn: string | null;
  lunarMonth: number | null;
  lunarDay: number | null;
  nextContactOn: string | null;
  cadenceMonths: number | null;
  lastEffectiveContactOn: string | null;
  relationStartOn: string | null;
  mobileTail: string;
}

export interface Step {
  at: string;
  as?: string;
  text?: string;
  press?: string;
  sql?: { verb: string; text: string; params: Param[] };
  rows?: { table: string; row: Record<string, Param> }[];
  run?: { text: string; params: Param[] };
  tick?: boolean;
}

export interface Promised {
  client: Person;
  by: string;
  madeAt: string;
  dueOn: string;
  doneAt?: string;
}
export interface Meeting {
  client: Person;
  by: string;
  at: string;
}
export interface Filed {
  client: Person;
  by: string;
  at: string;
  kind: 'complaint' | 'request';
  contactedAt?: string;
  endedAt?: string;
}
export interface Referred {
  client: Person;
  by: string;
  at: string;
  metAt?: string;
}
export interface Noted {
  client: Person;
  kind: 'anniversary' | 'travel' | 'milestone';
  on: string;
  yearly: boolean;
}

/** The story, as the oracle reads it; `steps` is the same for the process that lives it. */
export interface Story {
  steps: Step[];
  /** Days on which a client was really spoken with, and the hour. */
  contacts: Map<string, string[]>;
  promises: Promised[];
  meetings: Meeting[];
  /** Single reminders: instants. Recurring ones: every one of their instants. */
  reminders: { by: string; at: string }[];
  cases: Filed[];
  referrals: Referred[];
  noted: Noted[];
  absences: { who: string; standIn: string; from: string; to: string }[];
  /** Clients who died or left, from this day's 12:00 on. */
  gone: Map<string, string>;
  /** Clients of whom a death in the family was told on a day. */
  bereaved: Map<string, string>;
  balances: { client: Person; on: string; fen: number }[];
  movements: { client: Person; on: string; fen: number; direction: 'in' | 'out'; counterparty: 'inside' | 'outside' }[];
}

const WAN = 1_000_000;
const words = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const iso = (day: string, time: string): string => at(day, time).toISOString();

export const SUPERVISOR: Readonly<Record<string, string>> = { '0011001': 'zhoumin', '0011002': 'tangliang', '0011003': 'jiangning' };
export const HEAD = 'dongwen';

/** @param people all clients, in the order of their numbers. @param until the last day that is lived. */
export function tellStory(people: readonly Person[], until: string): Story {
  const story: Story = {
    steps: [],
    contacts: new Map(),
    promises: [],
    meetings: [],
    reminders: [],
    cases: [],
    referrals: [],
    noted: [],
    absences: [],
    gone: new Map(),
    bereaved: new Map(),
    balances: [],
    movements: [],
  };
  const served = people.filter((one) => one.mainManagerId !== null);
  const of = (level: string): Person[] => served.filter((one) => one.level === level && one.mainManagerId !== 'xunuo');
  const say = (day: string, time: string, as: string, text: string): void => void story.steps.push({ at: iso(day, time), as, text });
  const met = (client: Person, day: string): void => void story.contacts.set(client.id, [...(story.contacts.get(client.id) ?? []), day]);
  const workday = (day: string): string => (works(day) ? day : workday(plus(day, 1)));

  // Two absences, one over the spring festival; set by the supervisor some days before.
  for (const [who, name, standIn, standInName, from, to, set, lead] of [
    ['fangyuan', '方媛', 'xunuo', '许诺', '2026-02-11', '2026-02-26', '2026-02-09', 'zhoumin'],
    ['lintao', '林涛', 'fangyuan', '方媛', '2026-07-06', '2026-07-10', '2026-07-02', 'zhoumin'],
  ] as const) {
    story.absences.push({ who, standIn, from, to });
    say(set, '17:10', lead, `${standInName} 代理 ${name} ${words(from)}到${words(to)} 休假`);
    story.steps.push({ at: iso(set, '17:11'), as: lead, press: '对，就这样' });
  }
  const serving = (client: Person, day: string): string =>
    story.absences.find((one) => one.who === client.mainManagerId && one.from <= day && day <= one.to)?.standIn ?? client.mainManagerId!;

  // Promises all over the year, to whatever day, one in ten to the same: two in three stay open, each third is kept the day after it was made.
  of('gold')
    .slice(0, 30)
    .forEach((client, i) => {
      const made = workday(plus('2026-01-06', i * 11));
      const dueOn = i % 10 === 9 ? made : plus(made, 2 + ((i * 5) % 24));
      const by = serving(client, made);
      say(made, '10:00', by, `记 ${client.clientNo} 电话 接通 ${words(dueOn)}给他送资料`);
      met(client, made);
      const doneOn = i % 3 === 2 ? plus(made, 1) : undefined;
      if (doneOn)
        story.steps.push({
          at: iso(doneOn, '11:00'),
          as: serving(client, doneOn),
          sql: { verb: 'finish1', text: `SELECT id FROM Task WHERE kind = 'promise' AND clientId = ? AND dueOn = ?`, params: [client.id, dueOn] },
        });
      story.promises.push({ client, by, madeAt: `${made} 10:00`, dueOn, ...(doneOn ? { doneAt: `${doneOn} 11:00` } : {}) });
    });
  of('platinum')
    .slice(0, 12)
    .forEach((client, i) => {
      const on = plus('2026-01-20', i * 29);
      const time = ['10:00', '15:30', '08:10', '19:40'][i % 4]!;
      const by = serving(client, lastWorkday(plus(on, -6)));
      say(lastWorkday(plus(on, -6)), '14:00', by, `预约 ${client.clientNo} ${words(on)} ${time}`);
      story.meetings.push({ client, by, at: `${on} ${time}` });
    });
  for (let i = 0; i < 12; i++) {
    const on = plus('2026-01-09', i * 30);
    const time = ['07:15', '09:05', '16:45', '23:20'][i % 4]!;
    const by = served[i * 9]!.mainManagerId!;
    say(lastWorkday(plus(on, -5)), '15:00', by, `提醒我 ${words(on)} ${time} 交材料`);
    story.reminders.push({ by, at: `${on} ${time}` });
  }
  say('2026-02-02', '10:30', 'lintao', '每周一 9:10 提醒我 交周报');
  for (const day of days('2026-02-03', LAST))
    if (new Date(`${day}T00:00:00Z`).getUTCDay() === 1) story.reminders.push({ by: 'lintao', at: `${day} 09:10` });

  // Complaints and requests of every level: left alone for three weeks, contacted in time, or ended early.
  const levels = [of('blackGold'), of('platinum'), of('gold'), of('general')];
  for (let i = 0; i < 12; i++) {
    const pool = levels[i % 4]!;
    const client = pool[20 + Math.floor(i / 4)] ?? pool[Math.floor(i / 4) + 2]!;
    const [day, time] = [plus('2026-01-13', i * 27), ['09:20', '13:45', '20:10', '22:30'][(i + Math.floor(i / 4)) % 4]!];
    const by = serving(client, day);
    const kind = i % 3 === 2 ? 'request' : 'complaint';
    story.steps.push(
      {
        at: iso(day, time),
        as: by,
        text: `${kind === 'request' ? '诉求' : '投诉'} ${client.clientNo} ${kind === 'request' ? '想补打一份回单' : '柜面排队太久'}`,
      },
      { at: iso(day, time), as: by, press: '对，登记' },
    );
    const filed: Filed = { client, by, at: `${day} ${time}`, kind };
    if (i % 2 === 0) {
      const contactDay = plus(day, 1);
      filed.contactedAt = `${contactDay} 08:45`;
      say(contactDay, '08:45', serving(client, contactDay), `联系了 ${client.clientNo} 电话 告诉他受理了`);
      met(client, contactDay);
    }
    filed.endedAt = `${plus(day, 19 + (i % 3) * 6)} 12:05`;
    story.steps.push({
      at: iso(plus(day, 19 + (i % 3) * 6), '12:05'),
      run: {
        text: `UPDATE "Case" SET state = 'withdrawn', closedAt = ? WHERE clientId = ? AND receivedAt = ?`,
        params: [at(plus(day, 19 + (i % 3) * 6), '12:05').getTime(), client.id, at(day, time).getTime()],
      },
    });
    story.cases.push(filed);
  }

  served
    .filter((one) => one.orgId === '0011001' && one.level === 'gold')
    .slice(34, 42)
    .forEach((client, i) => {
      const day = workday(plus('2026-01-15', i * 41));
      const time = ['09:40', '16:20', '19:15', '11:00'][i % 4]!;
      say(day, time, 'sunyue', `推荐 ${client.name} 尾号${client.mobileTail} 教育金`);
      const referred: Referred = { client, by: 'sunyue', at: `${day} ${time}` };
      if (i % 3 === 1) {
        referred.metAt = `${day} 19:30`;
        story.steps.push({
          at: iso(day, '19:30'),
          as: serving(client, day),
          sql: { verb: 'refMet', text: `SELECT id FROM Referral WHERE clientId = ?`, params: [client.id] },
        });
      }
      story.referrals.push(referred);
    });

  of('platinum')
    .slice(14, 26)
    .forEach((client, i) => {
      const on = plus('2026-01-30', i * 27);
      const kind = (['anniversary', 'travel', 'milestone'] as const)[i % 3]!;
      say(
        '2026-01-05',
        '16:00',
        client.mainManagerId!,
        `登记日子 ${client.clientNo} ${{ anniversary: '结婚纪念日', travel: '出差', milestone: '乔迁' }[kind]} ${words(on)}`,
      );
      story.noted.push({ client, kind, on, yearly: kind === 'anniversary' });
    });

  const [lost, died, mourning] = [of('gold').at(-1)!, of('platinum').at(-1)!, of('platinum').at(-2)!];
  for (const [client, day, status] of [
    [lost, '2026-05-20', 'lost'],
    [died, '2026-08-12', 'deceased'],
  ] as const) {
    story.gone.set(client.id, day);
    story.steps.push({ at: iso(day, '12:00'), run: { text: 'UPDATE Client SET status = ? WHERE id = ?', params: [status, client.id] } });
  }
  story.bereaved.set(mourning.id, '2026-03-18');
  say('2026-03-18', '10:40', mourning.mainManagerId!, `补充资料 ${mourning.clientNo} 母亲去世`);

  tellMoney(story, of);

  // The clock stops at each minute on which a rule may speak, and at some on which none should.
  for (const day of days(FIRST, until))
    for (const time of ['07:30', '08:00', '08:05', '08:20', '08:30', '09:00', '12:10', '18:00', '21:00'])
      story.steps.push({ at: iso(day, time), tick: true });
  return story;
}

/** Assets that rise, fall for three months, fall at once, leave for other banks in parts, and lie idle. */
function tellMoney(story: Story, of: (level: string) => Person[]): void {
  const rows: { on: string; table: string; row: Record<string, Param> }[] = [];
  const balance = (client: Person, on: string, wan: number): void => {
    story.balances.push({ client, on, fen: Math.round(wan * WAN) });
    rows.push({ on, table: 'Balance', row: { clientId: client.id, onDate: on, aumFen: Math.round(wan * WAN) } });
  };
  const move = (client: Person, on: string, wan: number, direction: 'in' | 'out', counterparty: 'inside' | 'outside'): void => {
    const id = `M${story.movements.length}`;
    story.movements.push({ client, on, fen: Math.round(wan * WAN), direction, counterparty });
    rows.push({
      on,
      table: 'Movement',
      row: { id, clientId: client.id, at: at(on, '11:00').getTime(), onDate: on, direction, amountFen: Math.round(wan * WAN), counterparty },
    });
  };
  const [riser, near] = of('gold').slice(-4, -2) as [Person, Person];
  const [faller, dropper, payer] = of('platinum').slice(-6, -3) as [Person, Person, Person];
  const [rich, closer] = of('blackGold').slice(-2) as [Person, Person];
  balance(riser, '2026-02-28', 55);
  balance(near, '2026-03-31', 41);
  for (const [i, wan] of [48, 46, 44, 45].entries()) balance(faller, ['2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'][i]!, wan);
  balance(dropper, '2026-01-31', 120);
  for (const [on, wan] of [
    ['2026-03-06', 90],
    ['2026-04-20', 66],
    ['2026-04-24', 40],
    ['2026-07-15', 52],
  ] as const)
    balance(dropper, on, wan);
  balance(payer, '2026-01-31', 200);
  for (const [on, wan] of [
    ['2026-02-15', 12],
    ['2026-02-15', 14],
    ['2026-03-03', 22],
    ['2026-03-10', 25],
    ['2026-03-20', 35],
    ['2026-06-19', 21],
  ] as const)
    move(payer, on, wan, 'out', 'outside');
  move(payer, '2026-05-12', 80, 'out', 'inside');
  balance(rich, '2026-01-31', 900);
  for (const [on, wan] of [
    ['2026-02-18', 95],
    ['2026-09-30', 60],
    ['2026-10-09', 96],
  ] as const)
    move(rich, on, wan, 'out', 'outside');
  balance(rich, '2026-11-05', 420);
  balance(closer, '2026-05-31', 330);
  balance(closer, '2026-06-30', 280);
  balance(closer, '2026-09-30', 310);
  move(near, '2026-08-03', 9, 'in', 'outside');
  // A day's data are here the next morning, before the first job.
  for (const { on, table, row } of rows) story.steps.push({ at: iso(plus(on, 1), '06:00'), rows: [{ table, row }] });
}

/** In the order of their instants; at one instant people speak before the clock ticks. */
export function inOrder(steps: readonly Step[]): Step[] {
  return steps
    .map((step, i) => ({ step, i }))
    .sort((a, b) => a.step.at.localeCompare(b.step.at) || Number(a.step.tick ?? false) - Number(b.step.tick ?? false) || a.i - b.i)
    .map(({ step }) => step);
}

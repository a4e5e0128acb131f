import { FESTIVAL_DAYS } from './year-festivals.js';
import { at, birthdaysIn, days, firstWorkday, lastWorkday, monthsAfter, plus, workdaysAfter, works } from './year-calendar.js';
import { FIRST, HEAD, LAST, SUPERVISOR, type Filed, type Person, type Story } from './year-script.js';

/**
 * What the text of the rules says must be pushed in the simulated year: key -> 'day time recipient'. Written from domain.md
 * alone, day by day and client by client; it calls nothing of the product. Keys name things by what they are about.
 */
export type Expected = Map<string, string>;

export interface Facts {
  people: readonly Person[];
  relatives: readonly { client: Person; name: string; relation: string; birth: Birth; careAllowed: boolean }[];
  holdings: readonly { client: Person; product: string; startOn: string; amountFen: number; maturesOn: string | null }[];
  /** On current accounts, fen. */
  current: ReadonlyMap<string, number>;
  assessments: readonly { client: Person; assessedAt: number; on: string }[];
  balances: readonly { client: Person; on: string; fen: number }[];
  movements: Story['movements'];
  story: Story;
  until: string;
}
export type Birth = { calendar: 'solar' | 'lunar'; month: number; day: number };

const WAN = 1_000_000;
const CADENCE: Readonly<Record<string, number | null>> = { general: null, gold: 3, platinum: 2, blackGold: 1 };
const LEVELS = ['general', 'gold', 'platinum', 'blackGold'];
const FLOOR = [0, 5 * WAN, 50 * WAN, 300 * WAN];
const MINUTE = 60_000;

const wall = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const dayOf = (ms: number): string => wall(ms).slice(0, 10);
const instant = (text: string): number => at(text.slice(0, 10), text.slice(11)).getTime();
const yearly = (on: string, until: string): string[] => days(FIRST, plus(until, 60)).filter((day) => day.slice(5) === on.slice(5));
/** [21:00, 08:00): what is no breach leaves at eight. */
function afterNight(ms: number): number {
  const time = wall(ms).slice(11);
  if (time >= '21:00') return at(plus(dayOf(ms), 1), '08:00').getTime();
  return time < '08:00' ? at(dayOf(ms), '08:00').getTime() : ms;
}
const minuteUp = (ms: number): number => Math.ceil(ms / MINUTE) * MINUTE;

export function oracle(facts: Facts): { expected: Expected; minutes: Set<number>; festivalCounts: Map<string, number> } {
  const { people, story, until } = facts;
  const expected: Expected = new Map();
  const minutes = new Set<number>();
  const put = (key: string, ms: number, to: string): void => {
    if (dayOf(ms) < FIRST || dayOf(ms) > until) return;
    expected.set(key, `${wall(ms)} ${to}`);
  };
  const isGone = (client: Person, day: string, time = '08:30'): boolean => {
    const since = story.gone.get(client.id);
    return since !== undefined && `${since} 12:00` <= `${day} ${time}`;
  };
  /** Who is told: the stand-in from the first day to the last day's 18:00, else the main manager. */
  const receiver = (client: Person, day: string, time = '08:30'): string =>
    story.absences.find((one) => one.who === client.mainManagerId && one.from <= day && (day < one.to || (day === one.to && time < '18:00')))
      ?.standIn ?? client.mainManagerId!;
  const morning = (key: string, day: string, client: Person): void => {
    if (client.mainManagerId !== null && !isGone(client, day)) put(key, at(day, '08:30').getTime(), receiver(client, day));
  };

  for (const one of people) {
    const birth: Birth | null =
      one.birthCalendar === 'lunar' && one.lunarMonth !== null
        ? { calendar: 'lunar', month: one.lunarMonth, day: one.lunarDay! }
        : one.birthOn === null
          ? null
          : { calendar: 'solar', month: Number(one.birthOn.slice(5, 7)), day: Number(one.birthOn.slice(8)) };
    if (birth)
      for (const on of birthdaysIn(birth, FIRST, plus(until, 40)))
        for (const lead of [7, 1, 0]) morning(`birthday:${one.clientNo}:${on}:${lead}`, lead === 0 ? on : lastWorkday(plus(on, -lead)), one);
  }
  for (const { client, name, birth, careAllowed } of facts.relatives)
    if (careAllowed)
      for (const on of birthdaysIn(birth, FIRST, plus(until, 40)))
        for (const lead of [3, 1]) morning(`care:${client.clientNo}${name}:${on}:${lead}`, lastWorkday(plus(on, -lead)), client);
  for (const { client, kind, on, yearly: again } of story.noted) {
    const lead = kind === 'travel' ? 0 : 3;
    for (const day of again ? yearly(on, until) : [on]) {
      const spoken = lastWorkday(plus(day, -lead));
      if (spoken > '2026-01-05') morning(`care:${client.clientNo}${kind}:${day}:${lead}`, spoken, client);
    }
  }
  for (const { client, product, startOn, amountFen, maturesOn } of facts.holdings) {
    if (maturesOn === null) continue;
    for (const lead of [-30, -7, -1])
      morning(`maturity:${client.clientNo}${product}${startOn}:${maturesOn}:${lead}`, lastWorkday(plus(maturesOn, lead)), client);
    if ((facts.current.get(client.id) ?? 0) >= amountFen)
      morning(`maturity:${client.clientNo}${product}${startOn}:${maturesOn}:1`, firstWorkday(plus(maturesOn, 1)), client);
  }
  for (const { client, assessedAt, on } of facts.assessments)
    for (const lead of [30, 7]) morning(`assessment:${client.clientNo}${assessedAt}:${lead}`, lastWorkday(plus(monthsAfter(on, 12), -lead)), client);

  for (const { client, madeAt, dueOn, doneAt } of story.promises) {
    const spoken = lastWorkday(dueOn);
    const isMadeBefore = madeAt < `${spoken} 08:30`;
    // Made after that morning: an hour before the working day ends. The story makes all of them by ten.
    const time = isMadeBefore ? '08:30' : '17:00';
    if (!isMadeBefore) minutes.add(at(spoken, time).getTime());
    if (doneAt === undefined || doneAt > `${spoken} ${time}`)
      put(`promise:${client.clientNo}${dueOn}:${dueOn}`, at(spoken, time).getTime(), receiver(client, spoken));
  }
  for (const { client, at: when } of story.meetings) {
    const ms = instant(when) - 30 * MINUTE;
    minutes.add(ms);
    put(`reminder:${client.clientNo}@${instant(when)}`, ms, receiver(client, dayOf(ms), wall(ms).slice(11)));
  }
  for (const { by, at: when } of story.reminders) {
    minutes.add(instant(when));
    put(`reminder:${by}@${instant(when)}`, instant(when), by);
  }
  for (const { who, standIn, from, to } of story.absences) {
    put(`acting-start:${standIn}/${who}/${from}`, at(from, '08:00').getTime(), standIn);
    put(`acting-away:${standIn}/${who}/${from}`, at(from, '08:00').getTime(), who);
    put(`hand-back:${standIn}/${who}/${from}`, at(to, '18:00').getTime(), who);
    put(`hand-back-done:${standIn}/${who}/${from}`, at(to, '18:00').getTime(), standIn);
  }

  const levels = money(facts, put, receiver, isGone);
  contacts(facts, levels, put, morning, receiver, isGone);
  cases(facts, levels, put, minutes, receiver);
  for (const { client, at: when, metAt } of story.referrals) {
    const [made, due] = [instant(when), at(workdaysAfter(when.slice(0, 10), 1), '18:00').getTime()];
    // Half-way, outside the night; on a day off when business begins again.
    let half = afterNight(made + (due - made) / 2);
    if (!works(dayOf(half))) half = at(firstWorkday(dayOf(half)), '09:00').getTime();
    half = minuteUp(half);
    const free = at(workdaysAfter(dayOf(due), 2), '18:00').getTime();
    for (const ms of [half, due, free]) minutes.add(ms);
    const to = receiver(client, dayOf(due), '17:59');
    if (metAt !== undefined) continue;
    put(`referral:${client.clientNo}:half:${receiver(client, dayOf(half))}:${due}`, half, receiver(client, dayOf(half)));
    put(`referral:${client.clientNo}:late:${to}:${due}`, due, to);
    for (const key of ['late', 'free'])
      put(`referral:${client.clientNo}:${key}:${SUPERVISOR[client.orgId]}:${due}`, key === 'late' ? due : free, SUPERVISOR[client.orgId]!);
  }
  return { expected, minutes, festivalCounts: festivals(facts, put, receiver, isGone) };
}

/** One list a manager and festival, three days before. */
function festivals(facts: Facts, put: Put, receiver: Receiver, isGone: IsGone): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [festival, on] of FESTIVAL_DAYS) {
    const day = lastWorkday(plus(on, -3));
    for (const client of facts.people) {
      if (client.mainManagerId === null || isGone(client, day) || !isMeant(festival, on, client, facts)) continue;
      const told = facts.story.bereaved.get(client.id);
      if (told !== undefined && told <= on && on < monthsAfter(told, 12) && told < day) continue;
      const to = receiver(client, day);
      const key = `festival:${festival}:${on}:3:${client.mainManagerId}:${to}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      put(key, at(day, '08:30').getTime(), to);
    }
  }
  return counts;
}

function isMeant(festival: string, on: string, client: Person, facts: Facts): boolean {
  const has = (relation: string): boolean => facts.relatives.some((one) => one.client.id === client.id && one.relation === relation);
  if (festival === '妇女节') return client.gender === 'female';
  if (festival === '母亲节') return client.gender === 'female' && has('child');
  if (festival === '父亲节') return client.gender === 'male' && has('child');
  if (festival === '七夕') return has('spouse');
  if (festival === '重阳') return client.birthOn !== null && monthsAfter(client.birthOn, 60 * 12) <= on;
  return true;
}

type Put = (key: string, ms: number, to: string) => void;
type Receiver = (client: Person, day: string, time?: string) => string;
type IsGone = (client: Person, day: string, time?: string) => boolean;
/** Level moves of each client: from a day's 08:20 on. */
type Levels = Map<string, { on: string; level: string; change: 'up' | 'down' }[]>;

const levelOn = (levels: Levels, client: Person, day: string): string =>
  (levels.get(client.id) ?? []).filter((one) => one.on <= day).at(-1)?.level ?? client.level;

/** Levels, tier-critical, retention and idle money (domain §4, §10, §12), from each day's closing value. */
function money(facts: Facts, put: Put, receiver: Receiver, isGone: IsGone): Levels {
  const levels: Levels = new Map();
  const calendar = days('2025-11-01', facts.until);
  for (const client of facts.people) {
    const known = facts.balances.filter((one) => one.client.id === client.id).sort((a, b) => a.on.localeCompare(b.on));
    if (client.mainManagerId === null) continue;
    const value = new Map<string, number | null>();
    let last: number | null = null;
    for (const day of calendar) {
      last = known.findLast((one) => one.on === day)?.fen ?? last;
      value.set(day, last);
    }
    const average = (from: string, to: string): { fen: number; whole: boolean } | null => {
      const all = days(from, to).map((day) => value.get(day) ?? null);
      if (all.every((one) => one === null)) return null;
      return { fen: Math.floor(all.reduce<number>((sum, one) => sum + (one ?? 0), 0) / all.length), whole: all.every((one) => one !== null) };
    };
    const moves = facts.movements.filter((one) => one.client.id === client.id);
    const said: { code: string; on: string; measure: number }[] = [];
    const criticals = new Set<string>();
    const idleRefs = new Set<string>();
    let level = client.level;
    let below = 0;
    for (const today of days(FIRST, facts.until)) {
      if (!works(today) || isGone(client, today)) continue;
      const lastOfBefore = plus(`${today.slice(0, 8)}01`, -1);
      const month = average(`${lastOfBefore.slice(0, 8)}01`, lastOfBefore);
      const yesterday = plus(today, -1);
      const triggers: { code: string; measure: number }[] = [];
      const isFirst = firstWorkday(`${today.slice(0, 8)}01`) === today;
      let change: 'up' | 'down' | undefined;
      let isAtRisk = false;
      if (isFirst && month) {
        const earned = LEVELS[FLOOR.findLastIndex((floor) => month.fen >= floor)]!;
        if (LEVELS.indexOf(earned) > LEVELS.indexOf(level)) change = 'up';
        else if (earned === level) below = 0;
        else if (month.whole) {
          below++;
          if (below >= 3) change = 'down';
          else isAtRisk = true;
        }
        if (change) {
          const dual = [level, earned].filter((one) => one === 'blackGold').length === 1;
          level = earned;
          below = 0;
          levels.set(client.id, [...(levels.get(client.id) ?? []), { on: today, level, change }]);
          for (const to of [receiver(client, today), ...(dual ? [SUPERVISOR[client.orgId]!] : [])])
            put(`level:${client.clientNo}:${lastOfBefore.slice(0, 7)}:${to}`, at(today, '08:30').getTime(), to);
        }
      }
      const now = value.get(yesterday) ?? null;
      if (month && month.fen > 0 && now !== null && month.fen - now >= 5 * WAN && month.fen - now >= 0.2 * month.fen - 1e-6)
        triggers.push({ code: 'aumDrop', measure: (month.fen - now) / month.fen });
      if (change === 'down') triggers.push({ code: 'levelDrop', measure: 1 });
      if (isAtRisk) triggers.push({ code: 'levelAtRisk', measure: 1 });
      const floor = { platinum: 20 * WAN, blackGold: 50 * WAN }[level];
      if (floor !== undefined) {
        const out = days(lastWorkday(yesterday), yesterday).map((day) =>
          moves.filter((one) => one.on === day && one.direction === 'out' && one.counterparty === 'outside').reduce((sum, one) => sum + one.fen, 0),
        );
        const largest = Math.max(...out);
        if (largest > 0 && largest >= Math.max(floor, 0.1 * (month?.fen ?? 0)) - 1e-6) triggers.push({ code: 'largeOutflow', measure: largest });
      }
      for (const { code, measure } of triggers) {
        const recent = said.filter((one) => one.code === code && today < plus(one.on, 30));
        if (recent.length > 0 && measure < 1.5 * Math.max(...recent.map((one) => one.measure)) - 1e-6) continue;
        said.push({ code, on: today, measure });
        put(`retention:${client.clientNo}:${code}:${today}`, at(today, '08:30').getTime(), receiver(client, today));
      }
      const sofar = today.endsWith('-01') ? null : average(`${today.slice(0, 8)}01`, yesterday);
      if (sofar?.whole) {
        const own = FLOOR[LEVELS.indexOf(level)]!;
        const next = FLOOR[LEVELS.indexOf(level) + 1];
        const isUp = next !== undefined && sofar.fen < next && next - sofar.fen <= 0.2 * next + 1e-6;
        const isDown = !isUp && sofar.fen >= own && sofar.fen - own < 0.05 * own - 1e-6;
        const target = isUp ? LEVELS[LEVELS.indexOf(level) + 1]! : level;
        const key = `tier-critical:${client.clientNo}:level:${isUp ? 'up' : 'down'}:${target}:${today.slice(0, 7)}`;
        if ((isUp || isDown) && !criticals.has(key)) {
          criticals.add(key);
          put(key, at(today, '08:30').getTime(), receiver(client, today));
        }
      }
      const current = facts.current.get(client.id) ?? 0;
      const spent =
        moves
          .filter((one) => one.on >= monthsAfter(today, -3) && one.on <= yesterday && one.direction === 'out' && one.counterparty === 'outside')
          .reduce((sum, one) => sum + one.fen, 0) / 3;
      const bound = Math.max(5 * WAN, 3 * spent);
      const isIdle = Array.from({ length: 10 }, (_one, back) => plus(yesterday, -back)).every((day) => {
        const since = moves.filter((one) => one.on > day && one.on <= yesterday);
        return current - since.reduce((sum, one) => sum + (one.direction === 'in' ? one.fen : -one.fen), 0) > bound;
      });
      const ref = moves.findLast((one) => one.direction === 'in' && one.on >= monthsAfter(today, -3) && one.on <= yesterday)?.on ?? 'standing';
      if (current > 5 * WAN && isIdle && !idleRefs.has(ref)) {
        idleRefs.add(ref);
        put(`opportunity:${client.clientNo}:idleMoney:${ref}`, at(today, '08:30').getTime(), receiver(client, today));
      }
    }
  }
  return levels;
}

/** Cadence and its ladder (domain §6): shown on the last workday, again after 5, to the supervisor after 10. */
function contacts(
  facts: Facts,
  levels: Levels,
  put: Put,
  morning: (key: string, day: string, client: Person) => void,
  receiver: Receiver,
  isGone: IsGone,
): void {
  const team = new Set<string>();
  for (const client of facts.people) {
    if (client.mainManagerId === null) continue;
    const months = (level: string): number | null =>
      client.cadenceMonths === null ? CADENCE[level]! : client.cadenceMonths === 0 ? null : client.cadenceMonths;
    let since = client.lastEffectiveContactOn ?? client.relationStartOn!;
    let due = client.nextContactOn;
    /** Before this day nothing can have been shown: the level moved only then. */
    let knownFrom = '';
    const spoken = [...(facts.story.contacts.get(client.id) ?? [])].sort();
    const moves = [...(levels.get(client.id) ?? [])];
    const shownDues = new Set<string>();
    for (const today of days(FIRST, facts.until)) {
      const move = moves.find((one) => one.on === today);
      if (move && client.cadenceMonths === null) {
        const next = months(move.level);
        due = next === null ? null : monthsAfter(since, next);
        knownFrom = today;
      }
      if (due !== null) {
        const shown = lastWorkday(due);
        // A due day that a move of level put into the past is shown on the day of the move, unless it was shown in its time.
        const isLate = today === knownFrom && shown < knownFrom;
        if (today === workdaysAfter(due, 5)) morning(`contact-due:${client.clientNo}:${due}:remindAgain`, today, client);
        else if (today === workdaysAfter(due, 10) && !isGone(client, today))
          team.add(`${SUPERVISOR[client.orgId]}:${receiver(client, today)}:${today}`);
        else if ((today === shown || isLate) && !shownDues.has(due)) {
          shownDues.add(due);
          morning(`contact-due:${client.clientNo}:${due}:due`, today, client);
        }
      }
      if (spoken.includes(today)) {
        since = today;
        const level = [...moves].reverse().find((one) => one.on <= today)?.level ?? client.level;
        const next = months(level);
        due = next === null ? null : monthsAfter(today, next);
        knownFrom = '';
      }
    }
  }
  for (const key of team) put(`contact-overdue:${key}`, at(key.slice(-10), '08:30').getTime(), key.split(':')[0]!);
}

/** Clocks of complaints and requests (domain §9): half, four fifths and the end of each, then every workday at nine. */
function cases(facts: Facts, levels: Levels, put: Put, minutes: Set<number>, receiver: Receiver): void {
  const byMinute = new Map<string, { minute: number; to: string; isBreach: boolean }>();
  for (const one of facts.story.cases) {
    const running = clocksOf(one, levelOn(levels, one.client, one.at.slice(0, 10)));
    const said = new Map<number, { kinds: Set<string>; share: number }>();
    const add = (ms: number, kind: string, share: number, done: number): void => {
      const minute = minuteUp(ms);
      if (minute >= done) return;
      const known = said.get(minute) ?? { kinds: new Set<string>(), share: 0 };
      known.kinds.add(kind);
      known.share = Math.max(known.share, share);
      said.set(minute, known);
    };
    const ended = one.endedAt === undefined ? Infinity : instant(one.endedAt);
    for (const { kind, due } of running) {
      const start = instant(one.at);
      const done = Math.min(ended, kind === 'contact' && one.contactedAt !== undefined ? instant(one.contactedAt) : Infinity);
      for (const share of [0.5, 0.8, 1]) add(start + (due - start) * share, kind, share, done);
      for (const day of days(plus(dayOf(due), 1), facts.until)) if (works(day)) add(at(day, '09:00').getTime(), kind, 1, done);
    }
    for (const [minute, { kinds, share }] of said) {
      minutes.add(minute);
      const leaves = share >= 1 ? minute : afterNight(minute);
      // What leaves together with a later word on the same clocks is said by that one.
      const isSaidLater =
        leaves > minute && [...kinds].every((kind) => [...said].some(([other, what]) => other > minute && other <= leaves && what.kinds.has(kind)));
      if (isSaidLater) continue;
      const to = new Set([
        receiver(one.client, dayOf(minute), wall(minute).slice(11)),
        ...(share >= 0.8 ? [SUPERVISOR[one.client.orgId]!] : []),
        ...(share >= 1 ? [HEAD] : []),
      ]);
      for (const who of to) {
        const key = `case-clock:${new Date(minute).toISOString().slice(0, 16)}:${who}`;
        const known = byMinute.get(key);
        byMinute.set(key, { minute, to: who, isBreach: share >= 1 || known?.isBreach === true });
      }
    }
  }
  for (const [key, { minute, to, isBreach }] of byMinute) put(key, isBreach ? minute : afterNight(minute), to);
}

function clocksOf({ at: when, kind }: Filed, level: string): { kind: string; due: number }[] {
  const [day, start] = [when.slice(0, 10), instant(when)];
  const endOf = (n: number): number => at(workdaysAfter(day, n), '18:00').getTime();
  const contact = level === 'blackGold' ? businessHours(start, 2) : level === 'platinum' ? start + 24 * 60 * MINUTE : endOf(1);
  const lawEnds = plus(day, 15);
  const result =
    level === 'blackGold'
      ? start + 24 * 60 * MINUTE
      : level === 'platinum'
        ? endOf(3)
        : kind === 'request'
          ? endOf(5)
          : at(lastWorkday(lawEnds), '18:00').getTime();
  return [
    { kind: 'contact', due: contact },
    { kind: 'result', due: result },
    ...(kind === 'complaint' ? [{ kind: 'regulator', due: at(plus(lawEnds, 1), '00:00').getTime() }] : []),
  ];
}

/** Minute by minute, 09:00 to 18:00 on workdays. */
function businessHours(start: number, hours: number): number {
  let [ms, left] = [start, hours * 60];
  while (left > 0) {
    const time = wall(ms).slice(11);
    if (works(dayOf(ms)) && time >= '09:00' && time < '18:00') left--;
    ms += MINUTE;
  }
  return ms;
}

export { LAST };

import { buildBriefing, optionalActs, teamCounts, type Briefing, type BriefingKind, type BriefingLine } from '../domain/briefing.js';
import { addMonths, dateAt, formatFullDay, lastOfMonth } from '../domain/calendar/index.js';
import { LEVEL_TITLES } from '../domain/client-level-name.js';
import type { Rules } from '../domain/rules.js';
import { withNumbers, type Reply } from './reply.js';
import type { DayItem } from './day-item.js';
import type { DayWindow } from '../domain/day-window.js';
import type { DayOfPerson } from './day.js';

type Fill = (template: string, facts: Record<string, unknown>) => Reply;

/** Reasons of one line; more would not fit a phone's width twice. */
const REASONS = 3;
/** Clients nobody spoke with for so long are offered on a quiet day. */
export const UNMET_DAYS = 90;
/** A number may mean so many lines, shown or behind 更多. */
const MOST_NUMBERED = 60;

export const levelWords = (line: Pick<BriefingLine<DayItem>, 'level'>): string => (line.level === undefined ? '' : LEVEL_TITLES[line.level]);

/** What the link at a line's end says: the act it leads to. */
function linkWord(head: DayItem): string {
  switch (head.words.what) {
    case 'case':
    case 'onSite':
      return '去办';
    case 'promise':
    case 'reminder':
    case 'task':
      return '完成';
    case 'appointment':
      return '准备';
    case 'birthday':
    case 'careDay':
      return '祝福';
    case 'assessment':
      return '提醒';
    case 'insight':
    case 'lead':
      return '看看';
    default:
      return '联系';
  }
}

/** One line as its template takes it. */
export function lineFacts(line: BriefingLine<DayItem>) {
  const head = line.items[0] as DayItem;
  const withName = head.realClientId !== null || head.words.what === 'case' || head.words.what === 'referral';
  return {
    number: line.number,
    name: withName ? head.name : '',
    level: levelWords(line),
    reasons: line.items.slice(0, REASONS).map((one) => one.words),
    link: linkWord(head),
  };
}

/** What a typed number brings: the card of that line. */
export const lineKey = (line: BriefingLine<DayItem>): string => `day:${line.clientId ?? `kind-${line.kind}`}`;
export const lineName = (line: BriefingLine<DayItem>): string => (line.items[0] as DayItem).name;

function numbered(briefing: Briefing<DayItem>): { key: string; text: string }[] {
  const all = [...briefing.lines, ...briefing.rest].slice(0, MOST_NUMBERED);
  return all.map((line) => ({ key: lineKey(line), text: `${line.number} ${lineName(line)}` }));
}

const MORE = { key: 'dayMore:', text: '更多' };

/** The day as text: the count first, a line per client, a number away from its card. */
export function dayReply(fill: Fill, { items, window }: DayOfPerson, rules: Rules, now: Date): Reply {
  const briefing = buildBriefing(items, rules);
  const numbers = numbered(briefing);
  const reply = fill('briefing', {
    date: formatFullDay(window.today, now),
    total: briefing.total,
    first: Math.min(briefing.first, briefing.lines.length),
    lines: briefing.lines.map(lineFacts),
    rest: briefing.rest.length,
    /** Which of the numbers is 更多. */
    more: numbers.length + 1,
    // A weekend goes without saying.
    missed: window.days.length > 3 ? { from: window.days[0], to: window.days.at(-2) } : null,
  });
  return withNumbers(reply, briefing.rest.length > 0 ? [...numbers, MORE] : numbers);
}

/** 更多: the lines behind the first screen, with the numbers they have there. */
export function dayRest(fill: Fill, { items }: DayOfPerson, rules: Rules, page: number): Reply {
  const briefing = buildBriefing(items, rules);
  const { maxLines } = rules.briefing;
  const from = page * maxLines;
  const lines = briefing.rest.slice(from, from + maxLines);
  const left = Math.max(0, briefing.rest.length - from - lines.length);
  const numbers = numbered(briefing);
  const reply = fill('briefing-rest', { count: lines.length, total: briefing.total, lines: lines.map(lineFacts), left, more: numbers.length + 1 });
  return withNumbers(reply, left > 0 ? [...numbers, { key: `dayMore:${page + 1}`, text: '更多' }] : numbers);
}

/** Nothing is due: says so, with up to three things that could be done. */
export function quietReply(fill: Fill, window: DayWindow, counts: Parameters<typeof optionalActs>[0], now: Date): Reply {
  const acts = optionalActs(counts);
  const month = Number(nextMonthOf(window.today).from.slice(5, 7));
  const keys = {
    files: 'dayFiles:',
    maturities: 'say:我的客户 下月到期',
    meetings: `say:我的客户 ${UNMET_DAYS}天未联系`,
    opportunities: 'say:商机',
  } as const;
  const shown = acts.map(({ act, count }, i) => ({ number: i + 1, act, count, month }));
  const reply = fill('briefing-empty', { date: formatFullDay(window.today, now), acts: shown });
  return withNumbers(
    reply,
    acts.map(({ act }, i) => ({ key: keys[act], text: `${i + 1}` })),
  );
}

/** The month after a day's, both ends included. */
export function nextMonthOf(today: string): { from: string; to: string } {
  const from = `${addMonths(`${today.slice(0, 7)}-01`, 1)}`;
  return { from, to: lastOfMonth(from) };
}

export interface TeamFacts {
  days: readonly DayOfPerson[];
  window: DayWindow;
  /** Referrals that nobody was found for. */
  unassigned: number;
  /** Who stands in for whom, until when. */
  acting: readonly { userName: string; forName: string; to: string | null }[];
}

const LATE_LINES = 4;
const ACTING_LINES = 2;

/** The supervisor's version: what is late by name, then counts by kind and colleague. Source: domain §22. */
export function teamReply(fill: Fill, team: TeamFacts, rules: Rules, now: Date): Reply {
  const names = new Map(team.days.map(({ person }) => [person.id, person.name]));
  const items = team.days.flatMap((day) => day.items);
  const isClock = (one: DayItem): boolean => one.kind === 'caseClock' || one.kind === 'referral';
  const late = items.filter((one) => isClock(one) && one.words.late).sort((a, b) => (a.words.at ?? 0) - (b.words.at ?? 0));
  const far = (one: DayItem): boolean => one.kind === 'contact' && one.words.late && one.words.days >= rules.contact.supervisorAfter;
  // A contact that is just due is its manager's own matter.
  const counted = items.filter((one) => !(isClock(one) && one.words.late) && (one.kind !== 'contact' || far(one)));
  const counts = teamCounts(counted);
  const numbers: { key: string; text: string }[] = [];
  const lines: Record<string, unknown>[] = [];
  const add = (line: Record<string, unknown>, key: string, text: string): void => {
    if (lines.length >= rules.briefing.maxLines) return;
    lines.push({ ...EMPTY_LINE, ...line, number: lines.length + 1 });
    numbers.push({ key, text: `${numbers.length + 1} ${text}` });
  };
  for (const one of late.slice(0, LATE_LINES))
    add(
      {
        form: 'late',
        who: names.get(one.userId) ?? one.userId,
        what: one.kind === 'referral' ? `${one.name}的推荐未回` : `${one.name}的${one.words.title}`,
        at: one.words.at,
      },
      one.kind === 'referral' ? `referral:${one.refId}` : `case:${one.refId}`,
      one.name,
    );
  if (late.length > LATE_LINES) add({ form: 'moreLate', count: late.length - LATE_LINES }, 'teamKind:late', '超时');
  if (team.unassigned > 0) add({ form: 'unassigned', count: team.unassigned }, 'say:我的推荐', '待分配');
  for (const one of counts)
    add(
      {
        form: one.kind,
        count: one.count,
        amountFen: one.amountFen === 0 ? null : one.amountFen,
        days: rules.contact.supervisorAfter,
        by: one.byUser.slice(0, 4).map((user) => `${names.get(user.userId) ?? user.userId}${user.count}`),
      },
      `teamKind:${one.kind}`,
      KIND_LABELS[one.kind],
    );
  for (const one of team.acting.slice(0, ACTING_LINES))
    add({ form: 'acting', who: one.userName, what: one.forName, on: one.to }, 'actingNow:', '代理');
  const dueToday = counted.filter((one) => isClock(one) && one.words.at !== null && dateAt(new Date(one.words.at)) === team.window.today).length;
  return withNumbers(fill('briefing-lead', { date: formatFullDay(team.window.today, now), late: late.length, due: dueToday, lines }), numbers);
}

/** What a line is about, in a word: what may be typed, and where a row says it. */
export const KIND_LABELS: Readonly<Record<BriefingKind, string>> = {
  caseClock: '案件',
  retention: '挽留',
  referral: '推荐',
  promise: '答应的事',
  appointment: '面谈',
  birthday: '生日',
  maturity: '到期',
  contact: '联络',
  assessment: '测评',
  tierCritical: '临界',
  proposal: '建议书',
  bulletin: '通报',
};

const EMPTY_LINE = { form: '', number: 0, who: '', what: '', at: null, count: 0, amountFen: null, days: 0, by: [], on: null };

/** One kind of the team's matters, by client. */
export function teamKindReply(fill: Fill, days: readonly DayOfPerson[], kind: string, rules: Rules): Reply {
  const names = new Map(days.map(({ person }) => [person.id, person.name]));
  const picked = days
    .flatMap((day) => day.items)
    .filter((one) =>
      kind === 'late' ? (one.kind === 'caseClock' || one.kind === 'referral') && one.words.late : one.kind === (kind as BriefingKind),
    );
  const far = picked.filter((one) => one.kind !== 'contact' || (one.words.late && one.words.days >= rules.contact.supervisorAfter));
  const shown = far.slice(0, rules.briefing.maxLines);
  const reply = fill('briefing-team', {
    total: far.length,
    left: far.length - shown.length,
    lines: shown.map((one, i) => ({
      number: i + 1,
      who: names.get(one.userId) ?? one.userId,
      name: one.name,
      level: one.level === undefined ? '' : LEVEL_TITLES[one.level],
      words: one.words,
    })),
  });
  const key = (one: DayItem): string =>
    one.kind === 'caseClock' && one.words.what === 'case'
      ? `case:${one.refId}`
      : one.kind === 'referral' && one.words.what === 'referral'
        ? `referral:${one.refId}`
        : one.realClientId === null
          ? 'teamKind:late'
          : `view:${one.realClientId}`;
  return withNumbers(
    reply,
    shown.map((one, i) => ({ key: key(one), text: `${i + 1} ${one.name}` })),
  );
}

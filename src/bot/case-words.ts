import {
  dateAt,
  daysBetween,
  formatDay,
  formatDeadline,
  formatFullDay,
  formatFullMoment,
  formatMoment,
  formatRemaining,
  formatSpan,
  HOUR_MS,
  timeAt,
} from '../domain/calendar/index.js';
import {
  canReadStatement,
  CASE_KIND_TITLES,
  CASE_STATE_TITLES,
  CLOCK_TITLES,
  clockStanding,
  nearestClock,
  type CaseClock,
  type CaseKind,
  type CaseState,
} from '../domain/case/index.js';
import { LEVEL_TITLES, type ClientLevel } from '../domain/client-level-name.js';
import { honorificOf } from '../domain/honorific.js';
import type { CaseEventKind, CaseEventRow, CaseRow } from '../store/case.js';
import type { StoreTx } from '../store/index.js';
import { eventData, peopleOf, type LoadedCase } from './case-facts.js';

/** A row of a card holds this many characters (voice, «Notation»). */
const ROW_CHARS = 26;
const NEAR_MS = 48 * HOUR_MS;

export const kindTitle = (row: Pick<CaseRow, 'kind'>): string => CASE_KIND_TITLES[row.kind as CaseKind];
export const stateTitle = (row: Pick<CaseRow, 'state'>): string => CASE_STATE_TITLES[row.state as CaseState];
export const caseLevelTitle = (row: Pick<CaseRow, 'clockLevel'>): string => LEVEL_TITLES[row.clockLevel as ClientLevel];

/** Who complains, as staff speak of him. Ask for the right to see the case first: that he complains is all it tells. */
export interface Complainant {
  name: string;
  /** 赵女士, 王总; the name where the sex is not known. */
  call: string;
  /** 她, 他, 对方. */
  pronoun: string;
  isClient: boolean;
  mainManagerId: string | null;
}

export async function complainantOf(
  store: Pick<StoreTx, 'client'>,
  row: Pick<CaseRow, 'clientId' | 'complainantName'>,
  now: Date,
): Promise<Complainant> {
  const client = row.clientId === null ? undefined : await store.client.findRow(row.clientId);
  if (!client) {
    const name = row.complainantName ?? '未留姓名';
    return { name, call: row.complainantName ?? '客户', pronoun: '对方', isClient: false, mainManagerId: null };
  }
  const gender = client.gender === 'male' || client.gender === 'female' ? client.gender : undefined;
  const call = honorificOf(
    {
      name: client.name,
      ...(gender ? { gender } : {}),
      ...(client.birthOn && client.birthCalendar !== 'lunar' ? { birthDate: client.birthOn } : {}),
      ...(client.occupation ? { occupation: client.occupation } : {}),
      ...(client.honorific ? { honorific: client.honorific } : {}),
    },
    dateAt(now),
  );
  return {
    name: client.name,
    call,
    pronoun: gender === 'female' ? '她' : gender === 'male' ? '他' : '对方',
    isClient: true,
    mainManagerId: client.mainManagerId,
  };
}

/** 「赵敏 白金」; somebody who is no client has no level. */
export const whoWords = (row: Pick<CaseRow, 'clockLevel'>, person: Pick<Complainant, 'name' | 'isClient'>): string =>
  person.isClient ? `${person.name} ${caseLevelTitle(row)}` : person.name;

/** The full date of the deadline and what is left of it, within the room of a row. Source: voice §1.2. */
export function clockWords(clock: CaseClock, now: Date): string {
  const standing = clockStanding(clock, now);
  if (clock.doneAt !== undefined && clock.isStopped) return `${formatFullMoment(clock.doneAt, now)}停止计时`;
  if (clock.doneAt !== undefined) {
    const kept = `${formatFullMoment(clock.doneAt, now)}完成`;
    return standing.state === 'late' ? fit(`${kept}，晚${formatSpan(standing.spanMs)}`, kept) : kept;
  }
  const plain = formatDeadline(clock.dueAt, now, { law: true, countdown: false });
  const left = formatRemaining(clock.dueAt, now);
  if (clock.dueAt.getTime() - now.getTime() <= NEAR_MS)
    return fit(`${plain} ${left}`, fit(`${plain}${left}`, `${plain.replace(/^今天（(.+)）/, '$1 ')} ${left}`));
  const days = daysBetween(dateAt(clock.startedAt), clock.dueOn);
  return clock.kind === 'regulator' || clock.kind === 'recheck' ? fit(`${plain}，满${days}日`, plain) : plain;
}

const fit = (long: string, short: string): string => ([...long].length <= ROW_CHARS ? long : short);

/** A clock as a card's row, the law's written out. */
export const clockRow = (clock: CaseClock, now: Date): { title: string; words: string } => ({
  title: CLOCK_TITLES[clock.kind],
  words: clockWords(clock, now),
});

/** Rows of all clocks, or of those that are asked for. */
export const clockRows = ({ clocks }: Pick<LoadedCase, 'clocks'>, now: Date, which: (clock: CaseClock) => boolean = () => true) =>
  clocks.filter(which).map((clock) => clockRow(clock, now));

/** What the client waits for once somebody has spoken with him. */
export const isOfAnswer = (clock: CaseClock): boolean => clock.kind !== 'contact';

/** 「（节假日安排未公布，暂估）」 belongs to every date that rests on a year without a plan. */
export function provisionalYear(clocks: readonly CaseClock[]): string | null {
  const open = clocks.find((clock) => clock.provisional && clock.doneAt === undefined);
  return open ? open.dueOn.slice(0, 4) : null;
}

/** What runs out first, as a list shows it: 剩3小时20分, 超时2小时5分, 12月8日 周二. */
export function nearestWords(clocks: readonly CaseClock[], now: Date): string {
  const near = nearestClock(clocks);
  if (!near) return '时限已完成';
  const left = near.dueAt.getTime() - now.getTime();
  return left <= NEAR_MS ? formatRemaining(near.dueAt, now) : `${formatFullDay(near.dueOn, now)}${near.provisional ? '，暂估' : ''}`;
}

/** 「已联系，行内答复剩18小时50分」. */
export function standingWords(loaded: LoadedCase, now: Date): string {
  const near = nearestClock(loaded.clocks);
  if (!near) return stateTitle(loaded.row);
  const left = near.dueAt.getTime() - now.getTime();
  const when = left <= NEAR_MS ? formatRemaining(near.dueAt, now) : `${formatDay(near.dueOn, now)}前`;
  return `${stateTitle(loaded.row)}，${CLOCK_TITLES[near.kind]}${when}`;
}

const EVENT_TITLES: Readonly<Record<CaseEventKind, string>> = {
  taken: '登记',
  accepted: '受理',
  contacted: '联系客户',
  contactUndone: '撤销联系',
  progress: '进展',
  reply: '答复客户',
  extensionAsked: '申请延期',
  extensionRefused: '不批延期',
  extension: '批准延期',
  paused: '暂停计时',
  resumed: '恢复计时',
  merged: '并入',
  newFacts: '新情况，重新起算',
  withdrawn: '客户撤诉',
  notProcessed: '不予办理',
  decided: '结论',
  notified: '告知客户',
  recheckAsked: '客户申请核查',
  rechecked: '核查结论',
  closed: '结案',
  investigator: '指定调查人',
  comment: '批示',
  reassigned: '改派',
  levelRise: '客户升级',
  kind: '改类别',
  major: '定为重大',
};

export const eventTitle = (event: Pick<CaseEventRow, 'kind'>): string => EVENT_TITLES[event.kind as CaseEventKind] ?? event.kind;

/** One line of a case's history: 今天 09:40 陈宇 进展：已核实流水. */
export function eventWords(event: CaseEventRow, names: ReadonlyMap<string, string>, now: Date): string {
  const by = event.byUserId.startsWith('job:') ? '财伴' : (names.get(event.byUserId) ?? event.byUserId);
  const text = event.text ? `：${event.text}` : '';
  return `${formatMoment(new Date(event.at), now)} ${by} ${eventTitle(event)}${text}`;
}

/**
 * What this reader may read of it: the one complained about reads his own words and the bare steps, not what others said
 * or found. Source: domain §9, recusal.
 */
export function readableEvents({ row, events }: LoadedCase, userId: string): CaseEventRow[] {
  const people = peopleOf(row);
  return events.map((event) => (canReadStatement(people, userId, event.byUserId) ? event : { ...event, text: null, data: null }));
}

/** What was asked for and not yet answered. */
export function openExtensionRequest(events: readonly CaseEventRow[]): { event: CaseEventRow; to: 'complex' | 'special'; told: boolean } | undefined {
  const last = events.filter((e) => e.kind === 'extensionAsked' || e.kind === 'extension' || e.kind === 'extensionRefused').at(-1);
  return last?.kind === 'extensionAsked'
    ? { event: last, to: 'complex', told: false, ...eventData<{ to?: 'complex' | 'special'; told?: boolean }>(last) }
    : undefined;
}

export const clockOf = (now: Date): string => timeAt(now);

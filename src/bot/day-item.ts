import { contactStanding, type ContactStanding } from '../domain/cadence.js';
import type { BriefingItem, BriefingKind } from '../domain/briefing.js';
import { addMonths, dateAt, daysBetween, instantAt, lastWorkdayOnOrBefore } from '../domain/calendar/index.js';
import { maturityNotices } from '../domain/maturity.js';
import { RETENTION_TITLES, type RetentionTrigger } from '../domain/retention.js';
import type { Rules } from '../domain/rules.js';
import { TASK_KIND_TITLES, type TaskKind } from '../domain/task.js';
import type {
  BirthdayRow,
  BriefingClientRow,
  CareDayRow,
  DueContactRow,
  DueReferralRow,
  DueTaskRow,
  ExpiringRow,
  MaturingRow,
  OpenLeadRow,
  OpenRetentionRow,
  RunningCaseRow,
} from '../store/briefing-rows.js';
import { type DayWindow, windowEnd } from '../domain/day-window.js';

/** The words of one matter, written by templates/chat/_day-item.hbs. */
export interface DayWords {
  what:
    | 'case'
    | 'retention'
    | 'insight'
    | 'onSite'
    | 'referral'
    | 'promise'
    | 'reminder'
    | 'task'
    | 'appointment'
    | 'birthday'
    | 'careDay'
    | 'matured'
    | 'maturing'
    | 'contact'
    | 'assessment'
    | 'lead';
  title: string;
  text: string;
  on: string | null;
  time: string | null;
  /** An instant, where it is due at one. */
  at: number | null;
  late: boolean;
  days: number;
  amountFen: number | null;
  /** matured: the money still lies on the current account. */
  idle: boolean;
}

export interface DayItem extends BriefingItem {
  userId: string;
  /** The client's full name, or what stands for him. */
  name: string;
  /** The thing behind it: a case, a task, a referral. */
  refId: string | null;
  /** The real client; `clientId` also groups what concerns none. */
  realClientId: string | null;
  words: DayWords;
}

const NO_WORDS = { title: '', text: '', on: null, time: null, at: null, late: false, days: 0, amountFen: null, idle: false } as const;
/** Longer words make the line unreadable on a phone. */
const WORDS_LENGTH = 24;
const short = (text: string): string => (text.length <= WORDS_LENGTH ? text : `${text.slice(0, WORDS_LENGTH - 1)}…`);

type Client = Partial<{ [Key in keyof BriefingClientRow]: BriefingClientRow[Key] | null }>;

function item(
  userId: string,
  kind: BriefingKind,
  key: string,
  client: Client,
  words: Partial<DayWords> & Pick<DayWords, 'what'>,
  more: Partial<Pick<DayItem, 'amountFen' | 'since' | 'refId'>> & { name?: string; group?: string } = {},
): DayItem {
  const made: DayItem = {
    key,
    kind,
    userId,
    refId: more.refId ?? null,
    realClientId: client.clientId ?? null,
    name: client.name ?? more.name ?? '',
    words: Object.assign({}, NO_WORDS, words),
  };
  const groupId = client.clientId ?? more.group;
  if (groupId !== undefined) made.clientId = groupId;
  if (client.level) made.level = client.level;
  if (more.amountFen !== undefined) made.amountFen = more.amountFen;
  if (more.since !== undefined) made.since = more.since;
  return made;
}

/** What depends on a date alone is reckoned once for each window: thousands of clients share few dates. */
function onceFor<Value>(): (window: DayWindow, date: string, make: () => Value) => Value {
  const known = new WeakMap<DayWindow, Map<string, Value>>();
  return (window, date, make) => {
    let byDate = known.get(window);
    if (!byDate) known.set(window, (byDate = new Map<string, Value>()));
    let value = byDate.get(date);
    if (value === undefined) byDate.set(date, (value = make()));
    return value;
  };
}

const standingOnce = onceFor<{ standing: ContactStanding; since: Date }>();
const noticesOnce = onceFor<readonly { onlyIfIdle: boolean }[]>();

export function contactItem(userId: string, row: DueContactRow, window: DayWindow, rules: Rules): DayItem | undefined {
  const { nextContactOn: dueOn } = row;
  const { standing, since } = standingOnce(window, dueOn, () => ({
    standing: contactStanding({ dueOn, shownOn: lastWorkdayOnOrBefore(dueOn, window.calendar) }, window.today, window.calendar, rules),
    since: instantAt(dueOn),
  }));
  if (standing.state !== 'due' && standing.state !== 'overdue') return undefined;
  return item(
    userId,
    'contact',
    `contact:${row.clientId}`,
    row,
    { what: 'contact', on: dueOn, late: standing.state === 'overdue', days: standing.overdueWorkdays },
    { since },
  );
}

/** A birthday is over with a contact on the day or after. */
const isGreeted = (row: BriefingClientRow, on: string): boolean => row.lastContactOn !== null && row.lastContactOn >= on;

export function birthdayItem(userId: string, row: BirthdayRow, on: string): DayItem | undefined {
  if (isGreeted(row, on)) return undefined;
  return item(userId, 'birthday', `birthday:${row.clientId}:${on}`, row, { what: 'birthday', on }, { since: instantAt(on) });
}

export function careDayItem(userId: string, row: CareDayRow, on: string): DayItem | undefined {
  if (isGreeted(row, on)) return undefined;
  const title = row.kind === 'relativeBirthday' ? `${row.note ?? '家人'}生日` : row.kind === 'birthday' ? '生日' : short(row.note ?? '纪念日');
  const key = row.kind === 'birthday' ? `birthday:${row.clientId}:${on}` : `care:${row.id}:${on}`;
  return item(userId, 'birthday', key, row, { what: 'careDay', title, on }, { since: instantAt(on) });
}

/**
 * A maturity speaks today: one of its notices is due, or it came due on a day nobody worked.
 * @param currentFen what lies on the client's current account; undefined = not known, then nothing is said of it.
 */
export function maturityItem(userId: string, row: MaturingRow, window: DayWindow, rules: Rules, currentFen: number | undefined): DayItem | undefined {
  const { today } = window;
  const on = row.maturesOn;
  const idle = on < today && currentFen !== undefined && row.amountFen > 0 && currentFen >= row.amountFen;
  const notices = noticesOnce(window, on, () =>
    maturityNotices({ id: '', clientId: '', productCode: '', amountFen: 0, maturesOn: on }, today, today, window.calendar, rules),
  );
  const speaks = on === today || (on > window.last && on < today) || notices.some((notice) => !notice.onlyIfIdle) || (idle && notices.length > 0);
  if (!speaks || (on <= today && isGreeted(row, on))) return undefined;
  return item(
    userId,
    'maturity',
    `maturity:${row.holdingId}`,
    row,
    { what: on > today ? 'maturing' : 'matured', on, days: daysBetween(today, on), amountFen: row.amountFen, idle },
    { amountFen: row.amountFen, since: instantAt(on), refId: row.holdingId },
  );
}

export function assessmentItem(userId: string, row: ExpiringRow, rules: Rules): DayItem {
  const on = addMonths(dateAt(new Date(row.assessedAt)), rules.suitability.validMonths);
  return item(userId, 'assessment', `assessment:${row.clientId}`, row, { what: 'assessment', on }, { since: instantAt(on) });
}

/** The nearest clock of a case, when it is over or ends today. */
export function caseItem(userId: string, row: RunningCaseRow, window: DayWindow, now: Date): DayItem | undefined {
  const open = [
    ...(row.contactedAt === null ? [{ at: row.contactDueAt, title: '首次联系' }] : []),
    ...(row.notifiedAt === null && !(row.kind === 'request' && row.decidedAt !== null)
      ? [{ at: row.resultDueAt, title: '答复' }, ...(row.regDueAt === null ? [] : [{ at: row.regDueAt, title: '监管期限' }])]
      : []),
  ].sort((a, b) => a.at - b.at);
  const nearest = open[0];
  if (!nearest || nearest.at > windowEnd(window).getTime()) return undefined;
  const kind = row.kind === 'complaint' ? '投诉' : '诉求';
  return item(
    userId,
    'caseClock',
    `case:${row.id}`,
    row,
    { what: 'case', title: kind, text: `${row.no}${nearest.title}`, at: nearest.at, late: nearest.at < now.getTime() },
    { since: new Date(nearest.at), refId: row.id, name: row.complainantName ?? row.no, group: `case-${row.id}` },
  );
}

const TASK_PLACES: Partial<Record<TaskKind, BriefingKind>> = {
  case: 'caseClock',
  recusal: 'caseClock',
  retention: 'retention',
  onSite: 'retention',
  referral: 'referral',
  appointment: 'appointment',
  care: 'birthday',
  maturity: 'maturity',
  contactDue: 'contact',
  assessment: 'assessment',
  opportunity: 'tierCritical',
};

export function taskItem(row: DueTaskRow, window: DayWindow, now: Date): DayItem {
  const kind = row.kind as TaskKind;
  const what = kind === 'promise' || kind === 'reminder' || kind === 'appointment' || kind === 'onSite' ? kind : 'task';
  const late = row.dueTime === null ? row.dueOn < window.today : row.dueAt < now.getTime();
  // A due contact that a rule put on the list is the contact itself.
  const key = kind === 'contactDue' && row.clientId !== null ? `contact:${row.clientId}` : `task:${row.id}`;
  return item(
    row.ownerId,
    TASK_PLACES[kind] ?? 'promise',
    key,
    row,
    {
      what,
      title: TASK_KIND_TITLES[kind] ?? TASK_KIND_TITLES.other,
      text: short(kind === 'appointment' ? (row.place ?? '') : row.text),
      on: row.dueOn,
      time: row.dueTime,
      at: row.dueAt,
      late,
    },
    { since: new Date(row.dueAt), refId: row.id, name: '自己', group: `task-${row.id}` },
  );
}

export function referralItem(row: DueReferralRow, fromName: string, now: Date): DayItem {
  return item(
    row.toUserId,
    'referral',
    `referral:${row.id}`,
    row,
    { what: 'referral', title: fromName, at: row.dueAt, late: row.dueAt < now.getTime() },
    { since: new Date(row.createdAt), refId: row.id, name: row.prospectName ?? row.no, group: `referral-${row.id}` },
  );
}

const FIRST_TRIGGERS: readonly string[] = ['accountClosing', 'largeOutflow', 'onSite'];

export function retentionItem(row: OpenRetentionRow): DayItem {
  const first = FIRST_TRIGGERS.includes(row.code);
  return item(
    row.ownerId,
    first ? 'retention' : 'tierCritical',
    `retention:${row.id}`,
    row,
    { what: first ? 'retention' : 'insight', title: RETENTION_TITLES[row.code as RetentionTrigger] ?? '', on: row.onDate, amountFen: row.amountFen },
    { ...(row.amountFen === null ? {} : { amountFen: row.amountFen }), since: instantAt(row.onDate), refId: row.taskId },
  );
}

export function leadItem(row: OpenLeadRow): DayItem {
  return item(
    row.ownerId,
    'tierCritical',
    `lead:${row.id}`,
    row,
    { what: 'lead', text: short(row.reason) },
    { ...(row.expectedFen === null ? {} : { amountFen: row.expectedFen }), since: instantAt(row.dueOn), refId: row.id },
  );
}

import { dateAt, formatDeadline, formatFullDay, formatRemaining } from '../domain/calendar/index.js';
import { CLOCK_TITLES, type CaseReminder, type ClockKind } from '../domain/case/index.js';
import { isRelationActive } from '../domain/manager-relation.js';
import type { StoreTx } from '../store/index.js';
import { accusedOf, type LoadedCase } from './case-facts.js';
import { caseSupervisors, nearestAbove, supervisorButtons } from './case-people.js';
import { clockRow, complainantOf, kindTitle, openExtensionRequest, whoWords } from './case-words.js';

export type AlertRole = 'owner' | 'above';

/** What one case has to say to somebody in one minute. */
export interface CaseAlert {
  loaded: LoadedCase;
  role: AlertRole;
  kind: ClockKind;
  isBreach: boolean;
}

type Stores = Pick<StoreTx, 'org' | 'staff' | 'client' | 'managerRelation'>;

/** Who hears it: those who work on it, from 80 % the supervisors, from 100 % the head of the wealth centre. Source: domain §9. */
export async function alertListeners(store: Stores, loaded: LoadedCase, to: CaseReminder['to'], onDate: string): Promise<Map<string, AlertRole>> {
  const { row } = loaded;
  const found = new Map<string, AlertRole>();
  const accused = new Set(accusedOf(row));
  if (to.includes('wealthCentreHead')) for (const id of await nearestAbove(store, row.orgId, ['wealthCentreHead'])) found.set(id, 'above');
  if (to.includes('supervisor')) for (const id of await caseSupervisors(store, row)) found.set(id, 'above');
  for (const id of accused) found.delete(id);
  if (to.includes('owner')) {
    found.set(await standInOf(store, row.clientId, row.ownerId, onDate), 'owner');
    if (row.investigatorId) found.set(row.investigatorId, 'owner');
  }
  return found;
}

/** While the owner is away, what is his goes to who stands in for him with this client. */
async function standInOf(store: Stores, clientId: string | null, ownerId: string, onDate: string): Promise<string> {
  if (clientId === null) return ownerId;
  const acting = (await store.managerRelation.listForClient(clientId)).find(
    (one) => one.role === 'acting' && one.forUserId === ownerId && isRelationActive(one, onDate),
  );
  return acting?.userId ?? ownerId;
}

const REMEDY: Readonly<Record<ClockKind, (call: string) => string>> = {
  contact: (call) => `先联系${call}，告诉已受理，再往下办。`,
  result: (call) => `今天先告诉${call}进展和新的答复时间，再定结论。`,
  regulator: (call) => `今天先告诉${call}进展，尽快定结论并告知。`,
  recheck: (call) => `今天先告诉${call}进展，尽快作出核查结论。`,
};

/** The card of one case: how much time is left, or what it is late with. */
export async function alertFacts(store: Stores, alert: CaseAlert, together: readonly string[], at: Date) {
  const { loaded, role, kind, isBreach } = alert;
  const { row, facts } = loaded;
  const person = await complainantOf(store, row, at);
  const clock = loaded.clocks.find((one) => one.kind === kind)!;
  const others = loaded.clocks.filter((one) => one.kind !== kind && one.doneAt === undefined);
  const names = await store.staff.listNames([row.ownerId, ...together]);
  const contact = facts.firstContactAt ? `${formatFullDay(dateAt(facts.firstContactAt), at)}已联系` : '还没联系客户';
  const asked = openExtensionRequest(loaded.events) !== undefined;
  const forAbove = [
    ...(asked ? [{ key: `caseDo:${row.id}.approve`, text: '批准延期', primary: true }] : []),
    ...supervisorButtons(row).map((one) => ({ ...one, primary: one.primary === true && !asked })),
  ];
  const look = { key: `case:${row.id}`, text: '看案件', primary: false };
  const first = kind === 'contact' ? { key: `caseDo:${row.id}.contacted`, text: '联系了', primary: true } : { ...look, primary: true };
  const forOwner = [
    first,
    { key: `caseDo:${row.id}.progress`, text: '记进展', primary: false },
    { key: `caseDo:${row.id}.assign`, text: '转办', primary: false },
    { key: `caseWhy:${row.id}`, text: '依据', primary: false },
  ];
  return {
    id: row.id,
    no: row.no,
    clock: CLOCK_TITLES[kind],
    isBreach,
    left: formatRemaining(clock.dueAt, at),
    due: formatDeadline(clock.dueAt, at, { law: true, countdown: false }),
    provisional: clock.provisional,
    rows: [
      { title: '客户', words: `${whoWords(row, person)}，${kindTitle(row)}` },
      { title: '受理人', words: names.get(row.ownerId) ?? row.ownerId },
      { title: '现状', words: `${contact}，${row.decidedAt === null ? '未给结论' : row.notifiedAt === null ? '结论还没告知' : '已告知'}` },
      ...others.slice(0, 2).map((one) => clockRow(one, at)),
    ],
    sub: isBreach
      ? `${REMEDY[kind](person.call)}${together.length > 1 ? `${together.map((id) => names.get(id) ?? id).join('、')}同时收到。` : ''}`
      : kind === 'contact'
        ? `联系${person.call}，告诉${person.pronoun}已受理。`
        : '处理中也要答复客户，每次记一句。',
    buttons: role === 'above' ? [...forAbove.slice(0, 4), look] : [...forOwner, ...(kind === 'contact' ? [look] : [])],
  };
}

/** One line of a card that speaks of several cases. */
export async function alertLine(store: Stores, alert: CaseAlert, at: Date): Promise<{ id: string; no: string; name: string; words: string }> {
  const { row, clocks } = alert.loaded;
  const person = await complainantOf(store, row, at);
  const clock = clocks.find((one) => one.kind === alert.kind)!;
  return { id: row.id, no: row.no, name: person.name, words: `${person.name} ${CLOCK_TITLES[alert.kind]} ${formatRemaining(clock.dueAt, at)}` };
}

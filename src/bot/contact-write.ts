import type { z } from 'zod';
import { dateAt, instantAt } from '../domain/calendar/index.js';
import type { ContactMode, ContactOutcome } from '../domain/contact-record.js';
import type { ClientView } from '../store/client.js';
import type { factArg, promiseArg } from './args.js';
import type { Turn } from './command.js';

/** The rows a contact leaves: the record, what was promised, and what was learned. All but the record go with it when it is taken back. */

type Fact = z.infer<typeof factArg>;
type Promised = z.infer<typeof promiseArg>;
type Stored = { kind: string; id: string };

export interface Told {
  mode?: ContactMode | undefined;
  minutes?: number | undefined;
  /** As said, or as goes without saying for the mode. */
  outcome?: ContactOutcome | undefined;
  effective: boolean;
  at: Date;
  summary: string;
  facts: readonly Fact[];
  nextContactOn?: string | undefined;
}

/** 「别外传」, 「要保密」: for the client's own managers only. Source: domain §6, §19. */
export const isKeptClose = (words: string): boolean => KEPT_CLOSE.test(words);
const KEPT_CLOSE =
  /(?:[别勿]|不要|不能|不可|请不要)(?:再)?(?:往?外(?:传|说)|声张)|不(?:要|能|想|让|愿)[^，,。;；]{0,6}(?:别人|其他人|外人|任何人|家里人?)知道|(?:[别勿]|不要)(?:告诉|跟|和|对|同)(?:别人|其他人|外人|任何人|他人)|(?:请|务必|注意|麻烦|一定|要|帮[我他她]|替[我他她])保密|[，,。;；\s]保密[。.\s]*$/u;

/** With the client's contact dates as they were, for taking it back. */
export async function addRecord(turn: Turn, client: ClientView, told: Told): Promise<string> {
  return turn.store.contactRecord.add({
    clientId: client.id,
    byUserId: turn.user.id,
    onBehalfOf: await onBehalfOf(turn, client.id),
    mode: told.mode ?? null,
    direction: 'out',
    at: told.at.getTime(),
    onDate: dateAt(told.at),
    minutes: told.minutes ?? null,
    place: null,
    participants: null,
    purpose: 'other',
    outcome: told.outcome ?? null,
    summary: told.summary,
    clientWords: null,
    confidentiality: isKeptClose(turn.text) ? 'private' : told.facts.some((fact) => fact.confidentiality === 'restricted') ? 'restricted' : 'normal',
    nextStep: null,
    nextContactOn: told.nextContactOn ?? null,
    effective: told.effective ? 1 : 0,
    before: JSON.stringify({
      lastContactOn: client.lastContactOn,
      lastEffectiveContactOn: client.lastEffectiveContactOn,
      nextContactOn: client.nextContactOn,
    }),
    createdAt: turn.now.getTime(),
  });
}

/** A stand-in writes for the main manager, an assistant for the one he works for. */
async function onBehalfOf(turn: Turn, clientId: string): Promise<string | null> {
  const subject = await turn.store.client.getSubject(clientId);
  const acting = subject.relations.find((r) => r.userId === turn.user.id && (r.role === 'acting' || r.role === 'roaming'));
  return acting?.forUserId ?? turn.user.assistsUserIds?.[0] ?? null;
}

/** What was promised, in the worklist of who promised it: due at its hour, else before business ends. */
export async function addPromises(turn: Turn, clientId: string, contactId: string, promises: readonly Promised[]): Promise<Stored[]> {
  const { store, user, now, rules } = turn;
  const stored: Stored[] = [];
  for (const promise of promises) {
    const dueOn = promise.dueOn ?? dateAt(now);
    const id = await store.task.add({
      kind: 'promise',
      clientId,
      ownerId: user.id,
      text: promise.text,
      dueOn,
      dueAt: instantAt(dueOn, promise.dueTime ?? rules.calendar.businessDayEnd).getTime(),
      ...(promise.dueTime ? { dueTime: promise.dueTime } : {}),
      words: turn.text,
      sourceKind: 'contact',
      sourceId: contactId,
      createdBy: user.id,
      createdAt: now.getTime(),
    });
    stored.push({ kind: 'task', id });
  }
  return stored;
}

/** What was learned waits to be confirmed; a day in it is kept as a day of care. */
export async function addFacts(turn: Turn, clientId: string, contactId: string, facts: readonly Fact[]): Promise<Stored[]> {
  const { store, user, now } = turn;
  const stored: Stored[] = [];
  for (const fact of facts) {
    const id = await store.profileFact.add({
      clientId,
      kind: fact.kind,
      text: fact.text,
      value: fact.year || fact.day ? JSON.stringify({ year: fact.year, day: fact.day, who: fact.who }) : null,
      state: 'suggested',
      confidentiality: isKeptClose(turn.text) ? 'private' : (fact.confidentiality ?? 'normal'),
      contactId,
      createdBy: user.id,
      createdAt: now.getTime(),
    });
    stored.push({ kind: 'profileFact', id });
    if (fact.day && !fact.day.vague) stored.push({ kind: 'careDate', id: await addDay(turn, clientId, contactId, fact, fact.day) });
  }
  return stored;
}

function addDay({ store, user, now, text }: Turn, clientId: string, contactId: string, fact: Fact, day: NonNullable<Fact['day']>): Promise<string> {
  const isBirthday = fact.kind === 'birthday';
  return store.careDate.add({
    clientId,
    relatedPersonId: null,
    kind: isBirthday ? (fact.who ? 'relativeBirthday' : 'birthday') : 'milestone',
    rule: day.lunar ? 'lunarYearly' : isBirthday ? 'solarYearly' : 'once',
    month: day.month,
    day: day.day,
    leap: day.leap ? 1 : 0,
    year: day.year ?? null,
    onDate: isBirthday ? null : day.date,
    endDate: null,
    leadDays: null,
    yearKey: `${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`,
    note: fact.text,
    confidentiality: isKeptClose(text) ? 'private' : (fact.confidentiality ?? 'normal'),
    source: 'contact',
    contactId,
    createdBy: user.id,
    createdAt: now.getTime(),
  });
}

import { decide } from '../domain/permission.js';
import { UserError } from '../errors.js';
import type { AuditEntry } from '../store/audit.js';
import type { StoreTx } from '../store/index.js';
import type { Reply } from './reply.js';
import { fill, type Road, type RoadDeps } from './road.js';
import { runTap } from './tap.js';

/** Verbs that only show. A page opens these and no others. */
const SHOWING: readonly string[] = [
  'day',
  'dayMore',
  'dayFiles',
  'teamKind',
  'weekDay',
  'weekItem',
  'case',
  'referral',
  'view',
  'birthday',
  'greet',
  'festival',
  'holdings',
  'maturityDay',
  'overdueOf',
];

export interface OpenedItem {
  /** What the same number brings in the chat; absent: it can only be sent there. */
  shown?: Reply;
  /** The client it is about, where this person may call him. */
  call?: { name: string; mobile: string };
}

/** A lead is written down when it is opened in the chat; to read, its client is there. */
const readable = (key: string): string => (key.startsWith('lead:') ? `view:${key.slice('lead:'.length).split('|')[0]}` : key);

class Unread extends Error {}

/**
 * Reads what a key brings for somebody, as it stands now, without saying it in the chat: nothing changes but the audit, which
 * notes it as read on a page. Undefined: he is no colleague any more.
 */
export async function openItem(store: StoreTx, deps: RoadDeps, userId: string, key: string, now: Date): Promise<OpenedItem | undefined> {
  const user = await store.staff.findSpeaker(userId);
  if (!user) return undefined;
  const shownKey = readable(key);
  if (!SHOWING.includes(shownKey.split(':')[0] ?? '')) return {};
  const entries: AuditEntry[] = [];
  const reading: StoreTx = { ...store, audit: { ...store.audit, append: async (...added) => void entries.push(...added) } };
  const road: Road = {
    deps,
    message: {
      id: 0,
      channel: deps.pushChannel,
      from: userId,
      place: 'private',
      content: { kind: 'tap', key: shownKey, taskId: '', cardType: '', selected: {} },
      replyTo: { channel: deps.pushChannel, userId },
      receivedAt: now,
    },
    store: reading,
    user,
    session: { ...(await store.session.get(user.id)), lastClientId: null },
    now,
    text: '',
    out: { replies: [], notices: [], change: null, stored: [], frame: null, isPrivate: true },
  };
  try {
    await store.sql.savepoint(async () => {
      await runTap(road, shownKey, {}, '');
      throw new Unread(); // whatever a handler may have written
    });
  } catch (error) {
    if (error instanceof UserError) road.out.replies = [fill(road, `errors/${error.code}`, error.facts)];
    else if (!(error instanceof Unread)) throw error;
  }
  await store.audit.append(...entries.map((entry) => ({ ...entry, place: 'web' as const })));
  // A reason is asked in the chat: what waits for it was taken back here.
  const [shown] = road.out.replies.filter((reply) => reply.kind !== 'card' || reply.name !== 'ask-reason');
  const call = await callOf(road, store);
  return { ...(shown ? { shown } : {}), ...(call ? { call } : {}) };
}

async function callOf({ user, session, now }: Road, store: StoreTx): Promise<OpenedItem['call']> {
  const { lastClientId: clientId } = session;
  const client = clientId === null ? undefined : await store.client.findRow(clientId);
  if (!clientId || !client?.mobile) return undefined;
  const subject = await store.client.getSubject(clientId);
  const decision = decide({ userId: user.id, roles: user.roles, assistsUserIds: user.assistsUserIds ?? [] }, 'client.reveal', subject, now, {});
  return decision.allowed ? { name: client.honorific ?? client.name, mobile: client.mobile } : undefined;
}

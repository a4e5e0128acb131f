import { timeAt } from '../domain/calendar/index.js';
import type { RetentionRow } from '../store/retention.js';
import type { Notice, Outcome, Turn } from './command.js';
import { shortCall } from './client-facts.js';
import { supervisorsOf } from './line.js';

/** A client who closed his account: the supervisor is asked whether the file is closed too. Source: domain §4.2 «On lost». */
export async function askToSeal(turn: Turn, row: RetentionRow): Promise<Notice[]> {
  const client = await turn.store.client.getFor(turn.user, row.clientId);
  const reply = turn.reply('client-lost', { id: client.id, name: client.name, by: turn.user.name });
  return (await supervisorsOf(turn, client.orgId)).map((to) => ({
    to,
    kind: 'retention',
    dedupeKey: `client-lost:${row.id}:${to}`,
    reply,
  }));
}

/** 封存: relations end, care and reminders stop, the file is compliance's alone. What is still open has to be ended first. */
export async function sealClient(turn: Turn, clientId: string): Promise<Outcome> {
  const { store, user, now } = turn;
  const client = await store.client.getFor(user, clientId);
  const openCases = await store.case.countOpenByClient(clientId);
  const { referrals } = await store.managerRelation.countOpenWork(clientId);
  if (openCases > 0 || referrals > 0)
    return { replies: [turn.reply('client-lost-open', { name: shortCall(client), cases: openCases, referrals, clientId })] };
  const relations = (await store.managerRelation.listForClient(clientId)).filter((one) => one.state === 'active');
  for (const relation of relations) await store.managerRelation.end(relation.id, now);
  const tasks = await store.client.markLost(clientId, user.id, now);
  await store.audit.append({
    at: now,
    actor: user.id,
    role: turn.role,
    action: 'client.seal',
    objectType: 'client',
    objectId: clientId,
    clientId,
    before: { status: client.status, relations: relations.map(({ role, userId }) => ({ role, userId })) },
    after: { status: 'lost', tasks },
    place: turn.place,
    result: 'ok',
  });
  return {
    replies: [turn.reply('client-sealed', { name: client.name, tasks })],
    stored: [{ kind: 'client', id: clientId }],
    change: { kind: 'card-change', after: `已封存 ${timeAt(now)}` },
    session: { lastClientId: null },
  };
}

import { LEVEL_TITLES } from '../domain/client-level-name.js';
import type { Reply } from './reply.js';
import type { TaskRow } from '../store/task.js';
import type { StoreTx } from '../store/index.js';
import type { Notice, Turn } from './command.js';

/** Somebody in the lobby: who is told, and until when an answer is waited for. Source: domain §10, §11. */
export interface OnSiteDesk {
  store: Pick<StoreTx, 'clientSearch' | 'staff' | 'org'>;
  reply: (template: string, facts: Record<string, unknown>) => Reply;
}

/** The alert as its receiver reads it; never in quiet hours' way. `late`: nobody answered in time. */
export async function onSiteCard(desk: OnSiteDesk, task: TaskRow, late: boolean, canPass: boolean): Promise<Reply> {
  const reporter = await desk.store.staff.find(task.createdBy);
  const owner = await desk.store.staff.find(task.ownerId);
  const client = task.clientId === null ? undefined : (await desk.store.clientSearch.summaries([task.clientId]))[0];
  const org = reporter ? await desk.store.org.find(reporter.orgId) : undefined;
  return desk.reply('on-site-alert', {
    id: task.id,
    name: client?.name ?? '',
    level: client ? LEVEL_TITLES[client.level] : '',
    at: task.createdAt,
    until: task.dueAt,
    text: task.text,
    place: (org?.name ?? '').replace(/^.*银行/u, ''),
    reporter: reporter?.name ?? task.createdBy,
    mobile: reporter?.mobile ?? null,
    owner: owner?.name ?? '',
    late,
    canPass,
  });
}

/** Managers of the reporter's outlet who can step in. */
export async function colleaguesAt(store: Pick<StoreTx, 'staff'>, orgId: string, without: readonly string[]): Promise<string[]> {
  return (await store.staff.listIdsByRole(orgId, ['relationshipManager', 'wealthAdviser'])).filter((id) => !without.includes(id));
}

/** It is in hand: ends the wait, and whoever waits for word of it hears who has it. `handled`: the client was seen to already. */
export async function settleOnSite(turn: Turn, task: TaskRow, handled: boolean): Promise<{ notices: Notice[]; reporter: string; client: string }> {
  const { store, user, now } = turn;
  await store.task.change(task.id, { state: 'done', doneAt: now.getTime(), doneBy: user.id }, now);
  const client = task.clientId === null ? undefined : (await store.clientSearch.summaries([task.clientId]))[0];
  const told = [...new Set([task.createdBy, task.ownerId])].filter((one) => one !== user.id);
  const words = { who: user.name, at: now, name: client?.name ?? '', handled };
  return {
    notices: told.map((to) => ({ to, kind: 'onSite', dedupeKey: `on-site:${task.id}:answered:${to}`, reply: turn.reply('on-site-answered', words) })),
    reporter: (await store.staff.find(task.createdBy))?.name ?? '',
    client: client?.name ?? '',
  };
}

export async function onSiteNotices(turn: Turn, task: TaskRow, to: readonly string[], canPass: boolean): Promise<Notice[]> {
  const card = await onSiteCard(turn, task, false, canPass);
  return to.map((id) => ({ to: id, kind: 'onSite', dedupeKey: `on-site:${task.id}:${id}`, reply: card }));
}

import { dateAt } from '../domain/calendar/index.js';
import { findActive } from '../domain/manager-relation.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import type { Role } from '../domain/role.js';
import type { CaseRow } from '../store/case.js';
import type { StoreTx } from '../store/index.js';
import { accusedOf, type LoadedCase } from './case-facts.js';
import { clockRows, complainantOf, kindTitle, stateTitle, whoWords } from './case-words.js';
import type { Notice, Turn } from './command.js';

const SUPERIORS: readonly Role[] = ['wealthCentreHead', 'branchManager'];

/** Orgs from the outlet up to the head office. */
async function orgsUp(store: Pick<StoreTx, 'org'>, orgId: string): Promise<string[]> {
  return ((await store.org.find(orgId))?.path ?? '').split('/').filter(Boolean).reverse();
}

/** Holders of these roles at the outlet or above it: the nearest org that has any. */
export async function nearestAbove(store: Pick<StoreTx, 'org' | 'staff'>, orgId: string, roles: readonly Role[]): Promise<string[]> {
  for (const id of await orgsUp(store, orgId)) {
    const found = await store.staff.listIdsByRole(id, roles);
    if (found.length > 0) return found;
  }
  return [];
}

/** Who stands above the outlet: approves a second extension, decides a recheck. */
export const superiorsOf = (store: Pick<StoreTx, 'org' | 'staff'>, orgId: string): Promise<string[]> => nearestAbove(store, orgId, SUPERIORS);

/** Who supervises the case: the outlet's supervisors, without who is complained about or has it himself; where none is left, those above. */
export async function caseSupervisors(
  store: Pick<StoreTx, 'org' | 'staff'>,
  row: Pick<CaseRow, 'orgId' | 'accusedIds' | 'ownerId'>,
): Promise<string[]> {
  const out = new Set([...accusedOf(row), row.ownerId]);
  const own = (await store.staff.listIdsByRole(row.orgId, ['branchSupervisor'])).filter((id) => !out.has(id));
  return own.length > 0 ? own : (await superiorsOf(store, row.orgId)).filter((id) => !out.has(id));
}

/** Branch head and compliance: told of a major complaint at once. Source: domain §9. */
export async function majorListeners(store: Pick<StoreTx, 'org' | 'staff'>, orgId: string): Promise<string[]> {
  const heads = await nearestAbove(store, orgId, ['branchManager']);
  const compliance = await nearestAbove(store, orgId, ['compliance']);
  return [...new Set([...heads, ...compliance])];
}

/** Colleagues whose full name stands in the words, and the speaker where he says it of himself. */
export async function colleaguesNamed(turn: Pick<Turn, 'store' | 'user'>, words: string, orgId: string, notThisName: string): Promise<string[]> {
  const path = await orgsUp(turn.store, orgId);
  // The branch is where colleagues know each other by name; the head office alone would be everybody.
  const top = path.length > 2 ? path.slice(0, -1).at(-1)! : (path[0] ?? orgId);
  const colleagues = await turn.store.staff.listInSubtree((await turn.store.org.find(top))?.path ?? '');
  const named = colleagues.filter((one) => one.name.length >= 2 && one.name !== notThisName && words.includes(one.name)).map((one) => one.id);
  if (/(?:投诉|举报|告)了?我(?![们行])/u.test(words) && !named.includes(turn.user.id)) named.push(turn.user.id);
  return named;
}

/** While somebody is away, what is said to him of his client's case goes to who stands in for him. Source: domain §5. */
async function withStandIns(turn: Pick<Turn, 'store' | 'now'>, clientId: string | null, to: readonly string[]): Promise<string[]> {
  if (clientId === null) return [...to];
  const acting = findActive(await turn.store.managerRelation.listForClient(clientId), 'acting', dateAt(turn.now));
  return to.map((id) => (acting?.forUserId === id ? acting.userId : id));
}

export interface CaseNews {
  /** 「申请延期」: what happened, without anything private. */
  what: string;
  /** The words that go with it. */
  text?: string | null;
  by: string | null;
  buttons?: { key: string; text: string; primary?: boolean }[];
  /** Told at night too. */
  urgent?: boolean;
  sub?: string | null;
}

/** The card that tells somebody what happened in a case; its key keeps a repeat harmless. */
export async function caseNotices(
  turn: Pick<Turn, 'store' | 'now' | 'rules' | 'reply'>,
  loaded: LoadedCase,
  to: readonly string[],
  news: CaseNews,
  eventId: string,
): Promise<Notice[]> {
  const { row } = loaded;
  const person = await complainantOf(turn.store, row, turn.now);
  const look = { key: `case:${row.id}`, text: '看案件' };
  const hidden = new Set(accusedOf(row));
  const leaves = staffPushAt(turn.now, news.urgent ? 'breach' : 'other', turn.rules);
  return [...new Set(await withStandIns(turn, row.clientId, to))].map((id) => ({
    to: id,
    kind: 'case',
    dedupeKey: `case:${row.id}:${eventId}:${id}`,
    reply: turn.reply('case-notice', {
      id: row.id,
      no: row.no,
      what: news.what,
      desc: `${whoWords(row, person)} ${kindTitle(row)}${news.by ? `，${news.by}` : ''}`,
      text: hidden.has(id) ? null : (news.text ?? null),
      standing: stateTitle(row),
      clocks: clockRows(loaded, leaves).slice(0, 4),
      sub: news.sub ?? null,
      buttons: [...(news.buttons ?? []).slice(0, 4), look],
      urgent: news.urgent === true,
    }),
    notBefore: leaves,
  }));
}

/** What a supervisor may do from the card. */
export function supervisorButtons(row: Pick<CaseRow, 'id' | 'kind'>): { key: string; text: string; primary?: boolean }[] {
  return [
    { key: `caseDo:${row.id}.comment`, text: '批示', primary: true },
    { key: `caseDo:${row.id}.assign`, text: '改派' },
    ...(row.kind === 'complaint' ? [{ key: `caseDo:${row.id}.investigator`, text: '换调查人' }] : []),
  ];
}

import { MINUTE_MS } from '../domain/calendar/index.js';
import { findCase } from './case-acts.js';
import { eventData, loadCase, type LoadedCase } from './case-facts.js';
import { step } from './case-step.js';
import type { Turn } from './command.js';

/** Words that make a logged contact one about the client's case. */
const ABOUT_A_CASE = /联系了|已联系|投诉|诉求|受理|案件|(?:TS|SQ)-?\d/i;

/** Running cases of a client that wait for the first contact and that this person works on. */
async function waitingCases(turn: Turn, clientId: string): Promise<LoadedCase[]> {
  const rows = (await turn.store.case.listOpenByClient(clientId)).filter(
    (row) => row.contactedAt === null && ['received', 'accepted'].includes(row.state),
  );
  const found: LoadedCase[] = [];
  for (const row of rows) {
    const one = await findCase(turn, row.id);
    if (one?.rights.handle) found.push(one.loaded);
  }
  return found;
}

/** 「联系了 赵敏」 says enough where a case of hers waits for just that: what the record is then about. */
export async function caseContactSummary(turn: Turn, clientId: string): Promise<string | undefined> {
  if (!/联系了|已联系/.test(turn.text)) return undefined;
  const waiting = await waitingCases(turn, clientId);
  return waiting.length === 0 ? undefined : `联系客户（${waiting.map(({ row }) => row.no).join('、')}）`;
}

/**
 * A contact that was logged completes the first contact of the client's waiting cases, where it was about them and happened
 * since they were received. Gives their numbers.
 */
export async function completeFirstContacts(
  turn: Turn,
  contact: { id: string; clientId: string; at: Date; summary: string; reached: boolean },
): Promise<string[]> {
  if (!contact.reached || !ABOUT_A_CASE.test(`${turn.text} ${contact.summary}`)) return [];
  const done: string[] = [];
  for (const loaded of await waitingCases(turn, contact.clientId)) {
    if (toMinute(contact.at.getTime()) < toMinute(loaded.row.receivedAt)) continue;
    await step(turn, loaded, {
      kind: 'contacted',
      text: contact.summary,
      data: { contactId: contact.id },
      at: new Date(Math.max(contact.at.getTime(), loaded.row.receivedAt)),
      to: 'contacted',
      set: { contactedAt: Math.max(contact.at.getTime(), loaded.row.receivedAt) },
    });
    done.push(loaded.row.no);
  }
  return done;
}

/** A contact that was told has its minute, a case the instant of its message: of the same minute, it came after. */
const toMinute = (ms: number): number => Math.floor(ms / MINUTE_MS);

/** The contact was undone: what it alone had completed runs again. Gives the numbers. */
export async function reopenFirstContacts(turn: Turn, contactId: string, clientId: string): Promise<string[]> {
  const reopened: string[] = [];
  for (const row of await turn.store.case.listOpenByClient(clientId)) {
    const events = await turn.store.case.listEvents(row.id);
    if (!events.some((e) => e.kind === 'contacted' && eventData<{ contactId?: string }>(e).contactId === contactId)) continue;
    const loaded = await step(turn, await loadCase(turn, row), { kind: 'contactUndone', data: { contactId } });
    const still = loaded.facts.firstContactAt;
    await turn.store.case.change(
      row.id,
      { contactedAt: still?.getTime() ?? null, ...(still === undefined && row.state === 'contacted' ? { state: 'received' } : {}) },
      turn.now,
    );
    if (still === undefined) reopened.push(row.no);
  }
  return reopened;
}

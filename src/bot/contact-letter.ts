import { firstCallDueOn } from '../domain/cadence.js';
import { isIntroductionLetter, type ContactMode } from '../domain/contact-record.js';
import { instantAt } from '../domain/calendar/index.js';
import type { Turn } from './command.js';

/** After a letter of introduction the first call is put on the list. Source: domain §5. Undefined: it was no such letter. */
export async function addFirstCall(
  turn: Turn,
  client: { id: string; orgId: string; name: string; honorific: string | null; lastContactOn: string | null },
  contact: { id: string; mode: ContactMode | undefined; summary: string; onDate: string },
): Promise<{ id: string; text: string; dueOn: string } | undefined> {
  if (!isIntroductionLetter(contact.mode, contact.summary, client.lastContactOn === null)) return undefined;
  const orgPath = (await turn.store.org.find(client.orgId))?.path;
  const dueOn = firstCallDueOn(contact.onDate, orgPath === undefined ? turn.calendar : turn.calendarOf(orgPath), turn.rules);
  const text = `给${client.honorific ?? client.name}打第一个电话`;
  const id = await turn.store.task.add({
    kind: 'firstCall',
    clientId: client.id,
    ownerId: turn.user.id,
    text,
    dueOn,
    dueAt: instantAt(dueOn, turn.rules.calendar.businessDayEnd).getTime(),
    words: turn.text,
    sourceKind: 'contact',
    sourceId: contact.id,
    createdBy: turn.user.id,
    createdAt: turn.now.getTime(),
  });
  return { id, text, dueOn };
}

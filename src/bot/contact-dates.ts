import { movedContactOn, nextContactDue, type ContactDue } from '../domain/cadence.js';
import { dateAt } from '../domain/calendar/index.js';
import type { AdminLayer, ClientLevel } from '../domain/client-level.js';
import type { ClientRow, ClientView } from '../store/client.js';
import type { Turn } from './command.js';

/** Moves a client's contact dates after a contact of that day, and says when the next one is due. Source: domain §6. */
export async function moveContactDates(
  turn: Turn,
  client: ClientView,
  contact: { onDate: string; effective: boolean; agreedOn?: string },
): Promise<ContactDue | null> {
  const isLater = client.lastEffectiveContactOn === null || contact.onDate > client.lastEffectiveContactOn;
  const lastEffectiveOn = contact.effective && isLater ? contact.onDate : client.lastEffectiveContactOn;
  const due = nextContactDue(
    {
      level: client.level as ClientLevel,
      ...(client.adminLayer ? { adminLayer: client.adminLayer as AdminLayer } : {}),
      ...(client.cadenceMonths === null ? {} : { wish: client.cadenceMonths === 0 ? ('none' as const) : client.cadenceMonths }),
      ...(lastEffectiveOn === null ? {} : { lastEffectiveOn }),
      relationStartOn: client.relationStartOn ?? dateAt(turn.now),
      ...(contact.agreedOn ? { agreedOn: contact.agreedOn } : {}),
    },
    turn.calendar,
    turn.rules,
  );
  await turn.store.client.setContactDates(client.id, {
    ...(client.lastContactOn === null || contact.onDate > client.lastContactOn ? { lastContactOn: contact.onDate } : {}),
    lastEffectiveContactOn: lastEffectiveOn,
    nextContactOn: due?.dueOn ?? null,
  });
  return due;
}

/** After a relation began: the first contact counts from today, unless there was one before or a day is agreed. */
export async function startContactDates(turn: Pick<Turn, 'store' | 'rules'>, before: ClientRow): Promise<void> {
  const after = await turn.store.client.findRow(before.id);
  if (!after) return;
  const facts = (row: ClientRow) => ({ ...row, level: row.level as ClientLevel, adminLayer: row.adminLayer as AdminLayer | null });
  const nextContactOn = movedContactOn(facts(before), facts(after), turn.rules);
  if (nextContactOn !== after.nextContactOn) await turn.store.client.setContactDates(after.id, { nextContactOn });
}

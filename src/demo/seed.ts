import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, addMonths, dateAt, instantAt } from '../domain/calendar/index.js';
import { cadenceDueOn } from '../domain/cadence.js';
import { levelOfTitle } from '../domain/client-level-name.js';
import { isEffectiveContact } from '../domain/contact-record.js';
import { DEFAULT_RULES, type Rules } from '../domain/rules.js';
import { runImport } from '../import/index.js';
import { insertInto, updateSet, type Db } from '../store/db/index.js';
import { newId } from '../store/ids.js';
import { openStore, type StoreTx } from '../store/index.js';
import { makeDemoBank, type DemoPerson } from './bank.js';

const SEEDED = 'demo.seeded';

/**
 * Puts the demo bank into an empty database, through the same import as a real bank's files; does nothing when it is there
 * already. Its dates are relative to `now`.
 * @returns whether it was put there.
 */
export async function seedDemo({
  db,
  now,
  log,
  rules = DEFAULT_RULES,
}: {
  db: Db;
  now: Date;
  rules?: Rules;
  log?: { info(line: string): void };
}): Promise<boolean> {
  const store = openStore(db, () => now);
  if ((await store.counter.find(SEEDED)) !== undefined) return false;
  const bank = makeDemoBank(dateAt(now));
  const folder = mkdtempSync(path.join(tmpdir(), 'caiban-demo-'));
  try {
    for (const { kind, text } of bank.files) {
      const file = path.join(folder, `${kind}.csv`);
      writeFileSync(file, text);
      const result = await runImport({ db, kind, file, now, actor: 'import', rules });
      log?.info(`demo bank ${kind}: ${result.added} added, ${result.rejected} rejected`);
      if (result.rejected > 0) throw new Error(`demo bank: ${kind} line ${result.firstRejected[0]?.line}: ${result.firstRejected[0]?.reason}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await store.tx(async (tx) => {
    for (const person of bank.people) await addPast(tx, person, now, rules);
    await tx.counter.set(SEEDED, 1);
  });
  return true;
}

/** What an import cannot know: past contacts, and since when the manager looks after the client. */
async function addPast({ sql }: StoreTx, person: DemoPerson, now: Date, rules: Rules): Promise<void> {
  const client = await sql.get<{ id: string }>('SELECT id FROM Client WHERE clientNo = ?', [person.clientNo]);
  if (!client || person.manager === null) return;
  const today = dateAt(now);
  const since = addDays(addMonths(person.contacts.at(-1)?.on ?? today, -6), -(Number(person.tail) % 200));
  for (const contact of person.contacts) {
    const at = instantAt(contact.on, contact.time).getTime();
    await sql.run(
      ...insertInto('ContactRecord', {
        id: newId(new Date(at)),
        clientId: client.id,
        byUserId: person.manager,
        mode: contact.mode,
        direction: 'out',
        at,
        onDate: contact.on,
        minutes: contact.minutes ?? null,
        place: contact.place ?? null,
        purpose: contact.purpose,
        outcome: contact.outcome,
        summary: contact.summary,
        confidentiality: contact.confidentiality ?? 'normal',
        effective: isEffectiveContact(contact) ? 1 : 0,
        createdAt: at,
        updatedAt: at,
        version: 1,
      }),
    );
  }
  const last = person.contacts[0]?.on ?? null;
  const effective = person.contacts.find((contact) => isEffectiveContact(contact))?.on ?? null;
  // Without a contact yet the relation is young: the first one is still to come.
  const relationStartOn = last === null ? addDays(today, -20) : since;
  await sql.run(
    ...updateSet(
      'Client',
      {
        relationStartOn,
        lastContactOn: last,
        lastEffectiveContactOn: effective,
        nextContactOn: cadenceDueOn(
          {
            level: levelOfTitle(person.level) ?? 'general',
            adminLayer: null,
            cadenceMonths: person.cadence ?? null,
            lastEffectiveContactOn: effective,
            relationStartOn,
          },
          rules,
        ),
      },
      'id = ?',
      [client.id],
    ),
  );
  await sql.run('UPDATE ManagerRelation SET fromOn = ? WHERE clientId = ?', [relationStartOn, client.id]);
}

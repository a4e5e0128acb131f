import type { CaseFacts } from '../domain/case/index.js';
import { compareLayers, compareLevels, type AdminLayer, type ClientLevel } from '../domain/client-level-name.js';
import type { CaseRow } from '../store/case.js';
import { caseFacts, settleClocks, type CaseDesk, type LoadedCase } from './case-facts.js';

/** A client's standing now. */
export interface Standing {
  level: ClientLevel;
  adminLayer?: AdminLayer;
}

/** Whether it is higher than everything the case has been run by so far; a fall changes nothing. */
export function isRise(facts: CaseFacts, to: Standing): boolean {
  const levels = [facts.levelAtIntake, ...(facts.levelChanges ?? []).map((one) => one.level)];
  const layers = [facts.adminLayerAtIntake, ...(facts.levelChanges ?? []).map((one) => one.adminLayer)];
  return (
    levels.every((level) => compareLevels(to.level, level) > 0) ||
    (to.adminLayer !== undefined && layers.every((layer) => compareLayers(to.adminLayer, layer) > 0))
  );
}

/**
 * The client's level rose while the case runs: the stricter row applies from now on. For imports, level evaluation and the
 * clock's job alike; undefined when it is no rise. Source: domain §9.1.
 */
export async function raiseCaseLevel(
  desk: CaseDesk,
  row: CaseRow,
  to: Standing,
  by: string,
): Promise<(LoadedCase & { eventId: string }) | undefined> {
  const facts = caseFacts(row, await desk.store.case.listEvents(row.id));
  if (!isRise(facts, to)) return undefined;
  const eventId = await desk.store.case.addEvent(row.id, 'levelRise', by, desk.now, null, {
    level: to.level,
    ...(to.adminLayer ? { adminLayer: to.adminLayer } : {}),
  });
  const higher = compareLevels(to.level, row.clockLevel as ClientLevel) > 0;
  return { ...(await settleClocks(desk, await desk.store.case.change(row.id, higher ? { clockLevel: to.level } : {}, desk.now))), eventId };
}

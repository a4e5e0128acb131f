import { NotATimeError } from '../domain/calendar/index.js';
import { UserError } from '../errors.js';
import { afterOf, allowedAs, auditDenied, auditedRole, purposeOf, settleTapped } from './access.js';
import { goOnWith } from './again.js';
import { QUESTION_TAPS, splitKey } from './question-taps.js';
import { say, take, turnOf, type Road } from './road.js';
import { doersOf, runFrame } from './run.js';

/** A tap: `<verb>:<id>`. The verbs of open questions are here, all others belong to commands. */
export async function runTap(road: Road, key: string, selected: Record<string, string[]>, taskId: string): Promise<void> {
  const cut = key.indexOf(':');
  const verb = cut < 0 ? key : key.slice(0, cut);
  const id = cut < 0 ? '' : key.slice(cut + 1);
  road.out.isPrivate = true;
  if (verb === 'closed') return; // a greyed card on the aibot: there is nothing to say
  const own = Object.hasOwn(QUESTION_TAPS, verb) ? QUESTION_TAPS[verb] : undefined;
  if (own) return own(road, id);
  if (verb === 'say') return runWords(road, id);
  if (verb === 'open') return say(road, 'open-link', { href: id });
  for (const command of road.deps.commands.values()) {
    const handler = command.taps && Object.hasOwn(command.taps, verb) ? command.taps[verb] : undefined;
    if (!handler) continue;
    road.role = allowedAs(road.user, command);
    if (road.role === undefined) {
      await auditDenied(road, `${command.name}.${verb}`);
      return say(road, 'no-role', { word: command.aliases[0] ?? command.name, who: doersOf(command), refers: false });
    }
    const right = command.clientTaps?.[verb];
    const named = right && splitKey(id)[0];
    const access = right && named !== undefined ? await settleTapped(road, command, verb, named, right) : null;
    if (access === false) return;
    const turn = { ...turnOf(road, access), tap: { id, selected, taskId } };
    const outcome = await Promise.resolve(turn)
      .then(handler)
      .catch((error: unknown) => {
        // A key is words from outside: made up, cut off, or of another version. A day in it that is none is not our bug.
        throw error instanceof NotATimeError ? new UserError('card-unreadable') : error;
      });
    take(road, outcome);
    const clientId = named ?? ('session' in outcome ? (outcome.session?.lastClientId ?? undefined) : undefined);
    await road.store.audit.append({
      at: road.now,
      actor: road.user.id,
      role: auditedRole(road),
      action: `${command.name}.${verb}`,
      objectId: id.slice(0, 60),
      ...(clientId === undefined ? {} : { clientId }),
      ...purposeOf(road, clientId),
      ...afterOf(outcome),
      place: road.message.place,
      result: 'ok',
    });
    return goOnWith(road, outcome, '');
  }
  say(road, 'card-gone');
}

/** A button that stands for words: `say:<words>`, as if they were typed. */
async function runWords(road: Road, words: string): Promise<void> {
  road.text = words;
  const frame = await road.deps.understand(words, { store: road.store, user: road.user, session: road.session, now: road.now });
  road.out.frame = frame;
  return runFrame(road, frame);
}

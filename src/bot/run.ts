import type { Decision } from '../domain/permission.js';
import type { Frame } from '../domain/intent.js';
import { ROLE_TITLES } from '../domain/role.js';
import { aboutClient, afterOf, allowedAs, auditDenied, auditedRole } from './access.js';
import { usageOf, type Command } from './command.js';
import { closeQuestion, heardReasons, keepWhy, say, sayOnce, take, turnOf, type Road } from './road.js';
import { settleClient } from './settle-client.js';
import { askFor } from './ask-for.js';
import { confirm, leftWaiting } from './confirm.js';
import { saidAt, clientIdOf, plainArgs } from './frame-args.js';

/** Goes on with what was understood, as far as it can: to the handler, or to the one question that is missing. */
export async function runFrame(road: Road, understood: Frame, options: { confirmed?: boolean; draftId?: string } = {}): Promise<void> {
  const { then, ...frame } = withoutOthers(understood);
  // The second act goes first: what this one asks is then what is open, and each card has its own buttons.
  if (then) await runFrame(road, then);
  const command = frame.intent === null ? undefined : road.deps.commands.get(frame.intent);
  if (!command) return say(road, 'not-yet', { word: frame.text.slice(0, 20), advice: frame.intent === 'suitability' });
  road.out.isPrivate ||= command.group !== 'help';
  road.session.misses = 0;
  road.role = allowedAs(road.user, command);
  if (road.role === undefined) {
    await auditDenied(road, command.name);
    return sayOnce(road, 'no-role', { word: command.aliases[0] ?? command.name, who: doersOf(command), refers: hasInstead(road, command) });
  }
  if (road.message.place === 'group' && command.effect === 'write') return sayOnce(road, 'group-write');

  const access = await settleClient(road, command, frame, options);
  if (access === 'asked') return;
  road.role = allowedAs(road.user, command, access);
  if (command.defaults) await fillDefaults(road, command, frame, access);
  const missing = missingOf(command, frame);
  if (missing !== undefined) return askFor(road, command, frame, missing, options.draftId);

  if (!options.confirmed && command.effect === 'write' && (frame.needsConfirm || command.alwaysConfirm))
    return confirm(road, command, frame, access, options.draftId);
  const parsed = command.args.safeParse(plainArgs(frame.args));
  if (!parsed.success) return say(road, 'usage', { usage: usageOf(command), example: command.examples[0] ?? '' });
  // A new topic leaves an open question open (design §4).
  if (options.draftId !== undefined && road.session.question?.draftId === options.draftId) closeQuestion(road);
  if (command.effect === 'write' && isAskedAgain(road, command, frame)) closeQuestion(road);
  road.text = frame.part ?? frame.text;
  const isGuessed = frame.needsConfirm && !options.confirmed;
  const outcome = await command.handle({ ...turnOf(road, access), saidAt: saidAt(frame, road), isGuessed, args: parsed.data });
  // What the handler asks takes the place of what waited for a tap until now.
  const left = 'replies' in outcome && outcome.question ? await leftWaiting(road, options.draftId ?? '') : undefined;
  take(road, outcome);
  if (left) say(road, 'left-waiting', left);
  if (command.name !== 'why') {
    const { replies, why = [] } = 'replies' in outcome ? outcome : { replies: [outcome] };
    keepWhy(road, replies[0], [...why, ...(command.effect === 'write' ? heardReasons(frame) : [])]);
  }
  if (options.draftId) await road.store.draft.close(options.draftId, 'stored', road.now);
  const clientId = clientIdOf(frame);
  if (clientId !== undefined) road.session.lastClientId = clientId;
  await road.store.audit.append({
    at: road.now,
    actor: road.user.id,
    role: auditedRole(road),
    action: command.name,
    ...aboutClient(road, clientId),
    ...afterOf(outcome),
    place: road.message.place,
    result: 'ok',
  });
  await runNext(road, frame);
}

/** Whoever else was met gets a record of his own: nobody is told to make one. */
function withoutOthers(frame: Frame): Frame {
  if (!frame.next) return frame;
  const { others: _others, ...args } = frame.args;
  return { ...frame, args };
}

/** What the same sentence tells of the next client, once this one is settled. */
export async function runNext(road: Road, { next }: Frame): Promise<void> {
  const [first, ...rest] = next ?? [];
  if (first) await runFrame(road, rest.length > 0 ? { ...first, next: rest } : first);
}

/** The act that waited for one more thing was said anew with everything: nobody answers that question any more. */
function isAskedAgain(road: Road, command: Command, frame: Frame): boolean {
  const question = road.session.question;
  if (question?.kind !== 'fill-slot' || question.command !== command.name) return false;
  const [waiting, now] = [question.frame && clientIdOf(question.frame), clientIdOf(frame)];
  return waiting === undefined || waiting === now;
}

const hasInstead = (road: Road, refused: Command): boolean =>
  [...road.deps.commands.values()].some((command) => command.insteadOf?.(refused, road.user) === true);

/** Whose work it is, where it is that of a few: a person is told whom to ask. */
export const doersOf = (command: Pick<Command, 'roles'>): string | null =>
  command.roles.length <= MOST_DOERS ? command.roles.map((role) => ROLE_TITLES[role]).join('、') : null;

const MOST_DOERS = 3;

async function fillDefaults(road: Road, command: Command, frame: Frame, access: Decision | null): Promise<void> {
  const known = await command.defaults!({ ...turnOf(road, access), text: frame.text, args: plainArgs(frame.args) });
  for (const [name, value] of Object.entries(known)) {
    if (frame.args[name] !== undefined && frame.args[name] !== null && frame.args[name] !== '') continue;
    frame.args[name] = value;
    frame.missing = frame.missing.filter((one) => one !== name);
  }
}

/** The first required argument that is not there; a time that the words do not settle counts as missing. */
function missingOf(command: Command, frame: Frame): string | undefined {
  for (const slot of command.slots) {
    const value = frame.args[slot.name];
    const absent = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0 && slot.required);
    if (slot.required && absent) return slot.name;
  }
  return frame.missing.find((name) => command.slots.some((slot) => slot.name === name) || name.includes('.'));
}

import type { Frame, Span } from '../domain/intent.js';
import { ask, say, type Road } from './road.js';

const MAX_OFFERS = 4;
/** Signs and pictures alone say nothing that could be kept. */
const HAS_WORDS = /[\p{L}\p{N}]/u;

/**
 * Not understood. First it says what was seen and offers the nearest things; the second time it explains differently and
 * keeps the sentence as a draft; the third time it stops asking (voice rule 6).
 */
export async function notUnderstood(road: Road, frame: Frame): Promise<void> {
  road.out.isPrivate = true;
  const typed = frame.text.trim();
  if (!HAS_WORDS.test(typed)) return say(road, 'nothing-said');
  const misses = ++road.session.misses;
  const draft = await road.store.draft.add(road.user.id, typed.slice(0, 2000), frame, road.now);
  const offers = offersFor(road, frame).map((command, i) => ({
    key: `try:${draft.id}.${command.name}`,
    text: command.label ?? command.aliases[0] ?? command.name,
    n: i + 1,
  }));
  if (misses >= 3) return say(road, 'not-understood-3', { draftNo: draft.no });
  if (misses === 2 || offers.length === 0) return say(road, 'not-understood-2', { draftNo: draft.no });
  ask(road, {
    kind: 'offer',
    command: 'not-understood',
    draftId: draft.id,
    options: [...offers, { key: `drop:${draft.id}`, text: '都不是' }],
    frame,
  });
  say(road, 'not-understood', { quote: typed.slice(0, 60), seen: seenWords(frame.spans), offers, draftId: draft.id });
}

/** The nearest commands this person may use: what understanding named, filled up with the usual ones. */
function offersFor(road: Road, frame: Frame) {
  const usual = frame.spans.some((s) => s.kind === 'client')
    ? ['client', 'contact', 'reminder', 'appointment']
    : ['briefing', 'todo', 'client-list', 'help'];
  const names = [...frame.alternatives.map((a) => a.intent), ...usual];
  const roles = road.user.roles.map((r) => r.role);
  return [...new Set(names)]
    .map((name) => road.deps.commands.get(name))
    .filter((command) => command !== undefined && command.roles.some((role) => roles.includes(role)))
    .slice(0, MAX_OFFERS) as NonNullable<ReturnType<typeof road.deps.commands.get>>[];
}

/** 「看到了李秀兰、30号」: the pieces that were recognised, as typed. */
function seenWords(spans: readonly Span[]): string {
  return [...new Set(spans.filter((s) => s.kind !== 'number').map((s) => s.text.trim()))].slice(0, 3).join('、');
}

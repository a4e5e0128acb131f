import { formatDayTime } from '../domain/calendar/index.js';
import type { Decision } from '../domain/permission.js';
import type { ClientArg, Frame, Span, WhenValue } from '../domain/intent.js';
import { recurrenceWords } from '../domain/recurrence-words.js';
import { aboutClient, auditedRole } from './access.js';
import { usageOf, type Command } from './command.js';
import { replyButtons } from './reply.js';
import { ask, fill, heardReasons, keepWhy, say, turnOf, type Road } from './road.js';
import { saidAt, clientIdOf, plainArgs } from './frame-args.js';

/** Shows what would be stored and waits for a tap; the sentence is kept as a draft until then. */
export async function confirm(road: Road, command: Command, frame: Frame, access: Decision | null, draftId?: string): Promise<void> {
  const draft = draftId ? { id: draftId } : await road.store.draft.add(road.user.id, frame.text, frame, road.now);
  if (draftId) await road.store.draft.setFrame(draftId, frame, road.now);
  const parsed = command.args.safeParse(plainArgs(frame.args));
  if (!parsed.success) return say(road, 'usage', { usage: usageOf(command), example: command.examples[0] ?? '' });
  road.text = frame.part ?? frame.text;
  const several = command.several?.(parsed.data, road.now, frame.text);
  const own = await command.confirm?.({ ...turnOf(road, access), saidAt: saidAt(frame, road), args: parsed.data, draftId: draft.id });
  const reply =
    own ??
    fill(road, 'confirm', {
      word: command.aliases[0] ?? command.name,
      quote: (frame.part ?? frame.text).slice(0, 80),
      draftId: draft.id,
      hasClient: frame.args['client'] !== undefined && frame.args['client'] !== null,
      hasDate: several === undefined && frame.spans.some(isWhen),
      rows: (several ?? command.listed?.(parsed.data, road.now, frame.text) ?? confirmRows(frame, road.now)).slice(0, MOST_ROWS),
    });
  const options = replyButtons(reply).map(({ key, text }) => ({ key, text }));
  if (options.length === 0) {
    // It says why there is nothing to confirm, and nobody waits for an answer.
    await road.store.draft.close(draft.id, 'dropped', road.now);
    road.out.replies.push(reply);
    return;
  }
  const left = await leftWaiting(road, draft.id);
  ask(road, {
    kind: 'confirm',
    command: command.name,
    frame,
    draftId: draft.id,
    options,
  });
  const clientId = clientIdOf(frame);
  if (clientId !== undefined) {
    road.session.lastClientId = clientId;
    await road.store.audit.append({
      at: road.now,
      actor: road.user.id,
      role: auditedRole(road),
      action: `${command.name}.confirm`,
      ...aboutClient(road, clientId),
      place: road.message.place,
      result: 'ok',
    });
  }
  road.out.replies.push(reply);
  if (frame.next) say(road, 'next-told', { what: whatComes(frame.next, clientId) });
  keepWhy(road, reply, heardReasons(frame));
  if (left) say(road, 'left-waiting', left);
}

/** Another act that waited to be confirmed until now: its words are a draft, and nobody is asked for it any more. */
export async function leftWaiting({ session, store, user }: Road, draftId: string): Promise<{ no: string; quote: string } | undefined> {
  const waiting = session.question;
  if (waiting?.kind !== 'confirm' || waiting.draftId === undefined || waiting.draftId === draftId) return undefined;
  const draft = await store.draft.find(user.id, waiting.draftId);
  return draft?.state === 'open' ? { no: draft.no, quote: draft.text.slice(0, 40) } : undefined;
}

/** Of whom else the sentence tells, each once, and whether a reminder comes. */
function whatComes(frames: readonly Frame[], clientId: string | undefined): string {
  const others = frames
    .map(({ args }) => args['client'] as ClientArg | undefined)
    .filter((client) => client && !('id' in client && client.id === clientId));
  const names = [...new Set(others.map((client) => (client && 'id' in client ? client.name : client?.text)))].join('、');
  if (names !== '') return `${names}的`;
  return frames[0]?.intent === 'reminder' ? '一条提醒' : '一件';
}

/** What a card has room for. */
const MOST_ROWS = 6;
const isWhen = (span: Span): boolean => span.kind === 'date' || span.kind === 'time';

function confirmRows(frame: Frame, now: Date): { key: string; value: string }[] {
  const client = frame.args['client'] as { name?: string; guessed?: boolean } | undefined;
  const rows = client?.name ? [{ key: '客户', value: client.guessed ? `${client.name}（猜）` : client.name }] : [];
  const isOfPart = (span: Span): boolean => frame.part === undefined || !frame.text.startsWith(frame.part) || span.end <= frame.part.length;
  const told = frame.spans
    .filter((span) => (isWhen(span) || span.kind === 'recurrence') && isOfPart(span))
    .map((span) => ({ span, read: span.value as WhenValue | null }));
  for (const { span, read } of told) {
    // 「12月17号产检，上午八点」: the day stands again in the row of its hour.
    if (read?.time === undefined && told.some((other) => other.read?.time !== undefined && other.read.date === read?.date)) continue;
    if (read?.recurrence) rows.push({ key: '重复', value: `${recurrenceWords(read.recurrence, frame.text)}${read.time ? ` ${read.time}` : ''}` });
    else rows.push({ key: '时间', value: read?.date && !read.vague ? formatDayTime(read.date, read.time, now) : span.text });
  }
  return rows.slice(0, 5);
}

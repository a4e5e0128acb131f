import { UserError } from '../errors.js';
import type { StoreTx } from '../store/index.js';
import type { Frame } from '../domain/intent.js';
import { allowedAs, auditedRole } from './access.js';
import { addWords, goesOnTelling, takesWords } from './added-words.js';
import { answerPush, answerText } from './answer.js';
import type { MessageContent } from './message.js';
import { writeOut } from './out.js';
import { closeQuestion, say, turnOf, type Message, type Road, type RoadDeps, type TurnRecord } from './road.js';
import { ofAppointment } from './of-appointment.js';
import { rightBehind } from './right-behind.js';
import { runFrame } from './run.js';
import { runTap } from './tap.js';
import { hasSecret, SECRET_REPLACEMENT } from './secret.js';
import { notUnderstood } from './misses.js';
import { hasRole } from './speaker.js';
import { answerPlain } from './plain-answer.js';
import { answerSmallTalk, NO_MORE } from './small-talk.js';

/**
 * The road of one message, top to bottom, inside its transaction: who speaks, what was meant, what is done, what is answered.
 * The rows it leaves in the outbox, the audit and the session commit together with the mark that the message was processed.
 */
export async function dispatch(message: Message, store: StoreTx, deps: RoadDeps): Promise<TurnRecord> {
  const now = message.receivedAt;
  const user = await store.staff.findSpeaker(message.from);
  if (!user) return answerStranger(message, store, deps);
  const session = await store.session.get(user.id);
  const road: Road = {
    deps,
    message,
    store,
    user,
    session,
    now,
    text: '',
    out: { replies: [], notices: [], change: null, stored: [], frame: null, isPrivate: false },
  };
  await guarded(road, message.content);
  await store.session.put(user.id, road.session, now);
  await writeOut(road);
  return {
    frame: road.out.frame,
    replies: road.out.replies,
    stored: road.out.stored,
    asked: road.session.question !== null && road.session.questionAt?.getTime() === now.getTime(),
  };
}

/** What a person can put right is told to him in words; what the handler had written is taken back first. */
async function guarded(road: Road, content: MessageContent): Promise<void> {
  const before = structuredClone(road.session);
  try {
    await road.store.sql.savepoint(() => onContent(road, content));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    Object.assign(road.session, before);
    road.out = { ...road.out, replies: [], notices: [], change: null, stored: [] };
    // What the handler had written is gone; that it was refused stays on record.
    await road.store.audit.append({
      at: road.now,
      actor: road.user.id,
      role: auditedRole(road),
      action: content.kind === 'tap' ? `tap.${content.key.split(':')[0]?.slice(0, 20)}` : (road.out.frame?.intent ?? 'message'),
      purpose: error.code,
      place: road.message.place,
      result: 'denied',
    });
    say(road, `errors/${error.code}`, error.facts);
  }
}

async function onContent(road: Road, content: MessageContent): Promise<void> {
  switch (content.kind) {
    case 'text':
      return onText(road, content.text);
    case 'tap':
      return runTap(road, content.key, content.selected, content.taskId);
    case 'enter':
      // Greets a newcomer once in the app; the aibot announces only the day's first visit, and expects a greeting then.
      if (!road.session.known || road.message.channel === 'aibot') say(road, 'welcome', { name: road.user.name, serves: servesAs(road) });
      return;
    case 'media':
      if (content.text !== undefined && content.text.trim() !== '') return onText(road, content.text);
      return say(road, 'media', { what: MEDIA_WORDS[content.media] });
    case 'location':
    case 'link':
      return say(road, 'media', { what: content.kind === 'link' ? '链接' : '位置' });
    case 'event':
      return; // kept in the inbox; no command reacts to it yet
  }
}

/** Whose first sentences are shown: who has clients of his own, who has a team, the counter, or none of these. */
function servesAs({ user }: Road): 'clients' | 'team' | 'desk' | 'other' {
  if (hasRole(user, 'relationshipManager', 'wealthAdviser', 'rmAssistant')) return 'clients';
  if (hasRole(user, 'branchSupervisor', 'wealthCentreHead')) return 'team';
  return hasRole(user, 'lobbyManager', 'teller') ? 'desk' : 'other';
}

const MEDIA_WORDS = { image: '图片', voice: '语音', video: '视频', file: '文件', mixed: '图片' } as const;

/** Several times what the app lets a member type at once; more is a pasted document, and what it would make does not fit a screen. */
const MOST_CHARS = 4000;
const MOST_SHOWN = 40;

/** Kept whole, for who typed it himself (the roads bound a message's length); what its beginning says is not acted on. */
async function tooLong(road: Road, typed: string): Promise<void> {
  const beginning = await road.deps.understand(typed.slice(0, MOST_SHOWN), {
    store: road.store,
    user: road.user,
    session: road.session,
    now: road.now,
  });
  const frame = { ...beginning, intent: null, effect: null, args: {}, missing: [] };
  const { no } = await road.store.draft.add(road.user.id, typed, frame, road.now);
  say(road, 'too-long', { most: MOST_CHARS, no });
}

async function onText(road: Road, typed: string): Promise<void> {
  if (hasSecret(typed)) {
    await road.store.inbox.overwrite(road.message.id, { kind: 'text', text: SECRET_REPLACEMENT });
    return say(road, 'secret');
  }
  if (typed.length > MOST_CHARS) return tooLong(road, typed);
  road.text = typed;
  if (await answerText(road, typed)) return;
  const frame = await road.deps.understand(typed, { store: road.store, user: road.user, session: road.session, now: road.now });
  road.out.frame = frame;
  const behind = (await rightBehind(road, frame)) ?? (await ofAppointment(road, frame));
  if (behind) return goOn(road, behind);
  if (frame.intent !== null) return runFrame(road, frame);
  const talk = road.deps.smallTalk(typed);
  if (talk !== null) return answerSmallTalk(road, talk);
  if (NO_MORE.test(typed)) {
    const isWaiting = road.session.question !== null;
    if (isWaiting) closeQuestion(road);
    return answerSmallTalk(road, isWaiting ? 'dropped' : 'nothingOpen');
  }
  const underWay = await heardUnderWay(road, frame);
  if (underWay) return goOn(road, underWay);
  if (await answerPush(road, typed)) return;
  if (frame.about !== undefined) return answerPlain(road, frame, frame.about);
  const waiting = road.session.question;
  if (goesOnTelling(frame) && takesWords(road, waiting) && (await addWords(road, waiting.frame, waiting.draftId, typed))) return;
  return notUnderstood(road, frame);
}

/** The sentence as it is understood now. */
function goOn(road: Road, frame: Frame): Promise<void> {
  road.out.frame = frame;
  return runFrame(road, frame);
}

/** The act whose words these are while something of it is under way. */
async function heardUnderWay(road: Road, frame: Frame): Promise<Frame | undefined> {
  for (const command of road.deps.commands.values()) {
    const args = command.hears && allowedAs(road.user, command) !== undefined ? await command.hears(turnOf(road)) : undefined;
    if (args)
      return { ...frame, intent: command.name, effect: command.effect, needsConfirm: command.effect === 'write', confidence: 0.8, args, missing: [] };
  }
  return undefined;
}

/** Somebody WeCom knows and the bank's staff file does not. */
async function answerStranger(message: Message, store: StoreTx, deps: RoadDeps): Promise<TurnRecord> {
  const record: TurnRecord = { frame: null, replies: [], stored: [], asked: false };
  if (message.from === 'sys' || message.content.kind === 'event') return record;
  const reply = deps.render('stranger', { userId: message.from }, message.receivedAt);
  await store.outbox.add({
    dedupeKey: `in:${message.id}:0`,
    channel: message.channel,
    recipient: message.from,
    replyTo: message.replyTo,
    inboxId: message.id,
    act: 'reply',
    payload: reply,
    notBefore: message.receivedAt,
  });
  return { ...record, replies: [reply] };
}

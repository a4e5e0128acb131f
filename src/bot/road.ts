import { isDeepStrictEqual } from 'node:util';
import type { Frame } from '../domain/intent.js';
import type { Reason } from '../domain/reason.js';
import type { Role } from '../domain/role.js';
import type { Rules } from '../domain/rules.js';
import type { Calendar } from '../domain/calendar/index.js';
import type { StoreTx } from '../store/index.js';
import type { StoredSession } from '../store/session.js';
import type { Command, Notice, Outcome, Turn } from './command.js';
import type { Channel, MessageContent, ReplyTo } from './message.js';
import type { CardChange, Reply } from './reply.js';
import type { Question } from './session.js';
import type { Speaker } from './speaker.js';

/** One stored message, as dispatch gets it. */
export interface Message {
  /** Row in the inbox. */
  id: number;
  channel: Channel;
  from: string;
  place: 'private' | 'group';
  content: MessageContent;
  replyTo: ReplyTo;
  receivedAt: Date;
}

/** What dispatch is handed at start; the same for every message. */
export interface RoadDeps {
  commands: ReadonlyMap<string, Command>;
  render: (template: string, facts: Record<string, unknown>, now: Date) => Reply;
  rules: Rules;
  /** Working days of somebody's org. */
  calendarOf: (orgPath: string) => Calendar;
  /** Understands a sentence with what this person can see and what was talked about. */
  understand: (text: string, situation: { store: StoreTx; user: Speaker; session: StoredSession; now: Date }) => Promise<Frame>;
  smallTalk: (text: string) => string | null;
  /** Where a private answer to a group question, and every push, goes first. */
  pushChannel: Channel;
}

/** What came of one message: what `say --json` and the tests look at. */
export interface TurnRecord {
  frame: Frame | null;
  replies: Reply[];
  stored: { kind: string; id: string }[];
  /** An answer is awaited. */
  asked: boolean;
}

/** One message on its way: everything the named steps of dispatch share. */
export interface Road {
  deps: RoadDeps;
  message: Message;
  store: StoreTx;
  user: Speaker;
  /** Changed in place by the steps, written once at the end. */
  session: StoredSession;
  now: Date;
  /** Under which of his roles what is done is allowed; absent until an act is known, or where it is none of his. */
  role?: Role;
  /** What the person typed, or the words of the frame that goes on. */
  text: string;
  out: {
    replies: Reply[];
    notices: Notice[];
    change: CardChange | null;
    stored: { kind: string; id: string }[];
    frame: Frame | null;
    /** Private even when asked in a group: it may hold client data. */
    isPrivate: boolean;
  };
}

/** Fills a template with this road's time. */
export function fill(road: Road, template: string, facts: Record<string, unknown> = {}): Reply {
  return road.deps.render(template, facts, road.now);
}

export function say(road: Road, template: string, facts: Record<string, unknown> = {}): void {
  road.out.replies.push(fill(road, template, facts));
}

/** The same is not said twice in one answer: two acts of a sentence may be refused for one reason. */
export function sayOnce(road: Road, template: string, facts: Record<string, unknown> = {}): void {
  const reply = fill(road, template, facts);
  if (!road.out.replies.some((said) => isDeepStrictEqual(said, reply))) road.out.replies.push(reply);
}

/** Leaves a question open; the newest one wins. */
export function ask(road: Road, question: Question): void {
  road.session.question = { ...question, inboxId: road.message.id };
  road.session.questionAt = road.now;
}

export function closeQuestion(road: Road): void {
  road.session.question = null;
  road.session.questionAt = null;
}

/** What a handler gets. */
export function turnOf(road: Road, access: Turn['access'] = null): Turn {
  return {
    user: road.user,
    store: road.store,
    rules: road.deps.rules,
    calendar: road.deps.calendarOf(road.user.orgPath),
    calendarOf: road.deps.calendarOf,
    now: road.now,
    saidAt: road.now,
    text: road.text,
    place: road.message.place,
    session: road.session,
    reply: (template, facts) => fill(road, template, facts),
    messageId: road.message.id,
    ...(road.role === undefined ? {} : { role: road.role }),
    access,
    commands: [...road.deps.commands.values()],
    readGrant: road.session.readGrant,
  };
}

/** Takes over what a handler gave back. */
export function take(road: Road, result: Reply | Outcome): void {
  const outcome: Outcome = 'replies' in result ? result : { replies: [result] };
  road.out.replies.push(...outcome.replies);
  road.out.notices.push(...(outcome.notices ?? []));
  road.out.stored.push(...(outcome.stored ?? []));
  if (outcome.change) road.out.change = outcome.change;
  if (outcome.closes !== undefined && road.session.question?.kind === outcome.closes) closeQuestion(road);
  if (outcome.question) ask(road, outcome.question);
  if (outcome.session) Object.assign(road.session, outcome.session);
  if (outcome.why) keepWhy(road, outcome.replies[0], outcome.why);
}

/** What 「依据」 tells from now on: the reasons of this answer, and none of an earlier one where it has none. */
export function keepWhy(road: Road, answer: Reply | undefined, reasons: Reason[]): void {
  const title = answer?.kind === 'card' ? answer.title : (answer?.text.split('\n')[0] ?? '');
  road.session.why = reasons.length > 0 ? { title, reasons } : null;
}

/** How a sentence was heard: which words gave the client, the day and the way. */
export const heardReasons = (frame: Frame): Reason[] => frame.reasons.map((text) => ({ code: 'heard', text, source: '您的原话' }));

import { replyText, type CardReply } from '../bot/reply.js';
import type { OutboxRow } from '../store/outbox.js';
import type { AibotSender, Outcome } from '../wecom/channels.js';
import type { Breaker } from './breaker.js';
import { drawnDrafts, type Draw } from './drawn.js';
import type { Attempt, Draft, Frozen, Step } from './frozen.js';
import { insteadOf, linkedRow, type ItemPath } from './linked.js';

/** The aibot channel as delivery is handed it. */
export interface AibotPort {
  sender: AibotSender;
  publicUrl?: string;
  /** Absent: there are no pages. */
  itemPath?: ItemPath;
  /** Absent: pictures are left out. */
  draw?: Draw;
  wire: Pick<typeof import('../wecom/aibot-payload.js'), 'aibotPayloads' | 'aibotCardUpdate'> &
    Pick<typeof import('../wecom/card-json.js'), 'taskIdOf'>;
}

export const AIBOT_PATH = 'aibot';
const HOUR_MS = 60 * 60_000;
/** An answer may come within 24 h of the message. */
const ANSWER_MS = 24 * HOUR_MS;
/** A welcome and a card's change are taken within 5 s; the rest is for the way. */
const AT_ONCE_MS = 4500;
const GIVE_UP_MS = 24 * HOUR_MS;
const UNSUBSCRIBED_MS = 1000;

export interface AibotContext {
  port: AibotPort;
  breaker: Breaker;
  now(): Date;
  pauseMs(attempt: number): number;
  used(): void;
}

/** The stream that answers a message; its placeholder, if one was shown, is in the same one. */
export const streamIdOf = (inboxId: number): string => `in-${inboxId}`;

export interface AibotSurroundings {
  /** This row is the first answer to its message. */
  isFirst: boolean;
  hasPlaceholder: boolean;
  /** The card a change is about, as it was sent. */
  tapped?: CardReply;
}

/** What a row asks of the aibot, and the task id its card gets. Empty: nothing that could be shown. */
export function aibotDrafts(given: OutboxRow, port: AibotPort, around: AibotSurroundings, now: Date): { drafts: Draft[]; taskId: string | null } {
  const { wire, publicUrl } = port;
  const row = linkedRow(given, port.itemPath);
  const context = (taskId: string) => ({ taskId, ...(publicUrl ? { publicUrl } : {}) });
  if (row.payload.kind === 'card-change') {
    const tappedId = row.replyTo?.taskId;
    const isOpen = row.replyTo?.reqKind === 'tap' && row.replyTo.reqId !== undefined && now.getTime() - row.createdAt.getTime() < AT_ONCE_MS;
    const card = isOpen && tappedId ? wire.aibotCardUpdate(row.payload, context(tappedId), around.tapped) : undefined;
    if (card) return { drafts: [{ do: 'card-update', card }], taskId: tappedId ?? null };
  }
  return messageDrafts(row, port, around);
}

/** As a new message. A change that only greys a card has none. */
function messageDrafts(
  given: OutboxRow,
  { wire, publicUrl, itemPath }: AibotPort,
  around: AibotSurroundings,
): { drafts: Draft[]; taskId: string | null } {
  const row = linkedRow(given, itemPath);
  const context = (taskId: string) => ({ taskId, ...(publicUrl ? { publicUrl } : {}) });
  const reply = insteadOf(row.payload);
  if (!reply) return { drafts: [], taskId: null };
  const taskId = reply.kind === 'card' ? wire.taskIdOf(reply, row.id) : '';
  let streams = 0;
  const streamId = (): string | undefined => {
    if (row.inboxId === null) return undefined;
    const nth = streams++;
    return around.isFirst && nth === 0 ? streamIdOf(row.inboxId) : `${streamIdOf(row.inboxId)}-${row.id}-${nth}`;
  };
  const textOf = (words: string): string => {
    const [payload] = wire.aibotPayloads({ kind: 'text', text: words }, context(''));
    return payload?.kind === 'markdown' ? payload.content : words;
  };
  const drafts = wire.aibotPayloads(reply, context(taskId)).map((payload): Draft => {
    switch (payload.kind) {
      case 'markdown':
        return { do: 'markdown', content: payload.content, streamId: streamId() };
      case 'card':
        return { do: 'card', card: payload.card, text: textOf(replyText(reply)) };
      case 'media':
        return { do: 'upload', upload: payload.upload };
      case 'media-id':
        return { do: 'media', media: payload.media, mediaId: payload.mediaId };
    }
  });
  // A stream that was begun must be ended, also when the answer is a card.
  if (around.isFirst && around.hasPlaceholder && drafts[0]?.do !== 'markdown')
    drafts.unshift({ do: 'markdown', content: textOf(reply.kind === 'card' ? reply.title : reply.text), streamId: streamId() });
  return { drafts, taskId: taskId === '' ? null : taskId };
}

/** Uploads what must be uploaded. */
export async function aibotSteps(
  drafts: readonly Draft[],
  port: AibotPort,
): Promise<{ steps: Step[] } | { failed: Exclude<Outcome, { result: 'ok' }> }> {
  const steps: Step[] = [];
  for await (const draft of drawnDrafts(drafts, port.draw)) {
    if (draft.do !== 'upload') {
      steps.push(draft);
      continue;
    }
    const { upload } = draft;
    const uploaded = await port.sender.upload(upload);
    if (uploaded.result !== 'ok') return { failed: uploaded };
    steps.push({ do: 'media', media: upload.media, mediaId: uploaded.mediaId });
  }
  return { steps };
}

type Way = 'respond' | 'welcome' | 'change' | 'push';

function wayOf(row: OutboxRow, frozen: Frozen, step: Step, now: Date): Way {
  if (step.do === 'card-update') return 'change';
  const { replyTo } = row;
  if (frozen.push || row.act === 'push' || !replyTo?.reqId) return 'push';
  const age = now.getTime() - row.createdAt.getTime();
  if (replyTo.reqKind === 'enter') return age < AT_ONCE_MS && frozen.done === 0 && step.do !== 'media' ? 'welcome' : 'push';
  return replyTo.reqKind === 'tap' || age >= ANSWER_MS ? 'push' : 'respond';
}

/** Goes on where the last attempt stopped. `frozen` is brought up to date in place. */
export async function attemptAibot(row: OutboxRow, frozen: Frozen, context: AibotContext): Promise<Attempt> {
  while (frozen.done < frozen.steps.length) {
    let step = frozen.steps[frozen.done]!;
    const way = wayOf(row, frozen, step, context.now());
    if (frozen.unsure) {
      // Somebody sent this step and never learnt what became of it.
      if (way === 'push' || way === 'welcome') return { end: 'unknown', error: 'sent, no answer came', overApp: true };
      if (step.do === 'media') return { end: 'unknown', error: 'sent, no answer came', overApp: true };
      if (step.do === 'card-update') return lateChange(row, 'the change had no answer', context);
      if (step.do === 'card')
        step = frozen.steps[frozen.done] = { do: 'markdown', content: step.text, streamId: `${streamIdOf(row.inboxId ?? 0)}-${row.id}-t` };
    }
    const outcome = await act(row, step, way, context);
    if (outcome.result === 'ok') {
      context.breaker.well(AIBOT_PATH);
      context.used();
      frozen.done++;
      frozen.unsure = false;
      continue;
    }
    const { error } = outcome;
    switch (outcome.result) {
      case 'unknown': {
        context.used();
        frozen.unsure = true;
        if (way === 'respond' && step.do !== 'media') return again(frozen, context, error.message, context.pauseMs(row.attempts));
        if (way === 'change') return lateChange(row, error.message, context);
        return { end: 'unknown', error: error.message, overApp: true };
      }
      case 'use-push':
        if (way === 'change') return lateChange(row, error.message, context);
        if (way === 'push') return { end: 'dead', error: error.message, overApp: true };
        // 846608 on a stream of ours that had no placeholder: the frame without an answer was shown, and it was the whole text.
        if (frozen.unsure && error.code === 846608 && step.do === 'markdown' && step.streamId !== streamIdOf(row.inboxId ?? 0)) {
          frozen.done++;
          frozen.unsure = false;
          continue;
        }
        frozen.push = true;
        frozen.unsure = false;
        continue;
      case 'terminal':
        if (way === 'change') return lateChange(row, error.message, context);
        return { end: 'dead', error: error.message, overApp: true };
      case 'retryable': {
        if (error.code === 45009) context.breaker.limited(AIBOT_PATH, context.now());
        const leastMs = error.options.retryAfterMs ?? (error.code === 'offline' ? UNSUBSCRIBED_MS : 0);
        return again(frozen, context, error.message, Math.max(leastMs, error.code === 'offline' ? 0 : context.pauseMs(row.attempts)));
      }
    }
  }
  return { end: 'sent' };
}

function act(row: OutboxRow, step: Step, way: Way, { port }: AibotContext): Promise<Outcome> {
  const to = { reqId: row.replyTo?.reqId ?? '' };
  const chatId = row.replyTo?.chatId ?? row.recipient;
  const chatType = row.replyTo?.chatId === undefined ? 'single' : 'group';
  switch (step.do) {
    case 'markdown':
      if (way === 'welcome') return port.sender.welcome(to, { kind: 'markdown', content: step.content });
      if (way === 'respond') return port.sender.respondStream(to, step.streamId ?? `row-${row.id}`, step.content, true);
      return port.sender.push(chatId, chatType, { kind: 'markdown', content: step.content });
    case 'card':
      if (way === 'welcome') return port.sender.welcome(to, { kind: 'card', card: step.card });
      if (way === 'respond') return port.sender.respondCard(to, step.card);
      return port.sender.push(chatId, chatType, { kind: 'card', card: step.card });
    case 'media':
      if (way === 'respond') return port.sender.respondMedia(to, step.media, step.mediaId);
      return port.sender.push(chatId, chatType, { kind: 'media-id', media: step.media, mediaId: step.mediaId });
    case 'card-update':
      return port.sender.updateCard(to, step.card, [row.recipient]);
    case 'send':
    case 'update':
      throw new Error(`row ${row.id} was frozen for the app`);
  }
}

/** The 5 s are over: what the card would have become is said anew. A card that only greys is left as it is. */
function lateChange(row: OutboxRow, error: string, { port }: AibotContext): Attempt {
  const { drafts } = messageDrafts(row, port, { isFirst: false, hasPlaceholder: false });
  return drafts.length > 0 ? { end: 'instead', drafts, error } : { end: 'dead', error, quiet: true };
}

function again(frozen: Frozen, context: AibotContext, error: string, pauseMs: number): Attempt {
  const age = context.now().getTime() - frozen.at + pauseMs;
  if (age > GIVE_UP_MS) return frozen.unsure ? { end: 'unknown', error, overApp: true } : { end: 'dead', error, overApp: true };
  return { end: 'again', pauseMs, error };
}

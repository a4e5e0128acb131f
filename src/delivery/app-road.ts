import { PlatformError } from '../errors.js';
import type { OutboxRow } from '../store/outbox.js';
import type { AppSender } from '../wecom/channels.js';
import type { Breaker } from './breaker.js';
import { drawnDrafts, type Draw } from './drawn.js';
import type { Attempt, Draft, Frozen, Step } from './frozen.js';
import { insteadOf, linkedRow, type ItemPath } from './linked.js';

/** The app channel as delivery is handed it: who sends, and how a reply becomes requests. */
export interface AppPort {
  sender: AppSender;
  agentId: number;
  publicUrl?: string;
  /** Absent: there are no pages. */
  itemPath?: ItemPath;
  /** Absent: pictures are left out. */
  draw?: Draw;
  wire: Pick<typeof import('../wecom/app-payload.js'), 'appPayloads' | 'appRequest' | 'appCardUpdate' | 'mediaBody'> &
    Pick<typeof import('../wecom/card-json.js'), 'taskIdOf'> &
    Pick<typeof import('../wecom/errcodes.js'), 'reactionTo'>;
}

export const SEND_PATH = 'message/send';
const UPDATE_PATH = 'message/update_template_card';
const CARD_CODE_GONE = 60140;
const HOUR_MS = 60 * 60_000;
/** WeCom remembers a request for at least this long (14400 s less the greatest offset), so within it a repeat shows once. */
const REPEAT_SAFE_MS = 7_000_000;
const GIVE_UP_MS = 24 * HOUR_MS;
const WAIT_MS = 60_000;

/** Errors of the set-up that meet every message alike: the path rests until a person has acted. The others end one message. */
const SETUP = new Set([40001, 40091, 40013, 41002, 41004, 40056, 301002, 48001, 48002, 48004, 48006, 48008, 50003, 60031, 60020]);

export interface AppContext {
  port: AppPort;
  breaker: Breaker;
  now(): Date;
  /** For the attempt that has this number. */
  pauseMs(attempt: number): number;
  /** A message was taken by the platform, or may have been. */
  used(): void;
  /** The set-up is wrong: code and what to do. */
  onAlarm(code: number | string, fix: string): void;
  /** 45033: too many calls at once. */
  onCrowded(): void;
}

/** What a row asks of the app, and the task id its card gets. Empty: nothing that could be shown. */
export function appDrafts(given: OutboxRow, port: AppPort, offset: number): { drafts: Draft[]; taskId: string | null } {
  const row = linkedRow(given, port.itemPath);
  const { wire, agentId, publicUrl } = port;
  if (row.payload.kind !== 'card-change') return messageDrafts(row, port, offset);
  const { replyTo } = row;
  const taskId = row.payload.card ? wire.taskIdOf(row.payload.card, row.id) : null;
  const json =
    replyTo?.responseCode && replyTo.cardType
      ? wire.appCardUpdate(row.payload, {
          userId: row.recipient,
          agentId,
          responseCode: replyTo.responseCode,
          cardType: replyTo.cardType,
          taskId: taskId ?? replyTo.taskId ?? '',
          ...(publicUrl ? { publicUrl } : {}),
        })
      : undefined;
  if (json === undefined) return messageDrafts(row, port, offset);
  return { drafts: [{ do: 'update', json }], taskId: taskId ?? replyTo?.taskId ?? null };
}

/** As new messages. A change that only greys a card has none. */
function messageDrafts(given: OutboxRow, port: AppPort, offset: number): { drafts: Draft[]; taskId: string | null } {
  const { wire, agentId, publicUrl } = port;
  const row = linkedRow(given, port.itemPath);
  const reply = insteadOf(row.payload);
  if (!reply) return { drafts: [], taskId: null };
  const taskId = reply.kind === 'card' ? wire.taskIdOf(reply, row.id) : '';
  const payloads = wire.appPayloads(reply, { taskId, ...(publicUrl ? { publicUrl } : {}) });
  const drafts = payloads.map((payload): Draft =>
    payload.kind === 'media'
      ? { do: 'upload', upload: payload.upload }
      : { do: 'send', json: wire.appRequest(payload.body, { userId: row.recipient, agentId, rowOffset: offset }) },
  );
  return { drafts, taskId: taskId === '' ? null : taskId };
}

/** Uploads what must be uploaded; afterwards every step is bytes. */
export async function appSteps(row: OutboxRow, drafts: readonly Draft[], port: AppPort, offset: number): Promise<Step[]> {
  const steps: Step[] = [];
  for await (const draft of drawnDrafts(drafts, port.draw)) {
    if (draft.do !== 'upload') {
      steps.push(draft);
      continue;
    }
    const { upload } = draft;
    const { mediaId } = await port.sender.upload(upload);
    const body = port.wire.mediaBody(upload.media, mediaId);
    steps.push({ do: 'send', json: port.wire.appRequest(body, { userId: row.recipient, agentId: port.agentId, rowOffset: offset }) });
  }
  return steps;
}

/** Goes on where the last attempt stopped. `frozen` is brought up to date in place. */
export async function attemptApp(row: OutboxRow, frozen: Frozen, context: AppContext): Promise<Attempt> {
  let msgid: string | undefined;
  let responseCode: string | undefined;
  while (frozen.done < frozen.steps.length) {
    const step = frozen.steps[frozen.done]!;
    const path = step.do === 'update' ? UPDATE_PATH : SEND_PATH;
    try {
      const answer = await call(step, context.port.sender);
      context.breaker.well(path);
      if (step.do === 'send') context.used();
      if (answer.invalid.length > 0) return { end: 'dead', error: 'invaliduser: the member is unknown to the app or out of its sight' };
      msgid = answer.msgid ?? msgid;
      responseCode = answer.responseCode ?? responseCode;
      frozen.done++;
      frozen.unsure = false;
    } catch (error) {
      if (!(error instanceof PlatformError)) return { end: 'dead', error: `own fault: ${String(error)}` };
      return afterError(error, row, frozen, step, path, context);
    }
  }
  return { end: 'sent', ...(msgid ? { msgid } : {}), ...(responseCode ? { responseCode } : {}) };
}

function call(step: Step, sender: AppSender): Promise<{ msgid?: string; responseCode?: string; invalid: string[] }> {
  if (step.do === 'send') return sender.sendApp(step.json);
  if (step.do === 'update') return sender.updateCard(step.json);
  throw new Error(`a step ${step.do} is none of the app's`);
}

function afterError(error: PlatformError, row: OutboxRow, frozen: Frozen, step: Step, path: string, context: AppContext): Attempt {
  const { code } = error;
  const now = context.now();
  const reaction = context.port.wire.reactionTo(code);
  const words = error.message;

  if (step.do === 'update' && (reaction.class === 'D' || reaction.class === 'X')) {
    context.breaker.well(path);
    // The code is good once: when an attempt without an answer came before, it was that one that used it.
    if (code === CARD_CODE_GONE && frozen.unsure) return { end: 'sent', note: words };
    const { drafts } = messageDrafts(row, context.port, frozen.offset ?? row.id);
    return drafts.length > 0 ? { end: 'instead', drafts, error: words } : { end: 'dead', error: words, quiet: reaction.class === 'D' };
  }

  if (error.options.outcomeUnknown) {
    frozen.unsure = true;
    if (step.do === 'send') context.used();
  }
  switch (reaction.class) {
    case 'D':
    case 'X':
      context.breaker.well(path);
      if (reaction.uploadAgain && !frozen.uploadedAgain) return { end: 'upload-again', error: words };
      return { end: 'dead', error: words };
    case 'C':
      context.onAlarm(code, reaction.fix ?? '');
      if (!SETUP.has(Number(code))) return { end: 'dead', error: words };
      context.breaker.blocked(path, now);
      break;
    case 'W':
      return again(row, frozen, context, words, WAIT_MS);
    default:
      if (code === 45009) context.breaker.limited(path, now);
      else if (code === 45033) context.onCrowded();
      else context.breaker.failed(path, now);
  }
  const openMs = (context.breaker.openUntil(path)?.getTime() ?? 0) - now.getTime();
  return again(row, frozen, context, words, Math.max(context.pauseMs(row.attempts), openMs, error.options.retryAfterMs ?? 0));
}

function again(row: OutboxRow, frozen: Frozen, context: AppContext, error: string, pauseMs: number): Attempt {
  const age = context.now().getTime() - frozen.at + pauseMs;
  if (frozen.unsure && age > REPEAT_SAFE_MS) return { end: 'unknown', error: `${error}; a repeat could show twice` };
  if (age > GIVE_UP_MS) return { end: 'dead', error: `${error}; given up after ${row.attempts} attempts` };
  return { end: 'again', pauseMs, error };
}

/** What an upload that failed asks for. */
export function afterUploadError(error: unknown, row: OutboxRow, context: AppContext): Attempt {
  if (!(error instanceof PlatformError)) return { end: 'dead', error: `own fault: ${String(error)}` };
  const reaction = context.port.wire.reactionTo(error.code);
  if (reaction.class === 'D' || reaction.class === 'X') return { end: 'dead', error: error.message };
  if (reaction.class === 'C') context.onAlarm(error.code, reaction.fix ?? '');
  const age = context.now().getTime() - row.createdAt.getTime();
  if (age > GIVE_UP_MS) return { end: 'dead', error: error.message };
  return { end: 'again', pauseMs: Math.max(context.pauseMs(row.attempts + 1), error.options.retryAfterMs ?? 0), error: error.message };
}

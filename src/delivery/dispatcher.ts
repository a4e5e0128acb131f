import type { Clock } from '../clock.js';
import type { Lane, NewOutboxRow, OutboxMark, OutboxRow } from '../store/outbox.js';
import { aibotDrafts, aibotSteps, attemptAibot, type AibotContext, type AibotPort } from './aibot-road.js';
import { afterUploadError, appDrafts, appSteps, attemptApp, SEND_PATH, type AppContext, type AppPort } from './app-road.js';
import type { Breaker } from './breaker.js';
import { frozenOf, frozenText, type Attempt, type Draft, type Frozen } from './frozen.js';
import type { Limits } from './limits.js';
import { insteadOf } from './linked.js';
import type { Marks } from './marks.js';
import type { OutboxParts } from './sender.js';

const HOUR_MS = 60 * 60_000;
/** On the app WeCom drops a repeat, so a crash may leave several rows of one person in doubt; on the aibot only one. */
const ROWS_AT_ONCE = { app: 5, aibot: 1, cli: 0 } as const;
/** Ways out of one attempt by other drafts: from a change to a message, from one upload to the next. */
const MAX_TURNS = 3;
const OFFSETS_KEPT = 10_000;
const ALARM_MS = HOUR_MS;

/** A leased row on its way. */
export interface TakenRow {
  row: OutboxRow;
  /** Absent: something must be uploaded first. */
  frozen: Frozen | null;
  drafts: Draft[];
  taskId: string | null;
  offset: number;
  limitKey: string;
  /** Reserved in the limits and not used yet. */
  reserved: number;
}

export interface Taken {
  lane: Lane;
  rows: TakenRow[];
}

export interface Dispatcher<S extends OutboxParts> {
  /** Brings the limits up to date before the lane is looked at. */
  prepare(lane: Lane, now: Date): Promise<void>;
  /** Leases what may leave now and writes its requests. `restUntil`: a limit or a pause holds the next one. */
  take(tx: S, lane: Lane, now: Date, until: Date): Promise<{ rows: TakenRow[]; restUntil?: Date }>;
  unreserve(taken: readonly Taken[]): void;
  /** Sends the rows one after the other and stores what became of them. */
  run(rows: readonly TakenRow[]): Promise<void>;
  stop(): void;
}

export function createDispatcher<S extends OutboxParts>(options: {
  store: OutboxParts & { sql: { dialect: 'sqlite' | 'postgresql' }; tx<T>(work: (store: S) => Promise<T>): Promise<T> };
  clock: Clock;
  instanceId: string;
  app?: AppPort;
  aibot?: AibotPort;
  breaker: Breaker;
  limits: Limits;
  marks: Marks;
  leaseMs: number;
  pauseMs(attempt: number): number;
  onCrowded(): void;
  onAlarm?(code: number | string, fix: string): void;
}): Dispatcher<S> {
  const { store, clock, app, aibot, breaker, limits, marks, instanceId } = options;
  const isShared = store.sql.dialect === 'postgresql';
  const offsets = new Map<string, number>();
  const alarmedAt = new Map<number | string, number>();
  let isStopping = false;

  const laneKey = (lane: Lane): string => `${lane.channel}:${lane.recipient}`;
  const limitKeyOf = (row: OutboxRow): string => `${row.channel}:${row.replyTo?.chatId ?? row.recipient}`;
  const usedBy = (taken: TakenRow) => (): void => {
    limits.used(taken.limitKey, clock.now());
    taken.reserved = Math.max(0, taken.reserved - 1);
  };

  function alarm(code: number | string, fix: string): void {
    const now = clock.now().getTime();
    if (now - (alarmedAt.get(code) ?? -Infinity) < ALARM_MS) return;
    alarmedAt.set(code, now);
    options.onAlarm?.(code, fix);
  }

  const appContext = (port: AppPort, taken: TakenRow): AppContext => ({
    port,
    breaker,
    now: () => clock.now(),
    pauseMs: options.pauseMs,
    used: usedBy(taken),
    onAlarm: alarm,
    onCrowded: options.onCrowded,
  });
  const aibotContext = (port: AibotPort, taken: TakenRow): AibotContext => ({
    port,
    breaker,
    now: () => clock.now(),
    pauseMs: options.pauseMs,
    used: usedBy(taken),
  });

  /** The number after the recipient's last: WeCom tells equal messages apart by it, and no two of one person within four hours share one. */
  async function nextOffset(tx: S, lane: Lane): Promise<number> {
    let last = isShared ? undefined : offsets.get(laneKey(lane));
    if (last === undefined) {
      const request = await tx.outbox.lastRequest(lane);
      last = request === null ? 0 : (frozenOf(request).offset ?? 0);
    }
    return last + 1;
  }

  function keepOffset(lane: Lane, offset: number): void {
    if (offsets.size >= OFFSETS_KEPT) offsets.clear();
    offsets.set(laneKey(lane), offset);
  }

  async function draftsOf(tx: OutboxParts, row: OutboxRow, offset: number, now: Date): Promise<{ drafts: Draft[]; taskId: string | null }> {
    if (row.channel === 'app' && app) return appDrafts(row, app, offset);
    if (row.channel !== 'aibot' || !aibot) return { drafts: [], taskId: null };
    const others = row.inboxId === null ? [] : (await tx.outbox.listByInbox(row.inboxId)).filter((other) => other.channel === 'aibot');
    const first = others.find((other) => other.act === 'reply');
    const tappedId = row.act === 'change' ? row.replyTo?.taskId : undefined;
    const tapped = tappedId ? (await tx.outbox.findByTask(tappedId))?.payload : undefined;
    const card = tapped?.kind === 'card' ? tapped : tapped?.kind === 'card-change' ? tapped.card : undefined;
    const around = {
      isFirst: first?.id === row.id,
      hasPlaceholder: others.some((other) => other.act === 'placeholder'),
      ...(card ? { tapped: card } : {}),
    };
    return aibotDrafts(row, aibot, around, now);
  }

  async function take(tx: S, lane: Lane, now: Date, until: Date): Promise<{ rows: TakenRow[]; restUntil?: Date }> {
    const rows: TakenRow[] = [];
    const next = await tx.outbox.listNext(lane, now, ROWS_AT_ONCE[lane.channel]);
    if (next.heldUntil) return { rows, restUntil: next.heldUntil };
    for (const row of next.rows) {
      const known = row.request === null ? null : frozenOf(row.request);
      const offset = known?.offset ?? (await nextOffset(tx, lane));
      const { drafts, taskId } = known ? { drafts: [], taskId: null } : await draftsOf(tx, row, offset, now);
      const limitKey = limitKeyOf(row);
      const need = known ? known.steps.length - known.done : drafts.length;
      if (need > limits.free(limitKey, now)) return { rows, restUntil: limits.freeAt(limitKey, now, need) };
      const isReady = drafts.every((draft) => draft.do !== 'upload');
      const frozen = known ?? (isReady ? newFrozen(drafts, offset, now) : null);
      // The row says "in doubt" until we know: should this process end here, the next one must not think it was never sent.
      await tx.outbox.lease(row.id, instanceId, until, frozen ? { request: frozenText({ ...frozen, unsure: true }), taskId } : undefined);
      if (frozen) row.attempts++;
      if (!known) keepOffset(lane, offset);
      limits.reserve(limitKey, need);
      rows.push({ row, frozen, drafts, taskId, offset, limitKey, reserved: need });
    }
    return { rows };
  }

  function newFrozen(drafts: readonly Draft[], offset: number, now: Date): Frozen {
    const steps = drafts.flatMap((draft) => (draft.do === 'upload' ? [] : [draft]));
    return { at: now.getTime(), steps, done: 0, unsure: false, offset };
  }

  /** Uploads, and writes the request that follows from it. */
  async function freeze(taken: TakenRow, drafts: readonly Draft[], more: Partial<Frozen>): Promise<Attempt | undefined> {
    const { row, offset } = taken;
    let steps;
    if (row.channel === 'app' && app) {
      try {
        steps = await appSteps(row, drafts, app, offset);
      } catch (error) {
        const attempt = afterUploadError(error, row, appContext(app, taken));
        if (attempt.end === 'again') breaker.failed(SEND_PATH, clock.now());
        return attempt;
      }
    } else if (aibot) {
      const made = await aibotSteps(drafts, aibot);
      if ('failed' in made) {
        const { error, result } = made.failed;
        if (result === 'retryable')
          return { end: 'again', pauseMs: error.options.retryAfterMs ?? options.pauseMs(row.attempts + 1), error: error.message };
        return { end: 'dead', error: error.message, overApp: true };
      }
      steps = made.steps;
    } else return { end: 'dead', error: `no channel ${row.channel}` };
    const now = clock.now();
    const frozen: Frozen = { at: now.getTime(), steps, done: 0, unsure: false, offset, ...more };
    const until = new Date(now.getTime() + options.leaseMs);
    await store.tx((tx) => tx.outbox.lease(row.id, instanceId, until, { request: frozenText({ ...frozen, unsure: true }), taskId: taken.taskId }));
    row.attempts++;
    taken.frozen = frozen;
    return undefined;
  }

  async function attempt(taken: TakenRow): Promise<Attempt> {
    let drafts = taken.drafts;
    let more: Partial<Frozen> = {};
    for (let turn = 0; turn < MAX_TURNS; turn++) {
      if (!taken.frozen) {
        const failed = await freeze(taken, drafts, more);
        if (failed) return failed;
      }
      const frozen = taken.frozen!;
      if (frozen.steps.length === 0) return { end: 'dead', error: 'nothing to show', quiet: true };
      const result =
        taken.row.channel === 'app' && app
          ? await attemptApp(taken.row, frozen, appContext(app, taken))
          : aibot
            ? await attemptAibot(taken.row, frozen, aibotContext(aibot, taken))
            : ({ end: 'dead', error: `no channel ${taken.row.channel}` } satisfies Attempt);
      if (result.end === 'upload-again') {
        ({ drafts } = await draftsOf(store, taken.row, taken.offset, clock.now()));
        more = { uploadedAgain: true };
      } else if (result.end === 'instead') {
        drafts = result.drafts;
        more = taken.row.channel === 'aibot' ? { push: true } : {};
      } else return result;
      taken.frozen = null;
    }
    return { end: 'dead', error: 'no way of sending it was taken' };
  }

  function overApp(row: OutboxRow): NewOutboxRow | undefined {
    const reply = insteadOf(row.payload);
    if (!app || row.channel !== 'aibot' || row.replyTo?.chatId !== undefined || !reply) return undefined;
    const now = clock.now();
    return {
      dedupeKey: `${row.dedupeKey}:app`,
      channel: 'app',
      recipient: row.recipient,
      inboxId: row.inboxId,
      act: 'push',
      notice: row.notice,
      payload: reply,
      notBefore: now,
      now,
    };
  }

  const giveBack = ({ row, frozen }: TakenRow): OutboxMark => ({ id: row.id, state: 'waiting', ...(frozen ? { request: frozenText(frozen) } : {}) });

  function keep(taken: TakenRow, result: Attempt): Promise<void> {
    const { row, frozen } = taken;
    const now = clock.now();
    switch (result.end) {
      case 'sent':
        return marks.add({
          row,
          quiet: true,
          mark: {
            id: row.id,
            state: 'sent',
            sentAt: now,
            ...(result.msgid ? { msgid: result.msgid } : {}),
            ...(result.responseCode ? { responseCode: result.responseCode } : {}),
            ...(result.note ? { error: result.note } : {}),
          },
        });
      case 'again':
        return marks.add({
          row,
          quiet: true,
          mark: { ...giveBack(taken), pausedUntil: new Date(now.getTime() + Math.max(1, result.pauseMs)), error: result.error },
        });
      case 'dead':
      case 'unknown': {
        const instead = result.overApp ? overApp(row) : undefined;
        return marks.add({
          row,
          // Said over the app: nothing is lost yet.
          quiet: result.quiet === true || instead !== undefined,
          mark: { id: row.id, state: result.end, error: result.error, ...(frozen ? { request: frozenText(frozen) } : {}) },
          ...(instead ? { instead } : {}),
        });
      }
      case 'instead':
      case 'upload-again':
        throw new Error('not an end');
    }
  }

  async function run(rows: readonly TakenRow[]): Promise<void> {
    const stored: Promise<void>[] = [];
    let leasedAt = clock.now().getTime();
    let i = 0;
    try {
      for (; i < rows.length && !isStopping; i++) {
        const taken = rows[i]!;
        const now = clock.now().getTime();
        if (now - leasedAt > options.leaseMs / 2) {
          const ids = rows.slice(i).map((t) => t.row.id);
          if (!(await store.tx((tx) => tx.outbox.renew(ids, instanceId, new Date(now + options.leaseMs))))) return;
          leasedAt = now;
        }
        const result = await attempt(taken);
        stored.push(keep(taken, result));
        if (result.end === 'again') {
          i++;
          break;
        }
      }
    } finally {
      for (const taken of rows.slice(i)) stored.push(marks.add({ row: taken.row, quiet: true, mark: giveBack(taken) }));
      for (const taken of rows) limits.unreserve(taken.limitKey, taken.reserved);
      await Promise.all(stored);
    }
  }

  return {
    async prepare(lane, now) {
      const key = laneKey(lane);
      if (isShared || !limits.isSeeded(key)) limits.seed(key, await store.outbox.listSentAt(lane, new Date(now.getTime() - HOUR_MS)));
    },
    take,
    unreserve(taken) {
      for (const { rows } of taken) for (const row of rows) limits.unreserve(row.limitKey, row.reserved);
    },
    run,
    stop() {
      isStopping = true;
    },
  };
}

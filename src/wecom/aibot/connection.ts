import { WSClient } from '@wecom/aibot-node-sdk';
import type { Log } from '../log.js';
import { isKick } from './incoming.js';
import type { CallbackFrame } from './incoming.js';
import { redacted, sdkLog } from './sdk-log.js';

/**
 * `dialing`: until the socket is open; `open`: signing on; `ready`: signed on. `down`: will dial again soon. `kicked`: another
 * process took the bot. `refused`: id or secret are wrong. From both a single attempt is made after a long wait.
 */
export type AibotState = 'idle' | 'dialing' | 'open' | 'ready' | 'down' | 'kicked' | 'refused' | 'stopped';

export interface AibotStatus {
  state: AibotState;
  since: Date;
  /** Since when it has not been signed on; absent while it is. */
  awaySince?: Date;
  /** Why it is not ready; for the operator. */
  reason?: string;
  /** A person must act: the bot runs twice, its secret is wrong, or nobody has answered for minutes. */
  alarm: boolean;
  /** Dials since it was last ready for a while. */
  attempts: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

export const AIBOT_TIMING = {
  /** From dialing to signed on. The SDK itself would wait for ever. */
  signOnMs: 12 * SECOND_MS,
  heartbeatMs: 30 * SECOND_MS,
  /** Before the second dial; doubles up to the longest. */
  firstPauseMs: SECOND_MS,
  longestPauseMs: 30 * SECOND_MS,
  /** Ready for so long counts as a good connection: pauses begin small again. */
  stableMs: MINUTE_MS,
  /** After a kick or a refusal; doubles up to an hour. */
  longWaitMs: 10 * MINUTE_MS,
  longestWaitMs: 60 * MINUTE_MS,
  /** Away for so long is worth an alarm: single lost lines are not. */
  awayAlarmMs: 2 * MINUTE_MS,
  /** After «too many subscribes». */
  busyWaitMs: 2 * MINUTE_MS,
} as const;

export type AibotTiming = { [name in keyof typeof AIBOT_TIMING]: number };

export interface ConnectionOptions {
  botId: string;
  secret: string;
  /** Absent = WeCom itself. */
  wsUrl?: string;
  timing?: Partial<AibotTiming>;
  now(): Date;
  /** 0 to below 1, spreads the dials of several machines. */
  random(): number;
  log: Log;
  onFrame(frame: CallbackFrame): void;
  onState(status: AibotStatus): void;
}

const INVALID_CREDENTIALS = 853_000;
const TOO_OFTEN = 45_009;

export interface Connection {
  readonly status: AibotStatus;
  /** The SDK's client while signed on, else undefined. */
  readonly client: WSClient | undefined;
  start(): void;
  stop(): void;
  /** Drops the line and dials anew: it looks alive and is not. */
  rebuild(reason: string): void;
}

/**
 * Keeps one bot signed on. The SDK's own reconnecting is switched off: it gives up, keeps its counters, mixes up old and new
 * sockets and waits for ever for some answers. Here every dial is a new client with one deadline, and the pauses are ours.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const timing = { ...AIBOT_TIMING, ...options.timing };
  let status: AibotStatus = { state: 'idle', since: options.now(), alarm: false, attempts: 0 };
  let client: WSClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stable: NodeJS.Timeout | undefined;
  let pauses = 0;
  let waits = 0;
  /** Real time: a jump of the demo's clock is no absence. */
  let awayFrom = performance.now();
  let awaySince: Date | undefined;

  function enter(state: AibotState, reason?: string): void {
    const isAway = state !== 'ready' && state !== 'stopped';
    if (!isAway) awaySince = undefined;
    else if (awaySince === undefined) {
      awaySince = options.now();
      awayFrom = performance.now();
    }
    const isLong = state === 'down' && performance.now() - awayFrom > timing.awayAlarmMs;
    if (isLong && !status.alarm) options.log.error({ event: 'aibot-away', reason }, 'aibot cannot be reached for minutes');
    const alarm = isAway && (state === 'kicked' || state === 'refused' || isLong || status.alarm);
    status = {
      state,
      since: options.now(),
      alarm,
      attempts: pauses,
      ...(awaySince ? { awaySince } : {}),
      ...(reason === undefined ? {} : { reason }),
    };
    options.onState(status);
  }

  function discard(): void {
    clearTimeout(timer);
    clearTimeout(stable);
    const old = client;
    client = undefined;
    old?.removeAllListeners();
    old?.disconnect();
  }

  function dial(): void {
    const mine = new WSClient({
      botId: options.botId,
      secret: options.secret,
      ...(options.wsUrl ? { wsUrl: options.wsUrl } : {}),
      wsOptions: { handshakeTimeout: timing.signOnMs, maxPayload: 16 * 1024 * 1024 },
      heartbeatInterval: timing.heartbeatMs,
      maxReconnectAttempts: 0,
      maxAuthFailureAttempts: 0,
      logger: sdkLog(options.log, options.secret),
    });
    client = mine;
    enter('dialing');
    timer = setTimeout(() => lost('no answer to the sign-on'), timing.signOnMs);
    let lastError: string | undefined;
    mine.on('connected', () => enter('open'));
    mine.on('authenticated', () => signedOn());
    mine.on('message', (frame) => take(frame));
    mine.on('event', (frame) => (isKick(frame) ? kicked() : take(frame)));
    mine.on('error', (error) => {
      const code = /^Authentication failed.*\(code: (-?\d+)\)/s.exec(error.message)?.[1];
      if (code !== undefined) signOnRefused(Number(code));
      else lastError = redacted(error.message, options.secret);
    });
    mine.on('disconnected', (reason) => lost(lastError ?? redacted(reason, options.secret)));
    mine.connect();
  }

  function signedOn(): void {
    clearTimeout(timer);
    stable = setTimeout(() => {
      pauses = 0;
      waits = 0;
    }, timing.stableMs);
    stable.unref();
    enter('ready');
    options.log.info({ event: 'aibot-ready' }, 'aibot signed on');
  }

  /** A listener that throws would stop the SDK's reading of this frame, so the error ends here. */
  function take(frame: CallbackFrame): void {
    try {
      options.onFrame(frame);
    } catch (error) {
      options.log.error({ event: 'aibot-frame-failed', err: error }, 'aibot message not taken');
    }
  }

  function lost(reason: string, leastPauseMs = 0): void {
    const wasReady = status.state === 'ready';
    discard();
    const pauseMs = Math.min(timing.firstPauseMs * 2 ** pauses, timing.longestPauseMs);
    pauses++;
    enter('down', reason);
    const delayMs = Math.max(leastPauseMs, pauseMs * (0.75 + options.random() / 2));
    if (wasReady || pauses === 1) options.log.warn({ event: 'aibot-down', reason }, 'aibot connection lost');
    again(delayMs);
  }

  function longWait(state: 'kicked' | 'refused', reason: string): void {
    discard();
    const waitMs = Math.min(timing.longWaitMs * 2 ** waits, timing.longestWaitMs);
    waits++;
    enter(state, reason);
    options.log.error({ event: `aibot-${state}`, reason, waitMs }, 'aibot needs a person');
    again(waitMs);
  }

  function kicked(): void {
    longWait('kicked', '同一个机器人在别处上线了。请只留一处运行。');
  }

  function signOnRefused(code: number): void {
    if (code === INVALID_CREDENTIALS) longWait('refused', '机器人的 BotID 或 Secret 不对。请核对 WECOM_BOT_ID 与 WECOM_BOT_SECRET。');
    else lost(`sign-on refused: ${code}`, code === TOO_OFTEN ? timing.busyWaitMs * 2 ** Math.min(pauses, 3) : 0);
  }

  function again(delayMs: number): void {
    timer = setTimeout(dial, delayMs);
  }

  return {
    get status() {
      return status;
    },
    get client() {
      return status.state === 'ready' ? client : undefined;
    },
    start() {
      if (status.state === 'idle' || status.state === 'stopped') dial();
    },
    stop() {
      discard();
      enter('stopped');
    },
    rebuild(reason) {
      if (status.state === 'ready') lost(reason);
    },
  };
}

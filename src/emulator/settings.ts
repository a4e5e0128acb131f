import { isObject } from './shape.js';

/** What a tester may turn; figures are WeCom's unless its documents leave them open. */
export type Settings = {
  /** Pauses before each further delivery of a callback, real milliseconds; their number is the number of retries. */
  callbackRetryMs: number[];
  callbackTimeoutMs: number;
  verifyTimeoutMs: number;
  /** Whether a retry is encrypted anew; either way nonce and timestamp are fresh. */
  reencryptRetries: boolean;
  /** Whether an answer other than HTTP 200 counts as not delivered. */
  retryOnStatus: boolean;
  memberPerMinute: number;
  memberPerHour: number;
  /** Person-times a day an app may send, per member of the corp (at least 200 members are counted). */
  accountFactor: number;
  apiPerMinute: number;
  apiPerHour: number;
  wrongSecretsPerHour: number;
  tokenSeconds: number;
  aibot: {
    /** A stream may be refreshed this long after its first frame. */
    streamMs: number;
    perMinute: number;
    perHour: number;
    /** Pause between telling a connection that another took over and closing it, real milliseconds. */
    kickCloseMs: number;
    /** Whether what is said while no connection stands is delivered on the next one. */
    backlog: boolean;
    /** Deliveries not answered that went out this shortly before a connection broke are delivered again. */
    redeliverMs: number;
    /** False: pings go unanswered. */
    answerPings: boolean;
    /** False: subscribing goes unanswered. */
    answerSubscribe: boolean;
    /** True: pings are answered, everything else gets 846609. */
    halfAlive: boolean;
    /** Delay of every ack, real milliseconds. */
    ackDelayMs: number;
    /** False: replies to callbacks of an earlier connection get 846605. */
    keepRequestsAcrossConnections: boolean;
    subscribesPerMinute: number;
    /** True: senders appear under their encrypted id. */
    encryptedUserids: boolean;
    /** True: the first words of a day via the bot also open the chat (`enter_chat`). */
    enterOnSay: boolean;
  };
};

export function defaultSettings(): Settings {
  return {
    callbackRetryMs: [1_000, 4_000, 10_000],
    callbackTimeoutMs: 5_000,
    verifyTimeoutMs: 1_000,
    reencryptRetries: true,
    retryOnStatus: true,
    memberPerMinute: 30,
    memberPerHour: 1_000,
    accountFactor: 200,
    apiPerMinute: 10_000,
    apiPerHour: 150_000,
    wrongSecretsPerHour: 2_000,
    tokenSeconds: 7_200,
    aibot: {
      streamMs: 6 * 60_000,
      perMinute: 30,
      perHour: 1_000,
      kickCloseMs: 2_000,
      backlog: true,
      redeliverMs: 10_000,
      answerPings: true,
      answerSubscribe: true,
      halfAlive: false,
      ackDelayMs: 0,
      keepRequestsAcrossConnections: true,
      subscribesPerMinute: 120,
      encryptedUserids: false,
      enterOnSay: false,
    },
  };
}

/** Takes over the known fields of the right type; answers the name of the first that is neither. */
export function changeSettings(settings: object, changes: unknown, prefix = ''): string | undefined {
  if (!isObject(changes)) return prefix || 'settings';
  const known = settings as Record<string, unknown>;
  for (const [name, value] of Object.entries(changes)) {
    const old = known[name];
    if (isObject(old)) {
      const wrong = changeSettings(old, value, `${prefix}${name}.`);
      if (wrong !== undefined) return wrong;
    } else if (Array.isArray(old)) {
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'number' && item >= 0)) return prefix + name;
      known[name] = value;
    } else {
      if (typeof value !== typeof old || (typeof value === 'number' && !(value >= 0))) return prefix + name;
      known[name] = value;
    }
  }
  return undefined;
}

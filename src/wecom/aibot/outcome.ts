import { PlatformError } from '../../errors.js';
import type { Outcome } from '../channels.js';
import { isRetryable, reactionTo } from '../errcodes.js';

/** The server no longer knows this connection although it still answers pings. */
export const NOT_SUBSCRIBED = 846609;

const SECOND_MS = 1000;

type Failure = Exclude<Outcome, { result: 'ok' }>;

/** Codes of the long connection. Source: developer.work.weixin.qq.com/document/path/101463 and reports from the field. */
const OWN_CODES: Record<number, { result: Failure['result']; retryAfterMs?: number }> = {
  846605: { result: 'use-push' },
  846608: { result: 'use-push' },
  846607: { result: 'retryable', retryAfterMs: 60 * SECOND_MS },
  [NOT_SUBSCRIBED]: { result: 'retryable', retryAfterMs: SECOND_MS },
  45009: { result: 'retryable', retryAfterMs: 120 * SECOND_MS },
  40008: { result: 'terminal' },
  93001: { result: 'terminal' },
  93006: { result: 'terminal' },
  40201: { result: 'terminal' },
  853000: { result: 'terminal' },
};

/**
 * What a rejected call of the SDK means. It rejects with the answer frame itself (no Error) when WeCom said no, and with an
 * Error when no answer came or the line was down.
 */
export function failureOf(rejection: unknown): Failure {
  const frame = frameOf(rejection);
  if (frame) {
    if (frame.errcode === undefined) return failure('unknown', 'shape', 'an answer without errcode');
    const own = OWN_CODES[frame.errcode];
    if (own) return failure(own.result, frame.errcode, frame.errmsg, own.retryAfterMs);
    const reaction = reactionTo(frame.errcode);
    return failure(isRetryable(reaction) ? 'retryable' : 'terminal', frame.errcode, frame.errmsg, reaction.retryAfterMs);
  }
  const words = rejection instanceof Error ? rejection.message : '';
  if (/ack timeout/i.test(words)) return failure('unknown', 'timeout', 'no answer within 5 s');
  if (/not connected/i.test(words)) return offline();
  if (/exceeds max size/i.test(words)) return failure('retryable', 'queue', 'too many frames wait');
  return failure('unknown', 'network', 'the line broke before the answer');
}

/** Nothing was sent. */
export function offline(): Failure {
  return failure('retryable', 'offline', 'the bot is not signed on');
}

/** An upload shows nobody anything: whatever its end, it may be done again, unless WeCom will never take the file. */
export function uploadFailureOf(rejection: unknown): Failure {
  if (rejection instanceof Error && /too large/i.test(rejection.message)) return failure('terminal', 'size', 'too large');
  const known = failureOf(rejection);
  return known.result === 'unknown' ? failure('retryable', known.error.code, 'the upload did not end') : known;
}

export function failure(result: Failure['result'], code: number | string, message: string, retryAfterMs?: number): Failure {
  return {
    result,
    error: new PlatformError('aibot', code, {
      retryable: result === 'retryable',
      outcomeUnknown: result === 'unknown',
      message: message.slice(0, 200),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    }),
  };
}

function frameOf(rejection: unknown): { errcode: number | undefined; errmsg: string } | undefined {
  if (typeof rejection !== 'object' || rejection === null || rejection instanceof Error) return undefined;
  const errcode = 'errcode' in rejection && typeof rejection.errcode === 'number' ? rejection.errcode : undefined;
  const errmsg = 'errmsg' in rejection && typeof rejection.errmsg === 'string' ? rejection.errmsg : '';
  return { errcode, errmsg };
}

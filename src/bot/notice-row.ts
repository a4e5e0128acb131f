import { staffPushAt } from '../domain/quiet-hours.js';
import type { Rules } from '../domain/rules.js';
import type { NewOutboxRow } from '../store/outbox.js';
import type { Notice } from './command.js';
import { mergeLineOf } from './merge-notices.js';
import type { Channel } from './message.js';

export interface NoticeWay {
  now: Date;
  rules: Rules;
  pushChannel: Channel;
  /** `minute`: with the others of its minute, as jobs speak. `night`: only what the night holds up, as colleagues are told at once by day. */
  gathers: 'minute' | 'night';
}

/** A push to a colleague as it waits in the outbox. Ask first whether he switched its kind off. */
export function noticeRow(notice: Notice, { now, rules, pushChannel, gathers }: NoticeWay): NewOutboxRow {
  const notBefore = notice.notBefore ?? staffPushAt(now, notice.push ?? (notice.kind === 'onSite' ? 'onSite' : 'other'), rules);
  const merge = gathers === 'minute' || notBefore > now ? mergeLineOf(notice) : undefined;
  return {
    dedupeKey: notice.dedupeKey,
    // On the command line rows for other people are left to the running service.
    channel: pushChannel === 'cli' ? 'app' : pushChannel,
    recipient: notice.to,
    act: 'push',
    notice: notice.kind,
    payload: notice.reply,
    notBefore,
    ...(merge ? { merge } : {}),
    now,
  };
}

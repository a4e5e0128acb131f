import { noticeRow } from './notice-row.js';
import type { CardChange, Reply } from './reply.js';
import type { ReplyTo } from './message.js';
import { fill, type Road } from './road.js';

/** Writes the answers, the change of a tapped card and the notices to others into the outbox: they leave from there. */
export async function writeOut(road: Road): Promise<void> {
  const { message, out, store, now } = road;
  let n = 0;
  const add = (
    act: 'reply' | 'change' | 'push',
    channel: Road['message']['channel'],
    recipient: string,
    replyTo: ReplyTo | null,
    payload: Reply | CardChange,
  ) =>
    store.outbox.add({
      dedupeKey: `in:${message.id}:${n++}`,
      channel,
      recipient,
      ...(replyTo ? { replyTo } : {}),
      inboxId: message.id,
      act,
      payload,
      notBefore: now,
    });

  if (out.change && message.content.kind === 'tap') await add('change', message.channel, message.from, message.replyTo, out.change);

  const toPrivate = message.place === 'group' && out.isPrivate && out.replies.length > 0;
  if (toPrivate) {
    await add('reply', message.channel, message.from, message.replyTo, fill(road, 'group'));
    const channel = message.channel === 'cli' ? 'cli' : road.deps.pushChannel;
    for (const reply of out.replies) await add('push', channel, message.from, null, reply);
  } else {
    for (const reply of out.replies) await add('reply', message.channel, message.from, message.replyTo, reply);
  }

  for (const notice of out.notices) {
    if (await store.noticeSwitch.isOff(notice.to, notice.kind)) continue;
    // What a colleague does by day is told at once; what waits for the morning leaves with the rest of it.
    await store.outbox.add(noticeRow(notice, { now, rules: road.deps.rules, pushChannel: road.deps.pushChannel, gathers: 'night' }));
  }
}

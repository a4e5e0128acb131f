import { NOTICE_KINDS } from '../domain/notice-kind.js';
import type { StoreTx } from '../store/index.js';
import type { HeldNotice } from '../store/held-notice.js';
import type { Notice } from './command.js';
import { replyText, type Reply } from './reply.js';

/** A card shows this many lines with a button each; the rest stands behind 更多. */
const LINES = 5;
/** What a person reads first when several leave together; other kinds follow in the order they came. */
const ORDER = [
  'case',
  'supervise',
  'retention',
  'referral',
  'reminder',
  'promise',
  'acting',
  'assign',
  'level',
  'birthday',
  'care',
  'maturity',
  'contact-due',
  'assessment',
  'tier-critical',
  'opportunity',
];
const TITLES: Readonly<Record<string, string>> = {
  case: '案件',
  supervise: '督办',
  retention: '挽留',
  referral: '推荐',
  reminder: '提醒',
  promise: '答应的事',
  acting: '代理',
  assign: '分配',
  'contact-overdue': '团队超时',
  ...Object.fromEntries(NOTICE_KINDS.map(({ kind, title }) => [kind, title])),
};
/** They leave by themselves: a briefing is a list already, and somebody in the lobby waits for an answer. */
const ALONE = ['briefing', 'onSite'];
const WHO_LENGTH = 6;

/** The line that stands for a push in a card of several; undefined when it leaves by itself whatever else there is. */
export function mergeLineOf(notice: Pick<Notice, 'kind' | 'reply' | 'merge'>): NonNullable<Notice['merge']> | undefined {
  if (ALONE.includes(notice.kind)) return undefined;
  if (notice.merge) return notice.merge;
  const { reply } = notice;
  return {
    who: (TITLES[notice.kind] ?? '提醒').slice(0, WHO_LENGTH),
    line: reply.kind === 'card' ? reply.title : (replyText(reply).split('\n')[0] ?? ''),
  };
}

type Fill = (template: string, facts: Record<string, unknown>) => Reply;

/**
 * Lets held pushes leave: one to a person as it is, several as one card whose lines open them. Takes a few people at a time.
 * @returns how many people got something; as many as asked for means there may be more.
 */
export async function releaseNotices(store: StoreTx, now: Date, reply: Fill, limit: number): Promise<number> {
  const people = await store.heldNotice.listRecipients(now, limit);
  for (const { recipient, channel } of people) {
    const held = await store.heldNotice.listDue(recipient, channel, now);
    const [first] = held;
    if (!first) continue;
    if (held.length === 1) {
      await store.heldNotice.send(first.id);
      continue;
    }
    await store.outbox.add({
      dedupeKey: `merged:${recipient}:${first.id}`,
      channel,
      recipient,
      act: 'push',
      notice: 'merged',
      payload: mergedCard(held, 0, reply),
      notBefore: now,
      now,
    });
    await store.heldNotice.merge(held.map((one) => one.id));
  }
  return people.length;
}

/** The card of several notices, from one of them on. */
export function mergedCard(held: readonly HeldNotice[], offset: number, reply: Fill): Reply {
  const sorted = [...held].sort((a, b) => Number(b.urgent) - Number(a.urgent) || rank(a) - rank(b) || a.id - b.id);
  const shown = sorted.slice(offset, offset + LINES);
  const counts = new Map<string, number>();
  for (const one of sorted) counts.set(one.notice, (counts.get(one.notice) ?? 0) + 1);
  const next = offset + LINES < sorted.length ? offset + LINES : null;
  return reply('notices-merged', {
    ref: Math.min(...held.map((one) => one.id)),
    total: held.length,
    offset,
    late: held.filter((one) => one.urgent).length,
    kinds: [...counts].map(([kind, n]) => `${TITLES[kind] ?? '提醒'}${n}`).join(' '),
    lines: shown.map(({ id, who, line }, i) => ({ n: i + 1, id, who, line })),
    // Ids grow, so the span from the first to the last names them all; others' rows in between are not this person's.
    more: next === null ? null : `${Math.min(...held.map((one) => one.id))}.${Math.max(...held.map((one) => one.id))}.${next}`,
  });
}

function rank(one: HeldNotice): number {
  const at = ORDER.indexOf(one.notice);
  return at < 0 ? ORDER.length : at;
}

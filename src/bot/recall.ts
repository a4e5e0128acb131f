import { DAY_MS } from '../domain/calendar/index.js';
import type { Turn } from './command.js';
import type { CardReply } from './reply.js';

/** How long WeCom lets a card be changed after it was sent. Source: developer.work.weixin.qq.com/document/path/94888. */
const CHANGEABLE_MS = 3 * DAY_MS;

/**
 * Takes an object's cards back from somebody whose matter it no longer is: what has not left stays behind, what he has is put `instead`
 * where WeCom still changes it. Nothing is sent for one that cannot be changed: whoever taps it is asked again whether he may.
 * @param about `<template>:<ref>` of the cards.
 */
export async function recallCards(turn: Pick<Turn, 'store' | 'now'>, to: string, about: string, instead: CardReply): Promise<void> {
  const { store, now } = turn;
  await store.heldNotice.dropAbout(to, about);
  for (const sent of await store.heldNotice.listChangeable(to, about, new Date(now.getTime() - CHANGEABLE_MS)))
    await store.outbox.add({
      dedupeKey: `recall:${sent.id}`,
      channel: 'app',
      recipient: to,
      replyTo: { channel: 'app', userId: to, responseCode: sent.responseCode, taskId: sent.taskId, cardType: sent.cardType },
      act: 'change',
      payload: { kind: 'card-change', card: instead, onlyInPlace: true },
      notBefore: now,
      now,
    });
}

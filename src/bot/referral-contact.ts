import { MINUTE_MS } from '../domain/calendar/index.js';
import { isFollowUp, type FollowUpFacts } from '../domain/referral.js';
import type { Notice, Turn } from './command.js';
import { referredOf, tellReferrer, tellReopened } from './referral-card.js';

export interface FollowedUp {
  /** TJ-1, TJ-2 … */
  nos: string[];
  ids: string[];
  /** Who handed the client on and hears of it now. */
  referrers: string[];
  notices: Notice[];
}

/** A contact its receiver logs is the follow-up his referral waited for; who handed the client on is told. Source: domain §11. */
export async function followUpReferrals(turn: Turn, contact: FollowUpFacts & { clientId: string; at: Date }): Promise<FollowedUp> {
  const done: FollowedUp = { nos: [], ids: [], referrers: [], notices: [] };
  if (!isFollowUp(contact)) return done;
  const { store, user, now } = turn;
  for (const row of await store.referral.listWaitingFor(user.id, contact.clientId)) {
    // A time told has no seconds.
    if (contact.at.getTime() + MINUTE_MS <= row.createdAt) continue;
    const moved = await store.referral.change(
      row.id,
      { state: 'followedUp', followedUpAt: now.getTime(), acceptedAt: row.acceptedAt ?? now.getTime() },
      now,
    );
    done.nos.push(row.no);
    done.ids.push(row.id);
    done.notices.push(...(await tellReferrer(turn, moved)));
    if (row.fromUserId !== user.id) done.referrers.push(row.fromUserId);
  }
  const names = await store.staff.listNames(done.referrers);
  return { ...done, referrers: [...new Set(done.referrers)].map((id) => names.get(id) ?? id) };
}

/** The contact was undone: what it alone had followed up waits again, with the time it had. Gives the numbers. */
export async function reopenReferrals(turn: Turn, contact: { clientId: string; createdAt: number }): Promise<{ nos: string[]; notices: Notice[] }> {
  const { store, user, now } = turn;
  const nos: string[] = [];
  const notices: Notice[] = [];
  for (const row of await store.referral.listFollowedUpAt(user.id, contact.clientId, contact.createdAt)) {
    const accepted = row.acceptedAt !== null && row.acceptedAt < contact.createdAt;
    const back = await store.referral.change(
      row.id,
      { state: accepted ? 'accepted' : 'assigned', followedUpAt: null, ...(accepted ? {} : { acceptedAt: null }) },
      now,
    );
    nos.push(row.no);
    notices.push(...tellReopened(turn, back, (await referredOf(store, row)).name));
  }
  return { nos, notices };
}

import { LEVEL_TITLES } from '../domain/client-level-name.js';
import { present } from '../domain/masking.js';
import { staffPushAt } from '../domain/quiet-hours.js';
import type { Reason } from '../domain/reason.js';
import { hasFigures, referralStateWords, tellsReferrer, type ReferralState } from '../domain/referral.js';
import type { StoreTx } from '../store/index.js';
import type { ReferralRow } from '../store/referral.js';
import { nearestAbove } from './case-people.js';
import { clientNames } from './client-names.js';
import type { Notice, Turn } from './command.js';
import { supervisorsOf } from './line.js';

/** The card of a referral for each of the three who see it, and who is told what when. Source: domain §11. */

/** What referral words need: a turn of the chat has it, and a job. */
export type ReferralDesk = Pick<Turn, 'rules' | 'now' | 'calendarOf' | 'reply'> & {
  store: Pick<StoreTx, 'referral' | 'staff' | 'org' | 'clientSearch' | 'managerRelation' | 'client'>;
};

export const reasonsOf = (row: Pick<ReferralRow, 'reasons'>): Reason[] => JSON.parse(row.reasons) as Reason[];

/** Whom a referral is about, as far as the one it goes to may know. */
export async function referredOf(
  store: Pick<StoreTx, 'clientSearch'>,
  row: Pick<ReferralRow, 'clientId' | 'prospectName' | 'no'>,
): Promise<{ name: string; level: string }> {
  const client = row.clientId === null ? undefined : (await store.clientSearch.summaries([row.clientId]))[0];
  return client ? { name: client.name, level: LEVEL_TITLES[client.level] } : { name: row.prospectName ?? row.no, level: '' };
}

type Button = { key: string; text: string };

/** What the one it was given to can do next. */
function receiverButtons(row: ReferralRow): Button[] {
  const take = { key: `refTake:${row.id}`, text: '接下' };
  const met = { key: `refMet:${row.id}`, text: '已联系' };
  const meet = { key: `refMeet:${row.id}`, text: '约时间' };
  const back = { key: `refBack:${row.id}`, text: '转回' };
  const why = { key: `refWhy:${row.id}`, text: '依据' };
  const view = row.clientId === null ? [] : [{ key: `view:${row.clientId}`, text: '看客户' }];
  switch (row.state as ReferralState) {
    case 'assigned':
      return [take, meet, back, why];
    case 'accepted':
      return [met, meet, back, ...view, why];
    case 'followedUp':
      return [
        { key: `refEnd:${row.id}.signed`, text: '已签约' },
        { key: `refEnd:${row.id}.declined`, text: '暂不需要' },
        { key: `refEnd:${row.id}.invalid`, text: '无效' },
        meet,
        ...(view.length > 0 ? view : [why]),
      ];
    default:
      return [why];
  }
}

/** The colleagues a supervisor may give it to. */
async function giveButtons(desk: ReferralDesk, row: ReferralRow): Promise<Button[]> {
  const fit = (await desk.store.referral.listCandidates(row.orgId)).filter((one) => one.userId !== row.toUserId);
  return fit.slice(0, 4).map((one) => ({ key: `refGive:${row.id}.${one.userId}`, text: `给${one.name}`.slice(0, 6) }));
}

export interface ReferralCardOptions {
  /** What stands above the card: why it is shown now. */
  form: 'new' | 'half' | 'late' | 'reassign' | 'look';
  to: 'receiver' | 'supervisor' | 'referrer';
}

/** The card of one referral, for one of the three who may see it. */
export async function referralCard(desk: ReferralDesk, row: ReferralRow, { form, to }: ReferralCardOptions) {
  const { store, now } = desk;
  const names = await store.staff.listNames([row.fromUserId, ...(row.toUserId === null ? [] : [row.toUserId])]);
  const { name, level } = await referredOf(store, row);
  const open = ['identified', 'assigned', 'accepted'].includes(row.state);
  const mayGive = row.state === 'identified' || (open && now.getTime() >= row.reassignFromAt);
  const buttons =
    to === 'receiver'
      ? receiverButtons(row)
      : to === 'supervisor' && mayGive
        ? [...(await giveButtons(desk, row)), { key: `refWhy:${row.id}`, text: '依据' }]
        : [{ key: `refWhy:${row.id}`, text: '依据' }];
  return desk.reply('referral-in', {
    id: row.id,
    no: row.no,
    form,
    from: names.get(row.fromUserId) ?? row.fromUserId,
    name,
    level: to === 'referrer' ? '' : level,
    need: row.need,
    at: row.createdAt,
    dueAt: row.dueAt,
    open,
    urgent: form === 'late' || form === 'reassign',
    provisional: row.provisional === 1,
    why:
      to === 'receiver'
        ? reasonsOf(row)
            .map((one) => one.text)
            .join('、')
        : '',
    to: row.toUserId === null ? '' : (names.get(row.toUserId) ?? row.toUserId),
    state: referralStateWords(row.state as ReferralState, row.result),
    tail: row.prospectTail ?? '',
    introducer: await introducerOf(desk, row, to),
    note: row.note === null || (to === 'referrer' && hasFigures(row.note)) ? '' : row.note,
    assignable: to === 'supervisor' && mayGive,
    reassignFrom: row.reassignFromAt,
    buttons: buttons.map((one, i) => ({ ...one, primary: i === 0 && one.text !== '依据' })),
  });
}

/** The client who sent this one, as far as the reader may know him; several read a supervisor's card. */
async function introducerOf(desk: ReferralDesk, row: ReferralRow, to: ReferralCardOptions['to']): Promise<string> {
  if (row.referrerClientId === null) return '';
  const readerId = to === 'receiver' ? row.toUserId : to === 'referrer' ? row.fromUserId : null;
  const user = readerId === null ? undefined : await desk.store.staff.findSpeaker(readerId);
  if (user)
    return (await clientNames({ store: desk.store, user, now: desk.now, readGrant: null }, [row.referrerClientId])).full(row.referrerClientId) ?? '';
  const [client] = await desk.store.clientSearch.summaries([row.referrerClientId]);
  return client ? present(client.name, 'name', { full: [] }, 'private') : '';
}

/** Tells the one it went to, or where nobody was found the supervisors. */
export async function tellAssigned(desk: ReferralDesk, row: ReferralRow, form: 'new' | 'reassign' = 'new'): Promise<Notice[]> {
  if (row.toUserId !== null) {
    return [
      {
        to: row.toUserId,
        kind: 'referral',
        dedupeKey: `referral:${row.id}:in:${row.toUserId}:${row.version}`,
        reply: await referralCard(desk, row, { form: 'new', to: 'receiver' }),
        notBefore: staffPushAt(desk.now, 'other', desk.rules),
      },
    ];
  }
  const card = await referralCard(desk, row, { form, to: 'supervisor' });
  return (await supervisorsFor(desk, row)).map((to) => ({
    to,
    kind: 'referral',
    dedupeKey: `referral:${row.id}:open:${to}:${row.version}`,
    reply: card,
    notBefore: staffPushAt(desk.now, 'other', desk.rules),
  }));
}

/** Who supervises it: the outlet's, where there is none those above. */
export async function supervisorsFor(desk: Pick<ReferralDesk, 'store'>, row: Pick<ReferralRow, 'orgId'>): Promise<string[]> {
  const own = await supervisorsOf(desk as Pick<Turn, 'store'>, row.orgId);
  return own.length > 0 ? own : nearestAbove(desk.store, row.orgId, ['branchSupervisor', 'wealthCentreHead', 'branchManager']);
}

/** Tells the referrer what became of it, never with a figure. */
export async function tellReferrer(turn: Turn, row: ReferralRow): Promise<Notice[]> {
  if (!tellsReferrer(row.state as ReferralState) || row.fromUserId === turn.user.id) return [];
  const { name } = await referredOf(turn.store, row);
  return [
    {
      to: row.fromUserId,
      kind: 'referral',
      dedupeKey: `referral:${row.id}:back:${row.state}:${row.version}`,
      reply: turn.reply('referral-back', {
        no: row.no,
        name,
        who: turn.user.name,
        state: row.state,
        note: row.note !== null && !hasFigures(row.note) ? row.note : '',
      }),
      notBefore: staffPushAt(turn.now, 'other', turn.rules),
    },
  ];
}

/** Takes back what the referrer was told: the contact it rested on was undone. */
export function tellReopened(turn: Turn, row: ReferralRow, name: string): Notice[] {
  if (row.fromUserId === turn.user.id) return [];
  return [
    {
      to: row.fromUserId,
      kind: 'referral',
      dedupeKey: `referral:${row.id}:back:reopened:${row.version}`,
      reply: turn.reply('referral-back', { no: row.no, name, who: turn.user.name, state: 'reopened', note: '' }),
      notBefore: staffPushAt(turn.now, 'other', turn.rules),
    },
  ];
}

import { actingProblems, actingReason, managerNamed, supervises } from './acting.js';
import type { Turn } from './command.js';
import { relaysOf, type Relay } from './hand-back.js';
import { supervisorsOf } from './line.js';
import { dateAt, formatPlainDay } from '../domain/calendar/index.js';
import { ACTING_REASON_TITLES, endActingProblems, SPEAKER } from '../domain/manager-relation.js';
import { UserError } from '../errors.js';
import type { ActingPeriod } from '../store/acting-work.js';
import type { StaffRow } from '../store/staff.js';

/** As said: names, and days; `actingManager` absent = back again, `from` absent = from today, `to` absent = that day alone. */
export interface ActingArgs {
  manager: string;
  actingManager?: string | undefined;
  from?: { date: string } | undefined;
  to?: { date: string; endDate?: string | undefined } | undefined;
}

/** Who is away, who stands in for him, from which day to which, both included. */
interface ActingPair {
  manager: StaffRow;
  standIn: StaffRow;
  from: string;
  to: string;
  /** Periods of others that the one away stands in for and that pass on. */
  relays: Relay[];
}

/** Set and ended by the manager's supervisor alone: the speaker is told who that is, and the sentence that does it. */
async function leftToLead(
  turn: Turn,
  { manager, standIn }: Pick<ActingPair, 'manager' | 'standIn'>,
  words: string,
  isBack: boolean,
): Promise<UserError> {
  const leads = [...(await turn.store.staff.listNames(await supervisorsOf(turn, manager.orgId))).values()].join('、') || null;
  return new UserError('acting-by-lead', { manager: manager.name, standIn: standIn.name, leads, words, isBack });
}

/** Told before anything is asked, so that no question stays open over it. */
const actingRefused = ({ manager, standIn }: Pick<ActingPair, 'manager' | 'standIn'>, problems: readonly { text: string }[]): UserError =>
  new UserError('acting-refused', { manager: manager.name, standIn: standIn.name, reasons: problems.map(({ text }) => text) });

/**
 * The colleague called so; of a name nobody has, the nearest ones are offered, `words` being the sentence with each of them, without a space.
 * @throws UserError acting-who
 */
async function colleague(turn: Turn, name: string, words: (name: string) => string, isOwn = false): Promise<StaffRow> {
  const found = await managerNamed(turn, name);
  if (found === 'several') throw new UserError('acting-who', { name, several: true, near: [], isOwn });
  if (found !== 'none') return found;
  const near = await turn.store.staff.listNearNames(name);
  throw new UserError('acting-who', { name, several: false, near: near.map((one) => ({ name: one, words: words(one) })), isOwn });
}

/**
 * The name of who stands in, before a day is asked for; nobody is told a day first and then that there is no such colleague.
 * @throws UserError acting-who
 */
export async function knowStandIn(turn: Turn, { manager, actingManager }: Partial<ActingArgs>): Promise<void> {
  if (actingManager === undefined || actingManager === SPEAKER) return;
  const isOwn = manager === SPEAKER;
  const why = ACTING_REASON_TITLES[actingReason(turn.text)];
  await colleague(turn, actingManager, (name) => `${name},代理,${isOwn ? '我' : manager},${why}`, isOwn);
}

/**
 * Who is meant, from when to when. `lead`: the supervisor will set it, so it need not be the speaker's to set.
 * @throws UserError acting-who, acting-by-lead, acting-refused
 */
export async function settlePair(turn: Turn, args: ActingArgs, setBy: 'speaker' | 'lead' = 'speaker'): Promise<ActingPair> {
  const from = args.from?.date ?? dateAt(turn.now);
  const to = args.to?.endDate ?? args.to?.date ?? from;
  const why = ACTING_REASON_TITLES[actingReason(turn.text)];
  const said = { manager: args.manager, standIn: args.actingManager ?? '' };
  const find = (part: 'manager' | 'standIn') =>
    colleague(
      turn,
      said[part],
      (name) => {
        const those = { ...said, [part]: name };
        return `${those.standIn},代理,${those.manager},${from}至${to},${why}`;
      },
      part === 'standIn' && said.manager === turn.user.name,
    );
  const [manager, standIn] = [await find('manager'), await find('standIn')];
  const found = await actingProblems(turn, manager, standIn, from, to);
  const problems = found.filter(({ code }) => code !== 'acting-not-supervisor');
  if (setBy === 'speaker' && problems.length < found.length) {
    const days = `${formatPlainDay(from, turn.now)}至${formatPlainDay(to, turn.now)}`;
    throw await leftToLead(turn, { manager, standIn }, `${standIn.name} 代理 ${manager.name} ${days}`, false);
  }
  const pair = { manager, standIn, from, to, relays: await relaysOf(turn, { userId: manager.id, from, to }) };
  if (problems.length > 0) throw actingRefused(pair, problems);
  return pair;
}

/** 「让林悦替我」, 「林悦请假，我代她」: the speaker is who is away, or who stands in. */
export const bySpeaker = (turn: Turn, args: ActingArgs): ActingArgs => ({
  ...args,
  ...(args.manager === SPEAKER ? { manager: turn.user.name } : {}),
  ...(args.actingManager === SPEAKER ? { actingManager: turn.user.name } : {}),
});

/** @throws UserError acting-none */
export async function currentPeriod(turn: Turn, managerId: string, name: string): Promise<ActingPeriod> {
  const period = (await turn.store.acting.listForManager(managerId))[0];
  if (!period) throw new UserError('acting-none', { name, isOwn: managerId === turn.user.id });
  return period;
}

/**
 * The period 回岗 ends: the one in force, else the next one that is set.
 * @throws UserError acting-who, acting-none, acting-by-lead
 */
export async function periodToEnd(turn: Turn, name: string): Promise<{ manager: StaffRow; standIn: StaffRow; period: ActingPeriod }> {
  const manager = await colleague(turn, name, (one) => `${one},回岗`);
  const period = await currentPeriod(turn, manager.id, manager.name);
  const standIn = await turn.store.staff.find(period.userId);
  if (!standIn) throw new UserError('acting-none', { name: manager.name, isOwn: manager.id === turn.user.id });
  const relation = {
    id: '',
    clientId: '',
    userId: period.userId,
    role: 'acting' as const,
    from: period.fromOn,
    setBy: '',
    reason: '',
    state: 'active' as const,
  };
  const problems = endActingProblems(relation, { userId: turn.user.id, isSupervisor: await supervises(turn, manager) });
  if (problems.length > 0) throw await leftToLead(turn, { manager, standIn }, `${manager.name} 回岗`, true);
  return { manager, standIn, period };
}

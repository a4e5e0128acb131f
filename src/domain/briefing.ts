import { CLIENT_LEVELS, type ClientLevel } from './client-level-name.js';
import type { Rules } from './rules.js';

/** What a briefing may speak of, most pressing first: the position is the priority. */
export const BRIEFING_KINDS = [
  'caseClock',
  'retention',
  'referral',
  'promise',
  'appointment',
  'birthday',
  'maturity',
  'contact',
  'assessment',
  'tierCritical',
  'proposal',
  'bulletin',
] as const;
export type BriefingKind = (typeof BRIEFING_KINDS)[number];

/** Lines up to promises due are to be done first. */
const FIRST_KINDS: readonly BriefingKind[] = ['caseClock', 'retention', 'referral', 'promise'];

export interface BriefingItem {
  /** Stable: the same matter has the same key every day. */
  key: string;
  kind: BriefingKind;
  /** Absent for bulletins and meetings. */
  clientId?: string;
  level?: ClientLevel;
  amountFen?: number;
  /** Waiting or due since; the earlier comes first. */
  since?: Date;
}

export interface BriefingLine<T extends BriefingItem> {
  /** From 1 on, what people type. */
  number: number;
  clientId?: string;
  level?: ClientLevel;
  kind: BriefingKind;
  /** Most pressing first; the first one's act is the line's button. */
  items: T[];
}

export interface Briefing<T extends BriefingItem> {
  lines: BriefingLine<T>[];
  rest: BriefingLine<T>[];
  /** All lines, shown and behind 更多. */
  total: number;
  /** How many of the lines are to be done first. */
  first: number;
}

const RANKS = new Map<string, number>(BRIEFING_KINDS.map((kind, i) => [kind, i]));
const LEVEL_RANKS = new Map<string, number>(CLIENT_LEVELS.map((level, i) => [level, i]));
const rank = (item: BriefingItem): number => RANKS.get(item.kind) ?? -1;

function compareItems(a: BriefingItem, b: BriefingItem): number {
  return rank(a) - rank(b) || weight(a, b);
}

/** Inside one kind: level, then amount, then waiting time. */
function weight(a: BriefingItem, b: BriefingItem): number {
  return (
    levelRank(b) - levelRank(a) ||
    (b.amountFen ?? 0) - (a.amountFen ?? 0) ||
    (a.since?.getTime() ?? Infinity) - (b.since?.getTime() ?? Infinity) ||
    a.key.localeCompare(b.key)
  );
}

function levelRank(item: BriefingItem): number {
  return item.level === undefined ? -1 : (LEVEL_RANKS.get(item.level) ?? -1);
}

/**
 * The lines of a briefing: each client once with all his reasons, at the place of the most pressing; what concerns no
 * client in one line per kind. At most `briefing.maxLines` lines, the rest behind 更多. The same item twice counts once.
 */
export function buildBriefing<T extends BriefingItem>(items: readonly T[], rules: Rules): Briefing<T> {
  const unique = new Map<string, T>();
  for (const item of items) if (!unique.has(item.key)) unique.set(item.key, item);
  const groups = new Map<string, T[]>();
  for (const item of [...unique.values()].sort(compareItems)) {
    const group = item.clientId === undefined ? `kind:${item.kind}` : `client:${item.clientId}`;
    const known = groups.get(group);
    if (known) known.push(item);
    else groups.set(group, [item]);
  }
  // Groups were met in the order of their most pressing item.
  const all = [...groups.values()].map((group, index): BriefingLine<T> => {
    const [head] = group as [T, ...T[]];
    return {
      number: index + 1,
      ...(head.clientId === undefined ? {} : { clientId: head.clientId }),
      ...(head.level === undefined ? {} : { level: head.level }),
      kind: head.kind,
      items: group,
    };
  });
  const { maxLines } = rules.briefing;
  return {
    lines: all.slice(0, maxLines),
    rest: all.slice(maxLines),
    total: all.length,
    first: all.filter((line) => FIRST_KINDS.includes(line.kind)).length,
  };
}

export interface TeamCount {
  kind: BriefingKind;
  /** Counts by colleague, largest first. */
  byUser: { userId: string; count: number; amountFen: number }[];
  count: number;
  amountFen: number;
}

/** The supervisor's version: counts by kind and colleague, in the order of pressure. */
export function teamCounts(items: readonly (BriefingItem & { userId: string })[]): TeamCount[] {
  return BRIEFING_KINDS.flatMap((kind) => {
    const mine = items.filter((item) => item.kind === kind);
    if (mine.length === 0) return [];
    const byUser = new Map<string, { userId: string; count: number; amountFen: number }>();
    for (const item of mine) {
      const known = byUser.get(item.userId) ?? { userId: item.userId, count: 0, amountFen: 0 };
      known.count++;
      known.amountFen += item.amountFen ?? 0;
      byUser.set(item.userId, known);
    }
    const sorted = [...byUser.values()].sort((a, b) => b.count - a.count || a.userId.localeCompare(b.userId));
    return [{ kind, byUser: sorted, count: mine.length, amountFen: sorted.reduce((sum, one) => sum + one.amountFen, 0) }];
  });
}

/** What is suggested when nothing is due: the three with the most to do, none that is empty. */
export function optionalActs(facts: {
  incompleteFiles: number;
  maturingNextMonth: number;
  longUnmet: number;
  openOpportunities: number;
}): { act: 'files' | 'maturities' | 'meetings' | 'opportunities'; count: number }[] {
  return [
    { act: 'files' as const, count: facts.incompleteFiles },
    { act: 'maturities' as const, count: facts.maturingNextMonth },
    { act: 'meetings' as const, count: facts.longUnmet },
    { act: 'opportunities' as const, count: facts.openOpportunities },
  ]
    .filter((one) => one.count > 0)
    .slice(0, 3);
}

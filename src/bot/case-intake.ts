import { dateAt, DAY_MS, instantAt } from '../domain/calendar/index.js';
import { caseAmountFen, presetKind, type CaseKind } from '../domain/case/index.js';
import type { ClientNaming } from '../domain/intent.js';
import { NAMING_TITLES } from '../domain/naming.js';
import type { ClientRow } from '../store/client.js';
import type { CaseRow } from '../store/case.js';
import { loadCase } from './case-facts.js';
import { colleaguesNamed } from './case-people.js';
import { kindTitle, whoWords } from './case-words.js';
import type { Turn } from './command.js';

/** A client's words that are older are told as a story, not taken in. */
const MOST_LATE_MS = 15 * DAY_MS;

export interface CaseArgs {
  client?: { id: string; name: string; guessed?: boolean | undefined; by: string } | undefined;
  kind?: CaseKind | undefined;
  text: string;
  /** When the client said it, where the sentence tells a time of day. */
  receivedAt?: string | undefined;
  /** Another time of it, said while the card waited. */
  at?: { date: string; time?: string | undefined } | undefined;
  /** The money it is about, fen. */
  amountFen?: number | undefined;
  again?: 'new' | 'newComplaint' | 'newRequest' | 'merge' | 'newFacts' | undefined;
}

/** What is known before it is stored: who complains, of whom, and whether he has a case already. */
export interface IntakeFacts {
  client: ClientRow | null;
  /** Of somebody who is no client: as far as the words tell. */
  name: string | null;
  phone: string | null;
  orgId: string;
  kind: CaseKind | null;
  accused: string[];
  running: CaseRow[];
}

export async function intakeFacts(turn: Turn, args: CaseArgs): Promise<IntakeFacts> {
  const client = args.client ? ((await turn.store.client.findRow(args.client.id)) ?? null) : null;
  const orgId = client?.orgId ?? turn.user.orgId;
  const kind =
    args.again === 'newComplaint' ? 'complaint' : args.again === 'newRequest' ? 'request' : (args.kind ?? presetKind(args.text)?.kind ?? null);
  const words = turn.text.includes(args.text) ? turn.text : `${turn.text} ${args.text}`;
  return {
    client,
    name: client ? null : strangerName(turn, args.text),
    phone: client ? null : (/(?<!\d)1\d{10}(?!\d)/.exec(words.normalize('NFKC'))?.[0] ?? null),
    orgId,
    kind,
    accused: await colleaguesNamed(turn, words, orgId, client?.name ?? ''),
    running: client ? await turn.store.case.listOpenByClient(client.id) : [],
  };
}

/** 「投诉 王五 排队太久」: the name between the act's word and the words of the complaint. */
function strangerName(turn: Turn, text: string): string | null {
  const at = turn.text.lastIndexOf(text);
  if (at <= 0) return null;
  const words = turn.text
    .slice(0, at)
    .trim()
    .split(/[\s，,、：:]+/);
  const name = words.find((word) => /^[\p{Script=Han}·]{2,6}$/u.test(word) && !turn.commands.some((command) => command.aliases.includes(word)));
  return name ?? null;
}

/** Asked before anything is stored: the words, who is meant, the kind where nothing tells it, and what already runs. */
export async function confirmIntake(turn: Turn & { draftId: string }, given: CaseArgs) {
  const args = await settleDraft(turn, given);
  const facts = await intakeFacts(turn, args);
  // 「诉求」 typed over a complaint's words: neither of the two is taken for granted.
  if (given.kind !== undefined && args.kind === undefined) facts.kind = null;
  const names = await turn.store.staff.listNames(facts.accused);
  const running = facts.running[0];
  const runningLoaded = running ? await loadCase(turn, running) : null;
  return turn.reply('case-confirm', {
    draftId: turn.draftId,
    kind: facts.kind === null ? null : facts.kind === 'complaint' ? '投诉' : '诉求',
    name: facts.client?.name ?? facts.name,
    isClient: facts.client !== null,
    level: facts.client ? whoWords({ clockLevel: facts.client.level }, { name: facts.client.name, isClient: true }) : null,
    guessed: args.client?.guessed === true ? (NAMING_TITLES[args.client.by as ClientNaming] ?? null) : null,
    from: receivedAt(turn, args),
    told: args.receivedAt !== undefined,
    dayAlone: given.at !== undefined && given.at.time === undefined ? given.at.date : null,
    signal: facts.kind === null ? (presetKind(args.text)?.word ?? null) : null,
    words: args.text,
    accused: facts.accused.map((id) => names.get(id) ?? id).join('、') || null,
    running: running && runningLoaded ? { no: running.no, kind: kindTitle(running), since: dateAt(new Date(running.receivedAt)) } : null,
  });
}

/** 「昨天下午三点来网点说」: the clock starts when the client said it. */
const SAID_BY_CLIENT = /^[\s,，]*[^，。,；]{0,6}?(?:来电|打电话|打来|来网点|来行|到网点|上门|投诉|反映|提出)/u;

/**
 * Puts into the waiting draft what the card is about to say: the time the sentence tells, and no kind where 「诉求」 was typed
 * over words that are a complaint's: then the card asks.
 */
async function settleDraft(turn: Turn & { draftId: string }, given: CaseArgs): Promise<CaseArgs> {
  const draft = await turn.store.draft.find(turn.user.id, turn.draftId);
  if (!draft?.frame) return given;
  const { frame } = draft;
  const args: CaseArgs = { ...given };
  if (given.kind === 'request' && presetKind(given.text)?.kind === 'complaint') delete args.kind;
  const told = frame.spans.find((span) => {
    const value = span.value as { date?: string; time?: string; vague?: boolean } | null;
    return (
      span.kind === 'time' && value?.date !== undefined && value.time !== undefined && !value.vague && SAID_BY_CLIENT.test(frame.text.slice(span.end))
    );
  })?.value as { date: string; time: string } | undefined;
  const said = given.at ?? told;
  const at = said?.time === undefined ? undefined : instantAt(said.date, said.time);
  if (at && at < turn.saidAt && turn.saidAt.getTime() - at.getTime() <= MOST_LATE_MS) args.receivedAt = at.toISOString();
  const amounts = frame.spans.flatMap(({ kind, start, value }) => (kind === 'amount' ? [{ start, fen: (value as { fen: number }).fen }] : []));
  args.amountFen = caseAmountFen(frame.text, amounts) ?? given.amountFen;
  await turn.store.draft.setFrame(
    draft.id,
    { ...frame, args: { ...frame.args, kind: args.kind, receivedAt: args.receivedAt, amountFen: args.amountFen } },
    turn.now,
  );
  return args;
}

/** The instant of the client's words: the time told, else that of the message, never that of the confirmation. */
export const receivedAt = (turn: Turn, args: CaseArgs): Date => (args.receivedAt === undefined ? turn.saidAt : new Date(args.receivedAt));

import type { z } from 'zod';
import type { ClientArg, Frame, IntentSpec, SlotSpec } from '../domain/intent.js';
import type { Calendar } from '../domain/calendar/index.js';
import type { Action, Decision } from '../domain/permission.js';
import type { PushKind } from '../domain/quiet-hours.js';
import type { Role } from '../domain/role.js';
import type { Rules } from '../domain/rules.js';
import type { Reason } from '../domain/reason.js';
import type { StoreTx } from '../store/index.js';
import type { ReadGrant } from '../store/session.js';
import type { JustStored } from './behind.js';
import type { CardChange, Reply } from './reply.js';
import type { Question, SessionState } from './session.js';
import type { Speaker } from './speaker.js';

export type { ClientArg };

/** What a handler may use. Everything it reads and writes goes through `store`, inside the message's one transaction. */
export interface Turn {
  user: Speaker;
  store: StoreTx;
  rules: Rules;
  calendar: Calendar;
  /** Working days of another org: a case runs by those of its outlet. */
  calendarOf: (orgPath: string) => Calendar;
  now: Date;
  /** When the sentence was said: earlier than `now` when it waited for a tap. */
  saidAt: Date;
  /** The sentence as typed; '' for a tap. */
  text: string;
  /** The act was heard from words that do not name it, and nobody said yes to it yet. */
  isGuessed?: boolean;
  /** Where it was asked. What a handler answers in a group goes to the one who asked, alone. */
  place: 'private' | 'group';
  session: SessionState;
  /** Fills templates/chat/<name>.hbs. */
  reply: (template: string, facts: Record<string, unknown>) => Reply;
  /** The row of the message in the inbox: the source of what is stored. */
  messageId: number;
  /** Under which of his roles this is allowed; absent where none was asked for yet. It is what the audit names. */
  role?: Role;
  /** How far this person may see the client named; null when none was named. */
  access: Decision | null;
  /** All commands, as declared: what help is made of. */
  commands: readonly CommandWords[];
  /** The reason given for looking at one client, where the role needs one. */
  readGrant: ReadGrant | null;
}

/** A message to somebody else that the act causes. The key makes a repeat harmless. */
export interface Notice {
  to: string;
  /** Kind, for switching off: `case`, `referral` …; duties cannot be switched off. */
  kind: string;
  dedupeKey: string;
  reply: Reply;
  /** Absent: at once, or when the night is over (`staffPushAt`). */
  notBefore?: Date;
  /** What may reach a colleague at night. Absent: `other`, which waits. */
  push?: PushKind;
  /** With others of the same minute it becomes one line of one card; `who` is its button, `urgent` what is late. Absent: its first words. */
  merge?: { who: string; line: string; urgent?: boolean };
}

/** What a handler gives back. A bare Reply is short for `{ replies: [reply] }`. */
export interface Outcome {
  replies: Reply[];
  /** What is now stored, kinds as in design §4. */
  stored?: { kind: string; id: string }[];
  notices?: Notice[];
  /** For a tap: what happens to the tapped card. */
  change?: CardChange;
  /** Leaves this question open: a typed answer or a tap continues it. */
  question?: Question;
  /** Kind of an open question that this leaves behind: whatever is said next answers it no more. */
  closes?: Question['kind'];
  /** Remembered for 「他」「这位」 and for 依据. */
  session?: Partial<Pick<SessionState, 'lastClientId' | 'lastContactId'>>;
  why?: Reason[];
  /** How many a list found: kept in the audit. */
  hits?: number;
  /** Goes on as if these words were typed, about this client where one is given: the sentence asked for by a button. */
  again?: { words: string; client?: { id: string; name: string } };
}

export interface TapInput {
  /** What follows the verb in `<verb>:<id>`. */
  id: string;
  selected: Record<string, string[]>;
  taskId: string;
}

/** What the card that asks before an act takes besides yes and no. What was said may always be said otherwise. */
export interface CardTakes {
  /** The argument its words stand in: what more is typed goes behind them. */
  words?: string;
  /** Arguments that a correction may name though nothing was said of them yet. */
  more?: readonly string[];
  /** An argument of fixed words that another of them takes the place of: 「改成诉求」. */
  word?: string;
  /** It tells what has happened, so no day to come is its day: where a day goes that was not told yet. */
  happened?: { slot: string };
}

export interface Command<Args extends z.ZodType = z.ZodType> {
  /** = file name = template name = test name. */
  name: string;
  /** Chinese words that name the act; the first is what help shows. */
  aliases: string[];
  group: 'client' | 'contact' | 'case' | 'reminder' | 'care' | 'day' | 'money' | 'proposal' | 'product' | 'referral' | 'team' | 'help';
  summary: string;
  /** What a button that starts it says; absent: the first alias. At most six characters. */
  label?: string;
  /** Every example is run by a test. */
  examples: string[];
  roles: readonly Role[];
  effect: 'read' | 'write';
  alwaysConfirm?: boolean;
  /** It puts down what was said rather than doing something: given up, nothing 记 instead of nothing 办. */
  isNote?: boolean;
  /** The right on the client named that it needs; absent: client.view for a read, contact.write for a write. */
  action?: Action;
  args: Args;
  /** How its words are recognised, slots in the order a keyword form takes them. */
  slots: SlotSpec[];
  cues?: IntentSpec['cues'];
  notCues?: string[];
  handle(turn: Turn & { args: z.infer<Args> }): Promise<Reply | Outcome>;
  /**
   * The button `<verb>:<draft>` on the answer that nobody of this name or number was found, for who finds clients at the counter only: the
   * person stands before him.
   */
  unknownClient?: { verb: string; text: string };
  /** What goes without saying in this situation; asked once the client is known, before anything missing is. Words that were said win. */
  defaults?(turn: Turn & { args: Record<string, unknown> }): Promise<Record<string, unknown>>;
  /** What few words right behind its answer mean, of what it stored; they say nothing by themselves. Undefined: nothing of it. */
  behind?: (said: Frame, stored: JustStored) => Frame | undefined;
  /** What that card takes while it waits; absent: only other values for what was said. */
  takes?: CardTakes;
  /** The card that asks before it is done, or why it is not; absent or undefined: the general card, which lists the arguments. */
  confirm?(turn: Turn & { args: z.infer<Args>; draftId: string }): Promise<Reply | undefined>;
  /**
   * One sentence may ask for it several times: what each one is, for the card that asks before they are done. None of their times is
   * changed alone. Undefined: it is asked for once.
   */
  several?(args: z.infer<Args>, now: Date, said: string): { key: string; value: string }[] | undefined;
  /** What that card lists of it asked for once; absent: whoever and whatever time was recognised in the sentence. */
  listed?(args: z.infer<Args>, now: Date, said: string): { key: string; value: string }[];
  /** The time is there but has passed: as it was said, the same time on the next day it can be, and the words left without it. */
  passedTime?(frame: Frame, now: Date): { words: string; offer: { date: string; time: string }; text: string } | undefined;
  /** Whether it is what this person can do instead of an act that is not his; the answer then says how. */
  insteadOf?(refused: CommandWords, user: Speaker): boolean;
  /** Looks somebody up: when there is nobody of this name, who takes clients on is told how to write him in. */
  offersNew?: boolean;
  /** Buttons this command's cards carry: verb -> what a tap does. Verbs are unique over all commands. */
  taps?: Record<string, (turn: Turn & { tap: TapInput }) => Promise<Reply | Outcome>>;
  /** The verb of `taps` that takes back what it stored, by the id of what that is: 撤销 right behind it does the same. */
  takesBack?: string;
  /**
   * Verbs of `taps` whose id begins with a client's id (`<client>[.<rest>]`), and the right on him that each needs. It is
   * settled before the tap is handled, as for a client named in words; a key may have been made up or be years old.
   */
  clientTaps?: Readonly<Record<string, Action>>;
  /**
   * Words that mean it only where something of it is under way: 「结论」 while a case waits for one. Asked where a sentence was not
   * understood; the arguments, or undefined = none of its words, or nothing is under way.
   */
  hears?(turn: Turn): Promise<Record<string, unknown> | undefined>;
  /** What is said where the sentence it asked for is given up: 「算了」; absent: that nothing is done. */
  givenUp?: string;
  /** Answers to questions this command left open: question kind -> what an answer does; undefined = not an answer, handle as new. */
  answers?: Record<string, (turn: Turn & { question: Question; answer: string }) => Promise<Reply | Outcome | undefined>>;
}

/** What help, usage and docs are made of. */
export type CommandWords = Pick<Command, 'name' | 'aliases' | 'group' | 'summary' | 'examples' | 'roles' | 'slots' | 'effect' | 'takesBack'>;

/** Passes its argument through, so that the type of `args` is known inside `handle`. */
export function defineCommand<Args extends z.ZodType>(command: Command<Args>): Command<Args> {
  return command;
}

/** 「投诉 <客户> <内容>」: optional arguments in [ ]. */
export function usageOf(command: Pick<Command, 'aliases' | 'slots'> & { labels?: Record<string, string> }): string {
  const words = command.slots.map((slot) => {
    const label = SLOT_LABELS[slot.kind] ?? slot.name;
    return slot.required ? `<${label}>` : `[${label}]`;
  });
  return [command.aliases[0], ...new Set(words)].join(' ');
}

const SLOT_LABELS: Partial<Record<SlotSpec['kind'], string>> = {
  client: '客户',
  clients: '客户',
  when: '时间',
  period: '期间',
  text: '内容',
  amount: '金额',
  phone: '手机号',
  clientNo: '客户号',
  name: '姓名',
  mode: '方式',
  product: '产品',
  staff: '同事',
  caseNo: '案件号',
  referralNo: '推荐号',
  items: '序号',
  filters: '条件',
  word: '类别',
  outcome: '结果',
  facts: '资料',
  promises: '待办',
  changes: '改动',
  minutes: '分钟',
  day: '日子',
};

export function intentOf(command: Command): IntentSpec {
  return {
    name: command.name,
    effect: command.effect,
    keywords: command.aliases,
    slots: command.slots,
    cues: command.cues,
    notCues: command.notCues,
    alwaysConfirm: command.alwaysConfirm,
  };
}

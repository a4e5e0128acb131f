import type { CaseAct, CaseAnswer, CaseAsk } from './case-act.js';
import { caseActs, caseFor, under, type FoundCase } from './case-acts.js';
import { caseCard } from './case-card.js';
import type { LoadedCase } from './case-facts.js';
import { notNow } from './case-step.js';
import { complainantOf } from './case-words.js';
import type { Outcome, Turn } from './command.js';
import type { Question } from './session.js';

const WHO: Readonly<Record<CaseAct['right'], { who: string; why: string }>> = {
  handle: { who: '受理人', why: '您能看这件案件；要办的话，请主管改派。' },
  findings: { who: '受理人或调查人', why: '您能看这件案件；要办的话，请主管改派。' },
  supervise: { who: '主管', why: '可以用「转办」或一句进展请主管来定。' },
  superior: { who: '上级机构', why: '分行财富中心或分行已收到。' },
  major: { who: '主管或合规', why: '觉得是重大投诉，先告诉主管。' },
};

async function whoInstead(turn: Turn, { loaded, rights }: FoundCase, act: CaseAct): Promise<{ who: string; why: string }> {
  const { investigatorId } = loaded.row;
  if (act.right !== 'findings') return WHO[act.right];
  if (rights.accused) return { who: '别的同事', why: '这件投诉涉及您本人。您的说明可以记一句进展。' };
  if (investigatorId === null) return WHO.findings;
  const name = (await turn.store.staff.listNames([investigatorId])).get(investigatorId) ?? investigatorId;
  return { who: `调查人${name}`, why: '您可以记进展、答复客户，结论由调查人来定。' };
}

/** The act that a word means in this case, by who says it and how far it is. */
function actOf({ loaded, rights }: FoundCase, named: string): { name: string; act: CaseAct | undefined } {
  const name = named === 'assign' && !rights.supervise ? 'handover' : named === 'recheck' && loaded.row.state === 'rechecking' ? 'rechecked' : named;
  return { name, act: Object.hasOwn(caseActs, name) ? caseActs[name] : undefined };
}

/** It is this person's to do, and its turn. To look at it always is. */
export function canAct(found: FoundCase, named: string): boolean {
  const { act } = actOf(found, named);
  return act === undefined || (found.rights[act.right] && act.isOpen(found.loaded));
}

/** Nothing is done before something more is said. */
export async function asksFirst(turn: Turn, found: FoundCase, named: string): Promise<boolean> {
  const { act } = actOf(found, named);
  return act === undefined || (canAct(found, named) && (await act.asks(turn, found.loaded)).length > 0);
}

/** Goes on with an act as far as its answers reach: to the next question, or to the end. */
export async function doAct(turn: Turn, found: FoundCase, named: string, given: readonly CaseAnswer[]): Promise<Outcome> {
  const { loaded, rights } = found;
  const { name, act } = actOf(found, named);
  if (!act) return { replies: [turn.reply('card-gone', {})] };
  if (!rights[act.right]) {
    await turn.store.audit.append({
      at: turn.now,
      actor: turn.user.id,
      role: turn.role,
      action: `case.${name}`,
      objectType: 'case',
      objectId: loaded.row.id,
      ...(loaded.row.clientId ? { clientId: loaded.row.clientId } : {}),
      place: turn.place,
      result: 'denied',
    });
    return { replies: [turn.reply('errors/case-no-right', { no: loaded.row.no, act: act.label, ...(await whoInstead(turn, found, act)) })] };
  }
  if (!act.isOpen(loaded)) {
    // A late tap, or a step out of order: what it is now, and the way on.
    const why = act.wants
      ? turn.reply('case-none', { no: loaded.row.no, wants: act.wants, comes: act.right === 'supervise' })
      : turn.reply('errors/case-not-now', notNow(loaded.row).facts);
    return { replies: [why, ...(await caseCard(turn, found)).replies] };
  }
  const asks = await act.asks(turn, loaded);
  const answers: CaseAnswer[] = [];
  const waiting = [...given];
  for (const ask of asks) {
    const answer = waiting.shift();
    const fit = answer === undefined ? undefined : await fitting(ask, answer, asks.length > answers.length + 1 ? waiting : undefined);
    if (fit === undefined) return askFor(turn, loaded, name, ask, answers, answer !== undefined);
    ask.check?.(fit);
    answers.push(fit);
  }
  return act.run(under(turn, rights, act.right), loaded, answers);
}

/** The answer to a question, or undefined; what stands behind a picked word may answer the next one: 「告知 短信 回执0911」. */
async function fitting(ask: CaseAsk, answer: CaseAnswer, waiting: CaseAnswer[] | undefined): Promise<CaseAnswer | undefined> {
  const text = answer.text.trim();
  if (answer.value !== undefined) return answer;
  const option = ask.options?.find((one) => text === one.text || text.startsWith(one.text));
  if (option) {
    const rest = text.slice(option.text.length).replace(/^[\s，,、：:]+/, '');
    if (rest !== '' && ask.isClosed && waiting && waiting.length === 0) waiting.push({ text: rest });
    return { text: ask.isClosed ? option.text : text, value: option.value };
  }
  const resolved = await ask.resolve?.(text);
  if (resolved) return resolved;
  if (ask.isClosed || ask.fits?.(text) === false) return undefined;
  return text === '' ? undefined : { text };
}

/** What waits while something is asked about a case; `isAgain`: the answer before did not fit. */
interface Asked {
  caseId: string;
  act: string;
  answers: CaseAnswer[];
  isAgain: boolean;
}

async function askFor(turn: Turn, loaded: LoadedCase, act: string, ask: CaseAsk, answers: CaseAnswer[], isAgain: boolean): Promise<Outcome> {
  const { row } = loaded;
  const { name } = await complainantOf(turn.store, row, turn.now);
  const buttons = (ask.options ?? []).map(({ value, text }) => ({ key: `caseDo:${row.id}.${act}.${answers.length}.${value}`, text }));
  const all = buttons.length > 0 ? [...buttons, { key: 'caseDrop:', text: '先不办' }] : [];
  return {
    replies: [
      turn.reply('case-ask', { id: row.id, title: ask.title.replace(row.no, `${row.no} ${name}`), hint: ask.hint, again: isAgain, buttons: all }),
    ],
    question: {
      kind: 'case-sentence',
      command: 'case-list',
      data: { caseId: row.id, act, answers, ...(isAgain ? { isAgain } : {}), ...(row.clientId === null ? {} : { clientId: row.clientId }) },
      options: all,
    },
    ...(row.clientId === null ? {} : { session: { lastClientId: row.clientId } }),
  };
}

/** A tap `<case>.<act>[.<step>.<value>]`: an act, or the option picked for one of its questions. */
export async function tapAct(turn: Turn, id: string): Promise<Outcome> {
  const [caseId = '', act = '', at, ...rest] = id.split('.');
  const found = await caseFor(turn, caseId);
  if (at === undefined) return doAct(turn, found, act, []);
  const value = rest.join('.');
  const question = turn.session.question;
  const data = question?.kind === 'case-sentence' ? (question.data as { caseId?: string; act?: string; answers?: CaseAnswer[] }) : undefined;
  const before = data?.caseId === caseId && data.act === act ? (data.answers ?? []) : [];
  // An old card's later question without what was said before it: asked again from the beginning.
  if (before.length < Number(at)) return doAct(turn, found, act, []);
  const options =
    caseActs[act] && found.rights[caseActs[act].right] && caseActs[act].isOpen(found.loaded) ? await caseActs[act].asks(turn, found.loaded) : [];
  const option = options[Number(at)]?.options?.find((one) => one.value === value);
  const answers = option ? [...before.slice(0, Number(at)), { text: option.text, value }] : [];
  return doAct(turn, found, act, answers);
}

const CANCEL = new Set(['算了', '取消', '先不办', '不办了', '不用了', '不记了', '先不记', '不用', '撤销', '撤回', '撤消', '不是', '不对', '不']);

/** What waits is given up. */
export const isDropped = (answer: string): boolean => CANCEL.has(answer.trim().replace(/[。.，,]/g, ''));

/**
 * The sentence asked for; undefined when it is something else: a command by its word, another case's number, or words that do not fit
 * though it was asked twice.
 */
export async function answerAct(turn: Turn, { data }: Question, answer: string): Promise<Outcome | undefined> {
  const { caseId = '', act = '', answers = [], isAgain = false } = (data ?? {}) as Partial<Asked>;
  const words = answer.trim();
  if (isDropped(words)) return { replies: [turn.reply('case-dropped', {})] };
  if (words === '' || isCommand(turn, words)) return undefined;
  const outcome = await doAct(turn, await caseFor(turn, caseId), act, [...answers, { text: words }]);
  return isAgain && (outcome.question?.data as Partial<Asked> | undefined)?.isAgain === true ? undefined : outcome;
}

/** Words that open a command and are just as well part of what happened in a case. */
const ALSO_TOLD = /^(?:联系了|已联系|记|记录|记下|答复|回复|进展|结论|告知|延期|结案|撤诉|核查|合并|看|找|打开|提醒)$/;

/** Begins with a command's word that ends there or is followed by a space: a new topic, not an answer. */
export function isCommand(turn: Pick<Turn, 'commands'>, words: string): boolean {
  const first = words.split(/\s/)[0] ?? '';
  if (ALSO_TOLD.test(first)) return /^\S+\s+(?:TS|SQ)-?\d/i.test(words);
  return turn.commands.some((command) => command.aliases.includes(first)) && (words !== first || first.length > 1);
}

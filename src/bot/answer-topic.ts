import type { ClientArg, Frame } from '../domain/intent.js';
import { isCorrection, wordsBesides } from './correct.js';
import type { Road } from './road.js';
import type { Question } from './session.js';

/** Whether a sentence answers what is open or begins something of its own. */

/** From this on words that name an act are a new topic even while a question is open. */
const NEW_TOPIC = 0.85;

export const understand = (road: Road, text: string): Promise<Frame> =>
  road.deps.understand(text, { store: road.store, user: road.user, session: road.session, now: road.now });

/** A sentence that clearly starts something else: all of it is there, or it opens with another act's word. */
export function isNewTopic(road: Road, question: Question, frame: Frame): boolean {
  if (frame.intent === null || frame.intent === 'amend') return false;
  if (opensAnotherAct(road, question, frame)) return true;
  // A client's name alone answers who is meant; what is asked about him does not.
  const isBareName = frame.intent === 'client' && frame.asks === undefined;
  return !isBareName && frame.confidence >= NEW_TOPIC && !frame.needsConfirm;
}

/** The word of another act, alone or set apart from what follows. */
export function opensAnotherAct(road: Road, question: Question, frame: Frame): boolean {
  const command = frame.intent === null ? undefined : road.deps.commands.get(frame.intent);
  if (!command || command.name === question.command) return false;
  const words = frame.text.normalize('NFKC').trim();
  return command.aliases.some((alias) => words === alias || words.startsWith(`${alias} `));
}

/** A sentence that tells of something else to be done: the day in it is its own. */
export const isAnotherAct = (question: Question, heard: Frame, waiting: Frame): boolean =>
  heard.effect === 'write' && heard.intent !== null && heard.intent !== question.command && !isCorrection(heard, waiting);

/** 「联系了张伟，他说下周三来」 while a reminder waits: a contact with somebody who is named, and its day is its own. */
export function isContactBeside(road: Road, question: Question, heard: Frame): boolean {
  if (heard.intent !== 'contact' || question.command === 'contact') return false;
  // 「投诉」, then 「张伟 柜台态度差」: who complains and of what.
  if (question.slot !== undefined && road.deps.commands.get(question.command)?.takes?.words === question.slot) return false;
  const client = heard.args['client'] as ClientArg | undefined;
  return client !== undefined && 'id' in client && client.by !== 'pronoun' && client.by !== 'lastSpokenOf';
}

/**
 * 「王总的持仓」, 「明天上午十点提醒我给王总回电」, 「记 王建国 …」 while words about something else are awaited: whole, said with its own word,
 * and nothing in it is an answer.
 */
function isWholeByItself(road: Road, question: Question, heard: Frame): boolean {
  const words = road.deps.commands.get(heard.intent ?? '')?.aliases ?? [];
  if (words.length === 0 || heard.intent === question.command || heard.missing.length > 0) return false;
  if (heard.confidence < NEW_TOPIC || heard.needsConfirm) return false;
  if (heard.intent === 'contact') {
    const client = heard.args['client'] as ClientArg | undefined;
    const isNamed = client !== undefined && 'id' in client && client.by !== 'pronoun' && client.by !== 'lastSpokenOf';
    return isNamed && client.id !== question.data?.['clientId'] && opensAnotherAct(road, question, heard);
  }
  if (heard.intent === 'reminder') return words.some((word) => word.endsWith('我') && heard.text.includes(word));
  return heard.effect === 'read' && words.includes(wordsBesides(heard).join(''));
}

/** Where a free sentence is awaited, thanks, questions and other acts are none; 「联系了 …」 may open one about a contact. */
export async function isSentence(road: Road, question: Question, typed: string): Promise<boolean> {
  const heard = await understand(road, typed);
  if ((heard.asks === 'which' && heard.effect === 'read') || isWholeByItself(road, question, heard)) return false;
  if ((question.options ?? []).length === 0 && road.deps.smallTalk(typed) !== null) return false;
  if (question.options !== undefined) return true;
  // 记一笔 hangs on 查; what it asks for is another act's sentence.
  const act = question.data?.['act'];
  return (
    heard.intent === 'contact' ||
    heard.intent === 'amend' ||
    !opensAnotherAct(road, typeof act === 'string' ? { ...question, command: act } : question, heard)
  );
}

/** All of the act with its own word, while one thing of it is asked for: it answers nothing, it begins again. */
export function isWholeAnew(road: Road, waiting: Frame, heard: Frame): boolean {
  if (heard.intent === null || heard.intent !== waiting.intent) return false;
  if (isUnsaid(heard)) return false;
  if (isAboutElse(waiting, heard)) return true;
  const known = (frame: Frame) => Object.keys(frame.args).filter((name) => frame.args[name] !== undefined);
  const isMore =
    known(waiting).every((name) => heard.args[name] !== undefined) && (heard.missing.length === 0 || known(heard).length > known(waiting).length);
  if (!isMore) return false;
  const words = road.deps.commands.get(heard.intent)?.aliases ?? [];
  const text = heard.text.trim();
  return words.some(
    (word) =>
      (word.length > 1 || heard.missing.length === 0) &&
      (text.startsWith(word) || (heard.missing.length === 0 && word.length > 1 && text.includes(word))),
  );
}

/** 「那就明天上午十点提醒吧」: of what, it does not say, and 闹钟 stands for it. */
function isUnsaid({ args, text }: Frame): boolean {
  const own = args['text'];
  return typeof own === 'string' && own !== '' && own.length <= MOST_STANDING_IN && !text.includes(own);
}
const MOST_STANDING_IN = 2;

/** 「12月17号产检」 while another reminder waits for its day: whole in itself, and of something else. */
function isAboutElse(waiting: Frame, heard: Frame): boolean {
  const [own, other] = [heard.args['text'], waiting.args['text']];
  if (typeof own !== 'string' || typeof other !== 'string' || heard.missing.length > 0) return false;
  return own.length > 1 && !waiting.text.includes(own) && !own.includes(other);
}

/** The act that waits, said once more from beginning to end: what waits is left as a draft, and nothing of the two is mixed. */
export function isSameActAnew(road: Road, waiting: Frame, heard: Frame): boolean {
  if (heard.intent !== waiting.intent || heard.effect !== 'write' || heard.intent === 'amend') return false;
  if (heard.missing.length === 0 && Object.keys(waiting.args).every((name) => heard.args[name] !== undefined || waiting.args[name] === undefined))
    return true;
  const words = road.deps.commands.get(heard.intent ?? '')?.aliases.filter((alias) => alias.length > 1) ?? [];
  return !/^(?:不对|不是|错了|改|换|是)/u.test(heard.text.trim()) && words.some((word) => heard.text.includes(word));
}

import type { Frame } from '../domain/intent.js';
import { understand } from './answer-topic.js';
import { clientsNamed } from './names-another.js';
import { closeQuestion, type Road } from './road.js';
import { runFrame } from './run.js';
import type { Question } from './session.js';

/** The argument its words stand in: what more is typed goes behind them. */
const wordsSlot = ({ deps }: Road, { intent }: Frame): string | undefined => deps.commands.get(intent ?? '')?.takes?.words;

/** An act waits to be confirmed, and its card takes what else is told: a record, a case. */
export const takesWords = (road: Road, question: Question | null): question is Question & { frame: Frame; draftId: string } =>
  question?.kind === 'confirm' && question.frame !== undefined && question.draftId !== undefined && wordsSlot(road, question.frame) !== undefined;

/**
 * 「要求赔偿」 typed behind 「张敏投诉理财亏了」, 「补充一句 …」 while a record waits: both are heard as one, what was corrected meanwhile
 * stays, and the card is shown again. False: this act takes no more words.
 */
export async function addWords(road: Road, frame: Frame, draftId: string, words: string): Promise<boolean> {
  const slot = wordsSlot(road, frame);
  if (slot === undefined) return false;
  const text = `${frame.part ?? frame.text}，${words.trim()}`;
  const heard = await understand(road, text);
  const whole = heard.intent === frame.intent ? heard.args : {};
  const own = [frame.args[slot], words.trim()].filter((part) => typeof part === 'string' && part !== '').join('，');
  const promises = [...listOf(frame.args['promises']), ...listOf(whole['promises']).slice(listOf(frame.args['promises']).length)];
  const args = {
    ...whole,
    ...frame.args,
    [slot]: typeof whole[slot] === 'string' ? whole[slot] : own,
    ...(whole['facts'] ? { facts: whole['facts'] } : {}),
    ...(promises.length > 0 ? { promises } : {}),
  };
  closeQuestion(road);
  const { part: _part, ...rest } = frame;
  const added: Frame = { ...rest, text, args, needsConfirm: true };
  road.out.frame = added;
  await runFrame(road, added, { draftId });
  return true;
}

/** 「聊了存单续存」「他想再看看」「下周五再联系」: told of the matter that waits, and of nothing else. */
const GOES_ON =
  /^(?:就|主要|还|也|另外|又|顺便|我们?|跟[他她]|[\s，,])*(?:聊|谈|说|讲|沟通|介绍|讨论|问)(?:了|到|过|起|的是)|^(?:他|她|客户|对方)(?!们|是谁|在哪|呢|的)|再(?:联系|联络|约|跟进|打|回访|沟通|聊|谈)(?:一?下|一次|[他她])?[\s。.!！]*$/u;
const LEAST_TOLD = 4;

/** Words that go to the card that waits without being asked about: the card shows them, and nothing is stored by them. */
export const goesOnTelling = ({ text, asks, spans }: Frame): boolean =>
  asks === undefined && text.trim().length >= LEAST_TOLD && clientsNamed({ spans }).length === 0 && GOES_ON.test(text.trim());

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

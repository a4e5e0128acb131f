import type { Frame } from '../domain/intent.js';
import { understand } from './answer-topic.js';
import { closeQuestion, type Road } from './road.js';
import { runFrame } from './run.js';
import type { Question } from './session.js';

/** Where the words of a record or a case stand: what more is typed goes behind them. */
const WORDS_OF: Readonly<Record<string, string>> = { contact: 'summary', case: 'text' };

/** A record or a case waits to be confirmed, and takes what else is told. */
export const takesWords = (question: Question | null): question is Question & { frame: Frame; draftId: string } =>
  question?.kind === 'confirm' && question.frame !== undefined && question.draftId !== undefined && (question.frame.intent ?? '') in WORDS_OF;

/**
 * 「要求赔偿」 typed behind 「张敏投诉理财亏了」, 「补充一句 …」 while a record waits: both are heard as one, what was corrected meanwhile
 * stays, and the card is shown again.
 */
export async function addWords(road: Road, frame: Frame, draftId: string, words: string): Promise<void> {
  const text = `${frame.part ?? frame.text}，${words.trim()}`;
  const heard = await understand(road, text);
  const whole = heard.intent === frame.intent ? heard.args : {};
  const slot = WORDS_OF[frame.intent ?? ''] as string;
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
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

import type { NumberedMessage } from '../store/outbox.js';
import { fill, type Road } from './road.js';
import { NO_MORE } from './small-talk.js';
import { runTap } from './tap.js';
import type { Question } from './session.js';
import { tapped, answerQuestion, YES } from './answer-question.js';
import { miss } from './answer-slot.js';

/** A push with numbers this recent makes a bare digit doubtful (design §2). */
const PUSH_DOUBT_MS = 2 * 60_000;

/** 更多 in other words, while a list with more behind it is open. */
const MORE = new Set([
  '还有吗',
  '还有呢',
  '还有么',
  '还有没有',
  '还有哪些',
  '还有谁',
  '下一页',
  '后面的',
  '后面呢',
  '继续',
  '往下',
  '接着看',
  '翻页',
  '剩下的',
]);

/**
 * A typed answer: a digit, a button's label, or words that fit the open question. False: it is none, and the sentence goes on
 * as new; the question stays open.
 */
export async function answerText(road: Road, typed: string): Promise<boolean> {
  const words = bare(typed);
  if (words === '') return false;
  const question = road.session.question;
  const numbers = listNumbers(typed);
  if (numbers) return (await answerNumbers(road, question, numbers)) || (await missedDay(road, question, numbers));
  if (question) {
    const more = MORE.has(words) ? question.options?.find((o) => o.text === '更多') : undefined;
    if (more) return tapped(road, more.key);
    const label = question.options?.find((o) => bare(o.text) === words || bare(o.text).replace(/^\d+/, '') === words) ?? begunLabel(question, words);
    if (label) return tapped(road, label.key);
    if (question.draftId !== undefined && question.kind === 'fill-slot' && NO_MORE.test(typed)) return tapped(road, `drop:${question.draftId}`);
    if (await answerQuestion(road, question, typed, words)) return true;
  }
  return answerLabel(road, words);
}

/** 「对」 for 对，收回, 「登记」 for 对，登记, 「并入」 for 并入TS-1: the words the only label of a question goes on from. */
function begunLabel(question: Question, words: string): { key: string; text: string } | undefined {
  const sure = YES.has(words) ? question.options?.filter((o) => o.text.startsWith('对，')) : undefined;
  if (sure?.length === 1) return sure[0];
  if (question.kind !== 'confirm' || words.length < 2) return undefined;
  const begun = (question.options ?? []).filter((o) => bare(o.text).replace(/^对/, '').startsWith(words));
  return begun.length === 1 ? begun[0] : undefined;
}

/** A bare number where a day is asked for: it may be an hour or a date, so the question is put once more. */
async function missedDay(road: Road, question: Question | null, numbers: number[]): Promise<boolean> {
  if (question?.kind !== 'fill-slot' || (question.options ?? []).length > 0 || numbers.length !== 1) return false;
  const slot = road.deps.commands.get(question.command)?.slots.find((one) => one.name === question.slot);
  return slot?.kind === 'when' && miss(road, question, slot.kind);
}

/** Without spaces and punctuation, in lower case. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s，。、！？!?,.;；:：“”"'「」]/g, '');
}

/** 「2」「1 3」「1、3」; undefined when the text is anything else. Four digits are a phone tail, never a list number. */
function listNumbers(typed: string): number[] | undefined {
  const text = typed.normalize('NFKC').trim();
  const nth = /^(?:看看?|打开)?第([一二三四五六七八九十]|\d{1,2})(?:件|个|条|位|户|笔)(?:是什么|是啥|是谁|呢|怎么回事|详细|看看)?[?？]?$/u.exec(
    text,
  )?.[1];
  if (nth) return ['一二三四五六七八九十'.includes(nth) ? '一二三四五六七八九十'.indexOf(nth) + 1 : Number(nth)];
  if (!/^\d{1,2}(?:[\s,，、和]+\d{1,2}){0,19}$/.test(text)) return undefined;
  return text.split(/[\s,，、和]+/).map(Number);
}

async function answerNumbers(road: Road, question: Question | null, numbers: number[]): Promise<boolean> {
  const first = numbers[0]!;
  const newest = await road.store.outbox.newestNumbered(road.user.id, road.message.channel);
  const asked = question?.options && first >= 1 && first <= question.options.length ? question.options[first - 1] : undefined;
  if (asked && numbers.length === 1) {
    const other = newest && isSince(newest, question, road) ? otherMeaning(newest, first, road.now) : undefined;
    if (other && other.key !== asked.key) {
      road.out.replies.push(fill(road, 'which-number', { n: first, asked, pushed: other }));
      return true;
    }
    return tapped(road, asked.key);
  }
  if (!newest) return false;
  if (newest.check) {
    const ids = numbers.map((n) => newest.check!.options[n - 1]?.id).filter((id): id is string => id !== undefined);
    if (ids.length !== numbers.length) return false;
    await runTap(road, newest.check.submitKey, { [newest.check.key]: ids }, newest.taskId ?? '');
    return true;
  }
  const button = numbers.length === 1 ? newest.buttons[first - 1] : undefined;
  if (!button) return false;
  // Undo by a digit only while its card is the newest message (design §2); newest it is, but a question may lie over it.
  return tapped(road, button.key, newest.taskId ?? '');
}

/** Said after the question was asked: an answer to a later message, or a push that came since. */
function isSince(newest: NumberedMessage, question: Question | null, road: Road): boolean {
  if (newest.inboxId !== null && question?.inboxId !== undefined) return newest.inboxId > question.inboxId;
  return newest.createdAt > (road.session.questionAt?.getTime() ?? 0);
}

/** What the digit would mean on a message newer than the question: a list asked for since, or a push of the last two minutes. */
function otherMeaning(newest: NumberedMessage, n: number, now: Date): { key: string; text: string } | undefined {
  if (newest.act === 'push' && now.getTime() - newest.createdAt > PUSH_DOUBT_MS) return undefined;
  const ticked = newest.check?.options[n - 1];
  if (newest.check) return ticked && newest.check.submitKey.startsWith('finish:') ? { key: `finish1:${ticked.id}`, text: '完成' } : undefined;
  return newest.buttons[n - 1];
}

/** So far back a card that came by itself is answered by the label of its button. */
const PUSHES_READ = 20;
const PUSH_LASTS_MS = 24 * 60 * 60_000;

/**
 * 「收下」, typed though other things were said since the card came: where one card alone that came by itself has that button. Asked
 * where the words mean nothing else.
 */
export async function answerPush(road: Road, typed: string): Promise<boolean> {
  const words = bare(typed);
  if (words.length < 2 || words.length > 8) return false;
  const since = road.now.getTime() - PUSH_LASTS_MS;
  const rows = await road.store.outbox.listNewest(road.user.id, PUSHES_READ);
  const own = rows.filter((row) => row.act === 'push' && row.createdAt.getTime() > since && row.replyTo?.chatId === undefined);
  const found = own.flatMap((row) => row.buttons.filter((b) => bare(b.text) === words).map(({ key }) => ({ key, taskId: row.taskId ?? '' })));
  const [only] = found;
  return only !== undefined && found.length === 1 && tapped(road, only.key, only.taskId);
}

/** The label of a button of the newest card, or 「方式 面访」 for one with choices. */
async function answerLabel(road: Road, words: string): Promise<boolean> {
  if (words.length > 12) return false;
  const newest = await road.store.outbox.newestNumbered(road.user.id, road.message.channel);
  if (!newest) return false;
  const button = newest.buttons.find((b) => bare(b.text) === words);
  if (button && !isCommandWord(road, words, button.key)) return tapped(road, button.key, newest.taskId ?? '');
  for (const pick of newest.picks ?? []) {
    const title = bare(pick.title);
    if (!words.startsWith(title)) continue;
    const option = pick.options.find((o) => bare(o.text) === words.slice(title.length));
    if (option && newest.submitKey) {
      await runTap(road, newest.submitKey, { [pick.key]: [option.id] }, newest.taskId ?? '');
      return true;
    }
  }
  return false;
}

/**
 * 「待办」 on a button and 「待办」 typed are the same act; the command road also audits and helps, so it goes first. 「看案件」 on a card
 * about one case opens that one, and the list is what the word alone shows.
 */
function isCommandWord(road: Road, words: string, key: string): boolean {
  const [verb = '', id = ''] = key.split(':');
  for (const command of road.deps.commands.values()) {
    // 「结案」 says what to do with a case and needs one: on a card that has the button, it is the button.
    const isActWord = command.slots.some((slot) => slot.kind === 'word' && Object.keys(slot.values ?? {}).some((word) => bare(word) === words));
    const opensOne = command.effect === 'read' && id !== '' && command.taps?.[verb] !== undefined;
    if (!isActWord && !opensOne && command.aliases.some((alias) => bare(alias) === words)) return command.slots.every((slot) => !slot.required);
  }
  return false;
}

import type { Frame } from '../domain/intent.js';
import { allowedAs, auditedRole, ticketGrant, ticketIn } from './access.js';
import { addWords, takesWords } from './added-words.js';
import { goOnWith } from './again.js';
import { correctFrame, isCorrection } from './correct.js';
import { closeQuestion, say, take, turnOf, type Road } from './road.js';
import { runFrame } from './run.js';
import { answerSmallTalk, NO_MORE } from './small-talk.js';
import { runTap } from './tap.js';
import type { Question } from './session.js';
import { clientName, fillSlot, miss } from './answer-slot.js';
import { understand, isContactBeside, isNewTopic, isSentence, isSameActAnew } from './answer-topic.js';

/** Words that answer the open question, by its kind. */

export const YES = new Set([
  '对',
  '是',
  '是的',
  '好',
  '好的',
  '行',
  '嗯',
  '嗯嗯',
  '可以',
  '没错',
  '确认',
  '对的',
  '对记下',
  '记下',
  'ok',
  'yes',
  '1',
]);
/** Said of what waits to be confirmed, nothing stored is meant. */
const TAKE_BACK = new Set(['撤销', '撤回', '撤消', '撤']);
const NO = new Set(['不', '不是', '不对', '不用', '不记了', '算了', '取消', '不要', '否', 'no', '先不', '都不是']);

export async function tapped(road: Road, key: string, taskId = ''): Promise<true> {
  await runTap(road, key, {}, taskId);
  return true;
}

export async function answerQuestion(road: Road, question: Question, typed: string, words: string): Promise<boolean> {
  const command = road.deps.commands.get(question.command);
  const own = command?.answers?.[question.kind];
  if (own) {
    if (NO_MORE.test(typed)) return givenUp(road, command.givenUp);
    if (!(await isSentence(road, question, typed))) return false;
    road.role = command && allowedAs(road.user, command);
    const outcome = await own({ ...turnOf(road), text: typed, question, answer: typed });
    if (outcome === undefined) return false;
    closeQuestion(road);
    road.out.isPrivate = true;
    take(road, outcome);
    await auditAnswer(road, question);
    await goOnWith(road, outcome, typed);
    return true;
  }
  const draftId = question.draftId;
  const frame = question.frame;
  if (!frame || !draftId) return false;
  switch (question.kind) {
    case 'confirm':
      if (YES.has(words)) return agreed(road, question, frame, draftId);
      if (NO.has(words) || (TAKE_BACK.has(words) && (await isNewestAct(road)))) return tapped(road, `drop:${draftId}`);
      return correct(road, question, frame, draftId, typed);
    case 'ticket': {
      const ticket = ticketIn(typed);
      const client = frame.args['client'] as { id?: string } | undefined;
      if (ticket === undefined || !client?.id) return false;
      road.session.readGrant = ticketGrant(client.id, ticket, road.now);
      closeQuestion(road);
      road.out.isPrivate = true;
      await runFrame(road, frame, { draftId });
      return true;
    }
    case 'correct':
      return (await correct(road, question, frame, draftId, typed)) || miss(road, question, 'when');
    case 'choose-client':
      return chooseByWords(road, question, typed, words);
    case 'fill-slot': {
      const yes = question.options?.find((o) => o.key.startsWith('yes:'));
      if (yes && YES.has(words)) return tapped(road, yes.key);
      return fillSlot(road, question, frame, draftId, typed);
    }
    case 'reword': {
      const again = await understand(road, typed);
      if (isNewTopic(road, question, again)) return false;
      await road.store.draft.close(draftId, 'dropped', road.now);
      const act = command?.aliases[0] ?? '';
      const framed = again.intent === question.command ? again : await understand(road, `${act} ${clientName(frame)} ${typed}`);
      closeQuestion(road);
      road.out.frame = framed;
      await runFrame(road, frame.next ? { ...framed, next: frame.next } : framed);
      return true;
    }
    default:
      return false;
  }
}

/** 「算了」 where a sentence was asked for: nobody waits for it any more. */
async function givenUp(road: Road, template: string | undefined): Promise<true> {
  closeQuestion(road);
  road.session.misses = 0;
  if (template === undefined) await answerSmallTalk(road, 'givenUp');
  else say(road, template);
  return true;
}

/** 「对」; to a card that asks which of several it says nothing, so the card is shown once more. */
async function agreed(road: Road, { options }: Question, frame: Frame, draftId: string): Promise<boolean> {
  if (!options || options.some((one) => one.key.startsWith('ok:'))) return tapped(road, `ok:${draftId}`);
  await runFrame(road, { ...frame, needsConfirm: true }, { draftId });
  return true;
}

/** Nothing was stored since the question was put. */
async function isNewestAct({ store, user, session }: Road): Promise<boolean> {
  return session.questionAt !== null && (await store.audit.listStored(user.id, session.questionAt)).length === 0;
}

/** What an answer read or wrote; a sentence said again leaves its own row. */
function auditAnswer(road: Road, question: Question): Promise<unknown> {
  const clientId = question.data?.['clientId'];
  return road.store.audit.append({
    at: road.now,
    actor: road.user.id,
    role: auditedRole(road),
    action: `${question.command}.${question.kind}`,
    ...(typeof clientId === 'string' ? { objectType: 'client', objectId: clientId, clientId } : {}),
    ...(road.out.stored.length > 0 ? { after: road.out.stored } : {}),
    place: road.message.place,
    result: 'ok',
  });
}

/** 「不对，是周四」「改成面谈」 while a confirmation is open: the waiting frame changes and is shown again. */
async function correct(road: Road, question: Question, frame: Frame, draftId: string, typed: string): Promise<boolean> {
  const heard = await understand(road, typed);
  const addition = (heard.args['changes'] as { addition?: string } | undefined)?.addition;
  if (addition !== undefined && takesWords(road, question)) return addWords(road, frame, draftId, addition);
  const put = question.kind === 'confirm' ? putOffInstead(frame, heard) : undefined;
  if (put) {
    road.out.frame = put;
    closeQuestion(road);
    await runFrame(road, put, { draftId });
    return true;
  }
  if (isNewTopic(road, question, heard) || isSameActAnew(road, frame, heard) || isContactBeside(road, question, heard)) return false;
  if (question.kind === 'confirm' && !isCorrection(heard, frame)) return false;
  const command = road.deps.commands.get(frame.intent ?? '');
  const changed = command && correctFrame(frame, heard, command);
  if (!changed) return false;
  road.out.frame = changed;
  closeQuestion(road);
  await runFrame(road, { ...changed, needsConfirm: true }, { draftId });
  return true;
}

/** 「改到周六上午十点」 while it is asked whether an item is off: that item is put off instead, which is shown first. */
function putOffInstead(frame: Frame, heard: Frame): Frame | undefined {
  if (frame.intent !== 'done' || heard.intent !== 'snooze' || heard.args['items'] !== undefined || heard.args['client'] !== undefined)
    return undefined;
  const missing = heard.missing.filter((name) => name !== 'items');
  return { ...heard, args: { ...heard.args, items: frame.args['items'] }, missing, needsConfirm: true };
}

/** 「黑金那个」「3321」「王芳」: words that fit exactly one of the people offered. */
async function chooseByWords(road: Road, question: Question, typed: string, words: string): Promise<boolean> {
  const ids = (question.options ?? []).flatMap((o) => (o.key.startsWith('who:') ? [o.key.slice(o.key.indexOf('.') + 1)] : []));
  const people = await road.store.clientSearch.summaries(ids);
  const core = words
    .replace(/^(?:是|就是|选|要)/, '')
    .replace(/(?:那个|那位|这个|这位|的)+$/, '')
    .replace(/^尾号/, '');
  if (core === '') return false;
  const fits = people.filter((p) => p.name === core || p.mobileTail === core || p.levelTitle === core || p.clientNo === typed.trim());
  if (fits.length !== 1) return false;
  await runTap(road, `who:${question.draftId}.${fits[0]!.id}`, {}, '');
  return true;
}

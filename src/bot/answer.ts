import type { ClientArg, Frame, Span } from '../domain/intent.js';
import type { NumberedMessage } from '../store/outbox.js';
import { allowedAs, auditedRole, ticketGrant, ticketIn } from './access.js';
import { goOnWith } from './again.js';
import { correctFrame, isCorrection } from './correct.js';
import { closeQuestion, fill, say, take, turnOf, type Road } from './road.js';
import { runFrame } from './run.js';
import { NO_MORE } from './small-talk.js';
import { runTap } from './tap.js';
import type { Question } from './session.js';

/** A push with numbers this recent makes a bare digit doubtful (design §2). */
const PUSH_DOUBT_MS = 2 * 60_000;
const YES = new Set(['对', '是', '是的', '好', '好的', '行', '嗯', '嗯嗯', '可以', '没错', '确认', '对的', '对记下', '记下', 'ok', 'yes', '1']);
const NO = new Set(['不', '不是', '不对', '不用', '不记了', '算了', '取消', '不要', '否', 'no', '先不', '都不是']);
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
/** From this on words that name an act are a new topic even while a question is open. */
const NEW_TOPIC = 0.85;

/**
 * A typed answer: a digit, a button's label, or words that fit the open question. False: it is none, and the sentence goes on
 * as new; the question stays open.
 */
export async function answerText(road: Road, typed: string): Promise<boolean> {
  const words = bare(typed);
  if (words === '') return false;
  const question = road.session.question;
  const numbers = listNumbers(typed);
  if (numbers) return answerNumbers(road, question, numbers);
  if (question) {
    const more = MORE.has(words) ? question.options?.find((o) => o.text === '更多') : undefined;
    if (more) return tapped(road, more.key);
    const label = question.options?.find((o) => bare(o.text) === words || bare(o.text).replace(/^\d+/, '') === words);
    if (label) return tapped(road, label.key);
    if (question.draftId !== undefined && question.kind === 'fill-slot' && NO_MORE.test(typed)) return tapped(road, `drop:${question.draftId}`);
    if (await answerQuestion(road, question, typed, words)) return true;
  }
  return answerLabel(road, words);
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

async function tapped(road: Road, key: string, taskId = ''): Promise<true> {
  await runTap(road, key, {}, taskId);
  return true;
}

/** The label of a button of the newest card, or 「方式 面访」 for one with choices. */
async function answerLabel(road: Road, words: string): Promise<boolean> {
  if (words.length > 12) return false;
  const newest = await road.store.outbox.newestNumbered(road.user.id, road.message.channel);
  if (!newest) return false;
  const button = newest.buttons.find((b) => bare(b.text) === words);
  if (button && !isCommandWord(road, words)) return tapped(road, button.key, newest.taskId ?? '');
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

/** 「待办」 on a button and 「待办」 typed are the same act; the command road also audits and helps, so it goes first. */
function isCommandWord(road: Road, words: string): boolean {
  for (const command of road.deps.commands.values()) {
    // 「结案」 says what to do with a case and needs one: on a card that has the button, it is the button.
    const isActWord = command.slots.some((slot) => slot.kind === 'word' && Object.keys(slot.values ?? {}).some((word) => bare(word) === words));
    if (!isActWord && command.aliases.some((alias) => bare(alias) === words)) return command.slots.every((slot) => !slot.required);
  }
  return false;
}

async function answerQuestion(road: Road, question: Question, typed: string, words: string): Promise<boolean> {
  const command = road.deps.commands.get(question.command);
  const own = command?.answers?.[question.kind];
  if (own) {
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
      if (YES.has(words)) return tapped(road, `ok:${draftId}`);
      if (NO.has(words)) return tapped(road, `drop:${draftId}`);
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
      await runFrame(road, framed);
      return true;
    }
    default:
      return false;
  }
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

const clientName = (frame: Frame): string => (frame.args['client'] as { name?: string } | undefined)?.name ?? '';

const understand = (road: Road, text: string): Promise<Frame> =>
  road.deps.understand(text, { store: road.store, user: road.user, session: road.session, now: road.now });

/** A sentence that clearly starts something else: all of it is there, or it opens with another act's word. */
function isNewTopic(road: Road, question: Question, frame: Frame): boolean {
  if (frame.intent === null || frame.intent === 'amend') return false;
  if (opensAnotherAct(road, question, frame)) return true;
  // A client's name alone answers who is meant; what is asked about him does not.
  const isBareName = frame.intent === 'client' && frame.asks === undefined;
  return !isBareName && frame.confidence >= NEW_TOPIC && !frame.needsConfirm;
}

/** The word of another act, alone or set apart from what follows. */
function opensAnotherAct(road: Road, question: Question, frame: Frame): boolean {
  const command = frame.intent === null ? undefined : road.deps.commands.get(frame.intent);
  if (!command || command.name === question.command) return false;
  const words = frame.text.normalize('NFKC').trim();
  return command.aliases.some((alias) => words === alias || words.startsWith(`${alias} `));
}

/** A sentence that tells of something else to be done: the day in it is its own. */
const isAnotherAct = (question: Question, heard: Frame, waiting: Frame): boolean =>
  heard.effect === 'write' && heard.intent !== null && heard.intent !== question.command && !isCorrection(heard, waiting.text);

/** Where a free sentence is awaited, thanks, questions and other acts are none; 「联系了 …」 may open one about a contact. */
async function isSentence(road: Road, question: Question, typed: string): Promise<boolean> {
  const heard = await understand(road, typed);
  if (heard.asks === 'which' && heard.effect === 'read') return false;
  if (question.options !== undefined) return true;
  if (road.deps.smallTalk(typed) !== null) return false;
  // 记一笔 hangs on 查; what it asks for is another act's sentence.
  const act = question.data?.['act'];
  return (
    heard.intent === 'contact' ||
    heard.intent === 'amend' ||
    !opensAnotherAct(road, typeof act === 'string' ? { ...question, command: act } : question, heard)
  );
}

/** All of the act with its own word, while one thing of it is asked for: it answers nothing, it begins again. */
function isWholeAnew(road: Road, waiting: Frame, heard: Frame): boolean {
  if (heard.intent === null || heard.intent !== waiting.intent) return false;
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

/** The doubt of a sentence lies only in a client it could not find by itself, and that one is known. */
const isOnlyUnresolved = (waiting: Frame, whole: Frame): boolean => {
  const client = whole.args['client'] as ClientArg | undefined;
  const settled = waiting.args['client'] as ClientArg | undefined;
  return (
    client !== undefined &&
    !('id' in client) &&
    client.candidates.length === 0 &&
    settled !== undefined &&
    'id' in settled &&
    !whole.spans.some((span) => span.kind !== 'client' && span.guessed === true)
  );
};

/** A colleague's full name, as a question for one takes it; a particle around it is no part of it. */
async function colleagueNamed(road: Road, typed: string): Promise<string | undefined> {
  const said = typed.normalize('NFKC').trim();
  const plain = said.replace(/^(?:给|由|让|请|是|就)|(?:吧|来|了|呀|啊|。)$/gu, '').trim();
  for (const name of [said, plain]) {
    if (name.length < 2 || name.length > 20) continue;
    if ((await road.store.staff.listByName(name)).length > 0) return name;
  }
  return undefined;
}

/** The act that waits, said once more from beginning to end: what waits is left as a draft, and nothing of the two is mixed. */
function isSameActAnew(road: Road, waiting: Frame, heard: Frame): boolean {
  if (heard.intent !== waiting.intent || heard.effect !== 'write' || heard.intent === 'amend') return false;
  if (heard.missing.length === 0 && Object.keys(waiting.args).every((name) => heard.args[name] !== undefined || waiting.args[name] === undefined))
    return true;
  const words = road.deps.commands.get(heard.intent ?? '')?.aliases.filter((alias) => alias.length > 1) ?? [];
  return !/^(?:不对|不是|错了|改|换|是)/u.test(heard.text.trim()) && words.some((word) => heard.text.includes(word));
}

/** 「不对，是周四」「改成面谈」 while a confirmation is open: the waiting frame changes and is shown again. */
async function correct(road: Road, question: Question, frame: Frame, draftId: string, typed: string): Promise<boolean> {
  const heard = await understand(road, typed);
  if (isNewTopic(road, question, heard) || isSameActAnew(road, frame, heard)) return false;
  if (question.kind === 'confirm' && !isCorrection(heard, frame.text)) return false;
  const changed = correctFrame(frame, heard);
  if (!changed) return false;
  road.out.frame = changed;
  closeQuestion(road);
  await runFrame(road, { ...changed, needsConfirm: true }, { draftId });
  return true;
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

async function fillSlot(road: Road, question: Question, frame: Frame, draftId: string, typed: string): Promise<boolean> {
  const command = road.deps.commands.get(question.command);
  const slot = command?.slots.find((s) => s.name === question.slot);
  const heard = await understand(road, typed);
  if (isNewTopic(road, question, heard) || isWholeAnew(road, frame, heard)) return false;
  if (slot?.kind === 'when' && isAnotherAct(question, heard, frame)) return false;
  if (command && slot?.kind === 'text') {
    const whole = await wholeWith(road, command.aliases[0] ?? '', frame, typed, slot.name);
    if (whole) {
      closeQuestion(road);
      road.out.frame = whole;
      await runFrame(road, whole, { draftId });
      return true;
    }
  }
  const value = slot === undefined ? undefined : slot.kind === 'staff' ? await colleagueNamed(road, typed) : slotValue(slot, heard, typed);
  // Words that name nobody are no answer to who is meant.
  if (slot?.kind === 'client' && (value === undefined || road.deps.smallTalk(typed) !== null)) return false;
  if (value === undefined) {
    const whole = question.slot?.startsWith('promises') ? correctFrame(frame, heard) : undefined;
    if (!whole) return miss(road, question, slot?.kind ?? 'text');
    closeQuestion(road);
    await runFrame(road, whole, { draftId });
    return true;
  }
  const next: Frame = {
    ...frame,
    args: { ...frame.args, [slot!.name]: value },
    missing: frame.missing.filter((name) => name !== slot!.name),
    spans: frame.spans,
  };
  closeQuestion(road);
  road.out.frame = next;
  await runFrame(road, next, { draftId });
  return true;
}

/**
 * The waiting sentence with the words left out behind it, read as one: a mode or a time in either is heard. Where that reads as
 * something else, the words stand behind the act and its client. A client alone is who it is about, and the words are asked again.
 */
async function wholeWith(road: Road, act: string, frame: Frame, typed: string, slot: string): Promise<Frame | undefined> {
  const readings = [`${frame.text} ${typed}`, [act, clientName(frame), typed].filter(Boolean).join(' ')];
  for (const words of readings) {
    const whole = await understand(road, words);
    if (whole.intent !== frame.intent) continue;
    const isOnlyClient =
      frame.args['client'] === undefined && isOneClient(whole.args['client']) && whole.missing.length === 1 && whole.missing[0] === slot;
    if (whole.missing.length > 0 && !isOnlyClient) continue;
    return {
      ...whole,
      text: `${frame.text} ${typed}`.trim(),
      args: { ...whole.args, ...(frame.args['client'] ? { client: frame.args['client'] } : {}) },
      // A client settled already is no doubt of these words.
      needsConfirm: frame.needsConfirm || (whole.needsConfirm && !isOnlyUnresolved(frame, whole)),
    };
  }
  return undefined;
}

const isOneClient = (client: unknown): boolean => client !== undefined && 'id' in (client as ClientArg);

/** Could be a name, initials, a phone number, a client number or a tail. */
const nameLike = (typed: string): boolean =>
  !/[你您我吗呢么啥]|什么|怎么|多少|哪|谁/u.test(typed) &&
  /^(?:[\p{Script=Han}·]{1,6}|[A-Za-z][A-Za-z .'’-]{0,39}|(?:尾号\s*)?[A-Za-z]{0,4}[\d -]{2,20})$/u.test(typed.normalize('NFKC').trim());

function slotValue(slot: { kind: string; values?: Record<string, string> }, heard: Frame, typed: string): unknown {
  const spanOf = (...kinds: Span['kind'][]) => heard.spans.find((s) => kinds.includes(s.kind));
  switch (slot.kind) {
    case 'client': {
      const arg = heard.args['client'] as ClientArg | undefined;
      return arg ?? (nameLike(typed) && !spanOf('time', 'date', 'amount', 'recurrence', 'mode') ? { text: typed.trim(), candidates: [] } : undefined);
    }
    case 'when':
    case 'period': {
      const value = spanOf('time', 'date')?.value as { vague?: boolean } | undefined;
      return value?.vague ? undefined : value;
    }
    case 'word':
      return Object.entries(slot.values ?? {}).find(([word]) => typed.includes(word))?.[1];
    case 'mode':
      return spanOf('mode')?.value;
    case 'amount':
      return spanOf('amount')?.value;
    case 'phone':
      return spanOf('phone')?.value;
    case 'text':
    case 'name':
      return typed.trim() === '' ? undefined : typed.trim();
    default:
      return undefined;
  }
}

/** The answer did not fit: explained once more with an example, then it stops asking and the draft stays. */
async function miss(road: Road, question: Question, kind: string): Promise<boolean> {
  const tries = (question.tries ?? 1) + 1;
  if (tries > 2) {
    // Third: stop asking. The sentence that did not fit is handled as new.
    closeQuestion(road);
    return false;
  }
  road.session.question = { ...question, tries };
  say(road, 'ask-again', { kind });
  return true;
}

import type { Frame } from '../domain/intent.js';
import type { Draft } from './draft.js';
import { alternativesOf, frameOf, nothing } from './frame.js';
import { freeAct } from './free-act.js';
import { bareAsk, countAsk, freeAsk } from './free-ask.js';
import { contactAct, contactOf } from './free-contact.js';
import { argOf, isQuestion } from './free-guard.js';
import { clientFirst, freeRead } from './free-read.js';
import { helpFirst } from './help-topic.js';
import { keywordAct } from './keyword-act.js';
import { plainlyNamed } from './named.js';
import { plainQuestion, ruleAsked } from './plain-question.js';
import { inPlainWords } from './plain-words.js';
import { retoldAct, readAgain } from './read-again.js';
import { isNothingMore, readTopic } from './read-topic.js';
import { Reading, type UnderstandContext } from './reading.js';
import { listTold, severalTold } from './several-told.js';
import { smallTalk } from './small-talk.js';
import { reminderFirst, twoActs } from './two-acts.js';

export { compileIntents, type CompiledIntents } from './keyword.js';
export { buildClientIndex, type ClientIndex, type ClientRow } from './client-index.js';
export { LATER_INTENTS, withLaterIntents } from './later-intents.js';
export { smallTalk, type SmallTalk } from './small-talk.js';
export type { ProductIndex, UnderstandContext } from './reading.js';

/**
 * What a sentence means, within what the speaker may see. Pure and synchronous; any string is allowed, and its time grows
 * with its length only up to 2,000 characters. Source: design §2, §4.
 */
export function understand(text: string, context: UnderstandContext): Frame {
  const reading = plainlyNamed(new Reading(text, context));
  if (reading.text.trim() === '' || smallTalk(text) !== null) return nothing(reading, []);
  const rule = ruleAsked(reading);
  if (rule) return nothing(reading, [], rule);
  const two = twoActs(reading, understand) ?? reminderFirst(reading, understand);
  if (two) return two;
  const early =
    helpFirst(reading) ?? headedRecord(reading) ?? keywordAct(reading) ?? wholeClient(reading, false) ?? bareAsk(reading) ?? countAsk(reading);
  const isSettled = early !== undefined && early.intent.name !== 'reminder' && (early.intent.effect === 'write' || early.intent.name === 'help');
  const retold = isSettled ? undefined : retoldAct(reading, inPlainWords);
  if (retold) return severalTold(reading, frameOf(retold.reading, retold.found), understand);
  const found = early ?? freeAct(reading) ?? freeAsk(reading) ?? wholeClient(reading, true) ?? freeRead(reading);
  const again = readAgain(reading, found);
  const heard = again ?? (found && { reading, found });
  if (!heard) return listTold(reading, understand) ?? nothing(reading, alternativesOf(reading, undefined), plainQuestion(reading));
  return severalTold(reading, frameOf(heard.reading, heard.found), understand);
}

/** 「联络记录 刘芳 短信 已告知网点搬迁」, 「王总说要把定期转出来，你帮我记一下」: said to be a record, at the head or at the end. */
function headedRecord(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.endsWith('记一下') || text.endsWith('记一笔')) return closedRecord(reading);
  return text.startsWith('记录', 2) && text.length > LEAST_HEADED && HEADS_RECORD.test(text) ? contactAct(reading) : undefined;
}

function closedRecord(reading: Reading): Draft | undefined {
  const told = TAILS_RECORD.exec(reading.text);
  const intent = reading.context.intents.byName.get('contact');
  const mention = reading.mentions.find((one) => one.people.length > 0 && one.by !== 'pronoun');
  if (!told || !intent || !mention || told.index - mention.end < LEAST_TOLD || isQuestion(reading)) return undefined;
  return contactAct(reading) ?? contactOf(reading, intent, { client: argOf(reading, mention), mention, end: mention.end, isSure: false });
}

const TAILS_RECORD = /[,\s。]*(?:你|请|麻烦)?(?:帮我|给我|帮忙)(?:记一下|记一笔)$/;
const LEAST_TOLD = 4;
const HEADS_RECORD = /^(?:联络|联系|沟通|接触|拜访|回访)记录[\s:,]/;
const LEAST_HEADED = 12;

/** A client's name alone, or with what is asked about him. */
function wholeClient(reading: Reading, withTopic: boolean): Draft | undefined {
  const intent = reading.context.intents.byName.get('client');
  if (!intent) return undefined;
  return clientFirst(reading, (from) => {
    if (withTopic) return readTopic(reading, from, intent);
    return isNothingMore(reading, from) ? intent : 'other';
  });
}

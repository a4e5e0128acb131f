import type { Frame } from '../domain/intent.js';
import type { Draft } from './draft.js';
import { alternativesOf, frameOf, nothing } from './frame.js';
import { freeAct } from './free-act.js';
import { bareAsk, countAsk, freeAsk } from './free-ask.js';
import { contactAct } from './free-contact.js';
import { clientFirst, freeRead } from './free-read.js';
import { helpFirst } from './help-topic.js';
import { keywordAct } from './keyword-act.js';
import { plainlyNamed } from './named.js';
import { plainQuestion, ruleAsked } from './plain-question.js';
import { inPlainWords } from './plain-words.js';
import { retoldAct, readAgain } from './read-again.js';
import { isNothingMore, readTopic } from './read-topic.js';
import { Reading, type UnderstandContext } from './reading.js';
import { smallTalk } from './small-talk.js';
import { twoActs } from './two-acts.js';

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
  const two = twoActs(reading, understand);
  if (two) return two;
  const early =
    helpFirst(reading) ?? headedRecord(reading) ?? keywordAct(reading) ?? wholeClient(reading, false) ?? bareAsk(reading) ?? countAsk(reading);
  const isSettled = early !== undefined && early.intent.name !== 'reminder' && (early.intent.effect === 'write' || early.intent.name === 'help');
  const retold = isSettled ? undefined : retoldAct(reading, inPlainWords);
  if (retold) return frameOf(retold.reading, retold.found);
  const found = early ?? freeAct(reading) ?? freeAsk(reading) ?? wholeClient(reading, true) ?? freeRead(reading);
  const again = readAgain(reading, found);
  if (again) return frameOf(again.reading, again.found);
  if (!found) return nothing(reading, alternativesOf(reading, undefined), plainQuestion(reading));
  return frameOf(reading, found);
}

/** 「联络记录 刘芳 短信 已告知网点搬迁」: the heading of a record, not a question for those there are. */
function headedRecord(reading: Reading): Draft | undefined {
  const { text } = reading;
  return text.startsWith('记录', 2) && text.length > LEAST_HEADED && HEADS_RECORD.test(text) ? contactAct(reading) : undefined;
}

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

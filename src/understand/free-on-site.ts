import type { ClientArg } from '../domain/intent.js';
import { draft, type Draft } from './draft.js';
import { argOf, isQuestion, spec, strangerSubject } from './free-guard.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

const LONGEST = 40;
/** Where somebody stands who came to us. */
const HERE =
  /^(?:客户|本人|人|现在|正|已经?|还|又|就|都|这会儿|[\s,])*(?:在|到了?|来了?|站在|坐在)(?:我们|咱们?)?(?:支行|网点|行里)?(?:的|这)?(?:大厅|大堂|厅堂|柜台|柜面|网点|贵宾室|理财室|等候区|行里|支行)(?:里|上|那边|这边|外面)?/;
/** 「等着」 and not 「等了半小时」, which is over. */
const WAITS = /^(?:了[,\s]+)?[^,。;]{0,4}?(?:等(?![了过我你])|要见|想见|要找|找)(?:着|他|她|的|客户|理财|经理|[\s,。]|$)/;
const CALLS = /[,。\s](?:赶紧|快点?|请|麻烦|帮忙?|马上|让人|去)*(?:叫|喊|通知|让|找|联系)(?:一?下)?(?:他|她)?的?(?:客户|理财)?经理/;

/** 「李阿姨在大厅等着，想问理财」「马骏在大厅发脾气，赶紧叫他的经理」: a client is here, and his manager is wanted. */
export function onSiteAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || !/[等找见叫喊让]|通知|联系/.test(text)) return undefined;
  const intent = spec(reading, 'on-site');
  if (!intent || isQuestion(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const who = presentIn(reading);
  const here = who && HERE.exec(text.slice(who.end));
  if (!who || !here) return undefined;
  const rest = text.slice(who.end + here[0].length);
  if (!WAITS.test(rest) && !CALLS.test(rest)) return undefined;
  return draft(intent, { client: who.client, text: reading.verbatim(who.end, text.length).trim() }, { isGuessed: true, confidence: 0.8 });
}

/** Whoever begins the sentence; at the counter nobody has clients of his own, and a name is enough. */
function presentIn(reading: Reading): { client: ClientArg; end: number } | undefined {
  const main = mainMention(reading);
  if (main)
    return main.by !== 'pronoun' && main.start <= skipSeparators(reading.text, 0) ? { client: argOf(reading, main), end: main.end } : undefined;
  const client = strangerSubject(reading);
  const words = client && 'text' in client ? client.text : undefined;
  const at = words === undefined ? -1 : reading.text.indexOf(words);
  return client && words !== undefined && at >= 0 ? { client, end: at + words.length } : undefined;
}

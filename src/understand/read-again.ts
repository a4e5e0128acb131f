import type { ClientArg } from '../domain/intent.js';
import type { Mention } from './client-mention.js';
import { CUES } from './cues.js';
import type { Draft } from './draft.js';
import { isNobody } from './frame.js';
import { freeAct } from './free-act.js';
import { argOf } from './free-guard.js';
import { profileAct } from './free-profile.js';
import { freeAsk } from './free-ask.js';
import { keywordAct } from './keyword-act.js';
import { everydayMentions, nearMentions } from './near-name.js';
import { type inPlainWords, withoutSounds } from './plain-words.js';
import { once, Reading } from './reading.js';
import { askingWho, isTold, somebodyIn } from './somebody.js';
import { toldBySigns } from './told-signs.js';
import { inUsualWords, putRight } from './usual-words.js';

/** An act, and the reading it was found in. */
export interface ReadAgain {
  reading: Reading;
  found: Draft;
}

/** What is heard where a name is nearly one of ours, words are mistyped or of home, between sounds, of somebody not named, or only signs. */
const WAYS: readonly ((reading: Reading, found: Draft | undefined) => ReadAgain | undefined)[] = [
  nearAct,
  everydayAct,
  usualAct,
  spokenOfAct,
  (reading, found) => (found ? undefined : retoldAct(reading, withoutSounds)),
  somebodysAct,
  (reading, found) => {
    const told = toldBySigns(reading, found);
    return told && { reading, found: told };
  },
];

/** The sentence heard in another way, where nothing, or not all of it, was understood as it stands. */
export function readAgain(reading: Reading, found: Draft | undefined): ReadAgain | undefined {
  for (const way of WAYS) {
    const heard = way(reading, found);
    if (heard) return heard;
  }
  return undefined;
}

/** Nobody among the clients was recognised, and nothing that needs none was understood. */
function isAboutNobody(reading: Reading, found: Draft | undefined): boolean {
  if (reading.mentions.some((one) => one.by !== 'pronoun')) return false;
  return !found || isNobody(found.args['client'] as ClientArg | undefined);
}

const NEAR_ACTS = new Set(['contact', 'appointment', 'reminder']);

/** What the sentence tells of somebody whose name it holds nearly: 「孙立华刚打电话来」. Always shown before it is stored. */
function nearAct(reading: Reading, found: Draft | undefined): ReadAgain | undefined {
  if (!isAboutNobody(reading, found) || reading.text.length > LONGEST_NEAR || (found?.isGuessed === false && found.intent.effect === 'write'))
    return undefined;
  const mentions = nearMentions(reading.text, reading.context.clients);
  if (mentions.length === 0) return undefined;
  const again = new Reading(reading.typed, reading.context, mentions);
  const act = freeAct(again);
  if (!act || !NEAR_ACTS.has(act.intent.name) || (found && act.intent.name !== 'contact')) return undefined;
  const client = act.args['client'] as ClientArg | undefined;
  if (!client || isNobody(client)) return undefined;
  return { reading: again, found: { ...act, isGuessed: true } };
}

const EVERYDAY_ACTS = new Set(['contact', 'profile', 'case', 'care-date']);

/** What is told of a client whose name is a word of every day: 「高兴不喜欢晚上接电话」. Always shown before it is stored. */
function everydayAct(reading: Reading, found: Draft | undefined): ReadAgain | undefined {
  if (found || reading.text.length > LONGEST_TOLD || reading.mentions.some((one) => one.by !== 'pronoun')) return undefined;
  const mentions = everydayMentions(reading.text, reading.context.clients);
  if (mentions.length === 0 || reading.text.length - (mentions[0] as Mention).end < LEAST_OF_EVERYDAY) return undefined;
  const again = new Reading(reading.typed, reading.context, mentions);
  const act = freeAct(again);
  return act && EVERYDAY_ACTS.has(act.intent.name) ? { reading: again, found: { ...act, isGuessed: true } } : undefined;
}

/** 「她不吃辣」「他女儿明年高考」: something to be kept of whom was spoken of last. Always shown before it is stored. */
function spokenOfAct(reading: Reading, found: Draft | undefined): ReadAgain | undefined {
  const [first] = reading.mentions;
  if (found || first?.by !== 'pronoun' || first.start > 0 || first.people.length === 0 || reading.text.length > LONGEST_OF_HIM) return undefined;
  if (reading.mentions.some((one) => one.by !== 'pronoun') || !OF_HIM.test(reading.text.slice(first.end))) return undefined;
  const named = new Reading(reading.typed, reading.context, [{ ...first, by: 'fullName' }]);
  const act = profileAct(named);
  return act && { reading, found: { ...act, args: { ...act.args, client: argOf(reading, first) }, isGuessed: true } };
}

/** His people, or what he does not eat and what he believes: whatever else is told of 他 may be gossip. */
const OF_HIM =
  /^的?(?:家里?(?:人|老人|孩子|还?有|养|住)|爱人|老公|老婆|老伴|丈夫|妻子|太太|先生|女儿|儿子|闺女|孩子|孙[女子]|父亲|母亲|爸|妈|岳|公公|婆婆|哥|姐|弟|妹)|^(?:也|还|都|平时|一直|从来)*(?:属[鼠牛虎兔龙蛇马羊猴鸡狗猪]|不[吃喝抽](?!了|过|完|起|住|到|饭|药)|信[佛基天道]|吃素|对[^,。]{1,4}过敏|晚上别|别在)/;
const LONGEST_OF_HIM = 30;
const LEAST_OF_EVERYDAY = 5;
const LONGEST_NEAR = 300;
const LONGEST_RETOLD = 80;

/** A reminder that is asked for in words of home, mistyped, or while thinking. Always shown before it is stored. */
export function retoldAct(reading: Reading, retell: typeof inPlainWords): ReadAgain | undefined {
  if (reading.text.length > LONGEST_RETOLD || !reading.hasCue(CUES.retold) || !reading.hasCue(CUES.digit | CUES.numeral | CUES.slip))
    return undefined;
  const retold = retell(reading.normalised);
  const again = retold && new Reading(reading.typed, reading.context, undefined, retold);
  const act = again && (keywordAct(again) ?? freeAct(again));
  if (act?.missing.includes('at') && act.args['at'] === undefined && !reading.hasCue(CUES.remind)) return undefined;
  return again && act?.intent.name === 'reminder' ? { reading: again, found: { ...act, isGuessed: true } } : undefined;
}

const usualWords = once((reading) => inUsualWords(reading.normalised));

/** More than a stranger's name and a word of asking. */
const LEAST_STORY = 9;
const TOLD_ACTS = new Set(['contact', 'case']);
const LONGEST_TOLD = 120;

/** What is told in words that were mistyped, or as they are said at home; always shown before it is stored. */
function usualAct(reading: Reading, found: Draft | undefined): ReadAgain | undefined {
  const lacksMode = found?.intent.name === 'contact' && found.args['mode'] === undefined;
  if ((found && !lacksMode) || reading.text.length > LONGEST_TOLD) return undefined;
  const usual = found ? putRight(reading.normalised) : usualWords(reading);
  const again = usual && new Reading(reading.typed, reading.context, undefined, usual, true);
  const act = again && (keywordAct(again) ?? freeAct(again) ?? freeAsk(again));
  if (!again || !act || (found && act.intent.name !== 'contact')) return undefined;
  return { reading: again, found: act.intent.effect === 'write' ? { ...act, isGuessed: true } : act };
}

/** What is told of somebody whose name is not said, or is not among the clients: the act stands, and who it was is asked. */
function somebodysAct(reading: Reading, found: Draft | undefined): ReadAgain | undefined {
  const isStranger = found?.intent.name === 'client' && reading.text.length > LEAST_STORY && isNobody(found.args['client'] as ClientArg | undefined);
  if (found && !isStranger) return undefined;
  if (reading.text.length > LONGEST_TOLD || reading.mentions.some((one) => one.people.length > 0 || one.by === 'pronoun')) return undefined;
  const usual = usualWords(reading);
  const plain = usual ? new Reading(reading.typed, reading.context, undefined, usual, true) : reading;
  const who = somebodyIn(plain);
  const again = who && new Reading(reading.typed, reading.context, [who.mention], usual ?? reading.normalised, true);
  const act = again && freeAct(again);
  return again && act && TOLD_ACTS.has(act.intent.name) && isTold(again, act.intent.name, who)
    ? { reading: again, found: askingWho(again, act, who) }
    : undefined;
}

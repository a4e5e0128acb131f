import type { ClientArg, IntentSpec } from '../domain/intent.js';
import { clientArg } from './client-mention.js';
import { draft, type Draft } from './draft.js';
import { futureMoment } from './fill-act.js';
import { isSeparator, skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { lastSpokenOf, mainMention, takeClient } from './slots.js';
import type { MomentSpan } from './time/types.js';
import { fromNow, isVague, whenOf } from './when.js';

const LEADS = ['一下我', '一下', '我自己', '我', '要', '记得', '别忘了', '不要忘了', '别忘', '该', '得', '需要', '应该', '的时候', '时候', '的', '到时候', '到时', '说', '一声', '是', '把提醒设在', '请'];
const TAILS = /(?:提醒我一下|提醒一下我|提醒我|提醒一下|提醒下我|叫我一下|叫我|喊我|到时候|到时|一下我|的时候|谢谢|麻烦了|行吗|好吗|可以吗|吧|哦|啊|哈|[\s,，.。;；:：!！?？、])+$/;

/**
 * What to remind of and when: the sentence without the words that ask for it and without its time. The cue stands from
 * `cueStart` to `cueEnd`, anywhere in the sentence.
 */
export function fillReminder(reading: Reading, intent: IntentSpec, cueStart: number, cueEnd: number): Draft {
  const missing: string[] = [];
  const moment = futureMoment(reading);
  const args: Record<string, unknown> = {};
  let isGuessed = false;
  const duration = moment ? undefined : reading.durations().find((span) => span.start >= cueEnd && span.start <= cueEnd + 2);
  if (moment) {
    const { recurrence, ...at } = whenOf(moment);
    args['at'] = isVague(moment) ? { ...at, vague: true } : recurrence ? { ...at, recurrence } : at;
    if (recurrence) args['recurrence'] = recurrence;
    if (isVague(moment)) missing.push('at');
    else isGuessed = moment.guessed === true;
    reading.reasons.push(`时间看“${reading.verbatim(moment.start, moment.end)}”${moment.value.date ? `，按${moment.value.date}${moment.value.time ? ` ${moment.value.time}` : ''}` : '，还不能定'}`);
  } else if (duration) {
    args['at'] = fromNow(reading, duration.value.minutes);
    isGuessed = true;
  } else missing.push('at');
  const text = reminderText(reading, cueStart, cueEnd, moment ?? duration);
  if (text) args['text'] = text;
  else missing.push('text');
  const main = mainMention(reading);
  const pronounOnly = main?.by === 'pronoun';
  const last = pronounOnly ? lastSpokenOf(reading) : undefined;
  const named = main ?? undefined;
  const client = pronounOnly && last && 'id' in last ? { ...last, by: 'pronoun' as const } : named ? clientArg(reading.text, named) : strangerIn(reading, cueEnd);
  if (client) args['client'] = client;
  return draft(intent, args, { missing, isGuessed, ...(named && !pronounOnly && client ? { taken: { arg: client, start: named.start, end: named.end, mention: named } } : {}) });
}

/** 「给张三打电话」 where 张三 is nobody among the clients: only behind a word that is followed by a person. */
function strangerIn(reading: Reading, from: number): ClientArg | undefined {
  const match = /(?:给|跟|和|约|联系|拜访|回访)(?=[\u4e00-\u9fff]{2,3})/.exec(reading.text.slice(from));
  if (!match) return undefined;
  const at = from + match.index + match[0].length;
  const taken = takeClient(reading, at, { anyToken: false });
  return taken && !taken.mention && /^[打回发送送约说讲聊见面电办签]/.test(reading.text.slice(taken.end, taken.end + 1)) ? taken.arg : undefined;
}

function reminderText(reading: Reading, cueStart: number, cueEnd: number, moment: { start: number; end: number } | MomentSpan | undefined): string {
  const { text } = reading;
  const cuts: [number, number][] = [[cueStart, cueEnd]];
  if (moment) {
    // 「12月18日到期，提前三天」: the day something happens stays in the words.
    const stays = 'ahead' in moment && moment.ahead === true;
    cuts.push(stays ? aheadPart(text, moment.start, moment.end) : [widened(text, moment.start), moment.end]);
  }
  cuts.sort(([one], [other]) => one - other);
  const pieces: string[] = [];
  let at = 0;
  for (const [start, end] of cuts) {
    if (start > at) pieces.push(clean(reading, at, start));
    at = Math.max(at, end);
  }
  pieces.push(clean(reading, at, text.length));
  const said = pieces.filter((piece) => piece !== '');
  return said.join(said.length > 1 && said.some((piece) => piece.length > 6) ? '，' : ' ').trim();
}

/** A 在, 到 or 于 that only leads to the time. */
function widened(text: string, start: number): number {
  return start > 0 && '在于到'.includes(text[start - 1] as string) && !'现存'.includes(text[start - 2] || '-') ? start - 1 : start;
}

function aheadPart(text: string, start: number, end: number): [number, number] {
  const at = text.slice(start, end).search(/提前|之前|前/);
  return at < 0 ? [start, end] : [start + at, end];
}

function clean(reading: Reading, from: number, to: number): string {
  const { text } = reading;
  let start = from;
  for (let turns = 0; turns < 6; turns++) {
    start = skipSeparators(text, start);
    const lead = [...POLITE_LEADS, ...LEADS].find((word) => text.startsWith(word, start) && start + word.length <= to);
    if (!lead || (lead === '要' && text[start + 1] === '求') || (lead === '得' && start > from) || (lead === '说' && text[start + 1] === '明') || (lead === '该' && text[start + 1] === '客')) break;
    if (lead === '的' && start === from && from > 0 && reading.mentions.some((one) => one.end === start)) break;
    start += lead.length;
  }
  let end = to;
  while (end > start && isSeparator(text.charCodeAt(end - 1))) end--;
  if (start >= end) return '';
  return reading.verbatim(start, end).replace(TAILS, '').trim();
}

const POLITE_LEADS = ['请帮我', '麻烦帮我', '能不能', '可不可以', '帮我', '麻烦你', '麻烦', '请你', '你', '您', '请', '给我', '能否', '可以', '财伴', '好的', '嗯', '那', '对了', '还有', '另外', '然后', '定个', '设个', '设置', '加个'];

import type { Mention } from './client-mention.js';
import { titleAt } from './client-mention.js';
import { CUES } from './cues.js';
import type { Normalised } from './normalise.js';
import { Reading } from './reading.js';
import { byTail, wordBefore } from './words.js';

/** Before a client's name, and says no more than the name. */
const BESIDE = byTail(
  (
    '我的那个客户 我那个客户 我们的客户 咱们的客户 我的客户 咱的客户 我们客户 咱们客户 我客户 咱客户 贵宾客户 重点客户 老客户 VIP客户 vip客户 ' +
    '那个客户 这个客户 那位客户 这位客户 客户 那个 这个 那位 这位'
  )
    .split(' ')
    .sort((one, other) => other.length - one.length),
);
/** 「新客户李秀兰」「转介绍客户」「改成客户」: what is done with a client. */
const KEEPS_CUSTOMER = '新建户增加入录绍大小潜在改成为换转';

/** 「姐姐」「老师傅」「哥们」: more than a title. */
const GOES_ON = '姐哥夫妹弟们傅家的';

/** 「(5678)」「尾号5678」 behind a name. */
const TAIL_BEHIND = /^(?:\(\s?(?:手机)?(?:尾号|末四位|后四位)?:?\s?([0-9]{4})\s?\)|(?:尾号|末四位|后四位)([0-9]{4})(?![0-9]))/;
const LONGEST_TAIL = 14;

type Range = [start: number, end: number];

/**
 * The sentence with each client named once and plainly: 「我的客户王芳女士(7745)」 as 「王芳」. What is quoted from it stays as it
 * was typed; the same reading where nothing is left out.
 */
export function plainlyNamed(reading: Reading): Reading {
  if (!reading.hasCue(CUES.beside)) return reading;
  const mentions = reading.mentions.filter((one) => one.people.length > 0 && one.by !== 'pronoun');
  if (mentions.length === 0) return reading;
  const ranges: Range[] = [];
  mentions.forEach((mention, i) => rangesAt(reading.text, mention, mentions[i + 1], ranges));
  if (ranges.length === 0) return reading;
  return new Reading(reading.typed, reading.context, undefined, without(reading.normalised, ranges), true);
}

function rangesAt(text: string, mention: Mention, next: Mention | undefined, ranges: Range[]): void {
  const beside = wordBefore(text, mention.start, BESIDE);
  const from = mention.start - (beside?.length ?? 0);
  if (beside && !(beside === '客户' && KEEPS_CUSTOMER.includes(text[from - 1] ?? '-'))) ranges.push([from, mention.start]);
  if (mention.by === 'phoneTail' || mention.by === 'phone') {
    const same = next && /^的?(?:客户)?$/.test(text.slice(mention.end, next.start)) && next.people.some((one) => mention.people.includes(one));
    // Of several who are called so, the number tells which.
    if (same) ranges.push(next.people.length > 1 ? [mention.end, next.end] : [startOfTail(text, mention.start), next.start]);
    else if (text.startsWith('的客户', mention.end) || text.startsWith('那位客户', mention.end))
      ranges.push([mention.end, mention.end + text.slice(mention.end).indexOf('客户') + 2]);
    return;
  }
  if (mention.by !== 'fullName') return;
  const title = titleAt(text, mention.end);
  const behind = title ? mention.end + title.word.length : mention.end;
  if (title && !GOES_ON.includes(text[behind] ?? '-')) ranges.push([mention.end, behind]);
  const tail = TAIL_BEHIND.exec(text.slice(behind, behind + LONGEST_TAIL));
  if (tail && mention.people.length === 1 && mention.people[0]?.mobileTail === (tail[1] ?? tail[2])) ranges.push([behind, behind + tail[0].length]);
}

/** 尾号 before the figures goes with them. */
function startOfTail(text: string, at: number): number {
  const word = /(?:手机)?(?:尾号|末四位|后四位)(?:是|为)?\s?$/.exec(text.slice(Math.max(0, at - 8), at));
  return word ? at - word[0].length : at;
}

function without({ text, typed, origin, isCoaxing }: Normalised, ranges: readonly Range[]): Normalised {
  const kept: number[] = [];
  let line = '';
  let at = 0;
  for (const [start, end] of [...ranges].sort(([one], [other]) => one - other)) {
    if (start < at) continue;
    for (let one = at; one < start; one++) kept.push(one);
    line += text.slice(at, start);
    at = end;
  }
  for (let one = at; one < text.length; one++) kept.push(one);
  return { text: line + text.slice(at), typed, origin: Int32Array.from(origin ? kept.map((one) => origin[one] as number) : kept), isCoaxing };
}

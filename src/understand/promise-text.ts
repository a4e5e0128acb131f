import type { Mention } from './client-mention.js';
import { skipSeparators } from './keyword.js';
import { FOR_HIM } from './promise-whose.js';
import type { Clause, Reading } from './reading.js';
import { mainMention } from './slots.js';
import type { MomentSpan } from './time/types.js';
import { byHead, wordAt } from './words.js';

/** Words of promising, not of the thing promised. */
const LEADS = byHead([
  '我说',
  '我准备',
  '我打算',
  '我告诉他',
  '我告诉她',
  '让我们',
  '叫我们',
  '要我们',
  '请我们',
  '让我',
  '叫我',
  '请我',
  '要我',
  '麻烦我',
  '托我',
  '求我',
  '催我',
  '拜托我',
  '我答应他',
  '我答应她',
  '答应了他',
  '答应了她',
  '答应他',
  '答应她',
  '答应了',
  '答应',
  '承诺',
  '说好了',
  '说好',
  '我会',
  '我要',
  '我得',
  '我再',
  '我',
  '会',
  '要',
  '得',
  '需要',
  '记得',
  '再',
  '就',
  '回头',
  '待会儿',
  '待会',
  '等会儿',
  '等会',
  '晚点',
  '稍后',
  '到时候',
  '到时',
  '准备',
  '打算',
  '然后',
  '另外',
  '还得',
  '还要',
  '还',
  '并',
  '且',
  '的',
  '之前',
  '以前',
  '前',
  '给',
  '先',
  '请',
]);
const FOR_HIM_AT = byHead(FOR_HIM);
/** 「给他方案」 keeps its 给他: no other word does anything there. */
const DOING = new Set('送发打寄回办做带准整确安查问介讲出提联预汇约补催看取存转更测对算推配买卖换开签写拿交');
const ARRANGED = byHead(['约好了', '约好', '约了', '约定', '约在', '约他', '约她', '约']);

/** What was promised, in the typed words, without those of promising and without its day. */
export function promiseText(reading: Reading, clause: Clause, moment: MomentSpan | undefined): string {
  const { text } = reading;
  let start = clause.start;
  let end = clause.end;
  if (moment) {
    const before = strip(reading, clause.start, moment.start);
    const after = skipSeparators(text, moment.end);
    if (after >= clause.end) end = moment.start;
    else if (
      before >= moment.start ||
      /^[\s,]*$/.test(text.slice(before, moment.start)) ||
      /^(约|给|跟|和|帮|他|她)/.test(text.slice(before, moment.start))
    )
      start = after;
    else return `${reading.verbatim(before, moment.start)}${reading.verbatim(after, end)}`.trim();
  }
  start = strip(reading, start, end);
  return reading
    .verbatim(start, end)
    .replace(/[\s,，的]+$/, '')
    .trim();
}

/** 「她让我…」: who asks is known. */
const WHO_ASKS_ME = /^[他她](?:让|叫|请|要|托|求|催)我/;

/** Past the words of promising and of whom it is for. */
function strip(reading: Reading, from: number, to: number): number {
  const { text } = reading;
  let start = from;
  for (let turns = 0; turns < 6; turns++) {
    start = skipSeparators(text, start);
    if (WHO_ASKS_ME.test(text.slice(start, start + 4))) start++;
    const arranged = text.startsWith('约饭', start) ? undefined : wordAt(text, start, ARRANGED, to);
    const lead = arranged ?? wordAt(text, start, LEADS, to);
    const whom = wordAt(text, start, FOR_HIM_AT);
    const forHim = whom && DOING.has(text[start + whom.length] ?? '') ? whom : undefined;
    const named = /^[给帮替跟和]/.test(text.slice(start, start + 1))
      ? reading.mentions.find((one) => one.start === start + 1 && DOING.has(text[one.end] ?? '') && !isAnother(reading, one))
      : undefined;
    if (arranged === '约' && reading.mentions.some((one) => one.start === start + 1 && isAnother(reading, one))) break;
    if (forHim) start += forHim.length;
    else if (named) start = named.end;
    else if (lead && !(lead === '给' || lead === '要')) start += lead.length;
    else if (lead === '要' && text[start + 1] !== '求') start += 1;
    else break;
  }
  return Math.min(start, to);
}

/** Somebody else than whom the sentence is about. */
function isAnother(reading: Reading, one: Mention): boolean {
  const main = mainMention(reading);
  return one.by !== 'pronoun' && main !== undefined && main.start !== one.start && main.people[0]?.id !== one.people[0]?.id;
}

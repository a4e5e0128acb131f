import { CharacterSet, characterBefore } from './characters.js';
import { isSeparator } from './keyword.js';
import type { Tag } from './lexicon.js';
import type { Clause, Reading } from './reading.js';
import type { MomentSpan } from './time/types.js';
import { byHead, wordAt } from './words.js';

/** Words by which the speaker turns to what he himself said or will do. */
export const OWN_TURNS = [
  '我说',
  '我准备',
  '我打算',
  '我约',
  '我让',
  '我帮',
  '我给',
  '我跟',
  '我告诉',
  '我答应',
  '让我',
  '叫我',
  '请我',
  '要我',
  '麻烦我',
  '托我',
  '求我',
  '催我',
];

/** Words that open something new in a sentence typed or spoken without punctuation. */
const OPENERS = byHead([
  ...OWN_TURNS,
  '他说',
  '她说',
  '他问',
  '她问',
  '还说',
  '还问',
  '又说',
  '说他',
  '说她',
  '另外',
  '还有',
  '然后',
  '顺便',
  '并且',
  '接着',
  '后来',
  '同时',
  '约他',
  '约她',
  '答应',
  '约好',
  '约了',
  '说好',
  '下次',
  '最后',
  '他女',
  '她女',
  '他儿',
  '她儿',
  '他老',
  '她老',
  '他爱',
  '她爱',
  '他孙',
  '她孙',
  '他家',
  '她家',
  '他爸',
  '她爸',
  '他妈',
  '她妈',
  '他父',
  '她父',
  '他母',
  '她母',
  '他太',
  '他媳',
  '他明年',
  '她明年',
  '他下',
  '她下',
  '他最近',
  '她最近',
  '提到',
  '聊到',
  '谈到',
  '记得',
  '回头',
  '到时',
]);
/** A day right behind one of these belongs to what stands before it. */
const BINDS_DAY = new CharacterSet('在是到从至约好定为于等的');

/** Behind one of these 他 and 她 are whom it is done to, or whose home it is. */
const TAKES_OBJECT = new CharacterSet('给跟和与帮替陪找约问请看去到在上见送等');

/** Punctuation, spaces and turns of a run-on cut a stretch of the sentence into clauses. */
export function clausesOf(reading: Reading, from: number, to: number): Clause[] {
  const { text } = reading;
  const cuts = new Set<number>();
  const moments = reading.momentPlaces();
  const inMoment = (at: number) => moments.some((span) => at > span.start && at < span.end);
  for (const span of moments) if (span.start > from && opensPlan(reading, span, from)) cuts.add(span.start);
  for (const mention of reading.mentions) {
    if (mention.by === 'pronoun' && mention.start > from && opens(text, mention.start)) cuts.add(mention.start);
  }
  const clauses: Clause[] = [];
  let start = from;
  const close = (end: number) => {
    let last = end;
    while (last > start && isSeparator(text.charCodeAt(last - 1))) last--;
    if (last > start) clauses.push({ start, end: last });
  };
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (isBullet(unit)) {
      close(at);
      start = at + 1;
    } else if (isSeparator(unit) && unit !== 0x2d && unit !== 0x7e && unit !== 0x2f && !inMoment(at) && !isInNumber(text, at)) {
      close(at);
      start = at + 1;
    } else if (isHeOrShe(unit) && isObject(text, at)) cuts.add(at + 1);
    else if (at > start + 1 && (cuts.has(at) || opens(text, at)) && !inMoment(at)) {
      close(at);
      start = at;
    }
  }
  close(to);
  return clauses;
}

/** ① to ⑳ */
const isBullet = (unit: number): boolean => unit >= 0x2460 && unit <= 0x2473;
/** 他 她 */
const isHeOrShe = (unit: number): boolean => unit === 0x4ed6 || unit === 0x5979;

function opens(text: string, at: number): boolean {
  const isPronoun = isHeOrShe(text.charCodeAt(at));
  if (text[at] === '答' && /(?:客户|对方|本人|[他她]|[他她]也|已经?)$/.test(text.slice(Math.max(0, at - 3), at))) return false;
  // 「下周二再约他」
  if (text[at] === '约' && text[at - 1] === '再') return false;
  // 「她让我给她发资料」: asked of me, one clause.
  if (text[at] === '我' && '让叫请托求催'.includes(text[at - 1] ?? '-')) return false;
  if (at > 1 && text[at] === '记' && /到时候?$/.test(text.slice(Math.max(0, at - 3), at))) return false;
  return !(isPronoun && TAKES_OBJECT.isAt(text, at - 1)) && wordAt(text, at, OPENERS) !== undefined;
}

/** 发给她, 去他家: the pronoun ends what stands before it, and a day or another turn may follow. */
function isObject(text: string, at: number): boolean {
  if (!TAKES_OBJECT.isAt(text, at - 1)) return false;
  return text[at + 1] !== '家' && /^(?:[下明后今本这]|周|星期|最近|然后|另外|我)/.test(text.slice(at + 1));
}

/** 1.5, 10:30: a mark between digits cuts nothing. */
function isInNumber(text: string, at: number): boolean {
  const mark = text[at];
  if (mark !== '.' && mark !== ':') return false;
  return /[0-9]/.test(text[at - 1] ?? '') && /[0-9]/.test(text[at + 1] ?? '');
}

/** Words by which something was told before. */
const TELLS: ReadonlySet<Tag> = new Set<Tag>(['met', 'mode', 'did', 'cameIn', 'topic', 'outcome']);

/** A day to come that begins a new thought: 「…高考|下周三给他送方案」. */
function opensPlan(reading: Reading, span: MomentSpan, from: number): boolean {
  if (span.grain === 'year' || span.grain === 'month' || span.kind === 'recurrence') return false;
  const before = characterBefore(reading.text, span.start);
  if (span.start - from < 3 || isSeparator(before.charCodeAt(0)) || BINDS_DAY.isAt(reading.text, span.start - 1)) return false;
  // 「他说礼拜三过来」, 「元旦的讲座」: part of what is told.
  if (reading.text[span.end] === '的' || (before === '说' && !/我(?:跟[他她])?说$/.test(reading.text.slice(from, span.start)))) return false;
  if (
    /(?:答应|承诺|确认|敲定|说好|约好|约了|记得|回头|约他|约她|答应他|答应她|下次|生日|纪念日|到期|预产期|婚礼|手术|喜欢|习惯|愿意|最怕|讨厌)$/.test(
      reading.text.slice(Math.max(0, span.start - 4), span.start),
    )
  )
    return false;
  const { words } = reading;
  if ('他她我'.includes(before) || reading.mentions.some((one) => one.end === span.start)) return false;
  if (words.some((hit) => hit.tag === 'kin' && hit.end === span.start)) return false;
  const saidBefore = words.some((hit) => TELLS.has(hit.tag) && hit.start >= from && hit.end <= span.start);
  return (
    saidBefore &&
    words.some((hit) => (hit.tag === 'act' || hit.tag === 'meeting' || hit.tag === 'again') && hit.start >= span.end && hit.start - span.end < 8)
  );
}

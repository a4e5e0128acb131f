import { isAlsoAhead, partBegin } from './free-told.js';
import { once, type Reading } from './reading.js';
import { mayBeTime } from './time/index.js';
import { byHead, wordAt } from './words.js';

/** What may stand between the client and what he did: when, how, and that it was himself or one of his people. */
const ASIDES = byHead([
  '刚刚',
  '刚才',
  '方才',
  '刚',
  '才',
  '已经',
  '已',
  '又',
  '也',
  '还',
  '就',
  '都',
  '终于',
  '总算',
  '自己',
  '专门',
  '特意',
  '特地',
  '主动',
  '一大早',
  '一早',
  '大清早',
  '顺道',
  '顺便',
  '顺路',
  '那边',
  '那头',
  '那儿',
  '那里',
  '这边',
  '本人',
  '一个人',
  '加急',
  '顺手',
  '直接',
  '突然',
  '忽然',
  '急着',
  '哭着',
  '笑着',
  '最后',
  '最终',
  '后来',
  '明确',
  '当场',
  '暂时',
  '一听',
  '因为有事',
  '临时',
  '那个',
  '一起',
  '一块儿',
  '一块',
  '老人家',
  '老太太',
  '老爷子',
  '俩人',
  '两人',
  '两个人',
  '夫妻俩',
  '两口子',
]);
const JUST = new Set(['刚刚', '刚才', '方才', '刚', '才']);
/** Whoever spoke for him. */
const HIS_PEOPLE =
  /^(?:的|他|她|家的?|家里)?(?:老公|老婆|爱人|老伴|女儿|儿子|闺女|爸爸?|妈妈?|父亲|母亲|秘书|助理|司机|会计|财务|家属|家里?人|媳妇|先生|太太|孙女|孙子|弟弟?|妹妹?|哥哥?|姐姐?|女婿|儿媳)(?:小[\u4e00-\u9fff])?/;
/** With what they begin: asked before the rule. */
const BEGINS_PEOPLE = new Set('的他她家老爱女儿闺爸妈父母秘助司会财媳先太孙弟妹哥姐');
const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/^在?(?:电话|手机)(?:里|中|上)?/, 'phone'],
  [/^在?(?:微信|企微|企业微信)(?:里|上|中)?/, 'digital'],
  [/^在?(?:微信)?(?:大|小|客户)?群里/, 'digital'],
  [/^在?短信(?:里|上|中)?/, 'sms'],
  [/^在?邮件(?:里|上|中)?/, 'email'],
  [/^在?(?:视频|语音)(?:里|中)?/, 'digital'],
];

const BEGINS_CHANNEL = new Set('在电手微企大小客群短邮视语');

/** What stands behind a client's name as told of him: an offset behind it, and how sure it is. */
export interface Subject {
  at: number;
  isTold: boolean;
  mode?: string;
}

/** Past day, adverbs, his people and the way, in any order, behind the name. Undefined where only a day to come stands there. */
function subjectFrom(reading: Reading, from: number): Subject | undefined {
  const { text, today, time } = reading;
  const found: Subject = { at: from, isTold: false };
  for (let turns = 0; turns < 8; turns++) {
    while (text[found.at] === ' ' || text[found.at] === ',' || text[found.at] === ':') found.at++;
    const span = mayBeTime(text, found.at) ? reading.moments('past').find((one) => one.start === found.at && one.kind !== 'recurrence') : undefined;
    if (span) {
      const { date } = span.value;
      if (date === undefined || date > today || (date === today && (span.value.time ?? partBegin(span.text)) > time)) return undefined;
      if (!isAlsoAhead(reading, span)) found.isTold = true;
      found.at = span.end;
      continue;
    }
    const word = wordAt(text, found.at, ASIDES);
    if (word) {
      if (JUST.has(word)) found.isTold = true;
      found.at += word.length;
      continue;
    }
    const people = BEGINS_PEOPLE.has(text[found.at] ?? '') ? HIS_PEOPLE.exec(text.slice(found.at, found.at + 12)) : null;
    if (people) {
      found.at += people[0].length;
      continue;
    }
    const channel = found.mode === undefined ? channelAt(text, found.at) : undefined;
    if (!channel) return found;
    found.mode = channel.mode;
    found.isTold = true;
    found.at += channel.length;
  }
  return found;
}

function channelAt(text: string, at: number): { mode: string; length: number } | undefined {
  if (!BEGINS_CHANNEL.has(text[at] ?? '')) return undefined;
  const words = text.slice(at, at + 8);
  for (const [pattern, mode] of CHANNELS) {
    const match = pattern.exec(words);
    // 「微信我」「电话没接」 are acts by themselves.
    if (match && !/^(?:我|来|没|未|不|打|是|已|停|关|号|银行|费|响)/.test(words.slice(match[0].length))) return { mode, length: match[0].length };
  }
  return undefined;
}

const subjects = once(() => new Map<number, Subject | undefined>());

export function subjectBehind(reading: Reading, end: number): Subject | undefined {
  const known = subjects(reading);
  if (!known.has(end)) known.set(end, subjectFrom(reading, end));
  return known.get(end);
}

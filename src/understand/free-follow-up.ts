import type { Draft } from './draft.js';
import { willCome } from './agreed-ahead.js';
import { contactOf } from './free-contact.js';
import { argOf, isImagined, isNotOwn, isQuestion, isToldBefore, isToldByOthers, spec } from './free-guard.js';
import type { Reading } from './reading.js';

/** 「三个月后再跟进」「到时候再约」「年后再说吧」 at the end. */
const AGAIN =
  /(?:之后|以后|后|的时候|时候|到时|时|前后|左右|份|底|初|中旬|[日号天])?[\s,]*(?:我)?再(?:去)?(?:跟进|联系|联络|约|看看?|说|聊聊?|打(?:给[他她]|电话)?|跟(?:[他她](?:聊|说|谈|联系|约))?|问问?|谈谈?|沟通|回访|推荐?|碰)(?:一下|一次|下|吧|了|啊|哈|[他她])*[\s。.!]*$/u;
/** A time no calendar tells: 「等年终奖发了」「过完年」. */
const OPEN_TIME = /(?:到时候?|年后|节后|过完[年节]|等[^,。]{2,10}|有空|有需要|晚点|过(?:阵|段|些|几)[^,。]{0,4})[\s,]*$/u;
const LONGEST = 60;
/** What stands between the client and the time, of the state of things. */
const LEAST_STATE = 2;

/**
 * How things stand with a client, and when he is spoken to again: 「李秀兰那边没什么新情况，三个月后再跟进」「刘芳暂时没需求，下个月
 * 再联系」. A record with its next contact, shown first.
 */
export function followUpAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || !text.includes('再')) return undefined;
  const intent = spec(reading, 'contact');
  const again = AGAIN.exec(text);
  const mention = reading.mentions.find((one) => one.people.length > 0 && one.by !== 'pronoun');
  if (!intent || !again || !mention || mention.end > again.index || isQuestion(reading)) return undefined;
  if (
    isNotOwn(reading, mention.start) ||
    isToldBefore(reading, mention.start) ||
    isToldByOthers(reading) ||
    isImagined(reading, again.index) ||
    willCome(reading, mention.end)
  )
    return undefined;
  const lead = text.slice(0, mention.start);
  if (!/^(?:客户|刚才?|今天|上午|下午|[\s,])*$/u.test(lead)) return undefined;
  const when = reading.moments('future').findLast((span) => span.start >= mention.end && span.end <= again.index + again[0].length);
  const isDated = when !== undefined && again.index - when.end <= 1;
  const open = OPEN_TIME.exec(text.slice(mention.end, again.index + (/^(?:到时|的?时候|后)/u.exec(again[0])?.[0].length ?? 0)));
  if (!isDated && !open) return undefined;
  const state = text.slice(mention.end, isDated ? when.start : mention.end + (open?.index ?? 0)).replace(/[\s,。那这边的]/gu, '');
  if (state.length < LEAST_STATE) return undefined;
  return contactOf(reading, intent, { client: argOf(reading, mention), mention, end: mention.end, isSure: false });
}

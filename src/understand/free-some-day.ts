import { draft, type Draft } from './draft.js';
import { argOf, isQuestion, spec } from './free-guard.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

const LONGEST = 30;
const WITH_WHOM = '(?:给|跟|和|帮|替|找|约|联系|拜访|回访|看望)(?:客户)?$';
/** 「回头」「下次见面」「答应了」: some time, which is asked. */
const SOME_DAY = new RegExp(
  `^(?:我)?(?:回头|改天|哪天|待会儿?|等会儿?|晚点儿?|稍后|下次(?:见面|见|去|来)?(?:时|的时候)?|下回(?:见面)?|过[两几]天|有空|抽空|得空|找个?时间|这[两几]天|答应(?:了|过)?|应承了?|承诺(?:了|过)?|许诺了?)(?:我)?(?:再|得|要|记得|去|就|还|[\\s,])*${WITH_WHOM}`,
);
const TAKES = new RegExp(WITH_WHOM);
const BRINGS = /^[^,。]{0,8}(?:捎|说|聊|打|找|留|申请|争取)/;

/** 「回头给单秀英把老花镜捎去」「改天约赵敏吃个饭」: to be done with a client, on no day that is said. */
export function someDayAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  const main = text.length <= LONGEST ? mainMention(reading) : undefined;
  const lead = main && main.by !== 'pronoun' ? text.slice(0, main.start) : '';
  if (!main || !SOME_DAY.test(lead) || isQuestion(reading) || reading.has('question')) return undefined;
  if (reading.has('hearsay') || reading.has('hypothetical') || /[了吧啊没不别]/.test(text.slice(main.end))) return undefined;
  const isMeeting = lead.endsWith('约');
  const intent = spec(reading, isMeeting ? 'appointment' : 'reminder');
  if (!intent || !(isMeeting || reading.has('act', main.end) || BRINGS.test(text.slice(main.end)))) return undefined;
  const client = argOf(reading, main);
  const words = reading.verbatim(lead.search(TAKES), text.length).trim();
  return draft(intent, isMeeting ? { client } : { client, text: words }, { missing: ['at'], isGuessed: true, confidence: 0.75 });
}

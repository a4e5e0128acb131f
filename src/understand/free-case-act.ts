import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { caseNumber } from './fill-case.js';
import { argOf, isNotOwn, isQuestion, spec } from './free-guard.js';
import type { Reading } from './reading.js';
import { isResolved, mainMention } from './slots.js';

/** 「张伟投诉的事」「那个投诉」「陈晓梅的案子」: a case that is running, named by what it is. */
const RUNNING =
  /^(?:的|那个|那件|这个|这件|上次|之前|上周|昨天|[\s,])*(?:投诉|诉求|案子|案件)(?:的(?:事情?|事儿|案子|问题|那个|那件事?)?|这事|那事|那件事?|一事)?/u;
const THAT_CASE =
  /^(?:请|把|将|刚才?|[\s,])*(?:那个|那件|那条|这个|这件|刚才(?:的|那个|那件))(?:客户)?(?:的)?(?:投诉|诉求|案子|案件)(?:的?(?:事情?|事儿))?/u;
/** What was done with it, by the act it stands for. */
const DONE_WITH: readonly (readonly [RegExp, string])[] = [
  [/(?:撤诉|撤了|撤回了?|不投诉了|不告了|撤销了?)(?:了)?[\s。.]*$/u, 'withdraw'],
  [/(?:要|得|需要|想|申请)[^,。]{0,4}(?:延期|宽限|延长|延几天)|(?:延期|延长)(?:一下|几天|[0-9一二两三四五六七]+天)/u, 'extend'],
  [/(?:可以)?(?:结了|了结了?|结案了?|办结了?|解决了|处理好了|处理完了|搞定了|关了|关掉|平息了)/u, 'close'],
  [/(?:回复|答复|回电|告诉|解释|说明|反馈)(?:了|过|给)?(?:他|她|客户|对方|李|结果)?/u, 'reply'],
  [/已|联系|催|核实|调查|查了|查到|沟通|上报|提交|等|转给|约了|进展/u, 'progress'],
];
/** 「今天答复了孙丽华的投诉」 */
const ANSWERED = /^(?:[\s,]|刚才?|今天|上午|下午|已经|已|我)*(?:答复|回复|回应)了(?:客户)?$/u;
const LEADS = /^(?:[\s,]|跟进|跟一?下|更新|记|记录|刚才?|今天|上午|下午|把|将|给|客户|关于|一下|的)*$/u;

/** 「张伟投诉的事今天回复他了」「跟进一下张伟的案子：已联系分行」「那个投诉结了」: something done with a case that runs. */
export function caseDoneAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'case-list');
  const { text } = reading;
  if (
    !intent ||
    text.length > 80 ||
    !reading.hasCue(CUES.case) ||
    !/投诉|诉求|案子|案件|撤诉/.test(text) ||
    caseNumber(text, 0) ||
    isQuestion(reading)
  )
    return undefined;
  const main = mainMention(reading);
  const start = main?.end ?? 0;
  if (isNotOwn(reading, start) || reading.has('question') || /要投诉|想投诉|又投诉|怎么|如果|率|流程|培训|考核/.test(text)) return undefined;
  const named = main && main.by !== 'pronoun' && LEADS.test(text.slice(0, main.start)) ? RUNNING.exec(text.slice(start)) : null;
  const pointed = main ? null : THAT_CASE.exec(text);
  const withdrawn =
    main && LEADS.test(text.slice(0, main.start)) ? /^[\s,]*(?:已经|已|来|刚|今天)*(?:要|想)?撤诉了?[\s。.]*$/u.exec(text.slice(start)) : null;
  const answered = main && !named && ANSWERED.test(text.slice(0, main.start)) ? RUNNING.exec(text.slice(start)) : null;
  const end = answered ? start + answered[0].length : withdrawn ? start : named ? start + named[0].length : pointed ? pointed[0].length : undefined;
  if (end === undefined) return undefined;
  const rest = text.slice(end);
  const first = /^[\s,:。]*[^,。;]*/u.exec(rest)?.[0] ?? rest;
  const act = withdrawn
    ? 'withdraw'
    : answered
      ? 'reply'
      : (DONE_WITH.find(([pattern]) => pattern.test(first)) ?? DONE_WITH.find(([pattern]) => pattern.test(rest)))?.[1];
  // 「张伟的投诉很严重」, 「还没处理」: told or asked after, and nothing done.
  if (act === undefined || /没|未|还要|不了|不想/.test(first) || /^(?:我们|银行|网点|林|柜)/.test(rest)) return undefined;
  const words = reading
    .verbatim(end, text.length)
    .replace(/^[\s,，:：。]+/u, '')
    .trim();
  const arg = main ? argOf(reading, main) : undefined;
  // Which case is meant was heard from words: the card names it before anything is done.
  const client = arg && isResolved(arg) ? { ...arg, guessed: true } : arg;
  reading.reasons.push('像是在办案件的进展');
  return draft(
    intent,
    { ...(client ? { client } : {}), act, ...(words && act !== 'withdraw' ? { text: words } : {}) },
    { effect: 'write', isGuessed: true, confidence: 0.8 },
  );
}

const FORWARDED = /^[\s]*(?:转发|转述|转|客户原话|原话|客户(?:发来|留言))(?:一下|的|给你|[\s,:])*(?:客户)?/u;
const SAYS_OPEN = /^(?:的?(?:原话|消息|微信|留言|短信|话)|说|刚(?:才)?发的?|[\s])*[:,「“]?[\s]*/u;

/** 「转发 张伟：你们的APP老是登不上，再这样我就投诉了」: a client's own words, passed on by the manager who took them. */
export function forwardedAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'case');
  const { text } = reading;
  const lead = reading.hasCue(CUES.forwarded) && /转|原话|发来|留言/.test(text.slice(0, 8)) ? FORWARDED.exec(text) : null;
  if (!intent || !lead) return undefined;
  const who = reading.mentions.find((one) => one.start === lead[0].length && one.people.length > 0 && one.by !== 'pronoun');
  if (!who) return undefined;
  const open = SAYS_OPEN.exec(text.slice(who.end));
  const from = who.end + (open?.[0].length ?? 0);
  if (!open || !/[:说话「“]/.test(open[0]) || !reading.has('complaint', from) || /怎么投诉|投诉电话/.test(text.slice(from))) return undefined;
  reading.reasons.push('客户的原话里要投诉');
  return draft(
    intent,
    {
      client: argOf(reading, who),
      kind: 'complaint',
      text: reading
        .verbatim(from, text.length)
        .replace(/[」”"]\s*$/u, '')
        .trim(),
    },
    { isGuessed: true, confidence: 0.82 },
  );
}

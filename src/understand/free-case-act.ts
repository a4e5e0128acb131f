import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { actOn, caseNumber, wordOf, type FoundNumber } from './fill-case.js';
import type { IntentSpec } from '../domain/intent.js';
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
/** 「不追究了，撤诉」 */
const TELLS_WHY = /不.{0,3}了|满意|消气/u;
/** 「王总的投诉再加一条：她要求道歉」: words that go to the case as they are. */
const ADDS = /^(?:里|上|再|也|[\s,])*(?:补充|[加补添记])(?:上|进)?(?:一?[句条点笔下])(?:进展)?[\s,:]*(?=[^\s,:]{2})/u;
const LEADS = /^(?:[\s,]|在|往|跟进|跟一?下|更新|记|记录|刚才?|今天|上午|下午|把|将|给|客户|关于|一下|的)*$/u;

/** 「张伟投诉的事今天回复他了」「跟进一下张伟的案子：已联系分行」「那个投诉结了」: something done with a case that runs. */
export function caseDoneAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'case-list');
  const { text } = reading;
  if (!intent || (isQuestion(reading) && !BIDS.test(text))) return undefined;
  const number = reading.hasCue(CUES.digit) ? caseNumber(text, 0) : undefined;
  if (number) return numberedAct(reading, intent, number);
  const inquired = inquiredAct(reading, intent);
  if (inquired) return inquired;
  if (text.length > 80 || !reading.hasCue(CUES.case) || !/投诉|诉求|案子|案件|撤诉/.test(text)) return undefined;
  const main = mainMention(reading);
  const start = main?.end ?? 0;
  if (isNotOwn(reading, start) || reading.has('question') || /要投诉|想投诉|又投诉|怎么|如果|率|流程|培训|考核/.test(text)) return undefined;
  const named = main && main.by !== 'pronoun' && LEADS.test(text.slice(0, main.start)) ? RUNNING.exec(text.slice(start)) : null;
  const pointed = main ? null : THAT_CASE.exec(text);
  const withdrawn =
    main && LEADS.test(text.slice(0, main.start))
      ? /^[\s,]*(?:(?:现在)?(?:不(?:想|要|再)*(?:投诉|告|追究|计较)了|满意了|消气了)[\s,]*)?(?:已经|已|来|刚|今天)*(?:要|想)?(?:撤诉|撤投诉|把投诉撤)了?[\s。.]*$/u.exec(
          text.slice(start),
        )
      : null;
  const answered = main && !named && ANSWERED.test(text.slice(0, main.start)) ? RUNNING.exec(text.slice(start)) : null;
  const told = answered ? start + answered[0].length : withdrawn ? start : named ? start + named[0].length : pointed ? pointed[0].length : undefined;
  if (told === undefined) return undefined;
  const added = ADDS.exec(text.slice(told));
  const end = told + (added?.[0].length ?? 0);
  const rest = text.slice(end);
  const first = /^[\s,:。]*[^,。;]*/u.exec(rest)?.[0] ?? rest;
  const act = withdrawn
    ? 'withdraw'
    : added
      ? 'progress'
      : answered
        ? 'reply'
        : (DONE_WITH.find(([pattern]) => pattern.test(first)) ?? DONE_WITH.find(([pattern]) => pattern.test(rest)))?.[1];
  // 「张伟的投诉很严重」, 「还没处理」: told or asked after, and nothing done.
  if (act === undefined || (!added && /没|未|还要|不了|不想/.test(first)) || /^(?:我们|银行|网点|林|柜)/.test(rest)) return undefined;
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
    { ...(client ? { client } : {}), act, ...(words && (act !== 'withdraw' || TELLS_WHY.test(words)) ? { text: words } : {}) },
    { effect: 'write', isGuessed: true, confidence: 0.8 },
  );
}

/** What a case is called beside its number. */
const CALLED = /^[\s,:]*(?:的|这|那|这个|那个|一|件|条|个|投诉|诉求|案子|案件|事情|事|那边|[\s,:])*/u;
const MERGES = /合并|合到|合成|并到|并进|并入|并在|归到/u;
const SAME = /重复|同一[件个]|一回事|一件事|一个事/u;
/** 「后台查到…22号到账」「等分行回复」: something is said of how it goes. */
const TELLS_PROGRESS =
  /已|联系|催|核|调查|调[了取阅]|[调看][了过]?(?:监控|录音|录像|凭证|流水)|查[了到]|沟通|上报|提交|等|转给|约了|进展|到账|退[了回还给款]|处理|解释|补[了齐交]|反馈|同意|接受|答应|定位|修复|安抚|道歉/u;

/** 「TS-2 客户不想投诉了，撤了」「把TS-2并到TS-1」「TS-1 后台查到卡在清算，22号到账」: the number first, then what came of it. */
function numberedAct(reading: Reading, intent: IntentSpec, number: FoundNumber): Draft | undefined {
  const { text } = reading;
  if (!LEADS.test(text.slice(0, number.start)) || reading.has('question') || reading.has('hypothetical') || isNotOwn(reading, number.start))
    return undefined;
  const from = number.end + (CALLED.exec(text.slice(number.end))?.[0].length ?? 0);
  const rest = text.slice(from);
  const other = caseNumber(text, number.end);
  // 「TS-2 合并 TS-1」 has the word of office right behind the number.
  const named = other ? wordOf(reading, intent, 'act', from, true) : undefined;
  if (other && named === 'merge') return draft(intent, { case: number.value, act: named, text: other.value }, { effect: 'write' });
  const made = (act: string, words: string) =>
    draft(intent, { case: number.value, act, ...(words ? { text: words } : {}) }, { effect: 'write', isGuessed: true, confidence: 0.85 });
  // 「TS-2跟TS-1重复了」 is a reason to merge them: into which, is asked.
  if (other && (MERGES.test(rest) || SAME.test(rest))) return made('merge', MERGES.test(rest) ? other.value : '');
  if (other || text.length > LONGEST_NUMBERED) return undefined;
  const words = reading.verbatim(from, text.length).trim();
  if (WITHDRAWN.test(rest)) return made('withdraw', words);
  const act = wordOf(reading, intent, 'act', from, true);
  if (act !== undefined) return actOn(reading, intent, { case: number.value }, from);
  if (/没|未|不了|不会/u.test(rest)) return undefined;
  const done = DONE_WITH.find(([pattern, one]) => one !== 'progress' && pattern.test(/^[^,。;]*/u.exec(rest)?.[0] ?? rest))?.[1];
  return done !== undefined || TELLS_PROGRESS.test(rest) ? made(done ?? 'progress', words) : undefined;
}

/** 「…合并吧」 is said as a bid. */
const BIDS = /(?:合并|撤了?|结案|结了)吧[\s。.!]*$/u;
const OFFICES =
  /^(?:刚才?|今天|今早|上午|下午|[\s,])*(?:后台|分行|总行|省行|科技部?|运营|技术|卡中心|客服(?:中心)?|清算(?:中心)?|风控|合规|支付|发卡行|对方行)(?:那边|部门?|中心|人员|老师|的人)?(?:已经?|刚|也|那边|给|今天|[\s,])*(?:查[到了实明]|核[实查]|回复|反馈|答复|定位|确认|说是?|退)/u;
const OF_MONEY = /到账|款|清算|扣费|扣了|流水|转账|手续费|冻结|卡[在里住]|交易|记账|冲正|重复扣/u;

/** 「后台查到款项卡在清算，22号到账」: what was found out about a case, and neither which nor whose. */
function inquiredAct(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  if (!OF_MONEY.test(text) || !OFFICES.test(text) || text.length > LONGEST_NUMBERED || mainMention(reading)) return undefined;
  if (reading.has('question') || reading.has('hypothetical') || reading.isQuoted(text.length - 1)) return undefined;
  reading.reasons.push('像是案件的进展');
  return draft(intent, { act: 'progress', text: reading.typed.trim() }, { effect: 'write', isGuessed: true, confidence: 0.75 });
}

const LONGEST_NUMBERED = 200;
const WITHDRAWN = /撤诉|撤了|撤回|撤销|不(?:想|要|再|打算|准备)*(?:投诉|告|追究|计较)了/u;

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

import { draft, type Draft } from './draft.js';
import { caseNumber } from './fill-case.js';
import { OURS } from './grievance-words.js';
import { argOf, isDreamt, isNotOwn, isQuestion, isSpeakers, isToldByOthers, spec, strangerSubject } from './free-guard.js';
import type { IntentSpec } from '../domain/intent.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

/** 「赵敏说要投诉我们，赎回的钱三天没到账」. */
export function caseAct(reading: Reading): Draft | undefined {
  if (!reading.has('complaint')) {
    if (reading.text.includes('抱怨')) return grumbleAct(reading);
    return reading.text.includes('诉求') ? requestAct(reading) : undefined;
  }
  const intent = spec(reading, 'case');
  const { text } = reading;
  const unnamed = intent && unnamedComplaint(reading, intent);
  if (unnamed) return unnamed;
  const hit = reading
    .hits('complaint')
    .find(
      (one) =>
        !reading.isQuoted(one.start) &&
        !reading.words.some(
          (other) =>
            other.tag === 'complaintTalk' && other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
        ),
    );
  if (!intent || !hit || isQuestion(reading) || caseNumber(text, 0) || HOW_MANY.test(text.slice(Math.max(0, hit.start - 3), hit.start)))
    return undefined;
  if (/(?:没|没有|不|别|未|不会|不要|取消|撤销|撤回|避免|防止|减少|处理|关于)$/.test(text.slice(Math.max(0, hit.start - 3), hit.start)))
    return undefined;
  if (NEVER_SAID.test(text.slice(0, hit.start)) || isDreamt(reading, hit.start) || isLongAgo(reading) || isSettledByStaff(reading, hit.start))
    return undefined;
  if (isToldByOthers(reading) || FEARED.test(text.slice(0, hit.start)) || /^.{2}过/.test(text.slice(hit.start))) return undefined;
  if (
    reading.words.some(
      (one) =>
        ((one.tag === 'hypothetical' && !isThreat(text.slice(0, one.start))) ||
          (one.tag === 'hearsay' && one.start < hit.start && !/[找向给]$/.test(text.slice(0, one.start)))) &&
        one.end !== hit.end,
    )
  )
    return undefined;
  if (/(?:有没有|有无|是否有|是不是有)[^,。]{0,8}$/.test(text.slice(0, hit.start))) return undefined;
  // 「方媛说她上周被客户投诉了」: a colleague's trouble.
  if (!mainMention(reading) && /被[^,。]{0,6}$/.test(text.slice(0, hit.start))) return undefined;
  if (/(?:吐槽|唠叨|八卦)[^,。]{0,12}$/.test(text.slice(0, hit.start))) return undefined;
  if (/^投诉[我你他她们咱]*(?:那回|那次|那时|那会|上回|那天)/.test(text.slice(hit.start))) return undefined;
  if (/^投诉.{0,4}(?:到哪|进展|怎么样)|^投诉(?:办|处理|压|摆平|搞定|解决|平息|进|还|的|案|件|多|少|在|结)/.test(text.slice(hit.start)))
    return undefined;
  if (/(?:是|为了?|因为)(?:啥|什么|哪)[^,。]{0,5}$/.test(text.slice(hit.end))) return undefined;
  if (/怎么|如何|为什么|流程|多少|培训|考核|学习|会议|制度|办法|案例|率/.test(text.slice(Math.max(0, hit.start - 8), hit.end + 6))) return undefined;
  const main = mainMention(reading);
  if (!main && /^[\s]*(?:有|一个|有个)?客户(?:说|来电|打电话)?(?:要|想)投诉[\s。.]*$/.test(text))
    return draft(intent, { kind: 'complaint' }, { missing: ['client', 'text'], isGuessed: true, confidence: 0.7 });
  const stranger = main ? undefined : strangerSubject(reading);
  const client = main ? argOf(reading, main) : stranger;
  const isSubject = main
    ? main.start < hit.start || /(?:接到|收到|是|有|来自)/.test(text.slice(0, main.start)) || main.start > hit.start
    : stranger !== undefined;
  if (!client || !isSubject) return undefined;
  const says =
    /投诉|要求|要|说|反映|赔|生气|不满|气|威胁|表示|问|闹|找|告|举报/.test(text.slice(0, hit.end + 4)) ||
    text.includes('投诉人') ||
    /要求|赔|退钱|全额退|道歉|投诉/.test(text.slice(hit.end));
  if (!says) return undefined;
  const kind = 'complaint';
  reading.reasons.push(`“${text.slice(hit.start, hit.end)}”像是投诉`);
  return draft(intent, { client, kind, text: reading.typed.trim() }, { isGuessed: true, confidence: 0.86 });
}

const UNNAMED =
  /^(?:刚才?|今天|上午|下午|接到|收到|有)*(?:匿名|有人|路人|一位客户|一个客户|不是我们?的?客户)(?:的)?(?:来电|打来|电话|客户|反映|说|来信|留言|投诉)/;
const REGISTER_IT = /[,\s](?:请|帮我|麻烦|给)?(?:登记|记|录)(?:一?个|一?下|成|为|上)*投诉[\s。.!]*$/;

/** 「匿名来电 说我们网点不让用现金 登记投诉」: whose it is nobody knows, and it is said to be one. */
function unnamedComplaint(reading: Reading, intent: IntentSpec): Draft | undefined {
  const { text } = reading;
  const end = UNNAMED.test(text) && !mainMention(reading) ? text.search(REGISTER_IT) : -1;
  if (end < 0 || isQuestion(reading) || reading.has('hypothetical')) return undefined;
  return draft(intent, { kind: 'complaint', text: reading.verbatim(0, end).trim() }, { isGuessed: true, confidence: 0.8 });
}

/** 「王总说如果不解决就投诉」: the client's own if. */
const isThreat = (before: string): boolean =>
  /(?:说|表示|扬言|威胁|放话)(?:我们|你们|他|她|了)?$/.test(before) && !/(?:领导|同事|培训|老师|我)说$/.test(before);

/** 「陈宇手上几个投诉」 */
const HOW_MANY = /(?:几|多少)[个件起条单宗]?$/u;
/** It did not happen: 「担心李阿姨会投诉」「幸亏没有人投诉」. */
const FEARED = /担心|希望|但愿|别来|怕[^,。]{0,6}$|万一|幸亏|幸好|还好|好在|以防|免得|省得|没有?人(?:来|会|再)?$|避免|防止|差点/;

/** 「不过没说要投诉」. */
const NEVER_SAID = /(?:没|没有|不|未|并非|不是|不算|不至于)(?:说|讲|提|打算|想|准备|会|要)+(?:过|去|再|真)*$/;
/** 「去年这时候刘芳正闹投诉呢」: an old story, told for its own sake. */
const LONG_AGO = /(?:去年|前年|大前年|当年|那年|以前|从前|早年)(?:的)?(?:这|那)?(?:个)?(?:时候|会儿|时|阵子|月)?[,\s]*(?:的时候)?$/;

function isLongAgo({ text, mentions }: Reading): boolean {
  const first = mentions[0];
  return first !== undefined && LONG_AGO.test(text.slice(0, first.start)) && !/今天|刚|昨天|现在(?:要|还要|又)/.test(text);
}

/** 「林悦把王总的投诉压下去了」: a colleague dealt with it. */
function isSettledByStaff({ text, context }: Reading, at: number): boolean {
  return (context.staff ?? []).some((name) => {
    const found = text.indexOf(name);
    return found >= 0 && SETTLES.test(text.slice(found + name.length, at));
  });
}

const SETTLES = /^[把将].{0,10}$/;

/** 「抱怨 李秀兰 排队太久」「李阿姨抱怨我们短信费扣太多」. */
function grumbleAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'case');
  const { text } = reading;
  const at = text.indexOf('抱怨');
  const main = mainMention(reading);
  if (!intent || !main || main.by === 'pronoun' || isQuestion(reading) || isNotOwn(reading, at)) return undefined;
  const isNamed = skipSeparators(text, 0) === at && skipSeparators(text, at + 2) === main.start;
  const isSubject = /^[\s,]*(?:又|又来|还|一直|刚才?|今天|打电话|来电|来)*$/.test(text.slice(main.end, at)) && main.end <= at;
  if (!isNamed && !(isSubject && OURS.test(text.slice(at)) && isSpeakers(reading, text.slice(0, main.start)))) return undefined;
  reading.reasons.push('“抱怨”像是投诉');
  const words = isNamed ? reading.verbatim(skipSeparators(text, main.end), text.length).trim() : reading.typed.trim();
  return draft(
    intent,
    { client: argOf(reading, main), kind: 'complaint', ...(words ? { text: words } : {}) },
    { missing: words ? [] : ['text'], isGuessed: true, confidence: 0.8 },
  );
}

/** 「何涛提出诉求，希望减免账户管理费」「王总有个诉求：…」. */
function requestAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'case');
  const { text } = reading;
  const main = mainMention(reading);
  const told =
    /^(?:[\s,]*(?:今天|刚才?|来电|打电话)?(?:提出?了?|反映|有)(?:一?个|一?项|一?条)?(?:新的?)?诉求(?![吗呢么])|的?诉求[\s:,是](?=.{4}))/.exec(
      text.slice(main?.end ?? 0),
    );
  if (!intent || !main || main.by === 'pronoun' || !told || isQuestion(reading) || isNotOwn(reading, main.end)) return undefined;
  if (!isSpeakers(reading, text.slice(0, main.start))) return undefined;
  reading.reasons.push('“诉求”是客户提的要求');
  return draft(intent, { client: argOf(reading, main), kind: 'request', text: reading.typed.trim() }, { isGuessed: true, confidence: 0.85 });
}

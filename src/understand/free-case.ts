import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { caseNumber } from './fill-case.js';
import { argOf, isDreamt, isNotOwn, isQuestion, isSpeakers, isToldByOthers, spec, strangerSubject } from './free-guard.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

/** 「赵敏说要投诉我们，赎回的钱三天没到账」. */
export function caseAct(reading: Reading): Draft | undefined {
  if (!reading.has('complaint')) {
    if (reading.text.includes('抱怨')) return grumbleAct(reading);
    return (reading.text.includes('诉求') ? requestAct(reading) : undefined) ?? wishAct(reading);
  }
  const intent = spec(reading, 'case');
  const { text } = reading;
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
  if (!intent || !hit || isQuestion(reading) || caseNumber(text, 0)) return undefined;
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

/** 「王总说如果不解决就投诉」: the client's own if. */
const isThreat = (before: string): boolean =>
  /(?:说|表示|扬言|威胁|放话)(?:我们|你们|他|她|了)?$/.test(before) && !/(?:领导|同事|培训|老师|我)说$/.test(before);

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

/** What a client may grumble about and mean us. */
const OURS =
  /我们|咱们|我行|银行|网点|支行|行里|柜员|柜台|柜面|大堂|客服|客户经理|理财经理|手续费|短信费|年费|管理费|收费|扣费|排队|态度|服务|叫号|转账|到账|理财|产品|收益|利息|存单|手机银行|ATM|取款机/i;

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

const ANGRY =
  /^[\s,]*(?:今天|刚才?|上午|下午|一早|早上)*(?:在(?:大堂|网点|柜台|电话里))?(?:又|很|非常|特别)?(?:大?吵(?:起来)?(?:了|着|闹)?|闹(?:了|着)?|发火了?|发脾气|拍桌子|意见很?大|很有意见|非常不满|很不满|极不满意)[\s,]/;
const REPORTS = /^[\s,]*(?:今天|刚才?|刚刚|来电|打电话|电话里?)*(?:来)?(?:反映|反应)(?:说|了|一下)?/;
const ASKS_FOR =
  /^[\s,]*(?:今天|刚才?|来电|打电话|也|还|就|说)*(?:(?:想|希望|要求|请求|要)(?:我们|咱们|行里|银行|我行|支行)|(?:想|要|希望|要求)?申请|希望|要求)(?:能|能够|可以|帮|给|把|将|再)*(?:他|她)?/;
/** What a bank is asked to do about its own rules. */
const GRANTS =
  /免|减|退|降|提额|调高|提高|绿色通道|开通|加急|优先|补偿|赔|道歉|解释|核实|调整|延期|展期|取消|恢复|补发|换新|开具|恢复|更正|尽快|个?说法/;
const OURS_TOO =
  /手机银行|网银|客服|限额|额度|手续费|管理费|年费|利息|利率|存折|存单|银行卡|工资卡|大厅|排队|短信|到账|转账|柜台|柜员|网点|理财|保险|权益|贵宾|积分|额度|征信/;

/** 「赵德柱想申请免掉账户管理费」「刘芳反映手机银行老是闪退」, and who makes a scene about what is ours. */
function wishAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'case');
  const { text } = reading;
  if (text.length > LONGEST_WISH || !reading.hasCue(CUES.wish) || !WISHES.test(text)) return undefined;
  const main = mainMention(reading);
  if (!intent || !main || main.by === 'pronoun' || isQuestion(reading) || isNotOwn(reading, main.end) || caseNumber(text, 0)) return undefined;
  if (!isSpeakers(reading, text.slice(0, main.start)) || text.length > LONGEST_WISH) return undefined;
  const rest = text.slice(main.end);
  const isAngry =
    reading.hasCue(CUES.anger) &&
    (DEMANDS.test(rest) || /(?:讨|要|给)(?:我|他|她)?一?个说法/.test(rest) || (ANGRY.test(rest) && (OURS.test(rest) || OURS_TOO.test(rest))));
  const reports = rest.includes('反') ? REPORTS.exec(rest) : null;
  const isReported = reports !== null && rest.length - reports[0].length >= 4 && OURS_TOO.test(rest);
  const asks = ASKS_FOR.exec(rest);
  const isAsked = asks !== null && GRANTS.test(rest.slice(asks[0].length)) && (OURS_TOO.test(rest) || /我们|行里|银行|申请/.test(rest));
  if (!isAngry && !isReported && !isAsked && !LOOKS_UP.test(rest) && !WANTS.test(rest)) return undefined;
  reading.reasons.push(isAngry ? '像是投诉' : '像是客户提的要求');
  return draft(
    intent,
    { client: argOf(reading, main), kind: isAngry ? 'complaint' : 'request', text: reading.typed.trim() },
    { isGuessed: true, confidence: 0.75 },
  );
}

/** 「不满意 要求赔她误工费」. */
const DEMANDS =
  /^[\s,]*(?:今天|刚才?|来电|打电话)*(?:说)?(?:很|非常|特别|十分)?(?:不满意?|不高兴|生气|有意见)了?[\s,]*[^,。]{0,8}?(?:要求|要我们|让我们|要银行|让银行)[^,。]{0,4}?(?:赔|退|道歉|补偿|给个?说法)/;
/** 「让帮忙查一笔11月2号的退款去哪了」. */
const LOOKS_UP =
  /^[\s,]*(?:今天|刚才?|来电|打电话|说)*(?:让|请|叫|要|想让|想请)(?:我|我们|咱们?|行里|银行)?(?:帮(?:忙|他|她|着)?|给(?:他|她)?)(?:查|核|追|调)(?:一?下|查|实|一查)?[^,。]{0,14}?(?:款|钱|账|流水|扣费|转账|汇款|交易|去哪|到哪|笔)/;
/** 「要纸质对账单 每季度寄一次」「想换个离家近的网点办业务」. */
const WANTS =
  /^[\s,]*(?:今天|刚才?|来电|打电话|说|也|还)*(?:想|希望|要求|要)(?:改|换|转|调)?(?:要|个|一?份|一?张|成|到)?[^,。\s]{0,6}?(?:纸质|对账单|流水单|资产证明|存款证明|离家近的网点|近(?:一点|点|些)的网点|换个?网点|客户经理)(?![吗呢]|没)/;
const LONGEST_WISH = 80;
const WISHES = /说法|想|希望|要|请|让|叫|反映|反应|吵|闹|发火|脾气|桌子|意见|不满/;

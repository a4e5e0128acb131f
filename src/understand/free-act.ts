import { draft } from './draft.js';
import type { Draft } from './draft.js';
import { absenceTold } from './fill-absence.js';
import { fillActing } from './fill-acting.js';
import { fillSnooze, futureMoment } from './fill-act.js';
import { changesIn, plainChangesIn } from './fill-amend.js';
import { caseNumber } from './fill-case.js';
import { fillAssignTo, fillCaseTo } from './fill-relation.js';
import { fillReminder } from './fill-reminder.js';
import { contactAct } from './free-contact.js';
import { argOf, isNotOwn, isQuestion, isSpeakers, isToldByOthers, spec, strangerSubject } from './free-guard.js';
import { appointmentAct, greetingAct, planAct } from './free-plan.js';
import { careDateAct, profileAct, relativeAct } from './free-profile.js';
import { CUES } from './cues.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { itemsIn, mainMention } from './slots.js';

/** An act or a question told without its keyword first. Acts found here are guesses: they are shown before anything is stored. */
export function freeAct(reading: Reading): Draft | undefined {
  return (
    amendAct(reading) ??
    listAct(reading) ??
    actingAct(reading) ??
    assignAct(reading) ??
    referralAct(reading) ??
    reminderAct(reading) ??
    caseAct(reading) ??
    contactAct(reading) ??
    appointmentAct(reading) ??
    relativeAct(reading) ??
    careDateAct(reading) ??
    greetingAct(reading) ??
    planAct(reading) ??
    profileAct(reading)
  );
}

/** 「不对，是周四」「改成面谈」「记错了，是昨天」; right behind a record 「是面谈」 too. */
function amendAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'amend');
  const { text } = reading;
  const plain = intent && reading.context.justRecorded && !isQuestion(reading) ? plainChangesIn(reading) : undefined;
  if (intent && plain) return draft(intent, { changes: plain.changes }, { missing: plain.missing, isGuessed: true, confidence: 0.85 });
  if (text.length > 60 || !reading.has('wrong')) return undefined;
  const start = skipSeparators(text, 0);
  const first = reading.hits('wrong').find((hit) => hit.start <= start + 6 && !reading.isQuoted(hit.start));
  if (!intent || !first) return undefined;
  const lead = text.slice(start, first.start).replace(/时间|日期|方式|结果|刚才|刚刚|那条|上条|上一条|我|的|啊|哦|呃|嗯|[\s,]/g, '');
  if (lead.length > 0 || isQuestion(reading)) return undefined;
  const isField = /^(?:时间|日期|方式|结果)/.test(text.slice(start));
  // 「改成线上会议了」: something else was changed, and that is told.
  if (
    /会议|开会|[了的][\s。.]*$/.test(text.slice(first.end)) &&
    !/^(?:我?[说记写弄搞打]|应)/.test(text.slice(first.start)) &&
    text.startsWith('改', first.start)
  )
    return undefined;
  const found = changesIn(reading, isField ? start : first.start === start && text.startsWith('不是', start) ? start : first.end);
  if (Object.keys(found.changes).length === 0) return undefined;
  const { client, ...others } = found.changes;
  if (Object.keys(others).length === 0 && client === undefined) return undefined;
  // 「是吃饭的原因」: a way of meeting that only stands before another word.
  if (Object.keys(others).every((key) => key === 'mode') && reading.hits('mode', first.end).some((hit) => text[hit.end] === '的')) return undefined;
  return draft(intent, { changes: found.changes }, { missing: found.missing, isGuessed: true, confidence: 0.85 });
}

/** 「第2条办完了」「把第二条推到下周一」. */
function listAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > 40 || !reading.hasCue(CUES.later | CUES.over) || !reading.hasCue(CUES.digit | CUES.numeral) || isQuestion(reading))
    return undefined;
  const later = !reading.hasCue(CUES.later) ? null : /推到|推迟到|推迟|延到|延后到|延后|改到|挪到|顺延到|顺延|往后推|晚点再|缓到|放到/.exec(text);
  const isMarked = /第[0-9一二三四五六七八九十]|[0-9一二三四五六七八九十]\s*(?:条|号|项|件)|^[\s把将]*[0-9]/.test(text);
  if (later && isMarked && !/了[嘛啊呢吧]?[\s。.!]*$|被/.test(text)) {
    const intent = spec(reading, 'snooze');
    if (!intent) return undefined;
    const filled = fillSnooze(reading, intent, later.index);
    const items = itemsIn(text, 0, later.index, []);
    if (items && filled.args['to'])
      return {
        ...filled,
        args: { items: items.items, to: filled.args['to'] },
        missing: filled.missing.filter((name) => name !== 'items'),
        isGuessed: true,
        confidence: 0.88,
      };
  }
  const over =
    !isMarked || !reading.hasCue(CUES.over)
      ? null
      : /(?:已经|都|也|全)?(?:办完|做完|完成|搞定|办好|弄好|处理完|处理好|弄完|办妥|做好)(?:了|啦)?[\s。.!]*$/.exec(text);
  if (over) {
    const intent = spec(reading, 'done');
    const items = itemsIn(text, 0, over.index, []);
    const rest = text
      .slice(0, over.index)
      .replace(/第|条|号|项|个|件|和|跟|了|的|我|把|将|已经|都|已|待办|任务|[0-9一二三四五六七八九十\s,.、;:~-]/g, '');
    if (intent && items && rest.length === 0) return draft(intent, { items: items.items }, { isGuessed: true, confidence: 0.88 });
  }
  return undefined;
}

/** Somebody else's words or a story; 培训 is a reason to be away, and no story here. */
function isActingTold(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading)) return true;
  const story = reading.hits('hypothetical').some((hit) => reading.text.slice(hit.start, hit.end) !== '培训');
  return story || reading.hits('hearsay').some((hit) => hit.start <= at && !reading.isQuoted(hit.start));
}

function actingAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'acting');
  const { text } = reading;
  if (!intent || text.length > 60) return undefined;
  const told = text.includes('代') && !isQuestion(reading) && !isActingTold(reading, 0) ? absenceTold(reading, intent) : undefined;
  if (told) return told;
  const back = text.indexOf('回岗');
  const at = back >= 0 ? back : text.indexOf('代理');
  if (at < 2 || isQuestion(reading) || isActingTold(reading, at)) return undefined;
  const filled = fillActing(reading, intent, at, at + 2, back >= 0);
  const names = (reading.context.staff ?? []).filter((name) => text.includes(name));
  if (filled.missing.some((name) => name !== 'to') || (names.length === 0 && !/^[\s让由请叫安排]*[\u4e00-\u9fff]{2,4}\s+(?:代理|回岗)/.test(text)))
    return undefined;
  return { ...filled, confidence: 0.9 };
}

function assignAct(reading: Reading): Draft | undefined {
  const cases = spec(reading, 'case-list');
  const moved = cases && fillCaseTo(reading, cases);
  if (moved) return moved;
  const intent = spec(reading, 'assign');
  if (!intent || !reading.text.includes('给') || isQuestion(reading)) return undefined;
  return fillAssignTo(reading, intent);
}

const REMIND_CUES = [
  '提醒一下我',
  '提醒我一下',
  '提醒下我',
  '提醒我',
  '叫醒我',
  '喊醒我',
  '叫我',
  '喊我',
  '别让我忘了',
  '别让我忘',
  '别忘了',
  '不要忘了',
  '别忘',
  '记得',
  '记着',
  '记住',
];
const BLOCKS_CUE =
  /说|问|讲|让|(?<![开例晨夕早晚周年班个有])会(?!议)|没|不|忘了|怎么|为什么|谁|经常|总是|每次|已经|昨天|谢谢|感谢|多亏|还好|幸好|你们|他们|老婆|老公|领导|同事|妈妈?|爸爸?|告诉|要求|以前|之前你|还|一直|都|才/;

/** 「设一个明天下午三点的闹钟」「创建一个提醒」「帮我设个后天交材料的提醒」. */
const REMIND_NOUN =
  /(?:再|另)?(?:设置|设定|设|定|创建|新建|添加|加|建|订|调)(?:一?个|一?下|一?条)?([^,。;!?]{0,30}?)(的?(?:闹钟|闹铃|提醒|日程))(?!事项|功能|设置|一?下?我)/;
/** Said before the cue and part of it. */
const URGED = /(?:别忘了|不要忘了|别忘|不要忘|记得|记着|记住|务必|到时候|到时)$/;

function reminderAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  if (!intent || !reading.hasCue(CUES.remind)) return undefined;
  const { text } = reading;
  const noun = reading.hasCue(CUES.alarm) ? REMIND_NOUN.exec(text) : null;
  if (
    noun &&
    noun.index <= 8 &&
    isToBeMade(reading, noun.index + noun[0].length) &&
    !isQuestion(reading) &&
    !isNotOwn(reading, noun.index) &&
    !BLOCKS_CUE.test(text.slice(0, noun.index))
  ) {
    const end = noun.index + noun[0].length;
    const closing = { start: end - (noun[2] ?? '').length, end };
    const filled = fillReminder(reading, intent, noun.index, closing.start - (noun[1] ?? '').length, closing);
    const isAlarm = noun[0].includes('闹');
    const words = filled.args['text'] ?? (isAlarm ? '闹钟' : undefined);
    const missing = filled.missing.filter((name) => name !== 'text' || words === undefined);
    if (filled.args['at'] || words !== undefined)
      return { ...filled, args: { ...filled.args, ...(words === undefined ? {} : { text: words }) }, missing, isGuessed: true, confidence: 0.88 };
  }
  const alarm = reading.hasCue(CUES.alarm) ? /的?(?:闹钟|闹铃|提醒)[\s。.!]*$/.exec(text) : null;
  const alarmAt = alarm && futureMoment(reading);
  if (
    alarm &&
    alarmAt &&
    alarmAt.end === alarm.index &&
    !/取消|删|清|关|改|查|看|有|几|什么|多少|是|别|不/.test(text.slice(0, alarmAt.start)) &&
    isSpeakers(reading, text.slice(0, alarm.index))
  ) {
    const filled = fillReminder(reading, intent, alarm.index, text.length);
    return {
      ...filled,
      args: { ...filled.args, text: '闹钟' },
      missing: filled.missing.filter((name) => name !== 'text'),
      isGuessed: true,
      confidence: 0.85,
    };
  }
  for (const cue of REMIND_CUES) {
    const at = text.indexOf(cue);
    if (at < 0 || reading.isQuoted(at)) continue;
    const after = text.slice(at + cue.length);
    if (/^(?:们|了(?!$)|过(?![几两一二三半]|[0-9]|会|阵|段|些)|的|得|才|吗|没)/.test(after) && !(cue === '别忘' && after.startsWith('了'))) continue;
    const moment = futureMoment(reading);
    if (BEGINS_URGED.test(cue) && tellsBefore(reading, at)) continue;
    if (BEGINS_URGED.test(cue) && !cue.includes('让我') && !text.includes('提醒') && isSaidToOthers(reading, at, futureMoment(reading))) continue;
    const isStrong = cue.includes('提醒') || cue.includes('忘');
    if (!moment && (!isStrong || cue.startsWith('别忘') || cue.startsWith('不要忘'))) continue;
    if (
      cue.startsWith('记') &&
      (/(?<!帮)我$|还$|你$|他$|她$|不$|都$/.test(text.slice(0, at)) || /^(?:他|她|上次|以前|当时|那|小时候|你|去年|昨天|刚)/.test(after))
    )
      continue;
    const urged = URGED.exec(text.slice(0, at));
    if (!moment && /[?]$|吗$|呢$|什么|怎么|多少/.test(text.trimEnd())) continue;
    const cueStart = urged && !BEGINS_URGED.test(cue) ? urged.index : at;
    const clauseStart = Math.max(...[',', '。', ';', '!', '?'].map((mark) => text.lastIndexOf(mark, at - 1))) + 1;
    if (isBlocked(reading, clauseStart, cueStart) || isToldOrImagined(reading, at)) continue;
    if (
      isQuestion(reading) &&
      !/(?:行|好|可以|能|成)(?:吗|么|不)?[\s?]*$|[^吗么呢]吧[\s。.]*$/.test(text.trimEnd()) &&
      !/能|可以|可不可以/.test(text.slice(clauseStart, at)) &&
      !(moment && ASKED_LATER.test(after))
    )
      continue;
    const filled = fillReminder(reading, intent, cueStart, at + cue.length);
    if (cue.includes('醒我') && !cue.startsWith('提') && !filled.args['text'])
      Object.assign(filled, { args: { ...filled.args, text: '起床' }, missing: filled.missing.filter((name) => name !== 'text') });
    if (!filled.args['text'] && !moment) continue;
    const isNamed = cue.includes('提醒我') || cue.includes('提醒一下我') || cue.includes('提醒下我');
    return { ...filled, isGuessed: filled.isGuessed || !isNamed, confidence: isNamed ? 0.95 : 0.8 };
  }
  return undefined;
}

/** 「添加账户的时候忘了选短信提醒…」 talks of one: a reminder to be made has its time, or nothing behind it. */
function isToBeMade(reading: Reading, end: number): boolean {
  return futureMoment(reading) !== undefined || (end <= 14 && /^[\s。.!吧]*$/.test(reading.text.slice(end)));
}

/** 「跟张国强吃了个午饭…记得送份贺礼」: the sentence tells of a contact, and this is a promise in it. */
function tellsBefore(reading: Reading, at: number): boolean {
  const main = mainMention(reading);
  return (
    main !== undefined &&
    main.end <= at &&
    reading.words.some((hit) => (hit.tag === 'met' || hit.tag === 'did' || hit.tag === 'cameIn' || hit.tag === 'outcome') && hit.end <= at)
  );
}

/** 别忘了, 记得 said to somebody else: 「咱们中午一起去，别忘了」. */
const TO_OTHERS = /你|您|咱|大家|我们|给我|亲|(?:带|拿|送|捎|搬|借|还)过来/;
const COAXING = /[啊哦哈呀哟啦嘛呗噢喔][\s。.!~]*$/;

/** 「今天下雨了，记得带伞」「记得晚上回家啊」: the day is told apart from the urging, or the tone is one for people. */
function isSaidToOthers({ text }: Reading, at: number, moment: { start: number; end: number } | undefined): boolean {
  if (TO_OTHERS.test(text) || COAXING.test(text)) return true;
  return moment !== undefined && moment.end <= at && /[,。;!?]/.test(text.slice(moment.end, at)) && /[了的]/.test(text.slice(moment.end, at));
}
const BEGINS_URGED = /^(?:别|不要|记)/;
/** 「…看一下钱到了没有」: what is to be asked then, not now. */
const ASKED_LATER = /^.{0,4}(?:看|查|问|确认|核实|核对|了解|跟进|盯|关注).*[^我]$/;

/** 「他说提醒我…」, 「如果提醒我…」; what stands behind the cue is what to remind of, films and training too. */
function isToldOrImagined(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading)) return true;
  return reading.words.some((hit) => (hit.tag === 'hypothetical' || hit.tag === 'hearsay') && hit.start < at && !reading.isQuoted(hit.start));
}

/** What stands before 提醒我 in its clause besides times, courtesy and clients: somebody else who reminds, a story. */
function isBlocked(reading: Reading, from: number, to: number): boolean {
  const { text } = reading;
  let rest = '';
  for (let at = from; at < to; at++) {
    const span = reading.times('future').find((one) => at >= one.start && at < one.end);
    const mention = reading.mentions.find((one) => at >= one.start && at < one.end);
    if (span) at = span.end - 1;
    else if (mention) at = mention.end - 1;
    else rest += text[at];
  }
  rest = rest
    .replace(/[周星期礼拜][一二三四五六日天]|每天|工作日|到|至/g, '')
    .replace(
      /就是说|那个|这个|就是|呃|额|啊|呢|请|麻烦|帮我|帮忙|帮|能不能|可不可以|能否|可以|能|你|您|那|嗯|好的|到时候|到时|记得|再|也|先|另外|还有|对了|财伴|小财|务必|一定|要|在|的|设置|设定|设|定|创建|建|个|\s|,/g,
      '',
    );
  if (rest === '') return false;
  const hasClient = reading.mentions.some((one) => one.start >= from && one.end <= to && one.people.length > 0);
  if (BLOCKS_CUE.test(rest)) return true;
  return !hasClient && !/(?:前|后|时|时候|之前|之后|到期|开会|个会|有会|过期)$/.test(rest);
}

/** 「赵敏说要投诉我们，赎回的钱三天没到账」. */
function caseAct(reading: Reading): Draft | undefined {
  if (!reading.has('complaint')) {
    if (reading.text.includes('抱怨')) return grumbleAct(reading);
    return reading.text.includes('诉求') ? requestAct(reading) : undefined;
  }
  const intent = spec(reading, 'case');
  const { text } = reading;
  const hit = reading
    .hits('complaint')
    .find(
      (one) =>
        !reading.isQuoted(one.start) &&
        !reading.words.some((other) => other.tag === 'complaintTalk' && other.start <= one.start && other.end > one.end),
    );
  if (!intent || !hit || isQuestion(reading) || caseNumber(text, 0)) return undefined;
  if (/(?:没|没有|不|别|未|不会|不要|取消|撤销|撤回|避免|防止|减少|处理|关于)$/.test(text.slice(Math.max(0, hit.start - 3), hit.start)))
    return undefined;
  if (isToldByOthers(reading) || FEARED.test(text.slice(0, hit.start)) || /^.{2}过/.test(text.slice(hit.start))) return undefined;
  if (
    reading.words.some(
      (one) =>
        (one.tag === 'hypothetical' || (one.tag === 'hearsay' && one.start < hit.start && !/[找向给]$/.test(text.slice(0, one.start)))) &&
        one.end !== hit.end,
    )
  )
    return undefined;
  if (/^投诉(?:办|处理|进|到哪|还|的|案|件|多|少|在|结)/.test(text.slice(hit.start))) return undefined;
  if (/怎么|如何|为什么|流程|多少|培训|考核|学习|会议|制度|办法|案例|率/.test(text.slice(Math.max(0, hit.start - 8), hit.end + 6))) return undefined;
  const main = mainMention(reading);
  const stranger = main ? undefined : strangerSubject(reading);
  const client = main ? argOf(reading, main) : stranger;
  const isSubject = main
    ? main.start < hit.start || /(?:接到|收到|是|有|来自)/.test(text.slice(0, main.start)) || main.start > hit.start
    : stranger !== undefined;
  if (!client || !isSubject) return undefined;
  const says = /投诉|要求|要|说|反映|赔|生气|不满|气|威胁|表示|问|闹|找|告|举报/.test(text.slice(0, hit.end + 4));
  if (!says) return undefined;
  const kind = 'complaint';
  reading.reasons.push(`“${text.slice(hit.start, hit.end)}”像是投诉`);
  return draft(intent, { client, kind, text: reading.typed.trim() }, { isGuessed: true, confidence: 0.86 });
}

/** It did not happen: 「担心李阿姨会投诉」「幸亏没有人投诉」. */
const FEARED = /担心|怕|万一|幸亏|幸好|还好|好在|以防|免得|省得|没有?人|避免|防止|要是|差点/;

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
  const told = /^[\s,]*(?:今天|刚才?|来电|打电话)?(?:提出?了?|反映|有)(?:一?个|一?项|一?条)?(?:新的?)?诉求(?![吗呢么])/.exec(
    text.slice(main?.end ?? 0),
  );
  if (!intent || !main || main.by === 'pronoun' || !told || isQuestion(reading) || isNotOwn(reading, main.end)) return undefined;
  if (!isSpeakers(reading, text.slice(0, main.start))) return undefined;
  reading.reasons.push('“诉求”是客户提的要求');
  return draft(intent, { client: argOf(reading, main), kind: 'request', text: reading.typed.trim() }, { isGuessed: true, confidence: 0.85 });
}

/** 「把吴静推荐给林涛，她想买保险」. */
function referralAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'referral');
  const { text } = reading;
  const at = text.indexOf('推荐给');
  const main = mainMention(reading);
  if (!intent || at < 0 || !main || main.end > at || isQuestion(reading) || isNotOwn(reading, at)) return undefined;
  if (!/^[\s,]*(?:请|帮我|我|想|要|再)*[把将]?(?:客户)?$/.test(text.slice(0, main.start)) || text.slice(main.end, at).trim() !== '') return undefined;
  const to = (reading.context.staff ?? []).find((name) => text.startsWith(name, skipSeparators(text, at + 3)));
  if (!to) return undefined;
  const words = skipSeparators(text, skipSeparators(text, at + 3) + to.length);
  const need = reading
    .verbatim(words, text.length)
    .replace(/^[了吧,，\s]*(?:他|她)?/, '')
    .trim();
  return draft(
    intent,
    { client: argOf(reading, main), ...(need ? { need } : {}), to },
    { missing: need ? [] : ['need'], isGuessed: true, confidence: 0.85 },
  );
}

import type { ClientArg, IntentSpec } from '../domain/intent.js';
import { clientArg, standsBeforeName, strangerAt, type Mention } from './client-mention.js';
import { draft, type Draft } from './draft.js';
import { dayArg, factOf } from './facts.js';
import { changesIn } from './fill-amend.js';
import { fillActing, fillAppointment, fillRelative, fillSnooze, filtersIn, futureMoment, relationAt } from './fill-act.js';
import { caseNumber, wordOf } from './fill-case.js';
import { fillContact } from './fill-contact.js';
import { fillReminder } from './fill-reminder.js';
import { clausesOf } from './clauses.js';
import { skipSeparators } from './keyword.js';
import type { Hit } from './lexicon.js';
import type { Clause, Reading } from './reading.js';
import { itemsIn, lastSpokenOf, mainMention, notFound, takeClient } from './slots.js';

/** An act or a question told without its keyword first. Acts found here are guesses: they are shown before anything is stored. */
export function freeAct(reading: Reading): Draft | undefined {
  return amendAct(reading) ?? listAct(reading) ?? actingAct(reading) ?? reminderAct(reading) ?? caseAct(reading) ?? contactAct(reading) ?? appointmentAct(reading) ?? relativeAct(reading) ?? careDateAct(reading) ?? greetingAct(reading) ?? planAct(reading) ?? profileAct(reading);
}

const spec = (reading: Reading, name: string): IntentSpec | undefined => reading.context.intents.byName.get(name);

const ENDS_ASKING = /(?:[?？]|吗|呢|么|吧|没有|了没|没)[\s。.!~]*$/;

/** The sentence asks something, so far as the part before `to` tells; what others asked does not count. */
function isQuestion(reading: Reading): boolean {
  const text = reading.text.trimEnd();
  if (!ENDS_ASKING.test(text)) return false;
  const reported = Math.max(text.lastIndexOf('问'), text.lastIndexOf('咨询'), text.lastIndexOf('想知道'));
  return reported < 0 || text.lastIndexOf(',') > reported;
}

/** Told by others, imagined, or asked before the words at `at`. */
function isNotOwn(reading: Reading, at: number): boolean {
  if (reading.isQuoted(at) || isToldByOthers(reading)) return true;
  return reading.words.some((hit) => (hit.tag === 'hypothetical' || hit.tag === 'hearsay') && hit.start <= at && !reading.isQuoted(hit.start)) || reading.has('hypothetical');
}

/** 「小李说王总昨天来网点了」: somebody else speaks before the client is named. 「我说」 and 「跟您说」 are the speaker's. */
function isToldByOthers(reading: Reading): boolean {
  return isToldBefore(reading, mainMention(reading)?.start ?? 0);
}

function isToldBefore(reading: Reading, at: number): boolean {
  const before = reading.text.slice(0, at);
  const told = /说|讲|告诉|转告|听/.exec(before);
  return told !== null && !/(?:我|跟您|跟你|客户|刚)$/.test(before.slice(0, told.index)) && !before.slice(told.index).includes(',');
}

/** 「不对，是周四」「改成面谈」「记错了，是昨天」. */
function amendAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'amend');
  const { text } = reading;
  const start = skipSeparators(text, 0);
  const first = reading.hits('wrong').find((hit) => hit.start <= start + 6 && !reading.isQuoted(hit.start));
  if (!intent || !first || text.length > 60) return undefined;
  const lead = text.slice(start, first.start).replace(/时间|日期|方式|结果|刚才|刚刚|那条|上条|上一条|我|的|啊|哦|呃|嗯|[\s,]/g, '');
  if (lead.length > 0 || isQuestion(reading)) return undefined;
  const isField = /^(?:时间|日期|方式|结果)/.test(text.slice(start));
  const found = changesIn(reading, isField ? start : first.start === start && text.startsWith('不是', start) ? start : first.end);
  if (Object.keys(found.changes).length === 0) return undefined;
  const { client, ...others } = found.changes;
  if (Object.keys(others).length === 0 && client === undefined) return undefined;
  return draft(intent, { changes: found.changes }, { missing: found.missing, isGuessed: true, confidence: 0.85 });
}

/** 「第2条办完了」「把第二条推到下周一」. */
function listAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > 40 || isQuestion(reading)) return undefined;
  const later = /推到|推迟到|推迟|延到|延后到|延后|改到|挪到|顺延到|顺延|往后推|晚点再|缓到|放到/.exec(text);
  const isMarked = /第[0-9一二三四五六七八九十]|[0-9一二三四五六七八九十]\s*(?:条|号|项|件)|^[\s把将]*[0-9]/.test(text);
  if (later && isMarked) {
    const intent = spec(reading, 'snooze');
    if (!intent) return undefined;
    const filled = fillSnooze(reading, intent, later.index);
    const items = itemsIn(text, 0, later.index, []);
    if (items && filled.args['to']) return { ...filled, args: { items: items.items, to: filled.args['to'] }, missing: filled.missing.filter((name) => name !== 'items'), isGuessed: true, confidence: 0.88 };
  }
  const over = /(?:已经|都|也|全)?(?:办完|做完|完成|搞定|办好|弄好|处理完|处理好|弄完|办妥|做好)(?:了|啦)?[\s。.!]*$/.exec(text);
  if (over && isMarked) {
    const intent = spec(reading, 'done');
    const items = itemsIn(text, 0, over.index, []);
    const rest = text.slice(0, over.index).replace(/第|条|号|项|个|件|和|跟|了|的|我|把|将|已经|都|已|待办|任务|[0-9一二三四五六七八九十\s,.、;:~-]/g, '');
    if (intent && items && rest.length === 0) return draft(intent, { items: items.items }, { isGuessed: true, confidence: 0.88 });
  }
  return undefined;
}

function actingAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'acting');
  const { text } = reading;
  if (!intent || text.length > 60 || isQuestion(reading)) return undefined;
  const back = text.indexOf('回岗');
  const at = back >= 0 ? back : text.indexOf('代理');
  if (at < 2 || isNotOwn(reading, at)) return undefined;
  const filled = fillActing(reading, intent, at, at + 2, back >= 0);
  const names = (reading.context.staff ?? []).filter((name) => text.includes(name));
  if (filled.missing.some((name) => name !== 'to') || (names.length === 0 && !/^[\s让由请叫安排]*[\u4e00-\u9fff]{2,4}\s+(?:代理|回岗)/.test(text))) return undefined;
  return { ...filled, confidence: 0.9 };
}

const REMIND_CUES = ['提醒一下我', '提醒我一下', '提醒下我', '提醒我', '叫我', '喊我', '别让我忘了', '别让我忘', '别忘了', '不要忘了', '别忘', '记得'];
const BLOCKS_CUE = /说|问|讲|让|会|没|不|忘了|怎么|为什么|谁|经常|总是|每次|已经|昨天|谢谢|感谢|多亏|还好|幸好|你们|他们|老婆|老公|领导|同事|妈妈?|爸爸?|告诉|要求|以前|之前你|还|一直|都|才/;

function reminderAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  if (!intent) return undefined;
  const { text } = reading;
  for (const cue of REMIND_CUES) {
    const at = text.indexOf(cue);
    if (at < 0 || reading.isQuoted(at)) continue;
    const after = text.slice(at + cue.length);
    if (/^(?:们|了(?!$)|过(?![几两一二三半]|[0-9]|会|阵|段|些)|的|得|才|吗|没)/.test(after) && !(cue === '别忘' && after.startsWith('了'))) continue;
    const moment = futureMoment(reading);
    const isStrong = cue.includes('提醒') || cue.includes('忘');
    if (!moment && (!isStrong || cue.startsWith('别忘') || cue.startsWith('不要忘'))) continue;
    if (cue === '记得' && (/我$|还$|你$|他$|她$|不$|都$/.test(text.slice(0, at)) || /^(?:他|她|上次|以前|当时|那|小时候|你|去年|昨天|刚)/.test(after))) continue;
    const clauseStart = Math.max(...[',', '。', ';', '!', '?'].map((mark) => text.lastIndexOf(mark, at - 1))) + 1;
    if (isBlocked(reading, clauseStart, at) || isNotOwn(reading, at)) continue;
    if (isQuestion(reading) && !/(?:行|好|可以|能|成)(?:吗|么|不)?[\s?]*$/.test(text.trimEnd()) && !/能|可以|可不可以/.test(text.slice(clauseStart, at))) continue;
    const filled = fillReminder(reading, intent, at, at + cue.length);
    if (!filled.args['text'] && !moment) continue;
    const isNamed = cue.includes('提醒我') || cue.includes('提醒一下我') || cue.includes('提醒下我');
    return { ...filled, isGuessed: filled.isGuessed || !isNamed, confidence: isNamed ? 0.95 : 0.8 };
  }
  return undefined;
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
  rest = rest.replace(/请|麻烦|帮我|帮|能不能|可不可以|能否|可以|能|你|您|那|嗯|好的|到时候|到时|记得|再|也|先|另外|还有|对了|财伴|小财|务必|一定|要|在|的|\s|,/g, '');
  if (rest === '') return false;
  const hasClient = reading.mentions.some((one) => one.start >= from && one.end <= to && one.people.length > 0);
  if (BLOCKS_CUE.test(rest)) return true;
  return !hasClient && !/(?:前|后|时|时候|之前|之后|到期|开会|过期)$/.test(rest);
}

/** 「赵敏说要投诉我们，赎回的钱三天没到账」. */
function caseAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'case');
  const { text } = reading;
  const hit = reading.hits('complaint').find((one) => !reading.isQuoted(one.start) && !reading.words.some((other) => other.tag === 'complaintTalk' && other.start <= one.start && other.end > one.end));
  if (!intent || !hit || isQuestion(reading) || caseNumber(text, 0)) return undefined;
  if (/(?:没|没有|不|别|未|不会|不要|取消|撤销|撤回|避免|防止|减少|处理|关于)$/.test(text.slice(Math.max(0, hit.start - 3), hit.start))) return undefined;
  if (isToldByOthers(reading)) return undefined;
  if (reading.words.some((one) => (one.tag === 'hypothetical' || (one.tag === 'hearsay' && one.start < hit.start)) && one.end !== hit.end)) return undefined;
  if (/^投诉(?:办|处理|进|到哪|还|的|案|件|多|少|在|结)/.test(text.slice(hit.start))) return undefined;
  if (/怎么|如何|为什么|流程|多少|培训|考核|学习|会议|制度|办法|案例|率/.test(text.slice(Math.max(0, hit.start - 8), hit.end + 6))) return undefined;
  const main = mainMention(reading);
  const stranger = main ? undefined : strangerSubject(reading);
  const client = main ? argOf(reading, main) : stranger;
  const isSubject = main ? main.start < hit.start || /(?:接到|收到|是|有|来自)/.test(text.slice(0, main.start)) || main.start > hit.start : stranger !== undefined;
  if (!client || !isSubject) return undefined;
  const says = /投诉|要求|要|说|反映|赔|生气|不满|气|威胁|表示|问|闹|找|告|举报/.test(text.slice(0, hit.end));
  if (!says) return undefined;
  const kind = 'complaint';
  reading.reasons.push(`“${text.slice(hit.start, hit.end)}”像是投诉`);
  return draft(intent, { client, kind, text: reading.typed.trim() }, { isGuessed: true, confidence: 0.86 });
}

/** 「客户张三说要投诉」, where nobody among the clients is called so. */
function strangerSubject(reading: Reading): ClientArg | undefined {
  const { text } = reading;
  const start = skipSeparators(text, 0);
  for (const lead of ['', '客户', '刚才', '接到', '收到', '今天', '刚接到', '刚刚']) {
    if (!text.startsWith(lead, start)) continue;
    const at = start + lead.length;
    const length = strangerAt(text, at);
    if (length > 0) return notFound(reading, at, at + length).arg;
  }
  return undefined;
}

function argOf(reading: Reading, mention: Mention): ClientArg {
  const last = reading.context.lastClient;
  if (mention.by === 'pronoun' && last) return { id: last.id, name: last.name, by: 'pronoun', guessed: true };
  return clientArg(reading.text, mention);
}

/** What is not the speaker's own doing, though it was done. */
const OTHERS = /(?:同事|领导|行长|主管|朋友|我妈|我爸|我老婆|我老公|我们行|他们|隔壁|师傅|小组|大家|别人|有人|孩子|我儿子|我女儿|主任|经理)[^,。;]{0,4}$/;

/** 「刚跟老张通了电话，…」「昨天拜访了赵敏」「李阿姨来网点了」. */
function contactAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'contact');
  if (!intent || isQuestion(reading)) return undefined;
  const found = contactWith(reading);
  if (!found) return undefined;
  const filled = fillContact(reading, 0, found.end, false);
  const confidence = found.isSure ? 0.9 : 0.75;
  return draft(intent, { client: found.client, ...filled.args }, { missing: filled.missing, isGuessed: true, confidence, ...(found.mention ? { taken: { arg: found.client, start: found.mention.start, end: found.mention.end, mention: found.mention } } : {}) });
}

/** When a part of the day said without an hour is surely over. */
function partEnd(words: string): string {
  if (/凌晨|早/.test(words)) return '09:30';
  if (words.includes('上午')) return '12:00';
  if (words.includes('中午')) return '13:30';
  return words.includes('下午') ? '18:00' : '24:00';
}

/** 「视频了20分钟」「昨天和孙丽面谈」: a way of meeting, told as over. */
function isToldMode(reading: Reading, hit: Hit): boolean {
  if (isNotOwn(reading, hit.start)) return false;
  if (/^(?:了|过|完)/.test(reading.text.slice(hit.end, hit.end + 1))) return true;
  const isOver = reading.has('just', 0, hit.start) || reading.moments('past').some((span) => span.end <= hit.start && span.value.date !== undefined && (span.value.date < reading.today || (span.value.date === reading.today && (span.value.time ?? partEnd(span.text)) <= reading.time)));
  return isOver && !/要|想|会|打算|准备|约/.test(reading.text.slice(Math.max(0, hit.start - 4), hit.start)) && (hit.value !== 'phone' || reading.text.startsWith('通话', hit.start) || reading.text.startsWith('电访', hit.start) || reading.text.startsWith('打电话', hit.start) || reading.text.startsWith('电话', hit.start));
}

interface Met {
  client: ClientArg;
  mention?: Mention;
  end: number;
  isSure: boolean;
}

function contactWith(reading: Reading): Met | undefined {
  const { text } = reading;
  const acts: Hit[] = reading.words.filter((hit) => (hit.tag === 'met' || hit.tag === 'cameIn' || (hit.tag === 'outcome' && hit.value === 'notReached' && !reading.text.startsWith('没见', hit.start))) && !isNotOwn(reading, hit.start));
  const modes = reading.hits('mode');
  acts.push(...modes.filter((hit) => isToldMode(reading, hit)));
  const people: { start: number; end: number; client: ClientArg; mention?: Mention }[] = reading.mentions
    .filter((one) => !reading.isQuoted(one.start) && (one.people.length > 0 || one.by === 'pronoun'))
    .map((mention) => ({ start: mention.start, end: mention.end, client: argOf(reading, mention), mention }));
  if (people.every((one) => one.mention?.by === 'pronoun')) people.unshift(...strangersMet(reading));
  for (const person of people) {
    if (isToldBefore(reading, person.start)) continue;
    for (const act of acts) {
      if (isDenied(reading, act)) continue;
      const relation = relationOf(reading, person, act);
      if (!relation) continue;
      if (reading.hits('question', 0, Math.min(act.start, text.length)).some((hit) => hit.start < act.start && !/[问说聊]/.test(text.slice(Math.max(0, hit.start - 6), hit.start)))) continue;
      return { client: person.client, ...(person.mention ? { mention: person.mention } : {}), end: Math.max(person.end, act.end), isSure: relation === 'sure' };
    }
    // 「李秀兰 电话 祝生日」: client, mode, words, each by itself.
    const mode = modes.find((hit) => hit.start >= person.end && hit.start <= skipSeparators(text, person.end));
    const first = skipSeparators(text, 0);
    if (person.start === first && person.mention && mode && mode.start > person.end && skipSeparators(text, mode.end) < text.length && !reading.has('question') && !futureMoment(reading, mode.end) && !reading.has('hypothetical')) {
      return { client: person.client, mention: person.mention, end: mode.end, isSure: true };
    }
  }
  return undefined;
}

/** 「刚跟张三通了电话」: a name of nobody among the clients, right behind 跟, 给, 拜访了 … */
function strangersMet(reading: Reading): { start: number; end: number; client: ClientArg }[] {
  const { text } = reading;
  const pattern = /(?:刚才?|刚刚|今天|昨天|上午|下午|中午|早上|晚上|^)?(?:跟|和|给|与|约|陪|拜访了|回访了|联系了|见了|接待了|电访了|联系上|面谈了|面访了|走访了|接到)(?=[\u4e00-\u9fff]{2})/g;
  const found: { start: number; end: number; client: ClientArg }[] = [];
  for (let match = pattern.exec(text); match && found.length < 3; match = pattern.exec(text)) {
    const at = match.index + match[0].length;
    const length = strangerAt(text, at);
    if (length > 0 && !(reading.context.staff ?? []).includes(text.slice(at, at + length))) found.push({ start: at, end: at + length, client: notFound(reading, at, at + length).arg });
  }
  return found;
}

/** 还没联系, 没见到: it did not happen. 没接通 and the like are an outcome. */
function isDenied(reading: Reading, act: Hit): boolean {
  if (act.tag === 'outcome' || /^没|^未|^打不/.test(act.value === 'met' ? reading.text.slice(act.start, act.end) : '')) return false;
  const before = reading.text.slice(Math.max(0, act.start - 6), act.start);
  return /(?:没有?|还没有?|未|不|别|忘了|忘记|没来得及|准备|打算|想|要|应该|该|计划|等)(?:再|去|给|跟|和|他|她|联系)?$/.test(before.replace(/(?:给|跟|和|与).*$/, (part) => (part.length < 5 ? '' : part))) && !/[要想]$/.test(before.slice(0, -2));
}

/** Whether the act is the speaker's with this client: 'sure' when it is said so, 'likely' when the order tells. */
function relationOf(reading: Reading, person: { start: number; end: number; mention?: Mention }, act: Hit): 'sure' | 'likely' | undefined {
  const { text } = reading;
  const before = text.slice(0, person.start);
  if (OTHERS.test(before.replace(/(?:刚才?|刚刚|昨天|今天|上午|下午|已经|[跟和给与陪约])+$/, ''))) return undefined;
  const isBehind = act.start >= person.end;
  const between = isBehind ? text.slice(person.end, act.start) : text.slice(act.end, person.start);
  if (between.length > 14 || /[。;!?]/.test(between)) return undefined;
  const future = futureMoment(reading);
  const isFutureBefore = future !== undefined && future.start < Math.max(act.start, person.start) && future.value.date !== undefined && future.value.date > reading.today && reading.moments('past').every((span) => span.start !== future.start || (span.value.date ?? '9') > reading.today);
  if (isFutureBefore) return undefined;
  const isObject = /(?:刚才?|刚刚)?(?:跟|和|给|与|同|陪|约|请|带|找|为|向|对|去|到)(?:客户)?$/.test(before);
  if (isBehind && isObject) {
    const comma = between.indexOf(',');
    if (comma > 6 && act.tag !== 'outcome') return undefined;
    const lead = before.replace(/(?:客户)?$/, '').slice(0, -1);
    return isSpeakers(reading, lead) ? 'sure' : undefined;
  }
  if (!isBehind) {
    const word = text.slice(act.start, act.end);
    if (between.replace(/一下|下|客户|到|了|的|[\s]/g, '').length > 0) return undefined;
    if (/^(?:看了|发了|送了|说了|做了|办了|签了|问了|去了|吃了|喝了|讲了|介绍了|聊到|谈到|聊起|提到|说到|加了|寄了|反馈|没接|未接|约了)$/.test(word)) return undefined;
    return isSpeakers(reading, text.slice(0, act.start)) ? 'sure' : undefined;
  }
  // The client is the subject.
  if (person.mention === undefined) return undefined;
  if (/[跟和与给向对]/.test(between) && !/给我|跟我|和我/.test(text.slice(person.end, act.end))) return undefined;
  if (!isSpeakers(reading, before)) return undefined;
  if (act.tag === 'cameIn') return isPlan(reading, person.end, act) ? undefined : 'sure';
  if (act.tag === 'outcome') return reading.has('mode', person.end) || /电话|打|微信|短信/.test(text.slice(person.end, act.end + 6)) || between.length <= 3 ? 'sure' : undefined;
  const isTalk = /^(?:聊|谈|通|打|面谈|面访|拜访|回访|电访|沟通|联系|联络|没接|没打通|打不通|未接|来电|打来|见)/.test(text.slice(act.start, act.end));
  if (!isTalk) return undefined;
  const others = text.slice(person.end, act.start);
  return /电话|微信|面谈|上门|昨天|今天|上午|下午|刚/.test(others) || others.trim() === '' || reading.moments('past').some((span) => span.start >= person.end && span.end <= act.start) ? 'likely' : undefined;
}

/** 「王总明天来网点」「王总要来办」: to come, not over. */
function isPlan(reading: Reading, from: number, act: Hit): boolean {
  const between = reading.text.slice(from, act.start);
  if (/要|会|想|准备|打算|约|可能|说/.test(between)) return true;
  const after = reading.text.slice(act.end, act.end + 8);
  const word = reading.text.slice(act.start, act.end);
  const isOver = word.endsWith('了') || /了|过/.test(after) || reading.has('just') || /^(?:来电|打来|找我|打电话)/.test(word) || reading.moments('past').some((span) => span.end <= act.start && (span.value.date ?? '9') <= reading.today);
  return !isOver;
}

/** Nothing before the act but times, courtesy and the speaker himself. */
function isSpeakers(reading: Reading, lead: string): boolean {
  let rest = '';
  for (let at = 0; at < lead.length; at++) {
    const span = reading.times('past').find((one) => at >= one.start && at < one.end);
    const mention = reading.mentions.find((one) => at >= one.start && at < one.end);
    if (span) at = span.end - 1;
    else if (mention) at = mention.end - 1;
    else rest += lead[at];
  }
  rest = rest.replace(/刚刚|刚才|刚|方才|才|我|已经|已|又|再|也|今天|昨天|前天|上午|下午|中午|早上|晚上|终于|和何婧一起|电话|微信|短信|视频|上门|去|到|来|在|了|打|通过|用|接到|收到|客户|那边|完|个|的|们|一起|约|陪|记一下|记录|记|汇报一下|汇报|跟您说|跟你说|补一个|补|[\s,:、]/g, '');
  for (const name of reading.context.staff ?? []) rest = rest.replace(name, '');
  return rest.length <= 2 && !/同事|领导|行长|妈|爸|友|谁/.test(rest);
}

/** 「和王总约好周五上午十点在园区支行见」「李阿姨明天上午来网点办业务」. */
function appointmentAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'appointment');
  const main = mainMention(reading);
  if (!intent || isQuestion(reading) || isToldByOthers(reading) || reading.has('hypothetical') || reading.has('hearsay')) return undefined;
  const { text } = reading;
  const arranged = /约好|约了|约定|约在|约我|约他|约她|约好了|约到|约(?=\S{2,5}(?:明|后|今|下|周|星期|礼拜|[0-9]))/.exec(text);
  const meet = reading.hits('meeting').find((hit) => !reading.isQuoted(hit.start));
  const moment = futureMoment(reading);
  if (!moment || (!arranged && !meet)) return undefined;
  if (moment.kind === 'recurrence' || moment.value.date === undefined) return undefined;
  if (/(?:没|不|别|取消|推掉|不用|不想)(?:约|来|见|去|能来|来了)/.test(text)) return undefined;
  const person = main ? { start: main.start, client: argOf(reading, main) } : undefined;
  const stranger = person ? undefined : strangerBeside(reading);
  const client = person?.client ?? stranger;
  if (!client || (arranged && reading.isQuoted(arranged.index))) return undefined;
  if (!isSpeakers(reading, text.slice(0, person?.start ?? 0).replace(/[跟和与约请给帮陪]$|约好?$/, ''))) return undefined;
  const filled = fillAppointment(reading, intent, 0, main ? { arg: client, start: main.start, end: main.end, mention: main } : undefined);
  return { ...filled, args: { ...filled.args, client }, missing: filled.missing.filter((name) => name !== 'client'), isGuessed: true, confidence: arranged ? 0.88 : 0.8 };
}

function strangerBeside(reading: Reading): ClientArg | undefined {
  const match = /(?:跟|和|与|约|给|陪|拜访)(?=[\u4e00-\u9fff]{2})/.exec(reading.text);
  if (!match) return undefined;
  const at = match.index + match[0].length;
  const length = strangerAt(reading.text, at);
  return length > 0 && !(reading.context.staff ?? []).includes(reading.text.slice(at, at + length)) ? notFound(reading, at, at + length).arg : undefined;
}

/** 「李秀兰的女儿叫王小雨，5月12日生日」. */
function relativeAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'relative');
  const main = mainMention(reading);
  if (!intent || !main || isQuestion(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const { text } = reading;
  let at = skipSeparators(text, main.end);
  if (text[at] === '的') at += 1;
  const relation = relationAt(text, at);
  if (reading.has('question', main.end) || /什么|干嘛|啥/.test(text)) return undefined;
  if (!relation || main.start > skipSeparators(text, 0) + 2 || !/^(?:名字叫|名叫|叫做|叫|是|姓名)/.test(text.slice(relation.end))) return undefined;
  const filled = fillRelative(reading, intent, main.start);
  const name = filled.args['name'];
  if (typeof name !== 'string' || !/^[\u4e00-\u9fff·]{2,5}$/.test(name) || filled.missing.length > 0 || /老师|医生|公务|学生|经理/.test(name)) return undefined;
  return { ...filled, args: { ...filled.args, client: argOf(reading, main) }, isGuessed: true, confidence: 0.85 };
}

/** 「李阿姨的生日是农历八月十五」. */
function careDateAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'care-date');
  const main = mainMention(reading);
  if (!intent || !main || isQuestion(reading) || main.start > skipSeparators(reading.text, 0) + 2) return undefined;
  const rest = reading.text.slice(main.end);
  const match = /^的?(?:结婚纪念日|纪念日|生日|过寿)(?:是|在|:|改成|,)?/.exec(rest);
  if (!match || reading.has('hearsay') || reading.has('question', main.end)) return undefined;
  const moment = reading.moments('future').find((span) => span.start >= main.end + match[0].length && span.start <= main.end + match[0].length + 2);
  const date = moment ? dayArg(moment) : undefined;
  if (!date) return undefined;
  return draft(intent, { client: argOf(reading, main), kind: match[0].includes('纪念日') ? 'anniversary' : 'birthday', date }, { isGuessed: true, confidence: 0.85, missing: date.vague ? ['date'] : [] });
}

/** 「中秋祝福 赵敏」「给王总拟一段生日祝福」. */
function greetingAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'greeting');
  const main = mainMention(reading);
  const { text } = reading;
  const at = text.indexOf('祝福');
  if (!intent || !main || at < 0 || text.length > 24 || isQuestion(reading) || isNotOwn(reading, at) || reading.has('met') || /说|收到|发了|发过|谢/.test(text)) return undefined;
  const occasion = wordOf(reading, intent, 'occasion', 0);
  return draft(intent, { client: argOf(reading, main), ...(occasion ? { occasion } : {}) }, { isGuessed: true, confidence: 0.85 });
}

/** 「下周三给老张送方案」「明天联系王总」: something to do with a client, on a day to come. */
function planAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const main = mainMention(reading);
  const moment = futureMoment(reading);
  if (!intent || !main || !moment || isQuestion(reading) || isToldByOthers(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  if (moment.value.date === undefined || moment.kind === 'recurrence' || moment.grain === 'year' || moment.grain === 'month' || moment.grain === 'quarter') return undefined;
  const { text } = reading;
  const before = text.slice(0, main.start);
  const isObject = /(?:给|跟|和|帮|替|陪|找|约|联系|拜访|回访|通知|提醒|把|问|回|见)(?:客户)?$/.test(before);
  const act = reading.hits('act').some((hit) => hit.start >= main.end || (hit.end <= main.start && hit.end >= main.start - 1));
  if (!isObject || !act || reading.has('not') || reading.has('question')) return undefined;
  const lead = text.slice(0, Math.min(main.start, moment.start)).replace(/(?:给|跟|和|帮|替|陪|找|约|联系|拜访|回访|通知|提醒|把|问|回|见)(?:客户)?$/, '').replace(/我|要|得|需要|准备|打算|应该|记得|,|\s|再|去/g, '');
  if (lead.length > 1) return undefined;
  const filled = fillReminder(reading, intent, 0, 0);
  return { ...filled, isGuessed: true, confidence: 0.75 };
}

/** 「王总喜欢喝茶」「李阿姨的女儿在苏州上学」: something about a client, said plainly. */
function profileAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'profile');
  const main = mainMention(reading);
  const { text } = reading;
  if (!intent || !main || main.by === 'pronoun' || main.start > skipSeparators(text, 0) || text.length > 80) return undefined;
  if (isQuestion(reading) || reading.has('question') || reading.has('hearsay') || reading.has('hypothetical') || /[“"「]/.test(text)) return undefined;
  const rest = text.slice(main.end);
  if (/说|问|觉得|认为|表示|讲|投诉/.test(rest.slice(0, 6)) || /^[\s,]*(?:你|我)/.test(rest)) return undefined;
  const clauses: Clause[] = clausesOf(reading, main.end, text.length);
  const facts = clauses.map((clause) => factOf(reading, clause));
  const found = facts.filter((fact) => fact !== undefined).filter((fact) => fact.kind !== 'finance' && fact.kind !== 'birthday');
  if (found.length === 0 || found.length < facts.length || !facts[0]) return undefined;
  return draft(intent, { client: argOf(reading, main), facts: found }, { isGuessed: true, confidence: 0.7 });
}

/** Words that ask for a list or for a client, without naming it first. Reads only. */
export function freeRead(reading: Reading): Draft | undefined {
  const { text, context } = reading;
  const scores = cueScores(reading);
  const main = mainMention(reading);
  const best = scores.find(({ intent }) => intent.effect === 'read' && (!intent.slots.some((slot) => slot.kind === 'client' && slot.required) || main !== undefined || lastSpokenOf(reading) !== undefined));
  if (!best || best.score < 0.4 || reading.has('hearsay') || reading.has('hypothetical') || text.length > 60) return undefined;
  const { intent } = best;
  const takesClient = intent.slots.some((slot) => slot.kind === 'client');
  if (takesClient) {
    const client = main ? argOf(reading, main) : undefined;
    const isNeeded = intent.slots.some((slot) => slot.kind === 'client' && slot.required);
    if (client) return draft(intent, { client }, { confidence: 0.85, ...(main ? { taken: { arg: client, start: main.start, end: main.end, mention: main } } : {}) });
    if (isNeeded) return undefined;
  }
  if (intent.slots.some((slot) => slot.kind === 'filters')) return draft(intent, { filters: filtersIn(reading, 0) }, { confidence: 0.8 });
  const moment = intent.slots.some((slot) => slot.kind === 'period') ? reading.moments('future')[0] : undefined;
  const period = moment && moment.value.date && !moment.value.vague ? { date: moment.value.date, endDate: moment.value.endDate ?? moment.value.date } : undefined;
  void context;
  return draft(intent, period ? { period } : {}, { confidence: 0.8 });
}

/** What cue words speak for, strongest first. */
export function cueScores(reading: Reading): { intent: IntentSpec; score: number }[] {
  const { text, context } = reading;
  const scores = new Map<IntentSpec, number>();
  for (let at = 0; at < text.length; at++) {
    const cues = context.intents.cues.get(text.charCodeAt(at));
    const cue = cues?.find(({ word }) => text.startsWith(word, at));
    if (!cue || reading.isQuoted(at)) continue;
    for (const one of cues ?? []) if (one.word === cue.word) scores.set(one.intent, Math.min(1, (scores.get(one.intent) ?? 0) + one.weight));
  }
  return [...scores].map(([intent, score]) => ({ intent, score })).sort((one, other) => other.score - one.score);
}

/** 「张三」「5678」「王总的持仓」: a client first, and what is asked about him. */
export function clientFirst(reading: Reading, topicOf: (from: number) => IntentSpec | 'other'): Draft | undefined {
  const { text } = reading;
  const start = skipSeparators(text, 0);
  const taken = takeClient(reading, start, { anyToken: false }) ?? numberAlone(reading, start);
  const intent = spec(reading, 'client');
  if (!intent || !taken || taken.start !== start) return undefined;
  const topic = topicOf(taken.end);
  if (topic === 'other') return undefined;
  if (taken.mention === undefined && standsBeforeName(text, start)) return undefined;
  const isStranger = taken.mention === undefined;
  return draft(topic, { client: taken.arg }, { confidence: isStranger ? 0.6 : 0.92, taken });
}

/** A tail, phone or client number that is the whole message. */
function numberAlone(reading: Reading, start: number) {
  const rest = reading.text.slice(start).trim();
  return /^(?:尾号)?[0-9]{4}$|^1[3-9][0-9]{9}$|^[A-Za-z]?[0-9]{6,20}$/.test(rest) && !isYearLike(rest) ? takeClient(reading, start) : undefined;
}

const isYearLike = (word: string): boolean => /^20[0-9]{6}$/.test(word);

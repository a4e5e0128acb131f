import type { Mention } from './client-mention.js';
import { draft, type Draft } from './draft.js';
import { willCome } from './agreed-ahead.js';
import { contactOf } from './free-contact.js';
import { argOf, isDreamt, isImagined, isGossip, isQuestion, isSighed, isToldBefore, spec } from './free-guard.js';
import { ANGER, AT_HOME, OURS, REDRESS, SETTLED, THREAT, WRONGED } from './grievance-words.js';
import { isAlsoAhead } from './free-told.js';
import type { Reading } from './reading.js';

/** One sign that a sentence does, or does not, report what happened between the speaker and his client. */
export interface Sign {
  /** What 依据 calls it. */
  name: string;
  weight: number;
  /** It says that the two spoke or met, or tried to. */
  isMeeting?: true;
  /** It has to do with the two of them: without one of these the rest is news. */
  isTouch?: true;
  isIn: (told: Told) => boolean;
}

/** A sentence around the client it names first. */
export interface Told {
  reading: Reading;
  /** What stands before the client, and behind. */
  lead: string;
  rest: string;
  text: string;
}

const anywhere = (words: RegExp) => (told: Told) => words.test(told.text);
const before = (words: RegExp) => (told: Told) => words.test(told.lead);
const behind = (words: RegExp) => (told: Told) => words.test(told.rest);

/** What a client asks of the bank, said right behind his name. */
const ASKS = /^[^,。]{0,8}(?:要求|申请|请求|需要|希望)/;
const firstClause = (words: string): string => /^[^,。;]*/.exec(words)?.[0] ?? '';

/**
 * What speaks for a report, and against it. Each row counts once, however many of its words stand in the sentence; whole numbers,
 * found by comparing some thousand reports with as many sentences of talk about clients. Against it: what is felt, praised,
 * usual, long ago, still to come, or not the speaker's.
 */
export const SIGNS: readonly Sign[] = [
  {
    name: '沟通方式',
    weight: 2,
    isMeeting: true,
    isTouch: true,
    isIn: anywhere(
      /电话(?![号多])|[来回致去]电|通[了过完]?话|[打接]通|通了|打(?:给|进来|来|过来|过去)|拨|[挂接]了|接的|[他她]接|微信|企微|短信(?!费)|发[了的来过]?信息|消息|视频|语音|留言|邮件|传真|加[了上]?[他她我]|[回发转][了给]?[他她我]|[回发转]了|拉[进到入]/,
    ),
  },
  {
    name: '来访见面',
    weight: 2,
    isMeeting: true,
    isTouch: true,
    isIn: anywhere(
      /来(?:过|到|访|行|网点|柜台|大堂|店|开|办|取|签|存|拿|交|咨|做|领|转|买|测|找|送)|来的|到访|到店|到(?:网点|行里|柜台)|上门|登门|[领带]着?(?:[他她]|了?[一两三]?[个位名]|儿|女|老|爱|孩|朋|同|弟|妹|哥|姐|爸|妈)|陪|(?<![常少罕])见[了到着过完面]|碰[到见上了]|遇[到见上]|坐了|聊|谈[了过完到妥好]|面谈|(?:[跟和同与陪请约我]|一起)[^,。]{0,12}(?:吃|喝)|送[了过到来去]|一起|一道|一块|约[不了到]|去了|去[看送拜接陪]|去他|去她|在(?:大堂|大厅|柜台|网点)/,
    ),
  },
  { name: '联系结果', weight: 2, isMeeting: true, isTouch: true, isIn: hasOutcome },
  {
    name: '不满',
    weight: 2,
    isTouch: true,
    isIn: ({ reading, rest }) => reading.has('complaint') || ANGER.test(rest) || REDRESS.test(rest) || THREAT.test(rest) || WRONGED.test(rest),
  },
  { name: '时间', weight: 1, isIn: isPast },
  { name: '做完了', weight: 1, isIn: anywhere(/[^太极好老大多少胖瘦忘,\s](?:了|过(?![年节分生])|完(?![全整美善])|好了)/) },
  {
    name: '我做的',
    weight: 1,
    isTouch: true,
    isIn: ({ text, lead }) =>
      /[帮给替为跟和同与陪约请让教劝]$/.test(lead) ||
      /我(?:行)?(?:已|都|也|就|又|先|刚|再|还)*(?:给|跟|和|帮|替|让|叫|请|陪|带|教|去|把|说|讲|劝|答|回|发|打|送|拿|约|解|介|推|通|转|查|算|建|告|安|核|联|登|记|约|为)|(?:^|[,\s。;])(?:已|又|再|就|先|还|都)*(?:给|跟|帮|替|让|叫|劝|陪|带|教|请)[他她]|行里|告知|解释|介绍|推荐|通知|安抚|邀请|讲解|提醒[他她]/.test(
        text,
      ),
  },
  {
    name: '当面劝说',
    weight: 2,
    isMeeting: true,
    isTouch: true,
    isIn: behind(/[,。;\s]我(?:就|也|又|只好|赶紧|已经|一直)*(?:劝|安慰|安抚|叮嘱|嘱咐|答复|回绝|说服|建议)(?:了|过)?[他她](?!们)/),
  },
  { name: '客户说', weight: 1, isIn: behind(/[说问讲]|答应|同意|表示|[让叫]我|反映|咨询|确认|拒|回复|告诉|提[到出了]|打听|透露|抱怨/) },
  { name: '客户办', weight: 1, isIn: behind(/[拿签办取存转买赎续交填改换退销看用]|开[户卡通]|收到|要|想|申请/) },
  {
    name: '业务',
    weight: 1,
    isTouch: true,
    isIn: anywhere(
      /开户|账|卡|理财|基金|保险|存[单折款]|贷|养老金|合同|利[率息]|额度|资料|材料|手续|产品|收益|到期|测评|双录|签字|流水|定期|大额|国债|客户经理|权益|快递|黄金|外汇|美元|港股|方案|计划书|证明|短信费|年费|[网手]机?银行|网银|定投|信用卡|[0-9一二三四五六七八九十百两]万/,
    ),
  },
  { name: '有下文', weight: 2, isIn: ({ text }) => /[,;。\s][^,;。\s]{2,}/.test(text) },
  { name: '要求', weight: 3, isTouch: true, isIn: behind(ASKS) },
  {
    name: '感想',
    weight: -4,
    isIn: before(
      /知道|晓得|希望|但愿|巴不得|恨不得|可惜|觉得|感觉|好像|似乎|大概|估计|应该|也许|可能|羡慕|[怕盼猜]|担心|怀疑|琢磨|纠结|算了|想[起念到不]|怀念|心疼|好奇|幸[亏好]|早知|谢天|难怪|怪不得|原来|居然|竟然|其实/,
    ),
  },
  {
    name: '感想',
    weight: -4,
    isIn: behind(
      /^[^,。\s]{0,6}(?:可惜|好像|似乎|大概|估计|应该|也许|可能|会不会|该不会|恐怕|说不定|要是|要能|肯定)|就(?:省事|省心|好)了|我(?:也|还|就|总|真|都|又)*(?:觉得|怕|想|猜|估计|感觉|心|羡慕)/,
    ),
  },
  {
    name: '叹息',
    weight: -4,
    isIn: anywhere(
      /哈哈|嘿嘿|呵呵|[唉哎嗨]|笑死|好笑|气死|烦死|烦[人透]|累死|服了|委屈|郁闷|难受|失落|无语|崩溃|尴尬|感动|佩服|心[累酸虚]|眼[红泪]|奇怪|缘分|巧了|巧合/,
    ),
  },
  {
    name: '夸奖',
    weight: -4,
    isIn: ({ lead, rest }) => /真(?!假|实|的假)|挺|太[^,。]{1,5}[了啦]/.test(lead + firstClause(rest)) || /[,。\s]真(?!的)/.test(rest),
  },
  {
    name: '夸奖',
    weight: -4,
    isIn: anywhere(
      /可爱|脾气|人[好缘品]|性格|嗓门|长得|[好很]像|像[^,]{1,6}[似的一]|这个?人|是[个件]|一[样模]|厉害|漂亮|好看|争气|好听|能干|难[缠搞伺弄约]|好说话|[跟和]我同/,
    ),
  },
  {
    name: '一般情况',
    weight: -6,
    isIn: anywhere(/每[次回]|总[是爱在]|老是|一般|通常|经常|常常|从[来不]|一向|向来|平时|动不动|永远|一[到打来]就|总让|总说/),
  },
  {
    name: '早先的事',
    weight: -3,
    isIn: anywhere(/上回|以前|从前|当[年初时]|前年|那[年次]|入行|小时候|曾经|那会儿|前几年|上辈子|这辈子|那回我|翻到/),
  },
  { name: '朋友圈', weight: -4, isIn: anywhere(/朋友圈|抖音|群聊|聊天记录|金句|话术/) },
  {
    name: '没做',
    weight: -4,
    isIn: ({ lead, rest }) =>
      /忘|没|别|不/.test(lead) || /^[^,。\s]{0,4}(?:没有?(?=[给跟打联]|来[^,\s])|还没|多久没|好久没|不来|没来(?![,\s]))/.test(rest),
  },
  { name: '还没发生', weight: -3, isIn: isToCome },
  {
    name: '吩咐',
    weight: -4,
    isIn: ({ lead }) => /帮我|^请(?!了)|麻烦|^查|看看|提醒(?!了|过)|记得|列|要不|谁|给我|改天|准备|打算|等|想(?![法])|该|得(?:去|给)|你/.test(lead),
  },
  { name: '对你说', weight: -3, isIn: ({ text }) => /[你您](?!们)/.test(text) },
  {
    name: '别人',
    weight: -3,
    isIn: ({ reading, lead }) =>
      /同事|领导|行长|主任|经理|主管|[我他她]们|我[妈爸]|老[公婆]|朋友|别人|有人|人家|谁/.test(lead) ||
      (reading.context.staff ?? []).some((name) => lead.includes(name)),
  },
  {
    name: '只是样子',
    weight: -2,
    isIn: behind(
      /^的(?!事|电话|微信|短信|消息|邮件|孩子|儿子|女儿|爱人|老公|老婆|老伴|家|公司|贷款|保单|合同|手机|秘书|司机|助理)|^(?:是|有|住(?!院)|姓|像|比|属|今年|结婚|上电视)/,
    ),
  },
];

/** A day or an hour that is over, or 刚. */
function isPast({ reading }: Told): boolean {
  return (
    reading.has('just') ||
    reading.moments('past').some((span) => span.kind !== 'recurrence' && (span.value.date ?? '9') <= reading.today && !isAlsoAhead(reading, span))
  );
}

/** Verbs that tell of a meeting only beside other words. */
const WEAK = /^(?:看了|发了|送了|说了|做了|办了|签了|问了|去了|吃了|喝了|讲了|介绍了|提到|说到|加了|反馈|打了|回了)$/;

/** It is said how an attempt came out, or that the two spoke. */
function hasOutcome({ reading, text }: Told): boolean {
  return (
    reading.has('outcome') ||
    /没[来理回]|没等到|没赶上|爽约/.test(text) ||
    reading.hits('met').some((hit) => !WEAK.test(text.slice(hit.start, hit.end)) && !/[常少罕]$/.test(text.slice(0, hit.start)))
  );
}

/** The first clause names only a day that is to come. */
function isToCome(told: Told): boolean {
  const { reading, text } = told;
  const first = /^[^,。;]*/.exec(text)?.[0].length ?? 0;
  return (
    !reading.has('just') &&
    reading
      .moments('future')
      .some(
        (span) =>
          span.start < first &&
          (span.value.date ?? '') > reading.today &&
          !reading.moments('past').some((one) => one.start === span.start && (one.value.date ?? '9') <= reading.today),
      )
  );
}

/** Words behind which a question is what was talked of. */
const TALKED_OF = /[问说讲聊谈想看]|咨询|打听|确认|了解|介绍|告诉|核实/;

/** The speaker asks; what was asked of him, or talked of, does not count. */
function asks(reading: Reading): boolean {
  return isQuestion(reading) || reading.hits('question').some((hit) => !TALKED_OF.test(reading.text.slice(0, hit.start)));
}

/** The sentence as told of a client; undefined where it asks, imagines or quotes. */
export function toldOfOwn(reading: Reading): { told: Told; main: Mention } | undefined {
  const { text } = reading;
  const main = reading.mentions.find((one) => one.by !== 'pronoun' && one.people.length > 0);
  if (!main || text.length > LONGEST || reading.isQuoted(main.start) || isToldBefore(reading, main.start) || asks(reading)) return undefined;
  // Letters that happen to be somebody's initials.
  if (main.by === 'initials') return undefined;
  if (willCome(reading, main.end)) return undefined;
  if (isImagined(reading, main.start) || isDreamt(reading, text.length)) return undefined;
  if (reading.hits('hearsay').some((hit) => hit.start < main.start && text.slice(hit.start, hit.end) !== '群里')) return undefined;
  const lead = text.slice(0, main.start);
  const rest = text.slice(main.end);
  if (lead.includes(':') || /^[^,。]{0,4}:/.test(rest)) return undefined;
  return { told: { reading, text, lead, rest }, main };
}

const LONGEST = 120;

/** What a sentence must weigh to be taken for a report, and how much more where the client is guessed, or something may only be looked up. */
const ENOUGH = 5;
const MORE_WHERE_GUESSED = 3;
const MORE_WHERE_ASKED = 1;
/** More than a name and what is asked about it. */
const LEAST_STORY = 12;

/**
 * The last resort for a sentence of which no reader made more than a look-up: a record, a complaint or a request of a client of one's own, by the sum
 * of its signs. Always shown before it is stored; 依据 names the signs.
 */
export function toldBySigns(reading: Reading, found: Draft | undefined): Draft | undefined {
  if (isSighed(reading) || isGossip(reading) || (found && (found.intent.effect !== 'read' || reading.text.length < LEAST_STORY))) return undefined;
  const own = toldOfOwn(reading);
  if (!own) return undefined;
  const { told, main } = own;
  const signs = SIGNS.filter((sign) => sign.isIn(told));
  const weight = signs.reduce((sum, sign) => sum + sign.weight, 0);
  if (weight < ENOUGH + (main.guessed ? MORE_WHERE_GUESSED : 0) + (found ? MORE_WHERE_ASKED : 0)) return undefined;
  if (!signs.some((sign) => sign.isTouch)) return undefined;
  const kind = kindOf(told);
  const intent = spec(reading, kind === undefined ? 'contact' : 'case');
  if (!intent) return undefined;
  const names = [...new Set(signs.filter((sign) => sign.weight > 0).map((sign) => sign.name))];
  reading.reasons.push(`像是${kind === undefined ? '联系记录' : kind === 'complaint' ? '投诉' : '客户提的要求'}，凭的是：${names.join('、')}`);
  const client = argOf(reading, main);
  if (kind === undefined) return contactOf(reading, intent, { client, mention: main, end: main.end, isSure: false });
  return draft(intent, { client, kind, text: reading.typed.trim() }, { isGuessed: true, confidence: 0.75 });
}

/** What the client holds against the bank, or asks of it; undefined where it is a contact. */
function kindOf(told: Told): 'complaint' | 'request' | undefined {
  const { reading, rest } = told;
  if (SETTLED.test(rest)) return undefined;
  // 「的儿子在大厅吵」: he speaks for the client.
  const isOurs = OURS.test(rest) && (rest.startsWith('的') || !AT_HOME.test(rest));
  if (reading.has('complaint') || (isOurs && (ANGER.test(rest) || THREAT.test(rest) || REDRESS.test(rest)))) return 'complaint';
  if (isOurs && DEMANDS_CHECK.test(rest)) return WRONGED.test(rest) && ANGER.test(rest) ? 'complaint' : 'request';
  return ASKS.test(rest) && !SIGNS.some((sign) => sign.isMeeting && sign.isIn(told)) ? 'request' : undefined;
}

/** 「…，要求尽快查账」, whatever was told before. */
const DEMANDS_CHECK = /[,。\s](?:要求|请求|坚持要求?)(?!我|不高|很高)[^,。]{2,}/;

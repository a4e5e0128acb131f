import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { caseNumber } from './fill-case.js';
import { argOf, isNotOwn, isQuestion, isSpeakers, spec } from './free-guard.js';
import type { IntentSpec } from '../domain/intent.js';
import type { Mention } from './client-mention.js';
import {
  ANGER,
  ASKS_FOR,
  AT_HOME,
  DEMANDED,
  DEMANDS,
  FOR_WHOM,
  GRANTS,
  HEADED,
  HELP_WITH_IT,
  HIS_OPINION,
  LOOKS_UP,
  MUSES,
  NO_SERVICE,
  OPINION,
  OURS,
  PRESSES,
  REDRESS,
  REGISTERED,
  REGISTERS,
  REGISTERS_FOR_HIM,
  REPORTS,
  SAYS_SO,
  SCENE,
  SERVICE,
  SETTLED,
  STRONG,
  THREAT,
  WANTS,
  WISHED,
  WRONGED,
} from './grievance-words.js';
import { once, type Reading } from './reading.js';
import { mainMention } from './slots.js';

/** What a client asks of the bank and what he holds against it, told without the word 投诉 or 诉求. */
interface Told {
  intent: IntentSpec;
  main: Mention;
  /** What stands before the client, and behind. */
  lead: string;
  rest: string;
}

const LONGEST = 100;

/** The sentence as one that may tell it; looked at once, as it is asked for twice. */
const toldOf = once((reading: Reading): Told | undefined => {
  const intent = spec(reading, 'case');
  const { text } = reading;
  if (!intent || text.length > LONGEST || !reading.hasCue(CUES.wish | CUES.anger)) return undefined;
  const main = mainMention(reading);
  if (!main || main.by === 'pronoun' || caseNumber(text, 0) || isNotOwn(reading, main.end)) return undefined;
  // 「孙丽要的发票」: a thing.
  if (text.startsWith('要的', main.end)) return undefined;
  const told = { intent, main, lead: text.slice(0, main.start), rest: text.slice(main.end) };
  return isSpeakers(reading, told.lead) || HEADED.test(told.lead) || REGISTERS.test(told.lead) || FOR_WHOM.test(told.lead) ? told : undefined;
});

function made(reading: Reading, { intent, main }: Told, kind: 'complaint' | 'request', words = reading.typed): Draft {
  reading.reasons.push(kind === 'complaint' ? '像是投诉' : '像是客户提的要求');
  return draft(intent, { client: argOf(reading, main), kind, text: words.trim() }, { isGuessed: true, confidence: 0.75 });
}

const kindOf = (word = ''): 'complaint' | 'request' => (/投诉|不满|吐槽|牢骚/.test(word) ? 'complaint' : 'request');

/** 「要三份复印件，后天送过去」: the speaker brings it on a day, so it is promised. */
const BRINGS = /^(?:[之以]?前)?(?:我)?(?:再|就|会|去|给他|给她)*(?:送|给|寄|发|拿|带|捎)(?!到账|款)/;
const isSeenTo = (reading: Reading): boolean =>
  reading
    .moments('future')
    .some(
      (span) =>
        (span.value.date ?? '') >= reading.today && /[,。\s]$/.test(reading.text.slice(0, span.start)) && BRINGS.test(reading.text.slice(span.end)),
    );

/** What is told so plainly that it comes before the contact it was told in: 「刘芳反映手机银行老是闪退」「王总很生气，转账被限额了没人管」. */
export function wishAct(reading: Reading): Draft | undefined {
  const told = toldOf(reading);
  if (!told || isQuestion(reading) || isSeenTo(reading)) return undefined;
  const { main, lead, rest } = told;
  const put = HEADED.exec(lead) ?? (FOR_WHOM.test(lead) ? REGISTERS_FOR_HIM.exec(rest) : null);
  if (put)
    return made(reading, told, kindOf(put[1]), reading.verbatim(HEADED.test(lead) ? main.start : main.end + put[0].length, reading.text.length));
  if (!isSpeakers(reading, lead)) return undefined;
  if (reading.hasCue(CUES.anger) && !SETTLED.test(rest) && isAngryNow(rest)) return made(reading, told, 'complaint');
  if (PRESSES.test(rest)) return made(reading, told, ANGER.test(rest) || WRONGED.test(rest) ? 'complaint' : 'request');
  if (STRONG.test(rest) && !MUSES.test(reading.text.slice(0, main.end + NEAR)) && isGrievance(rest) && !SETTLED.test(rest))
    return made(reading, told, 'complaint');
  const opinion = REGISTERS.test(lead) ? null : HIS_OPINION.exec(rest);
  if (opinion) return made(reading, told, kindOf(opinion[1]));
  const reports = rest.includes('反') ? REPORTS.exec(rest) : null;
  const asks = ASKS_FOR.exec(rest);
  const isAsked = asks !== null && GRANTS.test(rest.slice(asks[0].length)) && (OURS.test(rest) || /申请/.test(rest));
  if ((reports !== null && rest.length - reports[0].length >= 4 && OURS.test(rest)) || isAsked || LOOKS_UP.test(rest) || WANTS.test(rest))
    return made(reading, told, WRONGED.test(rest) && WANTS_BACK.test(rest) ? 'complaint' : 'request');
  return undefined;
}

/** 「多收了她一百块，要求退回」 */
const WANTS_BACK = /要求[^,。]{0,6}(?:退|赔|还)/;

/** 「登记一下，高洁要求撤销她被误开的短信服务并退费」: what a client demands is no contact with him; nothing of it is stored unasked. */
export function registeredAct(reading: Reading, from: number): Draft | undefined {
  const { text } = reading;
  const intent = spec(reading, 'case');
  const main = mainMention(reading, from);
  if (!intent || !main || main.by === 'pronoun' || !/^(?:客户|[\s,:])*$/.test(text.slice(from, main.start)) || caseNumber(text, 0)) return undefined;
  const told = { intent, main, lead: '', rest: text.slice(main.end) };
  const demanded = DEMANDED.exec(told.rest);
  const wished = demanded ?? WISHED.exec(told.rest);
  const service = wished && !demanded ? SERVICE.exec(told.rest.slice(wished[0].length)) : null;
  if (!demanded && !(service && service.index <= FURTHEST)) return undefined;
  const isComplaint =
    /投诉|质疑|不认可|不满/.test(demanded?.[0] ?? '') || ANGER.test(told.rest) || (WRONGED.test(told.rest) && WANTS_BACK.test(told.rest));
  return made(reading, told, isComplaint ? 'complaint' : 'request', reading.verbatim(main.start, text.length));
}

/** The characters behind the client in which musing would show. */
const NEAR = 14;
/** Anger stands this near to whom it is told of. */
const FURTHEST_ANGER = 16;
/** 没生气, 不是很生气: a denial stands right before it. */
const NEGATES = 3;

/** He is angry, right behind his name, and about what is ours. */
function isAngryNow(rest: string): boolean {
  if (DEMANDS.test(rest) || /(?:讨|要|给)(?:我|他|她)?一?个说法/.test(rest)) return true;
  if (!OURS.test(rest) || AT_HOME.test(rest)) return false;
  if (SCENE.test(rest)) return true;
  const anger = LOUD.exec(rest);
  return (
    anger !== null &&
    anger.index <= FURTHEST_ANGER &&
    !/我[^们行]|投诉/.test(rest.slice(0, anger.index)) &&
    !/[没不别]/.test(rest.slice(Math.max(0, anger.index - NEGATES), anger.index))
  );
}

/** Anger that was shown, not only felt. */
const LOUD =
  /(?:很|非常|特别|十分|挺|相当|极其?)(?:生气|不满意?|愤怒|恼火|火大|不高兴|失望|有意见|气愤)|气坏了|气得|气炸|气冲冲|气呼呼|气鼓鼓|怒冲冲|骂骂咧咧|大喊大叫|发(?:了)?(?:好大的?|很大的?|一通)?(?:火|脾气)|骂(?:了|人|我们|街|(?=[,\s]))|大吵|吵(?:了|着|起来)|闹(?:了|着|起来)|意见很?大|大发雷霆|不依不饶|对[^,。]{1,10}(?:不满意?|有意见|不认可)|要求[^,。]{0,6}(?:道歉|赔|全额退)/u;

/** What nothing else was made of: 「周岚怒了，说保险扣款没经过她同意」「老赵想把绑定的手机换成他儿子的号」「登记刘芳的意见：…」. */
export function grievanceAct(reading: Reading): Draft | undefined {
  const told = toldOf(reading);
  if (!told || isSeenTo(reading) || MUSES.test(reading.text.slice(0, told.main.end + NEAR))) return undefined;
  const { main, lead, rest } = told;
  const opinion = REGISTERS.test(lead) ? OPINION.exec(rest) : null;
  if (opinion) return made(reading, told, kindOf(opinion[1]), reading.verbatim(main.end + opinion[0].length, reading.text.length));
  if (!isSpeakers(reading, lead)) return undefined;
  const registered = REGISTERED.exec(rest);
  if (registered && rest.length - registered[0].length >= 4)
    return made(
      reading,
      told,
      kindOf(registered[1] ?? registered[2]),
      reading.verbatim(0, main.end + registered.index).replace(/[,，\s]*(?:请|帮我|帮(?:他|她|客户)|给(?:他|她|客户)|替(?:他|她))?[,，\s]*$/u, ''),
    );
  if (isQuestion(reading)) return undefined;
  if (isGrievance(rest) && !SETTLED.test(rest)) return made(reading, told, 'complaint');
  if (HELP_WITH_IT.test(rest) && !I_DID.test(rest)) return made(reading, told, 'request');
  const wished = WISHED.exec(rest);
  if (!wished || reading.moments('future').some((span) => span.start < main.start) || /[?]/.test(rest)) return undefined;
  const asked = rest.slice(wished[0].length - (/[让请叫要]$/.test(wished[0]) ? 1 : 0));
  const service = SERVICE.exec(asked);
  return service && service.index <= FURTHEST && !NO_SERVICE.test(asked) && !I_DID.test(rest) ? made(reading, told, 'request') : undefined;
}

/** The service is named in the wish itself. */
const FURTHEST = 22;
const I_DID = /我(?:已经?|刚才?|都)?(?:给|帮|跟)(?:他|她)[^,。]{0,8}了/;

function isGrievance(rest: string): boolean {
  if (AT_HOME.test(rest)) return false;
  const anger = ANGER.exec(rest);
  if (anger && /(?:没|不是|别|不)[^,。]{0,2}$/.test(rest.slice(0, anger.index))) return false;
  const isOurs = OURS.test(rest);
  const wronged = WRONGED.test(rest);
  const wants = REDRESS.test(rest);
  const threatens = THREAT.test(rest);
  return (
    (anger !== null && (wronged || wants || threatens || isOurs)) ||
    (threatens && (wronged || wants || isOurs)) ||
    (wants && (wronged || isOurs)) ||
    (wronged && isOurs && /说|反映|讲|告|问|嫌|认为|指|觉得/.test(rest) && SAYS_SO.test(rest))
  );
}

import { clausesOf } from './clauses.js';
import { draft } from './draft.js';
import type { Draft } from './draft.js';
import { dayArg, factOf, statedFact } from './facts.js';
import { fillNewClient, fillRelative, relationAt } from './fill-person.js';
import { argOf, isQuestion, spec } from './free-guard.js';
import type { FactArg } from '../domain/intent.js';
import { skipSeparators } from './keyword.js';
import { surnameAt } from './person-words.js';
import type { Clause, Reading } from './reading.js';
import { mainMention } from './slots.js';

/** 「李秀兰的女儿叫王小雨，5月12日生日」. */
export function relativeAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'relative');
  const main = mainMention(reading);
  if (!intent || !main || isQuestion(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const { text } = reading;
  let at = skipSeparators(text, main.end);
  if (text[at] === '的') at += 1;
  const relation = relationAt(text, at);
  if (!relation || reading.has('question', main.end) || /什么|干嘛|啥/.test(text)) return undefined;
  const headed = /^\s*(?:加|添|登记|补|记)(?:一?下|一?个)?(?:关系人|家属|亲属)[\s,:]*/.exec(text)?.[0].length ?? 0;
  if (main.start > skipSeparators(text, headed) + 2 || (headed === 0 && !/^(?:名字叫|名叫|叫做|叫|是|姓名)/.test(text.slice(relation.end))))
    return undefined;
  const filled = fillRelative(reading, intent, main.start);
  const name = filled.args['name'];
  if (typeof name !== 'string' || !/^[\u4e00-\u9fff·]{2,5}$/.test(name) || filled.missing.length > 0 || /老师|医生|公务|学生|经理/.test(name))
    return undefined;
  return { ...filled, args: { ...filled.args, client: argOf(reading, main) }, isGuessed: true, confidence: 0.85 };
}

/** 「李阿姨的生日是农历八月十五」. */
export function careDateAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'care-date');
  const main = mainMention(reading);
  if (!intent || !main || isQuestion(reading)) return undefined;
  const lead = /^[\s]*(?:请|帮我|给我)?(?:登记|记|存|加|添)(?:一?下|上|个)?/.exec(reading.text)?.[0].length ?? 0;
  if (main.start > skipSeparators(reading.text, lead) + 2) return undefined;
  const rest = reading.text.slice(main.end);
  const match =
    /^的?(?:[\u4e00-\u9fff]{0,3}纪念日|生日|过寿)(?:要?改一下|改改|更正一下|更正|更新一下|记错了|登记错了)?[\s,]*(?:应该是|应该|是|在|:|改成|,)?/.exec(
      rest,
    );
  if (!match || reading.has('hearsay') || reading.has('question', main.end)) return undefined;
  const moment = reading.moments('future').find((span) => span.start >= main.end + match[0].length && span.start <= main.end + match[0].length + 2);
  const date = moment ? dayArg(moment) : undefined;
  if (!date) return undefined;
  return draft(
    intent,
    { client: argOf(reading, main), kind: match[0].includes('纪念日') ? 'anniversary' : 'birthday', date },
    { isGuessed: true, confidence: 0.85, missing: date.vague ? ['date'] : [] },
  );
}

/** 「…，给他补上」: what to do with it. */
const PUT_THERE =
  /^(?:给(?:他|她))?(?:(?:补上|补一下|补进去|记上|加上|记一?下)|(?:记|写|加|补|备注)(?:到|进|在)(?:他|她)?的?(?:客户)?(?:资料|档案|备注|信息)(?:里|上|中)?(?:去)?)(?:吧)?$|^(?:下回|下次|以后|今后|回头)?[^,。]{0,5}?(?:注意|留意|记着|别忘)(?:一?下|一?点)?$|^(?:这个?)?(?:备注|资料|事|事儿)?(?:别|不要)(?:给别人看|外传|说出去|往外说)$/;
/** 「换手机号了 新号…」「搬家了，新地址…」: what is kept as it is said. */
const CHANGED =
  /^(?:的)?[\s,]*(?:刚|已经|又)?(?:(?:搬家|搬了家|搬走|换工作|换单位|跳槽)了?[\s,]*)?(?:(?:换|改)了?(?:个)?(?:新)?(?:手机号码?|手机|号码?|电话(?:号码?)?|微信号?|单位|地址|住址|邮箱)了?|(?:手机号?码?|电话|号码|微信号?|地址|单位|邮箱)(?:换|改|变)了|(?:新|备用)(?:手机号码?|号码?|电话|地址|单位|微信号?|邮箱)(?:是|:|,)?)[\s,:0-9](?=.{4})/;
/** 「以后叫欧阳静欧阳老师」. */
const CALLED = /^[\s,]*(?:以后|今后|往后)(?:都|就|要|得)?(?:管|叫|喊|称呼)[\s]*$/;

/** 「住院了，肺炎」「搬家了，现在住浦东」「不喜欢接电话，微信联系就行」: a few words behind a fact that say more of it. */
const SAYS_MORE =
  /^(?:现在|目前|新家)?(?:住|搬)[在到]?[\u4e00-\u9fff]{2,8}$|^(?:微信|短信|电话|邮件|企微)(?:联系|沟通|说|发)?(?:就行|就好|即可|为主|可以|都行|都可以|最好)$|^[\u4e00-\u9fff]{1,3}(?:炎|病|癌|瘤|折|症|石|出血)$|^(?:学|读|在读|上)[\u4e00-\u9fff]{2,8}$|^(?:现在|以前)?是(?:个|一名)?[\u4e00-\u9fff]{2,6}$|^(?:做|开|当|搞)[\u4e00-\u9fff]{2,8}(?:的)?$/;

function withTails(reading: Reading, clauses: readonly Clause[], facts: readonly (FactArg | undefined)[]): (FactArg | undefined)[] {
  return facts.map((fact, i) => {
    const clause = clauses[i];
    if (fact !== undefined || i === 0 || facts[i - 1] === undefined || !clause) return fact;
    const before = facts[i - 1] as FactArg;
    if (!SAYS_MORE.test(reading.text.slice(clause.start, clause.end))) return undefined;
    // An illness told in two parts is kept out of lists in both.
    return { ...statedFact(reading, clause), kind: before.kind, ...(before.confidentiality ? { confidentiality: before.confidentiality } : {}) };
  });
}

const NEW_CLIENT =
  /^(?:请|帮我|给我|麻烦|今天|刚才?|刚刚|上午|下午|昨天|[\s,])*(?:又)?(?:新?来了?|新增了?|新加了?|登记|录入?|加|添|认识了?|新认识了?|开发了?|拓展了?|转介绍了?|有|建)(?:一?下)?(?:[一两]?[个位名])?(?:新|潜在|行外)?(?:来的)?客户[\s,:]*(?:是)?(?:姓[\u4e00-\u9fff]{1,2}[\s,]+)?(?:名字|姓名)?(?:叫做?|名叫|是|为)?[\s,:]*/u;

/** 「新来个客户叫钱多多 电话 138…」「登记一个新客户，孙小明，137…」: a name, and a number or the word 新. */
export function newClientAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'new-client');
  const { text } = reading;
  if (!intent || text.length > 60 || !text.includes('客户')) return undefined;
  const lead = NEW_CLIENT.exec(text);
  if (!lead || isQuestion(reading) || reading.has('hearsay') || reading.has('hypothetical')) return undefined;
  const filled = fillNewClient(reading, intent, lead[0].length);
  const name = filled.args['name'];
  if (typeof name !== 'string' || !/^[\u4e00-\u9fff·]{2,4}$/.test(name) || surnameAt(name, 0) === 0) return undefined;
  if (filled.args['mobile'] === undefined && !/新|潜在|行外/.test(lead[0])) return undefined;
  return { ...filled, isGuessed: true, confidence: 0.82 };
}

/** 「王总喜欢喝茶」「李阿姨的女儿在苏州上学」: something about a client, said plainly. */
export function profileAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'profile');
  const main = mainMention(reading);
  const { text } = reading;
  if (!intent || !main || main.by === 'pronoun' || text.length > 80) return undefined;
  const called = text.startsWith('以后') || text.startsWith('今后') || text.startsWith('往后') ? CALLED.exec(text.slice(0, main.start)) : null;
  const call = called && /^[\s,]*(?:叫|做|为)?([\u4e00-\u9fff]{2,6})[\s。.]*$/.exec(text.slice(main.end));
  if (call?.[1] && !isQuestion(reading) && !/起床|吃饭|开会|过来|出来|回来|一起|一声|帮忙|电话/.test(call[1]))
    return draft(
      intent,
      { client: argOf(reading, main), facts: [{ kind: 'preference', text: `称呼${call[1]}` }] },
      { isGuessed: true, confidence: 0.7 },
    );
  if (main.start > skipSeparators(text, 0)) return undefined;
  // 张经理, 王主任: a colleague as likely as a client.
  if (main.by !== 'fullName' && /(?:经理|行长|主任|主管|科长|总监)$/.test(text.slice(main.start, main.end))) return undefined;
  if (isQuestion(reading) || reading.has('question') || reading.has('hearsay') || reading.has('hypothetical') || /[“"「]/.test(text))
    return undefined;
  const rest = text.slice(main.end);
  // 「风险等级还在有效期不」
  if (/[不没否][\s。.]*$/.test(rest)) return undefined;
  // 「孙丽唱歌好听」 praises, and tells nothing to be kept.
  if (
    /(?:好听|好看|真好|真美|厉害|不错|和蔼|搞笑|好笑|出来|气场|能干|有钱)[的啊呀了\s。.!]*$/.test(rest) ||
    /真有|比(?:他|她|我)[^,。]{1,8}多了/.test(rest) ||
    /长得|长相|看着像/.test(rest)
  )
    return undefined;
  // 「风险等级够不够买R3」 asks.
  if (/([\u4e00-\u9fff])不\1/.test(rest)) return undefined;
  if (CHANGED.test(rest)) {
    const kept = clausesOf(reading, main.end, text.length).filter((one) => !PUT_THERE.test(text.slice(one.start, one.end)));
    return draft(
      intent,
      { client: argOf(reading, main), facts: kept.map((clause) => statedFact(reading, clause)) },
      { isGuessed: true, confidence: 0.7 },
    );
  }
  const isWished = /^(?:说|讲|表示)(?:过|了)?[^,。]{0,8}?(?:关机|方便|白天打|晚上打|别|不要|不用|不吃|不喝|不喜欢|讨厌|别再)(?!买|投|存)/.test(rest);
  if ((!isWished && /说|问|觉得|认为|表示|讲|投诉/.test(rest.slice(0, 6))) || /我(?!们|行)|^[\s,]*(?:你|这|那|的?名字)/.test(rest)) return undefined;
  const clauses: Clause[] = clausesOf(reading, main.end, text.length).filter((one) => !PUT_THERE.test(text.slice(one.start, one.end)));
  const facts = withTails(
    reading,
    clauses,
    clauses.map((clause) => factOf(reading, clause)),
  );
  const found = facts
    .filter((fact) => fact !== undefined)
    .filter((fact) => fact.kind !== 'finance' && (fact.kind !== 'birthday' || fact.who !== undefined));
  if (found.length === 0 || found.length < facts.length || !facts[0]) return undefined;
  return draft(intent, { client: argOf(reading, main), facts: found }, { isGuessed: true, confidence: 0.7 });
}

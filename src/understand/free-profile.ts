import { clausesOf } from './clauses.js';
import { draft } from './draft.js';
import type { Draft } from './draft.js';
import { dayArg, factOf } from './facts.js';
import { fillRelative, relationAt } from './fill-act.js';
import { argOf, isQuestion, spec } from './free-guard.js';
import { skipSeparators } from './keyword.js';
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
  if (main.start > skipSeparators(text, 0) + 2 || !/^(?:名字叫|名叫|叫做|叫|是|姓名)/.test(text.slice(relation.end))) return undefined;
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
  if (!intent || !main || isQuestion(reading) || main.start > skipSeparators(reading.text, 0) + 2) return undefined;
  const rest = reading.text.slice(main.end);
  const match = /^的?(?:结婚纪念日|纪念日|生日|过寿)(?:是|在|:|改成|,)?/.exec(rest);
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
const PUT_THERE = /^(?:给(?:他|她))?(?:补上|补一下|补进去|记上|加上)(?:吧)?$/;

/** 「王总喜欢喝茶」「李阿姨的女儿在苏州上学」: something about a client, said plainly. */
export function profileAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'profile');
  const main = mainMention(reading);
  const { text } = reading;
  if (!intent || !main || main.by === 'pronoun' || main.start > skipSeparators(text, 0) || text.length > 80) return undefined;
  // 张经理, 王主任: a colleague as likely as a client.
  if (main.by !== 'fullName' && /(?:经理|行长|主任|主管|科长|总监)$/.test(text.slice(main.start, main.end))) return undefined;
  if (isQuestion(reading) || reading.has('question') || reading.has('hearsay') || reading.has('hypothetical') || /[“"「]/.test(text))
    return undefined;
  const rest = text.slice(main.end);
  // 「孙丽唱歌好听」 praises, and tells nothing to be kept.
  if (/(?:好听|好看|真好|真美|厉害|不错|和蔼|搞笑|好笑)[的啊呀了\s。.!]*$/.test(rest)) return undefined;
  const isWished = /^(?:说|讲|表示)(?:过|了)?[^,。]{0,8}?(?:别|不要|不用|不吃|不喝|不喜欢|讨厌|别再)(?!买|投|存)/.test(rest);
  if ((!isWished && /说|问|觉得|认为|表示|讲|投诉/.test(rest.slice(0, 6))) || /我(?!们|行)|^[\s,]*(?:你|这|那|的?名字)/.test(rest)) return undefined;
  const clauses: Clause[] = clausesOf(reading, main.end, text.length).filter((one) => !PUT_THERE.test(text.slice(one.start, one.end)));
  const facts = clauses.map((clause) => factOf(reading, clause));
  const found = facts.filter((fact) => fact !== undefined).filter((fact) => fact.kind !== 'finance' && fact.kind !== 'birthday');
  if (found.length === 0 || found.length < facts.length || !facts[0]) return undefined;
  return draft(intent, { client: argOf(reading, main), facts: found }, { isGuessed: true, confidence: 0.7 });
}

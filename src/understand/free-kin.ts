import { draft, type Draft } from './draft.js';
import { dayArg } from './facts.js';
import { relationAt } from './fill-person.js';
import { argOf, isNotOwn, isQuestion, spec } from './free-guard.js';
import { surnameAt } from './person-words.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

const LONGEST = 40;
const LEAD = /^[\s]*(?:请|麻烦|帮我|帮忙)*(?:(登记?|加|添|录|记)(?:一?[个下]|上)?|[给替为帮]|([把将]))(?:客户)?$/u;
/** 「给刘洋登记个妹妹」, behind him. */
const PUTS = /^(?:的)?(?:登记?|加|添|补|记|录)(?:一?[个位下]|上)*(?:家人|家属|亲属|关系人)?[\s,:]*/u;
/** 「把郑强太太加进去」, behind what she is to him. */
const PUT_IN = /^(?:也)?(?:登记?|加|添|补|记|录)(?:进去|进来|上去?|一下|进资料)/u;
const NAMED = /^[\s,:]*(?:名字)?(?:叫做?|是|姓名是?|为)[\s]*([\u4e00-\u9fff]{2,4}?)(?=[\s,。]|$)/u;

/** 「给刘洋登记个妹妹，叫刘倩」「把郑强太太加进去，名字是沈佳，4月2号生日」: one of his people is to be put down, by name. */
export function namedKinAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || !/[叫名]/.test(text) || !/[登加添补记录]/.test(text) || text.includes('提醒')) return undefined;
  const intent = spec(reading, 'relative');
  const main = mainMention(reading);
  const lead = main && main.by !== 'pronoun' ? LEAD.exec(text.slice(0, main.start)) : null;
  if (!intent || !main || !lead || isQuestion(reading) || isNotOwn(reading, main.end)) return undefined;
  const puts = lead[1] || lead[2] ? null : PUTS.exec(text.slice(main.end));
  if (!lead[1] && !lead[2] && !puts) return undefined;
  const of = main.end + (puts?.[0].length ?? 0);
  const relation = relationAt(text, text[of] === '的' ? of + 1 : of);
  if (!relation) return undefined;
  const put = lead[2] ? PUT_IN.exec(text.slice(relation.end)) : null;
  if (lead[2] && !put) return undefined;
  const named = NAMED.exec(text.slice(relation.end + (put?.[0].length ?? 0)));
  const name = named?.[1];
  if (!named || !name || surnameAt(name, 0) === 0) return undefined;
  const day = reading.moments().find((span) => span.start > relation.end && span.value.date !== undefined && span.grain === 'day');
  const birthday = day && text.slice(relation.end).includes('生日') ? dayArg(day) : undefined;
  return draft(
    intent,
    { client: argOf(reading, main), relation: relation.value, name, ...(birthday ? { birthday } : {}) },
    { isGuessed: true, confidence: 0.85 },
  );
}

import { CUES } from './cues.js';
import { isAlsoAhead } from './free-told.js';
import type { Reading } from './reading.js';

/** What is told of a meeting or a call that is still to come: no contact was made yet. */

/** 「跟孙丽说好了下周二上午十点网点见」: a meeting that was arranged, whatever else is to be brought to it. */
export function isAgreedAhead(reading: Reading): boolean {
  const { text } = reading;
  if (text.endsWith('了') && CLOSED_BY_AGREEING.test(text) && !WENT.test(text))
    return reading.moments('future').some((span) => span.kind === 'time' && (span.value.date ?? '') >= reading.today);
  if (OPENS_AGREED.test(text)) return reading.moments('future').some((span) => span.kind === 'time' && (span.value.date ?? '') > reading.today);
  const agreed = text.includes('好') || text.includes('定') ? AGREED.exec(text) : null;
  const at = agreed ? agreed.index + agreed[0].length : 0;
  const main = agreed && reading.mentions.find((one) => one.end === agreed.index && one.people.length > 0);
  const moment = main && reading.moments('future').find((span) => span.start === at && (span.value.date ?? '') > reading.today);
  return moment ? SEEN_THEN.test(text.slice(moment.end)) : false;
}

/** 「周三下午四点去赵敏公司拜访，约定了」 */
const CLOSED_BY_AGREEING = /[,\s](?:已经|都)?(?:约好|约定|说好|定好|讲好)了$/;
/** 「定了，周四下午两点和顾明在他办公室谈」 */
const OPENS_AGREED = /^(?:定|约|(?:说|讲|约|敲|谈|确)(?:好|定))(?:下来)?了[,\s]+(?![^,。]*[聊谈见][了过])/;
const WENT = /[去来见到谈聊打][了过]/;
const AGREED = /(?:也|都|已经|刚)*(?:说|讲|谈|商量|敲|约)(?:好|定)了?/;
const SEEN_THEN = /^[^,。;]{0,10}(?:见|碰头|碰面|来网点|过来|面签|来[办签取领])/;

/** 「周三下午三点约了刘芳来网点签字」: a weekday that lies ahead as well, and nothing tells that it was. */
export function isArranged(reading: Reading, person: { start: number; end: number }): boolean {
  const { text } = reading;
  if (!reading.hasCue(CUES.arrange) || !/约(?:了|好|上|好了)?(?:客户)?$/.test(text.slice(0, person.start))) return false;
  if (
    !/^(?:过?来|到|去|在|见|面谈|面签|吃|喝|谈|聊|签|办|看)/.test(text.slice(person.end)) ||
    /没来|没到|见到|[聊谈吃喝签办]了|爽约|鸽子/.test(text.slice(person.end))
  )
    return false;
  return reading.moments('past').some((span) => span.end <= person.start && isAlsoAhead(reading, span));
}

/** 「张国强下午会来电话问利率」: he has not yet. */
export function willCome({ text }: Reading, at: number): boolean {
  const clause = /^[^,。;\s]*/.exec(text.slice(at))?.[0] ?? '';
  return /会|要/.test(clause) && WILL_COME.test(clause) && !/[了过]|刚/.test(clause);
}

const WILL_COME =
  /^(?:那边|他|她)?(?:[今明后下周午上早晚天中一二三四五六日点半0-9]|星期|礼拜)*(?:还|也|可能)?(?:会|要)(?:再|亲自|自己)?(?:过?来|打电话|来电|打过来|给我|联系|到网点)/;

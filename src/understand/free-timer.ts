import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { isNotOwn, isQuestion, spec } from './free-guard.js';
import type { Reading } from './reading.js';
import { fromNow } from './when.js';

const LONGEST = 30;
/** Longer ones count days to something, 「高考倒计时30天」, and are no timer. */
const LONGEST_MINUTES = 12 * 60;
const TIMER = /倒计时|计时|定时|番茄钟|闹[钟铃]/;
const TIMER_WORDS =
  /(?:倒计时|计时器?|定时器?|番茄钟|闹[钟铃]|请|麻烦|帮我|给我|帮忙|来|弄|整|搞|设置?|设定|开始?|开启|启动|创建|新建|添加|定|加|一?个|一下|的|吧|好吗|行吗|可以吗|[\s,。.!:])+/g;
const OVER = /了|已|还有|还剩|剩|结束|停|取消|关掉|暂停|没|不|别|任务|功能|拍照|存款|定投/;

/** 「…吧」「…好吗」 asks nothing. */
const IS_POLITE = /(?:吧|(?:好|行|可以)(?:吗|不))[\s。.?]*$/;

/** 「倒计时25分钟」「十分钟倒计时 泡面」「来个半小时的倒计时」: so long from now. */
export function timerAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || !reading.hasCue(CUES.digit | CUES.numeral) || !reading.hasCue(CUES.timer | CUES.alarm)) return undefined;
  const timer = TIMER.exec(text);
  const intent = timer && spec(reading, 'reminder');
  if (!timer || !intent || (isQuestion(reading) && !IS_POLITE.test(text)) || isNotOwn(reading, timer.index) || OVER.test(text)) return undefined;
  const length = reading
    .durations()
    .find((span) => isBeside(text, span, timer.index, timer.index + timer[0].length) || (isSlot(text, span) && isSlot(text, spanOf(timer))));
  if (!length || length.value.minutes <= 0 || length.value.minutes > LONGEST_MINUTES) return undefined;
  const rest = `${text.slice(0, length.start)} ${text.slice(length.end)}`.replace(TIMER_WORDS, ' ').trim();
  if (rest.length > 12) return undefined;
  const minutes = Math.ceil(length.value.minutes);
  reading.reasons.push(`时间看“${reading.verbatim(length.start, length.end)}”，从现在算`);
  return draft(intent, { at: fromNow(reading, minutes), text: rest || '倒计时' }, { isGuessed: true, confidence: 0.88 });
}

const spanOf = (found: RegExpExecArray): { start: number; end: number } => ({ start: found.index, end: found.index + found[0].length });

/** 「闹铃，煮粥，半小时」: between marks, as a thing of its own. */
function isSlot(text: string, { start, end }: { start: number; end: number }): boolean {
  return /(?:^|[\s,、:])(?:设|定|上)?(?:一?个)?$/.test(text.slice(0, start)) && /^后?(?:[\s,、:]|$)/.test(text.slice(end));
}

/** Nothing but 的, 个 and spaces stands between the length and the word. */
function isBeside(text: string, length: { start: number; end: number }, from: number, to: number): boolean {
  const between = length.end <= from ? text.slice(length.end, from) : text.slice(to, length.start);
  return (length.end <= from || length.start >= to) && /^(?:后?的|个|一个|器|[\s:,])*$/.test(between);
}

import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { fillReminder } from './fill-reminder.js';
import { isNotOwn, spec } from './free-guard.js';
import { calledOffAct, doneAct, laterAct } from './free-task.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

const LONGEST = 40;
/** What one of these acts cannot be said without. */
const ITEM =
  /done|完事|已办|已完成|再[说弄办处跟看打联]|不用|不必|甭|不需要|待办|任务|取消|撤|[勾划销消]|成|[搞好办做处]|妥|调[到成为至]|关闭|移除|清空|[延挪推缓移拖晚]|改[期时今明后下本周星礼0-9]|[修更调][改整].*闹|变更|放一?放|改[到成为约]|换[到成]|往后|先放|作废|别记|删|不要|提醒|再[叫喊催通]|[那这提][个条件醒].*了|记错|停|不[用必需].*醒|[不甭别].*[叫喊]我/;
/** 「明天提醒我把旧提醒删掉」: a new one, whatever it is about. */
function isAskedThen(reading: Reading): boolean {
  const cue = reading.hasCue(CUES.remind) ? /(?:提醒|[叫喊])(?:一下|下)?我(?!的|那|这)/.exec(reading.text) : null;
  return (
    cue !== null &&
    cue.index > 0 &&
    reading.moments('future').some((span) => span.start === 0 && span.end === cue.index && span.value.date !== undefined)
  );
}

/** 「王总那条勾了吧」「给刘芳回电那个任务顺延一周」: an item of the list by what it is about; which number it has is asked. */
export function itemAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || !ITEM.test(text)) return undefined;
  if (/(?:[?吗呢么没]|没有)[\s。.!]*$/.test(text) || reading.isQuoted(1) || isNotOwn(reading, 0) || isAskedThen(reading)) return undefined;
  return (
    undoneAct(reading) ??
    (reading.hasCue(CUES.over) || /done|已办|[那这][条件项]/.test(text) ? doneAct(reading) : undefined) ??
    calledOffAct(reading) ??
    laterAct(reading) ??
    addedAct(reading)
  );
}

const UNDO =
  /^(?:(?:不小心)?(?:按|点|发|记|填|选)错了?|手滑了?|哎呀?|等等|算了)?[\s,]*(?:取消|撤销|撤消|撤回)(?:吧|掉|一下|了)?[\s,]*(?:取消|撤销|撤消|撤回)?[\s。.!]*$/;

const LAST =
  '(?:把)?(?:刚才|刚刚|刚|上面|前面|上)(?:记|发)?的?(?:那|这)?一?(?:条|个|笔|记录|的)(?:记录|提醒|待办|预约|投诉)?(?:不对|错了|有误|记错了)?[\\s,]*(?:请|帮我|给我|先|就)?';
const TAKE_BACK = '(?:作废|别记|不要|不算|删掉?|删除|撤销|撤回|撤掉|撤|取消掉?)';
/** 「上一条作废」「刚才那条别记了 记错人了」「删掉刚刚的记录」. */
const UNDO_LAST = new RegExp(
  `^(?:算了|不要了|等等|哎呀?|[\\s,])*(?:${LAST}(?:我)?${TAKE_BACK}|${TAKE_BACK}${LAST})(?:了|吧|掉)*(?:[\\s,.。].{0,10})?$`,
);

/** 「记错了」「刚才记错了，删掉吧」: what was right is not said, so it is taken back. */
const WRONG_LAST =
  /^(?:哎呀?|糟了?|不好意思|不对|啊|呃|[\s,])*(?:我)?(?:刚才|刚刚|刚|上一?条|[那这][条个件]|投诉|记录|提醒|的)*(?:我)?(?:登?记|录|登|写|发|输|弄|搞)(?:错|重|岔|重复)(?:人|客户|条|一条|一遍)?了(?:[\s,。]*(?:请|帮我|给我|把它?|就|先)*(?:删|撤|取消|作废|不要|不算)(?:掉|了|销|回|吧|一下)*)?[\s。.!]*$/u;

/** One of these is in whatever the three fit. */
const TAKES_BACK = /取消|撤|删|作废|别记|不要|不算|[错重岔]/;

/** 「取消取消」「按错了撤消」; 取消 alone may answer anything. */
function undoneAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'undo');
  const text = reading.text.trim();
  const isUndo = text.length <= 24 && TAKES_BACK.test(text) && (UNDO.test(text) || UNDO_LAST.test(text) || WRONG_LAST.test(text));
  return intent && (text.length > 3 || WRONG_LAST.test(text)) && isUndo ? draft(intent, {}, { isGuessed: true, confidence: 0.85 }) : undefined;
}

const ADDS =
  /^(?:请|帮我|麻烦)*(?:(?:待办|任务)[\s,:]*(?:加|添|新增|记)(?:上|一?[条个件])?|(?:加|新增|添加|建|记)(?:一?[条个件])?(?:新的?)?(?:待办|任务)|(?:待办|任务)(?=[\s:]))[\s,:]*/;

/** 「待办 王总 12月2号前交授信材料」「待办加一条 …」: the word of the list with something to put on it. */
function addedAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'reminder');
  const { text } = reading;
  const adds = intent && ADDS.exec(text);
  if (!intent || !adds || text.length - adds[0].length < 4 || reading.has('question')) return undefined;
  if (reading.moments('future').length === 0 && !mainMention(reading)) return undefined;
  const filled = fillReminder(reading, intent, 0, adds[0].length);
  return filled.args['text'] ? { ...filled, isGuessed: true, confidence: 0.85 } : undefined;
}

const LISTED = '(?:提醒|闹钟|闹铃|日程|待办)';
/** 「我设了哪些提醒」「提醒有哪些」「看看最近的日程」. */
const SET_LIST = new RegExp(
  `(?:设|定|建|有)(?:了|过)?(?:哪些|什么|几个|多少|啥)[^,。]{0,4}${LISTED}|${LISTED}(?:都)?(?:有哪些|有几个|有什么|是什么|有啥)|^(?:帮我|请)*(?:查看|看看|看下|看一下|查下|查一下|查询|显示|列出)[^,。]{0,6}${LISTED}(?:列表|清单)?[\\s。.]*$|^(?:我的)?${LISTED}(?:列表|清单)[\\s。.]*$`,
  'u',
);
/** 「我明天设闹钟了没有」「有没有设明天的闹钟」. */
const IS_SET = new RegExp(
  `^[^,。]{0,8}(?:设|定|上|开|建)(?:了|过|好)?[^,。]{0,8}${LISTED}(?:了|过)?(?:没有|没|吗|么)[\\s?。.]*$|^[^,。]{0,4}有没有(?:设|定|上|开|建)?(?:了|过)?[^,。]{0,8}${LISTED}[\\s?。.]*$`,
  'u',
);
/** 「念一下闹钟」「把我所有的闹钟给我念一遍」. */
const READ_OUT = new RegExp(
  `^(?:请|帮我|给我|麻烦)*(?:念|读|报|列)(?:一下|一遍|下|出来?|给我听?)+[^,。]{0,8}${LISTED}[\\s。.]*$|^(?:请|帮我)*把?[^,。]{0,8}${LISTED}(?:都|全|给我|帮我)*(?:念|读|报|列)(?:一下|一遍|下|出来?|给我听?)+[\\s。.吧]*$`,
  'u',
);
/** 「我设了哪些提醒」. */
export function listRead(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'todo');
  const { text } = reading;
  if (!intent || text.length > 24 || !reading.hasCue(CUES.alarm) || isNotOwn(reading, 0)) return undefined;
  return SET_LIST.test(text) || (IS_SET.test(text) && !/^(?:你)?(?:能|可以|可不可以|能不能|帮)/.test(text)) || READ_OUT.test(text)
    ? draft(intent, {}, { confidence: 0.75 })
    : undefined;
}

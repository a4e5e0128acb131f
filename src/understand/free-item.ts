import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { fillReminder } from './fill-reminder.js';
import { isNotOwn, isQuestion, spec } from './free-guard.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';
import { isVague, whenAhead } from './when.js';

const LONGEST = 40;
/** What one of these acts cannot be said without. */
const ITEM = /待办|任务|取消|撤|[勾划销]|成|[搞好办做处]|妥|[延挪推缓]|放一?放|改到|往后|先放|作废|别记|删|不要/;
const OF_LIST = /待办|任务|那条|这条|那个|这个|那件|这件|回访|回电|跟进|提醒|材料|的事/;
const TICKED = /[\s,](?:那条|这条|可以|帮我|给我|把它)?(?:打勾|勾|划|销)(?:了|掉|上|一下|去)?(?:吧)?[\s。.!]*$/;
const OVER = /(?:办好|办完|搞定|做完|弄好|完成|办妥|处理完|处理好)了?[\s。.!]*$/;
/** 「给孙丽华送保温杯那个任务完成了」「已办:陈晓梅寄回执」: one that was on the list. */
const THAT_OVER =
  /(?:那个|这个|那条|这条)(?:任务|待办)(?:我)?(?:已经|都)?(?:完成|办完|办好|搞定|做完|弄完)了?(?:[\s,。].{0,8})?$|^已(?:办|完成|办完)[\s:,]/;
const ALL_OVER = /^(?:都|全都?)?(?:搞定了?|办完了?|做完了?)?[\s,]*(?:今天的?|待办|任务|全部|所有|都|全|的|了)*(?:完成|搞定|办完|做完)了?[\s。.!]*$/;
const LATER = /(?:推迟|延后|延到|顺延|延期|往后(?:挪|推|延|放)|挪到|改到|推到|再缓|缓一?缓|缓到|先放放|放一放|先放着)/;

/** 「王总那条勾了吧」「给刘芳回电那个任务顺延一周」: an item of the list by what it is about; which number it has is asked. */
export function itemAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || !ITEM.test(text)) return undefined;
  if (/(?:[?吗呢么没]|没有)[\s。.!]*$/.test(text) || reading.isQuoted(1) || isNotOwn(reading, 0)) return undefined;
  return undoneAct(reading) ?? doneAct(reading) ?? laterAct(reading) ?? addedAct(reading);
}

const UNDO =
  /^(?:(?:不小心)?(?:按|点|发|记|填|选)错了?|手滑了?|哎呀?|等等|算了)?[\s,]*(?:取消|撤销|撤消|撤回)(?:吧|掉|一下|了)?[\s,]*(?:取消|撤销|撤消|撤回)?[\s。.!]*$/;

const LAST = '(?:把)?(?:刚才|刚刚|上面|前面|上)(?:记|发)?的?(?:那|这)?一?(?:条|个|笔|记录)(?:记录)?';
const TAKE_BACK = '(?:作废|别记|不要|不算|删掉?|删除|撤销|撤回|撤掉|取消掉?)';
/** 「上一条作废」「刚才那条别记了 记错人了」「删掉刚刚的记录」. */
const UNDO_LAST = new RegExp(
  `^(?:算了|不要了|等等|哎呀?|[\\s,])*(?:${LAST}(?:我)?${TAKE_BACK}|${TAKE_BACK}${LAST})(?:了|吧|掉)*(?:[\\s,.。].{0,10})?$`,
);

/** 「取消取消」「按错了撤消」; 取消 alone may answer anything. */
function undoneAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'undo');
  const text = reading.text.trim();
  const isUndo = text.length <= 24 && (UNDO.test(text) || UNDO_LAST.test(text));
  return intent && text.length > 3 && isUndo ? draft(intent, {}, { isGuessed: true, confidence: 0.85 }) : undefined;
}

function doneAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'done');
  const { text } = reading;
  if (!intent || !reading.hasCue(CUES.over)) return undefined;
  if (/今天|待办|任务/.test(text) && /全|都|所有/.test(text) && ALL_OVER.test(text))
    return draft(intent, { items: 'all' }, { isGuessed: true, confidence: 0.8 });
  const main = mainMention(reading);
  const isTicked = TICKED.test(text) && (main !== undefined || OF_LIST.test(text));
  const over = OVER.exec(text);
  const isNamed =
    over !== null &&
    main !== undefined &&
    main.by !== 'pronoun' &&
    main.start <= skipSeparators(text, 0) + 1 &&
    (OF_LIST.test(text.slice(main.end, over.index)) || over[0].startsWith('完成')) &&
    over.index - main.end <= 12 &&
    !/[,。;]|说|帮|给我/.test(text.slice(main.end, over.index));
  return isTicked || isNamed || THAT_OVER.test(text) ? draft(intent, {}, { missing: ['items'], isGuessed: true, confidence: 0.75 }) : undefined;
}

function laterAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'snooze');
  const { text } = reading;
  const later = intent && reading.hasCue(CUES.later) ? LATER.exec(text) : null;
  if (!intent || !later || reading.has('question') || /了[嘛啊呢吧]?[\s。.!]*$|被|不要|别/.test(text)) return undefined;
  const main = mainMention(reading);
  if (!OF_LIST.test(text.slice(0, later.index)) && !(main && main.start <= 3 && main.end < later.index)) return undefined;
  if (/[,。;]|说|问|想/.test(text.slice(main?.end ?? 0, later.index)) && !OF_LIST.test(text.slice(0, later.index))) return undefined;
  if (/说|问/.test(text.slice(0, later.index)) || /会议|开会|航班|比赛|演出|我们|你|他们/.test(text)) return undefined;
  const moment = reading.moments('future').findLast((span) => span.start >= later.index - 1 && (span.value.date ?? '') >= reading.today);
  const to = moment && !isVague(moment) ? whenAhead(moment) : undefined;
  return draft(intent, to ? { to } : {}, { missing: to ? ['items'] : ['items', 'to'], isGuessed: true, confidence: 0.75 });
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

const SET_LIST =
  /(?:设|定|建|有)(?:了|过)?(?:哪些|什么|几个|多少)[^,。]{0,4}(?:提醒|闹钟|待办|日程)|(?:提醒|闹钟|日程)(?:都)?(?:有哪些|有几个|有什么|是什么)|^(?:帮我|请)*(?:查看|看看|看下|看一下|查下|查一下|显示)[^,。]{0,6}(?:提醒|闹钟|日程)[\s。.]*$/;
const CALLS_OFF =
  /^(?:请|帮我|把|那个)*(?:取消|清空|删掉|删除|停掉|关掉|去掉|不用再?|不要再?|别再?)[^,。]{0,12}(?:提醒|闹钟|日程)(?!费|的)|(?:提醒|闹钟|日程)(?:给我)?(?:取消|删|停|关|去掉)(?:了|掉)?(?:吧)?[\s。]*$/;

/** 「我设了哪些提醒」, and 「把每周五的那个提醒停了」: on the list each is taken off. */
export function listRead(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'todo');
  const { text } = reading;
  if (!intent || text.length > 24 || !reading.hasCue(CUES.alarm) || isNotOwn(reading, 0)) return undefined;
  return SET_LIST.test(text) || (CALLS_OFF.test(text) && /^[^的]{0,3}提醒我|闹钟|日程|提醒/.test(text) && !isQuestion(reading))
    ? draft(intent, {}, { confidence: 0.75 })
    : undefined;
}

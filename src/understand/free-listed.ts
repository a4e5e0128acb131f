import type { IntentSpec } from '../domain/intent.js';
import { CUES } from './cues.js';
import { hanNumber } from './day-count.js';
import { draft, type Draft } from './draft.js';
import { fillSnooze } from './fill-items.js';
import { isQuestion, spec } from './free-guard.js';
import type { Reading } from './reading.js';
import { itemsIn } from './slots.js';

/** Items of the worklist by their number: done, called off, put off. */

const LONGEST = 40;
const NUMBER = '[0-9一二三四五六七八九十]';
/** 「取消 3」「取消第3条」「删掉第二条待办」. */
const CALLS_OFF = new RegExp(`^(?:请|帮我|给我|把)*(?:取消|删掉|删除|去掉|划掉|勾掉|销掉)(?:一下|掉)?[\\s,]*(?=第?${NUMBER})`);
/** 「第三个不用办了，划掉」「第2条不办了」. */
const NOT_TO_BE =
  /(?:不用|不必|不需要|甭|不)(?:再)?(?:办|做|管|弄|跟进?|处理|联系|打|送|去)?了(?:吧)?(?:[\s,]*(?:可以|帮我|直接|就|请|给我)*(?:划|勾|删|去|销|取消)(?:掉|了)*(?:吧)?)?[\s。.!]*$/;
const FINISH = '(?:干完|办完|做完|做掉|办掉|完成|搞定|办好|弄好|处理完|处理好|弄完|办妥|做好|解决|完事)';
/** 「第2条办完了」「把第一条勾一下」. */
const OVER = new RegExp(
  `(?:已经|都|也|全)?(?:${FINISH}|勾|划|勾掉|划掉|销|销掉|勾一下|划一下)(?:了|啦|吧)?(?:[\\s,]*(?:可以|帮我|请)*(?:划|勾|销|消)(?:掉|了|一下)*)?[\\s。.!]*$`,
);
/** 「刚办妥第二件」「办完了1和3」: the word first. */
const OVER_FIRST = new RegExp(`^(?:我|刚才?|刚刚|已经?|今天|上午|下午|终于|也|都|[\\s,])*${FINISH}(?:了|啦)?(?=第${NUMBER}|[0-9])`, 'u');
/** 「全部完成」「待办都办完了」: all there are. */
const ALL_OVER = new RegExp(
  `^(?:我|今天的?|这[些几]个?|上面的?|列的|待办|任务|事情?|[\\s,])*(?:全部|全都|所有的?|都|全)(?:事情?|待办|任务|的|已经?|都|也|给)*${FINISH}(?:了|啦|喽)*[\\s。.!]*$`,
  'u',
);
/** 「全部推迟到周五」「把待办都改到明天」: whatever is on the list. */
const OF_ALL =
  /^(?:请|把|将|帮我|我的?|[\s,])*(?:(?:全部|所有)(?:的?(?:待办|提醒|任务|事情?))?|(?:待办|提醒|任务|这几[条个件]|这些|它们)?(?:里的?)?(?:全部|全都|都|全))(?:给我|帮我|先|一起|往后)*$/u;
const LATER =
  /推到|推迟到|推迟|延到|延后到|延后|移到|改到|[挪推移](?=(?:今|明|后|大后)天|下周|下个?月|周|星期|[0-9]{1,2}月)|挪到|顺延到|顺延|往后推|晚点再|缓到|放到|改[成为]?(?=[今明后下本这大周星上早中晚0-9一二三四五六七八九十])/;
/** 「一和三都弄完了」: numbers without a mark, several of them. */
const SEVERAL = /^(?:把)?[一二三四五六七八九十](?:[和跟、,\s][一二三四五六七八九十]){1,4}(?=[两三四五]?[条个件项]?(?:都|也|已|全))/;
/** 「把第五条删了」. */
const OFF_LAST = /(?:给我|帮我|都|先|就)*(?:删|取消|去|撤|作废)(?:除|掉|销)?(?:了|吧|一下)*[\s。.!]*$/;
/** 「头两条」: so many from the first one on. */
const FIRST_FEW = /(?:头|前)([0-9]{1,2}|[一两二三四五六七八九十])(?=条|个|件|项)/;
const MARKED = new RegExp(
  `${SEVERAL.source}|${FIRST_FEW.source}|第${NUMBER}|序号\\s*${NUMBER}|${NUMBER}\\s*(?:条|号|项|件)|^[\\s把将]*[0-9]|^取消\\s*[0-9]{1,2}(?:[\\s,、和]+[0-9]{1,2})*\\s*$`,
);
/** 「最后一条不办了」: which number it has is asked. */
const LAST_ONE = /^(?:把)?最后(?:那|一)?(?:一)?(?:条|个|件|项)(?:待办|任务)?/;
/** What stands around the numbers of items. */
const AROUND = /第|序|两条|两个|条|号|项|个|件|和|跟|了|吧|的|我|把|将|已经|都|已|待办|任务|提醒|[0-9一二三四五六七八九十\s,.、;:~-]/g;
/** A tick beside what says that it is not to be: 「把第四条销了，不用办了」. */
const TICKED = /(?:勾|划|销|删|取消|去)(?:掉|了)*/g;

const isBare = (words: string): boolean => words.replace(AROUND, '') === '';

/** Says which by number. */
const isMarked = (reading: Reading): boolean => reading.hasCue(CUES.digit | CUES.numeral) && MARKED.test(reading.text);

/** 「第2条办完了」「刚办妥第二件」「把第二条推到下周一」「全部完成」. */
export function listAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (text.length > LONGEST || !(reading.hasCue(CUES.later | CUES.over) || /[不撤废再]/.test(text))) return undefined;
  if (isQuestion(reading) && !/吧[\s。.!]*$/.test(text)) return undefined;
  const done = spec(reading, 'done');
  if (done && reading.hasCue(CUES.over) && ALL_OVER.test(text)) return draft(done, { items: 'all' }, { isGuessed: true, confidence: 0.8 });
  const later = putOff(reading) ?? againThen(reading);
  if (later) return later;
  const last = done && LAST_ONE.exec(text);
  if (last) return lastOne(done, text.slice(last[0].length));
  if (!done || !isMarked(reading)) return undefined;
  const ended = endedItems(reading);
  return ended && draft(done, { items: ended.items, ...(ended.cancel ? { cancel: true } : {}) }, { isGuessed: true, confidence: 0.88 });
}

const WHY = /(?<=[\u4e00-\u9fff])[,\s](?:客户|他|她|对方|人家|领导|因为|已经)[^,。]{1,10}$/;

/** Over or off: the list tells which one it is. */
function lastOne(done: IntentSpec, said: string): Draft | undefined {
  // 「最后一条取消吧，客户不要了」: why, is said behind it.
  const rest = said.replace(WHY, '');
  const isOff = NOT_TO_BE.test(rest) || OFF_LAST.test(rest);
  if (!isOff && !OVER.test(rest)) return undefined;
  return draft(done, isOff ? { cancel: true } : {}, { missing: ['items'], isGuessed: true, confidence: 0.8 });
}

function putOff(reading: Reading): Draft | undefined {
  const { text } = reading;
  const later = reading.hasCue(CUES.later) ? LATER.exec(text) : null;
  if (!later || /申请|要求|希望|[还扣]款日|账单日/.test(text.slice(0, later.index)) || /了[嘛啊呢吧]?[\s。.!]*$|被/.test(text)) return undefined;
  const intent = spec(reading, 'snooze');
  const filled = intent && fillSnooze(reading, intent, later.index);
  const isAll = OF_ALL.test(text.slice(0, later.index));
  const items = isAll ? ({ items: 'all' } as const) : isMarked(reading) ? itemsIn(text, 0, later.index, []) : undefined;
  if (!filled || !items || !filled.args['to']) return undefined;
  return {
    ...filled,
    args: { items: items.items, to: filled.args['to'] },
    missing: filled.missing.filter((name) => name !== 'items'),
    isGuessed: true,
    confidence: 0.88,
  };
}

/** 「第5条改天，12月2号再办」「第二个今天弄不完，明天下午三点再提醒」: the number, that it is not for now, and when it is. */
const AGAIN_THEN =
  /^(?:那|就|先|[\s,])*(?:第[0-9一二三四五六七八九十]{1,3}(?:条|个|件|项)?|[0-9]{1,2}号?)(?:待办|任务)?(?=[^0-9])[^,。;说问]{0,10}(?:改天|不完|没空|没时间|来不及|不急|先放(?:放|着)?|放一放|不行|不了)(?:了|吧)?[,\s]+[^,。;]{2,12}再(?:办|弄|做|处理|说|看|跟|打|联系|提醒)(?:我|一次|一下|吧)*[\s。.!]*$/u;

function againThen(reading: Reading): Draft | undefined {
  const { text } = reading;
  const intent = text.includes('再') && AGAIN_THEN.test(text) ? spec(reading, 'snooze') : undefined;
  const from = text.search(/[,\s][^,\s]*$/);
  const filled = intent && fillSnooze(reading, intent, from);
  const items = filled?.args['to'] ? itemsIn(text, 0, Math.max(0, text.search(/[^第条个件项号0-9一二三四五六七八九十\s]/)), []) : undefined;
  if (!filled || !items) return undefined;
  return draft(
    intent,
    { items: items.items, to: filled.args['to'] },
    { missing: filled.missing.filter((name) => name !== 'items'), isGuessed: true, confidence: 0.85 },
  );
}

/** Which items are over, or are not to be any more, where nothing but their numbers is said. */
function endedItems(reading: Reading): { items: number[] | 'all'; cancel?: true } | undefined {
  const { text } = reading;
  const isOver = reading.hasCue(CUES.over);
  const off = isOver ? CALLS_OFF.exec(text) : null;
  const offItems = off && isBare(text.slice(off[0].length)) ? itemsIn(text, off[0].length, text.length, []) : undefined;
  if (offItems) return { items: offItems.items, cancel: true };
  const notToBe = text.includes('不') ? NOT_TO_BE.exec(text) : null;
  const before = notToBe && text.slice(0, notToBe.index).replace(TICKED, '');
  const unwanted = notToBe && before !== null && isBare(before) ? itemsIn(text, 0, notToBe.index, []) : undefined;
  if (unwanted) return { items: unwanted.items, cancel: true };
  return isOver || /[撤废]/.test(text) ? tickedItems(text) : undefined;
}

function tickedItems(text: string): { items: number[] | 'all'; cancel?: true } | undefined {
  const first = OVER_FIRST.exec(text);
  if (first && isBare(text.slice(first[0].length))) return itemsIn(text, first[0].length, text.length, []);
  const last = OFF_LAST.exec(text);
  const dropped = last && isBare(text.slice(0, last.index)) ? itemsIn(text, 0, last.index, []) : undefined;
  if (dropped) return { items: dropped.items, cancel: true };
  const few = FIRST_FEW.exec(text);
  const over = OVER.exec(text);
  if (few && over && isBare(text.slice(0, over.index).replace(FIRST_FEW, '')))
    return itemsIn(`1-${/[0-9]/.test(few[1] as string) ? few[1] : hanNumber(few[1] as string)}`, 0, LONGEST, []);
  if (!over || !isBare(text.slice(0, over.index))) return undefined;
  return itemsIn(
    SEVERAL.test(text) ? text.slice(0, over.index).replace(/[一二三四五六七八九十]/g, '第$&') : text.slice(0, over.index),
    0,
    text.length,
    [],
  );
}

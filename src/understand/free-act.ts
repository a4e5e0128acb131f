import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { fillSnooze } from './fill-items.js';
import { changesIn, plainChangesIn } from './fill-amend.js';
import { fillAssignTo, fillCaseTo } from './fill-relation.js';
import { actingAct } from './free-acting.js';
import { caseAct } from './free-case.js';
import { caseDoneAct, forwardedAct } from './free-case-act.js';
import { contactAct, plainContactAct } from './free-contact.js';
import { followUpAct } from './free-follow-up.js';
import { grievanceAct, wishAct } from './free-wish.js';
import { itemAct, listRead } from './free-item.js';
import { argOf, isNotOwn, isQuestion, spec } from './free-guard.js';
import { appointmentAct, greetingAct, planAct } from './free-plan.js';
import { keptDayAct } from './free-day.js';
import { careDateAct, newClientAct, profileAct, relativeAct } from './free-profile.js';
import { reminderAct } from './free-reminder.js';
import { slipAct, slipsAct } from './free-slip.js';
import { timerAct } from './free-timer.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { itemsIn, mainMention } from './slots.js';

/** An act or a question told without its keyword first. Acts found here are guesses: they are shown before anything is stored. */
export function freeAct(reading: Reading): Draft | undefined {
  return (
    amendAct(reading) ??
    listAct(reading) ??
    itemAct(reading) ??
    actingAct(reading) ??
    assignAct(reading) ??
    referralAct(reading) ??
    keptDayAct(reading) ??
    reminderAct(reading) ??
    timerAct(reading) ??
    forwardedAct(reading) ??
    caseDoneAct(reading) ??
    caseAct(reading) ??
    wishAct(reading) ??
    slipsAct(reading) ??
    contactAct(reading) ??
    appointmentAct(reading) ??
    newClientAct(reading) ??
    relativeAct(reading) ??
    careDateAct(reading) ??
    greetingAct(reading) ??
    planAct(reading) ??
    slipAct(reading) ??
    grievanceAct(reading) ??
    profileAct(reading) ??
    plainContactAct(reading) ??
    followUpAct(reading) ??
    listRead(reading)
  );
}

/** 「上条补一句 他还想看看房贷」. */
const ADDS_TO_LAST =
  /^(?:上一?条|刚才(?:那条|那个)?|上面那条)?(?:再)?(?:补一句|补充一句|加一句|补充一下|补一下|补充)[\s,:]+(.{2,})$|^(?:再|给|帮我|请|往)?(?:补充|补|加)(?:一?下|一句|几句|到|在|点)?(?:上一?条|刚才(?:那条|的)?(?:记录)?|上面那条)(?:里|后面)?[\s,:]+(.{2,})$/;
/** 「说的是张伟不是张薇」. */
const MEANT = /^(?:[哦啊呃嗯,\s]|那个|我)*(?:说|记|指|打)的是/;

/** 「不是我不想给他打电话」: an excuse, and puts nothing right. */
const EXCUSES =
  /^不是(?:(?:我|他|她|你|您|咱)们?(?!是|[\s,])|(?:请|要|叫|让|想要?|想让)你|(?:说|要|想)?要?提醒|不|没|因为|所有|每|只|光|说|想|针对|故意)/;

/** 「不对，是周四」「改成面谈」「记错了，是昨天」; right behind a record 「是面谈」 too. */
function amendAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'amend');
  const { text } = reading;
  const plain = intent && text.includes('是') && !isQuestion(reading) ? plainChangesIn(reading, reading.context.justRecorded === true) : undefined;
  if (intent && plain) return draft(intent, { changes: plain.changes }, { missing: plain.missing, isGuessed: true, confidence: 0.85 });
  const added = text.length <= 80 && reading.hasCue(CUES.addition) ? ADDS_TO_LAST.exec(text) : null;
  const words = added?.[1] ?? added?.[2];
  if (intent && words !== undefined && !isQuestion(reading))
    return draft(
      intent,
      { changes: { addition: reading.verbatim(text.length - words.length, text.length).trim() } },
      { isGuessed: true, confidence: 0.85 },
    );
  if (text.length > 60 || !reading.has('wrong')) return undefined;
  const meant = MEANT.exec(text);
  const who = intent && meant ? reading.mentions.find((one) => one.start === meant[0].length && one.people.length > 0) : undefined;
  if (intent && who && /^,?(?:而)?不是/.test(text.slice(who.end)))
    return draft(intent, { changes: { client: argOf(reading, who) } }, { isGuessed: true, confidence: 0.85 });
  const start = skipSeparators(text, 0);
  const first = reading.hits('wrong').find((hit) => hit.start <= start + 6 && !reading.isQuoted(hit.start));
  if (!intent || !first) return undefined;
  const lead = text
    .slice(start, first.start)
    .replace(/时间|日期|方式|结果|金额|数字|数额|客户|名字|姓名|人名|人|电话|刚才|刚刚|那条|上条|上一条|我|的|啊|哦|呃|嗯|[\s,]/g, '');
  if (lead.length > 0 || isQuestion(reading) || EXCUSES.test(text.slice(first.start))) return undefined;
  const isField = /^(?:时间|日期|方式|结果)/.test(text.slice(start));
  // 「改成线上会议了」: something else was changed, and that is told.
  if (
    /会议|开会|[了的][\s。.]*$/.test(text.slice(first.end)) &&
    !/^(?:我?[说记写弄搞打]|应)/.test(text.slice(first.start)) &&
    text.startsWith('改', first.start)
  )
    return undefined;
  const found = changesIn(reading, isField ? start : first.start === start && text.startsWith('不是', start) ? start : first.end);
  if (Object.keys(found.changes).length === 0) return undefined;
  const { client, ...others } = found.changes;
  if (Object.keys(others).length === 0 && client === undefined) return undefined;
  // 「是吃饭的原因」: a way of meeting that only stands before another word.
  if (Object.keys(others).every((key) => key === 'mode') && reading.hits('mode', first.end).some((hit) => text[hit.end] === '的')) return undefined;
  return draft(intent, { changes: found.changes }, { missing: found.missing, isGuessed: true, confidence: 0.85 });
}

/** 「取消 3」「取消第3条」「删掉第二条待办」. */
const CALLS_OFF = /^(?:请|帮我|给我|把)*(?:取消|删掉|删除|去掉|划掉|勾掉|销掉)(?:一下|掉)?[\s,]*(?=第?[0-9一二三四五六七八九十])/;
/** 「第三个不用办了，划掉」「第2条不办了」. */
const NOT_TO_BE =
  /(?:不用|不必|不需要|甭|不)(?:再)?(?:办|做|管|弄|跟进?|处理|联系|打|送|去)?了(?:吧)?(?:[\s,]*(?:可以|帮我|直接|就|请|给我)*(?:划|勾|删|去|销|取消)(?:掉|了)*(?:吧)?)?[\s。.!]*$/;
/** What stands around the numbers of items. */
const OF_ITEMS = /第|条|号|项|个|件|和|跟|了|吧|的|我|把|将|已经|都|已|待办|任务|提醒|[0-9一二三四五六七八九十\s,.、;:~-]/g;

/** 「第2条办完了」「把第二条推到下周一」. */
function listAct(reading: Reading): Draft | undefined {
  const { text } = reading;
  if (
    text.length > 40 ||
    !(reading.hasCue(CUES.later | CUES.over) || text.includes('不')) ||
    !reading.hasCue(CUES.digit | CUES.numeral) ||
    (isQuestion(reading) && !/[掉了]吧[\s。.!]*$/.test(text))
  )
    return undefined;
  const later = !reading.hasCue(CUES.later)
    ? null
    : /推到|推迟到|推迟|延到|延后到|延后|改到|挪到|顺延到|顺延|往后推|晚点再|缓到|放到|改[成为]?(?=[今明后下本这大周星上早中晚0-9一二三四五六七八九十])/.exec(
        text,
      );
  const isMarked =
    /第[0-9一二三四五六七八九十]|[0-9一二三四五六七八九十]\s*(?:条|号|项|件)|^[\s把将]*[0-9]|^取消\s*[0-9]{1,2}(?:[\s,、和]+[0-9]{1,2})*\s*$/.test(
      text,
    );
  if (later && isMarked && !/申请|要求|希望|[还扣]款日|账单日/.test(text.slice(0, later.index)) && !/了[嘛啊呢吧]?[\s。.!]*$|被/.test(text)) {
    const intent = spec(reading, 'snooze');
    if (!intent) return undefined;
    const filled = fillSnooze(reading, intent, later.index);
    const items = itemsIn(text, 0, later.index, []);
    if (items && filled.args['to'])
      return {
        ...filled,
        args: { items: items.items, to: filled.args['to'] },
        missing: filled.missing.filter((name) => name !== 'items'),
        isGuessed: true,
        confidence: 0.88,
      };
  }
  const off = isMarked && reading.hasCue(CUES.over) ? CALLS_OFF.exec(text) : null;
  if (off) {
    const intent = spec(reading, 'done');
    const items = itemsIn(text, off[0].length, text.length, []);
    const rest = text.slice(off[0].length).replace(OF_ITEMS, '');
    if (intent && items && rest.length === 0) return draft(intent, { items: items.items, cancel: true }, { isGuessed: true, confidence: 0.88 });
  }
  const notToBe = isMarked && text.includes('不') ? NOT_TO_BE.exec(text) : null;
  if (notToBe) {
    const intent = spec(reading, 'done');
    const items = itemsIn(text, 0, notToBe.index, []);
    if (intent && items && text.slice(0, notToBe.index).replace(OF_ITEMS, '') === '')
      return draft(intent, { items: items.items, cancel: true }, { isGuessed: true, confidence: 0.88 });
  }
  const over =
    !isMarked || !reading.hasCue(CUES.over)
      ? null
      : /(?:已经|都|也|全)?(?:办完|做完|做掉|办掉|完成|搞定|办好|弄好|处理完|处理好|弄完|办妥|做好|勾|划|勾掉|划掉|销掉|勾一下|划一下)(?:了|啦|吧)?(?:[\s,]*(?:可以|帮我|请)*(?:划|勾|销|消)(?:掉|了|一下)*)?[\s。.!]*$/.exec(
          text,
        );
  if (over) {
    const intent = spec(reading, 'done');
    const items = itemsIn(text, 0, over.index, []);
    const rest = text.slice(0, over.index).replace(OF_ITEMS, '');
    if (intent && items && rest.length === 0) return draft(intent, { items: items.items }, { isGuessed: true, confidence: 0.88 });
  }
  return undefined;
}

function assignAct(reading: Reading): Draft | undefined {
  const cases = spec(reading, 'case-list');
  const moved = cases && fillCaseTo(reading, cases);
  if (moved) return moved;
  const intent = spec(reading, 'assign');
  if (!intent || !reading.text.includes('给') || isQuestion(reading)) return undefined;
  return fillAssignTo(reading, intent);
}

/** 「把吴静推荐给林涛，她想买保险」. */
function referralAct(reading: Reading): Draft | undefined {
  const intent = spec(reading, 'referral');
  const { text } = reading;
  const at = text.indexOf('推荐给');
  const main = mainMention(reading);
  if (!intent || at < 0 || !main || main.end > at || isQuestion(reading) || isNotOwn(reading, at)) return undefined;
  if (!/^[\s,]*(?:请|帮我|我|想|要|再)*[把将]?(?:客户)?$/.test(text.slice(0, main.start)) || text.slice(main.end, at).trim() !== '') return undefined;
  const named = skipSeparators(text, at + 3);
  const to = (reading.context.staff ?? []).find((name) => text.startsWith(name, named));
  // 「推荐给小刘，他想看保险」: a colleague not known by that name; the words keep him.
  if (!to && !/^[小老][\u4e00-\u9fff][\s,]+[^\s,]{3}/.test(text.slice(named))) return undefined;
  const words = to ? skipSeparators(text, named + to.length) : at;
  const need = reading
    .verbatim(words, text.length)
    .replace(/^[了吧,，\s]*(?:他|她)?/, '')
    .trim();
  return draft(
    intent,
    { client: argOf(reading, main), ...(need ? { need } : {}), ...(to ? { to } : {}) },
    { missing: need ? [] : ['need'], isGuessed: true, confidence: 0.85 },
  );
}

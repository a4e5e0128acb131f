import { strangerAt } from './client-mention.js';
import { CUES } from './cues.js';
import { draft, type Draft } from './draft.js';
import { changesIn, plainChangesIn } from './fill-amend.js';
import { fillAssignTo, fillCaseTo } from './fill-relation.js';
import { actingAct } from './free-acting.js';
import { bookedAct } from './free-booked.js';
import { caseAct } from './free-case.js';
import { caseDoneAct, forwardedAct } from './free-case-act.js';
import { contactAct, plainContactAct } from './free-contact.js';
import { followUpAct } from './free-follow-up.js';
import { grievanceAct, wishAct } from './free-wish.js';
import { itemAct, listRead } from './free-item.js';
import { namedKinAct } from './free-kin.js';
import { listAct } from './free-listed.js';
import { argOf, isNotOwn, isQuestion, spec } from './free-guard.js';
import { onSiteAct } from './free-on-site.js';
import { appointmentAct, greetingAct, isBarePlan, planAct } from './free-plan.js';
import { keptDayAct } from './free-day.js';
import { careDateAct, keptAct, newClientAct, profileAct, relativeAct } from './free-profile.js';
import { reminderAct } from './free-reminder.js';
import { slipAct, slipsAct } from './free-slip.js';
import { someDayAct } from './free-some-day.js';
import { timerAct } from './free-timer.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { mainMention } from './slots.js';

/** An act or a question told without its keyword first. Acts found here are guesses: they are shown before anything is stored. */
export function freeAct(reading: Reading): Draft | undefined {
  return (
    amendAct(reading) ??
    listAct(reading) ??
    itemAct(reading) ??
    actingAct(reading) ??
    assignAct(reading) ??
    referralAct(reading) ??
    namedKinAct(reading) ??
    keptDayAct(reading) ??
    bookedAct(reading) ??
    reminderAct(reading) ??
    timerAct(reading) ??
    (reading.text.includes('备注') ? keptAct(reading, true) : undefined) ??
    onSiteAct(reading) ??
    forwardedAct(reading) ??
    caseDoneAct(reading) ??
    caseAct(reading) ??
    wishAct(reading) ??
    slipsAct(reading) ??
    (isBarePlan(reading) ? planAct(reading) : contactAct(reading)) ??
    appointmentAct(reading) ??
    newClientAct(reading) ??
    relativeAct(reading) ??
    careDateAct(reading) ??
    greetingAct(reading) ??
    planAct(reading) ??
    someDayAct(reading) ??
    slipAct(reading) ??
    grievanceAct(reading) ??
    keptAct(reading) ??
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
    .replace(/时间|日期|方式|结果|金额|数字|数额|客户|名字|姓名|人名|人|电话|刚才|刚刚|那[条个次笔]|上条|上一条|我|的|啊|哦|呃|嗯|[\s,]/g, '');
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

function assignAct(reading: Reading): Draft | undefined {
  const cases = spec(reading, 'case-list');
  const moved = cases && fillCaseTo(reading, cases);
  if (moved) return moved;
  const intent = spec(reading, 'assign');
  if (!intent || !reading.text.includes('给') || isQuestion(reading)) return undefined;
  return fillAssignTo(reading, intent);
}

/** 「小马」「财富顾问」「对公的小马」: a colleague by what he is. */
const OF_DUTY =
  /^(?:[\u4e00-\u9fff]{2,4}的)?[小老][\u4e00-\u9fff]|^(?:私行|对公|公司|零售|个贷)?(?:财富|投资|理财|客户|信贷|保险)?(?:顾问|经理|专员|专家|条线|部门?)(?=[\s,])/;

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
  const stranger = to ? 0 : strangerAt(text, named);
  const duty = OF_DUTY.exec(text.slice(named));
  if (!to && !/^[\s,]+[^\s,]{3}/.test(text.slice(named + (stranger || (duty?.[0].length ?? 0))))) return undefined;
  if (!to && stranger === 0 && !duty) return undefined;
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

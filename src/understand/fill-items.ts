import type { IntentSpec } from '../domain/intent.js';
import { daysIn } from './day-count.js';
import { draft, type Draft } from './draft.js';
import { Reading } from './reading.js';
import { itemsIn } from './slots.js';
import type { MomentSpan } from './time/types.js';
import { fromNow, isVague, whenAhead } from './when.js';

const AHEAD = /([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s*个?(天|周|星期|礼拜|月)(?:后|以后|之后)?\s*$/;

export function fillItems(reading: Reading, intent: IntentSpec, from: number, to: number): Draft {
  const found = itemsIn(reading.text, from, to, []);
  const missing = found ? [] : ['items'];
  return draft(intent, found ? { items: found.items } : {}, { missing });
}

/** 「推迟 1 周四」: the first item to Thursday, no week and a four. */
const BEFORE_WEEKDAY = /^\s*[0-9]{1,2}(?:[\s,、]+[0-9]{1,2})*\s+(?=(?:周|星期|礼拜)[一二三四五六日天])/;

/** Which items, and until when. A bare length of time counts from now. */
export function fillSnooze(reading: Reading, intent: IntentSpec, from: number): Draft {
  const numbers = BEFORE_WEEKDAY.exec(reading.text.slice(from));
  if (numbers) {
    const behind = from + numbers[0].length;
    const { args, missing, isGuessed } = fillSnooze(new Reading(reading.verbatim(behind, reading.text.length), reading.context), intent, 0);
    const items = itemsIn(reading.text, from, behind, []);
    if (items && args['to'])
      return draft(intent, { items: items.items, to: args['to'] }, { missing: missing.filter((name) => name !== 'items'), isGuessed });
  }
  const missing: string[] = [];
  const args: Record<string, unknown> = {};
  const spans = reading.times('future').filter((span) => span.start >= from);
  // 「推迟 2 3天」「推迟 1 3 下周三」: the time is what stands last; what looks like one before it may be an item.
  const moment = spans.filter((span): span is MomentSpan => span.kind !== 'duration').at(-1);
  const duration = spans.filter((span) => span.kind === 'duration').at(-1);
  const length = moment || duration ? null : AHEAD.exec(reading.text.slice(from));
  if (length) {
    const at = from + length.index;
    const ahead = fromNow(reading, daysIn(length[1] as string, length[2] as string) * 1440);
    const before = itemsIn(reading.text, from, at, []);
    return draft(intent, { ...(before ? { items: before.items } : {}), to: ahead }, { missing: before ? [] : ['items'] });
  }
  const taken = moment ?? duration;
  const found = itemsIn(reading.text, from, reading.text.length, taken ? [taken] : []);
  if (found) args['items'] = found.items;
  else missing.push('items');
  if (moment) {
    args['to'] = whenAhead(moment);
    if (isVague(moment)) missing.push('to');
  } else if (duration && duration.kind === 'duration') args['to'] = fromNow(reading, duration.value.minutes);
  else missing.push('to');
  return draft(intent, args, { missing, isGuessed: moment?.guessed === true && !moment.value.vague });
}

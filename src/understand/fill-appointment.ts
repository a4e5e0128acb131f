import type { IntentSpec } from '../domain/intent.js';
import { draft, withClient, type Draft } from './draft.js';
import { futureMoment } from './future-moment.js';
import { skipSeparators } from './keyword.js';
import type { Reading } from './reading.js';
import { lastSpokenOf, tokenEnd, type TakenClient } from './slots.js';
import type { MomentSpan } from './time/types.js';
import { isVague, whenOf } from './when.js';

const PLACE_LEADS = ['地点', '在', '到', '来', '去'];
/** 「约张敏在咖啡馆」: what stands before who is met. */
const BEFORE_WHOM = /^[约跟和与同请陪见]{0,2}$/;
const MEETING_WORDS = new Set([
  '面谈',
  '见面',
  '面访',
  '拜访',
  '吃饭',
  '喝茶',
  '喝咖啡',
  '面聊',
  '聊聊',
  '会面',
  '见',
  '谈',
  '上门',
  '打球',
  '办业务',
  '到店',
  '签约',
  '面签',
  '双录',
]);

/** Who, when, where and with whom; `from` is behind the keyword, 0 in a free sentence. */
export function fillAppointment(reading: Reading, intent: IntentSpec, from: number, taken: TakenClient | undefined): Draft {
  const { text, context } = reading;
  const missing: string[] = [];
  const moved = /改约(?:在|到|成)?|改到|改成|改在|换到|挪到/.exec(text.slice(from));
  // 「王总今天没空 改约后天下午」: the day it was moved to.
  const moment = (moved && futureMoment(reading, from + moved.index + moved[0].length)) ?? futureMoment(reading, from);
  const args: Record<string, unknown> = {};
  let isGuessed = false;
  if (moment) {
    const time = hourApart(reading, moment);
    args['at'] = isVague(moment) ? { ...whenOf(moment), vague: true } : { ...whenOf(moment), ...(time ? { time } : {}) };
    if (isVague(moment)) missing.push('at');
    else isGuessed = moment.guessed === true;
  } else missing.push('at');
  const people = (context.staff ?? []).filter(
    (name) => text.includes(name) && text.indexOf(name) >= from && name !== taken?.mention?.people[0]?.name,
  );
  if (people.length > 0) args['participants'] = people;
  const place = placeIn(reading, moment ? moment.end : (taken?.end ?? from), people);
  if (place) args['place'] = place;
  return draft(intent, withClient(args, taken?.arg ?? lastSpokenOf(reading), missing), { missing, isGuessed, ...(taken ? { taken } : {}) });
}

const CLOCK_ONLY = /^(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|早|晚)?[0-9零一二两三四五六七八九十]/;

/** 「周三有空，我约了他下午三点」: the hour of a day that was named apart from it; undefined where several hours are named. */
function hourApart(reading: Reading, day: MomentSpan): string | undefined {
  if (day.kind !== 'date' || day.grain !== 'day' || day.value.time !== undefined || day.value.endDate !== undefined) return undefined;
  const later = reading.moments('future').filter((span) => span.start >= day.end && span.value.date !== undefined && !span.value.vague);
  const [hour] = later;
  return later.length === 1 && hour?.kind === 'time' && hour.value.endTime === undefined && CLOCK_ONLY.test(hour.text) ? hour.value.time : undefined;
}

function placeIn(reading: Reading, from: number, staff: readonly string[]): string | undefined {
  const { text } = reading;
  for (let at = skipSeparators(text, from); at < text.length;) {
    const end = tokenEnd(text, at);
    const named = reading.mentions.find((one) => one.start >= at && one.end < end && BEFORE_WHOM.test(text.slice(at, one.start)));
    // 「三点去她公司」: the hour stands before where.
    const hour = named ? undefined : reading.momentPlaces().find((span) => span.start === at && span.end < end);
    const word = text.slice(named?.end ?? hour?.end ?? at, end);
    const lead = PLACE_LEADS.find((one) => word.startsWith(one) && word.length > one.length + 1);
    let place = lead ? word.slice(lead.length) : word;
    for (const meeting of MEETING_WORDS) if (place.length > meeting.length && place.endsWith(meeting)) place = place.slice(0, -meeting.length);
    const isPlace =
      /(?:支行|网点|分行|银行|公司|办公室|厅|室|楼|家|店|馆|院|园|广场|大厦|中心|酒店|路|街|城|区|厂|学校|小区|单位|咖啡|茶楼|咖啡厅)$/.test(place);
    if (
      place.length >= 1 &&
      place.length <= 24 &&
      isPlace &&
      !place.startsWith('看') &&
      !staff.some((name) => place.includes(name)) &&
      !MEETING_WORDS.has(place)
    )
      return place;
    at = skipSeparators(text, end);
    if (at === end) break;
  }
  return undefined;
}

import { addDays, dateAt, formatFullDay, instantAt, MINUTE_MS, timeAt } from '../domain/calendar/index.js';
import type { Frame } from '../domain/intent.js';
import { understand } from './answer-topic.js';
import { act, type JustStored } from './behind.js';
import type { Road } from './road.js';

/**
 * A few words right behind what was just stored, or while a day waits to be confirmed, which say nothing by themselves: 「上午十点半」,
 * 「电话」, 「不用提醒了」, 「提前三天提醒我」. What they come to is shown first.
 */
export async function rightBehind(road: Road, frame: Frame): Promise<Frame | undefined> {
  if (frame.intent === 'reminder' || (frame.intent === null && ONLY_AHEAD.test(frame.text))) return ahead(road, frame);
  if (frame.intent !== null || frame.text.length > LONGEST) return undefined;
  const later = EXCUSE.exec(frame.text);
  if (later) return putOff(road, frame.text.slice(later[0].length));
  if (NO_REMINDER.test(frame.text)) return calledOff(road, frame);
  const stored = await justStored(road);
  if (!stored) return undefined;
  const name = stored.contact ? 'contact' : stored.task.kind === 'appointment' ? 'appointment' : 'reminder';
  return road.deps.commands.get(name)?.behind?.(frame, stored);
}

const LONGEST = 16;
/** 「没空，改到下周一」 */
const EXCUSE = /^(?:我?(?:现在|这会儿?|今天)?(?:没空|没时间|来不及|顾不上|走不开|在?忙|在开会|有事|不方便))[，,、\s了]+/u;
const NO_REMINDER = /^(?:这[个条件]?|那[个条件]?|刚才那[个条件]|[\s,，])*(?:不用|不要|不必|别|甭|无需)再?提醒(?:我|了)*[。.\s]*$/u;
/** 「提前三天提醒我」, 「提醒我提前一小时」 and nothing of what. */
const ONLY_AHEAD = /^(?:请|麻烦)?(?:提前[^，,。]{1,6}(?:提醒|叫|喊)[我一下吧\s。.]*|(?:提醒|叫|喊)我提前[^，,。]{1,6})$/u;

/** What this person stored last, as long as 撤销 is good for it. What a record brought with it goes with the record. */
export async function justStored({ store, user, now, deps }: Road): Promise<JustStored | undefined> {
  const [task, contact] = [await store.task.findLastBy(user.id), await store.contactRecord.findLastBy(user.id)];
  const since = now.getTime() - deps.rules.contact.undoMinutes * MINUTE_MS;
  if (task && task.createdAt > since && task.createdAt > (contact?.createdAt ?? 0)) return task.state === 'open' ? { task } : undefined;
  return contact && contact.createdAt > since ? { contact } : undefined;
}

/** What stands behind the excuse, where it puts an item off. */
async function putOff(road: Road, words: string): Promise<Frame | undefined> {
  const heard = await understand(road, words);
  return heard.intent === 'snooze' ? { ...heard, needsConfirm: true } : undefined;
}

/** The one just made; of another, which is meant is asked where it is open. It comes back with 撤销. */
async function calledOff(road: Road, frame: Frame): Promise<Frame> {
  const stored = await justStored(road);
  if (stored?.task?.kind === 'reminder') return act(frame, 'done', { cancel: true, items: { ids: [stored.task.id] } }, { needsConfirm: false });
  return act(frame, 'done', { cancel: true }, { missing: ['items'] });
}

/** So many days before the day that waits, or that was just stored. */
async function ahead(road: Road, frame: Frame): Promise<Frame | undefined> {
  if (!ONLY_AHEAD.test(frame.text)) return undefined;
  const minutes = (frame.spans.find(({ kind }) => kind === 'duration')?.value as { minutes?: number } | undefined)?.minutes ?? 0;
  const day = await dayBehind(road);
  const at = day && minutes > 0 ? before(day, minutes) : undefined;
  // Hours before nothing that is known are no hours from now.
  if (!day || !at) return minutes > 0 && minutes % DAY_MINUTES > 0 ? act(frame, 'reminder', {}, { missing: ['at', 'text'] }) : undefined;
  const text = `${day.text}（${formatFullDay(day.date, road.now)}${day.time && at.time ? ` ${day.time}` : ''}）`;
  // What is over by then is said to be, and another time offered.
  const { businessDayStart } = road.deps.rules.calendar;
  const isPast = at.time === undefined ? at.date < dateAt(road.now) : instantAt(at.date, at.time) <= road.now;
  return act(
    frame,
    'reminder',
    { text, at: isPast ? { time: businessDayStart, ...at } : at },
    { needsConfirm: !isPast, text: `${frame.text} ${text}` },
  );
}

/** Whole days keep to days; hours need the hour. */
function before({ date, time }: DayBehind, minutes: number): { date: string; time?: string } | undefined {
  if (minutes % DAY_MINUTES === 0) return { date: addDays(date, -minutes / DAY_MINUTES) };
  if (time === undefined) return undefined;
  const at = new Date(instantAt(date, time).getTime() - minutes * MINUTE_MS);
  return { date: dateAt(at), time: timeAt(at) };
}

interface DayBehind {
  date: string;
  time?: string | undefined;
  text: string;
}

const DAY_MINUTES = 24 * 60;

/** The day that waits, or that was just stored, and what is on it. */
async function dayBehind(road: Road): Promise<DayBehind | undefined> {
  const { question } = road.session;
  const waiting = question?.kind === 'confirm' ? question.frame : undefined;
  const at = waiting && DATED.includes(waiting.intent ?? '') ? (waiting.args['at'] ?? waiting.args['date']) : undefined;
  const { date, time } = (typeof at === 'string' ? { date: at } : (at ?? {})) as { date?: string; time?: string };
  if (waiting && date !== undefined) {
    const { text, client } = waiting.args as { text?: string; client?: { name?: string } };
    const word = road.deps.commands.get(waiting.intent ?? '')?.aliases[0] ?? '';
    return { date, time, text: text ?? `${client?.name ?? ''} ${word}`.trim() };
  }
  const stored = await justStored(road);
  return stored?.task ? { date: stored.task.dueOn, time: stored.task.dueTime ?? undefined, text: stored.task.text } : undefined;
}

const DATED = ['appointment', 'reminder', 'care-date'];

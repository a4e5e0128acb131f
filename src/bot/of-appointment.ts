import { timeAt } from '../domain/calendar/index.js';
import type { Frame, Span, WhenValue } from '../domain/intent.js';
import { placeSaid } from '../domain/place-said.js';
import type { TaskRow } from '../store/task.js';
import { act } from './behind.js';
import { justStored } from './right-behind.js';
import type { Road } from './road.js';

/**
 * What is said of an appointment that stands, in words that mean nothing without it: that the client does not come (「张敏不来了」「王总
 * 说周五来不了」) or comes another day (「张敏改到周六了」), or where it is (「地点改成二楼会议室」). What they come to is shown first.
 */
export async function ofAppointment(road: Road, frame: Frame): Promise<Frame | undefined> {
  if (frame.intent !== null || frame.text.length > LONGEST) return undefined;
  const rest = wordsApart(frame);
  const place = placeSaid(rest);
  const to = place === undefined && MOVED.test(rest) ? dayMovedTo(frame) : undefined;
  if (place === undefined && to === undefined && !NOT_COMING.test(rest)) return undefined;
  const who = frame.spans.find(({ kind }) => kind === 'client');
  const days = frame.spans.filter((span) => isWhen(span) && span !== to).map((span) => (span.value as WhenValue).date);
  const task = who ? await nextWith(road, who, days) : place === undefined ? undefined : await justMade(road);
  if (!task) return undefined;
  if (place !== undefined) return elsewhere(road, frame, task, place);
  const items = { ids: [task.id] };
  if (!to) return act(frame, 'done', { items, cancel: true });
  // 「改到下周了」: on which day, is asked.
  const isOneDay = (to.value as WhenValue).endDate === undefined;
  return isOneDay ? act(frame, 'snooze', { items, to: to.value }) : { ...act(frame, 'snooze', { items }), missing: ['to'] };
}

const LONGEST = 30;
const WHY = '(?:跟|和|与|客户|那边|刚才?|说是?|想|要|临时|突然|有事|有点事|没空|没时间|可能|估计|又|就|[\\s，,。])*';
const COMES_NOT = '(?:(?:不|没法|不能|没办法|无法)(?:过来|来)(?:见面|面谈|签约|网点|行里)?(?:了|啦)|(?:来|过)不(?:了|成|来)(?:了|啦)?|要?爽约了?)';
const NOT_COMING = new RegExp(`^${WHY}${COMES_NOT}[\\s。！!]*$`, 'u');
const MOVED = new RegExp(
  `^${WHY}(?:${COMES_NOT})?${WHY}(?:改|挪|推|换|延)(?:约|期|迟)?(?:到|成|为|在|至)?(?:再|了|吧|见面?|过?来|面谈|[\\s，,。！!]|的?(?:同一|同样的?|原来的?|老)(?:时间|点儿?|钟点)|时间不变)*$`,
  'u',
);

const isWhen = ({ kind }: Span): boolean => kind === 'date' || kind === 'time';

/** The day behind the word of moving; undefined where it is not said to the day. */
function dayMovedTo({ text, spans }: Frame): Span | undefined {
  const from = text.search(/[改挪推换延]/u);
  const to = spans.filter(isWhen).at(-1);
  return to && to.start > from && (to.value as WhenValue).vague !== true ? to : undefined;
}

/** The sentence without whom and when it names. */
const wordsApart = ({ text, spans }: Frame): string =>
  [...text].length === text.length
    ? text.replace(/[\s\S]/g, (one, at: number) => (spans.some((span) => NAMED.includes(span.kind) && at >= span.start && at < span.end) ? '' : one))
    : text;
const NAMED: readonly Span['kind'][] = ['client', 'date', 'time'];

/** The next appointment with the one named, on one of the days where any is named; undefined where several are called so. */
async function nextWith({ store, user, now }: Road, { value }: Span, days: readonly string[]): Promise<TaskRow | undefined> {
  const { id } = value as { id?: string };
  const met = id === undefined ? [] : await store.task.listOpenByClient(id);
  return met.find(
    (task) =>
      task.kind === 'appointment' && task.ownerId === user.id && task.dueAt >= now.getTime() && (days.length === 0 || days.includes(task.dueOn)),
  );
}

async function justMade(road: Road): Promise<TaskRow | undefined> {
  const task = (await justStored(road))?.task;
  return task?.kind === 'appointment' ? task : undefined;
}

async function elsewhere({ store }: Road, frame: Frame, task: TaskRow, place: string): Promise<Frame | undefined> {
  const client = task.clientId === null ? undefined : await store.client.findRow(task.clientId);
  return (
    client &&
    act(frame, 'appointment', {
      client: { id: client.id, name: client.name, by: 'chosen' },
      at: { date: task.dueOn, ...(task.dueTime === null ? {} : { time: timeAt(new Date(task.dueAt)) }) },
      place,
      ...(task.participants === null ? {} : { participants: JSON.parse(task.participants) as string[] }),
      instead: task.id,
    })
  );
}

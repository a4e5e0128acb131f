import { timeAt } from '../domain/calendar/index.js';
import type { Frame, Span, WhenValue } from '../domain/intent.js';
import { placeSaid } from '../domain/place-said.js';
import type { TaskRow } from '../store/task.js';
import { justStored } from './right-behind.js';
import type { Road } from './road.js';

/**
 * What is said of an appointment that stands, in words that mean nothing without it: that the client does not come (「张敏不来了」「王总
 * 说周五来不了」), or where it is (「地点改成二楼会议室」). What they come to is shown first.
 */
export async function ofAppointment(road: Road, frame: Frame): Promise<Frame | undefined> {
  if (frame.intent !== null || frame.text.length > LONGEST) return undefined;
  const rest = wordsApart(frame);
  const place = placeSaid(rest);
  if (place === undefined && !NOT_COMING.test(rest)) return undefined;
  const who = frame.spans.find(({ kind }) => kind === 'client');
  const task = who ? await nextWith(road, frame, who) : place === undefined ? undefined : await justMade(road);
  if (!task) return undefined;
  return place === undefined ? calledOff(frame, task) : moved(road, frame, task, place);
}

const LONGEST = 30;
const NOT_COMING =
  /^(?:客户|那边|刚才?|说是?|临时|突然|有事|有点事|没空|没时间|可能|估计|又|就|[\s，,。])*(?:(?:不|没法|不能|没办法|无法)(?:过来|来)(?:见面|面谈|签约|网点|行里)?(?:了|啦)|(?:来|过)不(?:了|成|来)(?:了|啦)?|爽约了|要爽约)[\s。！!]*$/u;
/** The sentence without whom and when it names. */
const wordsApart = ({ text, spans }: Frame): string =>
  [...text].length === text.length
    ? text.replace(/[\s\S]/g, (one, at: number) => (spans.some((span) => NAMED.includes(span.kind) && at >= span.start && at < span.end) ? '' : one))
    : text;
const NAMED: readonly Span['kind'][] = ['client', 'date', 'time'];

/** The next appointment with the one named, on the day where one is named; undefined where several might be meant by the name. */
async function nextWith({ store, user, now }: Road, frame: Frame, { value }: Span): Promise<TaskRow | undefined> {
  const { id } = value as { id?: string };
  const days = frame.spans.filter(({ kind }) => kind === 'date' || kind === 'time').map((span) => (span.value as WhenValue).date);
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

const calledOff = (frame: Frame, task: TaskRow): Frame => shown(frame, 'done', { items: { ids: [task.id] }, cancel: true });

async function moved({ store }: Road, frame: Frame, task: TaskRow, place: string): Promise<Frame | undefined> {
  const client = task.clientId === null ? undefined : await store.client.findRow(task.clientId);
  return (
    client &&
    shown(frame, 'appointment', {
      client: { id: client.id, name: client.name, by: 'chosen' },
      at: { date: task.dueOn, ...(task.dueTime === null ? {} : { time: timeAt(new Date(task.dueAt)) }) },
      place,
      ...(task.participants === null ? {} : { participants: JSON.parse(task.participants) as string[] }),
      instead: task.id,
    })
  );
}

const shown = (frame: Frame, intent: string, args: Frame['args']): Frame => ({
  ...frame,
  intent,
  effect: 'write',
  needsConfirm: true,
  confidence: 0.8,
  missing: [],
  args,
});

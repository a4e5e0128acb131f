import type { WhenValue } from '../domain/intent.js';
import type { Stretch } from './reminder-text.js';
import type { Reading } from './reading.js';

/** What makes an hour the name of an item: 那个, 的提醒, 的改到…. */
const POINTS =
  /^的?(?:[那这](?:[个条件场次项]|一[个条件])|(?:提醒|闹钟|待办|预约|面谈|日程))(?:提醒|闹钟|待办|预约|面谈|日程|事儿?)?|^的(?=(?:改|挪|推|延|取消|删|不用|往后))/;

/** 「取消三点那个」「把四点的改到五点」「明天九点的提醒」: the item by when it is due, and where that stands. */
export function dueNamed(reading: Reading): (Stretch & { due: WhenValue }) | undefined {
  const { text } = reading;
  for (const { kind, value, start, end } of reading.moments('future')) {
    const { date, time } = value;
    const points = kind === 'time' && date !== undefined && time !== undefined ? POINTS.exec(text.slice(end)) : null;
    if (points) return { due: { date: date as string, time: time }, start, end: end + points[0].length };
  }
  return undefined;
}

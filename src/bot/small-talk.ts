import { MINUTE_MS } from '../domain/calendar/index.js';
import { personOf } from './day-card.js';
import { dayOf } from './day.js';
import { say, type Road } from './road.js';
import { hasRole } from './speaker.js';

/** Greetings whose answer says how much is waiting. */
const ASKS_AFTER_WORK = new Set(['greeting', 'presence']);

/** Waved away: it ends what is asked, and with nothing open there is nothing to ask about either. */
export const NO_MORE = /^\s*(?:那?就?算了吧?|取消|不用了?|不要了|不办了|先不办?了?)[。.\s]*$/u;

/** A short word back, with no card and no button. A greeting is told what is open today. */
export async function answerSmallTalk(road: Road, talk: string): Promise<void> {
  road.session.misses = 0;
  const isAsking = ASKS_AFTER_WORK.has(talk);
  const open = isAsking ? await road.store.task.countOpenToday(road.user.id, road.now) : 0;
  const due = isAsking && open === 0 ? await countDay(road) : 0;
  say(road, 'small-talk', { talk, open, due, justStored: talk === 'nothingOpen' && (await hasStored(road)) });
}

/** What he did last stored something that 撤销 is still good for. */
async function hasStored({ store, user, now, deps }: Road): Promise<boolean> {
  const since = new Date(now.getTime() - deps.rules.contact.undoMinutes * MINUTE_MS);
  const [newest] = await store.audit.listStored(user.id, since);
  return newest !== undefined && newest.action !== 'undo' && newest.stored.length > 0;
}

/** What 「今天」 would list for this person, a number of matters; 0 for who has no clients of his own. */
async function countDay({ store, user, now, deps }: Road): Promise<number> {
  if (!hasRole(user, 'relationshipManager', 'wealthAdviser')) return 0;
  const [day] = await dayOf({ store, rules: deps.rules, calendarOf: deps.calendarOf, now }, [personOf({ user })]);
  return new Set(day?.items.map((item) => item.clientId ?? item.key)).size;
}

import { addDays, dateAt, festivals, nextFestivalDate, nextLunarBirthday } from '../domain/calendar/index.js';
import { festivalAnswer, nextCareDay, type GreetingOccasion } from '../domain/care/index.js';
import type { DueClient } from '../store/due-rows.js';
import type { Outcome, Turn } from './command.js';
import { birthdayRule, callOf, festivalClient, greetingFor, lunarWords } from './due-care.js';

/** Words of the occasion slot, and the festivals they stand for. */
export const FESTIVAL_OF: Readonly<Record<string, string>> = {
  newYear: '元旦',
  newYearEve: '除夕',
  spring: '春节',
  lantern: '元宵',
  womensDay: '妇女节',
  labourDay: '劳动节',
  mothersDay: '母亲节',
  dragonBoat: '端午',
  fathersDay: '父亲节',
  qixi: '七夕',
  midAutumn: '中秋',
  nationalDay: '国庆',
  chongyang: '重阳',
  laba: '腊八',
  xiaonian: '小年',
  winterSolstice: '冬至',
};
const TITLES: Readonly<Record<string, string>> = { birthday: '生日', anniversary: '纪念日', travel: '出行', milestone: '喜事', condolence: '慰问' };
/** How near a day must be to be meant when no occasion is said. */
const NEAR_DAYS = 14;

/** `birthday`, a festival's name, or another kind of day. */
function occasionOf(key: string): GreetingOccasion {
  if (key === 'birthday' || key === 'anniversary' || key === 'travel' || key === 'milestone' || key === 'condolence') return { kind: key };
  return { kind: 'festival', name: key };
}

/** When no occasion is said: what is next, the birthday or a festival; undefined where no festival is near and the birthday is not known. */
export function nextOccasion(turn: Pick<Turn, 'now' | 'rules'>, row: DueClient): { key: string; on: string } | undefined {
  const today = dateAt(turn.now);
  const birthday = birthdayRule(row) ? occasionDay(turn, row, 'birthday') : undefined;
  const near = festivals
    .filter((one) => one.greeted)
    .map((one) => ({ key: one.name, on: nextFestivalDate(one, today) }))
    .sort((a, b) => a.on.localeCompare(b.on))[0];
  if (near && near.on <= addDays(today, NEAR_DAYS) && (birthday === undefined || near.on < birthday)) return near;
  return birthday === undefined ? undefined : { key: 'birthday', on: birthday };
}

/** The next day of an occasion; today when it has none of its own. */
export function occasionDay(turn: Pick<Turn, 'now' | 'rules'>, row: DueClient, key: string): string {
  const today = dateAt(turn.now);
  const festival = festivals.find((one) => one.name === key);
  if (festival) return nextFestivalDate(festival, today);
  if (key !== 'birthday') return today;
  const rule = birthdayRule(row);
  if (!rule) return today;
  return rule.rule === 'lunarYearly'
    ? nextLunarBirthday(today, rule, turn.rules.lunar.leapBirthday)
    : (nextCareDay(rule, today, turn.rules) ?? today);
}

/** The draft, to be copied; or why there is none, and what can be done instead. */
export async function greetingCard(turn: Turn, clientId: string, key: string, on: string, index: number): Promise<Outcome> {
  const { store, user, rules } = turn;
  await store.client.getFor(user, clientId); // who may not see him reads what a name that does not exist gets
  const [row] = await store.due.byIds([clientId]);
  const session = { lastClientId: clientId };
  if (!row) return { replies: [turn.reply('greeting', { state: 'stopped', call: '', title: '', reason: '', alternative: false })], session };
  const occasion = occasionOf(key);
  const title = TITLES[key] ?? key;
  if (occasion.kind === 'festival') {
    const answer = festivalAnswer(occasion.name, on, festivalClient(row, (await store.due.festivalFacts([clientId])).get(clientId)), rules);
    const [why] = answer.reasons;
    if (!answer.greet)
      return {
        replies: [
          turn.reply('greeting', { state: 'no', call: row.name, title, reason: why?.text ?? '', isMissing: why?.code === 'festival-not-meant' }),
        ],
        session,
        why: answer.reasons,
      };
  }
  const draft = greetingFor(row, occasion, on, user.name, index);
  if (!draft)
    return { replies: [turn.reply('greeting', { state: 'no', call: row.name, title, reason: `${title}不发成文的祝福`, isMissing: false })], session };
  const stored = await store.draft.add(user.id, draft.text, null, turn.now);
  await store.draft.close(stored.id, 'stored', turn.now); // kept, and not among sentences that wait
  return {
    replies: [
      turn.reply('greeting', {
        state: 'draft',
        clientId,
        call: callOf(row),
        title,
        key,
        on,
        draft: draft.text,
        lunar: key === 'birthday' ? lunarWords(row) : null,
        next: draft.count > 1 ? (index + 1) % draft.count : null,
        yearly: key === 'birthday' || occasion.kind === 'festival',
        isToday: on === dateAt(turn.now),
        isUnknown: key === 'birthday' && !birthdayRule(row),
      }),
    ],
    stored: [{ kind: 'draft', id: stored.id }],
    session,
  };
}

import { BRIEFING_KINDS, buildBriefing, type BriefingKind } from '../domain/briefing.js';
import { present } from '../domain/masking.js';
import { HOUSE_SOURCE, reason } from '../domain/reason.js';
import type { BriefingPerson } from '../store/briefing-rows.js';
import { fullCall } from './client-facts.js';
import type { Outcome, Turn } from './command.js';
import { dayOf, type DayOfPerson } from './day.js';
import { dayReply, KIND_LABELS, levelWords, nextMonthOf, quietReply, UNMET_DAYS } from './day-lines.js';
import type { DayItem } from './day-item.js';
import { barPicture, MOST_BARS, pictureReply, type Bar } from './picture.js';
import type { Reply } from './reply.js';
import { hasRole } from './speaker.js';
import { addDays } from '../domain/calendar/index.js';

/** The speaker as somebody with a day of his own. */
export const personOf = (turn: Pick<Turn, 'user'>): BriefingPerson => ({
  id: turn.user.id,
  name: turn.user.name,
  orgId: turn.user.orgId,
  orgPath: turn.user.orgPath,
  isAdviser: hasRole(turn.user, 'wealthAdviser'),
});

export async function myDay(turn: Turn): Promise<DayOfPerson> {
  const [day] = await dayOf(turn, [personOf(turn)]);
  return day as DayOfPerson;
}

/** The day on demand: the same text that is pushed in the morning, as things stand now. */
export async function showDay(turn: Turn): Promise<Outcome> {
  const day = await myDay(turn);
  if (day.items.length === 0) {
    const { today } = day.window;
    const counts = await turn.store.briefing.countOptional(turn.user.id, today, nextMonthOf(today), addDays(today, -UNMET_DAYS));
    const known = turn.commands.some((command) => command.name === 'opportunities');
    return { replies: [quietReply(turn.reply, day.window, { ...counts, openOpportunities: known ? counts.openOpportunities : 0 }, turn.now)] };
  }
  return { replies: [...dayPicture(day.items, turn.rules), dayReply(turn.reply, day, turn.rules, turn.now)], why: dayReasons(turn) };
}

/** Fewer kinds are read faster as words. */
const KINDS_PICTURED = 3;

/** A day with more than one screen: what it holds by kind, after the kind that has most. */
function dayPicture(items: readonly DayItem[], rules: Turn['rules']): Reply[] {
  const { lines, rest } = buildBriefing(items, rules);
  if (rest.length === 0) return [];
  const bars = BRIEFING_KINDS.flatMap((kind) => {
    const count = [...lines, ...rest].filter((line) => line.kind === kind).length;
    return count === 0 ? [] : [{ label: ROW_TITLES[kind], count, figure: `${count}件` }];
  });
  const shown = bars.length <= MOST_BARS ? bars : [...bars.slice(0, MOST_BARS - 1), others(bars.slice(MOST_BARS - 1))];
  const [most] = [...shown].sort((a, b) => b.count - a.count);
  return !most || shown.length < KINDS_PICTURED
    ? []
    : pictureReply(`今天${lines.length + rest.length}件，${most.label}最多，${most.figure}`, barPicture('今天的事', shown));
}

const others = (bars: readonly Bar[]): Bar => {
  const count = bars.reduce((sum, bar) => sum + bar.count, 0);
  return { label: '其他', count, figure: `${count}件` };
};

const dayReasons = (turn: Turn) => [
  reason('briefing-order', '先案件期限、挽留、推荐、答应的事，再面谈、生日、到期、联络、测评、临界；同类先看等级、金额、等了多久', HOUSE_SOURCE),
  reason('briefing-once', `一位客户只出现一次，最多${turn.rules.briefing.maxLines}行；上个工作日以后漏下的也在内`, HOUSE_SOURCE),
];

/** On a card there is room for two characters. */
const ROW_TITLES: Readonly<Record<BriefingKind, string>> = { ...KIND_LABELS, promise: '待办' };
/** Beside the last contact and the phone. */
const MOST_ROWS = 4;
const MOST_BUTTONS = 5;

type CardButton = { key: string; text: string };

/** What can be done about one matter, in one tap. */
function acts(one: DayItem): CardButton[] {
  switch (one.words.what) {
    case 'case':
      return [{ key: `case:${one.refId}`, text: '看案件' }];
    case 'referral':
      return [{ key: `referral:${one.refId}`, text: '看推荐' }];
    case 'onSite':
      return [{ key: `siteAck:${one.refId}`, text: '马上到' }];
    case 'promise':
    case 'reminder':
    case 'task':
    case 'appointment':
      return [{ key: `finish1:${one.refId}`, text: '完成' }];
    case 'birthday':
    case 'careDay':
      return one.key.startsWith('birthday:') && one.words.on !== null
        ? [{ key: `greet:${one.realClientId}.birthday.${one.words.on}.0`, text: '看祝福' }]
        : [];
    default:
      return [];
  }
}

/** The card behind a number: everything due with that client, and what can be done at once. */
export async function dayCard(turn: Turn, groupId: string): Promise<Outcome> {
  return lineCard(turn, (await myDay(turn)).items, groupId);
}

/** The card of one line among these matters. */
export async function lineCard(turn: Turn, items: readonly DayItem[], groupId: string): Promise<Outcome> {
  const briefing = buildBriefing(items, turn.rules);
  const line = [...briefing.lines, ...briefing.rest].find((one) => (one.clientId ?? `kind-${one.kind}`) === groupId);
  const head = line?.items[0];
  if (!line || !head) return { replies: [turn.reply('briefing-done', {})] };
  const client = head.realClientId;
  const shown = client === null ? null : await turn.store.client.getFor(turn.user, client);
  const found: CardButton[] = line.items.flatMap(acts);
  if (client !== null) found.push({ key: `note:${client}`, text: '记一笔' }, { key: `view:${client}`, text: '看客户' });
  const buttons = found.filter((one, i) => found.findIndex((other) => other.text === one.text) === i).slice(0, MOST_BUTTONS);
  const name = shown ? fullCall(shown) : head.name;
  return {
    replies: [
      turn.reply('briefing-item', {
        id: groupId,
        title: [name, levelWords(line)].join(name.endsWith('）') ? '' : ' ').trim(),
        head: head.words,
        last: shown?.lastContactOn ?? null,
        phone: shown?.mobile ? present(shown.mobile, 'mobile', { full: [] }, 'private') : null,
        rows: line.items.slice(1, 1 + MOST_ROWS).map((one) => ({ title: ROW_TITLES[one.kind], words: one.words })),
        buttons: buttons.map((one, i) => ({ ...one, primary: i === 0 })),
      }),
    ],
    ...(client === null ? {} : { session: { lastClientId: client } }),
    why: dayReasons(turn),
  };
}

import { z } from 'zod';
import { clientArg, dateArg, factArg, modeArg, outcomeArg, promiseArg, whenArg } from '../bot/args.js';
import { behindRecord } from '../bot/behind.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { addFirstCall } from '../bot/contact-letter.js';
import { caseContactSummary, completeFirstContacts } from '../bot/case-contact.js';
import { moveContactDates } from '../bot/contact-dates.js';
import { editCard, saveEdit } from '../bot/contact-edit.js';
import { togetherWords, undoContact } from '../bot/contact-undo.js';
import { addFacts, addPromises, addRecord, isKeptClose } from '../bot/contact-write.js';
import { followUpReferrals } from '../bot/referral-contact.js';
import { dateAt, timeAt } from '../domain/calendar/index.js';
import { LEVEL_TITLES, type ClientLevel } from '../domain/client-level.js';
import { isEffectiveContact, MODE_TITLES, outcomeTitle, undoableUntil, usualOutcome } from '../domain/contact-record.js';
import { contactAt } from '../domain/contact-time.js';
import { NAMING_TITLES } from '../domain/naming.js';
import { SERVING } from '../domain/role-group.js';

const args = z.object({
  client: clientArg.describe('客户'),
  mode: modeArg.optional().describe('方式'),
  at: whenArg.optional().describe('什么时候，不说就是现在'),
  minutes: z.number().int().positive().optional().describe('多少分钟'),
  outcome: outcomeArg.optional().describe('结果'),
  summary: z.string().default('').describe('内容'),
  facts: z.array(factArg).default([]).describe('得知的情况'),
  promises: z.array(promiseArg).default([]).describe('答应的事'),
  nextContactOn: dateArg.optional().describe('下次联络日'),
  others: z.array(z.string()).default([]).describe('也说到的其他客户，要另记'),
});
type Args = z.infer<typeof args>;

/** 「刚打完，没人接」 while a client's card lies open: how a call of the one last spoken of went. */
const CALLED =
  /^(?:刚才?|刚刚|已经?|我|又|[\s,])*(?:打完|打过|打了|拨了|打)?(?:电话|[一两三]?[个通遍])*了?[\s,]*(?:(?:还是|都|也|一直)?(?:没人接|没接|没打通|没接通|关机了?|占线|无人接听|打不通)|(?:已经)?(?:打通了|接通了))[\s。.!]*$/u;
const NOBODY = /没|无人|关机|占线|不通/u;

export default defineCommand({
  name: 'contact',
  aliases: [
    '记',
    '记录',
    '记一笔',
    '记一下',
    '记下',
    '记个',
    '记上',
    '记一条',
    '加一条',
    '加一条记录',
    '补一条',
    '补记',
    '记联络',
    '记联系',
    '登记联络',
    '联络登记',
    '记录联络',
    '记录一下',
    '记录下',
    '录一下',
    '录入联络',
    '登记一下',
    '写一笔',
    '记录一笔',
    '联系了',
    '已联系',
  ],
  group: 'contact',
  label: '记一笔',
  summary: '记一次联络：方式、时间、内容、答应的事',
  examples: ['记 李秀兰 电话 祝生日', '刚跟老张通了电话，他女儿明年高考，下周三给他送方案', '记 王总 昨天面谈半小时 聊了养老安排'],
  roles: SERVING,
  effect: 'write',
  isNote: true,
  args,
  slots: [
    { name: 'client', kind: 'client', required: true },
    { name: 'mode', kind: 'mode' },
    { name: 'at', kind: 'when' },
    { name: 'minutes', kind: 'minutes' },
    { name: 'outcome', kind: 'outcome' },
    { name: 'summary', kind: 'text', required: true },
    { name: 'facts', kind: 'facts' },
    { name: 'promises', kind: 'promises' },
    { name: 'nextContactOn', kind: 'when' },
  ],
  takes: { words: 'summary', more: ['mode', 'outcome', 'minutes', 'nextContactOn'], happened: { slot: 'at' } },
  cues: [
    {
      words: [
        '刚跟',
        '刚和',
        '刚给',
        '刚才跟',
        '刚才和',
        '刚才给',
        '通了电话',
        '通完电话',
        '打了电话',
        '打过电话',
        '打完电话',
        '聊了',
        '聊完',
        '聊过',
        '见了',
        '见完',
        '见过面',
        '面谈了',
        '拜访了',
        '拜访完',
        '回访了',
        '联系了',
        '联系过',
        '加了微信',
        '发了微信',
        '发了短信',
        '来网点',
        '来行里',
        '没接通',
        '没打通',
        '打不通',
        '没接电话',
        '未接通',
        '电访了',
        '上门',
        '吃了饭',
        '喝了茶',
      ],
      weight: 0.5,
    },
  ],
  behind: behindRecord,
  hears: async ({ session, store, text, now }) => {
    const client = CALLED.test(text.normalize('NFKC').trim()) && session.lastClientId ? await store.client.findRow(session.lastClientId) : undefined;
    if (!client) return undefined;
    return {
      client: { id: client.id, name: client.name, by: 'lastSpokenOf', guessed: true },
      mode: 'phone',
      outcome: NOBODY.test(text) ? 'notReached' : 'reached',
      at: { date: dateAt(now), time: timeAt(now) },
      summary: text.trim(),
      facts: [],
      promises: [],
    };
  },
  handle: store,
  defaults: async ({ args, ...turn }) => {
    const client = args['client'] as { id?: string } | undefined;
    const summary = client?.id === undefined ? undefined : await caseContactSummary(turn, client.id);
    // 「没接通」 says all there is to say.
    const outcome = outcomeArg.safeParse(args['outcome']).data;
    const told = outcome === 'notReached' ? outcomeTitle(outcome) : undefined;
    return summary !== undefined || told !== undefined ? { summary: summary ?? told } : {};
  },
  confirm,
  taps: { undo: async ({ tap, ...turn }) => undoContact(turn, tap.id), edit: editCard, save: saveEdit },
});

/** 「电话15分钟，接通」 */
function whatHappened({ mode, minutes, outcome }: Pick<Args, 'mode' | 'minutes' | 'outcome'>): string {
  const known = outcome ?? (mode && usualOutcome(mode));
  const first = mode ? MODE_TITLES[mode] : '联络';
  return `${first}${minutes ? `${minutes}分钟` : ''}${known ? `，${outcomeTitle(known, mode)}` : ''}`;
}

/** What of it was said, nothing taken for granted: 「电话20分钟，没接通」; null = nothing. */
function whatWasTold({ mode, minutes, outcome }: Pick<Args, 'mode' | 'minutes' | 'outcome'>): string | null {
  const how = [mode ? MODE_TITLES[mode] : '', minutes ? `${minutes}分钟` : ''].join('');
  return [how, outcome ? outcomeTitle(outcome, mode) : ''].filter((words) => words !== '').join('，') || null;
}

/** 「联系了 赵敏」 says by itself that somebody was reached. */
const REACHED_WORDS = /^(?:联系了|已联系|联系上了)/;

async function store(turn: Turn & { args: Args }) {
  const { args, rules, now } = turn;
  const client = await turn.store.client.getFor(turn.user, args.client.id);
  const at = contactAt(args.at, turn.saidAt);
  const onDate = dateAt(at);
  const outcome = args.outcome ?? (args.mode && usualOutcome(args.mode)) ?? (REACHED_WORDS.test(turn.text) ? 'reached' : undefined);
  const effective = isEffectiveContact({ ...(args.mode ? { mode: args.mode } : {}), ...(outcome ? { outcome } : {}) });
  const today = dateAt(now);

  const contactId = await addRecord(turn, client, { ...args, outcome, effective, at });
  const promised = await addPromises(turn, client.id, contactId, args.promises);
  const call = await addFirstCall(turn, client, { id: contactId, mode: args.mode, summary: args.summary, onDate });
  const learned = await addFacts(turn, client.id, contactId, args.facts);
  const cases = await completeFirstContacts(turn, {
    id: contactId,
    clientId: client.id,
    at,
    summary: args.summary,
    reached: outcome !== 'notReached',
  });
  const caseIds = await Promise.all(cases.map(async (no) => (await turn.store.case.get(no)).id));
  const referrals = await followUpReferrals(turn, { clientId: client.id, at, mode: args.mode, outcome });
  const due = await moveContactDates(turn, client, { onDate, effective, ...(args.nextContactOn ? { agreedOn: args.nextContactOn } : {}) });

  return {
    replies: [
      turn.reply('contact', {
        contactId,
        clientId: client.id,
        name: client.honorific ?? client.name,
        what: whatHappened(args),
        at,
        timeTold: args.at === undefined || args.at.time !== undefined || onDate === today,
        onDate,
        effective,
        hasOutcome: outcome !== undefined,
        undoUntil: timeAt(undoableUntil(now, rules)),
        together: togetherWords(args.facts.length > 0, args.promises.length > 0 || Boolean(call)),
        summary: args.summary,
        facts: args.facts.map((f) => f.text).join('；'),
        promises: [
          ...args.promises.map((p) => ({ text: p.text, on: p.dueOn ?? today, time: p.dueTime ?? null })),
          ...(call ? [{ text: call.text, on: call.dueOn, time: null }] : []),
        ],
        nextOn: due?.shownOn ?? null,
        nextToday: due?.shownOn === today,
        nextPast: due !== null && due.shownOn < today,
        isPrivate: isKeptClose(turn.text),
        cases: cases.join('、') || null,
        caseId: caseIds.length === 1 ? caseIds[0] : null,
        others: args.others.join('、') || null,
      }),
      ...(referrals.nos.length > 0 ? [turn.reply('referral-followed', { nos: referrals.nos, referrers: referrals.referrers })] : []),
    ],
    notices: referrals.notices,
    stored: [
      { kind: 'contactRecord', id: contactId },
      ...promised,
      ...(call ? [{ kind: 'task', id: call.id }] : []),
      ...learned,
      ...referrals.ids.map((id) => ({ kind: 'referral', id })),
      ...caseIds.map((id) => ({ kind: 'case', id })),
    ],
    session: { lastContactId: contactId },
    why: due
      ? due.reasons
      : [{ code: 'no-cadence', text: `${LEVEL_TITLES[client.level as ClientLevel]}没有联络周期，客户也没有约下次`, source: '行内约定（可配置）' }],
  };
}

async function confirm(turn: Turn & { args: Args; draftId: string }) {
  const { args, now } = turn;
  const client = await turn.store.client.getFor(turn.user, args.client.id);
  const at = contactAt(args.at, turn.saidAt);
  return turn.reply('contact-confirm', {
    draftId: turn.draftId,
    name: client.name,
    honorific: client.honorific && client.honorific !== client.name ? client.honorific : null,
    level: LEVEL_TITLES[client.level as ClientLevel],
    guessed: args.client.guessed === true ? (NAMING_TITLES[args.client.by] ?? '猜') : null,
    mode: args.mode ? MODE_TITLES[args.mode] : null,
    what: whatWasTold(args),
    at,
    timeTold: args.at === undefined || args.at.time !== undefined || dateAt(at) === dateAt(now),
    onDate: dateAt(at),
    quote: turn.text,
    facts: args.facts.map((f) => f.text).join('；'),
    promises: args.promises.map((p) => ({ text: p.text, on: p.dueOn ?? dateAt(now), time: p.dueTime ?? null })),
    next: args.nextContactOn ?? null,
    isPrivate: isKeptClose(turn.text),
    others: args.others.join('、') || null,
  });
}

import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { clientAnswer } from '../bot/client-answer.js';
import { claimOf, fullCall, levelTitle, mayDial, presenterFor, assessedUntil } from '../bot/client-facts.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { dateAt, lastWorkdayOnOrBefore, lunarName } from '../domain/calendar/index.js';
import { clientQuestionOf } from '../domain/client-question.js';
import { clientSignals, nextStep } from '../domain/client-card.js';
import { MODE_TITLES, outcomeTitle, type ContactMode, type ContactOutcome } from '../domain/contact-record.js';
import { PRODUCT_KIND_TITLES, type ProductKind } from '../domain/product.js';
import { isRelationActive } from '../domain/manager-relation.js';
import { can, canReadNote, type Action, type ClientSubject } from '../domain/permission.js';
import { RELATION_TITLES } from '../domain/relation-words.js';
import { LOOKING, REFERRING } from '../domain/role-group.js';

export default defineCommand({
  name: 'client',
  aliases: [
    '查',
    '查询',
    '查一下',
    '查查',
    '查下',
    '查看',
    '看',
    '看看',
    '看一下',
    '看下',
    '画像',
    '客户画像',
    '找',
    '找一下',
    '找找',
    '搜',
    '搜索',
    '搜一下',
    '客户',
    '客户信息',
    '客户资料',
    '打开',
    '调出',
    '翻一下',
  ],
  group: 'client',
  label: '看客户',
  summary: '看一位客户的全貌：等级、资产、产品、上次联络、下一步',
  examples: ['查 李秀兰', '王总', '5678', '看看张三的画像'],
  roles: LOOKING,
  effect: 'read',
  offersNew: true,
  args: z.object({
    client: clientArg.describe('要看的客户'),
  }),
  slots: [{ name: 'client', kind: 'client', required: true }],
  cues: [{ words: ['画像', '什么情况', '怎么样了', '基本情况', '客户情况', '资料调出来'], weight: 0.5 }],
  action: 'client.find',
  handle: async ({ args, ...turn }) => {
    const asked = ASKS.test(turn.text) ? clientQuestionOf(turn.text.normalize('NFKC').replace(args.client.name, '')) : undefined;
    return (asked && (await clientAnswer(turn, args.client.id, asked))) ?? clientCard(turn, args.client.id);
  },
  clientTaps: { view: 'client.find', note: 'contact.write', more: 'client.find' },
  taps: {
    /** 看客户, from any card about him. */
    view: async ({ tap, ...turn }) => clientCard(turn, tap.id),
    /** 记一笔: asks for the one sentence. */
    note: async ({ tap, ...turn }) => {
      const client = await turn.store.client.getFor(turn.user, tap.id);
      return {
        replies: [turn.reply('note', { name: client.honorific ?? client.name })],
        question: { kind: 'note', command: 'client', data: { clientId: client.id, name: client.name, act: 'contact' } },
        session: { lastClientId: client.id },
      };
    },
    /** 推荐, for who sees no more than whom to refer to: the next sentence is the need. */
    refer: async ({ tap, ...turn }) => {
      const client = await turn.store.client.getFor(turn.user, tap.id);
      const asked = {
        kind: 'text',
        slot: 'need',
        word: '推荐',
        who: null,
        way: null,
        about: null,
        example: `推荐 ${client.name} 教育金`,
        words: null,
        reading: null,
      };
      return {
        replies: [turn.reply('ask-slot', asked)],
        question: { kind: 'refer', command: 'client', data: { clientId: client.id, name: client.name, act: 'referral' } },
        session: { lastClientId: client.id },
      };
    },
    /** 更多 */
    more: async ({ tap, ...turn }) => clientMore(turn, tap.id),
  },
  answers: {
    refer: async ({ question, answer }) => {
      const clientName = String(question.data?.['name']);
      return { replies: [], again: { words: `推荐 ${clientName} ${answer}`, client: { id: String(question.data?.['clientId']), name: clientName } } };
    },
    /** The sentence after 记一笔 is a contact with this client; it is put on the contact road by its keyword. */
    note: async ({ question, answer }) => {
      const clientName = String(question.data?.['name']);
      return { replies: [], again: { words: `记 ${clientName} ${answer}`, client: { id: String(question.data?.['clientId']), name: clientName } } };
    },
  },
});

/** One thing about him is asked; 「查 李秀兰 的资料」 wants all. */
const ASKS =
  /[?？吗么呢]|什么|多少|多大|几|哪|谁|啥|咋|怎|没有?$|是不是|多久|该|生日|电话|手机|测评|风险|年龄|职业|地址|爱好|忌讳|证件|身份证|家人|经理|主办|周期/;

/** The first screen of a client: what matters before a call, six rows and no more. */
async function clientCard(turn: Turn, clientId: string) {
  const { store, user, now, rules, calendar } = turn;
  const client = await store.client.getFor(user, clientId);
  const shown = await presenterFor(turn, clientId);
  const today = dateAt(now);
  const subject = await store.client.getSubject(clientId);
  const managers = subject.relations;
  const people = await store.staff.listNames(managers.filter((r) => r.state === 'active').map((r) => r.userId));
  const nameOf = (role: string) =>
    managers
      .filter((r) => r.role === role && isRelationActive(r, today))
      .map((r) => people.get(r.userId) ?? r.userId)
      .join('、');
  const managed = { main: nameOf('main'), deputy: nameOf('deputy'), acting: nameOf('acting') };
  if (client.reduced) {
    return {
      replies: [
        turn.reply('client-brief', {
          clientId,
          name: shown(client.name, 'name'),
          level: levelTitle(client),
          mobile: shown(client.mobile, 'mobile'),
          managed,
          refers: user.roles.some((held) => REFERRING.includes(held.role)),
          guest: can(
            { userId: user.id, roles: user.roles, assistsUserIds: user.assistsUserIds ?? [] },
            'contact.write',
            subject,
            now,
            claimOf(turn, clientId),
          ),
        }),
      ],
      session: { lastClientId: clientId },
    };
  }
  const [holdings, assessment, contacts, tasks, openCases] = [
    (await store.holding.listForClient(clientId)).filter((h) => h.maturesOn === null || h.maturesOn >= today),
    await store.riskAssessment.findLatest(clientId),
    await store.contactRecord.listByClient(clientId, 5),
    await store.task.listOpenByClient(clientId, 5),
    await store.case.countOpenByClient(clientId),
  ];
  const byKind = new Map<ProductKind, number>();
  for (const h of holdings) byKind.set(h.productKind, (byKind.get(h.productKind) ?? 0) + (h.valueFen ?? h.amountFen));
  const maturities = holdings
    .flatMap((h) => (h.maturesOn === null ? [] : [{ on: h.maturesOn, amountFen: h.amountFen }]))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const until = assessment ? assessedUntil(assessment.assessedAt, rules.suitability.validMonths) : null;
  const signals = clientSignals(
    { ...client, maturities, assessedUntil: until, holdsRisk: holdings.some((h) => h.riskLevel !== null), openCases, openTasks: tasks },
    today,
    calendar,
    rules,
  );
  const { step, reasons } = nextStep(signals);
  const actor = { userId: user.id, roles: user.roles, assistsUserIds: user.assistsUserIds ?? [] };
  const last = contacts.find((c) => canReadNote(actor, c.confidentiality as 'normal', subject, now, claimOf(turn, clientId)));
  return {
    replies: [
      turn.reply('client', {
        clientId,
        ...rightsOn(turn, subject, clientId),
        phone: (await mayDial(turn, clientId)) ? client.mobile : null,
        honorific: client.honorific !== null && client.honorific !== client.name,
        title: fullCall({ name: shown(client.name, 'name'), honorific: client.honorific }),
        level: levelTitle(client),
        signals: signals.filter((s) => s.kind !== 'task').slice(0, 3),
        prospect: client.status === 'prospect',
        flag: client.flag !== null,
        aum: client.aumFen === null ? null : shown(client.aumFen, 'amountFen'),
        aumOn: client.aumOn,
        kinds: [...byKind]
          .sort((a, b) => b[1] - a[1])
          .slice(0, 4)
          .map(([kind, fen]) => `${PRODUCT_KIND_TITLES[kind]}${shown(fen, 'amountFen')}`),
        managed,
        last: last
          ? {
              on: last.onDate,
              what: last.mode ? MODE_TITLES[last.mode as ContactMode] : '联络',
              outcome: last.outcome ? outcomeTitle(last.outcome as ContactOutcome, (last.mode ?? undefined) as ContactMode | undefined) : null,
            }
          : null,
        next: client.nextContactOn === null ? null : lastWorkdayOnOrBefore(client.nextContactOn, calendar),
        nextState: signals.find((s) => s.kind === 'contact') ?? null,
        nextToday: client.nextContactOn !== null && client.nextContactOn >= today && lastWorkdayOnOrBefore(client.nextContactOn, calendar) <= today,
        nextPast: client.nextContactOn !== null && client.nextContactOn < today,
        maturity: maturities[0] ? { on: maturities[0].on, amount: shown(maturities[0].amountFen, 'amountFen') } : null,
        assessment: assessment ? { level: assessment.level, until, expired: until !== null && until < today } : null,
        tasks: tasks.slice(0, 1).map((t) => ({ text: t.text, on: t.dueOn, time: t.dueTime })),
        taskCount: tasks.length,
        openCases,
        step,
        why: reasons.map((r) => r.text).join('、'),
      }),
    ],
    session: { lastClientId: clientId },
    why: reasons,
  };
}

/** Which next steps are open to this person: a button appears only where it leads somewhere. */
function rightsOn(turn: Turn, subject: ClientSubject, clientId: string): { mayView: boolean; mayRead: boolean; mayNote: boolean; mayEdit: boolean } {
  const actor = { userId: turn.user.id, roles: turn.user.roles, assistsUserIds: turn.user.assistsUserIds ?? [] };
  const may = (action: Action): boolean => can(actor, action, subject, turn.now, claimOf(turn, clientId));
  return { mayView: may('client.view'), mayRead: may('contact.read'), mayNote: may('contact.write'), mayEdit: may('client.edit') };
}

/** Everything else one can do from a client. */
async function clientMore(turn: Turn, clientId: string) {
  const client = await turn.store.client.getFor(turn.user, clientId);
  const shown = await presenterFor(turn, clientId);
  const relatives = client.reduced ? [] : await turn.store.relatedPerson.listForClient(clientId);
  const rights = rightsOn(turn, await turn.store.client.getSubject(clientId), clientId);
  const facts =
    client.reduced || !rights.mayRead ? [] : (await turn.store.profileFact.listByClient(clientId, 6)).filter((f) => f.confidentiality === 'normal');
  return {
    replies: [
      turn.reply('client-more', {
        ...rights,
        clientId,
        name: shown(client.name, 'name'),
        mobile: shown(client.mobile, 'mobile'),
        birthday: client.reduced ? null : birthdayWords(client),
        occupation: client.occupation,
        relatives: relatives.slice(0, 4).map((r) => `${RELATION_TITLES[r.relation]}${r.name}`),
        facts: facts.map((f) => f.text),
        tags: client.tags ? (JSON.parse(client.tags) as string[]) : [],
        consent: client.marketingConsent === 'granted' ? '可发营销' : client.marketingConsent === null ? '没问过' : '不收营销',
      }),
    ],
    session: { lastClientId: clientId },
  };
}

function birthdayWords(client: { birthOn: string | null; birthCalendar: string; lunarMonth: number | null; lunarDay: number | null }): string | null {
  if (client.birthCalendar === 'lunar' && client.lunarMonth !== null && client.lunarDay !== null)
    return `农历${lunarName({ month: client.lunarMonth, day: client.lunarDay, leap: false })}`;
  return client.birthOn === null ? null : `${Number(client.birthOn.slice(5, 7))}月${Number(client.birthOn.slice(8))}日`;
}

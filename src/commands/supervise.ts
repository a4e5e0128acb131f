import { z } from 'zod';
import { clientArg } from '../bot/args.js';
import { caseFor, findCase, under } from '../bot/case-acts.js';
import type { LoadedCase } from '../bot/case-facts.js';
import { caseNotices } from '../bot/case-people.js';
import { doneOutcome, step } from '../bot/case-step.js';
import { kindTitle, standingWords } from '../bot/case-words.js';
import { defineCommand, type Outcome, type Turn } from '../bot/command.js';
import { dateAt, dueAfter, timeAt } from '../domain/calendar/index.js';
import { UserError } from '../errors.js';

/** How long the one responsible has to answer before the supervisor is reminded. */
const ANSWER_WITHIN = '1wd';

export default defineCommand({
  name: 'supervise',
  aliases: ['督办'],
  group: 'team',
  summary: '督办一件案件：受理人马上收到，回复会告诉您',
  examples: ['督办 TS-98', '督办 赵敏 今天给客户回电'],
  roles: ['branchSupervisor', 'wealthCentreHead', 'branchManager', 'rmAssistant', 'relationshipManager', 'wealthAdviser', 'teller', 'lobbyManager'],
  effect: 'write',
  action: 'client.find',
  args: z.object({
    case: z.string().optional().describe('案件号'),
    client: clientArg.optional().describe('客户'),
    text: z.string().max(500).optional().describe('要求'),
  }),
  slots: [
    { name: 'case', kind: 'caseNo' },
    { name: 'client', kind: 'client' },
    { name: 'text', kind: 'text' },
  ],
  handle: ({ args, ...turn }) => (args.case === undefined ? ofClient(turn, args.client, args.text) : supervise(turn, args.case, args.text)),
  taps: {
    /** One of several: `<case>`. */
    supDo: async ({ tap, ...turn }) => supervise(turn, tap.id),
    /** 回主管: asks for the one sentence. */
    supBack: async ({ tap, ...turn }) => {
      const { loaded, rights } = await caseFor(turn, tap.id);
      if (!rights.handle) throw noRight(loaded.row.no);
      return {
        replies: [turn.reply('supervise-answer', { no: loaded.row.no })],
        question: { kind: 'supervise-answer', command: 'supervise', data: { id: loaded.row.id } },
      };
    },
  },
  answers: {
    'supervise-answer': async ({ question, answer, ...turn }) =>
      answer.trim().length < 2 ? undefined : answerBack(turn, String(question.data?.['id']), answer.trim()),
  },
});

const noRight = (no: string): UserError =>
  new UserError('case-no-right', { no, act: '督办', who: '网点主管或上级', why: '督办由主管发起，受理人来回复。' });

/** The client's running case that the speaker stands above; he is asked which where there are several. */
async function ofClient(turn: Turn, client: { id: string; name: string } | undefined, text?: string): Promise<Outcome> {
  if (client === undefined) return { replies: [turn.reply('supervise-which', { name: null, cases: [] })] };
  const found: LoadedCase[] = [];
  for (const row of await turn.store.case.listOpenByClient(client.id)) {
    const one = await findCase(turn, row.id);
    if (one?.rights.supervise && row.ownerId !== turn.user.id) found.push(one.loaded);
  }
  const only = found[0];
  if (found.length === 1 && only) return supervise(turn, only.row.id, text);
  const cases = found.slice(0, 4).map(({ row }) => ({ id: row.id, no: row.no, kind: kindTitle(row) }));
  return {
    replies: [turn.reply('supervise-which', { name: client.name, cases })],
    ...(cases.length === 0
      ? {}
      : { question: { kind: 'list', command: 'supervise', options: cases.map(({ id, no }) => ({ key: `supDo:${id}`, text: no })) } }),
  };
}

async function supervise(turn: Turn, no: string, text?: string): Promise<Outcome> {
  const { loaded, rights } = await caseFor(turn, no);
  const { row } = loaded;
  if (!rights.supervise || row.ownerId === turn.user.id) throw noRight(row.no);
  const { store, user, now, rules } = turn;
  const next = await step(under(turn, rights, 'supervise'), loaded, {
    kind: 'comment',
    text: text === undefined ? '督办' : `督办：${text}`,
    data: { supervise: true },
  });
  const due = dueAfter(now, ANSWER_WITHIN, turn.calendar, rules.calendar);
  const waiting = (await store.task.listBySource('supervise', row.id)).filter((task) => task.state === 'open' && task.ownerId === user.id);
  if (waiting.length === 0) {
    await store.task.add({
      kind: 'reminder',
      ownerId: user.id,
      text: `${row.no}督办还没有回复`,
      dueAt: due.at.getTime(),
      dueOn: dateAt(due.at),
      dueTime: timeAt(due.at),
      words: turn.text,
      sourceKind: 'supervise',
      sourceId: row.id,
      createdBy: user.id,
      createdAt: now.getTime(),
    });
  }
  const to = [...new Set([row.ownerId, ...(row.investigatorId === null ? [] : [row.investigatorId])])].filter((id) => id !== user.id);
  const notices = await caseNotices(
    turn,
    next,
    to,
    {
      what: `${user.name}督办`,
      ...(text === undefined ? {} : { text }),
      by: user.name,
      buttons: [
        { key: `supBack:${row.id}`, text: '回主管', primary: true },
        { key: `caseDo:${row.id}.progress`, text: '记进展' },
      ],
      sub: '今天先给一句进展，主管在等回复。',
    },
    next.eventId,
  );
  const names = await store.staff.listNames(to);
  return {
    replies: [
      turn.reply('supervise', {
        id: row.id,
        no: row.no,
        to: to.map((id) => names.get(id) ?? id).join('、'),
        standing: standingWords(next, now),
        dueAt: due.at,
        text: text ?? null,
      }),
    ],
    stored: [{ kind: 'case', id: row.id }],
    closes: 'case-sentence',
    notices,
  };
}

/** The answer is progress of the case, and goes to everybody who asked for one. */
async function answerBack(turn: Turn, id: string, text: string): Promise<Outcome> {
  const { loaded, rights } = await caseFor(turn, id);
  if (!rights.handle) throw noRight(loaded.row.no);
  const next = await step(under(turn, rights, 'handle'), loaded, { kind: 'progress', text });
  const asked = (await turn.store.task.listBySource('supervise', loaded.row.id)).filter((task) => task.state === 'open');
  for (const task of asked) await turn.store.task.change(task.id, { state: 'done', doneAt: turn.now.getTime(), doneBy: turn.user.id }, turn.now);
  const to = [...new Set(asked.map((task) => task.ownerId))].filter((one) => one !== turn.user.id);
  const notices = await caseNotices(
    turn,
    next,
    to,
    { what: `督办回复：${turn.user.name}`, text, by: turn.user.name, buttons: [{ key: `caseDo:${loaded.row.id}.comment`, text: '批示' }] },
    next.eventId,
  );
  return doneOutcome(turn, next, { what: '已回复督办', sub: to.length > 0 ? '主管已收到。' : null }, notices);
}

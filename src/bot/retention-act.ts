import { dateAt, HOUR_MS, timeAt } from '../domain/calendar/index.js';
import {
  keptShare,
  LEAVING_REASON_TITLES,
  LEAVING_REASONS,
  RETENTION_RESULT_TITLES,
  RETENTION_TITLES,
  type LeavingReason,
  type RetentionResult,
  type RetentionTrigger,
} from '../domain/retention.js';
import { reason } from '../domain/reason.js';
import { formatPercent } from '../domain/money.js';
import type { RetentionRow } from '../store/retention.js';
import type { ClientView } from '../store/client.js';
import { levelTitle, shortCall } from './client-facts.js';
import { askToSeal } from './client-lost.js';
import type { Outcome, Turn } from './command.js';
import { supervisorsOf } from './line.js';

/** Facts of a retention card. */
export function retentionFacts(
  row: RetentionRow,
  client: { call: string; phone: string | null; level: string; last: string | null; dueAt: Date },
): Record<string, unknown> {
  return {
    id: row.id,
    clientId: row.clientId,
    title: RETENTION_TITLES[row.code as RetentionTrigger],
    amountFen: row.amountFen,
    why: row.reasonText,
    averageFen: row.averageFen,
    ...client,
  };
}

async function openOne(turn: Turn, id: string): Promise<{ row: RetentionRow; name: string; client: ClientView } | undefined> {
  const row = await turn.store.retention.find(id);
  if (!row) return undefined;
  const client = await turn.store.client.getFor(turn.user, row.clientId);
  return { row, name: shortCall(client), client };
}

/** 记原因: which of the reasons it was. */
export async function askCause(turn: Turn, id: string): Promise<Outcome> {
  const found = await openOne(turn, id);
  if (!found) return { replies: [turn.reply('card-gone', {})] };
  const options = LEAVING_REASONS.map((cause) => ({ key: `retCause:${id}.${cause}`, text: LEAVING_REASON_TITLES[cause] }));
  return {
    replies: [turn.reply('retention-cause', { name: found.name, causes: options.map(({ text }, i) => ({ n: i + 1, text })) })],
    question: { kind: 'retention-cause', command: 'overdue', options },
    session: { lastClientId: found.row.clientId },
    why: [
      reason(found.row.code, found.row.reasonText),
      reason('retention-rules', '按昨天的余额、流水和当月定级每天早上算；同一种30天内只说一次，严重一半再说'),
      reason('silentLeaving', '登录记录没有导入文件，“久未往来”不判断'),
    ],
  };
}

export async function setCause(turn: Turn, key: string): Promise<Outcome> {
  const [id = '', cause = ''] = key.split('.');
  const found = await openOne(turn, id);
  if (!found || !(LEAVING_REASONS as readonly string[]).includes(cause)) return { replies: [turn.reply('card-gone', {})] };
  await turn.store.retention.change(id, { cause, handledOn: dateAt(turn.now) }, turn.now);
  const options = RESULTS.map((result) => ({ key: `retResult:${id}.${result}`, text: RETENTION_RESULT_TITLES[result] }));
  return {
    replies: [
      turn.reply('retention-done', {
        name: found.name,
        cause: LEAVING_REASON_TITLES[cause as LeavingReason],
        isFalse: false,
        results: options.map(({ text }, i) => ({ n: i + 1, text })),
      }),
    ],
    stored: [{ kind: 'retention', id }],
    change: { kind: 'card-change', after: `已记原因 ${timeAt(turn.now)}` },
    question: { kind: 'retention-result', command: 'overdue', options },
  };
}

/** What a manager says of the end; 误报 has its own button. */
const RESULTS = ['retained', 'partly', 'lost'] as const satisfies readonly RetentionResult[];

/** 留住, 留住一部分, 流失: `<id>.<result>`. The task is done with it. */
export async function setResult(turn: Turn, key: string): Promise<Outcome> {
  const [id = '', word = ''] = key.split('.');
  const result = RESULTS.find((one) => one === word);
  const found = await openOne(turn, id);
  if (!found || !result) return { replies: [turn.reply('card-gone', {})] };
  const { row, name } = found;
  await turn.store.retention.change(id, { state: result, handledOn: dateAt(turn.now) }, turn.now);
  if (row.taskId !== null) await turn.store.task.change(row.taskId, { state: 'done', doneAt: turn.now.getTime(), doneBy: turn.user.id }, turn.now);
  return {
    replies: [
      turn.reply('retention-result', {
        name,
        result: RETENTION_RESULT_TITLES[result],
        isKnown: row.keptFen !== null,
        keptFen: row.keptFen,
        share: row.keptFen === null ? null : formatPercent(keptShare(row.keptFen, row.averageFen)),
      }),
    ],
    stored: [{ kind: 'retention', id }],
    ...(result === 'lost' && row.code === 'accountClosing' ? { notices: await askToSeal(turn, row) } : {}),
    change: { kind: 'card-change', after: `${RETENTION_RESULT_TITLES[result]} ${timeAt(turn.now)}` },
    session: { lastClientId: row.clientId },
  };
}

/** 误报: closed, with its task. */
export async function falseAlarm(turn: Turn, id: string): Promise<Outcome> {
  const found = await openOne(turn, id);
  if (!found) return { replies: [turn.reply('card-gone', {})] };
  await turn.store.retention.change(id, { state: 'falseAlarm', handledOn: dateAt(turn.now) }, turn.now);
  if (found.row.taskId !== null) await turn.store.task.change(found.row.taskId, { state: 'cancelled' }, turn.now);
  return {
    replies: [turn.reply('retention-done', { name: found.name, cause: '', isFalse: true, results: [] })],
    stored: [{ kind: 'retention', id }],
    change: { kind: 'card-change', after: `误报 ${timeAt(turn.now)}` },
  };
}

/** Who was asked is not asked again before so long: he has the card. */
const ASK_AGAIN_MS = 4 * HOUR_MS;

/**
 * 找主管帮忙: the supervisors read what happened and who asks; the task stays the manager's. Tapped again, it goes again to those whose
 * card was lost or has stood for hours without help.
 */
export async function askForHelp(turn: Turn, id: string): Promise<Outcome> {
  const found = await openOne(turn, id);
  if (!found) return { replies: [turn.reply('card-gone', {})] };
  const { row, client } = found;
  const to = (await supervisorsOf(turn, client.orgId)).filter((userId) => userId !== turn.user.id);
  const names = await turn.store.staff.listNames(to);
  const asked = await Promise.all(
    to.map(async (userId) => {
      const last = await turn.store.heldNotice.findLastAbout(userId, `retention-help:${id}`);
      const at = last?.came === 'there' ? last.at : undefined;
      const hasIt = last?.came === 'onItsWay' || (at !== undefined && turn.now.getTime() - at.getTime() < ASK_AGAIN_MS);
      return { userId, at, hasIt, key: `retention-help:${id}:${userId}${last ? `:${last.id}` : ''}` };
    }),
  );
  const unasked = asked.filter((one) => !one.hasIt);
  const at = asked.find((one) => one.hasIt && one.at)?.at;
  const reply = turn.reply('retention-help', {
    id,
    clientId: row.clientId,
    by: turn.user.name,
    name: client.name,
    title: RETENTION_TITLES[row.code as RetentionTrigger],
    amountFen: row.amountFen,
    why: row.reasonText,
    level: levelTitle(client),
  });
  return {
    replies: [
      turn.reply('retention-asked', {
        names: to.map((userId) => names.get(userId) ?? userId),
        before: to.length > 0 && unasked.length === 0,
        at: at ?? null,
        again: at ? new Date(at.getTime() + ASK_AGAIN_MS) : null,
      }),
    ],
    ...(to.length === 0 ? {} : { change: { kind: 'card-change', after: `已找主管 ${timeAt(turn.now)}` } as const }),
    // The key names the card before: two taps at once ask once.
    notices: unasked.map(({ userId, key }) => ({ to: userId, kind: 'retention', dedupeKey: key, reply })),
    session: { lastClientId: row.clientId },
  };
}

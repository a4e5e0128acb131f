import { dateAt } from '../domain/calendar/index.js';
import type { Frame, Span, WhenValue } from '../domain/intent.js';
import type { ContactRow } from '../store/contact-record.js';
import type { TaskRow } from '../store/task.js';

/** What few words right behind an answer mean, of what it stored: commands declare one of these as their `behind`. */

export type JustStored = { task: TaskRow; contact?: never } | { contact: ContactRow; task?: never };

/** The act that the words come to. It is shown first. */
export const act = (frame: Frame, intent: string, args: Frame['args'], more: Partial<Frame> = {}): Frame => ({
  ...frame,
  intent,
  effect: 'write',
  needsConfirm: true,
  confidence: 0.8,
  missing: [],
  ...more,
  args,
});

/** The one thing recognised, where nothing is said besides it, and nothing asked: 「是不是面谈」. */
function onlySpan({ text, spans }: Frame, around: RegExp): Span | undefined {
  const [only, ...others] = spans;
  return only && others.length === 0 && around.test(text.slice(0, only.start) + text.slice(only.end)) ? only : undefined;
}

const AROUND = /^[\s，,。.的了吧呀啊就是在]*$/u;

/** 「昨天的」「电话」「半小时」: a way, a length or an hour that the record has not. */
export function behindRecord(frame: Frame, { contact: record }: JustStored): Frame | undefined {
  const only = onlySpan(frame, AROUND);
  if (!only || !record) return undefined;
  const { kind, value } = only;
  if (kind === 'mode') return record.mode === value ? undefined : act(frame, 'amend', { changes: { mode: value } });
  if (kind === 'duration') return act(frame, 'amend', { changes: { minutes: (value as { minutes: number }).minutes } });
  const { date, time, vague } = value as Partial<WhenValue>;
  const today = dateAt(new Date(frame.now));
  // The hour of its day, or a day that is over: 「昨天的」.
  const isOver = vague !== true && date !== undefined && (kind === 'time' ? time !== undefined && date <= today : kind === 'date' && date < today);
  return isOver ? act(frame, 'amend', { changes: { at: value } }) : undefined;
}

/** 「以后改成六点」「从周三开始」 */
const AROUND_MOVED = /^(?:以后|之后|往后|都|改[成为到]?|从|自|开始|起|[\s，,。.的了吧呀啊就是在])*$/u;
/** 「停掉」: it is taken off the list, with 撤销. */
const CALLED_OFF = /^(?:这[个条件]?|那[个条件]?|把?它|[\s,，])*(?:停掉|停了|停|关掉|关了|取消掉|删掉|删了|删除|不要了|作废)(?:吧|了)*[。.\s]*$/u;
/** 「周末不用」「只要工作日」 of what comes every day. */
const NOT_AT_WEEKENDS =
  /^(?:周末|周六(?:和)?周?日|双休日?|礼拜天?)(?:就|都|的)*(?:不用|不要|不必|别|不|除外|休息)(?:再)?(?:提醒|叫|响)?(?:我)?(?:了|吧)*[。.\s]*$|^(?:只|就)?(?:要|在|限)?(?:工作日|周一到周五)(?:提醒|就行|就好|叫我?)?(?:我)?(?:了|吧)*[。.\s]*$/u;

/** Of an item just put on the list: another hour or day, off it again, and of what repeats, on which days. */
export function behindItem(frame: Frame, { task }: JustStored): Frame | undefined {
  if (!task) return undefined;
  const items = { ids: [task.id] };
  const isOwn = task.kind === 'reminder';
  if (isOwn && CALLED_OFF.test(frame.text)) return act(frame, 'done', { cancel: true, items }, { needsConfirm: false });
  if (task.recurrence === 'FREQ=DAILY' && NOT_AT_WEEKENDS.test(frame.text))
    return act(frame, 'snooze', { items, to: { date: task.dueOn, recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' } });
  const only = onlySpan(frame, AROUND_MOVED);
  return only && isWhen(only) && moves(only) ? act(frame, 'snooze', { items, to: only.value }) : undefined;
}

const isWhen = (span: Span): boolean => (span.kind === 'time' || span.kind === 'date') && (span.value as WhenValue).vague !== true;

/** An hour, or a day by its name: 「下午」 says neither. */
const moves = ({ text, value }: Span): boolean => (value as WhenValue).time !== undefined || /[今明后周月号日天]|星期|礼拜/u.test(text);

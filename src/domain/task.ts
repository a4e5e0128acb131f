import { addDays, dateAt, instantAt } from './calendar/index.js';
import { compareLevels, type ClientLevel } from './client-level-name.js';

/** Everything somebody has to do, whatever made it. */
export const TASK_KINDS = [
  'reminder',
  'promise',
  'appointment',
  'firstCall',
  'contactDue',
  'care',
  'case',
  'recusal',
  'retention',
  'onSite',
  'referral',
  'opportunity',
  'maturity',
  'assessment',
  'addDeputy',
  'removeDeputy',
  'eventFollowUp',
  'callback',
  'other',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export const TASK_KIND_TITLES: Readonly<Record<TaskKind, string>> = {
  reminder: '提醒',
  promise: '答应的事',
  appointment: '面谈',
  firstCall: '首次电话',
  contactDue: '联络',
  care: '关怀',
  case: '案件',
  recusal: '指定调查人',
  retention: '挽留',
  onSite: '现场',
  referral: '推荐',
  opportunity: '商机',
  maturity: '到期',
  assessment: '测评',
  addDeputy: '增设副办',
  removeDeputy: '解除副办',
  eventFollowUp: '活动跟进',
  callback: '回访',
  other: '待办',
};

export type TaskState = 'open' | 'done' | 'cancelled';

export interface TaskFacts {
  id: string;
  kind: TaskKind;
  clientId?: string;
  level?: ClientLevel;
  dueOn: string;
  /** 'HH:mm'; absent = any time that day. */
  dueTime?: string;
  /** Higher comes first among equals. */
  priority?: number;
  state: TaskState;
}

/** The instant it is due: its time, else the end of its day. */
export function taskDueAt(task: Pick<TaskFacts, 'dueOn' | 'dueTime'>): Date {
  return task.dueTime === undefined ? instantAt(addDays(task.dueOn, 1)) : instantAt(task.dueOn, task.dueTime);
}

/** Open and past; without a time from the next day on. */
export function isTaskOverdue(task: Pick<TaskFacts, 'dueOn' | 'dueTime' | 'state'>, now: Date): boolean {
  if (task.state !== 'open') return false;
  const due = taskDueAt(task);
  return task.dueTime === undefined ? now >= due : now > due;
}

/** As a list reads: by day and time (a day without a time after the times), priority, level. */
export function compareTasks(a: TaskFacts, b: TaskFacts): number {
  return (
    taskDueAt(a).getTime() - taskDueAt(b).getTime() ||
    (b.priority ?? 0) - (a.priority ?? 0) ||
    compareLevels(b.level ?? 'general', a.level ?? 'general') ||
    a.id.localeCompare(b.id)
  );
}

/** The open ones of today and before. */
export function tasksOfDay(tasks: readonly TaskFacts[], now: Date): TaskFacts[] {
  const today = dateAt(now);
  return tasks.filter((task) => task.state === 'open' && task.dueOn <= today).sort(compareTasks);
}

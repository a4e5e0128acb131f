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

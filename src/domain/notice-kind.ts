/** Kinds of pushes their receiver may switch off, as people call them. Source: design §5, issue «The bot speaks first». */
export const NOTICE_KINDS = [
  { kind: 'briefing', title: '早报', words: ['晨报'] },
  { kind: 'birthday', title: '生日', words: ['祝福'] },
  { kind: 'care', title: '关怀', words: ['节日', '纪念日'] },
  { kind: 'contact-due', title: '联络到期', words: ['联络计划', '该联络'] },
  { kind: 'promise', title: '答应的事', words: ['承诺', '答应'] },
  { kind: 'maturity', title: '产品到期', words: ['到期月历'] },
  { kind: 'tier-critical', title: '临界客户', words: ['临界'] },
  { kind: 'assessment', title: '测评到期', words: ['测评'] },
  { kind: 'opportunity', title: '商机', words: [] },
  { kind: 'level', title: '等级变动', words: ['升级', '降级'] },
  { kind: 'prospect', title: '同名核对', words: ['新建核对'] },
] as const;

/** Duties: nobody switches them off. */
export const DUTY_NOTICES = ['案件', '投诉', '诉求', '现场', '推荐', '督办', '提醒', '挽留', '超时'] as const;

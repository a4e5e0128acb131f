import { dateAt, formatFullDay } from '../domain/calendar/index.js';
import { CLOCK_TITLES, extensionProblems, mayStayUnprocessed, nearestClock, type CaseState, type Extension } from '../domain/case/index.js';
import { HOUSE_SOURCE, LAW, reason } from '../domain/reason.js';
import { refused, said, type CaseAct, type CaseAsk } from './case-act.js';
import { isOver, type LoadedCase } from './case-facts.js';
import { caseNotices, caseSupervisors, superiorsOf, supervisorButtons } from './case-people.js';
import { doButton, doneOutcome, step, tellLine } from './case-step.js';
import { clockWords, openExtensionRequest } from './case-words.js';

/** What the one who works on a case does before the conclusion. */

const running = (loaded: LoadedCase): boolean => !isOver(loaded.row);
/** Before the client has the conclusion. */
const undecided = (loaded: LoadedCase): boolean => ['received', 'accepted', 'contacted', 'investigating', 'decided'].includes(loaded.row.state);
const isPaused = (loaded: LoadedCase): boolean => (loaded.facts.pauses ?? []).some((pause) => pause.endedAt === undefined);
const NOT_REACHED = /没联系上|没接通|没打通|打不通|没人接|未接通|没接电话|联系不上|没回/;

const MODES = [
  { value: 'phone', text: '电话' },
  { value: 'faceToFace', text: '面谈' },
  { value: 'sms', text: '短信' },
  { value: 'none', text: '没联系上' },
];

const contacted: CaseAct = {
  label: '联系了',
  right: 'handle',
  isOpen: running,
  asks: (_turn, { row }) => [{ title: `${row.no} 怎么联系的`, hint: '点一个，或写一句，比如「电话，已告诉她受理了，三天内答复」。', options: MODES }],
  async run(turn, loaded, answers) {
    const text = said(answers);
    if (answers[0]?.value === 'none' || NOT_REACHED.test(text)) {
      const missed = await step(turn, loaded, { kind: 'progress', text });
      const near = nearestClock(missed.clocks);
      return doneOutcome(turn, missed, {
        what: '已记没联系上',
        sub: `首次联系还在计时${near ? '，换个时间或方式再试' : ''}。`,
        next: [doButton(missed.row, 'contacted', '联系了')],
        after: '没联系上',
      });
    }
    const isFirst = loaded.facts.firstContactAt === undefined;
    const next = await step(turn, loaded, {
      kind: 'contacted',
      text,
      data: { mode: answers[0]?.value ?? null },
      ...entering(loaded, 'contacted'),
      ...(isFirst ? { set: { contactedAt: turn.now.getTime() } } : {}),
    });
    return doneOutcome(turn, next, {
      what: isFirst ? '首次联系已完成' : '已记联系',
      sub: '接着核实情况，有进展就记一句。',
      next: [doButton(next.row, 'progress', '记进展'), doButton(next.row, 'decide', '结论')],
      after: '已联系',
    });
  },
};

/** The state a step brings, only from the states before it. */
function entering(loaded: LoadedCase, to: CaseState): { to?: CaseState } {
  const before: Partial<Record<CaseState, CaseState[]>> = {
    contacted: ['received', 'accepted'],
    investigating: ['contacted'],
    accepted: ['received'],
  };
  return before[to]?.includes(loaded.row.state as CaseState) ? { to } : {};
}

const progress: CaseAct = {
  label: '记进展',
  right: 'handle',
  isOpen: running,
  asks: (_turn, { row }) => [{ title: `${row.no} 有什么进展`, hint: '一句话就行，比如「已核实流水，等后台回复」。' }],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, {
      kind: 'progress',
      text: said(answers),
      ...(loaded.row.state === 'received' ? entering(loaded, 'accepted') : entering(loaded, 'investigating')),
    });
    const waits = next.facts.firstContactAt === undefined;
    const notices = turn.user.id === next.row.ownerId ? [] : await tellLine(turn, next, { what: '有进展', text: said(answers) }, [next.row.ownerId]);
    return doneOutcome(
      turn,
      next,
      {
        what: '已记进展',
        sub: waits ? '还没联系客户，先告诉已受理。' : null,
        next: waits ? [doButton(next.row, 'contacted', '联系了')] : [doButton(next.row, 'reply', '答复客户')],
      },
      notices,
    );
  },
};

const reply: CaseAct = {
  label: '答复客户',
  right: 'handle',
  isOpen: running,
  asks: (_turn, { row }) => [{ title: `${row.no} 怎么答复客户的`, hint: '处理中、处理后都要答复，每次记一句，比如「电话告诉她周四前有结果」。' }],
  async run(turn, loaded, answers) {
    const isFirst = loaded.facts.firstContactAt === undefined;
    const next = await step(turn, loaded, {
      kind: 'reply',
      text: said(answers),
      data: { stage: loaded.row.state },
      ...entering(loaded, 'contacted'),
      ...(isFirst ? { set: { contactedAt: turn.now.getTime() } } : {}),
    });
    const decided = next.row.state === 'decided';
    return doneOutcome(turn, next, {
      what: '已记答复',
      sub: isFirst ? '首次联系也算完成。' : decided ? '结论要用「告知」，写明方式和凭证才算。' : null,
      next: decided ? [doButton(next.row, 'notify', '告知')] : [doButton(next.row, 'progress', '记进展')],
    });
  },
};

const extend: CaseAct = {
  label: '申请延期',
  right: 'handle',
  isOpen: undecided,
  asks(_turn, loaded) {
    const { row, facts } = loaded;
    const isSecond = (facts.extensions ?? []).length > 0;
    const why: CaseAsk = {
      title: `${row.no} 为什么要延期`,
      hint: isSecond ? '情况特别复杂才能再延30日，要上级机构批准。写一句理由。' : '情况复杂可以延到30日，要主管批准。写一句理由。',
    };
    const told: CaseAsk = {
      title: `${row.no} 延期告诉投诉人了吗`,
      hint: '再延30日，要先告知投诉人。',
      options: [{ value: 'told', text: '已告知投诉人' }],
      isClosed: true,
    };
    return isSecond ? [why, told] : [why];
  },
  async run(turn, loaded, answers) {
    const to: Extension['to'] = (loaded.facts.extensions ?? []).length === 0 ? 'complex' : 'special';
    const told = answers[1]?.value === 'told';
    if (openExtensionRequest(loaded.events))
      throw refused(loaded, '再申请延期', [reason('extension-waiting', '上一次申请还没批')], '等批准后再看要不要延。');
    const asked: Extension = { to, at: turn.now, reason: said(answers), approvedBy: 'asked', toldComplainant: told };
    const problems = extensionProblems(loaded.facts, asked, turn.calendar, turn.rules);
    if (problems.length > 0)
      throw refused(loaded, '延期', problems, loaded.row.kind === 'request' ? '行内答复到点前先答复客户。' : '先把进展答复客户，再定结论。');
    const next = await step(turn, loaded, { kind: 'extensionAsked', text: said(answers), data: { to, told } });
    const approvers = to === 'complex' ? await caseSupervisors(turn.store, next.row) : await superiorsOf(turn.store, next.row.orgId);
    const people = await turn.store.staff.listNames(approvers);
    const days = to === 'complex' ? turn.rules.case.reg.complex : turn.rules.case.reg.special;
    const notices = await caseNotices(
      turn,
      next,
      approvers.filter((id) => id !== turn.user.id),
      {
        what: `申请延期到${days}日`,
        text: said(answers),
        by: turn.user.name,
        buttons: [
          { ...doButton(next.row, 'approve', '批准延期'), primary: true },
          doButton(next.row, 'refuse', '不批'),
          doButton(next.row, 'comment', '批示'),
        ],
      },
      next.eventId,
    );
    const names = approvers.map((id) => people.get(id) ?? id).join('、');
    return doneOutcome(turn, next, { what: '已申请延期', sub: `${names || '上级'}批准前，期限还是原来的。`, after: '已申请延期' }, notices);
  },
};

const pause: CaseAct = {
  label: '暂停计时',
  right: 'findings',
  isOpen: (loaded) => undecided(loaded) && !isPaused(loaded) && loaded.row.kind === 'complaint',
  asks: (_turn, { row }) => [
    {
      title: `${row.no} 为什么暂停`,
      hint: '只有外部鉴定检测、调解的日子不算进监管期限，而且要告诉投诉人。',
      options: [
        { value: 'appraisal', text: '鉴定，已告知' },
        { value: 'mediation', text: '调解，已告知' },
      ],
      isClosed: true,
      resolve: async (text) =>
        /鉴定|检测/.test(text) && /告知|告诉/.test(text)
          ? { text, value: 'appraisal' }
          : /调解/.test(text) && /告知|告诉/.test(text)
            ? { text, value: 'mediation' }
            : undefined,
    },
  ],
  async run(turn, loaded, answers) {
    const kind = answers[0]?.value ?? 'appraisal';
    const next = await step(turn, loaded, {
      kind: 'paused',
      text: said(answers),
      data: { kind, toldComplainant: true },
      set: { pausedFromOn: dateAt(turn.now) },
    });
    const notices = await tellLine(turn, next, { what: '暂停计时', text: said(answers), buttons: supervisorButtons(next.row) });
    return doneOutcome(
      turn,
      next,
      {
        what: '已暂停监管期限',
        sub: '行内答复照常计时。鉴定或调解结束那天点「恢复计时」。',
        next: [doButton(next.row, 'resume', '恢复计时')],
        after: '已暂停',
      },
      notices,
    );
  },
};

const resume: CaseAct = {
  label: '恢复计时',
  right: 'findings',
  isOpen: (loaded) => running(loaded) && isPaused(loaded),
  asks: () => [],
  async run(turn, loaded) {
    const next = await step(turn, loaded, { kind: 'resumed', set: { pausedFromOn: null } });
    const regulator = next.clocks.find((clock) => clock.kind === 'regulator');
    return doneOutcome(turn, next, {
      what: '已恢复计时',
      rows: regulator ? [{ title: '监管期限', words: clockWords(regulator, turn.now) }] : [],
      after: '已恢复',
    });
  },
};

const merge: CaseAct = {
  label: '合并',
  right: 'findings',
  isOpen: (loaded) => undecided(loaded) && loaded.row.clientId !== null,
  async asks(turn, { row }) {
    const others = (await turn.store.case.listOpenByClient(row.clientId ?? '')).filter((one) => one.id !== row.id);
    if (others.length === 0)
      throw refused({ row } as LoadedCase, '合并', [reason('merge-nothing', '这位客户没有别的在办案件', HOUSE_SOURCE)], '有新情况就记一句进展。');
    return [
      {
        title: `${row.no} 并到哪一件`,
        hint: '并过去以后，只按那一件计时。',
        options: others.slice(0, 4).map((one) => ({ value: one.id, text: one.no })),
        isClosed: true,
      },
    ];
  },
  async run(turn, loaded, answers) {
    const target = await turn.store.case.get(answers[0]?.value ?? '');
    const next = await step(turn, loaded, {
      kind: 'merged',
      text: target.no,
      data: { into: target.id },
      to: 'merged',
      set: { mergedIntoId: target.id, closedAt: turn.now.getTime() },
    });
    await turn.store.case.addEvent(target.id, 'progress', turn.user.id, turn.now, `并入${next.row.no}：${next.row.clientWords}`);
    const notices = await tellLine(turn, next, { what: `已并入${target.no}` });
    return doneOutcome(turn, next, { what: `已并入${target.no}`, next: [{ key: `case:${target.id}`, text: target.no }], after: '已合并' }, notices);
  },
};

const withdraw: CaseAct = {
  label: '撤诉',
  right: 'findings',
  isOpen: undecided,
  asks: (_turn, { row }) => [
    { title: `${row.no} 客户怎么撤的`, hint: '撤回从收到那天起流程就结束。写一句，比如「今天电话说问题解决了，不投诉了」。' },
  ],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, { kind: 'withdrawn', text: said(answers), to: 'withdrawn', set: { closedAt: turn.now.getTime() } });
    const notices = await tellLine(turn, next, { what: '客户撤诉', text: said(answers), buttons: supervisorButtons(next.row).slice(0, 1) });
    return doneOutcome(turn, next, { what: '已记客户撤诉', sub: '流程到今天结束，主管已收到。', after: '已撤诉' }, notices);
  },
};

const notProcess: CaseAct = {
  label: '不予办理',
  right: 'findings',
  isOpen: undecided,
  asks: (_turn, loaded) => [
    {
      title: `${loaded.row.no} 提的人是谁`,
      hint: '只有不是本人、没有授权、也不是继承人，才可以不予办理。',
      options: [
        { value: 'stranger', text: '都不是' },
        { value: 'entitled', text: '是其中一种' },
      ],
      isClosed: true,
      check({ value }) {
        const entitled = value !== 'stranger';
        if (mayStayUnprocessed({ isConcerned: entitled, isAuthorised: entitled, isHeir: entitled })) return;
        throw refused(loaded, '不予办理', [reason('entitled', '本人、授权人、继承人都可以提', `${LAW.complaint}第十四条`)], '照常联系、核实、答复。');
      },
    },
    { title: `${loaded.row.no} 怎么告诉对方的`, hint: '不予办理要告诉对方。写一句，比如「电话说明要本人或授权人来提」。' },
  ],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, {
      kind: 'notProcessed',
      text: said(answers, 1),
      data: { why: 'notConcerned', told: true },
      to: 'notProcessed',
      set: { closedAt: turn.now.getTime() },
    });
    const notices = await tellLine(turn, next, { what: '不予办理', text: said(answers, 1), buttons: supervisorButtons(next.row).slice(0, 1) });
    return doneOutcome(turn, next, { what: '已按不予办理结束', sub: '主管已收到。', after: '不予办理' }, notices);
  },
};

const newFacts: CaseAct = {
  label: '有新情况',
  right: 'findings',
  isOpen: undecided,
  asks: (_turn, { row }) => [{ title: `${row.no} 有什么新情况`, hint: '客户给了新的事实或材料，答复期限从收到那刻重新起算。写一句。' }],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, { kind: 'newFacts', text: said(answers) });
    const notices = await tellLine(turn, next, { what: '有新情况，重新起算', text: said(answers), buttons: supervisorButtons(next.row) });
    const rows = next.clocks
      .filter((clock) => clock.kind !== 'contact')
      .map((clock) => ({ title: CLOCK_TITLES[clock.kind], words: clockWords(clock, turn.now) }));
    return doneOutcome(
      turn,
      next,
      { what: '已记新情况', sub: `答复期限从${formatFullDay(dateAt(turn.now), turn.now)}重新起算。`, rows, after: '已重新起算' },
      notices,
    );
  },
};

const handover: CaseAct = {
  label: '转办',
  right: 'handle',
  isOpen: running,
  asks: (_turn, { row }) => [{ title: `${row.no} 为什么转办`, hint: '受理人一般办到底，转办由主管定。写一句，转给谁、为什么。' }],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, { kind: 'progress', text: `请求转办：${said(answers)}` });
    const notices = await tellLine(turn, next, {
      what: '请求转办',
      text: said(answers),
      buttons: [{ ...doButton(next.row, 'assign', '改派'), primary: true }, doButton(next.row, 'comment', '批示')],
    });
    return doneOutcome(turn, next, { what: '已请主管改派', sub: '改派前还由您办，期限不变。', after: '已请转办' }, notices);
  },
};

export const handlingActs: Readonly<Record<string, CaseAct>> = {
  contacted,
  progress,
  reply,
  extend,
  pause,
  resume,
  merge,
  withdraw,
  notProcess,
  newFacts,
  handover,
};

import { mayStayUnprocessed } from '../domain/case/index.js';
import { HOUSE_SOURCE, LAW, reason } from '../domain/reason.js';
import { refused, said, type CaseAct } from './case-act.js';
import { whileUntold, type LoadedCase } from './case-facts.js';
import { supervisorButtons } from './case-people.js';
import { doneOutcome, step, tellLine } from './case-step.js';

const merge: CaseAct = {
  label: '合并',
  right: 'findings',
  isOpen: (loaded) => whileUntold(loaded) && loaded.row.clientId !== null,
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
  isOpen: whileUntold,
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
  isOpen: whileUntold,
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

/** What ends a case without a conclusion. */
export const endingActs: Readonly<Record<string, CaseAct>> = { merge, withdraw, notProcess };

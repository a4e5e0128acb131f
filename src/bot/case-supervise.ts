import { downgradeProblems, extensionProblems, investigatorProblems, majorReasons, type Extension } from '../domain/case/index.js';
import { HOUSE_SOURCE, LAW, reason } from '../domain/reason.js';
import { TAKING_CASES } from '../domain/role-group.js';
import { refused, said, type CaseAct, type CaseAnswer, type CaseAsk } from './case-act.js';
import { accusedOf, caseRights, peopleOf, whileRunning, whileUndecided, type LoadedCase } from './case-facts.js';
import { majorListeners, supervisorButtons } from './case-people.js';
import { doButton, doneOutcome, notNow, step, tellLine, tellOwner } from './case-step.js';
import { clockRows, openExtensionRequest } from './case-words.js';
import type { Turn } from './command.js';

/** What stands above a case: words to the owner, other people, longer periods, another kind. Source: domain §9. */

const comment: CaseAct = {
  label: '批示',
  right: 'supervise',
  isOpen: whileRunning,
  asks: (_turn, { row }) => [{ title: `${row.no} 批示什么`, hint: '一句话，受理人马上收到，比如「今天先给客户回个电话」。' }],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, { kind: 'comment', text: said(answers) });
    const notices = await tellOwner(turn, next, {
      what: `${turn.user.name}批示`,
      text: said(answers),
      buttons: [{ ...doButton(next.row, 'progress', '记进展'), primary: true }],
    });
    return doneOutcome(turn, next, { what: '已批示', sub: notices.length > 0 ? '受理人已收到。' : null }, notices);
  },
};

/** Colleagues of the outlet who may take a case: the first few as buttons, anybody by full name. */
async function colleagueAsk(turn: Turn, { row }: LoadedCase, title: string, hint: string, without: readonly string[]): Promise<CaseAsk> {
  const fit: typeof TAKING_CASES = ['relationshipManager', 'wealthAdviser', 'branchSupervisor'];
  const ids = (await turn.store.staff.listIdsByRole(row.orgId, fit)).filter((id) => !without.includes(id));
  const names = await turn.store.staff.listNames(ids);
  const path = (await turn.store.org.find(row.orgId))?.path ?? '';
  return {
    title,
    hint,
    options: ids.slice(0, 4).map((id) => ({ value: id, text: names.get(id) ?? id })),
    isClosed: true,
    async resolve(text) {
      const branch = path.split('/').filter(Boolean).slice(0, -1);
      const root = branch.length > 0 ? `/${branch.join('/')}/` : path;
      const named = (await turn.store.staff.listInSubtree(root)).filter((one) => text.includes(one.name));
      const only = named[0];
      if (named.length !== 1 || !only) return undefined;
      const roles = (await turn.store.staff.rolesOf(only.id)).map((held) => held.role);
      return roles.some((role) => TAKING_CASES.includes(role)) ? { text: only.name, value: only.id } : undefined;
    },
  };
}

const whoOf = (answers: readonly CaseAnswer[]): { id: string; name: string } => ({ id: answers[0]?.value ?? '', name: said(answers) });

const assign: CaseAct = {
  label: '改派',
  right: 'supervise',
  isOpen: whileRunning,
  asks: async (turn, loaded) => [
    await colleagueAsk(turn, loaded, `${loaded.row.no} 改派给谁`, '点一位，或写同事全名。期限不变。', [loaded.row.ownerId, ...accusedOf(loaded.row)]),
  ],
  async run(turn, loaded, answers) {
    const to = whoOf(answers);
    if (to.id === loaded.row.ownerId)
      throw refused(loaded, `改派给${to.name}`, [reason('assign-same', `现在就由${to.name}受理`, HOUSE_SOURCE)], '要催进展，打「督办」加案件号。');
    if (accusedOf(loaded.row).includes(to.id))
      throw refused(loaded, `改派给${to.name}`, [reason('assign-accused', '这件投诉涉及这位同事', `${LAW.complaint}第十七条`)], '换一位同事。');
    const from = loaded.row.ownerId;
    const next = await step(turn, loaded, { kind: 'reassigned', text: to.name, data: { from, to: to.id }, set: { ownerId: to.id } });
    const notices = await tellLine(
      turn,
      next,
      {
        what: `已改派给${to.name}`,
        text: next.row.clientWords,
        buttons: [{ ...doButton(next.row, 'contacted', '联系了'), primary: true }, doButton(next.row, 'progress', '记进展')],
      },
      [to.id],
    );
    const told = await tellLine(turn, next, { what: `已改派给${to.name}` }, [from]);
    return doneOutcome(turn, next, { what: `已改派给${to.name}`, sub: '双方都已收到，期限不变。', after: `已改派${to.name}` }, [...notices, ...told]);
  },
};

const investigator: CaseAct = {
  label: '换调查人',
  right: 'supervise',
  isOpen: (loaded) => whileRunning(loaded) && loaded.row.kind === 'complaint',
  asks: async (turn, loaded) => [
    await colleagueAsk(turn, loaded, `${loaded.row.no} 由谁调查`, '点一位，或写同事全名。被投诉的同事不能调查。', [
      ...accusedOf(loaded.row),
      loaded.row.investigatorId ?? '',
    ]),
  ],
  async run(turn, loaded, answers) {
    const to = whoOf(answers);
    if (to.id === loaded.row.investigatorId)
      throw refused(
        loaded,
        `由${to.name}调查`,
        [reason('investigator-same', `现在就由${to.name}调查`, HOUSE_SOURCE)],
        '要催进展，打「督办」加案件号。',
      );
    const problems = investigatorProblems(peopleOf(loaded.row), to.id, { isSupervisor: true });
    if (problems.length > 0) throw refused(loaded, `由${to.name}调查`, problems, '换一位与这件事没有关系的同事。');
    const next = await step(turn, loaded, { kind: 'investigator', text: to.name, data: { to: to.id }, set: { investigatorId: to.id } });
    for (const task of await turn.store.task.listBySource('case', next.row.id)) {
      if (task.kind === 'recusal' && task.state === 'open')
        await turn.store.task.change(task.id, { state: 'done', doneAt: turn.now.getTime(), doneBy: turn.user.id }, turn.now);
    }
    const notices = await tellLine(
      turn,
      next,
      { what: `由${to.name}调查`, text: next.row.clientWords, buttons: [{ ...doButton(next.row, 'progress', '记进展'), primary: true }] },
      [to.id, next.row.ownerId],
    );
    return doneOutcome(turn, next, { what: `调查人${to.name}`, sub: `核实、结论和告知由${to.name}来办。`, after: `调查人${to.name}` }, notices);
  },
};

const approve: CaseAct = {
  label: '批准延期',
  right: 'supervise',
  isOpen: (loaded) => openExtensionRequest(loaded.events) !== undefined,
  wants: '等批的延期',
  asks: () => [],
  async run(turn, loaded) {
    const asked = openExtensionRequest(loaded.events);
    if (!asked) throw notNow(loaded.row);
    const rights = await caseRights(turn, loaded.row);
    if (asked.event.byUserId === turn.user.id)
      throw refused(loaded, '批准延期', [reason('extension-own', '自己申请的延期由上级批', HOUSE_SOURCE)], '等上级机构批准。');
    if (asked.to === 'special' && !rights.superior)
      throw refused(
        loaded,
        '批准延期',
        [reason('extension-superior', '再延长30日，要上级机构或总行高级管理人员批准', `${LAW.complaint}第十八条`)],
        '分行财富中心或分行已收到申请。',
      );
    const extension: Extension = {
      to: asked.to,
      at: turn.now,
      reason: asked.event.text ?? '',
      approvedBy: turn.user.id,
      toldComplainant: asked.told,
    };
    const problems = extensionProblems(loaded.facts, extension, turn.calendar, turn.rules);
    if (problems.length > 0) throw refused(loaded, '批准延期', problems, '先让受理人把进展答复客户。');
    const next = await step(turn, loaded, {
      kind: 'extension',
      text: extension.reason,
      data: { to: extension.to, approvedBy: turn.user.id, toldComplainant: asked.told },
      set: { extensions: (loaded.facts.extensions ?? []).length + 1 },
    });
    const rows = clockRows(next, turn.now, (clock) => clock.kind === 'regulator');
    const notices = await tellOwner(turn, next, {
      what: '延期已批准',
      text: extension.reason,
      sub: '把延长的理由告诉客户。',
      buttons: [{ ...doButton(next.row, 'reply', '答复客户'), primary: true }],
    });
    return doneOutcome(turn, next, { what: '已批准延期', rows, sub: '受理人已收到，会把理由告诉客户。', after: '已批准延期' }, notices);
  },
};

const refuse: CaseAct = {
  label: '不批',
  right: 'supervise',
  isOpen: (loaded) => openExtensionRequest(loaded.events) !== undefined,
  wants: '等批的延期',
  asks: (_turn, { row }) => [{ title: `${row.no} 为什么不批`, hint: '一句话，受理人马上收到。' }],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, { kind: 'extensionRefused', text: said(answers) });
    const notices = await tellOwner(turn, next, { what: '延期没有批', text: said(answers), sub: '期限还是原来的。' });
    return doneOutcome(turn, next, { what: '没有批延期', sub: '受理人已收到，期限还是原来的。', after: '没有批' }, notices);
  },
};

const major: CaseAct = {
  label: '定为重大',
  right: 'major',
  isOpen: (loaded) => whileRunning(loaded) && loaded.row.kind === 'complaint' && loaded.row.major === 0,
  asks: (_turn, { row }) => [{ title: `${row.no} 为什么定为重大`, hint: '写一句，比如「22人当面共同投诉」「与灾害有关」。分行和合规马上收到。' }],
  async run(turn, loaded, answers) {
    const people = Number(/(\d+)\s*[人位名户]/.exec(said(answers))?.[1] ?? 0);
    const reasons = majorReasons({ peopleTogether: people, disaster: /灾害|灾情|突发事件/.test(said(answers)), setByCompliance: true }, turn.rules);
    const next = await step(turn, loaded, {
      kind: 'major',
      text: said(answers),
      data: { reasons: reasons.map((one) => one.code) },
      set: { major: 1 },
    });
    const listeners = [...(await majorListeners(turn.store, next.row.orgId)), next.row.ownerId];
    const notices = await tellLine(
      turn,
      next,
      {
        what: '定为重大投诉',
        text: said(answers),
        urgent: true,
        buttons: supervisorButtons(next.row).slice(0, 2),
        ...(people >= turn.rules.case.majorFromPeople ? { sub: `当面共同投诉，代表不超过${turn.rules.case.representatives}人。` } : {}),
      },
      listeners,
    );
    return { ...(await doneOutcome(turn, next, { what: '已定为重大', sub: '分行和合规已收到。', after: '已定为重大' }, notices)), why: reasons };
  },
};

const downgrade: CaseAct = {
  label: '改为诉求',
  right: 'supervise',
  isOpen: (loaded) => loaded.row.kind === 'complaint' && whileUndecided(loaded),
  asks: (_turn, { row }) => [{ title: `${row.no} 为什么改为诉求`, hint: '改了以后没有监管期限，理由会留痕。写一句。' }],
  async run(turn, loaded, answers) {
    const problems = downgradeProblems({ isSupervisor: true }, said(answers));
    if (problems.length > 0) throw refused(loaded, '改为诉求', problems, '写明理由再改。');
    const next = await step(turn, loaded, {
      kind: 'kind',
      text: said(answers),
      data: { from: 'complaint', to: 'request' },
      set: { kind: 'request' },
    });
    const notices = await tellOwner(turn, next, { what: '改为诉求', text: said(answers) });
    return doneOutcome(turn, next, { what: '已改为诉求', sub: '监管期限不再计，行内期限照常。' }, notices);
  },
};

const upgrade: CaseAct = {
  label: '改为投诉',
  right: 'handle',
  isOpen: (loaded) => loaded.row.kind === 'request' && whileUndecided(loaded),
  asks: (_turn, { row }) => [
    { title: `${row.no} 客户怎么说的`, hint: '客户说我们损害了他、要个说法，就是投诉。监管期限从登记那天起算。写他的原话。' },
  ],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, {
      kind: 'kind',
      text: said(answers),
      data: { from: 'request', to: 'complaint' },
      set: { kind: 'complaint' },
    });
    const notices = await tellLine(turn, next, { what: '改为投诉', text: said(answers), buttons: supervisorButtons(next.row) });
    return doneOutcome(
      turn,
      next,
      {
        what: '已改为投诉',
        rows: clockRows(next, turn.now),
        sub: '主管已收到。',
      },
      notices,
    );
  },
};

export const supervisingActs: Readonly<Record<string, CaseAct>> = { comment, assign, investigator, approve, refuse, major, downgrade, upgrade };

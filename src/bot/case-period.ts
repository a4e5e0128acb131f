import { dateAt } from '../domain/calendar/index.js';
import { caseClocks, extensionProblems, type Extension } from '../domain/case/index.js';
import { reason } from '../domain/reason.js';
import { refused, said, type CaseAct, type CaseAsk } from './case-act.js';
import { whileRunning, whileUntold, type LoadedCase } from './case-facts.js';
import { caseNotices, caseSupervisors, superiorsOf, supervisorButtons } from './case-people.js';
import { doButton, doneOutcome, step, tellLine } from './case-step.js';
import { clockWords, openExtensionRequest } from './case-words.js';

const isPaused = (loaded: LoadedCase): boolean => (loaded.facts.pauses ?? []).some((pause) => pause.endedAt === undefined);

const extend: CaseAct = {
  label: '申请延期',
  right: 'handle',
  isOpen: whileUntold,
  asks(_turn, loaded) {
    const { row, facts } = loaded;
    const isSecond = (facts.extensions ?? []).length > 0;
    const why: CaseAsk = {
      title: `${row.no} 为什么要延期`,
      hint: isSecond ? '情况特别复杂才能再延30日，要上级机构批准。写一句理由。' : '情况复杂可以延长一次，满30日为止，要主管批准。写一句理由。',
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
    const facts = { ...next.facts, extensions: [...(loaded.facts.extensions ?? []), asked] };
    const extended = caseClocks(facts, turn.calendar, turn.rules, turn.now).find((clock) => clock.kind === 'regulator');
    const then = extended ? `批准后监管期限到${clockWords(extended, turn.now)}。` : '';
    const notices = await caseNotices(
      turn,
      next,
      approvers.filter((id) => id !== turn.user.id),
      {
        what: `申请延期，满${days}日`,
        text: said(answers),
        sub: then,
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
    return doneOutcome(turn, next, { what: '已申请延期', sub: `${names || '上级'}批准前，期限还是原来的。${then}`, after: '已申请延期' }, notices);
  },
};

const pause: CaseAct = {
  label: '暂停计时',
  right: 'findings',
  isOpen: (loaded) => whileUntold(loaded) && !isPaused(loaded) && loaded.row.kind === 'complaint',
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
  isOpen: (loaded) => whileRunning(loaded) && isPaused(loaded),
  wants: '暂停的计时',
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

/** What moves the period a case has: more days, days that do not count, and their end. */
export const periodActs: Readonly<Record<string, CaseAct>> = { extend, pause, resume };

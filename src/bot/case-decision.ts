import { addDays, dateAt, formatFullDay } from '../domain/calendar/index.js';
import {
  clockStanding,
  closingProblems,
  needsInvestigator,
  noticeProblems,
  recheckAskUntil,
  REMEDIES,
  type CaseKind,
  type CaseState,
  type DecisionNotice,
} from '../domain/case/index.js';
import { LAW, reason } from '../domain/reason.js';
import { refused, said, type CaseAct, type CaseAnswer } from './case-act.js';
import { eventData, peopleOf, type LoadedCase } from './case-facts.js';
import { caseSupervisors, superiorsOf } from './case-people.js';
import { doButton, doneOutcome, step, tellLine } from './case-step.js';
import { clockRows, clockWords, isOfAnswer } from './case-words.js';

/** From the conclusion to the end: decided, told to the client, rechecked, closed. Source: domain §9, law art. 17–21, 26. */

const isIn =
  (...states: CaseState[]) =>
  (loaded: LoadedCase): boolean =>
    states.includes(loaded.row.state as CaseState);

const decide: CaseAct = {
  label: '结论',
  right: 'findings',
  isOpen: isIn('contacted', 'investigating'),
  asks(_turn, loaded) {
    const { row } = loaded;
    if (needsInvestigator(row.kind as CaseKind, peopleOf(row))) {
      throw refused(loaded, '写结论', [reason('recusal', '被投诉的人不能调查这件投诉', `${LAW.complaint}第十七条`)], '等主管指定调查人。');
    }
    if (row.kind === 'request') return [{ title: `${row.no} 办的结果是什么`, hint: '一句话，比如「大额存单已换好，下周一起息」。' }];
    return [
      { title: `${row.no} 核实的情况是什么`, hint: '先写核实到的事实，下一步写依据和理由。' },
      { title: `${row.no} 依据和理由是什么`, hint: '写按什么规定或约定、为什么这样定。救济途径（核查、调解、仲裁、诉讼）会自动写上。' },
    ];
  },
  async run(turn, loaded, answers) {
    const data = { verified: said(answers), basis: said(answers, 1), remedies: [...REMEDIES] };
    const next = await step(turn, loaded, {
      kind: 'decided',
      text: [said(answers), said(answers, 1)].filter(Boolean).join('；'),
      data,
      to: 'decided',
      set: { decidedAt: turn.now.getTime() },
    });
    const isComplaint = next.row.kind === 'complaint';
    return doneOutcome(turn, next, {
      what: '结论已存',
      rows: isComplaint
        ? [
            { title: '核实', words: data.verified },
            { title: '依据', words: data.basis },
            { title: '救济', words: REMEDIES.join('、') },
          ]
        : [{ title: '结果', words: data.verified }],
      sub: '还没告知客户，期限照常计时。',
      next: [doButton(next.row, 'notify', '告知')],
    });
  },
};

const CHANNELS = [
  { value: 'letter', text: '信函' },
  { value: 'sms', text: '短信' },
  { value: 'email', text: '邮件' },
  { value: 'phone', text: '电话' },
];

/** A number, or what proof is kept in: 「今天发的，客户签收了」. */
const EVIDENCE = /\d|回执|签收|录音|截图|凭证|单据|存档|存根|已读|送达/u;

/** What the notice says, read back from the conclusion. */
function noticeOf(loaded: LoadedCase, answers: readonly CaseAnswer[], now: Date): DecisionNotice {
  const decided = loaded.events.filter((e) => e.kind === 'decided').at(-1);
  const { verified = '', basis = '', remedies = [] } = decided ? eventData<{ verified?: string; basis?: string; remedies?: string[] }>(decided) : {};
  const channel = answers[0]?.value as DecisionNotice['channel'];
  const evidence = said(answers, 1);
  return { verified, basis, remedies, ...(channel ? { channel } : {}), sentAt: now, evidence: evidence === '' ? [] : [evidence] };
}

const notify: CaseAct = {
  label: '告知',
  right: 'findings',
  isOpen: isIn('decided'),
  asks(_turn, { row }) {
    const channel = {
      title: `${row.no} 用什么方式告知`,
      hint: row.kind === 'request' ? '办的结果要让客户知道。' : '核实情况、依据和理由、救济途径都要让客户看到或听到。',
      options: CHANNELS,
      isClosed: true,
    };
    return row.kind === 'request'
      ? [channel]
      : [
          channel,
          {
            title: `${row.no} 告知的凭证是什么`,
            hint: '写编号就行，比如「挂号信 XA123」「短信回执 0911」「通话录音 8812」。',
            fits: (text) => EVIDENCE.test(text),
          },
        ];
  },
  async run(turn, loaded, answers) {
    const notice = noticeOf(loaded, answers, turn.now);
    if (loaded.row.kind === 'complaint') {
      const problems = noticeProblems(notice);
      if (problems.length > 0) throw refused(loaded, '算作已告知', problems, '补齐了再点一次「告知」。');
    }
    const channel = CHANNELS.find((one) => one.value === notice.channel)?.text ?? '';
    const next = await step(turn, loaded, {
      kind: 'notified',
      text: [channel, ...notice.evidence].filter(Boolean).join('，'),
      data: { channel: notice.channel, evidence: notice.evidence },
      to: 'notified',
      set: { notifiedAt: turn.now.getTime() },
    });
    const late = next.clocks.find((clock) => clock.kind === 'regulator' && clockStanding(clock, turn.now).state === 'late');
    const until = addDays(dateAt(turn.now), turn.rules.case.reg.recheckAsk);
    return doneOutcome(turn, next, {
      what: '已告知客户',
      rows: clockRows(next, turn.now, isOfAnswer),
      sub:
        `${late ? '告知晚于监管期限，已记在案。' : ''}${next.row.kind === 'complaint' ? `客户不服，${formatFullDay(until, turn.now)}前可以书面申请核查。` : ''}` ||
        null,
      next: [doButton(next.row, 'close', '结案')],
      after: '已告知',
    });
  },
};

const recheck: CaseAct = {
  label: '申请核查',
  right: 'handle',
  isOpen: (loaded) => loaded.row.kind === 'complaint' && isIn('notified', 'closed')(loaded),
  asks: (_turn, { row }) => [
    { title: `${row.no} 客户怎么申请的`, hint: '核查由客户书面向上级机构提出。写一句，比如「今天交来书面申请，说漏算两天利息」。' },
  ],
  async run(turn, loaded, answers) {
    const noticeOn = loaded.facts.noticeAt ? dateAt(loaded.facts.noticeAt) : dateAt(turn.now);
    const until = recheckAskUntil(noticeOn, turn.rules);
    if (dateAt(turn.now) > until) {
      throw refused(
        loaded,
        '申请核查',
        [
          reason(
            'recheck-late',
            `收到决定后${turn.rules.case.reg.recheckAsk}日内可以申请，到${formatFullDay(until, turn.now)}为止`,
            `${LAW.complaint}第二十条`,
          ),
        ],
        '可以告诉客户还有调解、仲裁、诉讼。',
      );
    }
    const next = await step(turn, loaded, { kind: 'recheckAsked', text: said(answers), to: 'rechecking', set: { closedAt: null } });
    const above = await superiorsOf(turn.store, next.row.orgId);
    const notices = await tellLine(
      turn,
      next,
      {
        what: '客户申请核查',
        text: said(answers),
        buttons: [{ ...doButton(next.row, 'rechecked', '核查结论'), primary: true }, doButton(next.row, 'comment', '批示')],
      },
      [...above, ...(await caseSupervisors(turn.store, next.row))],
    );
    const clock = next.clocks.find((one) => one.kind === 'recheck');
    return doneOutcome(
      turn,
      next,
      {
        what: '已登记核查申请',
        rows: clock ? [{ title: '核查期限', words: clockWords(clock, turn.now) }] : [],
        sub: '上级机构已收到，由他们作出核查结论。',
        after: '已申请核查',
      },
      notices,
    );
  },
};

const rechecked: CaseAct = {
  label: '核查结论',
  right: 'superior',
  isOpen: isIn('rechecking'),
  asks: (_turn, { row }) => [{ title: `${row.no} 核查的结论是什么`, hint: '一句话，比如「维持原决定」「补算利息两天」。' }],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, { kind: 'rechecked', text: said(answers), to: 'rechecked' });
    const notices = await tellLine(turn, next, {
      what: '核查有结论',
      text: said(answers),
      buttons: [{ ...doButton(next.row, 'reply', '答复客户'), primary: true }, doButton(next.row, 'close', '结案')],
    });
    return doneOutcome(turn, next, { what: '核查结论已存', sub: '受理人已收到，由他答复客户。', after: '核查有结论' }, notices);
  },
};

const close: CaseAct = {
  label: '结案',
  right: 'findings',
  isOpen: isIn('notified', 'rechecked'),
  asks: (_turn, { row }) =>
    row.kind === 'complaint' ? [{ title: `${row.no} 根本原因是什么`, hint: '投诉办结要写根本原因，比如「赎回到账时间没有事先说清」。' }] : [],
  async run(turn, loaded, answers) {
    const rootCause = said(answers);
    const problems = closingProblems({ kind: loaded.row.kind as CaseKind, state: loaded.row.state as CaseState, rootCause });
    if (problems.length > 0) throw refused(loaded, '结案', problems, '补上再点「结案」。');
    const next = await step(turn, loaded, {
      kind: 'closed',
      text: rootCause || null,
      to: 'closed',
      set: { closedAt: turn.now.getTime(), rootCause: rootCause || null },
    });
    const notices = await tellLine(turn, next, { what: '已办结', text: rootCause || null });
    return doneOutcome(
      turn,
      next,
      {
        what: '已结案',
        rows: clockRows(next, turn.now),
        after: '已结案',
      },
      notices,
    );
  },
};

export const decisionActs: Readonly<Record<string, CaseAct>> = { decide, notify, recheck, rechecked, close };

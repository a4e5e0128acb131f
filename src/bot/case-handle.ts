import { dateAt, formatFullDay } from '../domain/calendar/index.js';
import { nearestClock, type CaseState } from '../domain/case/index.js';
import { said, type CaseAct } from './case-act.js';
import { endingActs } from './case-ending.js';
import { whileRunning, whileUntold, type LoadedCase } from './case-facts.js';
import { periodActs } from './case-period.js';
import { supervisorButtons } from './case-people.js';
import { doButton, doneOutcome, step, tellLine } from './case-step.js';
import { clockRows, isOfAnswer } from './case-words.js';

const NOT_REACHED = /没联系上|没接通|没打通|打不通|没人接|未接通|没接电话|联系不上|没回/;

/** A way, or what was said to the client: a clock stops on it, so other words do not do. */
const TELLS_CONTACT =
  /电话|通话|[打接]通|面[谈访]|见[面了到过]|当面|短信|微信|企微|邮件|视频|信函|上门|来网点|告诉|告知|联系|沟通|受理|回复|聊|通知|说/;

const MODES = [
  { value: 'phone', text: '电话' },
  { value: 'faceToFace', text: '面谈' },
  { value: 'sms', text: '短信' },
  { value: 'none', text: '没联系上' },
];

const contacted: CaseAct = {
  label: '联系了',
  right: 'handle',
  isOpen: whileRunning,
  asks: (_turn, { row }) => [
    {
      title: `${row.no} 怎么联系的`,
      hint: '也可以写一句，比如「电话，已告知受理，三天内答复」。',
      options: MODES,
      isClosed: true,
      resolve: async (text) => (TELLS_CONTACT.test(text) ? { text } : undefined),
    },
  ],
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
  isOpen: whileRunning,
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
  isOpen: whileRunning,
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

const newFacts: CaseAct = {
  label: '有新情况',
  right: 'findings',
  isOpen: whileUntold,
  asks: (_turn, { row }) => [{ title: `${row.no} 有什么新情况`, hint: '客户给了新的事实或材料，答复期限从收到那刻重新起算。写一句。' }],
  async run(turn, loaded, answers) {
    const next = await step(turn, loaded, { kind: 'newFacts', text: said(answers) });
    const notices = await tellLine(turn, next, { what: '有新情况，重新起算', text: said(answers), buttons: supervisorButtons(next.row) });
    const rows = clockRows(next, turn.now, isOfAnswer);
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
  isOpen: whileRunning,
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

/** What the one who works on a case does, until the client has its conclusion and after. */
export const handlingActs: Readonly<Record<string, CaseAct>> = {
  contacted,
  progress,
  reply,
  ...periodActs,
  ...endingActs,
  newFacts,
  handover,
};

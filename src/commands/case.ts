import { z } from 'zod';
import { clientArg, whenArg } from '../bot/args.js';
import { confirmIntake, intakeFacts, type CaseArgs } from '../bot/case-intake.js';
import { registerCase, repeatCase } from '../bot/case-register.js';
import { defineCommand, type Turn } from '../bot/command.js';
import { TAKING_CASES } from '../domain/role-group.js';

export default defineCommand({
  name: 'case',
  aliases: [
    '投诉',
    '诉求',
    '登记投诉',
    '客户投诉',
    '投诉登记',
    '登记诉求',
    '客户诉求',
    '新建投诉',
    '新建诉求',
    '记投诉',
    '接到投诉',
    '收到投诉',
    '登记案件',
    '新建案件',
    '诉求登记',
  ],
  group: 'case',
  summary: '登记投诉或诉求，开始计时',
  examples: ['投诉 赵敏 到账晚了三天', '诉求 李秀兰 想换一张大额存单', '赵敏说要投诉我们，赎回的钱三天没到账'],
  roles: TAKING_CASES,
  effect: 'write',
  isNote: true,
  alwaysConfirm: true,
  args: z.object({
    client: clientArg.optional().describe('客户'),
    kind: z.enum(['complaint', 'request']).optional().describe('投诉还是诉求'),
    text: z.string().min(1).max(2000).describe('客户的原话'),
    receivedAt: z.string().optional().describe('客户什么时候说的，不说就是现在'),
    at: whenArg.optional().describe('后来改说的时间'),
    amountFen: z.number().int().nonnegative().optional().describe('涉及金额，分'),
    again: z.enum(['new', 'newComplaint', 'newRequest', 'merge', 'newFacts']).optional().describe('客户已有在办案件时：并入、有新情况还是新案件'),
  }),
  slots: [
    { name: 'client', kind: 'client' },
    { name: 'kind', kind: 'word', values: { 投诉: 'complaint', 诉求: 'request' } },
    { name: 'text', kind: 'text', required: true },
    { name: 'again', kind: 'word', values: { 新案件: 'new', 新投诉: 'newComplaint', 新诉求: 'newRequest', 并入: 'merge', 有新情况: 'newFacts' } },
  ],
  takes: { words: 'text', more: ['client'], word: 'kind', happened: { slot: 'at' } },
  action: 'case.create',
  cues: [
    {
      words: [
        '投诉',
        '赔偿',
        '误导',
        '欺骗',
        '骗我',
        '监管',
        '12378',
        '银保监',
        '金管局',
        '举报',
        '讨说法',
        '要个说法',
        '要说法',
        '维权',
        '曝光',
        '很生气',
        '非常不满',
        '很不满',
        '态度差',
        '态度恶劣',
      ],
      weight: 0.5,
    },
  ],
  handle: intake,
  confirm: ({ args, ...turn }) => confirmIntake(turn, args),
});

async function intake({ args, ...turn }: Turn & { args: CaseArgs }) {
  const facts = await intakeFacts(turn, args);
  const running = facts.running[0];
  if (running && (args.again === 'merge' || args.again === 'newFacts')) return repeatCase(turn, args, running);
  // «对» typed at the card that asks what becomes of the running case: it does not say which of the three.
  if (running && args.again === undefined) return askAgain(turn, args, facts.kind !== null);
  if (facts.kind === null) return askKind(turn, args);
  return registerCase(turn, args, facts, facts.kind);
}

/** The client has a case already: into it, new facts for it, or another matter. */
const askAgain = (turn: Turn, args: CaseArgs, isKindKnown: boolean) =>
  askOnce(turn, args, (draftId) => [
    { key: `okas:${draftId}.again.merge`, text: '并入' },
    { key: `okas:${draftId}.again.newFacts`, text: '有新情况' },
    ...(isKindKnown
      ? [{ key: `okas:${draftId}.again.new`, text: '新案件' }]
      : [
          { key: `okas:${draftId}.again.newComplaint`, text: '新投诉' },
          { key: `okas:${draftId}.again.newRequest`, text: '新诉求' },
        ]),
  ]);

/** Confirmed in words («对») while the card asked for the kind: it is asked again, alone. */
const askKind = (turn: Turn, args: CaseArgs) =>
  askOnce(turn, args, (draftId) => [
    { key: `okas:${draftId}.kind.complaint`, text: '投诉' },
    { key: `okas:${draftId}.kind.request`, text: '诉求' },
  ]);

async function askOnce(turn: Turn, args: CaseArgs, optionsOf: (draftId: string) => { key: string; text: string }[]) {
  const frame = {
    text: turn.text,
    now: turn.saidAt.toISOString(),
    intent: 'case',
    effect: 'write' as const,
    needsConfirm: true,
    confidence: 1,
    args: { ...args },
    missing: [],
    spans: [],
    alternatives: [],
    reasons: [],
  };
  const draft = await turn.store.draft.add(turn.user.id, turn.text, frame, turn.now);
  const reply = await confirmIntake({ ...turn, draftId: draft.id }, args);
  return { replies: [reply], question: { kind: 'confirm', command: 'case', frame, draftId: draft.id, options: optionsOf(draft.id) } };
}

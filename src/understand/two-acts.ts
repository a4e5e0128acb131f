import type { ClientArg, Frame, Span, WhenValue } from '../domain/intent.js';
import { CUES } from './cues.js';
import { typedStart } from './normalise.js';
import type { Reading, UnderstandContext } from './reading.js';
import { marksIn, remindMeIn } from './reminder-cues.js';

/** What stands beside a reminder in one sentence and must not go into its words. */
const BESIDE = new Set(['contact', 'case', 'done', 'snooze', 'profile', 'relative', 'care-date', 'new-client', 'appointment']);
/** Between the mark and 提醒我 stands nothing but its time. */
const LEAD = /^(?:请|麻烦|帮我|记得|到时候|到时|那个?|就|你|也|再|并|在|[呢嘛啊嗯呃吧]|[\s,])*$/;
const ASKS_FOR = /^(?:请|麻烦|帮我|给我)*(?:查|看|调|打开|列)/;
const LONGEST = 200;
/** Fewer characters before 提醒 tell nothing. */
const LEAST_BEFORE = 5;

/**
 * 「刚跟张伟通了电话，明天提醒我给他回电」「李秀兰投诉柜台，三天后提醒我跟进」: something told or asked, and a reminder with its own time
 * behind it. What is owed after a contact goes into it as a promise; other acts carry the reminder in `then`, or in `next` where both are asked about. Undefined where
 * the sentence is one act. `hear` understands each half by itself.
 */
export function twoActs(reading: Reading, hear: (text: string, context: UnderstandContext) => Frame): Frame | undefined {
  const { text, normalised } = reading;
  if (!reading.hasCue(CUES.remind) || text.length > LONGEST || text.lastIndexOf('提醒') < LEAST_BEFORE) return undefined;
  const cut = boundOf(reading);
  if (cut === undefined) return undefined;
  const from = typedStart(normalised, cut.start);
  const first = hear(reading.typed.slice(0, typedStart(normalised, cut.end)), reading.context);
  const isAct = first.effect === 'write' ? BESIDE.has(first.intent ?? '') : first.effect === 'read' && ASKS_FOR.test(text);
  const named = namedIn(first);
  // What is done may be known by its client alone; which of his it is, is asked.
  const isWhole =
    first.missing.length === 0 ? named !== undefined || first.args['items'] !== undefined : first.intent === 'done' && named !== undefined;
  if (!isAct || !isWhole) return undefined;
  // Of several clients, whom was told of last.
  const last = first.next?.at(-1) ?? first;
  const spokenOf = namedIn(last);
  const context = spokenOf ? { ...reading.context, lastClient: { id: spokenOf.id, name: spokenOf.name, isSure: true as const } } : reading.context;
  const second = hear(reading.typed.slice(from), context);
  if (second.intent !== 'reminder' || second.missing.length > 0) return undefined;
  carryDay(reading, cut.start, second);
  const spans = [...first.spans, ...second.spans.map((span): Span => ({ ...span, start: span.start + from, end: span.end + from }))];
  const both = { ...first, text: reading.typed, part: first.part ?? first.text, spans, reasons: [...first.reasons, ...second.reasons] };
  if (first.next) {
    const his = spokenOf && second.args['client'] === undefined ? { ...second, args: { ...second.args, client: ofLast(spokenOf) } } : second;
    return his.needsConfirm ? { ...both, next: [...first.next, his] } : { ...both, then: his };
  }
  const promise = first.intent === 'contact' && named ? promiseOf(second, named.id) : undefined;
  // Two that are both asked about are asked one after the other.
  if (!promise && first.needsConfirm && second.needsConfirm) return { ...both, next: [second] };
  if (!promise) return { ...both, then: first.then ? { ...second, then: first.then } : second };
  return {
    ...both,
    needsConfirm: first.needsConfirm || second.needsConfirm,
    confidence: Math.min(first.confidence, second.confidence),
    args: { ...first.args, promises: [...((first.args['promises'] as unknown[] | undefined) ?? []), promise] },
  };
}

/** Begins another matter; a comma alone goes on with what is to be told. */
const ANOTHER = /[,。;!\s]+(?:另外|还有(?:就是|一[件个]事)?|顺便|对了|再就是)[\s,:]*/gu;
/** What stands behind it by itself: a complaint must not go into the words of a reminder. */
const APART = new Set(['case', 'contact', 'profile', 'care-date', 'appointment']);

/** 「明天十点提醒我交表，另外张敏投诉到账晚了三天」: the reminder first, and something told behind it. */
export function reminderFirst(reading: Reading, hear: (text: string, context: UnderstandContext) => Frame): Frame | undefined {
  const { text, normalised } = reading;
  if (!reading.hasCue(CUES.remind) || text.length > LONGEST) return undefined;
  const cue = remindMeIn(text).at(-1);
  const mark = cue && [...text.matchAll(ANOTHER)].find(({ index }) => index > cue.index);
  if (!mark || reading.isQuoted(mark.index)) return undefined;
  const from = typedStart(normalised, mark.index + mark[0].length);
  const first = hear(reading.typed.slice(0, typedStart(normalised, mark.index)), reading.context);
  if (first.intent !== 'reminder' || first.missing.length > 0) return undefined;
  const told = hear(reading.typed.slice(from), reading.context);
  if (told.effect !== 'write' || !APART.has(told.intent ?? '') || told.missing.length > 0 || namedIn(told) === undefined || told.then)
    return undefined;
  const spans = [...first.spans, ...told.spans.map((span): Span => ({ ...span, start: span.start + from, end: span.end + from }))];
  const both = { ...told, text: reading.typed, part: told.part ?? told.text, spans, reasons: [...first.reasons, ...told.reasons] };
  return told.needsConfirm && first.needsConfirm ? { ...both, next: [...(told.next ?? []), first] } : { ...both, then: first };
}

const ofLast = ({ id, name }: { id: string; name: string }): ClientArg => ({ id, name, by: 'lastSpokenOf' });

function namedIn({ args }: Frame): Extract<ClientArg, { id: string }> | undefined {
  const client = args['client'] as ClientArg | undefined;
  return client && 'id' in client ? client : undefined;
}

/** 「…急用钱你帮我记一下明天上午提醒我给她回电话」, said without a stop. */
const NOTED = /[\s,。;]*(?:你)?(?:帮|给|替)我记(?:一下|下来|着)/gu;

/** Where the first act ends and the reminder begins. */
function boundOf(reading: Reading): { end: number; start: number } | undefined {
  const { text } = reading;
  const cue = remindMeIn(text).at(-1);
  if (!cue || reading.isQuoted(cue.index)) return undefined;
  const moments = reading.moments('future').filter((span) => !span.ahead && !span.bound);
  const before = moments.findLast((span) => span.end <= cue.index);
  for (const to of before ? [before.start, cue.index] : [cue.index]) {
    const mark = [...marksIn(text.slice(0, to)), ...text.slice(0, to).matchAll(NOTED)].sort((one, other) => one.index - other.index).at(-1);
    if (!mark || mark.index === 0) continue;
    const start = mark.index + mark[0].length;
    const lead = before && before.start >= start ? text.slice(start, before.start) + text.slice(before.end, cue.index) : text.slice(start, cue.index);
    if (LEAD.test(lead) && moments.some((span) => span.start >= start)) return { end: mark.index, start };
  }
  return undefined;
}

/** 「王总后天飞深圳，早上七点半提醒我…」: the hour is of the day named before it, and that is shown first. */
function carryDay(reading: Reading, from: number, second: Frame): void {
  const at = second.args['at'] as WhenValue;
  const hour = reading.moments('future').find((span) => span.start >= from && span.value.time !== undefined && span.kind === 'time');
  if (hour?.value.date === undefined || hour.value.time !== at.time || hour.value.date <= at.date || second.args['recurrence'] !== undefined) return;
  second.args['at'] = { ...at, date: hour.value.date };
  second.needsConfirm = true;
}

/** What a reminder of once says, for the client of the contact or for nobody else. */
function promiseOf({ args }: Frame, clientId: string): { text: string; dueOn: string; dueTime?: string } | undefined {
  const at = args['at'] as WhenValue;
  const client = args['client'] as ClientArg | undefined;
  if (args['recurrence'] !== undefined || args['also'] !== undefined || at.date === undefined) return undefined;
  if (client && !('id' in client && client.id === clientId)) return undefined;
  return { text: args['text'] as string, dueOn: at.date, ...(at.time ? { dueTime: at.time } : {}) };
}

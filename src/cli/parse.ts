import type { Command } from 'commander';
import { z } from 'zod';
import type { Frame } from '../domain/intent.js';
import { runBatch } from './batch.js';
import { openData, type CommonOptions, type Opened } from './open.js';
import { Refused, answer, answerJson } from './output.js';
import { expectSentence, instantSchema, sentenceCommand } from './sentence.js';

interface ParseOptions extends CommonOptions {
  as?: string;
  batch?: boolean;
}

const lineSchema = z.object({ text: z.string(), as: z.string().optional(), now: instantSchema.optional() });

export function parseCommand(): Command {
  return sentenceCommand('parse', '这句话会被怎样理解，为什么').action(runParse);
}

async function runParse(text: string | undefined, given: ParseOptions, command: Command): Promise<void> {
  expectSentence(text, given, command);
  const reader = createReader(given);
  try {
    if (text === undefined) {
      const isGood = await runBatch(process.stdin, lineSchema, (line) =>
        reader.frame(line.text, line.as ?? given.as, line.now ?? given.now ?? new Date()),
      );
      if (!isGood) process.exitCode = 1;
      return;
    }
    const frame = await reader.frame(text, given.as, given.now ?? new Date());
    if (given.json) answerJson(frame);
    else answer(describe(frame));
  } finally {
    await reader.close();
  }
}

/** Opens the database only when a person is named: without one, a manager without clients speaks. */
function createReader(given: CommonOptions) {
  let opened: Promise<{ data: Opened; hear: (as: string, text: string, now: Date) => Promise<Frame> }> | undefined;
  let alone: Promise<(text: string, now: Date) => Frame> | undefined;
  return {
    async frame(text: string, as: string | undefined, now: Date): Promise<Frame> {
      const frame =
        as === undefined ? (await (alone ??= withoutClients()))(text, now) : await (await (opened ??= withClients(given))).hear(as, text, now);
      delete frame.asks;
      delete frame.about;
      delete frame.then;
      delete frame.next;
      delete frame.part;
      return frame;
    },
    async close(): Promise<void> {
      await (await opened)?.data.close();
    },
  };
}

async function withoutClients(): Promise<(text: string, now: Date) => Frame> {
  const [{ buildClientIndex, compileIntents, understand, withLaterIntents }, { commands }, { intentOf }, { createCalendar }] = await Promise.all([
    import('../understand/index.js'),
    import('../commands/index.js'),
    import('../bot/command.js'),
    import('../domain/calendar/index.js'),
  ]);
  const intents = compileIntents(withLaterIntents(commands.map(intentOf)));
  const clients = buildClientIndex([]);
  const calendar = createCalendar();
  return (text, now) => understand(text, { now, calendar, intents, clients });
}

async function withClients(given: CommonOptions) {
  const [data, { createHearing }, { openCalendars }, { commands }] = await Promise.all([
    openData(given),
    import('../hearing.js'),
    import('../calendars.js'),
    import('../commands/index.js'),
  ]);
  const understand = createHearing(commands, await openCalendars(data.store));
  // A sentence on its own: no conversation before it.
  const session = { lastClientId: null, lastContactId: null, question: null, questionAt: null, misses: 0, why: null, readGrant: null, known: true };
  return {
    data,
    hear: (as: string, text: string, now: Date) =>
      data.store.tx(async (store) => {
        const user = await store.staff.findSpeaker(as);
        if (!user) throw new Refused(`没有这位同事：${as}`);
        return understand(text, { store, user, session, now });
      }),
  };
}

function describe(frame: Frame): string {
  const lines = [
    frame.intent === null
      ? '没有听懂'
      : `意思：${frame.intent}（${frame.effect === 'write' ? '写入' : '查看'}，把握${Math.round(frame.confidence * 100)}%${frame.needsConfirm ? '，先请您确认' : ''}）`,
  ];
  for (const [name, value] of Object.entries(frame.args)) lines.push(`  ${name}：${typeof value === 'string' ? value : JSON.stringify(value)}`);
  if (frame.missing.length > 0) lines.push(`还缺：${frame.missing.join('、')}`);
  for (const span of frame.spans) lines.push(`片段：「${span.text}」${span.kind} ${JSON.stringify(span.value)}`);
  for (const reason of frame.reasons) lines.push(`因为：${reason}`);
  if (frame.alternatives.length > 0)
    lines.push(`也可能：${frame.alternatives.map((one) => `${one.intent} ${Math.round(one.confidence * 100)}%`).join('、')}`);
  return lines.join('\n');
}

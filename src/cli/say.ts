import type { Command } from 'commander';
import { z } from 'zod';
import type { Core, Said } from '../core.js';
import { runBatch } from './batch.js';
import { openData, type CommonOptions } from './open.js';
import { Refused, answer, answerJson } from './output.js';
import { expectSentence, instantSchema, sentenceCommand } from './sentence.js';

interface SayOptions extends CommonOptions {
  as?: string;
  batch?: boolean;
}

const selected = z.record(z.string(), z.array(z.string()));
const lineSchema = z.union([
  z.object({ text: z.string(), as: z.string().optional(), now: instantSchema.optional() }),
  z.object({ tap: z.string(), selected: selected.optional(), as: z.string().optional(), now: instantSchema.optional() }),
]);

export function sayCommand(): Command {
  return sentenceCommand('say', '以某位同事的身份说一句话，走真实的处理流程，打印回答').action(runSay);
}

async function runSay(text: string | undefined, given: SayOptions, command: Command): Promise<void> {
  expectSentence(text, given, command);
  if (text !== undefined && given.as === undefined) command.error('缺少 --as：以谁的身份说', { code: 'commander.missingArgument' });
  const data = await openData({ ...given });
  try {
    const { openCore } = await import('../core.js');
    let time = given.now ?? new Date();
    const core = await openCore({
      db: data.db,
      rules: data.config.rules,
      now: () => time,
      pushChannel: data.config.wecom || !data.config.aibot ? 'app' : 'aibot',
    });
    const speak = (as: string, what: Parameters<Core['say']>[1], now?: Date): Promise<Said> => {
      time = now ?? given.now ?? new Date();
      return core.say(as, what, time);
    };
    /** A button is on a message: the newest to this person that has it. */
    const tap = async (as: string, line: { tap: string; selected?: Record<string, string[]> | undefined }, now?: Date): Promise<Said> => {
      const row = await core.store.outbox.findByButton(as.trim().toLowerCase(), line.tap);
      if (!row) throw new Refused(`发给 ${as} 的消息里没有这个按钮：${line.tap}`);
      return speak(
        as,
        {
          tap: line.tap,
          ...(line.selected ? { selected: line.selected } : {}),
          ...(row.taskId === null || row.taskId === undefined ? {} : { taskId: row.taskId }),
        },
        now,
      );
    };
    if (text !== undefined) {
      const said = await speak(given.as as string, { text });
      if (given.json) answerJson(said);
      else answer(said.replies.map((reply) => reply.text).join('\n\n'));
      return;
    }
    const isGood = await runBatch(process.stdin, lineSchema, (line) => {
      const as = line.as ?? given.as;
      if (as === undefined) throw new Refused('缺少 as：以谁的身份说');
      return 'text' in line ? speak(as, { text: line.text }, line.now) : tap(as, line, line.now);
    });
    if (!isGood) process.exitCode = 1;
  } finally {
    await data.close();
  }
}

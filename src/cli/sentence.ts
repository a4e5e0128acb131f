import { Command } from 'commander';
import { z } from 'zod';
import { options, parseInstant } from './options.js';

/** A command that takes one sentence, or reads them line by line. */
export const sentenceCommand = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .argument('[一句话]')
    .addOption(options.as())
    .addOption(options.now())
    .addOption(options.batch())
    .addOption(options.data())
    .addOption(options.json());

/** One of the two, never both. */
export function expectSentence(text: string | undefined, given: { batch?: boolean }, command: Command): void {
  if ((text === undefined) !== (given.batch === true)) command.error("缺少 '一句话'；逐行读取用 --batch", { code: 'commander.missingArgument' });
}

/** `now` as a batch line gives it. */
export const instantSchema = z.string().transform((value, context) => {
  const instant = parseInstant(value);
  if (instant) return instant;
  context.addIssue({ code: 'custom', message: '应是 ISO 8601 时间' });
  return z.NEVER;
});

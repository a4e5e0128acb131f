import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { answerJson } from './output.js';

/**
 * One JSON object a line in, one a line out, in order. A line that is no JSON, has the wrong shape or fails is answered
 * `{line, error}` in its place, and the batch goes on. Blank lines are skipped; line numbers count from 1.
 * @returns whether every line was answered well; if not, the command exits 1.
 */
export async function runBatch<Schema extends z.ZodType>(
  input: Readable,
  schema: Schema,
  answerTo: (item: z.output<Schema>) => Promise<unknown>,
  write: (value: unknown) => void = answerJson,
): Promise<boolean> {
  let line = 0;
  let isGood = true;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line++;
    const source = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (source.trim() === '') continue;
    try {
      write(await answerTo(readLine(source, schema)));
    } catch (error) {
      isGood = false;
      write({ line, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return isGood;
}

function readLine<Schema extends z.ZodType>(source: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw new Error('这一行不是 JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.') || '这一行'}：${issue.message}`).join('；'));
}

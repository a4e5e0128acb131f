import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runBatch } from '../../src/cli/batch.js';

const schema = z.object({ text: z.string() });

async function answersTo(input: string, answerTo: (item: { text: string }) => Promise<unknown> = async ({ text }) => ({ text })) {
  const answers: unknown[] = [];
  const isGood = await runBatch(Readable.from([input]), schema, answerTo, (value) => void answers.push(value));
  return { isGood, answers };
}

test('answers each line in its order, also when an earlier one takes longer', async () => {
  const slowFirst = async ({ text }: { text: string }) => {
    if (text === '1') await new Promise((resolve) => setTimeout(resolve, 20));
    return text;
  };
  expect(await answersTo('{"text":"1"}\n{"text":"2"}\n', slowFirst)).toEqual({ isGood: true, answers: ['1', '2'] });
});

test('a bad line is answered in its place with its number, and the rest goes on', async () => {
  const { isGood, answers } = await answersTo('{"text":"好"}\nnot json\n{"text":5}\n\n[]\n{"text":"完"}');
  expect(isGood).toBe(false);
  expect(answers).toEqual([
    { text: '好' },
    { line: 2, error: expect.stringContaining('不是 JSON') },
    { line: 3, error: expect.stringContaining('text') },
    { line: 5, error: expect.any(String) },
    { text: '完' },
  ]);
});

test('a line that fails is answered with the reason', async () => {
  const { isGood, answers } = await answersTo('{"text":"a"}\n{"text":"b"}\n', async ({ text }) => {
    if (text === 'a') throw new Error('没有这位同事');
    return text;
  });
  expect({ isGood, answers }).toEqual({ isGood: false, answers: [{ line: 1, error: '没有这位同事' }, 'b'] });
});

test('a byte order mark and Windows line ends are no fault; nothing in, nothing out', async () => {
  expect(await answersTo('\uFEFF{"text":"a"}\r\n{"text":"b"}\r\n')).toEqual({ isGood: true, answers: [{ text: 'a' }, { text: 'b' }] });
  expect(await answersTo('')).toEqual({ isGood: true, answers: [] });
});

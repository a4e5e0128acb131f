import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../helpers/cli.js';

const data = mkdtempSync(path.join(tmpdir(), 'caiban-parse-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
const NOW = ['--now', '2026-11-23T08:39:00+08:00'];

test('one JSON document on stdout with every key of the contract', async () => {
  const { code, stdout, stderr } = await runCli(['parse', '下周三下午3点提醒我交周报', '--json', ...NOW]);
  expect(code, stderr).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  const frame = JSON.parse(stdout) as Record<string, unknown>;
  expect(Object.keys(frame).sort()).toEqual(
    ['alternatives', 'args', 'confidence', 'effect', 'intent', 'missing', 'needsConfirm', 'now', 'reasons', 'spans', 'text'].sort(),
  );
  expect(frame).toMatchObject({ intent: 'reminder', effect: 'write', args: { at: { date: '2026-12-02', time: '15:00' } } });
  const [span] = frame['spans'] as { text: string; start: number; end: number }[];
  expect('下周三下午3点提醒我交周报'.slice(span?.start, span?.end)).toBe(span?.text);
});

test('small talk is nothing: intent and effect are null', async () => {
  const { stdout } = await runCli(['parse', '谢谢', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ intent: null, effect: null, needsConfirm: false });
});

test('without --json a person reads what was understood and why', async () => {
  const { stdout } = await runCli(['parse', '待办']);
  expect(stdout).toContain('todo');
});

test('a batch answers line by line, in order, goes on after a bad line, and then ends with 1', async () => {
  const input = [
    '{"text":"帮助"}',
    'no json',
    '{"text":"待办","now":"2026-11-23T08:39:00+08:00"}',
    '{"text":"待办","now":"soon"}',
    '{"text":"我是谁","as":"nobody"}',
    '{"text":"撤销"}',
  ].join('\n');
  const { code, stdout } = await runCli(['parse', '--batch', '--data', data], { input });
  expect(code).toBe(1);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(answers.map((answer) => answer['intent'] ?? answer['line'])).toEqual(['help', 2, 'todo', 4, 5, 'undo']);
  expect(answers[2]).toMatchObject({ now: expect.stringMatching(/^2026-11-23T08:39/) as unknown });
  for (const at of [1, 3, 4]) expect(answers[at]).toMatchObject({ error: expect.stringMatching(/[\u4e00-\u9fff]/) as unknown });
});

test('a batch without a bad line ends with 0', async () => {
  expect((await runCli(['parse', '--batch'], { input: '{"text":"帮助"}\n' })).code).toBe(0);
});

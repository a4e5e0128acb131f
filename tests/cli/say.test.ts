import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb } from '../../src/store/db/index.js';
import { fillBank, MONDAY } from '../helpers/bank.js';
import { runCli } from '../helpers/cli.js';

const data = mkdtempSync(path.join(tmpdir(), 'caiban-say-'));
const NOW = ['--now', MONDAY];

beforeAll(async () => {
  const db = await openDb(`file:${path.join(data, 'caiban.db')}`);
  await fillBank(
    db,
    [
      { name: '李秀兰', honorific: '李阿姨', mobile: '13912345678' },
      { name: '张伟', mobile: '13800003321', level: 'blackGold' },
      { name: '张伟', mobile: '13800000917', level: 'gold' },
      { name: '秘密人', manager: 'lintao' },
    ],
    new Date(MONDAY),
  );
  await db.close();
}, 60_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

interface Answer {
  text: string;
  understood: { intent: string | null; text: string } | null;
  replies: { kind: string; text: string; card?: object; buttons?: { key: string; text: string }[] }[];
  stored: { kind: string; id: string }[];
  asked: boolean;
  line?: number;
  error?: string;
}

test('--json prints one document with the keys of the contract; without it a person reads the reply', async () => {
  const { code, stdout, stderr } = await runCli(['say', '查 李秀兰', '--as', 'chenyu', '--json', '--data', data, ...NOW]);
  expect(code, stderr).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  const said = JSON.parse(stdout) as Answer;
  expect(Object.keys(said).sort()).toEqual(['asked', 'replies', 'stored', 'text', 'understood']);
  expect(said).toMatchObject({ text: '查 李秀兰', understood: { intent: 'client' }, stored: [], asked: false, replies: [{ kind: 'card' }] });
  expect(said.replies[0]?.buttons?.[0]).toEqual({ key: expect.stringMatching(/^note:/) as unknown, text: '记一笔' });
  const plain = await runCli(['say', '查 李秀兰', '--as', 'ChenYu', '--data', data, ...NOW]);
  expect(plain.stdout).toBe(`${said.replies[0]?.text}\n`);
}, 60_000);

test('a batch is one conversation per person, in order; a bad line answers in its place and ends with 1', async () => {
  const lines = [
    { text: '查 张伟', as: 'chenyu', now: '2026-11-23T09:00:00+08:00' },
    { text: '你好', as: 'zhoumin', now: '2026-11-23T09:00:01+08:00' },
    { text: '2', as: 'chenyu', now: '2026-11-23T09:00:02+08:00' },
    { tap: 'note:nobody', as: 'chenyu' },
    { text: '记 李秀兰 电话 祝生日', as: 'chenyu', now: '2026-11-23T09:01:00+08:00' },
    'TAP undo',
    { text: '待办' },
    { as: 'chenyu' },
    { text: '查 秘密人', as: 'chenyu', now: '2026-11-23T09:03:00+08:00' },
  ];
  const first = await runCli(['say', '--batch', '--data', data], { input: `${lines.map((line) => JSON.stringify(line)).join('\n')}\n` });
  expect(first.code).toBe(1);
  const answers = first.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  expect(answers).toHaveLength(lines.length);
  expect(answers[0]).toMatchObject({ asked: true, understood: { intent: 'client' } });
  expect(answers[1]?.replies[0]?.text).toContain('在。');
  expect(answers[2]?.replies[0]?.text).toMatch(/^张伟 (?:金卡|黑金)/);
  // No message to him carries that button.
  expect(answers[3]).toEqual({ line: 4, error: expect.stringContaining('没有这个按钮') as unknown });
  expect(answers[4]?.stored.map((one) => one.kind)).toEqual(['contactRecord']);
  for (const n of [6, 7, 8]) expect(answers[n - 1]).toEqual({ line: n, error: expect.stringMatching(/\p{Script=Han}/u) as unknown });
  expect(answers[8]?.replies[0]?.text).toContain('没找到「秘密人」');
  expect(JSON.stringify(answers)).not.toMatch(/林涛/);

  // Another process goes on where the talk stood: the newest message with that key.
  const key = answers[4]?.replies[0]?.buttons?.find((button) => button.text === '撤销')?.key ?? '';
  const second = await runCli(['say', '--batch', '--data', data, '--as', 'chenyu'], {
    input: `${JSON.stringify({ tap: key, now: '2026-11-23T09:04:00+08:00' })}\n${JSON.stringify({ tap: key, now: '2026-11-23T09:04:10+08:00' })}\n`,
  });
  expect(second.code, second.stderr).toBe(0);
  const taps = second.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  expect(taps[0]).toMatchObject({ text: key, understood: null, stored: [{ kind: 'contactRecord' }] });
  expect(taps[1]?.replies[0]?.text).toContain('已经撤销过了');
}, 60_000);

test('jobs lists every job, job runs one, audit verify answers, all with --json and nothing else on stdout', async () => {
  const jobs = await runCli(['jobs', '--json', '--data', data, ...NOW]);
  expect(jobs.code, jobs.stderr).toBe(0);
  const listed = JSON.parse(jobs.stdout) as { name: string; last: unknown; next: string | null }[];
  expect(listed.map((job) => job.name)).toEqual(expect.arrayContaining(['reminder', 'case-clock', 'audit-anchor', 'inbox-erase']));
  expect(listed.every((job) => job.next === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(job.next))).toBe(true);
  const run = await runCli(['job', 'reminder', '--slot', '2026-11-23T09:30:00+08:00', '--json', '--data', data]);
  expect(run.code, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({ job: 'reminder', slot: '2026-11-23T09:30:00+08:00', state: 'done', error: null });
  const again = await runCli(['jobs', '--json', '--data', data, ...NOW]);
  expect((JSON.parse(again.stdout) as typeof listed).find((job) => job.name === 'reminder')?.last).toMatchObject({ state: 'done' });
  const none = await runCli(['job', 'nosuch', '--data', data]);
  expect([none.code, none.stdout]).toEqual([1, '']);
  expect(none.stderr).toContain('nosuch');
  const audit = await runCli(['audit', 'verify', '--json', '--data', data]);
  expect(audit.code, audit.stderr).toBe(0);
  expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true });
}, 60_000);

test.each([
  ['say', ['say']],
  ['no --as', ['say', '你好']],
  ['text and --batch', ['say', '你好', '--batch', '--as', 'chenyu']],
  ['a bad --now', ['say', '你好', '--as', 'chenyu', '--now', 'soon']],
  ['a bad --slot', ['job', 'reminder', '--slot', '2026-13-01']],
  ['job without a name', ['job']],
])(
  'wrong usage ends with 2, nothing on stdout: %s',
  async (_what, args) => {
    const { code, stdout, stderr } = await runCli([...args, '--data', data]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/\p{Script=Han}/u);
    expect(stderr).not.toMatch(/at .*:\d+/);
  },
  30_000,
);

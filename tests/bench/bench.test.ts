import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCli } from '../helpers/cli.js';

const caseSchema = z.strictObject({
  case: z.string().min(1),
  unit: z.string().min(1),
  value: z.number().positive(),
  p50: z.number().nonnegative().optional(),
  p99: z.number().nonnegative().optional(),
  limit: z.number().positive().optional(),
  ratio: z.number().positive().optional(),
});
const reportSchema = z.strictObject({ bench: z.string(), machine: z.string().min(1), cases: z.array(caseSchema).min(1) });

const isRate = (unit: string): boolean => unit.endsWith('/s');

/** Sizes small enough for a test; what is asserted is the form, never a speed. */
const SMALL: readonly { name: string; args: string[]; cases: string[]; beside: (name: string) => boolean }[] = [
  { name: 'callback', args: ['--seconds', '0.2'], cases: ['callback', 'callback-durable'], beside: () => true },
  { name: 'command', args: ['--clients', '300', '--managers', '10', '--seconds', '0.3'], cases: ['view', 'contact'], beside: () => true },
  {
    name: 'lookup',
    args: ['--clients', '2000', '--managers', '10', '--seconds', '0.1'],
    beside: () => true,
    cases: ['exact', 'part', 'pinyin', 'initials', 'phone-tail', 'client-no', 'part-everywhere'].flatMap((name) => [name, `${name}/p99`]),
  },
  {
    name: 'briefing',
    args: ['--clients', '2000', '--managers', '100', '--seconds', '0.2'],
    beside: (name) => /^briefing-\d+$/.test(name),
    cases: [20, 200, 2000].flatMap((clients) => ['', '-per-client', '-loop', '-memory'].map((end) => `briefing-${clients}${end}`)),
  },
  { name: 'outbox', args: ['--managers', '10', '--seconds', '0.2'], cases: ['outbox'], beside: () => true },
  { name: 'import', args: ['--clients', '2000', '--managers', '20'], cases: ['clients', 'peak-memory'], beside: (name) => name !== 'peak-memory' },
  {
    name: 'understand',
    args: ['--clients', '30', '--seconds', '0.2'],
    cases: ['keyword-client', 'keyword-holdings', 'keyword-list', 'free-write', 'free'],
    beside: () => true,
  },
];

describe.each(SMALL)('bench $name', ({ name, args, cases, beside }) => {
  test('prints one report: every case beside its limit', async () => {
    const { code, stdout, stderr } = await runCli(['bench', name, ...args, '--json']);
    expect(code, stderr).toBe(0);
    const report = reportSchema.parse(JSON.parse(stdout));
    expect(report.bench).toBe(name);
    expect(report.cases.map((one) => one.case)).toEqual(cases);
    for (const one of report.cases) {
      expect(one.limit !== undefined && one.ratio !== undefined, one.case).toBe(beside(one.case));
      if (one.limit === undefined) continue;
      const ratio = isRate(one.unit) ? one.value / one.limit : one.limit / one.value;
      expect(one.ratio! / ratio, one.case).toBeCloseTo(1, 1);
    }
  }, 120_000);
});

test('without a name it lists what can be measured', async () => {
  const { code, stdout } = await runCli(['bench']);
  expect(code).toBe(0);
  for (const { name } of SMALL) expect(stdout).toContain(name);
});

test('an unknown name is refused with those there are', async () => {
  const { code, stdout, stderr } = await runCli(['bench', 'weather', '--json']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('callback');
});

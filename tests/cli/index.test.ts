import { describe, expect, test } from 'vitest';
import { buildProgram, withDefault } from '../../src/cli/index.js';
import { runCli } from '../helpers/cli.js';

/** The command line of design §8. */
const CONTRACT: Record<string, string[]> = {
  serve: ['--data', '--port', '--now', '--json'],
  demo: ['--data', '--port', '--now', '--json'],
  emulator: ['--data', '--port', '--now', '--json'],
  import: ['--data', '--dry-run', '--json'],
  parse: ['--data', '--as', '--now', '--json', '--batch'],
  say: ['--data', '--as', '--now', '--json', '--batch'],
  job: ['--data', '--slot'],
  jobs: ['--data', '--json'],
  bench: ['--data', '--json'],
  doctor: ['--data', '--json'],
  backup: ['--data'],
  restore: ['--data'],
  audit: [],
};

describe('the command line', () => {
  const program = buildProgram();

  test('has every sub-command with its options', () => {
    const actual = Object.fromEntries(program.commands.map((command) => [command.name(), command.options.map((option) => option.long)]));
    expect(Object.keys(actual).sort()).toEqual(Object.keys(CONTRACT).sort());
    for (const [name, wanted] of Object.entries(CONTRACT)) expect(actual[name], name).toEqual(expect.arrayContaining(wanted));
  });

  test('every sub-command and option is described', () => {
    for (const command of program.commands) {
      expect(command.description(), command.name()).toMatch(/[\u4e00-\u9fff]/);
      for (const option of command.options) expect(option.description, `${command.name()} ${option.long}`).not.toBe('');
    }
  });

  test.each([
    [[], false, ['demo']],
    [[], true, ['serve']],
    [['--port', '0', '--json'], false, ['demo', '--port', '0', '--json']],
    [['--data', 'x'], true, ['serve', '--data', 'x']],
    [['--help'], false, ['--help']],
    [['jobs', '--json'], false, ['jobs', '--json']],
  ])('%j with WeCom set up: %s', (args, isConfigured, expected) => {
    expect(withDefault(args, isConfigured)).toEqual(expected);
  });
});

describe('exit codes', () => {
  test.each([
    [['--help'], 0],
    [['parse', '--help'], 0],
    [['nosuch'], 2],
    [['audit'], 2],
    [['backup'], 2],
    [['parse'], 2],
    [['parse', '帮助', '--batch'], 2],
    [['doctor', '--nosuch'], 2],
    [['emulator', '--port', '70000'], 2],
    [['parse', '帮助', '--now', 'soon'], 2],
    [['restore', '/nonexistent/file'], 1],
  ])('%j ends with %i', async (args, code) => {
    const result = await runCli(args);
    expect(result.code, result.stderr).toBe(code);
    if (code !== 0) {
      expect(result.stdout).toBe('');
      expect(result.stderr).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('wrong settings are all named on stderr, and nothing starts', async () => {
    const { code, stdout, stderr } = await runCli(['audit', 'verify', '--json'], { env: { PORT: 'x', LOG_LEVEL: 'loud', WECOM_BOT_ID: 'aib1' } });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    for (const key of ['PORT', 'LOG_LEVEL', 'WECOM_BOT_SECRET']) expect(stderr).toContain(key);
  });
});

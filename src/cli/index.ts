import { Command, CommanderError } from 'commander';
import { ConfigError, environment, hasWecomKeys } from '../config.js';
import { UserError } from '../errors.js';
import { auditCommand } from './audit.js';
import { backupCommand } from './backup.js';
import { benchCommand } from './bench.js';
import { demoCommand } from './demo.js';
import { doctorCommand } from './doctor.js';
import { emulatorCommand } from './emulator.js';
import { importCommand } from './import.js';
import { jobCommand } from './job.js';
import { jobsCommand } from './jobs.js';
import { setStartedIn } from './options.js';
import { Refused, note } from './output.js';
import { parseCommand } from './parse.js';
import { restoreCommand } from './restore.js';
import { sayCommand } from './say.js';
import { serveCommand } from './serve.js';

const SUB_COMMANDS = [
  serveCommand,
  demoCommand,
  emulatorCommand,
  importCommand,
  parseCommand,
  sayCommand,
  jobCommand,
  jobsCommand,
  benchCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
  auditCommand,
];

export const EXIT = { done: 0, refused: 1, wrongUsage: 2 } as const;

/** Kept alive longer than this after its answer, a command is ended: something was left open. */
const LINGER_MS = 2000;

/** Runs one sub-command; its exit code is left in process.exitCode. */
export async function main(args: readonly string[]): Promise<void> {
  const env = environment();
  setStartedIn(env['INIT_CWD']);
  // A closed pipe (`… | head`) is the reader's way of saying enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await buildProgram().parseAsync(withDefault(args, hasWecomKeys(env)), { from: 'user' });
  } catch (error) {
    process.exitCode = explain(error);
  }
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

export function buildProgram(): Command {
  const program = new Command('caiban')
    .description('财伴：企业微信里的理财经理助手')
    .usage('<命令> [选项]')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示一个命令的帮助')
    .exitOverride()
    .configureHelp({ sortSubcommands: false, styleTitle: (title) => TITLES[title] ?? title })
    .configureOutput({ outputError: () => {} });
  for (const make of SUB_COMMANDS) {
    const command = make();
    command.copyInheritedSettings(program).helpOption('-h, --help', '显示帮助');
    for (const inner of command.commands) inner.copyInheritedSettings(program).helpOption('-h, --help', '显示帮助');
    program.addCommand(command);
  }
  return program;
}

/** `npm start` with nothing, or with options only: the service when WeCom is set up, else the demo. */
export function withDefault(args: readonly string[], isConfigured: boolean): string[] {
  const [first] = args;
  if (first !== undefined && (!first.startsWith('-') || ['-h', '--help'].includes(first))) return [...args];
  return [isConfigured ? 'serve' : 'demo', ...args];
}

const TITLES: Readonly<Record<string, string>> = { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：', 'Commands:': '命令：' };

function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0 || error.code === 'commander.helpDisplayed' || error.code === 'commander.help')
      return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    note(usageError(error));
    return EXIT.wrongUsage;
  }
  if (error instanceof ConfigError) note(`设置有${error.problems.length}处问题：\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`);
  else if (error instanceof Refused) note(error.message);
  else if (error instanceof UserError) note(`做不到：${error.code} ${JSON.stringify(error.facts)}`);
  else note(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.refused;
}

const QUOTED = /'([^']*)'/;

/** Commander's sentences in Chinese; what it quotes stays. */
function usageError(error: CommanderError): string {
  const quoted = QUOTED.exec(error.message)?.[1] ?? '';
  const reason = error.message.replace(/^error: /, '');
  switch (error.code) {
    case 'commander.unknownCommand':
      return `没有这个命令：${quoted}。所有命令：npm run caiban -- --help`;
    case 'commander.unknownOption':
      return `没有这个选项：${quoted}`;
    case 'commander.missingArgument':
      return `缺少参数：${quoted}`;
    case 'commander.optionMissingArgument':
      return `选项缺少值：${quoted}`;
    case 'commander.excessArguments':
      return `参数太多。${reason}`;
    case 'commander.invalidArgument':
      return `写法不对：${reason}`;
    default:
      return reason;
  }
}

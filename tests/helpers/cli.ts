import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../src/config.js';

const program = path.join(projectRoot, 'scripts/caiban.mjs');

export interface CliOptions {
  /** Given to stdin. */
  input?: string;
  /** Over an environment without any setting of ours. */
  env?: Record<string, string>;
}

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `caiban` as people do, in a process of its own, to its end. */
export async function runCli(args: readonly string[], { input, env }: CliOptions = {}): Promise<CliResult> {
  const child = spawn(process.execPath, [program, ...args], { env: plainEnvironment(env), stdio: 'pipe' });
  child.stdin.end(input ?? '');
  const [stdout, stderr, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, 'exit') as Promise<[number | null]>]);
  return { code, stdout, stderr };
}

export interface RunningCli {
  child: ChildProcess;
  /** The object of the first line on stdout. */
  ready: Record<string, string | number | undefined>;
  /** Asks it to stop; the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `serve`, `demo` or `emulator` with `--json` and waits for its first line. */
export async function startCli(args: readonly string[], { env }: CliOptions = {}): Promise<RunningCli> {
  const child = spawn(process.execPath, [program, ...args, '--json'], { env: plainEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const stderr = textOf(child.stderr);
  const lines = createInterface({ input: child.stdout });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const first = await Promise.race([once(lines, 'line') as Promise<[string]>, exited.then(() => undefined)]);
  if (!first) throw new Error(`caiban ${args.join(' ')} ended before it was ready:\n${await stderr}`);
  return {
    child,
    ready: JSON.parse(first[0]) as RunningCli['ready'],
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return (await exited)[0];
    },
  };
}

function plainEnvironment(over: Record<string, string> = {}): NodeJS.ProcessEnv {
  const ours = /^(WECOM_|PORT$|PUBLIC_URL$|DATABASE_URL$|DATA_DIR$|LOG_LEVEL$|LINK_SECRET$|BANK_CONFIG$|CLOCK_URL$|OPS_TOKEN$|INIT_CWD$)/;
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))), ...over };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) text += String(chunk);
  return text;
}

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that answers one task at a time: `{ result }` or `{ error }`. */
export function startChild<Task extends object, Result>(module: string): { ask(task: Task): Promise<Result>; stop(): Promise<void> } {
  const child: ChildProcess = fork(fileURLToPath(new URL(module, import.meta.url)), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  return {
    async ask(task) {
      child.send(task);
      const answer = await Promise.race([once(child, 'message') as Promise<[{ result: Result } | { error: string }]>, exited.then(() => undefined)]);
      if (!answer) throw new Error(`${module} ended before it answered`);
      if ('error' in answer[0]) throw new Error(answer[0].error);
      return answer[0].result;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

import { onTestFinished } from 'vitest';
import { clockFrom } from '../../src/clock.js';
import { jobs } from '../../src/jobs/index.js';
import { createSchedule, type Schedule } from '../../src/schedule.js';
import type { Reply } from '../../src/bot/reply.js';
import { replyText } from '../../src/bot/reply.js';
import type { Chat } from './chat.js';

export interface JobsOfChat {
  /** Moves the chat's clock there and runs the slot of that minute. */
  run(name: string, iso: string): Promise<void>;
  /** Everything pushed to somebody so far, as plain text, oldest first. */
  pushes(to: string): Promise<string[]>;
}

/** The real scheduler over the chat's database and clock. */
export function jobsOf(chat: Chat): JobsOfChat {
  const lines: string[] = [];
  const note = (_fields: object, text: string): void => void lines.push(text);
  const { core } = chat;
  const faults: unknown[] = [];
  const clock = { ...clockFrom(chat.now()), now: () => chat.now() };
  const schedule: Schedule = createSchedule({
    jobs,
    store: core.store,
    clock,
    log: { info: note, warn: note, error: note },
    instanceId: 'test',
    rules: core.deps.rules,
    calendarOf: core.deps.calendarOf,
    render: core.deps.render,
    pushChannel: 'app',
    onFault: (_job, _slot, error) => void faults.push(error),
  });
  onTestFinished(() => schedule.stop());
  return {
    async run(name, iso) {
      chat.at(iso);
      await schedule.runJob(name, new Date(iso));
      if (faults.length > 0) throw faults[0];
    },
    async pushes(to) {
      const rows = await core.store.outbox.listNewest(to, 200);
      return rows
        .filter((row) => row.act === 'push' && row.payload.kind !== 'card-change')
        .map((row) => replyText(row.payload as Reply))
        .reverse();
    },
  };
}

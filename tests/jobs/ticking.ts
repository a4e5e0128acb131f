import { expect, onTestFinished } from 'vitest';
import { silentLog } from '../../src/delivery/faults.js';
import { jobs as all } from '../../src/jobs/index.js';
import { replyText, type Reply } from '../../src/bot/reply.js';
import type { Chat } from '../helpers/chat.js';
import { scheduleOn } from '../helpers/schedule.js';

export interface Ticking {
  /** The clock at this instant (+08:00), everything due done. */
  tick(iso: string): Promise<void>;
  /** What left or is to leave to somebody: 「<month-day time> <first words>」, oldest first. */
  left(to: string): Promise<string[]>;
}

/** The real schedule over a chat's bank: every job, or those named. */
export async function ticking(chat: Chat, names?: readonly string[]): Promise<Ticking> {
  const faults: unknown[] = [];
  const schedule = scheduleOn(
    chat.core,
    { now: () => chat.now() },
    {
      jobs: all.filter((job) => !names || names.includes(job.name)),
      log: { ...silentLog, error: (fields) => void faults.push(fields) },
    },
  );
  onTestFinished(() => schedule.stop());
  await schedule.tick();
  await schedule.drain();
  const wall = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
  return {
    async tick(iso) {
      chat.at(`${iso}+08:00`);
      await schedule.tick();
      await schedule.drain();
      expect(faults).toEqual([]);
    },
    async left(to) {
      const rows = await chat.db.all<{ notBefore: number; payload: string }>(
        `SELECT notBefore, payload FROM Outbox WHERE recipient = ? AND act = 'push' AND state = 'waiting' ORDER BY notBefore, id`,
        [to],
      );
      return rows.map((row) => {
        const reply = JSON.parse(row.payload) as Reply;
        return `${wall(row.notBefore)} ${reply.kind === 'card' ? reply.title : (replyText(reply).split('\n')[0] ?? '')}`;
      });
    },
  };
}

import { Command } from 'commander';
import { openSchedule } from './job.js';
import { type CommonOptions } from './open.js';
import { isoInShanghai, options } from './options.js';
import { answer, answerJson, table } from './output.js';

export function jobsCommand(): Command {
  return new Command('jobs')
    .description('列出所有定时任务：上次、下次、用时、结果')
    .addOption(options.data())
    .addOption(options.now())
    .addOption(options.json())
    .action(listJobs);
}

async function listJobs(given: CommonOptions): Promise<void> {
  const opened = await openSchedule(given);
  try {
    const listing = await opened.schedule.listJobs();
    if (given.json) {
      answerJson(
        listing.map(({ name, summary, cron, last, next }) => ({
          name,
          summary,
          cron,
          last: last && { slot: isoInShanghai(last.slotAt), state: last.state, durationMs: last.durationMs, result: last.result, error: last.error },
          next: next && isoInShanghai(next),
        })),
      );
      return;
    }
    const rows = listing.map(({ name, summary, last, next }) => [
      name,
      last
        ? `${isoInShanghai(last.slotAt).slice(5, 16).replace('T', ' ')} ${STATES[last.state] ?? last.state}${last.durationMs === null ? '' : ` ${last.durationMs}毫秒`}${last.state === 'done' && last.result !== null ? ` ${last.result}条` : ''}`
        : '—',
      next ? isoInShanghai(next).slice(5, 16).replace('T', ' ') : '—',
      summary,
    ]);
    answer(table([['任务', '上次', '下次', '说明'], ...rows]));
  } finally {
    await opened.close();
  }
}

const STATES: Readonly<Record<string, string>> = { running: '运行中', done: '完成', skipped: '跳过', failed: '失败' };

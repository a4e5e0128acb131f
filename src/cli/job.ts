import path from 'node:path';
import { Command } from 'commander';
import type { Schedule } from '../schedule.js';
import { openData, type CommonOptions } from './open.js';
import { isoInShanghai, options } from './options.js';
import { Refused, answer, answerJson } from './output.js';

interface JobOptions extends CommonOptions {
  slot?: Date;
}

export function jobCommand(): Command {
  return new Command('job')
    .description('运行一个定时任务，照样写入发件箱，由运行中的服务发出')
    .argument('<任务>')
    .addOption(options.slot())
    .addOption(options.data())
    .addOption(options.now())
    .addOption(options.json())
    .action(runJob);
}

/** The jobs on the database of the settings, without a running clock. */
export async function openSchedule(given: CommonOptions): Promise<{ schedule: Schedule; close(): Promise<void> }> {
  const data = await openData(given);
  const [{ openCore }, { createSchedule }, { jobs }, { systemClock }] = await Promise.all([
    import('../core.js'),
    import('../schedule.js'),
    import('../jobs/index.js'),
    import('../clock.js'),
  ]);
  const at = given.now;
  const clock = at ? { now: () => at } : systemClock;
  const pushChannel = data.config.wecom || !data.config.aibot ? 'app' : 'aibot';
  const core = await openCore({ db: data.db, rules: data.config.rules, now: () => clock.now(), pushChannel });
  const schedule = createSchedule({
    jobs,
    store: core.store,
    clock,
    log: data.log,
    instanceId: `cli-${process.pid}`,
    rules: data.config.rules,
    calendarOf: (orgPath) => core.calendars.of(orgPath),
    render: core.deps.render,
    pushChannel,
    anchorFile: path.join(data.config.dataDir, 'audit-anchors.jsonl'),
  });
  return {
    schedule,
    async close() {
      await schedule.stop();
      await data.close();
    },
  };
}

async function runJob(name: string, given: JobOptions): Promise<void> {
  const opened = await openSchedule({ ...given, ...(given.slot && !given.now ? { now: given.slot } : {}) });
  try {
    const known = (await opened.schedule.listJobs()).map((job) => job.name);
    if (!known.includes(name)) throw new Refused(`没有叫 ${name} 的任务。有这些：${known.join('、')}`);
    const run = await opened.schedule.runJob(name, given.slot);
    if (given.json)
      answerJson({ job: name, slot: isoInShanghai(run.slotAt), state: run.state, durationMs: run.durationMs, result: run.result, error: run.error });
    else
      answer(
        `${name} ${isoInShanghai(run.slotAt).slice(0, 16).replace('T', ' ')} ${run.state === 'done' ? '完成' : run.state}${run.result ? `：${run.result}` : ''}`,
      );
    if (run.state === 'failed') throw new Refused(run.error ?? '任务失败');
  } finally {
    await opened.close();
  }
}

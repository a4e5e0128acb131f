import type { Core } from '../../src/core.js';
import type { Clock } from '../../src/clock.js';
import { silentLog } from '../../src/delivery/faults.js';
import { jobs } from '../../src/jobs/index.js';
import { createSchedule, type Schedule, type ScheduleOptions } from '../../src/schedule.js';

/** The real schedule over a core's bank: every job unless told otherwise, no log, pushes over the app. */
export function scheduleOn(core: Core, clock: Pick<Clock, 'now'>, more: Partial<ScheduleOptions> = {}): Schedule {
  return createSchedule({
    jobs,
    store: core.store,
    clock,
    log: silentLog,
    instanceId: 'one',
    rules: core.deps.rules,
    calendarOf: (orgPath) => core.calendars.of(orgPath),
    render: core.deps.render,
    pushChannel: 'app',
    ...more,
  });
}

import { PEOPLE_AROUND } from './people-around.js';
import { PEOPLE_OF_THE_DAY } from './people-of-the-day.js';
import type { DemoClient } from './person.js';

/** The people of the samples (voice §2), with their dates as of Monday 2026-11-23. */
export const DEMO_PEOPLE: readonly DemoClient[] = [...PEOPLE_OF_THE_DAY, ...PEOPLE_AROUND];

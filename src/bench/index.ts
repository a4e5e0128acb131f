import { briefingBench } from './briefing.js';
import { callbackBench } from './callback.js';
import { commandBench } from './command.js';
import { importBench } from './import.js';
import { lookupBench } from './lookup.js';
import { outboxBench } from './outbox.js';
import { machine, type Bench, type BenchReport, type BenchSizes } from './report.js';
import { understandBench } from './understand.js';

/** Every measurement there is, in the order of design §12. */
export const benches: readonly Bench[] = [callbackBench, commandBench, lookupBench, briefingBench, outboxBench, importBench, understandBench];

export async function runBench(bench: Bench, sizes: Partial<BenchSizes>, note: (line: string) => void): Promise<BenchReport> {
  const given = Object.fromEntries(Object.entries(sizes).filter(([, value]) => value !== undefined));
  const where = machine();
  return { bench: bench.name, machine: where, cases: await bench.run({ ...bench.sizes, ...given }, note) };
}

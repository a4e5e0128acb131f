import { Command, InvalidArgumentError, Option } from 'commander';
import { Refused, answer, answerJson, note, table } from './output.js';
import { options } from './options.js';

interface BenchOptions {
  json?: boolean;
  /** Absolute: where the temporary bank is made. */
  data?: string;
  clients?: number;
  managers?: number;
  seconds?: number;
}

export function benchCommand(): Command {
  return new Command('bench')
    .description('测量速度，与同一次运行中的极限对照')
    .argument('[项目]', 'callback、command、lookup、briefing、outbox、import、understand；不写则列出')
    .addOption(new Option('--clients <数>', '客户数').argParser(wholeNumber))
    .addOption(new Option('--managers <数>', '理财经理数').argParser(wholeNumber))
    .addOption(new Option('--seconds <秒>', '每一项最多测多久').argParser(positive))
    .addOption(options.data())
    .addOption(options.json())
    .action(measure);
}

function wholeNumber(value: string): number {
  const number = Number(value.replace(/[,_]/g, ''));
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('应是正整数');
  return number;
}

function positive(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number <= 3600)) throw new InvalidArgumentError('应是大于0的秒数');
  return number;
}

async function measure(name: string | undefined, given: BenchOptions): Promise<void> {
  const { benches, runBench } = await import('../bench/index.js');
  if (name === undefined) {
    if (given.json) answerJson(benches.map((bench) => ({ name: bench.name, summary: bench.summary, sizes: bench.sizes })));
    else answer(table([['项目', '测什么'], ...benches.map((bench) => [bench.name, bench.summary])]));
    return;
  }
  const bench = benches.find((one) => one.name === name);
  if (!bench) throw new Refused(`没有叫 ${name} 的测量。有这些：${benches.map((one) => one.name).join('、')}`);
  if (given.data !== undefined) (await import('../bench/bank.js')).measureIn(given.data);
  const report = await runBench(bench, { clients: given.clients, managers: given.managers, seconds: given.seconds }, (line) => note(`  ${line}`));
  if (given.json) return answerJson(report);
  answer(report.machine);
  const shown = (value: number | undefined) => (value === undefined ? '—' : String(value));
  answer(
    table([
      ['项', '数值', '单位', 'p50', 'p99', '极限', '比'],
      ...report.cases.map((one) => [one.case, shown(one.value), one.unit, shown(one.p50), shown(one.p99), shown(one.limit), shown(one.ratio)]),
    ]),
  );
}

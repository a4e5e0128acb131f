import { Command, InvalidArgumentError } from 'commander';
import { openData, type CommonOptions } from './open.js';
import { options, readPath } from './options.js';
import { Refused, answer, answerJson, note } from './output.js';

/** How often progress is told where no bar can be drawn. */
const TELL_EVERY_MS = 10_000;

export function importCommand(): Command {
  return new Command('import')
    .description('导入文件：CSV（UTF-8 或 GB18030）或 XLSX，被退回的行写进 <文件>.rejected.csv')
    .argument('<种类>', 'orgs staff clients relatives products holdings balances assessments movements holidays')
    .argument('<文件>', '第一行是列名', readPath)
    .addOption(options.dryRun())
    .addOption(options.data())
    .addOption(options.now())
    .addOption(options.json())
    .action(runImportCommand);
}

async function runImportCommand(kind: string, file: string, given: CommonOptions & { dryRun?: boolean }): Promise<void> {
  const [{ runImport }, { findKind }, { ImportError, UnknownKindError }] = await Promise.all([
    import('../import/run.js'),
    import('../import/kinds/index.js'),
    import('../import/kind.js'),
  ]);
  try {
    findKind(kind);
  } catch (error) {
    throw error instanceof UnknownKindError ? new InvalidArgumentError(error.message) : error;
  }
  const opened = await openData(given);
  const bar = await progressBar();
  try {
    const result = await runImport({
      db: opened.db,
      kind,
      file,
      dryRun: given.dryRun === true,
      now: given.now ?? new Date(),
      rules: opened.config.rules,
      onProgress: ({ rows, share }) => bar.show(share, rows),
    }).finally(() => bar.stop());
    const { read, added, changed, unchanged, rejected, rejectedFile } = result;
    if (result.unknownColumns.length > 0) note(`没有用到的列：${result.unknownColumns.join('、')}`);
    for (const { line, reason } of result.firstRejected) note(`第${line}行：${reason}`);
    if (given.json) answerJson({ read, added, changed, unchanged, rejected, rejectedFile });
    else {
      const done = given.dryRun === true ? '只检查，没有写入。' : '';
      answer(
        `${done}读了${read}行：新增${added}，更新${changed}，没有变化${unchanged}，退回${rejected}。${rejectedFile === null ? '' : `\n退回的行在 ${rejectedFile}`}`,
      );
    }
  } catch (error) {
    throw error instanceof ImportError ? new Refused(error.message) : error;
  } finally {
    await opened.close();
  }
}

/** A bar on stderr; where stderr is no terminal, a line now and then. */
async function progressBar(): Promise<{ show(share: number, rows: number): void; stop(): void }> {
  if (!process.stderr.isTTY) {
    let toldAt = performance.now();
    return {
      show(share, rows) {
        if (performance.now() - toldAt < TELL_EVERY_MS) return;
        toldAt = performance.now();
        note(`已读${rows}行，${Math.round(share * 100)}%`);
      },
      stop: () => {},
    };
  }
  const { SingleBar, Presets } = await import('cli-progress');
  const bar = new SingleBar(
    { stream: process.stderr, format: '{bar} {percentage}% {rows}行', clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(100, 0, { rows: 0 });
  return { show: (share, rows) => bar.update(Math.round(share * 100), { rows }), stop: () => bar.stop() };
}

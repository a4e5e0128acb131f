import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { withData, type CommonOptions } from './open.js';
import { options, readPath } from './options.js';
import { Refused, answer, answerJson } from './output.js';

const PROBLEMS = { hash: '内容被改过', chain: '与前一条接不上', gap: '缺失' } as const;
const anchorSchema = z.object({ seq: z.number().int(), hash: z.string() });

export function auditCommand(): Command {
  const audit = new Command('audit').description('审计');
  audit
    .command('verify')
    .description('核对审计链')
    .addOption(options.data())
    .addOption(options.json())
    .option('--anchors <文件>', '每日留存的链尾，默认为数据目录里的 audit-anchors.jsonl', readPath)
    .action(verifyAudit);
  return audit;
}

async function verifyAudit(given: CommonOptions & { anchors?: string }): Promise<void> {
  await withData(given, async ({ config, store }) => {
    const proof = await store.audit.verify();
    const anchors = readAnchors(given.anchors ?? path.join(config.dataDir, 'audit-anchors.jsonl'), given.anchors !== undefined);
    const brokenAnchor = proof.ok ? await store.audit.findBrokenAnchor(anchors) : undefined;
    const result = brokenAnchor === undefined ? proof : { ok: false as const, seq: brokenAnchor, problem: 'chain' as const };
    if (given.json) answerJson({ ...result, anchors: anchors.length });
    if (!result.ok) throw new Refused(`审计链在第${result.seq}条断开：${PROBLEMS[result.problem]}。`);
    if (!given.json) answer(`审计链完整，共${result.events}条${anchors.length > 0 ? `，与${anchors.length}个留存点一致` : ''}。`);
  });
}

function readAnchors(file: string, isNamed: boolean): z.output<typeof anchorSchema>[] {
  if (!existsSync(file)) {
    if (isNamed) throw new Refused(`没有这个文件：${file}`);
    return [];
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      try {
        return anchorSchema.parse(JSON.parse(line));
      } catch {
        throw new Refused(`${file} 第${i + 1}行读不懂。`);
      }
    });
}

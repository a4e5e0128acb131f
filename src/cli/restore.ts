import { Command } from 'commander';
import { environment } from '../config.js';
import { openConfig, type CommonOptions } from './open.js';
import { isoInShanghai, options, readPath } from './options.js';
import { Refused, answer, answerJson } from './output.js';

export function restoreCommand(): Command {
  return new Command('restore')
    .description('从备份恢复，先停止服务；原数据库改名保留')
    .argument('<文件>', '备份文件', readPath)
    .addOption(options.data())
    .addOption(options.json())
    .action(async (file: string, given: CommonOptions) => {
      const { config } = openConfig(given);
      const [{ restoreDatabase, BackupError }, { openDb }] = await Promise.all([import('../store/db/backup.js'), import('../store/db/index.js')]);
      const stamp = isoInShanghai(new Date()).replace(/\D/g, '').slice(0, 14);
      const { kept } = await restoreDatabase(config.databaseUrl, file, stamp, environment()).catch((error: unknown) => {
        throw error instanceof BackupError ? new Refused(error.message) : error;
      });
      // Brings an older copy up to today's migrations, and proves that it opens.
      await (await openDb(config.databaseUrl)).close();
      if (given.json) answerJson({ file, kept: kept ?? null });
      else answer(`已从 ${file} 恢复。${kept ? `原数据库保留在 ${kept}。` : ''}`);
    });
}

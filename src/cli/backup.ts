import { Command } from 'commander';
import { environment } from '../config.js';
import { openConfig, type CommonOptions } from './open.js';
import { options, readPath } from './options.js';
import { Refused, answer, answerJson } from './output.js';

export function backupCommand(): Command {
  return new Command('backup')
    .description('备份数据库，服务运行时也可以')
    .argument('<文件>', '备份到哪里', readPath)
    .addOption(options.data())
    .addOption(options.json())
    .action(async (file: string, given: CommonOptions) => {
      const { config } = openConfig(given);
      const { backupDatabase, BackupError } = await import('../store/db/backup.js');
      const { bytes } = await backupDatabase(config.databaseUrl, file, environment()).catch((error: unknown) => {
        throw error instanceof BackupError ? new Refused(error.message) : error;
      });
      if (given.json) answerJson({ file, bytes });
      else answer(`已备份到 ${file}，${(bytes / 1024 / 1024).toFixed(1)} MB。`);
    });
}

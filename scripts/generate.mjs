// prisma generate for both providers without downloading an engine (docs/decisions/0001-database.md).
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
for (const provider of ['sqlite', 'postgresql']) {
  const run = spawnSync(process.execPath, [cli, 'generate'], {
    cwd: path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..'),
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      DB_PROVIDER: provider,
      // Any existing executable will do: nothing here runs the schema engine.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

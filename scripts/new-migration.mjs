// npm run new:migration NAME: writes prisma/<provider>/migrations/<time>_NAME/migration.sql for both providers.
// Read and edit the SQL before its first use, never after.
import { mkdirSync, writeFileSync } from 'node:fs';
import { pendingSql, schemaFiles, snapshotPath } from './schema-diff.mjs';

const name = process.argv[2];
if (!/^[a-z0-9_]+$/.test(name ?? '')) {
  console.error('usage: npm run new:migration NAME (a-z, 0-9, _)');
  process.exit(2);
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
for (const provider of ['sqlite', 'postgresql']) {
  const sql = await pendingSql(provider);
  if (sql === '') {
    console.error(`${provider}: no change`);
    continue;
  }
  const dir = `prisma/${provider}/migrations/${stamp}_${name}`;
  mkdirSync(dir, { recursive: true });
  writeFileSync(`${dir}/migration.sql`, sql);
  writeFileSync(
    snapshotPath(provider),
    schemaFiles(provider)
      .map((f) => f.content)
      .join('\n'),
  );
  console.error(`${provider}: ${dir}/migration.sql`);
}

// Schema -> schema diffs with Prisma's own engine as WebAssembly: no database, no downloaded binary.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';

let ready = false;
function load() {
  if (ready) return;
  const js = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = new WebAssembly.Module(readFileSync(path.join(path.dirname(js), 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(wasm, { './schema_engine_bg.js': engineModule });
  engineModule.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  ready = true;
}

/** The engine asks a database only for its version; this adapter answers that and nothing else. */
function versionProbe(provider) {
  const pg = provider === 'postgresql';
  const answer = pg
    ? {
        columnNames: ['exists', 'version', 'numeric_version'],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, 'PostgreSQL 15.0', 150000]],
      }
    : { columnNames: ['version'], columnTypes: [ColumnTypeEnum.Text], rows: [['3.45.1']] };
  const adapter = {
    provider: pg ? 'postgres' : 'sqlite',
    adapterName: 'version-probe',
    queryRaw: async () => answer,
    executeRaw: async () => 0,
    executeScript: async () => {},
    dispose: async () => {},
    startTransaction: async () => {
      throw new Error('the version probe runs no transaction');
    },
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: false }),
  };
  return bindMigrationAwareSqlAdapterFactory({
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: async () => adapter,
    connectToShadowDb: async () => adapter,
  });
}

export const snapshotPath = (provider) => `prisma/${provider}/migrations/schema.snapshot`;

export function schemaFiles(provider) {
  return ['prisma/models', `prisma/${provider}`].flatMap((dir) =>
    readdirSync(dir)
      .filter((file) => file.endsWith('.prisma'))
      .sort()
      .map((file) => ({ path: `${dir}/${file}`, content: readFileSync(`${dir}/${file}`, 'utf8') })),
  );
}

/** SQL from the last migration's schema to today's; '' when nothing changed. */
export async function pendingSql(provider) {
  load();
  const files = schemaFiles(provider);
  const engine = await engineModule.SchemaEngine.new({ datamodels: files.map((f) => [f.path, f.content]) }, () => {}, versionProbe(provider));
  const snapshot = snapshotPath(provider);
  const from = existsSync(snapshot)
    ? { tag: 'schemaDatamodel', files: [{ path: 'snapshot.prisma', content: readFileSync(snapshot, 'utf8') }] }
    : { tag: 'empty' };
  const { stdout } = await engine.diff({
    from,
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return !stdout || stdout.includes('This is an empty migration') ? '' : stdout;
}

import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { csvLine } from '../import/rejected.js';
import { openDb } from '../store/db/index.js';
import { addStaff, inTempDir } from './bank.js';
import { startChild } from './child.js';
import type { ImportResult, ImportTask } from './import-child.js';
import { personAt, type BenchPerson } from './people.js';
import { rate, type Bench } from './report.js';

const SLICE = 5000;
const HEADER = ['客户号', '姓名', '性别', '出生日期', '手机号', '机构号', '主办经理账号', '副办经理账号', '客户等级', '营销同意'];

export const importBench: Bench = {
  name: 'import',
  summary: '导入客户文件，对照同样的行成批裸插入；另量内存峰值',
  sizes: { clients: 1_000_000, managers: 3000, seconds: 0 },
  run: ({ clients, managers }, note) =>
    inTempDir(async (dir) => {
      const csv = path.join(dir, 'clients.csv');
      const imported = path.join(dir, 'imported.db');
      const raw = path.join(dir, 'raw.db');
      note('writing the file');
      writeClients(csv, clients, managers);
      for (const file of [imported, raw]) await emptyBank(file, managers);
      // A process each: memory is measured from nothing, and neither finds a warm cache of its own.
      note('import');
      const ours = await alone({ do: 'import', csv, file: imported });
      if (ours.rows !== clients) throw new Error(`${ours.rows} of ${clients} clients were imported`);
      note('raw insert');
      const limit = await alone({ do: 'insert', from: imported, file: raw });
      if (limit.rows !== clients) throw new Error(`${limit.rows} of ${clients} clients were inserted`);
      return [
        rate('clients', 'rows/s', (ours.rows / ours.ms) * 1000, { limit: (limit.rows / limit.ms) * 1000 }),
        rate('peak-memory', 'MiB', ours.peakMiB),
      ];
    }),
};

async function alone(task: ImportTask): Promise<ImportResult> {
  const child = startChild<ImportTask, ImportResult>('./import-child.js');
  try {
    return await child.ask(task);
  } finally {
    await child.stop();
  }
}

async function emptyBank(file: string, managers: number): Promise<void> {
  const db = await openDb(`file:${file}`);
  await db.tx((tx) => addStaff(tx, managers));
  await db.close();
}

function writeClients(file: string, clients: number, managers: number): void {
  const fd = openSync(file, 'w');
  writeSync(fd, csvLine(HEADER));
  for (let from = 0; from < clients; from += SLICE) {
    let text = '';
    for (let i = from; i < Math.min(clients, from + SLICE); i++) text += csvLine(cellsOf(personAt(i, managers)));
    writeSync(fd, text);
  }
  closeSync(fd);
}

const cellsOf = (one: BenchPerson): string[] => [
  one.clientNo,
  one.name,
  one.gender === 'male' ? '男' : '女',
  one.birthOn,
  one.mobile,
  one.orgId,
  one.managerId,
  one.deputyId ?? '',
  one.levelTitle,
  '是',
];

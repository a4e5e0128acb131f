import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runImport, type ImportResult } from '../../src/import/index.js';
import type { Db } from '../../src/store/db/index.js';
import { AT, tempFolder } from '../store/bank.js';

export const ORGS = '机构号,机构名称,上级机构号,级别\n001,总行,,总行\n0011,苏州分行,001,分行\n1001,园区支行,0011,支行\n1002,湖东支行,0011,支行\n';
export const STAFF =
  '企业微信账号,工号,姓名,机构号,角色,直属主管账号,手机号,资格证书\n' +
  'zhoumin,9001,周敏,1001,支行主管,,13800000001,\nChenYu,9002,陈宇,1001,理财经理,zhoumin,13800000002,AFP;基金从业\nlintao,9003,林涛,1001,理财经理,zhoumin,,\nhejing,9004,何婧,0011,理财师;助理,,,CFP\n';
export const CLIENTS =
  '客户号,姓名,机构号,主办经理账号,副办经理账号,客户等级\nC1,李秀兰,1001,chenyu,hejing,白金\nC2,王建国,1001,CHENYU,,黑金\nC3,单雄信,1002,lintao,,\n';

const folder = tempFolder();
let files = 0;

export function fileOf(content: string | Uint8Array, name = `f${++files}.csv`): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

export const importText = (
  db: Db,
  kind: string,
  content: string | Uint8Array,
  more: { dryRun?: boolean; now?: Date; name?: string } = {},
): Promise<ImportResult> =>
  runImport({ db, kind, file: fileOf(content, more.name), now: more.now ?? AT, ...(more.dryRun === undefined ? {} : { dryRun: more.dryRun }) });

export const counts = ({ read, added, changed, unchanged, rejected }: ImportResult) => [read, added, changed, unchanged, rejected];

import { UnknownKindError, type ImportKind } from '../kind.js';
import { assessments } from './assessments.js';
import { balances } from './balances.js';
import { clients } from './clients.js';
import { holdings } from './holdings.js';
import { holidays } from './holidays.js';
import { metrics } from './metrics.js';
import { movements } from './movements.js';
import { navs } from './navs.js';
import { orgs } from './orgs.js';
import { products } from './products.js';
import { relatives } from './relatives.js';
import { staff } from './staff.js';

/** In the order a new bank is imported: what others refer to comes first. */
export const IMPORT_KINDS: readonly ImportKind[] = [
  orgs,
  staff,
  clients,
  relatives,
  products,
  holdings,
  balances,
  assessments,
  movements,
  navs,
  metrics,
  holidays,
];

/** @throws ImportError for a kind there is not. */
export function findKind(name: string): ImportKind {
  const kind = IMPORT_KINDS.find((one) => one.name === name || one.title === name);
  if (!kind) throw new UnknownKindError(`没有「${name}」这类文件，可导入：${IMPORT_KINDS.map((one) => one.name).join(' ')}`);
  return kind;
}

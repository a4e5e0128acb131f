/** Card levels (客户等级), low to high, and admin layers (行政管理分层). Two axes, never merged. */
export const CLIENT_LEVELS = ['general', 'gold', 'platinum', 'blackGold'] as const;
export type ClientLevel = (typeof CLIENT_LEVELS)[number];

export const ADMIN_LAYERS = ['subBranch', 'branch', 'headOffice'] as const;
export type AdminLayer = (typeof ADMIN_LAYERS)[number];

export const LEVEL_TITLES: Readonly<Record<ClientLevel, string>> = { general: '大众', gold: '金卡', platinum: '白金', blackGold: '黑金' };
export const LAYER_TITLES: Readonly<Record<AdminLayer, string>> = { subBranch: '支行级', branch: '分行级', headOffice: '总行级' };

/** The level a title or English identifier names; 高端 and 顶端 are 白金 and 黑金. */
export function levelOfTitle(title: string): ClientLevel | undefined {
  const text = title.trim().replace(/(?<=.)[卡级]?客户$/, '');
  const others: Readonly<Record<string, ClientLevel>> = {
    高端: 'platinum',
    顶端: 'blackGold',
    大众卡: 'general',
    金: 'gold',
    白金卡: 'platinum',
    黑金卡: 'blackGold',
  };
  return CLIENT_LEVELS.find((level) => level === text || LEVEL_TITLES[level] === text) ?? others[text];
}

/** Positive when `a` is the higher level. */
export function compareLevels(a: ClientLevel, b: ClientLevel): number {
  return CLIENT_LEVELS.indexOf(a) - CLIENT_LEVELS.indexOf(b);
}

/** Positive when `a` is the higher layer; no layer is the lowest. */
export function compareLayers(a: AdminLayer | undefined, b: AdminLayer | undefined): number {
  return (a === undefined ? -1 : ADMIN_LAYERS.indexOf(a)) - (b === undefined ? -1 : ADMIN_LAYERS.indexOf(b));
}

/** 分行级 and above. */
export function isBranchLayer(layer: AdminLayer | undefined): boolean {
  return compareLayers(layer, 'branch') >= 0;
}

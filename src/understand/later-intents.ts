import type { IntentSpec, SlotSpec } from '../domain/intent.js';

/**
 * Intents whose commands are not there yet: understanding names them already, so that `parse` keeps its contract
 * (design §4). An entry is deleted when its command file appears.
 */

export const LATER_INTENTS: readonly IntentSpec[] = [...laterOnes()];

/** Later issues' first words: known already, so that they are neither taken for a client's name nor for small talk. */
function laterOnes(): IntentSpec[] {
  const client: SlotSpec[] = [{ name: 'client', kind: 'client' }];
  const product: SlotSpec[] = [{ name: 'product', kind: 'product' }];
  return [
    { name: 'product', effect: 'read', keywords: ['产品', '产品列表', '查产品', '产品查询', '在售产品'], slots: product },
    { name: 'suitability', effect: 'read', keywords: ['匹配', '适当性', '产品匹配'], slots: [...client, ...product] },
    { name: 'checkup', effect: 'read', keywords: ['体检', '财富体检', '资产体检'], slots: client },
    { name: 'proposal', effect: 'write', keywords: ['建议书', '资产配置建议书', '做建议书', '出建议书', '写建议书'], slots: client },
    { name: 'plan', effect: 'write', keywords: ['规划', '养老规划', '退休规划', '投资规划', '做规划'], slots: client },
    { name: 'statement', effect: 'read', keywords: ['账单', '财富账单'], slots: client },
    { name: 'wealth-score', effect: 'read', keywords: ['财富分', '财富健康分'], slots: client },
    { name: 'bulletin', effect: 'read', keywords: ['通报', '看通报'], slots: [{ name: 'text', kind: 'text' }] },
    { name: 'team', effect: 'read', keywords: ['团队', '我的团队', '看团队'], slots: [] },
  ];
}

/** The declared intents and, for what has no command yet, those above. */
export function withLaterIntents(declared: readonly IntentSpec[]): IntentSpec[] {
  const names = new Set(declared.map((intent) => intent.name));
  return [...declared, ...LATER_INTENTS.filter((intent) => !names.has(intent.name))];
}

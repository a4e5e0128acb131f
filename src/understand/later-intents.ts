import type { IntentSpec, SlotSpec } from '../domain/intent.js';

/**
 * Intents whose commands are not there yet: understanding names them already, so that `parse` keeps its contract
 * (design §4). An entry is deleted when its command file appears.
 */

const CLIENT: SlotSpec = { name: 'client', kind: 'client', required: true };
const PERIOD: SlotSpec = { name: 'period', kind: 'period' };

export const LATER_INTENTS: readonly IntentSpec[] = [
  {
    name: 'contact-plan',
    effect: 'read',
    keywords: ['联络计划', '联系计划', '该联络', '该联系谁', '该联络谁', '要联络的', '该联系的客户', '该联络的客户', '该打电话的'],
    cues: [{ words: ['该联系谁', '该联络谁', '要联系谁', '该联系的', '该联络的', '该打给谁', '要打给谁', '联络计划', '要回访谁', '该回访谁'], weight: 0.6 }],
    slots: [PERIOD],
  },
  {
    name: 'overdue',
    effect: 'read',
    keywords: ['逾期', '超时', '超期', '逾期客户', '逾期的', '超时的', '超期的', '过期未办', '逾期清单'],
    cues: [{ words: ['超期', '超时', '逾期', '过期没办', '没按时'], weight: 0.45 }],
    slots: [PERIOD],
  },
  {
    name: 'tier-critical',
    effect: 'read',
    keywords: ['临界', '临界客户', '临界名单', '快升级的', '快升级', '快降级的', '差一点升级'],
    cues: [{ words: ['临界', '快升级', '快降级', '差一点到', '快到白金', '快到黑金', '快到金卡', '差多少升级'], weight: 0.6 }],
    slots: [PERIOD],
  },
  {
    name: 'birthdays',
    effect: 'read',
    keywords: ['生日', '生日客户', '寿星', '谁过生日', '谁生日', '生日名单', '生日提醒', '过生日的', '过生日的客户'],
    cues: [{ words: ['谁过生日', '谁生日', '过生日的', '有没有人过生日', '生日的客户', '有人生日', '几个生日', '哪些客户生日', '谁快过生日'], weight: 0.6 }],
    slots: [PERIOD],
  },
  {
    name: 'care',
    effect: 'read',
    keywords: ['关怀', '客户关怀', '关怀日历', '关怀清单', '关怀计划'],
    cues: [{ words: ['要关怀', '该关怀', '关怀日历', '关怀谁', '关怀的'], weight: 0.5 }],
    slots: [PERIOD],
  },
  {
    name: 'maturities',
    effect: 'read',
    keywords: ['到期', '到期日历', '到期月历', '到期产品', '到期客户', '到期清单', '到期的', '查到期', '看到期'],
    cues: [{ words: ['到期的产品', '什么到期', '谁到期', '有到期', '到期的有', '到期的客户', '哪些到期', '快到期', '产品到期', '存单到期', '理财到期', '多少到期', '几笔到期', '有什么到期的', '到期多少'], weight: 0.5 }],
    slots: [{ name: 'client', kind: 'client' }, PERIOD],
  },
  {
    name: 'opportunities',
    effect: 'read',
    keywords: ['商机', '机会', '商机列表', '销售机会', '我的商机', '商机清单'],
    cues: [{ words: ['商机', '有什么机会', '有哪些机会'], weight: 0.5 }],
    slots: [PERIOD],
  },
  {
    name: 'care-date',
    effect: 'write',
    keywords: ['登记日子', '记日子', '登记生日', '登记纪念日', '记生日', '记纪念日', '加个日子', '添加日子', '登记个日子'],
    cues: [{ words: ['生日是', '生日在', '纪念日是', '结婚纪念日'], weight: 0.4 }],
    slots: [
      CLIENT,
      {
        name: 'kind',
        kind: 'word',
        required: true,
        values: {
          生日: 'birthday', 过寿: 'birthday', 寿辰: 'birthday', 纪念日: 'anniversary', 结婚纪念日: 'anniversary', 开户纪念日: 'anniversary',
          出差: 'travel', 旅行: 'travel', 旅游: 'travel', 出国: 'travel', 商旅: 'travel', 生病: 'illness', 住院: 'illness', 手术: 'illness',
          升学: 'milestone', 高考: 'milestone', 中考: 'milestone', 毕业: 'milestone', 结婚: 'milestone', 生子: 'milestone', 退休: 'milestone', 乔迁: 'milestone', 搬家: 'milestone', 满月: 'milestone',
        },
      },
      { name: 'date', kind: 'day', required: true },
    ],
  },
  {
    name: 'greeting',
    effect: 'write',
    keywords: ['祝福', '写祝福', '拟祝福', '祝福语', '发祝福', '写个祝福', '写一段祝福', '写条祝福', '生日祝福', '节日祝福', '起草祝福', '看祝福', '拟个祝福'],
    cues: [{ words: ['写个祝福', '写段祝福', '写一段祝福', '拟个祝福', '写条祝福', '祝福怎么写', '写个生日祝福', '发个祝福'], weight: 0.6 }],
    slots: [
      CLIENT,
      {
        name: 'occasion',
        kind: 'word',
        values: {
          生日: 'birthday', 元旦: 'newYear', 新年: 'newYear', 除夕: 'newYearEve', 春节: 'spring', 过年: 'spring', 拜年: 'spring', 元宵: 'lantern', 妇女节: 'womensDay', 三八: 'womensDay',
          劳动节: 'labourDay', 五一: 'labourDay', 母亲节: 'mothersDay', 端午: 'dragonBoat', 父亲节: 'fathersDay', 七夕: 'qixi', 中秋: 'midAutumn', 国庆: 'nationalDay', 重阳: 'chongyang',
          腊八: 'laba', 小年: 'xiaonian', 冬至: 'winterSolstice',
        },
      },
    ],
  },
  {
    name: 'acting',
    effect: 'write',
    keywords: ['代理', '回岗', '设代理', '安排代理', '结束代理', '设置代理'],
    slots: [
      { name: 'manager', kind: 'staff', required: true },
      { name: 'actingManager', kind: 'staff' },
      { name: 'from', kind: 'when' },
      { name: 'to', kind: 'when' },
    ],
    alwaysConfirm: true,
  },
  {
    name: 'supervise',
    effect: 'write',
    keywords: ['督办'],
    slots: [{ name: 'case', kind: 'caseNo', required: true }],
  },
  ...laterOnes(),
];

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

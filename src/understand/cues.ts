/**
 * Kinds of characters that rules need. A sentence is looked through once; a rule none of whose characters stand in it is
 * not tried at all. Each list holds at least one character of every form its rules accept.
 */
export const CUES = {
  digit: 1,
  /** Chinese numerals, 半 and 几 included. */
  numeral: 2,
  letter: 4,
  /** Marks that open somebody's words, the colon too. */
  quote: 8,
  /** 他 她 这位 那位 该客户 … */
  pronoun: 16,
  /** 提醒 闹钟 闹铃 日程 叫我 喊我 催我 别忘 别让我 记得 */
  remind: 32,
  /** 推迟 延后 改到 挪到 顺延 晚点 缓到 放到 */
  later: 64,
  /** 办完 做好 搞定 办妥 完成 勾掉 划掉 */
  over: 128,
  /** 闹钟 闹铃 提醒 日程 as nouns. */
  alarm: 256,
  /** Who tells it: 说 讲 告诉 转告 听 */
  told: 512,
  /** How a question ends. */
  ask: 1024,
  /** 约好 约了 约在 */
  arrange: 2048,
  /** 白金 黑金 金卡 高端 顶端 大众 临界 */
  level: 4096,
  /** What says that a number is money. */
  money: 8192,
  /** 代理 回岗, and who stands in for the speaker: 替 顶 转给 交给 请假 不在 */
  acting: 16_384,
  /** Days and repetitions without a figure: 明天 每天 月底 */
  slip: 32_768,
  /** 黑金 白金 金卡 等级 投诉 诉求 联系周期 有效联络 */
  rule: 65_536,
  /** What plain-words.ts puts other words for. */
  retold: 131_072,
  /** What is added to the last record: 补一句 加一句 */
  addition: 262_144,
  /** 怎么 咋 如何 能不能 可不可以 */
  how: 524_288,
  /** 转发 转述 原话 发来 留言 */
  forwarded: 1_048_576,
  /** 投诉 诉求 案子 案件 撤诉 */
  case: 2_097_152,
  /** 生气 不满 怒 火 意见 骂 吵 闹 … */
  anger: 4_194_304,
  /** What a client asks for, or how he shows that he is not content. */
  wish: 8_388_608,
  /** 倒计时 番茄钟 */
  timer: 16_777_216,
  /** How a question begins: 谁 哪 有没有 还有 */
  which: 33_554_432,
  /** What may stand beside a name: 客户 那位 女士 老师 (5678) 尾号. */
  beside: 67_108_864,
} as const;

const CHARACTERS: Readonly<Record<keyof typeof CUES, string>> = {
  digit: '0123456789',
  numeral: '零〇一二两俩三四五六七八九十百千万亿廿卅半几壹贰叁肆伍陆柒捌玖拾',
  letter: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  quote: '“「『‘《":',
  pronoun: '他她这那该此上刚',
  remind: '醒闹铃叫喊忘记程催让',
  later: '推延改更挪顺晚缓放移拖调',
  over: '完定好妥勾划销消删',
  alarm: '闹铃醒程',
  told: '说讲告听',
  ask: '?吗呢么吧没啥着',
  arrange: '约定',
  level: '金端众界',
  money: '万亿萬億元圓圆块塊币幣金镑鎊wWkK¥￥',
  acting: '代岗替顶转交假训差盯看托责管找',
  slip: '天每底初末周今明后早晚节夕旦',
  rule: '金级诉周频有',
  retold:
    '.田从们题提体堤待闹招吆言嘱呼吼嚎唤戳敲踹踢拍捅弹滴吱吭知晌昼黑朝壹贰叁肆伍陆艾@xXcr别错改算哦啊不应嗯呃额唔哎诶欸除双隔早次响工每天差剩前mh号历程忘单记定发儿底你-也(告安创添建新紧重声想吧饭把头那排约都到睡典店醒催',
  addition: '补加',
  how: '怎咋如能可',
  forwarded: '转原发留',
  case: '诉案',
  anger: '气满怒火意骂吵闹雷饶法兴桌',
  wish: '法反想要请让叫求盼需希申问求意见满怒恼火气骂吵闹怼告媒曝报赔退歉误骗坑扣少多差登诉建吐指质翻冒飙桌激说排等',
  timer: '时茄',
  which: '谁哪有还',
  beside: '户个位号总师士生姨叔哥姐板任理(四',
};

const KINDS = new Int32Array(65_536);
for (const [kind, characters] of Object.entries(CHARACTERS)) {
  for (const character of characters) KINDS[character.charCodeAt(0)] = (KINDS[character.charCodeAt(0)] as number) | CUES[kind as keyof typeof CUES];
}

/** All kinds whose characters stand in a text, as one number. */
export function cuesIn(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) found |= KINDS[text.charCodeAt(at)] as number;
  return found;
}

/**
 * For rules that are many and each seldom met: by the characters of which one at least stands in every text that a rule fits,
 * which of them are worth trying. The answer has bit i for the i-th rule; at most 32 rules.
 */
export function rulesByCue(cues: readonly string[]): (text: string) => number {
  const rules = new Map<number, number>();
  cues.forEach((characters, i) => {
    for (const character of characters) rules.set(character.charCodeAt(0), (rules.get(character.charCodeAt(0)) ?? 0) | (1 << i));
  });
  const table = new Uint32Array(65_536);
  for (const [unit, bits] of rules) table[unit] = bits;
  return (text) => {
    let found = 0;
    for (let at = 0; at < text.length; at++) found |= table[text.charCodeAt(at)] as number;
    return found;
  };
}

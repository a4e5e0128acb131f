/** The picture before a card's source word: its file `/icon/<name>.png`, its ground, and what is drawn on it in white. */
export interface CardIcon {
  name: string;
  colour: string;
  glyph: string;
}

const BLUE = '#1B4F8A';
const GREY = '#4A4F57';
const BROWN = '#9A4A00';
const VIOLET = '#5B3FA0';
const TEAL = '#0F5F66';
const DARK = '#3A3F47';

/** By source word. The empty word is the bot itself. Red and green are missing on purpose: they mean gain and loss elsewhere. */
export const CARD_ICONS: Readonly<Record<string, CardIcon>> = {
  '': { name: 'caiban', colour: BLUE, glyph: 'bubble' },
  客户: { name: 'client', colour: BLUE, glyph: 'person' },
  联络: { name: 'contact', colour: BLUE, glyph: 'pen' },
  待确认: { name: 'confirm', colour: BLUE, glyph: 'pen' },
  帮助: { name: 'help', colour: BLUE, glyph: 'question' },
  待办: { name: 'task', colour: GREY, glyph: 'tick' },
  提醒: { name: 'reminder', colour: GREY, glyph: 'bell' },
  早报: { name: 'briefing', colour: GREY, glyph: 'sun' },
  案件: { name: 'case', colour: BROWN, glyph: 'scales' },
  超时: { name: 'late', colour: BROWN, glyph: 'clock' },
  现场: { name: 'onsite', colour: BROWN, glyph: 'pin' },
  推荐: { name: 'referral', colour: VIOLET, glyph: 'arrow-loop' },
  代理: { name: 'acting', colour: VIOLET, glyph: 'two-heads' },
  团队: { name: 'team', colour: VIOLET, glyph: 'three-heads' },
  关怀: { name: 'care', colour: '#8A3B5E', glyph: 'flower' },
  到期: { name: 'maturity', colour: TEAL, glyph: 'calendar' },
  挽留: { name: 'retention', colour: TEAL, glyph: 'open-hand' },
  建议书: { name: 'proposal', colour: TEAL, glyph: 'three-bars' },
  通报: { name: 'bulletin', colour: TEAL, glyph: 'columns' },
  发前检查: { name: 'gate', colour: DARK, glyph: 'shield' },
  适当性: { name: 'suitability', colour: DARK, glyph: 'balance' },
};

const BOT = '财伴';

/** 「财伴 联络」 for 联络; a word that already begins with the bot's name stays. */
export function sourceText(word: string): string {
  const plain = word.trim();
  return plain === '' || plain === BOT ? BOT : plain.startsWith(`${BOT} `) ? plain : `${BOT} ${plain}`;
}

/** The icon of a source word, with or without the bot's name before it; the bot's own for a word without icon. */
export function iconOf(word: string): CardIcon {
  const plain = word.trim().replace(/^财伴\s*/, '');
  return (Object.hasOwn(CARD_ICONS, plain) ? CARD_ICONS[plain] : undefined) ?? CARD_ICONS['']!;
}

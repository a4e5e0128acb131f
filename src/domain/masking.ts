import { formatAssetBand, formatFen, UNKNOWN } from './money.js';

/** What can be masked. Classes and forms: docs/rules.md#masking. */
export type MaskedField = 'name' | 'mobile' | 'landline' | 'idCard' | 'otherId' | 'account' | 'email' | 'address' | 'amountFen' | 'birthday';

/** Where the words are read. In a group nothing about a client is shown, whoever asks. */
export type Place = 'private' | 'group' | 'web' | 'document' | 'job';

/** The fields this person may see in full on this client; made by `viewerOf` in permission.ts. */
export interface Viewer {
  full: readonly MaskedField[];
}

export interface MaskingRules {
  /** `1-1` shows the first and last character of an ID card, `3-4` the first three and last four. */
  idForm: '1-1' | '3-4';
  /** Lower bounds of the levels in fen: the bands that stand for an amount. */
  bandsFen: readonly number[];
}

export const DEFAULT_MASKING: MaskingRules = { idForm: '1-1', bandsFen: [5_000_000, 50_000_000, 300_000_000] };

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Characters as a reader counts them: a surrogate pair or a rare character with its selector is one. */
export function characters(text: string): string[] {
  const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  return Array.from(segmenter.segment(whole), (part) => part.segment);
}

function stars(count: number): string {
  return '*'.repeat(Math.max(0, count));
}

/** Keeps the two ends; when they would show everything, shows nothing. */
function keepEnds(text: string, head: number, tail: number): string {
  const all = characters(text);
  if (all.length <= head + tail) return stars(all.length);
  return all.slice(0, head).join('') + stars(all.length - head - tail) + all.slice(all.length - tail).join('');
}

const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** 「张*」「张*明」「欧**娜」; names in letters keep the first letter of each word: 「J*** S****」. */
export function maskName(name: string): string {
  const text = name.trim();
  if (!CJK.test(text) && /\p{L}/u.test(text)) {
    return text
      .split(/([\s\-·.]+)/u)
      .map((part, index) => (index % 2 === 1 ? part : keepFirst(part)))
      .join('');
  }
  const all = characters(text);
  if (all.length <= 1) return stars(all.length);
  if (all.length === 2) return `${all[0]}*`;
  return keepEnds(text, 1, 1);
}

function keepFirst(word: string): string {
  const all = characters(word);
  return (all[0] ?? '') + stars(all.length - 1);
}

function maskMobile(mobile: string): string {
  const digits = mobile.replace(/\D/g, '');
  const local = digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
  return local.length > 7 ? keepEnds(local, 3, 4) : keepEnds(local, 0, 2);
}

function maskLandline(landline: string): string {
  const [first = '', ...others] = landline
    .trim()
    .split(/[-\s()（）]+/)
    .filter(Boolean);
  const withArea = others.length > 0;
  const area = withArea ? first : (/^(?:010|02\d|0\d{3})(?=\d{7,8}$)/.exec(first)?.[0] ?? '');
  const local = withArea ? (others[0] ?? '') : first.slice(area.length);
  return (area === '' ? '' : `${area}-`) + keepEnds(local, 0, 2);
}

function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '***';
  return `${characters(email)[0] ?? ''}***${email.slice(at)}`;
}

const PROVINCE = '(?:[^省市区县]{2,7}(?:省|自治区|特别行政区))?';
const CITY = '(?:[^省市区县]{1,8}(?:市|自治州|地区|盟))?';
const DISTRICT = '(?:[^市区县旗路街巷号]{1,9}(?:区|县|旗|市))?';
const DOWN_TO_DISTRICT = new RegExp(`^${PROVINCE}${CITY}${DISTRICT}`, 'u');
const NO_DISTRICT = /(?:小|社|校|厂|住宅)区$/u;

function maskAddress(address: string): string {
  const text = address.trim();
  const whole = DOWN_TO_DISTRICT.exec(text)?.[0] ?? '';
  const kept = NO_DISTRICT.test(whole) ? (new RegExp(`^${PROVINCE}${CITY}`, 'u').exec(text)?.[0] ?? '') : whole;
  return kept === text ? keepEnds(text, 2, 0) : `${kept}***`;
}

function maskAccount(account: string, place: Place): string {
  const digits = account.replace(/[\s-]/g, '');
  if (place === 'document' && characters(digits).length > 10) return keepEnds(digits, 6, 4);
  return characters(digits).length > 4 ? `****${characters(digits).slice(-4).join('')}` : '****';
}

function maskBirthday(birthday: string): string {
  const solar = /^(?:\d{4}-)?(\d{2}-\d{2})$/.exec(birthday);
  if (solar) return solar[1] as string;
  const lunar = /(?:农历|阴历)\s*闰?[正一二三四五六七八九十冬腊]{1,2}月[初一二三四五六七八九十廿卅]{1,3}/u.exec(birthday);
  return lunar ? lunar[0] : '**-**';
}

/**
 * The one function through which client data becomes text. Absent values show 「—」; in a group the answer is empty.
 * An account is never written in full in chat, whatever the right: only its last four digits.
 */
export function present(
  value: string | number | null | undefined,
  field: MaskedField,
  viewer: Viewer,
  place: Place,
  rules: MaskingRules = DEFAULT_MASKING,
): string {
  if (place === 'group') return '';
  if (value === null || value === undefined || value === '') return UNKNOWN;
  const full = viewer.full.includes(field);
  if (field === 'amountFen') {
    const fen = Number(value);
    return full ? formatFen(fen) : formatAssetBand(fen, rules.bandsFen);
  }
  const text = String(value);
  if (field === 'account') return full && place !== 'private' ? text : maskAccount(text, place);
  if (full) return text;
  switch (field) {
    case 'name':
      return maskName(text);
    case 'mobile':
      return maskMobile(text);
    case 'landline':
      return maskLandline(text);
    case 'idCard':
      return rules.idForm === '3-4' ? keepEnds(text, 3, 4) : keepEnds(text, 1, 1);
    case 'otherId':
      return keepEnds(text, 1, 2);
    case 'email':
      return maskEmail(text);
    case 'address':
      return maskAddress(text);
    case 'birthday':
      return maskBirthday(text);
  }
}

/** Numbers that identify a person, found in free text: mobile, ID card, account. Used for logs and for texts going out. */
const PERSONAL_NUMBER =
  /(?<![\dA-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)\d{17}[\dXx](?![\dA-Za-z])|(?<!\d)\d{4}(?: ?\d{4}){2,3} ?\d{1,7}(?!\d)|(?<!\d)\d{12,19}(?!\d)/g;

export interface PersonalNumber {
  text: string;
  start: number;
  end: number;
}

/** Offsets are UTF-16. Full-width digits count as digits. */
export function personalNumbers(text: string): PersonalNumber[] {
  const half = text.replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return Array.from(half.matchAll(PERSONAL_NUMBER), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

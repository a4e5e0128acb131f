/**
 * Amounts are integer fen (分), rates decimals (0.0325). Rounding is half-up on the magnitude and happens here only,
 * at display. Source: docs/rules.md#money.
 */
export const FEN_PER_YUAN = 100;
export const FEN_PER_WAN = 10_000 * FEN_PER_YUAN;
export const FEN_PER_YI = 10_000 * FEN_PER_WAN;

/** What an unknown figure looks like: never 0. */
export const UNKNOWN = '—';

const HUNDREDTHS = 100;

function twoDigits(hundredths: number, grouped: boolean): string {
  const whole = Math.floor(hundredths / HUNDREDTHS);
  const rest = String(hundredths % HUNDREDTHS).padStart(2, '0');
  const digits = String(whole);
  return `${grouped ? digits.replace(/\B(?=(?:\d{3})+$)/g, ',') : digits}.${rest}`;
}

function inUnit(magnitudeFen: number, unitFen: number): string {
  // Split first: the half is added to the small remainder, so no digit is lost however large the amount is.
  const step = unitFen / HUNDREDTHS;
  const rest = magnitudeFen % step;
  const hundredths = (magnitudeFen - rest) / step + (rest * 2 >= step ? 1 : 0);
  return twoDigits(hundredths, false);
}

function magnitude(fen: number): string {
  if (fen >= FEN_PER_YI) return `${inUnit(fen, FEN_PER_YI)}亿`;
  if (fen >= FEN_PER_WAN) return `${inUnit(fen, FEN_PER_WAN)}万`;
  return `${twoDigits(fen, true)}元`;
}

/**
 * 「1.23亿」「56.78万」「1,234.56元」; the unit follows the exact amount, not the rounded one.
 * Absent or not a whole number of fen shows 「—」.
 */
export function formatFen(fen: number | null | undefined): string {
  if (fen === null || fen === undefined || !Number.isSafeInteger(fen)) return UNKNOWN;
  return fen < 0 ? `-${magnitude(-fen)}` : magnitude(fen);
}

/** As `formatFen`, with `+` before a gain: 「+1.25万」「-3,200.00元」「0.00元」. */
export function formatSignedFen(fen: number | null | undefined): string {
  const text = formatFen(fen);
  return fen !== null && fen !== undefined && fen > 0 && text !== UNKNOWN ? `+${text}` : text;
}

function percentHundredths(rate: number): number {
  // 15 significant digits hide the binary tail: 0.01005 is 1.005 %, not 1.00499999 %.
  return Math.round(Number((Math.abs(rate) * 10_000).toPrecision(15)));
}

/** 「87.50%」; a ratio that does not exist (denominator 0) shows 「—」. */
export function formatPercent(rate: number | null | undefined): string {
  if (rate === null || rate === undefined || !Number.isFinite(rate)) return UNKNOWN;
  const hundredths = percentHundredths(rate);
  return `${rate < 0 && hundredths > 0 ? '-' : ''}${twoDigits(hundredths, false)}%`;
}

/** As `formatPercent`, with `+` before a gain. */
export function formatSignedPercent(rate: number | null | undefined): string {
  const text = formatPercent(rate);
  return rate !== null && rate !== undefined && rate > 0 && text !== UNKNOWN && percentHundredths(rate) > 0 ? `+${text}` : text;
}

/** Difference of two rates: 「升6.25个百分点」「降0.50个百分点」「持平」. */
export function formatPercentChange(difference: number | null | undefined): string {
  if (difference === null || difference === undefined || !Number.isFinite(difference)) return UNKNOWN;
  const hundredths = percentHundredths(difference);
  if (hundredths === 0) return '持平';
  return `${difference > 0 ? '升' : '降'}${twoDigits(hundredths, false)}个百分点`;
}

/** 「浮盈+1.25万（+2.31%）」「浮亏-3,200.00元（-0.64%）」: sign and word carry it, never colour alone. */
export function formatGain(fen: number | null | undefined, rate?: number | null): string {
  const amount = formatSignedFen(fen);
  if (fen === null || fen === undefined || amount === UNKNOWN) return UNKNOWN;
  const word = fen > 0 ? '浮盈' : fen < 0 ? '浮亏' : '持平';
  const share = rate === undefined ? '' : `（${formatSignedPercent(rate)}）`;
  return `${word}${amount}${share}`;
}

function bound(fen: number): string {
  return formatFen(fen).replace(/\.?0+(?=[亿万元])/, '');
}

/**
 * What a viewer without the right to amounts reads: 「不足5万」「50万–300万」「300万以上」.
 * `boundsFen` are the lower bounds of the levels, in any order; 0 is ignored.
 */
export function formatAssetBand(fen: number | null | undefined, boundsFen: readonly number[]): string {
  if (fen === null || fen === undefined || !Number.isFinite(fen)) return UNKNOWN;
  const bounds = [...new Set(boundsFen.filter((value) => value > 0))].sort((a, b) => a - b);
  const lower = bounds.filter((value) => value <= fen).at(-1);
  const upper = bounds.find((value) => value > fen);
  if (lower === undefined) return upper === undefined ? UNKNOWN : `不足${bound(upper)}`;
  return upper === undefined ? `${bound(lower)}以上` : `${bound(lower)}–${bound(upper)}`;
}

/** 「1,234.56」 or 1234.5 in 元 to fen; undefined when it is no amount with at most two decimals. */
export function fenFromYuan(yuan: number | string): number | undefined {
  const text = typeof yuan === 'number' ? String(yuan) : yuan.trim().replace(/[,，]/g, '');
  const match = /^([+-]?)(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (!match) return undefined;
  const fen = Number(match[2]) * FEN_PER_YUAN + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' && fen !== 0 ? -fen : fen;
}

/** part ÷ whole, or null when the whole is not above 0 (shown 「—」, ranks last). */
export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

import { addDays, daysBetween, mondayOf, weekdayOf } from '../domain/calendar/index.js';
import type { PictureReply } from './reply.js';

/* Pictures for a chat: 1125 px wide, figures of at least 45 px, on their own white ground. Source: voice §1.3, §4. */

const WIDTH = 1125;
const MARGIN = 24;
const INK = '#1A1D21';
const INK_3 = '#5F656E';
const BRAND = '#1B4F8A';
const LINE = '#D5D9DF';
const LATE = '#9A4A00';
/** An amount on a scale, and what is written on each step. */
const SCALE = [
  { fill: '#B7D0EC', ink: INK },
  { fill: '#7FABDA', ink: INK },
  { fill: '#3672B4', ink: '#FFFFFF' },
  { fill: '#1B4F8A', ink: '#FFFFFF' },
  { fill: '#0F2F55', ink: '#FFFFFF' },
] as const;
const SMALL = 45;
const TITLE = 54;
const FAMILY = 'Noto Sans SC';

const escaped = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

interface TextLook {
  size?: number;
  fill?: string;
  bold?: boolean;
  anchor?: 'start' | 'middle' | 'end';
}

const text = (x: number, y: number, words: string, { size = SMALL, fill = INK, bold = false, anchor = 'start' }: TextLook = {}): string =>
  `<text x="${x}" y="${y}" font-family="${FAMILY}" font-size="${size}" font-weight="${bold ? 700 : 400}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;

const box = (x: number, y: number, width: number, height: number, fill: string, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${more}/>`;

const svg = (height: number, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${box(0, 0, WIDTH, height, '#FFFFFF')}${parts.join('')}</svg>`;

export const MOST_WEEKS = 6;
const CELL_WIDTH = (WIDTH - 2 * MARGIN) / 7;
const CELL_HEIGHT = 138;
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** 万元 in a cell, at most five figures wide: 0.5, 86.4, 186, 1.2亿. */
export function cellAmount(fen: number): string {
  const wan = fen / 1_000_000;
  if (wan >= 9999.5) return `${(wan / 10_000).toFixed(wan >= 99_950 ? 0 : 1)}亿`;
  return wan >= 99.95 ? String(Math.round(wan)) : Math.max(0.1, wan).toFixed(1);
}

export interface DayAmount {
  on: string;
  fen: number;
}

/**
 * Amounts on a month's sheet, Monday to Sunday, darker where more falls due; from the week of `from` to that of `to`.
 * Undefined for more than six weeks.
 */
export function monthPicture(title: string, from: string, to: string, days: readonly DayAmount[], today: string): string | undefined {
  const first = mondayOf(from);
  const weeks = Math.floor(daysBetween(first, to) / 7) + 1;
  if (weeks < 1 || weeks > MOST_WEEKS) return undefined;
  const amounts = new Map(days.map((day) => [day.on, day.fen]));
  const most = Math.max(1, ...amounts.values());
  const top = MARGIN + TITLE + 30;
  const grid = top + SMALL + 22;
  const parts = [
    text(MARGIN, MARGIN + TITLE - 8, title, { size: TITLE, bold: true }),
    text(WIDTH - MARGIN, MARGIN + TITLE - 8, '单位：万元', { fill: INK_3, anchor: 'end' }),
  ];
  WEEKDAYS.forEach((word, i) => parts.push(text(MARGIN + (i + 0.5) * CELL_WIDTH, top + SMALL - 5, word, { fill: INK_3, anchor: 'middle' })));
  for (let on = from; on <= to; on = addDays(on, 1)) {
    const at = daysBetween(first, on);
    const x = MARGIN + (weekdayOf(on) - 1) * CELL_WIDTH;
    const y = grid + Math.floor(at / 7) * CELL_HEIGHT;
    const fen = amounts.get(on) ?? 0;
    const step = fen > 0 ? SCALE[Math.min(SCALE.length - 1, Math.ceil((fen / most) * SCALE.length) - 1)] : undefined;
    parts.push(
      box(
        x + 3,
        y + 3,
        CELL_WIDTH - 6,
        CELL_HEIGHT - 6,
        step?.fill ?? '#FFFFFF',
        ` rx="8" stroke="${on === today ? BRAND : (step?.fill ?? LINE)}" stroke-width="${on === today ? 6 : 1}"`,
      ),
    );
    const [month, day] = [Number(on.slice(5, 7)), Number(on.slice(8))];
    const date = on === today ? '今天' : day === 1 || on === from ? `${month}月${day}` : String(day);
    parts.push(text(x + CELL_WIDTH / 2, y + 55, date, { fill: step?.ink ?? INK_3, anchor: 'middle' }));
    if (fen > 0) parts.push(text(x + CELL_WIDTH / 2, y + 114, cellAmount(fen), { fill: step?.ink ?? INK, bold: true, anchor: 'middle' }));
  }
  return svg(grid + weeks * CELL_HEIGHT + MARGIN, parts);
}

export interface Bar {
  label: string;
  count: number;
  /** What stands behind the bar, e.g. 12件. */
  figure: string;
  /** Own row: today. */
  own?: boolean;
  late?: boolean;
}

export const MOST_BARS = 8;
const ROW_HEIGHT = 92;

/** Horizontal bars from nought, each with its label and its figure; undefined for none or more than eight. */
export function barPicture(title: string, bars: readonly Bar[]): string | undefined {
  if (bars.length === 0 || bars.length > MOST_BARS) return undefined;
  const wide = (words: string): number => [...words].reduce((sum, sign) => sum + (/[\x20-\x7e]/.test(sign) ? 0.58 : 1), 0) * SMALL;
  const left = MARGIN + Math.max(...bars.map((bar) => wide(bar.label))) + 28;
  const right = WIDTH - MARGIN - Math.max(...bars.map((bar) => wide(bar.figure))) - 20;
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const top = MARGIN + TITLE + 26;
  const parts = [text(MARGIN, MARGIN + TITLE - 8, title, { size: TITLE, bold: true })];
  bars.forEach((bar, i) => {
    const y = top + i * ROW_HEIGHT;
    const length = bar.count === 0 ? 0 : Math.max(4, ((right - left) * bar.count) / most);
    const look = { bold: bar.own === true, fill: bar.count === 0 ? INK_3 : INK };
    parts.push(text(MARGIN, y + 60, bar.label, look));
    parts.push(box(left, y + 14, length, ROW_HEIGHT - 28, bar.late ? LATE : BRAND, ' rx="4"'));
    parts.push(text(left + length + 16, y + 60, bar.figure, look));
  });
  return svg(top + bars.length * ROW_HEIGHT + MARGIN, parts);
}

/** The picture after a line that says its one point; nothing where there is no picture. */
export const pictureReply = (point: string, drawing: string | undefined): PictureReply[] =>
  drawing === undefined ? [] : [{ kind: 'image', svg: drawing, text: point }];

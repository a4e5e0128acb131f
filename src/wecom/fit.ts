/** Cutting texts to what WeCom takes, so that what remains still reads well. */

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const MORE = '…';

/** What a person sees as characters: a base with its accents, a flag, a family emoji, a rare character of two units. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** Without halves of surrogate pairs (WeCom answers 40033 to their escapes) and control characters; line ends are LF. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\uFFFD')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029]/g, '');
}

/** As a card field shows it: on one line. */
export function oneLine(text: string): string {
  return cleanText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/**
 * At most `max` UTF-16 units, so it holds however the platform counts characters. What is too long ends in 「…」, never inside a
 * grapheme and not on a comma or space.
 */
export function cutChars(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${headOf(text, max - MORE.length, (part) => part.length).replace(/[\s，、,；;：:·]+$/u, '')}${MORE}`;
}

/** At most `max` bytes of UTF-8. What is too long ends in 「…」, never inside a grapheme. */
export function cutBytes(text: string, max: number): string {
  if (Buffer.byteLength(text) <= max) return text;
  return `${headOf(text, max - Buffer.byteLength(MORE), (part) => Buffer.byteLength(part))}${MORE}`;
}

function headOf(text: string, room: number, sizeOf: (part: string) => number): string {
  let used = 0;
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    used += sizeOf(segment);
    if (used > room) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

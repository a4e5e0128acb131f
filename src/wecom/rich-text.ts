import { LINK_END, LINK_MID, LINK_START } from '../bot/reply.js';
import { cleanText, graphemes } from './fit.js';

const MORE_LINE = '…更多';
const MARKS = new RegExp(`[${LINK_START}-${LINK_END}]`, 'g');
const LINK = new RegExp(`${LINK_START}([^${LINK_START}-${LINK_END}]*)${LINK_MID}([^${LINK_START}-${LINK_END}]*)${LINK_END}`, 'g');

/** Without the signs that mark a link's parts, where they do not make up a link. */
export function withoutMarks(text: string): string {
  return text.replace(MARKS, '');
}

/** How one channel writes words and links. */
interface Writer {
  words(text: string, startsLine: boolean): string;
  link(url: string, label: string): string;
}

/** `spare`: leads to a page about what the number at the line's head brings as well. */
type Part = { words: string } | { url: string; label: string; spare?: boolean };

/** Where pages about one item lie. */
const ITEM_PAGES = '/b/';

/** WeCom's text message knows `<a href>` and no escapes: what could be read as a tag or an entity gets a full-width sign. */
const appWriter: Writer = {
  words: (text) => text.replace(/<(?=[/!a-z])/gi, '＜').replace(/&(?=#?\w+;)/g, '＆'),
  link: (url, label) => `<a href="${url}">${label.replace(/</g, '＜')}</a>`,
};

const markdownWriter: Writer = {
  words: escapeMarkdown,
  link: (url, label) => `[${escapeMarkdown(label, false)}](${url})`,
};

/** Marks that could format anything get a backslash: a client named `**x**` reads `**x**`. */
export function escapeMarkdown(text: string, startsLine: boolean): string {
  const escaped = text.replace(/[\\`*_[\]<~|]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&');
  if (!startsLine) return escaped;
  return escaped
    .replace(/^[ \t]{4,}/, '   ')
    .replace(/^(\s*)([#>]|[-+](?=\s|-|$)|=+\s*$)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** Markdown written here, as a text message shows it: no backslashes, a link's address after its label. */
export function plainText(markdown: string): string {
  return markdown.replace(/(?<!\\)\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)/g, '$1 $2').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/**
 * An address that can be opened: a path on `publicUrl`, an http(s) address, or tel:. Undefined for anything else, and for a
 * path when there is no public address. Signs that would end the place it is written in are percent-encoded.
 */
export function urlOf(href: string, publicUrl: string | undefined): string | undefined {
  const plain = href.trim();
  const full = plain.startsWith('/') ? (publicUrl ? publicUrl.replace(/\/+$/, '') + plain : undefined) : plain;
  if (full === undefined || !/^(https?:\/\/[^/\s]|tel:[+\d])/i.test(full)) return undefined;
  return full.replace(/[\s"'<>()[\]\\`\p{Cc}]/gu, (sign) => encodeURIComponent(sign).replace(/[()']/g, percent));
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** A reply's text for the app: `<a href>` links, at most `maxBytes`, cut at a whole line then 「…更多」. */
export function appText(text: string, publicUrl: string | undefined, maxBytes: number): string {
  return write(text, appWriter, publicUrl, maxBytes);
}

/** The same as markdown of the aibot, with `[label](url)`. */
export function markdownText(text: string, publicUrl: string | undefined, maxBytes: number): string {
  return write(text, markdownWriter, publicUrl, maxBytes);
}

function write(text: string, writer: Writer, publicUrl: string | undefined, maxBytes: number): string {
  const lines = cleanText(text)
    .split('\n')
    .map((line) => partsOf(line, publicUrl));
  const written = lines.map((parts) => writeLine(parts, writer));
  let size = Buffer.byteLength(written.join('\n'));
  // Words are worth more than links that a number replaces: the last ones go first.
  for (let i = lines.length - 1; i >= 0 && size > maxBytes; i--) {
    const parts = withoutSpare(lines[i] ?? []);
    if (parts === undefined) continue;
    lines[i] = parts;
    size -= Buffer.byteLength(written[i] ?? '');
    written[i] = writeLine(parts, writer);
    size += Buffer.byteLength(written[i] ?? '');
  }
  if (size <= maxBytes) return written.join('\n');
  const room = maxBytes - Buffer.byteLength(`\n${MORE_LINE}`);
  const kept: string[] = [];
  let used = 0;
  for (const line of written) {
    used += Buffer.byteLength(line) + (kept.length > 0 ? 1 : 0);
    if (used > room) break;
    kept.push(line);
  }
  if (kept.every((line) => line.trim() === '')) return `${headOfLine(lines[kept.length] ?? [], writer, room)}\n${MORE_LINE}`;
  return `${kept.join('\n').replace(/\n+$/, '')}\n${MORE_LINE}`;
}

/** The line without its spare links and the space before each; undefined when it has none. */
function withoutSpare(parts: readonly Part[]): Part[] | undefined {
  if (!parts.some((part) => 'url' in part && part.spare)) return undefined;
  return parts.flatMap((part, i): Part[] => {
    if ('url' in part) return part.spare ? [] : [part];
    const next = parts[i + 1];
    return [next && 'url' in next && next.spare ? { words: part.words.trimEnd() } : part];
  });
}

function partsOf(line: string, publicUrl: string | undefined): Part[] {
  const parts: Part[] = [];
  const isNumbered = /^\d+ /.test(line);
  let at = 0;
  for (const match of line.matchAll(LINK)) {
    parts.push({ words: line.slice(at, match.index) });
    const [whole, href = '', label = ''] = match;
    const url = urlOf(href, publicUrl);
    parts.push(
      url === undefined
        ? { words: `「${label}」` }
        : { url, label: label || url, ...(isNumbered && href.startsWith(ITEM_PAGES) ? { spare: true } : {}) },
    );
    at = match.index + whole.length;
  }
  parts.push({ words: line.slice(at) });
  return parts
    .map((part) => ('words' in part ? { words: withoutMarks(part.words) } : part))
    .filter((part) => !('words' in part) || part.words !== '');
}

function writeLine(parts: Part[], writer: Writer): string {
  return parts.map((part, i) => ('words' in part ? writer.words(part.words, i === 0) : writer.link(part.url, part.label))).join('');
}

/** As much of one very long line as fits: whole links and whole graphemes. */
function headOfLine(parts: Part[], writer: Writer, room: number): string {
  let taken: Part[] = [];
  for (const part of parts) {
    const longer = [...taken, part];
    if (Buffer.byteLength(writeLine(longer, writer)) <= room) {
      taken = longer;
      continue;
    }
    if ('words' in part)
      taken = [...taken, { words: fittingHead(part.words, (words) => Buffer.byteLength(writeLine([...taken, { words }], writer)) <= room) }];
    break;
  }
  return writeLine(taken, writer);
}

/** The longest head for which `fits` holds; found by halving, as what escaping adds depends on the whole. */
function fittingHead(words: string, fits: (head: string) => boolean): string {
  const units = graphemes(words);
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(units.slice(0, middle).join(''))) low = middle;
    else high = middle - 1;
  }
  return units.slice(0, low).join('');
}

import { el, link, safeUrl } from './dom.js';

/** App texts: line breaks, `<a href>` and bare addresses; every other tag is shown as typed. */
export function renderText(text) {
  const box = el('div', { class: 'words' });
  const pattern = /<a\s+href=(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>|(https?:\/\/[^\s<>"'，。；）]+)/gi;
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    box.append(text.slice(at, match.index));
    const [whole, double, single, words, bare] = match;
    box.append(bare ? link(bare, bare) : link((double ?? single ?? '').replaceAll('&amp;', '&'), words ?? ''));
    at = match.index + whole.length;
  }
  box.append(text.slice(at));
  return box;
}

const FONT_COLOURS = { info: 'font-info', comment: 'font-comment', warning: 'font-warning' };
const INLINE =
  /(`[^`\n]+`)|\*\*([^*\n]+)\*\*|(?<![*\w])\*([^*\s][^*\n]*)\*|!\[([^\]\n]*)\]\(([^)\s]+)\)|\[([^\]\n]+)\]\(([^)\s]+)\)|<font\s+color="(\w+)">([\s\S]*?)<\/font>|\\([\\`*_{}[\]()#+\-.!>|~<])/g;

function inline(text) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, bold, italic, alt, image, words, url, colour, coloured, escaped] = match;
    nodes.push(text.slice(at, match.index));
    if (code) nodes.push(el('code', {}, code.slice(1, -1)));
    else if (bold) nodes.push(el('strong', {}, inline(bold)));
    else if (italic) nodes.push(el('em', {}, inline(italic)));
    else if (image) nodes.push(safeUrl(image) ? el('img', { src: safeUrl(image), alt, class: 'md-image', loading: 'lazy' }) : alt);
    else if (words) nodes.push(link(url, inline(words)));
    else if (colour) nodes.push(el('span', { class: FONT_COLOURS[colour] ?? '' }, inline(coloured)));
    else if (escaped) nodes.push(escaped);
    at = match.index + whole.length;
  }
  nodes.push(text.slice(at));
  return nodes.flat();
}

const cells = (row) =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
const isRule = (row) => row !== undefined && /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(row) && row.includes('-');

/** The markdown WeCom draws: headings, emphasis, links, code, quotes, lists, tables, rules, its three font colours. */
export function renderMarkdown(text) {
  const box = el('div', { class: 'words markdown' });
  const lines = text.replace(/<think>[\s\S]*?(<\/think>|$)/g, '').split('\n');
  for (let i = 0; i < lines.length;) {
    const line = lines[i];
    if (/^```/.test(line)) {
      const end = lines.findIndex((other, at) => at > i && /^```/.test(other));
      const stop = end < 0 ? lines.length : end;
      box.append(el('pre', {}, el('code', {}, lines.slice(i + 1, stop).join('\n'))));
      i = stop + 1;
    } else if (line.includes('|') && isRule(lines[i + 1])) {
      const aligns = cells(lines[i + 1]).map((cell) => (/^:.*:$/.test(cell) ? 'middle' : cell.endsWith(':') ? 'end' : 'start'));
      const row = (source, tag) =>
        el(
          'tr',
          {},
          cells(source).map((cell, at) => el(tag, { class: `cell-${aligns[at] ?? 'start'}` }, inline(cell))),
        );
      const body = [];
      const head = row(line, 'th');
      for (i += 2; i < lines.length && lines[i].includes('|'); i += 1) body.push(row(lines[i], 'td'));
      box.append(el('div', { class: 'table-frame' }, el('table', {}, el('thead', {}, head), el('tbody', {}, body))));
    } else if (/^\s*([-*+]|\d+[.)])\s+/.test(line)) {
      const ordered = /^\s*\d/.test(line);
      const items = [];
      for (; i < lines.length && /^\s*([-*+]|\d+[.)])\s+/.test(lines[i]); i += 1) {
        const depth = Math.min(3, Math.floor(/^\s*/.exec(lines[i])[0].length / 2));
        items.push(el('li', { class: `depth-${depth}` }, inline(lines[i].replace(/^\s*([-*+]|\d+[.)])\s+/, ''))));
      }
      box.append(el(ordered ? 'ol' : 'ul', {}, items));
    } else if (/^>/.test(line)) {
      const quoted = [];
      for (; i < lines.length && /^>/.test(lines[i]); i += 1) quoted.push(lines[i].replace(/^(>\s?)+/, ''));
      box.append(
        el(
          'blockquote',
          {},
          quoted.flatMap((part, at) => [...(at > 0 ? [el('br')] : []), ...inline(part)]),
        ),
      );
    } else if (/^#{1,6}\s/.test(line)) {
      const level = Math.min(/^#+/.exec(line)[0].length, 3);
      box.append(el('p', { class: `heading-${level}` }, inline(line.replace(/^#+\s+/, ''))));
      i += 1;
    } else if (/^\s*(-{3,}|\*{3,})\s*$/.test(line)) {
      box.append(el('hr'));
      i += 1;
    } else if (line.trim() === '') i += 1;
    else {
      const words = [];
      for (
        ;
        i < lines.length &&
        lines[i].trim() !== '' &&
        !/^(#{1,6}\s|>|```|\s*([-*+]|\d+[.)])\s+)/.test(lines[i]) &&
        !(lines[i].includes('|') && isRule(lines[i + 1]));
        i += 1
      )
        words.push(lines[i]);
      box.append(
        el(
          'p',
          {},
          words.flatMap((part, at) => [...(at > 0 ? [el('br')] : []), ...inline(part)]),
        ),
      );
    }
  }
  return box;
}

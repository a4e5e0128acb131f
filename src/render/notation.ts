import type { CardForm, CardReply, Reply } from '../bot/reply.js';

/**
 * The notation of templates/chat/: one line a field, first word what it is. What stands after the words is a person's to read.
 *
 *   text                        the rest is the text, line for line
 *   card <form>                 button, multiple, vote, notice, news
 *   source 联络                 the small word at the top; `source! 超时` for the urgent colour
 *   title …   desc …   quote …   sub …   after …   link <path>   image <url>
 *   row 键=值                   row> <path> 键=值 opens the path
 *   btn <key> 文字              btn* the one primary; btn> <path> 文字 a link
 *   check <id> 文字             check* ticked; `checks <key> one|many` before them
 *   pick <key> 问题             then option <id> 文字, option* the present value
 *   submit <key> 文字           menu <key> 文字
 *   about <ref>                 the object the card is about, part of its task_id
 */
const FORMS: Record<string, CardForm> = {
  button: 'button_interaction',
  multiple: 'multiple_interaction',
  vote: 'vote_interaction',
  notice: 'text_notice',
  news: 'news_notice',
};

/** Reads one filled template. A line it does not know is our own mistake and throws with the line. */
export function parseNotation(name: string, filled: string): Reply {
  const lines = filled
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const head = lines.shift() ?? '';
  if (head === 'text') return { kind: 'text', text: lines.join('\n') };
  const form = /^card (\w+)$/.exec(head)?.[1];
  if (form === undefined || FORMS[form] === undefined) throw new Error(`template ${name}: begins with "${head}", expected "text" or "card <form>"`);
  const card: CardReply = { kind: 'card', form: FORMS[form], name, source: { word: '' }, title: '', rows: [], buttons: [], picks: [] };
  for (const line of lines) readLine(name, card, line);
  if (card.title === '') throw new Error(`template ${name}: a card needs a title`);
  return card;
}

function readLine(name: string, card: CardReply, line: string): void {
  const cut = line.indexOf(' ');
  const word = cut < 0 ? line : line.slice(0, cut);
  const rest = cut < 0 ? '' : line.slice(cut + 1).trim();
  const [first, label] = splitOnce(rest, ' ');
  switch (word) {
    case 'source':
    case 'source!':
      card.source = { word: rest, ...(word.endsWith('!') ? { urgent: true } : {}) };
      return;
    case 'title':
      card.title = rest;
      return;
    case 'desc':
    case 'quote':
    case 'sub':
    case 'after':
      if (rest !== '') card[word] = rest;
      return;
    case 'about':
      card.ref = rest;
      return;
    case 'link':
      card.href = rest;
      return;
    case 'image':
      card.image = { url: rest };
      return;
    case 'row': {
      const [key, value] = splitOnce(rest, '=');
      card.rows.push({ key, value });
      return;
    }
    case 'row>': {
      const [key, value] = splitOnce(label, '=');
      card.rows.push({ key, value, href: first });
      return;
    }
    case 'btn':
    case 'btn*':
      card.buttons.push({ key: first, text: label, ...(word === 'btn*' ? { primary: true } : {}) });
      return;
    case 'btn>':
      card.buttons.push({ href: first, text: label });
      return;
    case 'checks':
      card.check = { key: first, multiple: label !== 'one', options: card.check?.options ?? [] };
      return;
    case 'check':
    case 'check*':
      card.check ??= { key: 'items', multiple: true, options: [] };
      card.check.options.push({ id: first, text: label, ...(word === 'check*' ? { checked: true } : {}) });
      return;
    case 'pick':
      card.picks.push({ key: first, title: label, options: [] });
      return;
    case 'option':
    case 'option*': {
      const pick = card.picks.at(-1);
      if (!pick) throw new Error(`template ${name}: an option stands before any pick`);
      pick.options.push({ id: first, text: label });
      if (word === 'option*') pick.selected = first;
      return;
    }
    case 'submit':
      card.submit = { key: first, text: label };
      return;
    case 'menu':
      card.menu ??= { desc: '更多', items: [] };
      card.menu.items.push({ key: first, text: label });
      return;
    default:
      throw new Error(`template ${name}: does not know the line "${line}"`);
  }
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length).trim()];
}

import type { CardButton, CardForm, CardReply, CardRow } from '../bot/reply.js';
import { mapLinks } from '../bot/reply.js';
import type { CardJson } from './channels.js';
import { cutChars, oneLine } from './fit.js';
import { iconOf, sourceText } from './icons.js';
import { urlOf, withoutMarks } from './rich-text.js';

/**
 * Advised lengths in characters, the aibot's: they are the smaller ones, so one card serves both channels.
 * Source: developer.work.weixin.qq.com/document/path/101032 and, for what it leaves open, 90236.
 */
const CHARS = {
  source: 20,
  title: 26,
  desc: 30,
  quote: 112,
  sub: 112,
  key: 5,
  value: 26,
  button: 10,
  voteOption: 17,
  pickTitle: 16,
  pickOption: 16,
  emphasisTitle: 10,
  emphasisDesc: 15,
  menuDesc: 30,
  menuItem: 10,
  after: 26,
} as const;

const COUNT = { rows: 6, buttons: 6, voteOptions: 20, picks: 3, pickOptions: 10, menu: 3 } as const;
const BYTES = { key: 1024, optionId: 128, url: 2048, taskId: 128 } as const;
const MIN_RATIO = 1.31;
const MAX_RATIO = 2.24;

export interface CardContext {
  /** Where the service is reached from a phone; absent = paths cannot be opened and stand as plain text. */
  publicUrl?: string;
  /** Unique per app and bot, `[0-9A-Za-z_@-]`, at most 128 bytes: see `taskIdOf`. */
  taskId: string;
  channel: 'app' | 'aibot';
}

/** A card as one channel takes it, and what it had no room for (lines of text, to be sent before it). */
export interface FittedCard {
  card: CardJson;
  rest: string[];
}

/** `<name>-<ref>-<rev>` with only the signs a task_id may have. `rev` makes it unique: each sending of a card has its own. */
export function taskIdOf(card: Pick<CardReply, 'name' | 'ref'>, rev: string | number): string {
  const parts = [card.name, card.ref ?? '', String(rev)].map((part) => part.replace(/[^0-9A-Za-z_@-]/g, '_')).filter((part) => part !== '');
  const tail = `-${parts.at(-1)}`;
  return `${parts
    .slice(0, -1)
    .join('-')
    .slice(0, BYTES.taskId - tail.length)}${tail}`.slice(0, BYTES.taskId);
}

/**
 * A card's JSON, every field cut to its limit. Undefined when WeCom has no form that keeps what can be tapped (too many buttons
 * or options, two with one key, nowhere to lead): then the reply goes out as text.
 */
export function cardJson(card: CardReply, context: CardContext): FittedCard | undefined {
  const form = formOf(card, context);
  if (form === undefined) return undefined;
  const rest: string[] = [];
  const body: CardJson = {
    card_type: form,
    source: sourceOf(card, context),
    task_id: context.taskId,
    main_title: { title: field(card.title, CHARS.title), ...optional('desc', field(card.desc, CHARS.desc)) },
  };
  if (form === 'vote_interaction' || form === 'multiple_interaction') {
    rest.push(...besideForm(card));
    Object.assign(body, form === 'vote_interaction' ? voteParts(card) : pickParts(card), {
      submit_button: { text: field(card.submit?.text, CHARS.button) || '提交', key: card.submit?.key ?? 'submit' },
    });
    return { card: body, rest };
  }
  const subs = [card.sub ?? ''];
  if (card.emphasis) {
    if (form === 'text_notice') body['emphasis_content'] = emphasisOf(card.emphasis);
    else subs.unshift([card.emphasis.title, card.emphasis.desc].filter(Boolean).join(' '));
  }
  const sub = field(subs.filter(Boolean).join(' '), CHARS.sub);
  if (form === 'news_notice') rest.push(...(sub ? [sub] : []));
  else Object.assign(body, optional('sub_title_text', sub));
  if (card.quote) body['quote_area'] = { type: 0, quote_text: field(card.quote, CHARS.quote) };
  Object.assign(body, optional('action_menu', menuOf(card)), optional('card_image', form === 'news_notice' ? imageOf(card, context) : undefined));
  if (card.rows.length > 0) body['horizontal_content_list'] = card.rows.slice(0, COUNT.rows).map((row) => rowOf(row, context));
  rest.push(...card.rows.slice(COUNT.rows).map((row) => `${row.key}：${row.value}`));
  const url = card.href === undefined ? undefined : webUrl(card.href, context);
  if (url) body['card_action'] = { type: 1, url };
  if (form === 'button_interaction') body['button_list'] = card.buttons.map((button) => buttonOf(button, context));
  return { card: body, rest };
}

/** The tapped card greyed by words alone, for the aibot, which has no call for that: what it said, and `after` under the title. */
export function closedCard(card: CardReply | undefined, after: string, context: CardContext): CardJson {
  const url = (card?.href === undefined ? undefined : webUrl(card.href, context)) ?? webUrl('/', context);
  const words = field(after, CHARS.after) || '已办';
  const source = sourceOf(card ?? { source: { word: '' } }, context);
  const title = field(card?.title, CHARS.title);
  const body = { source, task_id: context.taskId, main_title: title ? { title, desc: words } : { title: words } };
  const rows = card && card.rows.length > 0 ? { horizontal_content_list: card.rows.slice(0, COUNT.rows).map((row) => rowOf(row, context)) } : {};
  return url
    ? { card_type: 'text_notice', ...body, ...rows, card_action: { type: 1, url } }
    : { card_type: 'button_interaction', ...body, ...rows, button_list: [{ text: field(after, CHARS.button) || '已办', style: 2, key: CLOSED_KEY }] };
}

/** The key of the one button a closed card has where a card must have one; a tap on it asks for nothing. */
export const CLOSED_KEY = 'closed';

/** The words a greyed card shows in place of its buttons. */
export function afterText(after: string): string {
  return field(after, CHARS.after) || '已办';
}

function formOf(card: CardReply, context: CardContext): CardForm | undefined {
  if (field(card.title, CHARS.title) === '' || (card.menu && !fitsMenu(card.menu.items))) return undefined;
  switch (card.form) {
    case 'vote_interaction':
      return card.check &&
        card.buttons.length === 0 &&
        fitsOptions(card.check.options, COUNT.voteOptions, CHARS.voteOption) &&
        fitsKey(card.check.key) &&
        fitsSubmit(card)
        ? card.form
        : undefined;
    case 'multiple_interaction':
      return fitsPicks(card) && card.buttons.length === 0 && fitsSubmit(card) ? card.form : undefined;
    default:
      break;
  }
  if (card.check || card.picks.length > 0 || card.submit) return undefined;
  if (card.buttons.length > 0) return fitsButtons(card, context) ? 'button_interaction' : undefined;
  if (card.href === undefined || webUrl(card.href, context) === undefined) return undefined;
  return card.form === 'news_notice' && imageOf(card, context) ? 'news_notice' : 'text_notice';
}

function fitsKey(key: string): boolean {
  return key !== '' && Buffer.byteLength(key) <= BYTES.key;
}

function fitsMenu(items: { text: string; key: string }[]): boolean {
  return (
    items.length >= 1 &&
    items.length <= COUNT.menu &&
    areDistinct(items.map((item) => item.key)) &&
    items.every((item) => fitsKey(item.key) && field(item.text, CHARS.menuItem) !== '')
  );
}

function fitsSubmit(card: CardReply): boolean {
  return card.submit === undefined || fitsKey(card.submit.key);
}

function fitsOptions(options: { id: string; text: string }[], most: number, chars: number): boolean {
  return (
    options.length >= 1 &&
    options.length <= most &&
    areDistinct(options.map((option) => option.id)) &&
    options.every((option) => option.id !== '' && Buffer.byteLength(option.id) <= BYTES.optionId && field(option.text, chars) !== '')
  );
}

function fitsPicks(card: CardReply): boolean {
  return (
    card.picks.length >= 1 &&
    card.picks.length <= COUNT.picks &&
    areDistinct(card.picks.map((pick) => pick.key)) &&
    card.picks.every((pick) => fitsKey(pick.key) && fitsOptions(pick.options, COUNT.pickOptions, CHARS.pickOption))
  );
}

function fitsButtons(card: CardReply, context: CardContext): boolean {
  if (card.buttons.length > COUNT.buttons || card.buttons.some((button) => field(button.text, CHARS.button) === '')) return false;
  const keys = card.buttons.map((button) => buttonOf(button, context)).flatMap((button) => ('key' in button ? [String(button['key'])] : []));
  return areDistinct(keys) && keys.every(fitsKey);
}

function areDistinct(list: string[]): boolean {
  return new Set(list).size === list.length;
}

function sourceOf(card: Pick<CardReply, 'source'>, context: CardContext): object {
  const { word, urgent } = card.source;
  return {
    ...optional('icon_url', iconUrl(word, context.publicUrl)),
    desc: field(sourceText(word), CHARS.source),
    desc_color: urgent ? 2 : 0,
  };
}

/** Phones load the icon themselves: only from https, or from this machine in the demo. */
function iconUrl(word: string, publicUrl: string | undefined): string | undefined {
  if (!publicUrl || !/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/i.test(publicUrl)) return undefined;
  return urlOf(`/icon/${iconOf(word).name}.png`, publicUrl);
}

function buttonOf(button: CardButton, context: CardContext): Record<string, unknown> {
  const text = field(button.text, CHARS.button);
  const style = button.primary ? 1 : 2;
  const url = button.href !== undefined && context.channel === 'app' ? webUrl(button.href, context) : undefined;
  if (url) return { type: 1, text, style, url };
  return { text, style, key: button.href !== undefined ? `open:${button.href}` : (button.key ?? '') };
}

function rowOf(row: CardRow, context: CardContext): Record<string, unknown> {
  const words = { keyname: field(row.key, CHARS.key) || '·', value: field(row.value, CHARS.value) || '—' };
  const url = row.href === undefined ? undefined : webUrl(row.href, context);
  if (url) return { type: 1, ...words, url };
  return row.userId ? { type: 3, ...words, userid: row.userId } : words;
}

function menuOf(card: CardReply): object | undefined {
  if (!card.menu) return undefined;
  const items = card.menu.items.map((item) => ({ text: field(item.text, CHARS.menuItem), key: item.key }));
  return { desc: field(card.menu.desc, CHARS.menuDesc) || '更多', action_list: items };
}

function emphasisOf(emphasis: NonNullable<CardReply['emphasis']>): object {
  return { title: field(emphasis.title, CHARS.emphasisTitle), ...optional('desc', field(emphasis.desc, CHARS.emphasisDesc)) };
}

function imageOf(card: CardReply, context: CardContext): object | undefined {
  const url = card.image && webUrl(card.image.url, context);
  if (!url) return undefined;
  const ratio = card.image?.ratio;
  return { url, ...(ratio === undefined || !Number.isFinite(ratio) ? {} : { aspect_ratio: Math.min(MAX_RATIO, Math.max(MIN_RATIO, ratio)) }) };
}

function voteParts(card: CardReply): object {
  const { key, multiple, options } = card.check!;
  const option_list = options.map((option) => ({ id: option.id, text: field(option.text, CHARS.voteOption), is_checked: option.checked ?? false }));
  return { checkbox: { question_key: key, mode: multiple ? 1 : 0, option_list } };
}

function pickParts(card: CardReply): object {
  const select_list = card.picks.map((pick) => ({
    question_key: pick.key,
    title: field(pick.title, CHARS.pickTitle) || '·',
    ...(pick.options.some((option) => option.id === pick.selected) ? { selected_id: pick.selected } : {}),
    option_list: pick.options.map((option) => ({ id: option.id, text: field(option.text, CHARS.pickOption) })),
  }));
  return { select_list };
}

/** Votes and picks have no place for these. */
function besideForm(card: CardReply): string[] {
  return [
    ...(card.quote ? [`“${card.quote}”`] : []),
    ...(card.emphasis ? [[card.emphasis.title, card.emphasis.desc].filter(Boolean).join(' ')] : []),
    ...(card.sub ? [card.sub] : []),
    ...card.rows.map((row) => `${row.key}：${row.value}`),
  ];
}

/** http(s) only: WeCom refuses other schemes in a card. */
function webUrl(href: string, context: CardContext): string | undefined {
  const url = urlOf(href, context.publicUrl);
  return url && /^https?:/i.test(url) && Buffer.byteLength(url) <= BYTES.url ? url : undefined;
}

function field(text: string | undefined, max: number): string {
  return text === undefined ? '' : cutChars(oneLine(withoutMarks(mapLinks(text, (link) => link.label))), max);
}

function optional(name: string, value: unknown): Record<string, unknown> {
  return value === undefined || value === '' ? {} : { [name]: value };
}

/**
 * One answer, channel-free. `wecom/` turns it into what each channel takes, cut to the limits; the same reply as plain text
 * (form T of the style guide) is made by `replyText`.
 */

/** A link inside a text: rendered as <a> in the app, [](…) on the aibot, and 「label」 on the command line. Path on PUBLIC_URL, or tel:; `item:<n>` see `linkItems`. */
export interface TextLink {
  label: string;
  href: string;
}

export interface TextReply {
  kind: 'text';
  /** Lines; links stand as LINK_START href LINK_MID label LINK_END (made by the `link` template helper only). */
  text: string;
  /** What a typed number means, in order: a list whose lines each bring a card. They are read in the text itself. */
  numbers?: { key: string; text: string }[];
}

export interface CardRow {
  key: string;
  value: string;
  /** Opens this path or url (row type 1). */
  href?: string;
  /** Shows this member (row type 3). */
  userId?: string;
}

export interface CardButton {
  text: string;
  /** `<verb>:<id>`; absent for link buttons. */
  key?: string;
  /** The one primary button (style 1). */
  primary?: boolean;
  /** A link button; the aibot has none, so there it becomes a callback `open:<href>` that answers with the link. */
  href?: string;
}

export interface CardOption {
  id: string;
  text: string;
}

export type CardForm = 'button_interaction' | 'multiple_interaction' | 'vote_interaction' | 'text_notice' | 'news_notice';

export interface CardReply {
  kind: 'card';
  form: CardForm;
  /** Template name plus the object it is about, e.g. `contact-saved`, `8812`: they make the task_id `<name>-<id>-<rev>`. */
  name: string;
  ref?: string;
  source: { word: string; urgent?: boolean };
  title: string;
  desc?: string;
  quote?: string;
  sub?: string;
  emphasis?: { title: string; desc?: string };
  rows: CardRow[];
  buttons: CardButton[];
  /** vote_interaction: what can be ticked. */
  check?: { key: string; multiple: boolean; options: (CardOption & { checked?: boolean })[] };
  /** multiple_interaction: up to three questions. */
  picks: { key: string; title: string; options: CardOption[]; selected?: string }[];
  submit?: { text: string; key: string };
  menu?: { desc: string; items: { text: string; key: string }[] };
  /** Opened by touching the card. */
  href?: string;
  image?: { url: string; ratio?: number };
  /** Shown on the greyed card once it is decided. */
  after?: string;
}

export interface PictureReply {
  kind: 'image';
  png?: Uint8Array;
  /** Drawn when it is sent; where it cannot be drawn the text stands alone. */
  svg?: string;
  /** A text line that says the picture's one point. */
  text: string;
}

export interface FileReply {
  kind: 'file';
  fileName: string;
  bytes: Uint8Array;
  text: string;
}

export type Reply = TextReply | CardReply | PictureReply | FileReply;

/** Changes the card that was tapped: greys it with `after`, or puts another card in its place. */
export interface CardChange {
  kind: 'card-change';
  after?: string;
  card?: CardReply;
  /** Where the card can no longer be changed nothing is sent instead. */
  onlyInPlace?: true;
}

/* Private-use characters that only the `link` template helper writes; stripped from every value put into a template. */
export const LINK_START = '\uE000';
export const LINK_MID = '\uE001';
export const LINK_END = '\uE002';

/** Replaces each link mark in a text. */
export function mapLinks(text: string, write: (link: TextLink) => string): string {
  return text.replace(/\uE000([^\uE000-\uE002]*)\uE001([^\uE000-\uE002]*)\uE002/g, (_all, href: string, label: string) => write({ href, label }));
}

const ITEM_LINK = /( ?)\uE000item:(\d+)(!?)\uE001([^\uE000-\uE002]*)\uE002/g;

/** A text with its item links. `pathOf` absent: no links; then a word of the sentence (`item:<n>!`) stays as 「label」. */
function mapItems(text: string, pathOf?: (n: number) => string): string {
  return text.replace(ITEM_LINK, (_all, space: string, n: string, isWord: string, label: string) => {
    if (pathOf) return `${space}${LINK_START}${pathOf(Number(n))}${LINK_MID}${label}${LINK_END}`;
    return isWord === '' ? '' : `${space}「${label}」`;
  });
}

/**
 * The same reply with its links to items (`item:<n>`: what number n of this message brings; `item:0`: what the card is about)
 * leading to pages. `pathOf` absent: there are no pages, and the links are left out.
 */
export function linkItems<Shown extends Reply>(reply: Shown, pathOf?: (n: number) => string): Shown {
  if (reply.kind === 'text') return { ...reply, text: mapItems(reply.text, pathOf) };
  if (reply.kind !== 'card') return reply;
  const rows = reply.rows.map(({ href, ...row }): CardRow => {
    const n = href === undefined ? undefined : /^item:(\d+)$/.exec(href)?.[1];
    if (n === undefined) return href === undefined ? row : { ...row, href };
    return pathOf ? { ...row, href: pathOf(Number(n)) } : row;
  });
  return { ...reply, rows };
}

/** The same reply, and what its numbers mean. */
export function withNumbers(reply: Reply, numbers: { key: string; text: string }[]): Reply {
  return reply.kind === 'text' && numbers.length > 0 ? { ...reply, numbers } : reply;
}

/** The buttons of a reply in the order a typed digit means: buttons, then the submit button, then menu items. */
export function replyButtons(reply: Reply): { key: string; text: string; href?: string }[] {
  if (reply.kind === 'text') return reply.numbers ?? [];
  if (reply.kind !== 'card') return [];
  const list: { key: string; text: string; href?: string }[] = reply.buttons.map((b) => ({
    key: b.key ?? `open:${b.href ?? ''}`,
    text: b.text,
    ...(b.href === undefined ? {} : { href: b.href }),
  }));
  if (reply.submit) list.push(reply.submit);
  for (const item of reply.menu?.items ?? []) list.push(item);
  return list;
}

/** Form T: the card as plain text, for channels and clients that show none. At most 12 lines. */
export function replyText(reply: Reply): string {
  if (reply.kind !== 'card') return mapLinks(mapItems(reply.text), (l) => `「${l.label}」`);
  const lines: string[] = [reply.title];
  if (reply.desc) lines.push(reply.desc);
  if (reply.quote) lines.push(`“${reply.quote}”`);
  if (reply.emphasis) lines.push([reply.emphasis.title, reply.emphasis.desc].filter(Boolean).join(' '));
  if (reply.sub) lines.push(reply.sub);
  for (const row of reply.rows) lines.push(`${row.key}：${row.value}`);
  if (reply.check) {
    reply.check.options.forEach((o, i) => lines.push(`${i + 1} ${o.text}`));
    lines.push('回复号码，如「1 3」');
    return lines.join('\n');
  }
  for (const pick of reply.picks) {
    const now = pick.options.find((o) => o.id === pick.selected) ?? pick.options[0];
    const others = pick.options.filter((o) => o !== now).map((o) => o.text);
    lines.push(`${pick.title}：${now?.text ?? '—'}（可改：${others.join('、')}）`);
  }
  if (reply.picks.length > 0) {
    lines.push(`回复要改的，如「${reply.picks[0]!.title} ${reply.picks[0]!.options[1]?.text ?? ''}」`);
    return lines.join('\n');
  }
  const buttons = replyButtons(reply);
  if (buttons.length > 0) lines.push(`回复：${buttons.map((b, i) => (/^\d/.test(b.text) ? b.text : `${i + 1} ${b.text}`)).join(' ')}`);
  return lines.join('\n');
}

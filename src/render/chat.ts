import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { LINK_END, LINK_MID, LINK_START, type Reply } from '../bot/reply.js';
import {
  dateAt,
  daysBetween,
  formatDataDate,
  formatDay,
  formatDayDeadline,
  formatDayTime,
  formatDeadline,
  formatMoment,
  formatPlainDay,
  formatRemaining,
} from '../domain/calendar/index.js';
import { formatFen, formatGain, formatSignedFen } from '../domain/money.js';
import { parseNotation } from './notation.js';

/** Data this old says so beside its date (voice rule 3). */
const STALE_DAYS = 7;

export type RenderChat = (template: string, facts: Record<string, unknown>, now: Date) => Reply;

/**
 * What a person typed may not become a line, a link or an invisible character of ours: line breaks become spaces; control,
 * zero-width, direction and private-use characters and lone surrogates go. Everything else stays as it is.
 */
export function plainText(value: string): string {
  return value
    .replace(/[\r\n\u2028\u2029\t\v\f]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ue000-\uf8ff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .trim();
}

function plainFacts(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(plainFacts);
  if (value !== null && typeof value === 'object' && !(value instanceof Date))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainFacts(inner)]));
  return value;
}

type Options = { data: { now: Date }; hash: Record<string, unknown> };
const instant = (value: unknown): Date => (value instanceof Date ? value : new Date(Number(value)));

/** Chinese words for dates, money and links, written as the style guide says. */
function helpers(env: typeof Handlebars): void {
  env.registerHelper({
    /** 11月25日 周三; 今天, 明天, 昨天 when near. */
    day: (date: string, o: Options) => formatDay(date, o.data.now),
    plainDay: (date: string, o: Options) => formatPlainDay(date, o.data.now),
    /** For the seventeen characters of a tick list: 15:30, 今天, 明天 09:00, 11月30日. */
    shortWhen: (date: string, time: string | null, o: Options) => shortWhen(date, time, dateAt(o.data.now), o.data.now),
    dayTime: (date: string, time: string | null, o: Options) => formatDayTime(date, time ?? undefined, o.data.now),
    /** 今天 15:30. */
    moment: (at: unknown, o: Options) => formatMoment(instant(at), o.data.now),
    /** 15:30. */
    clock: (at: unknown) => formatMoment(instant(at), instant(at)).replace(/^今天 /, ''),
    /** 11月26日 周四 18:00前 剩3小时. `law=true` writes the full date. */
    deadline: (at: unknown, o: Options) =>
      formatDeadline(instant(at), o.data.now, { law: o.hash['law'] === true, countdown: o.hash['countdown'] !== false }),
    dayDeadline: (date: string, o: Options) => formatDayDeadline(date, o.data.now),
    remaining: (at: unknown, o: Options) => formatRemaining(instant(at), o.data.now),
    /** 截至11月22日. */
    asOf: (date: string, o: Options) => {
      const age = daysBetween(date, dateAt(o.data.now));
      return age >= STALE_DAYS ? `${formatDataDate(date, o.data.now)}，已过${age}天` : formatDataDate(date, o.data.now);
    },
    money: (fen: number | null) => formatFen(fen),
    signedMoney: (fen: number | null) => formatSignedFen(fen),
    /** A link inside a text. */
    link: (href: string, label: string) => `${LINK_START}${href}${LINK_MID}${label}${LINK_END}`,
    /** A link to what number n of this message brings; left out where no page can be opened. */
    item: (n: number, label: string) => (label === '' ? '' : `${LINK_START}item:${n}${LINK_MID}${label}${LINK_END}`),
    /** The same for a word of the sentence, which stays as 「label」 then. */
    itemWord: (n: number, label: string) => `${LINK_START}item:${n}!${LINK_MID}${label}${LINK_END}`,
    join: (list: string[], mark: string) => list.join(typeof mark === 'string' ? mark : '、'),
    size: (list: unknown[]) => list.length,
    add: (a: number, b: number) => a + b,
    /** 浮盈+1.25万（+2.31%）. */
    gainWords: (fen: number, rate: number | null) => formatGain(fen, rate),
    eq: (a: unknown, b: unknown) => a === b,
    lt: (a: number, b: number) => a < b,
    or: (...all: unknown[]) => all.slice(0, -1).some(Boolean),
    and: (...all: unknown[]) => all.slice(0, -1).every(Boolean),
  });
}

function shortWhen(date: string, time: string | null, today: string, now: Date): string {
  const away = daysBetween(today, date);
  if (away === 0) return time ?? '今天';
  if (away === 1 && time !== null) return `明天 ${time}`;
  return Math.abs(away) === 1 ? formatDay(date, now) : formatPlainDay(date, now);
}

/** Every .hbs below `dir`, by its path without the ending: `client`, `errors/client-not-found`. */
function templateFiles(dir: string, prefix = ''): { name: string; file: string }[] {
  return readdirSync(path.join(dir, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(prefix, entry.name);
    if (entry.isDirectory()) return templateFiles(dir, name);
    return entry.name.endsWith('.hbs') ? [{ name: name.slice(0, -'.hbs'.length), file: path.join(dir, name) }] : [];
  });
}

export interface ChatRenderer extends RenderChat {
  /** Compiles what was not used yet, a template a turn: the first use of a large one would keep others waiting for a tenth of a second. */
  prepare(): Promise<void>;
}

/** What Handlebars gives back compiles itself at its first use; this is how that use begins. */
type Lazy = Handlebars.TemplateDelegate & { _setup(options: object): void };

/**
 * Compiles every chat template once. Templates are strict: a missing field is an error, not an empty string; files whose name
 * begins with `_` are partials.
 */
export function createChatRenderer(dir: string): ChatRenderer {
  const env = Handlebars.create();
  helpers(env);
  const knownHelpers = Object.fromEntries(Object.keys(env.helpers).map((name) => [name, true]));
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const lazy: Handlebars.TemplateDelegate[] = [];
  for (const { name, file } of templateFiles(dir)) {
    const source = readFileSync(file, 'utf8');
    // noEscape: chat is not HTML; plainText() keeps values in their line, each channel escapes for its own markup.
    // knownHelpersOnly: a field is read as one, without a look whether it might be a helper, a tenth of a card’s time.
    const template = env.compile(source, { strict: true, noEscape: true, preventIndent: true, knownHelpers, knownHelpersOnly: true });
    lazy.push(template);
    if (path.posix.basename(name).startsWith('_')) env.registerPartial(name, template);
    else compiled.set(name, template);
  }
  const render: RenderChat = (template, facts, now) => {
    const fill = compiled.get(template);
    if (!fill) throw new Error(`templates/chat/${template}.hbs does not exist`);
    return parseNotation(template, fill(plainFacts(facts), { data: { now } }));
  };
  return Object.assign(render, {
    async prepare() {
      for (const template of lazy.splice(0)) {
        (template as Lazy)._setup({});
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  });
}

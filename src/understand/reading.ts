import { dateAt, timeAt, type Calendar } from '../domain/calendar/index.js';
import type { Question } from './context.js';
import { findMentions, type Mention } from './client-mention.js';
import { CUES, cuesIn } from './cues.js';
import type { ClientIndex } from './client-index.js';
import { withoutCourtesy } from './courtesy.js';
import { findWords, type Hit, type Tag } from './lexicon.js';
import { normalise, typedSlice, type Normalised } from './normalise.js';
import type { CompiledIntents } from './keyword.js';
import { readTimes, type DurationSpan, type MomentSpan, type TimeReading, type TimeSpan } from './time/index.js';

/** What understanding knows besides the words. */
export interface UnderstandContext {
  now: Date;
  calendar: Calendar;
  intents: CompiledIntents;
  /** Clients within the speaker's reach. */
  clients: ClientIndex;
  products?: ProductIndex;
  /** Names of colleagues. */
  staff?: readonly string[];
  /** Who 「他」「这位」 is. */
  lastClient?: { id: string; name: string; /** Named in the same sentence: nobody else can be meant. */ isSure?: true } | null;
  /** The speaker stored a contact a moment ago, and may be correcting it. */
  justRecorded?: boolean;
  /** Set while an answer is awaited. */
  question?: Question | null;
}

/** Product codes and names, by what a sentence may call them. */
export interface ProductIndex {
  find(text: string): { start: number; end: number; code: string; name: string }[];
}

export type Lean = 'future' | 'past' | undefined;

type TimesByLean = Record<'none' | 'future' | 'past', TimeSpan[] | undefined>;
type MomentsByLean = Record<'none' | 'future' | 'past', MomentSpan[] | undefined>;

const isMoment = (span: TimeSpan): span is MomentSpan => span.kind !== 'duration';
const isDuration = (span: TimeSpan): span is DurationSpan => span.kind === 'duration';

const NONE: Hit[] = [];

/** A part of a sentence between punctuation, spaces, and where a run-on turns to something else. */
export interface Clause {
  start: number;
  end: number;
}

/** One sentence with everything found in it, each kind looked for only when asked for. */
export class Reading {
  readonly normalised: Normalised;
  readonly text: string;
  readonly today: string;
  readonly year: number;
  /** Chinese sentences for 「依据」. */
  readonly reasons: string[] = [];
  #mentions: Mention[] | undefined;
  readonly #isRetold: boolean;
  #words: Hit[] | undefined;
  #quoted: [number, number][] | undefined;
  #cues: number | undefined;
  #firstRead: TimeReading | undefined;
  readonly #times: TimesByLean = { none: undefined, future: undefined, past: undefined };
  readonly #moments: MomentsByLean = { none: undefined, future: undefined, past: undefined };
  #durations: DurationSpan[] | undefined;
  #found: unknown[] | undefined;
  #isFound = 0;

  /**
   * `mentions`: who is named, where that is not to be looked for; see near-name.ts. `retold`: the sentence in other words,
   * see plain-words.ts; what is quoted from it is then in these words, unless `keepsTyped`: see usual-words.ts.
   */
  constructor(
    readonly typed: string,
    readonly context: UnderstandContext,
    mentions?: Mention[],
    retold?: Normalised,
    keepsTyped = false,
  ) {
    this.#mentions = mentions;
    this.#isRetold = retold !== undefined && !keepsTyped;
    this.normalised = retold ?? withoutCourtesy(normalise(typed));
    this.text = this.normalised.text;
    this.today = dateAt(context.now);
    this.year = Number(this.today.slice(0, 4));
  }

  /** The typed words, verbatim. */
  verbatim(start: number, end: number): string {
    const typed = typedSlice(this.normalised, start, end);
    if (!this.#isRetold) return typed;
    // Words that were put for others are not what was typed there.
    const told = this.text.slice(start, end);
    return typed.length === told.length && normalise(typed).text === told ? typed : told;
  }

  /** See `Normalised.isCoaxing`. */
  get isCoaxing(): boolean {
    return this.normalised.isCoaxing === true;
  }

  get time(): string {
    return timeAt(this.context.now);
  }

  get mentions(): Mention[] {
    return (this.#mentions ??= this.#findMentions());
  }

  get words(): Hit[] {
    return (this.#words ??= findWords(this.text));
  }

  hits(tag: Tag, start = 0, end = this.text.length): Hit[] {
    let found: Hit[] | undefined;
    for (const hit of this.words) {
      if (hit.tag !== tag || hit.start < start || hit.end > end) continue;
      if (found) found.push(hit);
      else found = [hit];
    }
    return found ?? NONE;
  }

  has(tag: Tag, start = 0, end = this.text.length): boolean {
    for (const hit of this.words) if (hit.tag === tag && hit.start >= start && hit.end <= end) return true;
    return false;
  }

  /** See `once`. */
  keep<T>(place: number, find: (reading: Reading) => T): T {
    this.#found ??= [];
    if ((this.#isFound & (1 << place)) === 0) {
      this.#found[place] = find(this);
      this.#isFound |= 1 << place;
    }
    return this.#found[place] as T;
  }

  /** Whether any character of these kinds stands in the sentence, see `CUES`: asked before a rule is tried. */
  hasCue(kinds: number): boolean {
    return ((this.#cues ??= cuesIn(this.text)) & kinds) !== 0;
  }

  times(lean?: Lean): TimeSpan[] {
    const known = this.#times[lean ?? 'none'];
    if (known) return known;
    const first = this.#firstRead;
    if (first && !first.usesLean) return first.spans;
    const { now, calendar } = this.context;
    const read = readTimes(this.text, { now, calendar, lean }, first);
    this.#firstRead ??= read;
    return (this.#times[lean ?? 'none'] = read.spans);
  }

  moments(lean?: Lean): MomentSpan[] {
    return (this.#moments[lean ?? 'none'] ??= this.times(lean).filter(isMoment));
  }

  /** Moments where only their places matter, not which day among several they mean. */
  momentPlaces(): MomentSpan[] {
    const { past, future } = this.#times;
    return this.moments(past ? 'past' : future ? 'future' : undefined);
  }

  /** Lengths of time are the same for every lean; who asks for them mostly asks what was, too. */
  durations(): DurationSpan[] {
    return (this.#durations ??= (this.#firstRead?.spans ?? this.times('past')).filter(isDuration));
  }

  /** Inside quotation marks: somebody's words, not the speaker's own. */
  isQuoted(at: number): boolean {
    if (!this.hasCue(CUES.quote)) return false;
    this.#quoted ??= [...quotedRanges(this.text), ...this.#forwarded()];
    return this.#quoted.some(([start, end]) => at > start && at < end);
  }

  /** 「林悦:我刚给周岚打了电话」: a line of somebody's chat, passed on. */
  #forwarded(): [number, number][] {
    const colon = this.text.indexOf(':');
    if (colon < 2 || colon > 12) return [];
    const speaker = this.text.slice(0, colon).trim();
    const isClient = this.context.clients.forms.get(speaker.charCodeAt(0))?.some((form) => form.text === speaker);
    const isColleague = this.context.staff?.includes(speaker);
    return isColleague || (isClient && TO_US.test(this.text.slice(colon + 1).trimStart())) ? [[colon, this.text.length]] : [];
  }

  #findMentions(): Mention[] {
    const { clients, lastClient } = this.context;
    const found = findMentions(this.text, clients, this.year);
    if (!lastClient || !this.hasCue(CUES.pronoun)) return found;
    const person = clients.byId.get(lastClient.id);
    const people = person ? [person] : [];
    for (const { start, end } of pronouns(this.text)) {
      if (found.some((one) => start < one.end && end > one.start)) continue;
      found.push({ start, end, by: 'pronoun', guessed: true, people });
    }
    return found.sort((one, other) => one.start - other.start);
  }
}

const MOST_PLACES = 32;
let places = 0;

/** What several readers of one sentence need: looked for in each sentence only once. */
export function once<T>(find: (reading: Reading) => T): (reading: Reading) => T {
  if (places === MOST_PLACES) throw new RangeError(`at most ${MOST_PLACES} findings are kept`);
  const place = places++;
  return (reading) => reading.keep(place, find);
}

const PRONOUNS = [
  '刚才那位客户',
  '刚才那个客户',
  '刚才那位',
  '这位客户',
  '那位客户',
  '这个客户',
  '该客户',
  '这个人',
  '那个人',
  '这客户',
  '那个客户',
  '刚刚那位',
  '上面那位',
  '这位',
  '那位',
  '此客户',
  '他',
  '她',
];

/** 他 她 这位 …, not 他们, 其他, 吉他, 他行. */
export function pronouns(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (!'刚这那该上此他她'.includes(character)) continue;
    const word = PRONOUNS.find((one) => text.startsWith(one, at));
    if (!word) continue;
    const before = text[at - 1] ?? '';
    const after = text[at + word.length] ?? '';
    if (word.length === 1 && ('其吉无'.includes(before || '-') || '们行人日乡国杀'.includes(after || '-'))) continue;
    if ((word === '这位' || word === '那位') && '置同先女大阿叔姐哥老'.includes(after || '-')) continue;
    found.push({ start: at, end: at + word.length });
    at += word.length - 1;
  }
  return found;
}

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '「': '」', '『': '』', '‘': '’', '《': '》', '"': '"' };

/** 「原文:…」「比如:…」: what follows is shown, not said. */
const SHOWN =
  /^[\s]*(?:用户|客户|有人)?(?:原文|原话|例句|例子|举例|例如|比如|譬如|复制|引用|标题|转发|转述|转|通知|公告|文案|台词|新闻|模板|话术)[\u4e00-\u9fff]{0,4}:/;

/** How a client speaks to his manager. */
const TO_US = /^(?:你|您|我|麻烦|请|帮我|提醒我|小|好的|好滴|收到|谢谢|在吗|陈|经理)/;

function quotedRanges(text: string): [number, number][] {
  const shown = SHOWN.exec(text);
  if (shown) return [[shown[0].length - 1, text.length]];
  const ranges: [number, number][] = [];
  for (let at = 0; at < text.length; at++) {
    const closing = CLOSING[text[at] as string];
    if (!closing) continue;
    const end = text.indexOf(closing, at + 1);
    if (end < 0) break;
    ranges.push([at, end]);
    at = end;
  }
  return ranges;
}

import type { IntentSpec } from '../domain/intent.js';
import { CharacterSet } from './characters.js';
import { foldWord } from './normalise.js';
import { PairTable } from './pair-table.js';
import { isHan, readingsOf, soundIdOf, soundIdOfLetters } from './syllable.js';

/** A first word that names an act. */
export interface Keyword {
  intent: IntentSpec;
  /** Offset where it begins, behind 请, 帮我 … */
  start: number;
  end: number;
  word: string;
  /** Typed with other characters of the same sound or in pinyin: a guess. */
  typo?: boolean;
}

interface Node {
  next: Map<number, Node>;
  intent?: IntentSpec;
  word?: string;
}

/** A word that speaks for an intent. */
interface Cue {
  word: string;
  intent: IntentSpec;
  weight: number;
}

export interface CompiledIntents {
  byName: Map<string, IntentSpec>;
  root: Node;
  /** What a keyword may begin with, as `lower` has it: hardly any place of a sentence is one. */
  heads: CharacterSet;
  /** Keywords by sound, one step for each character, see `soundIdOf`. */
  bySound: Node;
  /** Keywords in pinyin as typed: cha, jilu. */
  byLetters: Map<string, { intent: IntentSpec; word: string }>;
  /** Cue words inside a sentence, the longest first. */
  cues: PairTable<Cue>;
}

/** Words that stand before the act without changing it. */
const POLITE = (
  '喂 哎 哎呀 欸 诶 请你帮我 麻烦你帮我 能不能帮我 可不可以帮我 能帮我 可以帮我 麻烦帮我 请帮我 请帮忙 帮我 帮忙 麻烦你 麻烦 劳驾 烦请 请你 请给我 请 给我 替我 我要 我想要 我想 我需要 想要 能不能 ' +
  '能否 可不可以 小财伴 财伴 小财 你好 您好 嗨 哈喽 好的 好 嗯 那个 那就 那 哦 对了 再帮我 再 先 顺便 另外 你帮我 您帮我 快 来 给'
)
  .split(' ')
  .map(foldWord);
const politeByHead = new Map<number, string[]>();
for (const word of POLITE) {
  const head = word.charCodeAt(0);
  politeByHead.set(
    head,
    [...(politeByHead.get(head) ?? []), word].sort((one, other) => other.length - one.length),
  );
}

/** Characters mistaken for those of our keywords by shape, not by sound. */
const LOOKALIKES: ReadonlyMap<number, string> = new Map(
  '拆诉 折诉 斥诉 腥醒 碌录 绿录 待代 侍待 持待 特待 末未 析诉 撒撤 徹撤 彻撤 微撤 元完 戌成 准推 堆推 钓约 药约 洵询 殉询'
    .split(' ')
    .map((pair) => [pair.charCodeAt(0), pair.charAt(1)]),
);

/** Turns the declarations into tables. Once at start; throws when two intents claim one word. */
export function compileIntents(specs: readonly IntentSpec[]): CompiledIntents {
  const compiled: CompiledIntents = {
    byName: new Map(),
    root: { next: new Map() },
    heads: new CharacterSet(),
    bySound: { next: new Map() },
    byLetters: new Map(),
    cues: cueTable(specs),
  };
  for (const intent of specs) {
    if (compiled.byName.has(intent.name)) throw new Error(`two intents are named ${intent.name}`);
    compiled.byName.set(intent.name, intent);
    for (const keyword of intent.keywords) addKeyword(compiled, foldWord(keyword), intent);
  }
  return compiled;
}

function cueTable(specs: readonly IntentSpec[]): PairTable<Cue> {
  const cues = specs.flatMap((intent) =>
    (intent.cues ?? []).flatMap(({ words, weight }) => words.map((word): Cue => ({ word: foldWord(word), intent, weight }))),
  );
  return new PairTable(
    cues.sort((one, other) => other.word.length - one.word.length),
    ({ word }) => word,
  );
}

function addKeyword(compiled: CompiledIntents, word: string, intent: IntentSpec): void {
  let node = compiled.root;
  compiled.heads.add(lower(word.charCodeAt(0)));
  for (let at = 0; at < word.length; at++) {
    const unit = lower(word.charCodeAt(at));
    let next = node.next.get(unit);
    if (!next) node.next.set(unit, (next = { next: new Map() }));
    node = next;
  }
  if (node.intent && node.intent !== intent)
    throw new Error(`「${word}」 is a word of both ${node.intent.name} and ${intent.name}: leave it to one of them`);
  node.intent = intent;
  node.word = word;
  const letters: string[] = [];
  for (const character of word) {
    const reading = readingsOf(character)[0];
    if (reading === undefined) return;
    letters.push(reading);
  }
  if (word.length > 1 || SINGLE_BY_SOUND.has(word)) addSound(compiled, word, intent);
  if (!compiled.byLetters.has(letters.join(''))) compiled.byLetters.set(letters.join(''), { intent, word });
}

function addSound(compiled: CompiledIntents, word: string, intent: IntentSpec): void {
  let node = compiled.bySound;
  for (let at = 0; at < word.length; at++) {
    const sound = soundIdOf(word.charCodeAt(at));
    let next = node.next.get(sound);
    if (!next) node.next.set(sound, (next = { next: new Map() }));
    node = next;
  }
  if (node.intent && word.length > 1) return;
  node.intent = intent;
  node.word = word;
}

/** One-character keywords that a homophone may stand for, when a space follows. */
const SINGLE_BY_SOUND = new Set(['查', '记']);

function lower(unit: number): number {
  return unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit;
}

export function isSeparator(unit: number): boolean {
  // Space , . : ; ! ? / | - _ ~ and 、 。 ·
  return (
    unit === 0x20 ||
    unit === 0x2c ||
    unit === 0x3a ||
    unit === 0x3b ||
    unit === 0x2e ||
    unit === 0x3001 ||
    unit === 0x3002 ||
    unit === 0x21 ||
    unit === 0x3f ||
    unit === 0x7c ||
    unit === 0x2f ||
    unit === 0x2d ||
    unit === 0x7e
  );
}

export function skipSeparators(text: string, at: number): number {
  while (at < text.length && isSeparator(text.charCodeAt(at))) at++;
  return at;
}

/** The longest keyword that starts at an offset. */
export function keywordAt(text: string, start: number, compiled: CompiledIntents): Keyword | undefined {
  if (!compiled.heads.has(lower(text.charCodeAt(start)))) return undefined;
  let node: Node | undefined = compiled.root;
  let found: Keyword | undefined;
  for (let at = start; at < text.length; at++) {
    node = node.next.get(lower(text.charCodeAt(at)));
    if (!node) break;
    if (node.intent) found = { intent: node.intent, start, end: at + 1, word: node.word as string };
  }
  return found;
}

/** Offsets at which an act may begin: the start, and behind each polite word that stands there. At most five. */
export function openings(text: string): number[] {
  let at = skipSeparators(text, 0);
  if (text[at] === '@') {
    while (at < text.length && text[at] !== ' ') at++;
    at = skipSeparators(text, at);
  }
  const found = [at];
  while (found.length < 5) {
    const words: string[] | undefined = politeByHead.get(text.charCodeAt(at));
    const word = words?.find((one) => text.startsWith(one, at));
    if (!word) break;
    at = skipSeparators(text, at + word.length);
    found.push(at);
  }
  return found;
}

const isLetter = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
const LONGEST_SYLLABLE = 6;

/** A keyword typed with other characters of the same sound, a look-alike, or in pinyin, and closed by a space or a client. */
export function typoAt(text: string, start: number, compiled: CompiledIntents): Keyword | undefined {
  const unit = text.charCodeAt(start);
  if (isLetter(unit)) return longerOf(lettersKeyword(text, start, compiled), mixedKeyword(text, start, compiled));
  if (!isHan(unit)) return undefined;
  let mended = '';
  let found: Keyword | undefined;
  let node: Node | undefined = compiled.bySound;
  for (let at = start; at < text.length && at - start < 4; at++) {
    const unit = text.charCodeAt(at);
    if (isLetter(unit)) return longerOf(found, mixedKeyword(text, start, compiled));
    const sound = soundIdOf(unit);
    if (sound === 0) break;
    node = node?.next.get(sound);
    const lookalike = LOOKALIKES.get(unit);
    mended += lookalike ?? String.fromCharCode(unit);
    if (node?.intent && (at > start || text[at + 1] === ' '))
      found = { intent: node.intent, start, end: at + 1, word: node.word as string, typo: true };
    if (!found && mended.length > 1 && mended !== text.slice(start, at + 1)) {
      const exact = keywordAt(mended, 0, compiled);
      if (exact && exact.end === mended.length) found = { intent: exact.intent, start, end: at + 1, word: exact.word, typo: true };
    }
    if (!node && mended === text.slice(start, at + 1) && !mayBeMended(text, at + 1, start + 4)) break;
  }
  return found;
}

function longerOf(one: Keyword | undefined, other: Keyword | undefined): Keyword | undefined {
  return !one || (other && other.end > one.end) ? other : one;
}

/** 提醒wo, tou诉, ji录: characters and syllables in letters, mixed. */
function mixedKeyword(text: string, start: number, compiled: CompiledIntents): Keyword | undefined {
  let node: Node | undefined = compiled.bySound;
  let found: Keyword | undefined;
  let hasHan = false;
  let hasLetters = false;
  for (let at = start, steps = 0; node && at < text.length && steps < 5; steps++) {
    const unit = text.charCodeAt(at);
    if (isLetter(unit)) {
      hasLetters = true;
      const step = syllableStep(text, at, node);
      node = step?.node;
      at = step?.end ?? at;
    } else {
      hasHan = true;
      const lookalike = LOOKALIKES.get(unit)?.charCodeAt(0);
      node = node.next.get(soundIdOf(unit)) ?? (lookalike === undefined ? undefined : node.next.get(soundIdOf(lookalike)));
      at++;
    }
    if (node?.intent && hasHan && hasLetters && !isLetter(text.charCodeAt(at)))
      found = { intent: node.intent, start, end: at, word: node.word as string, typo: true };
  }
  return found;
}

/** The longest syllable in letters at an offset that goes on to a keyword. */
function syllableStep(text: string, at: number, node: Node): { node: Node; end: number } | undefined {
  let to = at;
  while (to < text.length && to - at < LONGEST_SYLLABLE && isLetter(text.charCodeAt(to))) to++;
  for (let end = to; end > at; end--) {
    const sound = soundIdOfLetters(text.slice(at, end).toLowerCase());
    const next = sound === 0 ? undefined : node.next.get(sound);
    if (next) return { node: next, end };
  }
  return undefined;
}

/** Whether one of the next characters is a look-alike of another. */
function mayBeMended(text: string, from: number, to: number): boolean {
  for (let at = from; at < to && at < text.length; at++) if (LOOKALIKES.has(text.charCodeAt(at))) return true;
  return false;
}

function lettersKeyword(text: string, start: number, compiled: CompiledIntents): Keyword | undefined {
  let at = start;
  let letters = '';
  let found: Keyword | undefined;
  for (let pieces = 0; pieces < 4; pieces++) {
    let to = at;
    while (to < text.length && (text.charCodeAt(to) | 32) >= 0x61 && (text.charCodeAt(to) | 32) <= 0x7a) to++;
    if (to === at || to - at > 20) break;
    letters += text.slice(at, to).toLowerCase();
    const hit = compiled.byLetters.get(letters);
    if (hit) found = { intent: hit.intent, start, end: to, word: hit.word, typo: true };
    if (text[to] !== ' ') break;
    at = to + 1;
  }
  return found;
}

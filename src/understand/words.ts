import { Heads } from './heads.js';

/** A list of words by the character they begin (or end) with. */
export interface WordTable {
  /** Code units of those characters: at most places of a sentence none of them stands, and no more is asked. */
  heads: Heads;
  /** Words that begin (or end) alike, in the order of the list. */
  words: ReadonlyMap<number, readonly string[]>;
}

function tableOf(words: readonly string[], unitOf: (word: string) => number): WordTable {
  const heads = new Heads();
  const table = new Map<number, string[]>();
  for (const word of words) {
    const unit = unitOf(word);
    heads.add(unit);
    const list = table.get(unit);
    if (list) list.push(word);
    else table.set(unit, [word]);
  }
  return { heads, words: table };
}

/** For `wordAt`. A list is asked at most places of a sentence, and nearly all of its words fail on the first character. */
export const byHead = (words: readonly string[]): WordTable => tableOf(words, (word) => word.charCodeAt(0));

/** For `wordBefore`. */
export const byTail = (words: readonly string[]): WordTable => tableOf(words, (word) => word.charCodeAt(word.length - 1));

/** The first word of the list that stands at an offset and reaches no further than `to`. */
export function wordAt(text: string, at: number, table: WordTable, to = text.length): string | undefined {
  const unit = text.charCodeAt(at);
  const words = table.heads.mayHave(unit) ? table.words.get(unit) : undefined;
  if (words) for (const word of words) if (at + word.length <= to && text.startsWith(word, at)) return word;
  return undefined;
}

/** The first word of the list that ends at an offset. */
export function wordBefore(text: string, end: number, table: WordTable): string | undefined {
  const unit = text.charCodeAt(end - 1);
  const words = table.heads.mayHave(unit) ? table.words.get(unit) : undefined;
  if (words) for (const word of words) if (end >= word.length && text.startsWith(word, end - word.length)) return word;
  return undefined;
}

/** The words of the list that stand anywhere in a text. */
export function wordsIn(text: string, table: WordTable): ReadonlySet<string> {
  let found: Set<string> | undefined;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const words = table.heads.mayHave(unit) ? table.words.get(unit) : undefined;
    if (words) for (const word of words) if (text.startsWith(word, at)) (found ??= new Set()).add(word);
  }
  return found ?? NO_WORDS;
}

const NO_WORDS: ReadonlySet<string> = new Set();

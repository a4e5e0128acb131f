import { PairTable } from './pair-table.js';

/** A list of words, looked for where they begin. */
export type WordTable = PairTable<string>;

/** For `wordAt`. A list is asked at most places of a sentence, and there nearly all of its words fail on the first characters. */
export const byHead = (words: readonly string[]): WordTable => new PairTable(words, (word) => word);

/** For `wordBefore`. */
export const byTail = (words: readonly string[]): WordTable => new PairTable(words, (word) => word, true);

/** The first word of the list that stands at an offset and reaches no further than `to`. */
export function wordAt(text: string, at: number, table: WordTable, to = text.length): string | undefined {
  for (const word of table.of(text.charCodeAt(at), text.charCodeAt(at + 1))) if (at + word.length <= to && text.startsWith(word, at)) return word;
  return undefined;
}

/** The first word of the list that ends at an offset. */
export function wordBefore(text: string, end: number, table: WordTable): string | undefined {
  for (const word of table.of(text.charCodeAt(end - 1), text.charCodeAt(end - 2))) if (end >= word.length && text.startsWith(word, end - word.length)) return word;
  return undefined;
}

/** The words of the list that stand anywhere in a text. */
export function wordsIn(text: string, table: WordTable): ReadonlySet<string> {
  let found: Set<string> | undefined;
  for (let at = 0; at < text.length; at++) {
    for (const word of table.of(text.charCodeAt(at), text.charCodeAt(at + 1))) if (text.startsWith(word, at)) (found ??= new Set()).add(word);
  }
  return found ?? NO_WORDS;
}

const NO_WORDS: ReadonlySet<string> = new Set();

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
  for (const word of table.of(text.charCodeAt(end - 1), text.charCodeAt(end - 2)))
    if (end >= word.length && text.startsWith(word, end - word.length)) return word;
  return undefined;
}

/** Words of which it is asked whether a stretch of a sentence is one. */
export class WordSet {
  readonly #table: WordTable;

  constructor(words: Iterable<string>) {
    this.#table = byHead([...words]);
  }

  has(word: string): boolean {
    return this.isAt(word, 0, word.length);
  }

  /** Whether the words between two offsets are one, cut at the end of the text. */
  isAt(text: string, start: number, end: number): boolean {
    const length = Math.min(end, text.length) - start;
    for (const word of this.#table.of(text.charCodeAt(start), text.charCodeAt(start + 1)))
      if (word.length === length && text.startsWith(word, start)) return true;
    return false;
  }
}

/** Words of a list that begin (or end) alike, by that character's code unit, in the order of the list. */
export type WordTable = ReadonlyMap<number, readonly string[]>;

function tableOf(words: readonly string[], unitOf: (word: string) => number): WordTable {
  const table = new Map<number, string[]>();
  for (const word of words) {
    const unit = unitOf(word);
    const list = table.get(unit);
    if (list) list.push(word);
    else table.set(unit, [word]);
  }
  return table;
}

/** For `wordAt`. A list is asked at most places of a sentence, and nearly all of its words fail on the first character. */
export const byHead = (words: readonly string[]): WordTable => tableOf(words, (word) => word.charCodeAt(0));

/** For `wordBefore`. */
export const byTail = (words: readonly string[]): WordTable => tableOf(words, (word) => word.charCodeAt(word.length - 1));

/** The first word of the list that stands at an offset and reaches no further than `to`. */
export function wordAt(text: string, at: number, table: WordTable, to = text.length): string | undefined {
  const words = table.get(text.charCodeAt(at));
  if (words) for (const word of words) if (at + word.length <= to && text.startsWith(word, at)) return word;
  return undefined;
}

/** The first word of the list that ends at an offset. */
export function wordBefore(text: string, end: number, table: WordTable): string | undefined {
  const words = table.get(text.charCodeAt(end - 1));
  if (words) for (const word of words) if (end >= word.length && text.startsWith(word, end - word.length)) return word;
  return undefined;
}

import { Heads } from './heads.js';

/**
 * Entries by the two characters their words begin (or end) with. Lists are asked at every place of a sentence, and nearly
 * everywhere the answer is none: that takes a look at a few bytes, and no word comes up that fails on its second character.
 */
export class PairTable<Entry> {
  readonly #heads = new Heads();
  readonly #keys: Int32Array;
  readonly #lists: (readonly Entry[])[] = [];
  readonly #shift: number;
  /** The code units its words begin (or end) with. */
  readonly firsts: readonly number[];

  /**
   * `wordOf` gives the word of an entry. `fromEnd`: the words are looked for by their last two characters, the last one first.
   */
  constructor(entries: readonly Entry[], wordOf: (entry: Entry) => string, fromEnd = false) {
    const byFirst = new Map<number, { key: number; entry: Entry }[]>();
    for (const entry of entries) {
      const key = keyOfWord(wordOf(entry), fromEnd);
      byFirst.set(key & FIRST, [...(byFirst.get(key & FIRST) ?? []), { key, entry }]);
    }
    const byKey = new Map<number, Entry[]>();
    for (const [first, alike] of byFirst) {
      // A word of one character begins like every other that begins with it.
      for (const key of new Set([first, ...alike.map((one) => one.key)]))
        byKey.set(
          key,
          alike.filter((one) => one.key === key || one.key === first).map((one) => one.entry),
        );
    }
    this.firsts = [...byFirst.values()].flatMap(([one]) => (one ? [one.key >>> 16] : []));
    const bits = Math.max(4, Math.ceil(Math.log2(byKey.size)) + 1);
    this.#shift = 32 - bits;
    this.#keys = new Int32Array(1 << bits);
    for (const [key, list] of byKey) {
      this.#heads.add(key >>> 16);
      let slot = this.#slotOf(key);
      while (this.#keys[slot] !== 0) slot = (slot + 1) & (this.#keys.length - 1);
      this.#keys[slot] = key;
      this.#lists[slot] = list;
    }
  }

  /** The entries whose words begin with two code units, NaN for none behind the first, in the order they were given. */
  of(first: number, second: number): readonly Entry[] {
    if (!this.#heads.mayHave(first)) return NONE;
    return this.#listOf((first << 16) | second) ?? this.#listOf(first << 16) ?? NONE;
  }

  #listOf(key: number): readonly Entry[] | undefined {
    const keys = this.#keys;
    for (let slot = this.#slotOf(key); keys[slot] !== 0; slot = (slot + 1) & (keys.length - 1)) if (keys[slot] === key) return this.#lists[slot];
    return undefined;
  }

  #slotOf(key: number): number {
    return Math.imul(key, 0x9e3779b1) >>> this.#shift;
  }
}

const NONE: readonly never[] = [];
/** The first character of a key. */
const FIRST = 0xffff0000 | 0;

function keyOfWord(word: string, fromEnd: boolean): number {
  const first = word.charCodeAt(fromEnd ? word.length - 1 : 0);
  const second = word.charCodeAt(fromEnd ? word.length - 2 : 1);
  return (first << 16) | second;
}

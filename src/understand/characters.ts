/**
 * Tables by character, asked by UTF-16 code. A text's character as a key (`TABLE[text[at]]`) has to be made a string and found
 * among the names of properties first, which costs more than the rule that asks.
 */
export function byCharacter<T>(table: Readonly<Record<string, T>>): ReadonlyMap<number, T> {
  return new Map(Object.entries(table).map(([character, value]) => [character.charCodeAt(0), value]));
}

/** The character before an offset; empty at the beginning. Offset -1 would be looked up as the name of a property. */
export function characterBefore(text: string, at: number): string {
  return at > 0 ? (text[at - 1] as string) : '';
}

/** A set of characters in one bit each, 8 KiB: the part that a sentence touches stays in the nearest cache. */
export class CharacterSet {
  readonly #bits = new Uint8Array(8192);

  constructor(characters = '') {
    for (let at = 0; at < characters.length; at++) this.add(characters.charCodeAt(at));
  }

  add(code: number): void {
    this.#bits[code >> 3] = (this.#bits[code >> 3] as number) | (1 << (code & 7));
  }

  has(code: number): boolean {
    return (((this.#bits[code >> 3] as number) >> (code & 7)) & 1) === 1;
  }

  /** Whether the character at an offset is one of them; none stands beyond either end of the text. */
  isAt(text: string, at: number): boolean {
    return at >= 0 && at < text.length && this.has(text.charCodeAt(at));
  }
}

/** A small set of code units: 256 bytes, no misses, a few false hits. */
export class Heads {
  readonly #bits = new Uint32Array(64);

  add(unit: number): void {
    const slot = (unit >>> 5) & 63;
    this.#bits[slot] = (this.#bits[slot] as number) | (1 << (unit & 31));
  }

  mayHave(unit: number): boolean {
    return ((this.#bits[(unit >>> 5) & 63] as number) & (1 << (unit & 31))) !== 0;
  }
}

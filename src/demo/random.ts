/** Chance that gives the same row of numbers for the same seed, on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  pick<T>(list: readonly T[]): T;
  /** True in a share of the cases. */
  chance(share: number): boolean;
}

/** A linear congruential generator of 48 bits, its upper half mixed: plenty for a bank of a few hundred people. */
export function randomFrom(seed: number): Random {
  let state = (BigInt(seed) * 0x5deece66dn + 0xbn) & 0xffffffffffffn;
  const next = (): number => {
    state = (state * 0x5deece66dn + 0xbn) & 0xffffffffffffn;
    return Number(state >> 16n) / 2 ** 32;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return { next, int, pick: (list) => list[int(0, list.length - 1)] as never, chance: (share) => next() < share };
}

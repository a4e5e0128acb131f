import type { Normalised } from './normalise.js';
import { PairTable } from './pair-table.js';

/** Words that are put for others: how people say it at home or mistype it, and the words our rules know. */
export interface Rewrite {
  /** Without one of these the rule cannot match; '' where it is always tried. */
  cues: readonly string[];
  /** With the flag `g`. */
  from: RegExp;
  to: string | ((...found: (string | undefined)[]) => string);
}

/** Rules that put words for others, one after the other, each character of the outcome pointing at what was typed. */
export class Rewriting {
  readonly #rules: readonly Rewrite[];
  readonly #cues: PairTable<{ word: string; rules: readonly number[] }>;
  readonly #always: readonly number[];

  constructor(rules: readonly Rewrite[]) {
    this.#rules = rules;
    const byCue = new Map<string, number[]>();
    rules.forEach(({ cues }, i) => cues.forEach((cue) => byCue.set(cue, [...(byCue.get(cue) ?? []), i])));
    this.#always = byCue.get('') ?? [];
    byCue.delete('');
    this.#cues = new PairTable(
      [...byCue].map(([word, numbers]) => ({ word, rules: numbers })),
      ({ word }) => word,
    );
  }

  /** Undefined where nothing changes. */
  of(normalised: Normalised): Normalised | undefined {
    let line: Line = { text: normalised.text, origin: undefined };
    let tried = this.#rulesFor(line.text);
    for (let i = 0; i < tried.length; i++) {
      const number = tried[i] as number;
      const put = rewrite(line, this.#rules[number] as Rewrite);
      if (!put) continue;
      line = put;
      // Only the rules behind this one, by what the text holds now.
      tried = this.#rulesFor(line.text).filter((other) => other > number);
      i = -1;
    }
    const { text, origin } = line;
    if (!origin) return undefined;
    const known = normalised.origin;
    return { ...normalised, text, origin: Int32Array.from(known ? origin.map((one) => known[one] as number) : origin) };
  }

  /** The numbers of the rules worth trying, in order. */
  #rulesFor(text: string): readonly number[] {
    let found: number[] | undefined;
    for (let at = 0; at < text.length; at++) {
      for (const { word, rules } of this.#cues.of(text.charCodeAt(at), text.charCodeAt(at + 1))) {
        if (!text.startsWith(word, at)) continue;
        found ??= [...this.#always];
        for (const rule of rules) if (!found.includes(rule)) found.push(rule);
      }
    }
    return found?.sort((one, other) => one - other) ?? this.#always;
  }
}

interface Line {
  text: string;
  /** Where each character stood in the text that was given; undefined for the text itself. */
  origin: number[] | undefined;
}

function rewrite({ text, origin }: Line, { from, to }: Rewrite): Line | undefined {
  let line = '';
  const places: number[] = [];
  let at = 0;
  from.lastIndex = 0;
  for (let match = from.exec(text); match; match = from.exec(text)) {
    if (match[0] === '') from.lastIndex++;
    const found = match;
    const put = typeof to === 'string' ? to.replace(/\$([1-9])/g, (_, group: string) => found[Number(group)] ?? '') : to(...found);
    if (put === found[0]) continue;
    const start = found.index;
    line += text.slice(at, start) + put;
    for (let one = at; one < start; one++) places.push(one);
    for (let one = 0; one < put.length; one++) places.push(Math.min(start + one, start + found[0].length - 1));
    if (put.length > 0) places[places.length - 1] = start + found[0].length - 1;
    at = start + found[0].length;
  }
  if (at === 0) return undefined;
  for (let one = at; one < text.length; one++) places.push(one);
  return { text: line + text.slice(at), origin: origin ? places.map((one) => origin[one] as number) : places };
}

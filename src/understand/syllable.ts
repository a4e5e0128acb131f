import { pinyin } from 'pinyin-pro';

const CJK_FIRST = 0x4e00;
const CJK_LAST = 0x9fff;
const known = new Map<string, readonly string[]>();

export function isHan(unit: number): boolean {
  return (unit >= CJK_FIRST && unit <= CJK_LAST) || (unit >= 0x3400 && unit <= 0x4dbf);
}

/** Toneless readings of one character, the commonest first; none for what is no Chinese character. */
export function readingsOf(character: string): readonly string[] {
  let readings = known.get(character);
  if (!readings) {
    readings = isHan(character.charCodeAt(0)) ? [...new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true }))] : [];
    known.set(character, readings);
  }
  return readings;
}

/** There are some four hundred; what else is typed in letters is not kept for ever. */
const MOST_KEPT = 2000;
const foldedSyllables = new Map<string, string>();

/** zh/z, ch/c, sh/s, n/l, ing/in, eng/en, ang/an fold together: what dialects and input methods mix up. */
export function foldSyllable(syllable: string): string {
  let sound = foldedSyllables.get(syllable);
  if (sound === undefined) {
    if (foldedSyllables.size >= MOST_KEPT) foldedSyllables.clear();
    sound = syllable
      .replace(/^([zcs])h/, '$1')
      .replace(/^l/, 'n')
      .replace(/([aei])ng$/, '$1n');
    foldedSyllables.set(syllable, sound);
  }
  return sound;
}

const soundIds = new Map<string, number>();
const UNKNOWN = 0xffff;
const idOfUnit = new Uint16Array(65_536).fill(UNKNOWN);

/** A number for how a character sounds, confusable sounds folded: the same for those that sound alike, 0 for none. */
export function soundIdOf(unit: number): number {
  let id = idOfUnit[unit] as number;
  if (id === UNKNOWN) {
    const reading = readingsOf(String.fromCharCode(unit))[0];
    const sound = reading === undefined ? '' : foldSyllable(reading);
    id = sound === '' ? 0 : (soundIds.get(sound) ?? soundIds.size + 1);
    if (sound !== '') soundIds.set(sound, id);
    idOfUnit[unit] = id;
  }
  return id;
}

/** The number of a syllable typed in letters, see `soundIdOf`; 0 when no character read so far sounds like it. */
export function soundIdOfLetters(letters: string): number {
  return soundIds.get(foldSyllable(letters)) ?? 0;
}

/** The folded commonest readings of a word, joined by spaces; undefined when a character has none. */
export function soundOf(word: string): string | undefined {
  let sound = '';
  for (const character of word) {
    const reading = readingsOf(character)[0];
    if (reading === undefined) return undefined;
    sound += ` ${foldSyllable(reading)}`;
  }
  return sound;
}

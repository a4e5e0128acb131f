/** A name and how it sounds, told by whoever knows: lower-case pinyin, empty for unknown. */
export interface SoundingName {
  name: string;
  sound: string;
}

const MOST = 3;
const SAME_SOUND = 4;
const SAME_PLACE = 1;
const ELSEWHERE = 0.5;
/** Of a surname alone. */
const ONLY_SURNAME = 0.75;

/** Those of some names most like one that was typed, the likest first, at most three; none that shares nothing with it. */
export function nearNames(typed: SoundingName, names: readonly SoundingName[]): string[] {
  const scored = names.map(({ name, sound }) => ({ name, score: likeness(typed, { name, sound }) })).filter(({ score }) => score > 0);
  const ranked = scored.sort((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1));
  return [...new Set(ranked.map(({ name }) => name))].slice(0, MOST);
}

function likeness(typed: SoundingName, known: SoundingName): number {
  if (typed.sound !== '' && typed.sound === known.sound) return SAME_SOUND;
  const letters = [...typed.name];
  const others = [...known.name];
  return letters.reduce((sum, letter, place) => {
    if (others[place] === letter) return sum + (place === 0 ? ONLY_SURNAME : SAME_PLACE);
    return sum + (others.includes(letter) ? ELSEWHERE : 0);
  }, 0);
}

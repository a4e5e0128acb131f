export type Half = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'dusk' | 'evening' | 'night';

/** Longest first where one begins another. */
export const PERIODS: readonly (readonly [word: string, half: Half])[] = [
  ['大清早', 'morning'],
  ['大早上', 'morning'],
  ['凌晨', 'dawn'],
  ['清晨', 'morning'],
  ['清早', 'morning'],
  ['早晨', 'morning'],
  ['早上', 'morning'],
  ['早间', 'morning'],
  ['朝早', 'morning'],
  ['一早', 'morning'],
  ['上午', 'morning'],
  ['午前', 'morning'],
  ['中午', 'noon'],
  ['正午', 'noon'],
  ['晌午', 'noon'],
  ['午间', 'noon'],
  ['下午', 'afternoon'],
  ['午后', 'afternoon'],
  ['下昼', 'afternoon'],
  ['晏昼', 'afternoon'],
  ['傍晚', 'dusk'],
  ['黄昏', 'dusk'],
  ['晚上', 'evening'],
  ['晚间', 'evening'],
  ['夜晚', 'evening'],
  ['夜里', 'evening'],
  ['夜间', 'evening'],
  ['半夜', 'night'],
  ['午夜', 'night'],
  ['深夜', 'night'],
  ['夜半', 'night'],
];
/** Only right after a day: 明早, 周五晚. */
export const SHORT_PERIODS: Readonly<Record<string, Half>> = {
  早: 'morning',
  晨: 'morning',
  朝: 'morning',
  晚: 'evening',
  夜: 'evening',
};
export const HALF_OF = new Map<string, Half>([...PERIODS, ...Object.entries(SHORT_PERIODS)]);

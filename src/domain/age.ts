import { addYears } from './calendar/index.js';

/** Age in whole years on a day; the birthday itself counts, 29 February is reached on 28 February in common years. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day >= addYears(birthDate, years) ? years : years - 1;
}

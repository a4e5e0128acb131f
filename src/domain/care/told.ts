/** What greetings of a festival depend on, beside the client himself. */
export interface FestivalFacts {
  hasChildren: boolean;
  hasSpouse: boolean;
  /** The day the bank was told of a death in the family. */
  bereavedOn?: string;
  /** «不要节日祝福». */
  noFestival: boolean;
}

/** One of these words stands in whatever was noted that a greeting depends on. */
export const FESTIVAL_WORDS: readonly string[] = ['去世', '过世', '离世', '逝世', '病故', '丧', '节日', '祝福'];

/** Of a death in the family, as managers write it down; 沮丧 and 丧失 are of none. */
const BEREAVED = /去世|过世|离世|逝世|病故|(?<!沮)丧(?![失气])/u;
const UNWANTED = /(?:不要|不用|不想|不收|别发|不喜欢).{0,6}(?:节日|祝福)|(?:节日|祝福).{0,6}(?:不要|不用|别发|免了)/u;

/**
 * What is known of one client: the relations of his family that are on file, and what was noted, the oldest first, each with the day
 * the bank was told. Of several deaths the last one counts. Source: docs/rules.md#care.
 */
export function festivalFacts(relations: readonly string[], noted: readonly { text: string; on: string }[]): FestivalFacts {
  const bereaved = noted.filter(({ text }) => BEREAVED.test(text)).at(-1);
  return {
    hasChildren: relations.includes('child'),
    hasSpouse: relations.includes('spouse'),
    noFestival: noted.some(({ text }) => !BEREAVED.test(text) && UNWANTED.test(text)),
    ...(bereaved ? { bereavedOn: bereaved.on } : {}),
  };
}

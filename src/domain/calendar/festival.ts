import { addDays, dateOf, dayNumberOf, weekdayOfDayNumber } from './date.js';
import { lunarToSolar, solarTermDate } from './lunar.js';

/** How the day of a festival is found in a year. */
type FestivalRule =
  | { solar: readonly [month: number, day: number] }
  | { lunar: readonly [month: number, day: number] }
  /** The n-th given weekday (1 = Monday … 7 = Sunday) of a month. */
  | { nthWeekday: readonly [month: number, weekday: number, nth: number] }
  | { term: string }
  /** The day before lunar new year. */
  | { eve: true };

export interface Festival {
  /** The identifier used in data and greetings. */
  name: string;
  /** Other names people type; the name itself is not repeated. */
  aliases: readonly string[];
  rule: FestivalRule;
  /** True when the care calendar greets on it. Source: domain §7 (清明 and 中元 never). */
  greeted: boolean;
}

/** The festivals people name, those of the care calendar (domain §7) among them. */
export const festivals: readonly Festival[] = [
  { name: '元旦', aliases: ['元旦节', '新年第一天', '阳历新年'], rule: { solar: [1, 1] }, greeted: true },
  { name: '腊八', aliases: ['腊八节'], rule: { lunar: [12, 8] }, greeted: true },
  { name: '小年', aliases: ['小年夜', '北方小年'], rule: { lunar: [12, 23] }, greeted: true },
  { name: '除夕', aliases: ['除夕夜', '大年夜', '年三十', '大年三十', '年夜'], rule: { eve: true }, greeted: true },
  { name: '春节', aliases: ['大年初一', '农历新年', '农历春节', '旧历新年', '中国新年'], rule: { lunar: [1, 1] }, greeted: true },
  { name: '情人节', aliases: [], rule: { solar: [2, 14] }, greeted: false },
  { name: '元宵', aliases: ['元宵节', '上元节', '灯节'], rule: { lunar: [1, 15] }, greeted: true },
  { name: '妇女节', aliases: ['三八节', '三八妇女节', '国际妇女节', '女神节'], rule: { solar: [3, 8] }, greeted: true },
  { name: '女生节', aliases: [], rule: { solar: [3, 7] }, greeted: false },
  { name: '植树节', aliases: [], rule: { solar: [3, 12] }, greeted: false },
  { name: '消费者权益日', aliases: ['三一五', '国际消费者权益日'], rule: { solar: [3, 15] }, greeted: false },
  { name: '愚人节', aliases: [], rule: { solar: [4, 1] }, greeted: false },
  { name: '清明', aliases: ['清明节'], rule: { term: '清明' }, greeted: false },
  { name: '劳动节', aliases: ['五一', '五一节', '五一劳动节', '国际劳动节', '五一假期'], rule: { solar: [5, 1] }, greeted: true },
  { name: '青年节', aliases: ['五四青年节', '五四'], rule: { solar: [5, 4] }, greeted: false },
  { name: '母亲节', aliases: [], rule: { nthWeekday: [5, 7, 2] }, greeted: true },
  { name: '端午', aliases: ['端午节', '端阳节'], rule: { lunar: [5, 5] }, greeted: true },
  { name: '儿童节', aliases: ['六一', '六一儿童节', '六一节', '国际儿童节'], rule: { solar: [6, 1] }, greeted: false },
  { name: '父亲节', aliases: [], rule: { nthWeekday: [6, 7, 3] }, greeted: true },
  { name: '建党节', aliases: ['七一', '党的生日'], rule: { solar: [7, 1] }, greeted: false },
  { name: '建军节', aliases: ['八一', '八一建军节'], rule: { solar: [8, 1] }, greeted: false },
  { name: '七夕', aliases: ['七夕节', '乞巧节'], rule: { lunar: [7, 7] }, greeted: true },
  { name: '中元', aliases: ['中元节', '鬼节'], rule: { lunar: [7, 15] }, greeted: false },
  { name: '教师节', aliases: [], rule: { solar: [9, 10] }, greeted: false },
  { name: '中秋', aliases: ['中秋节', '八月节', '团圆节'], rule: { lunar: [8, 15] }, greeted: true },
  { name: '国庆', aliases: ['国庆节', '十一', '十一国庆', '国庆假期', '十一假期', '国庆长假'], rule: { solar: [10, 1] }, greeted: true },
  { name: '重阳', aliases: ['重阳节', '老人节', '敬老节'], rule: { lunar: [9, 9] }, greeted: true },
  { name: '万圣节', aliases: ['万圣夜', '万圣节前夜'], rule: { solar: [10, 31] }, greeted: false },
  { name: '双十一', aliases: ['双11', '光棍节'], rule: { solar: [11, 11] }, greeted: false },
  { name: '感恩节', aliases: [], rule: { nthWeekday: [11, 4, 4] }, greeted: false },
  { name: '冬至', aliases: ['冬至节'], rule: { term: '冬至' }, greeted: true },
  { name: '平安夜', aliases: ['圣诞夜', '圣诞前夜'], rule: { solar: [12, 24] }, greeted: false },
  { name: '圣诞', aliases: ['圣诞节'], rule: { solar: [12, 25] }, greeted: false },
  { name: '跨年夜', aliases: ['跨年', '元旦前夜'], rule: { solar: [12, 31] }, greeted: false },
];

const byName = new Map<string, Festival>();
for (const festival of festivals) {
  for (const name of [festival.name, ...festival.aliases]) byName.set(name, festival);
}

/** By its name or any alias. */
export function findFestival(name: string): Festival | undefined {
  return byName.get(name);
}

/**
 * The day of a festival in a year. For lunar festivals the year is the lunar one: 腊八 of 2026 is 2027-01-15,
 * 除夕 of 2026 is the eve on which lunar 2026 ends, 2027-02-05.
 */
export function festivalDate(festival: Festival, year: number): string {
  const { rule } = festival;
  if ('solar' in rule) return dateOf(year, rule.solar[0], rule.solar[1]);
  if ('term' in rule) return solarTermDate(year, rule.term);
  if ('eve' in rule) return addDays(lunarToSolar(year + 1, 1, 1), -1);
  if ('lunar' in rule) return lunarToSolar(year, rule.lunar[0], rule.lunar[1]);
  const [month, weekday, nth] = rule.nthWeekday;
  const first = weekdayOfDayNumber(dayNumberOf(year, month, 1));
  return dateOf(year, month, 1 + ((weekday - first + 7) % 7) + (nth - 1) * 7);
}

/** All days of a solar year on which the festival falls: none, one or two for those late in the lunar year. */
export function festivalDatesIn(festival: Festival, solarYear: number): string[] {
  const prefix = `${String(solarYear).padStart(4, '0')}-`;
  return [solarYear - 1, solarYear].map((year) => festivalDate(festival, year)).filter((date) => date.startsWith(prefix));
}

/** The first day on or after `from` on which the festival falls. */
export function nextFestivalDate(festival: Festival, from: string): string {
  const year = Number(from.slice(0, 4));
  return [year - 1, year, year + 1].map((candidate) => festivalDate(festival, candidate)).find((date) => date >= from) as string;
}

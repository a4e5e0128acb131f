import { dayNumberOf, weekdayOfDayNumber } from '../../domain/calendar/index.js';

/** Calendars by which feasts of other faiths are reckoned. All days are day numbers, see domain/calendar/date. */

/** Easter Sunday of the western churches: the Gregorian computus. */
export function easter(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const shift = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + shift + 15) % 30;
  const moon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  return dayNumberOf(year, 3, 28) + moon - weekday;
}

/** Easter Sunday of the orthodox churches: the Julian computus, on the Gregorian calendar. */
export function orthodoxEaster(year: number): number {
  const epact = (19 * (year % 19) + 15) % 30;
  const weekday = (year + Math.floor(year / 4) + epact) % 7;
  const julian = dayNumberOf(year, 3, 28) + epact - weekday;
  return julian + Math.floor(year / 100) - Math.floor(year / 400) - 2;
}

/** Day number of the day before 1 Tishri of year 1. */
const HEBREW_EPOCH = -2_092_590;
const PARTS_OF_DAY = 25_920;

/** 1 Tishri of a Hebrew year, the days it may not fall on left out. */
function hebrewNewYear(year: number): number {
  const elapsed = hebrewDays(year);
  const before = elapsed - hebrewDays(year - 1);
  const length = hebrewDays(year + 1) - elapsed;
  const delay = length === 356 ? 2 : before === 382 ? 1 : 0;
  return HEBREW_EPOCH + elapsed + delay;
}

/** Days from the epoch to the mean new moon of Tishri. */
function hebrewDays(year: number): number {
  const months = Math.floor((235 * year - 234) / 19);
  const parts = 12_084 + 13_753 * months;
  const days = 29 * months + Math.floor(parts / PARTS_OF_DAY);
  return (3 * (days + 1)) % 7 < 3 ? days + 1 : days;
}

const FIRST_OF_TISHRI = 3761;
/** From 1 Nisan to 1 Tishri. */
const NISAN_TO_TISHRI = 177;

/** Feasts are told by the day they are kept on; each begins at dusk of the day before. */
export interface HebrewYear {
  /** 1 Tishri, in autumn of the solar year. */
  tishri: number;
  /** 25 Kislev, in winter. */
  hanukkah: number;
  /** 1 Nisan, in spring. */
  nisan: number;
  /** 15 Shevat, at the year's start. */
  trees: number;
}

/** What the Hebrew calendar has in a solar year. */
export function hebrewYear(solarYear: number): HebrewYear {
  const tishri = hebrewNewYear(solarYear + FIRST_OF_TISHRI);
  const length = hebrewNewYear(solarYear + FIRST_OF_TISHRI + 1) - tishri;
  const before = hebrewNewYear(solarYear + FIRST_OF_TISHRI - 1);
  const lengthBefore = tishri - before;
  return {
    tishri,
    hanukkah: tishri + 30 + longMarheshvan(length) + 24,
    nisan: tishri - NISAN_TO_TISHRI,
    trees: before + 30 + longMarheshvan(lengthBefore) + longKislev(lengthBefore) + 29 + 14,
  };
}

function longMarheshvan(yearLength: number): number {
  return yearLength % 10 === 5 ? 30 : 29;
}

function longKislev(yearLength: number): number {
  return yearLength % 10 === 3 ? 29 : 30;
}

const ISLAMIC_EPOCH = dayNumberOf(622, 7, 19);
/** Months of the Umm al-Qura calendar are looked up in the runtime's own tables. */
const islamic = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', { day: 'numeric', month: 'numeric', timeZone: 'UTC' });

/** The first day of a month of a Hijri year: by the calendar of Mecca, else by the arithmetical one. */
function islamicMonth(year: number, month: number): number {
  const reckoned = ISLAMIC_EPOCH + 354 * (year - 1) + Math.floor((3 + 11 * year) / 30) + Math.ceil(29.5 * (month - 1));
  for (const by of [0, -1, 1, -2, 2]) {
    const parts = islamic.formatToParts((reckoned + by) * 86_400_000);
    const numberOf = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
    if (numberOf('day') === 1 && numberOf('month') === month) return reckoned + by;
  }
  return reckoned;
}

/** Every such day of the Hijri calendar in a solar year: none, one or two. */
export function islamicDays(solarYear: number, month: number, day: number): number[] {
  const near = Math.floor(((solarYear - 622) * 33) / 32);
  const [first, last] = [dayNumberOf(solarYear, 1, 1), dayNumberOf(solarYear, 12, 31)];
  return [near - 1, near, near + 1].map((year) => islamicMonth(year, month) + day - 1).filter((number) => number >= first && number <= last);
}

/** The last Saturday of March, a week earlier where that is the eve of Easter. */
export function earthHour(year: number): number {
  const last = dayNumberOf(year, 3, 31);
  const saturday = last - ((weekdayOfDayNumber(last) + 1) % 7);
  return saturday === easter(year) - 1 ? saturday - 7 : saturday;
}

import { ageOn } from '../domain/age.js';
import { daysBetween, lunarName, partsOf, solarToLunar } from '../domain/calendar/index.js';
import {
  greetingCount,
  greetingDraft,
  type CareDate,
  type CareKind,
  type CareRule,
  type FestivalClient,
  type GreetingFacts,
  type GreetingOccasion,
  type FestivalFacts,
} from '../domain/care/index.js';
import { LEVEL_TITLES, type ClientLevel } from '../domain/client-level-name.js';
import { honorificOf } from '../domain/honorific.js';
import { RELATION_TITLES } from '../domain/relation-words.js';
import type { DueCareDate, DueClient, DueRelative } from '../store/due-rows.js';

/** What birthdays and other days of care are made of, the same for the clock and for who asks. */

interface BirthColumns {
  birthOn: string | null;
  birthCalendar: string;
  lunarMonth: number | null;
  lunarDay: number | null;
  lunarLeap: number | null;
}

/** When a birthday comes round, by the calendar the person keeps; undefined when it is not known. */
export function birthdayRule(row: BirthColumns): CareRule | undefined {
  if (row.birthCalendar === 'lunar')
    return row.lunarMonth === null || row.lunarDay === null
      ? undefined
      : { rule: 'lunarYearly', month: row.lunarMonth, day: row.lunarDay, leap: row.lunarLeap === 1 };
  if (row.birthOn === null) return undefined;
  const { month, day } = partsOf(row.birthOn);
  return { rule: 'solarYearly', month, day };
}

export const relativeBirth = (row: DueRelative): BirthColumns => ({
  birthOn: row.relativeBirthOn,
  birthCalendar: row.relativeCalendar,
  lunarMonth: row.relativeLunarMonth,
  lunarDay: row.relativeLunarDay,
  lunarLeap: row.relativeLunarLeap,
});

/** A stored care date as the rules see it; undefined when it lacks its day. */
export function careDateOf(row: DueCareDate): CareDate | undefined {
  const when = careRuleOf(row);
  return (
    when && {
      id: row.careDateId,
      clientId: row.clientId,
      kind: row.kind as CareKind,
      when,
      active: true,
      ...(row.leadDays === null ? {} : { leadDays: JSON.parse(row.leadDays) as number[] }),
      ...(row.relatedPersonId === null ? {} : { relatedPersonId: row.relatedPersonId, careAllowed: row.careAllowed === 1 }),
    }
  );
}

function careRuleOf({
  rule,
  month,
  day,
  leap,
  onDate,
  endDate,
}: Pick<DueCareDate, 'rule' | 'month' | 'day' | 'leap' | 'onDate' | 'endDate'>): CareRule | undefined {
  if (rule === 'solarYearly' && month !== null && day !== null) return { rule, month, day };
  if (rule === 'lunarYearly' && month !== null && day !== null) return { rule, month, day, leap: leap === 1 };
  if (rule === 'once' && onDate !== null) return { rule, on: onDate };
  if (rule === 'range' && onDate !== null) return { rule, from: onDate, to: endDate ?? onDate };
  return undefined;
}

/** 李秀兰（李阿姨）. */
export const callOf = (row: Pick<DueClient, 'name' | 'honorific'>): string =>
  row.honorific && row.honorific !== row.name ? `${row.name}（${row.honorific}）` : row.name;

/** The number a card's 打电话 dials, for whoever serves the client; null for anybody else, or where none is known. */
export const phoneFor = (row: Pick<DueClient, 'mobile' | 'receiverId' | 'mainManagerId'>, readerId: string | null): string | null =>
  readerId !== null && (row.receiverId === readerId || row.mainManagerId === readerId) ? row.mobile : null;

export const levelOf = (row: { level: ClientLevel }): string => LEVEL_TITLES[row.level];

/** 今天, 明天, 7天后. */
export function whenWords(on: string, today: string): string {
  const days = daysBetween(today, on);
  return days === 0 ? '今天' : days === 1 ? '明天' : days < 0 ? `${-days}天前` : `${days}天后`;
}

/** How old the client becomes; by lunar years where he keeps the lunar day. */
export function ageAt(row: BirthColumns, on: string): number | null {
  if (row.birthOn === null) return null;
  return row.birthCalendar === 'lunar' ? solarToLunar(on).year - solarToLunar(row.birthOn).year : ageOn(row.birthOn, on);
}

export const lunarWords = (row: BirthColumns): string | null =>
  row.birthCalendar === 'lunar' && row.lunarMonth !== null && row.lunarDay !== null
    ? `农历${lunarName({ month: row.lunarMonth, day: row.lunarDay, leap: row.lunarLeap === 1 })}`
    : null;

/** How the manager addresses a client in a message: 李阿姨, 王总, 陈女士. */
export const addressOf = (row: DueClient, on: string): string =>
  honorificOf(
    {
      name: row.name,
      ...(row.gender ? { gender: row.gender } : {}),
      ...(row.birthOn === null ? {} : { birthDate: row.birthOn }),
      ...(row.occupation === null ? {} : { occupation: row.occupation }),
      ...(row.honorific === null ? {} : { honorific: row.honorific }),
    },
    on,
  );

/** A greeting in the manager's voice and how many there are to choose from; null when none is offered. */
export function greetingFor(
  row: DueClient,
  occasion: GreetingOccasion,
  on: string,
  signature: string,
  index: number,
): { text: string; count: number } | null {
  const age = ageAt(row, on);
  const facts: GreetingFacts = {
    occasion,
    signature,
    on,
    ...(age === null ? {} : { age }),
    honorific: addressOf(row, on),
  };
  const text = greetingDraft(facts, index);
  return text === undefined ? null : { text, count: greetingCount(facts) };
}

/** What a birthday card shows. */
export function birthdayFacts(
  row: DueClient,
  on: string,
  today: string,
  signature: string,
  readerId: string,
  rule: CareRule | undefined = birthdayRule(row),
): Record<string, unknown> {
  const age = ageAt(row, on);
  const days = daysBetween(today, on);
  const own = rule?.rule === 'lunarYearly' ? `农历${lunarName({ month: rule.month, day: rule.day, leap: rule.leap === true })}` : null;
  return {
    clientId: row.clientId,
    call: callOf(row),
    phone: phoneFor(row, readerId),
    age: age !== null && age > 0 ? age : null,
    when: whenWords(on, today),
    on,
    isToday: days === 0,
    lunar: own,
    last: row.lastContactOn,
    draft: days === 0 ? (greetingFor(row, { kind: 'birthday' }, on, signature, 0)?.text ?? null) : null,
  };
}

/** What the card of a day of care shows. A visit to somebody ill is not named, and has no words ready (domain §7). */
export function careDayFacts(
  row: DueRelative | DueCareDate,
  date: CareDate,
  on: string,
  today: string,
  readerId: string | null,
): Record<string, unknown> & { what: string } {
  const relative = 'relativeId' in row ? `${RELATION_TITLES[row.relation]}${row.relativeName}` : null;
  const note = 'note' in row && row.confidentiality === 'normal' && date.kind !== 'illness' ? row.note : null;
  const lunar =
    date.when.rule === 'lunarYearly' ? `农历${lunarName({ month: date.when.month, day: date.when.day, leap: date.when.leap === true })}` : null;
  const until = date.when.rule === 'range' && date.when.to !== date.when.from ? date.when.to : null;
  return {
    clientId: row.clientId,
    call: callOf(row),
    name: row.name,
    phone: phoneFor(row, readerId),
    kind: date.kind,
    what: CARE_WORDS[date.kind],
    when: whenWords(on, today),
    on,
    lunar,
    until,
    relative,
    note,
    last: row.lastContactOn,
    occasion: GREETED[date.kind] ?? null,
  };
}

const CARE_WORDS: Readonly<Record<CareKind, string>> = {
  festival: '节日',
  birthday: '生日',
  relativeBirthday: '亲属生日',
  anniversary: '纪念日',
  travel: '出行',
  illness: '问候',
  milestone: '大事',
};
/** Days for which a greeting to the client is ready. */
const GREETED: Partial<Record<CareKind, string>> = { anniversary: 'anniversary', travel: 'travel', milestone: 'milestone' };

/** A client with all that decides whether a festival is for him. */
export function festivalClient(row: DueClient, known?: FestivalFacts): FestivalClient {
  return {
    status: row.status,
    ...(row.gender ? { gender: row.gender } : {}),
    ...(row.birthOn === null ? {} : { birthDate: row.birthOn }),
    hasChildren: known?.hasChildren ?? false,
    hasSpouse: known?.hasSpouse ?? false,
    noFestival: known?.noFestival ?? false,
    ...(known?.bereavedOn === undefined ? {} : { bereavedOn: known.bereavedOn }),
  };
}

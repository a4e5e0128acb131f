import { fromDayNumber, isProvisional, isWorkday, subtractWorkdays, toDayNumber } from '../../domain/calendar/index.js';
import { readSmallNumber } from '../numbers.js';
import { fixedDay, fixedStretch } from './found.js';
import { followsSurname } from './present.js';
import type { Found, Present } from './types.js';
import { type NamedDay, byFirstChar } from './named-day-words.js';

export interface NamedDayRead {
  day: NamedDay;
  end: number;
}

const HINTS = /^(?:节|前|后|之前|之后|那天|当天|这天|假|长假|小长假|放假|黄金周|期间|以前|以后|提前|当日|国庆|劳动|节气|的时候)/;

const NOT_A_DAY =
  /^(?:路|街|大道|小区|广场|店|桥|村|树|老人|帽|典|礼盒|套餐|木|湖|园|镇|乡|巷|号楼|上河|粽|月饼|卡|歌|袜|装|大餐|派对|茶|党|[一二三四五六七八九十0-9]+[号路]楼?店|大酒店|酒店|寺|门|公司|基金|精选|理财)/;

/**
 * The festival or solar term whose name stands at an offset. `afterYear` lifts the hints that single words like
 * 五一 need, because 明年五一 can only be the day.
 */
export function readFestivalName(text: string, start: number, afterYear: boolean): NamedDayRead | undefined {
  const list = byFirstChar.get(text.charCodeAt(start));
  const day = list?.find((candidate) => text.startsWith(candidate.word, start));
  if (!day) return undefined;
  let end = start + day.word.length;
  const after = text.slice(end, end + 4);
  if (NOT_A_DAY.test(after) || isParentBefore(text, start, day.word)) return undefined;
  const hasHint = HINTS.test(after) || isAlone(text, start, end, day.word);
  if (
    NATIONAL.has(day.word.replace(/节$/, '')) &&
    /(?:犹太|以色列|印度|淡米尔|泰米尔|美国|日本|韩国|法国|英国|德国|泰国|越南|俄罗斯|加拿大|澳大利亚|新加坡|马来西亚)的?$/.test(
      text.slice(Math.max(0, start - 6), start),
    )
  )
    return undefined;
  if (!hasHint && !afterYear) {
    if (day.needsHint && !(isHoliday51(day.word) && isFreeStanding(text, start, end))) return undefined;
    if (day.isGivenName && followsSurname(text, start)) return undefined;
  } else if (day.needsHint && !afterYear && /[0-9一二三四五六七八九十第.]/.test(text[start - 1] ?? '')) return undefined;
  if (day.isGivenName && followsSurname(text, start) && !/^(?:节|假|长假|期间)/.test(after)) return undefined;
  if (afterYear && day.needsHint && !hasHint && /^[个点号月年日万元岁]/.test(after)) return undefined;
  if (after.startsWith('节气')) end += 2;
  else if (text[end] === '节' && !day.word.endsWith('节')) end += 1;
  return { day, end };
}

/** 她父亲节后要来: her father, and the holiday; 父亲节后 alone is of the feast. */
export function isParentBefore(text: string, start: number, word: string): boolean {
  if (word !== '父亲节' && word !== '母亲节' && word !== '父亲' && word !== '母亲') return false;
  return /[我你您他她咱们家总姐哥士生太]的?$/.test(text.slice(Math.max(0, start - 2), start)) && /^节[前后]/.test(text.slice(start + 2, start + 4));
}

/** Feasts that lie elsewhere in other countries. */
const NATIONAL = new Set(['丰收', '国庆', '植树', '儿童', '教师', '劳动', '父亲', '建军', '青年', '老人']);

/** The name is all that was said; 十一 alone is a number. */
function isAlone(text: string, start: number, end: number, word: string): boolean {
  return word !== '十一' && text.slice(0, start).trim() === '' && /^[\s。,!?;]*$/.test(text.slice(end));
}

function isHoliday51(word: string): boolean {
  return word === '五一' || word === '十一' || word === '三一五' || word === '六一';
}

/** 五一去旅游: nothing counted before or after it. 十一 needs more, as a number. */
function isFreeStanding(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  if (/[0-9一二三四五六七八九十第.百千两周期]/.test(before)) return false;
  const after = text.slice(end, end + 2);
  if (text.startsWith('十一', start)) return /^(?:去|出|回|放|休|旅|要|想)/.test(after);
  return /^(?:去|出|回|放|休|旅|来|要|想|我|他|她|过|给|跟|约|联系|提醒|$|[,。!?;])/.test(after);
}

function vagueWord(text: string, end: number): { end: number; vague?: true } {
  return text.startsWith('前夕', end) ? { end: end + 2, vague: true } : { end };
}

export function lastDayOff(number: number, present: Present): number {
  let to = number;
  while (to - number < 12 && !isWorkday(fromDayNumber(to + 1), present.calendar)) to++;
  return to;
}

/** 期间, 假期, 长假: the days off around the holiday. */
export function readStretch(text: string, read: NamedDayRead, number: number, present: Present): Found | undefined {
  if (!read.day.isHoliday) return undefined;
  const word = ['小长假期间', '长假期间', '假期期间', '放假期间', '假期', '小长假', '长假', '期间', '黄金周', '放假'].find((w) =>
    text.startsWith(w, read.end),
  );
  const ownStretch = /(?:假期|长假)$/.test(read.day.word) ? '' : undefined;
  if (word === undefined && ownStretch === undefined) return undefined;
  let from = number;
  const isOff = (n: number): boolean => !isWorkday(fromDayNumber(n), present.calendar);
  while (number - from < 9 && isOff(from - 1)) from--;
  const to = lastDayOff(number, present);
  const found = fixedStretch(read.end + (word ?? '').length, from, to, 'days', '按假期首日到末日');
  if (isProvisional(fromDayNumber(to), present.calendar)) {
    found.provisional = true;
    found.guessed = true;
  }
  return found;
}

export function foundDay(text: string, read: NamedDayRead, number: number, present: Present, vague: boolean): Found {
  const stretch = readStretch(text, read, number, present) ?? readDayBeside(text, read, number, vague);
  if (stretch) return stretch;
  const eve = vagueWord(text, read.end);
  let { end } = eve;
  const { days } = read.day;
  const suffix = ['那一天', '那天', '当天', '当日', '这天', '这一天', '当晚'].find((word) => text.startsWith(word, end));
  if (suffix) end += suffix === '当晚' ? 1 : suffix.length;
  const { reason, guessed, lunar, isHoliday } = read.day;
  const found = days === undefined ? fixedDay(end, number, reason) : fixedStretch(end, number, number + days - 1, 'days', reason);
  if (vague || eve.vague) found.vague = true;
  found.guessed = guessed;
  found.lunar = lunar;
  if (isHoliday) found.holiday = true;
  return found;
}

/** The last working day before a public holiday, by which 春节前 has to be done. */
export function workdayBefore(number: number, present: Present): { day: number; provisional: boolean } {
  const date = subtractWorkdays(fromDayNumber(number), 1, present.calendar);
  return { day: toDayNumber(date), provisional: isProvisional(date, present.calendar) };
}

/** 中秋前夜, 中秋次日, 春节第三天: a day told by the feast beside it. */
function readDayBeside(text: string, read: NamedDayRead, number: number, vague: boolean): Found | undefined {
  const at = text[read.end] === '的' ? read.end + 1 : read.end;
  const word = ['前夜', '次日', '翌日'].find((candidate) => text.startsWith(candidate, at));
  if (word) {
    const by = word === '前夜' ? -1 : 1;
    const found = fixedDay(at + word.length, number + by, `${read.day.reason}，${by < 0 ? '前' : '后'}一天`);
    found.vague = vague || undefined;
    return found;
  }
  if (text[at] !== '第') return undefined;
  const nth = readSmallNumber(text, at + 1);
  if (!nth || nth.sequence || nth.value < 1 || nth.value > 15 || text[nth.end] !== '天') return undefined;
  const found = fixedDay(nth.end + 1, number + nth.value - 1, `${read.day.reason}，从那天数起`);
  found.vague = vague || undefined;
  found.guessed = true;
  return found;
}

import { similarTo, type ClientIndex, type Person } from './client-index.js';
import { standsBeforeName, strangerAt, type Mention } from './client-mention.js';
import { CharacterSet } from './characters.js';
import { EVERYDAY, mayEndName, surnameAt, TITLES } from './person-words.js';
import { isHan, readingsOf } from './syllable.js';

const LONGEST_NAME = 4;
const LONGEST_LETTERS = 12;
/** What is looked through: names stand early, and a long text is no report in a few words. */
const LONGEST_SEARCH = 120;
const isLetter = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);

/**
 * Words that are nearly a client's name: misspelt (孙立华 for 孙丽华), half in letters (张wei), or a given name with what
 * people are called by (阿勇, 芳姐). All of them are guesses: whoever writes on one asks first.
 */
export function nearMentions(text: string, index: ClientIndex): Mention[] {
  const found: Mention[] = [];
  const end = Math.min(text.length, LONGEST_SEARCH);
  for (let at = 0; at < end;) {
    const hit = isHan(text.charCodeAt(at)) ? nearAt(text, at, index) : undefined;
    if (hit) found.push(hit);
    at = hit ? hit.end : at + 1;
  }
  return found;
}

/**
 * Clients whose name is an everyday word, 高兴 or 王明天's 王明, where a name may stand: first in a sentence or a clause, and behind 跟 or 给.
 * A sentence of which anything else can be made does not mean them.
 */
export function everydayMentions(text: string, index: ClientIndex): Mention[] {
  const found: Mention[] = [];
  const end = Math.min(text.length, LONGEST_SEARCH);
  for (let at = 0; at < end; at++) {
    if (!index.heads.mayHave(text.charCodeAt(at))) continue;
    const form = index.forms
      .get(text.charCodeAt(at))
      ?.find((one) => one.by === 'fullName' && EVERYDAY.has(one.text) && text.startsWith(one.text, at));
    if (form && (at === 0 || CLAUSE_BOUND.test(text[at - 1] as string) || standsBeforeName(text, at)))
      found.push(guess(at, at + form.text.length, 'fullName', form.people));
  }
  return found;
}

const CLAUSE_BOUND = /[\s,。:]/;

function nearAt(text: string, at: number, index: ClientIndex): Mention | undefined {
  const surname = surnameAt(text, at);
  const surnamed = surname === 0 ? undefined : (misspeltAt(text, at, index) ?? mixedAt(text, at, surname, index));
  if (surnamed) return surnamed;
  const isCalled = LED.isAt(text, at) || FIRST_OF_GIVEN.isAt(text, at + 1) || FIRST_OF_GIVEN.isAt(text, at + 2);
  return (isCalled ? calledAt(text, at, index) : undefined) ?? (surname === 2 ? surnamedAt(text, at, index) : undefined);
}

const guess = (start: number, end: number, by: Mention['by'], people: readonly Person[]): Mention => ({
  start,
  end,
  by,
  people: [...people],
  guessed: true,
});

function misspeltAt(text: string, at: number, index: ClientIndex): Mention | undefined {
  if (EVERYDAY.isAt(text, at, at + 2)) return undefined;
  const stranger = strangerAt(text, at);
  for (let length = LONGEST_NAME; length >= 2; length--) {
    const word = text.slice(at, at + length);
    if (word.length < length || EVERYDAY.isAt(text, at + length - 1, at + length + 1)) continue;
    if (length !== stranger && !standsAsName(text, at, at + length)) continue;
    const people = similarTo(word, index).filter((person) => person.folded.length === length);
    if (people.length > 0) return guess(at, at + length, 'fuzzy', people);
  }
  return undefined;
}

/** 「欧阳今天来了」: a compound surname alone. */
function surnamedAt(text: string, at: number, index: ClientIndex): Mention | undefined {
  const surname = text.slice(at, at + 2);
  const people = index.bySurname.get(surname);
  return people && mayEndName(text, at + 2) ? guess(at, at + 2, 'partOfName', people) : undefined;
}

const standsAsName = (text: string, start: number, end: number): boolean =>
  mayEndName(text, end) && (start === 0 || standsBeforeName(text, start) || !isHan(text.charCodeAt(start - 1)) || text[end] === '刚');

/** 张wei, 孙li华: letters in a name of which one character at least is written. */
function mixedAt(text: string, at: number, surname: number, index: ClientIndex): Mention | undefined {
  let from = at + surname;
  if (isHan(text.charCodeAt(from)) && isLetter(text.charCodeAt(from + 1))) from++;
  let to = from;
  while (to < text.length && to - from <= LONGEST_LETTERS && isLetter(text.charCodeAt(to))) to++;
  if (to === from) return undefined;
  const head = readingOf(text.slice(at, from));
  const letters = text.slice(from, to).toLowerCase();
  for (const end of [to + 1, to]) {
    const tail = end > to && isHan(text.charCodeAt(to)) ? readingOf(text.slice(to, end)) : '';
    if (end > to && tail === '') continue;
    const people = index.byPinyin.get(`${head}${letters}${tail}`);
    if (people && people[0]?.surname.charCodeAt(0) === text.charCodeAt(at)) return guess(at, end, 'pinyin', people);
  }
  return undefined;
}

const readingOf = (word: string): string => [...word].map((character) => readingsOf(character)[0] ?? '').join('');

const BY_GIVEN = new Set(['哥', '姐', '叔', '姨', '伯', '婶', '总', '阿姨', '叔叔', '大哥', '大姐']);
const FIRST_OF_GIVEN = new CharacterSet([...BY_GIVEN].map((word) => word.charAt(0)).join(''));
/** What may lead a given name. */
const LED = new CharacterSet('阿小老');

/** 阿勇, 小芳, 芳姐, 大勇哥: a given name with what people are called by. */
function calledAt(text: string, at: number, index: ClientIndex): Mention | undefined {
  const isLed = LED.isAt(text, at);
  const given = isLed ? (text[at + 1] ?? '') : (text[at] as string);
  if (!isHan(given.charCodeAt(0)) || index.bySurname.has(given) || EVERYDAY.isAt(text, at, at + 2)) return undefined;
  let end = at + (isLed ? 2 : 1);
  const title = [2, 1].map((length) => text.slice(end, end + length)).find((word) => BY_GIVEN.has(word) && TITLES.has(word));
  if (!isLed && title === undefined) return undefined;
  end += title?.length ?? 0;
  if (!mayEndName(text, end) || (isHan(text.charCodeAt(at - 1)) && !standsBeforeName(text, at) && !/[刚才天午早晚]/.test(text[at - 1] as string)))
    return undefined;
  const people = index.people.filter((person) => person.folded.length > person.surname.length && person.folded.endsWith(given));
  return people.length > 0 && people.length <= MOST_SO_CALLED ? guess(at, end, 'partOfName', people) : undefined;
}

const MOST_SO_CALLED = 4;

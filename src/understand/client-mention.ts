import type { ClientArg, ClientNaming } from '../domain/intent.js';
import { CharacterSet } from './characters.js';
import type { ClientIndex, Form, Person } from './client-index.js';
import {
  BEFORE_NAME,
  EVERYDAY,
  LONGEST_TITLE,
  NAME_ONLY,
  SOLAR_TERMS,
  TITLES,
  isCommonSurnameAt,
  mayEndName,
  surnameAt,
  type Title,
} from './person-words.js';
import { isHan } from './syllable.js';
import { wordBefore } from './words.js';

/** Words of a sentence that stand for a client. */
export interface Mention {
  start: number;
  end: number;
  by: ClientNaming;
  guessed: boolean;
  people: Person[];
}

/** Design §2: these are no guess when they hit exactly one. */
const EXACT: ReadonlySet<ClientNaming> = new Set(['fullName', 'clientNo', 'phone', 'phoneTail', 'honorific', 'chosen']);

function mention(start: number, end: number, by: ClientNaming, people: Person[], isDoubtful = false): Mention {
  return { start, end, by, people, guessed: isDoubtful || !EXACT.has(by) };
}

const isLetter = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const PLUS = 0x2b;

/** All clients a sentence names, left to right, the longest words first; `year` is this year, for ages. */
export function findMentions(text: string, index: ClientIndex, year: number): Mention[] {
  const found: Mention[] = [];
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at);
    const hit = mentionAt(text, at, index, year);
    if (hit) {
      found.push(hit);
      at = Math.max(hit.end, at + 1);
    } else if (isLetter(unit)) while (isLetter(text.charCodeAt(at)) || isDigit(text.charCodeAt(at))) at++;
    else if (isDigit(unit)) while (isDigit(text.charCodeAt(at))) at++;
    else at++;
  }
  return found;
}

/** The client named by the words that begin at an offset. */
function mentionAt(text: string, at: number, index: ClientIndex, year: number): Mention | undefined {
  const unit = text.charCodeAt(at);
  if (isHan(unit) || unit > 0xd7ff) {
    if (index.heads.mayHave(unit)) return nameAt(text, at, index) ?? titledAt(text, at, index, year);
    return isNicknameHead(unit) ? nicknameAt(text, at, index, year) : undefined;
  }
  if (isLetter(unit)) return lettersAt(text, at, index);
  return isDigit(unit) || (unit === PLUS && text.startsWith('86', at + 1)) ? digitsAt(text, at, index) : undefined;
}

function nameAt(text: string, at: number, index: ClientIndex): Mention | undefined {
  const forms = index.forms.get(text.charCodeAt(at));
  if (!forms) return undefined;
  for (const form of forms) {
    if (!text.startsWith(form.text, at)) continue;
    const doubt = doubtAbout(text, at, form);
    if (doubt !== 'refuse') return mention(at, at + form.text.length, form.by, form.people, doubt === 'guess');
  }
  return undefined;
}

/** Whether a form found in running text is that client, perhaps, or part of other words. */
function doubtAbout(text: string, at: number, form: Form): 'none' | 'guess' | 'refuse' {
  const end = at + form.text.length;
  if (end - at === 1 || cutsNumber(text, at, end)) return 'refuse';
  if (form.by === 'honorific') return isGluedTitle(text, at, end) ? 'refuse' : 'none';
  if (NAME_ONLY.isAt(text, end) || (end - at === 2 && text[end] === text[end - 1] && !mayEndName(text, end))) return 'refuse';
  if (form.by === 'partOfName') {
    if (EVERYDAY.has(form.text)) return 'refuse';
    if (isCommonSurnameAt(text, at - 1) && !standsBeforeName(text, at)) return 'refuse';
    if (straddles(text, end)) return 'refuse';
    return 'guess';
  }
  if (EVERYDAY.has(form.text)) return standsBeforeName(text, at) && mayEndName(text, end) ? 'guess' : 'refuse';
  if (straddles(text, end)) return end - at > 2 ? 'guess' : 'refuse';
  if (end - at === 2 && isHan(text.charCodeAt(end)) && !mayEndName(text, end) && !standsBeforeName(text, at)) return 'guess';
  return 'none';
}

/** A name that begins or ends in a figure, found where more figures or letters go on: part of a number, not the name. */
export function cutsNumber(text: string, start: number, end: number): boolean {
  const goesOn = (unit: number) => isDigit(unit) || isLetter(unit);
  return (
    (goesOn(text.charCodeAt(start)) && start > 0 && goesOn(text.charCodeAt(start - 1))) ||
    (goesOn(text.charCodeAt(end - 1)) && end < text.length && goesOn(text.charCodeAt(end)))
  );
}

/** 王明|天: the last character of the name begins a word with the next one. */
function straddles(text: string, end: number): boolean {
  return end < text.length && EVERYDAY.isAt(text, end - 1, end + 1) && !EVERYDAY.isAt(text, end, end + 2);
}

export function standsBeforeName(text: string, at: number): boolean {
  return wordBefore(text, at, BEFORE_NAME) !== undefined;
}

/** 王总监, 李老师傅: a longer word than the stored 称呼. */
function isGluedTitle(text: string, at: number, end: number): boolean {
  const next = text[end] ?? '';
  if (text[end - 1] === '总' && '监共是体会部行计要算归之'.includes(next) && next !== '') return next !== '是' && next !== '会' && next !== '要';
  return isCommonSurnameAt(text, at - 1) && surnameAt(text, at - 1) > 0 && !standsBeforeName(text, at) && surnameAt(text, at) === 0;
}

/** 王总, 李阿姨, 老张, 小王: a surname and how such a person is addressed. */
function titledAt(text: string, at: number, index: ClientIndex, year: number): Mention | undefined {
  if (isNicknameHead(text.charCodeAt(at))) return nicknameAt(text, at, index, year);
  for (let length = index.longestSurname; length > 0; length--) {
    if (!TITLE_HEADS.has(text.charCodeAt(at + length))) continue;
    const surname = text.slice(at, at + length);
    const namesakes = index.bySurname.get(surname);
    if (!namesakes) continue;
    const title = titleAt(text, at + length);
    if (!title) continue;
    const end = at + length + title.word.length;
    if (isGluedTitle(text, at, end) || EVERYDAY.isAt(text, at, at + 2)) continue;
    const stored = index.byForm.get(text.slice(at, end));
    if (stored?.by === 'honorific') continue;
    return mention(at, end, 'honorific', plausible(namesakes, title.rule, year), true);
  }
  return undefined;
}

/** 老 小 大 */
const isNicknameHead = (unit: number): boolean => unit === 0x8001 || unit === 0x5c0f || unit === 0x5927;

/** What a title may begin with. */
const TITLE_HEADS = new CharacterSet([...TITLES.keys()].map((word) => word.charAt(0)).join(''));

export function titleAt(text: string, at: number): { word: string; rule: Title } | undefined {
  if (!TITLE_HEADS.has(text.charCodeAt(at))) return undefined;
  for (let length = LONGEST_TITLE; length > 0; length--) {
    const word = text.slice(at, at + length);
    if (word.length < length) continue;
    const rule = TITLES.get(word);
    if (!rule) continue;
    const next = text[at + length] ?? '';
    if (length === 1) {
      if (word === '总' && '监共体部行计算归之结额和数'.includes(next) && next !== '') return undefined;
      if (word === '工' && next !== '' && '作资程人业行地具商'.includes(next)) return undefined;
      if (word === '处' && next !== '' && '理于在罚境分长'.includes(next)) return undefined;
      if (word === '科' && next !== '' && '技学目长'.includes(next)) return undefined;
      if (word === '局' && next !== '' && '面部长限'.includes(next)) return undefined;
      if (word === '董' && next !== '' && '事'.includes(next)) return undefined;
      if (word === '老' && next !== '' && '师家年婆公是板伴人'.includes(next)) return undefined;
      if ((word === '弟' || word === '妹') && next === '子') return undefined;
    }
    return { word, rule };
  }
  return undefined;
}

function nicknameAt(text: string, at: number, index: ClientIndex, year: number): Mention | undefined {
  const surname = text[at + 1] ?? '';
  const namesakes = index.bySurname.get(surname);
  if (!namesakes || EVERYDAY.isAt(text, at, at + 2)) return undefined;
  if (NAME_ONLY.isAt(text, at + 2)) return undefined;
  if (titleAt(text, at + 1 + surname.length) && text[at] === '大') return undefined;
  const before = text[at - 1] ?? '';
  if (text[at] === '大' || '多最很好太挺不变'.includes(before || '-')) return undefined;
  const rule: Title = text[at] === '老' ? { from: 35 } : { to: 45 };
  return mention(at, at + 2, 'honorific', plausible(namesakes, rule, year), true);
}

/** Who of one surname may be addressed so: gender decides where it is known, age narrows only as long as someone is left. */
function plausible(people: readonly Person[], rule: Title, year: number): Person[] {
  const fits = people.filter((person) => !rule.gender || !person.gender || person.gender === rule.gender);
  const ofAge = fits.filter((person) => {
    const age = person.birthYear ? year - person.birthYear : undefined;
    return age === undefined || ((rule.from === undefined || age >= rule.from) && (rule.to === undefined || age <= rule.to));
  });
  return ofAge.length > 0 ? ofAge : fits;
}

/** lixiulan, li xiu lan, LXL, and client numbers with letters. */
function lettersAt(text: string, at: number, index: ClientIndex): Mention | undefined {
  const before = text.charCodeAt(at - 1);
  if (at > 0 && (isLetter(before) || isDigit(before) || text[at - 1] === '@' || text[at - 1] === '.' || text[at - 1] === '/')) return undefined;
  let end = at;
  while (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end++;
  const word = text.slice(at, end);
  const byNo = index.byNo.get(word.toUpperCase());
  if (byNo) return mention(at, end, 'clientNo', byNo);
  if (text[end] === '@' || text[end] === '.' || text[end] === '/' || text[end] === '_') return undefined;
  let best: Mention | undefined;
  let letters = '';
  for (let from = at, pieces = 0; pieces < 6; pieces++) {
    let to = from;
    while (isLetter(text.charCodeAt(to)) || text[to] === "'") to++;
    if (to === from || isDigit(text.charCodeAt(to))) break;
    letters += text.slice(from, to).toLowerCase().replaceAll("'", '');
    if (letters.length > index.longestPinyin) break;
    const people = index.byPinyin.get(letters);
    if (people) best = mention(at, to, 'pinyin', people);
    if (text[to] !== ' ') break;
    from = to + 1;
  }
  if (best) return best;
  const initials = word.length > 1 && word.length < 5 ? index.byInitials.get(word.toLowerCase()) : undefined;
  return initials ? mention(at, end, 'initials', initials) : undefined;
}

const TAIL_WORDS = ['尾号', '尾数', '后四位', '尾号是', '尾号为', '手机尾号', '末四位', '后4位'];

/** Phone numbers, tails named as such, client numbers. */
function digitsAt(text: string, at: number, index: ClientIndex): Mention | undefined {
  const before = text.charCodeAt(at - 1);
  if (at > 0 && (isLetter(before) || before === 0x2e)) return undefined;
  let end = at;
  while (isDigit(text.charCodeAt(end)) || isLetter(text.charCodeAt(end))) end++;
  const word = text.slice(at, end);
  const byNo = index.byNo.get(word.toUpperCase());
  if (byNo && word.length > 4) return mention(at, end, 'clientNo', byNo);
  const phone = phoneAt(text, at);
  if (phone) {
    const people = index.byPhone.get(phone.digits);
    return people ? mention(at, phone.end, 'phone', people) : undefined;
  }
  if (word.length === 4) {
    const lead = text.slice(Math.max(0, at - 6), at).trimEnd();
    const named = TAIL_WORDS.find((one) => lead.endsWith(one));
    const people = named || isPersonPlace(text, at, end) ? index.byTail.get(word) : undefined;
    if (!named && people) return mention(at, end, 'phoneTail', people);
    if (named && people)
      return mention(at - (text.slice(0, at).length - text.slice(0, at).trimEnd().length) - named.length, end, 'phoneTail', people);
  }
  return undefined;
}

/** 「刚和5678通完电话」: four digits where only a person can stand. */
function isPersonPlace(text: string, at: number, end: number): boolean {
  return (
    /[跟和与]$|(?:^|[^交付转])给$/.test(text.slice(Math.max(0, at - 2), at)) &&
    /^(?:通|打|聊|谈|见|约|面谈|回电|发微信|发短信|联系|视频|说)/.test(text.slice(end, end + 3))
  );
}

const COUNTRY_CODE = /^(?:\+|00)?86[ -]?/;
/** More gaps stand between numbers, not inside one. */
const MOST_PHONE_GAPS = 3;
const isPhoneGap = (character: string | undefined): boolean => character === ' ' || character === '-';

/** An 11-digit mobile number, with single spaces or dashes between its digits, behind +86, 0086 or 86 too. */
export function phoneAt(text: string, at: number): { end: number; digits: string } | undefined {
  return mobileAt(text, at) ?? ('+08'.includes(text[at] || '-') ? mobileBehindCode(text, at) : undefined);
}

function mobileBehindCode(text: string, at: number): { end: number; digits: string } | undefined {
  const code = COUNTRY_CODE.exec(text.slice(at, at + 6));
  return code ? mobileAt(text, at + code[0].length) : undefined;
}

function mobileAt(text: string, at: number): { end: number; digits: string } | undefined {
  if (text[at] !== '1' || !isDigit(text.charCodeAt(at + 1)) || (text[at + 1] as string) < '3') return undefined;
  let digits = '';
  let gaps = 0;
  let cursor = at;
  for (; digits.length < 11; cursor++) {
    if (isDigit(text.charCodeAt(cursor))) digits += text[cursor];
    else if (!isPhoneGap(text[cursor]) || isPhoneGap(text[cursor - 1]) || digits.length < 3 || ++gaps > MOST_PHONE_GAPS) return undefined;
  }
  return isDigit(text.charCodeAt(cursor)) ? undefined : { end: cursor, digits };
}

/**
 * A client where one must stand, behind a keyword or alone: the whole token counts, so tails, part of a name and names
 * that are everyday words do too. `end` is where the token ends; nothing longer than the token is taken.
 */
export function mentionOfToken(text: string, start: number, end: number, index: ClientIndex, year: number): Mention | undefined {
  const word = text.slice(start, end);
  const form = word.length <= index.longestForm ? index.byForm.get(word) : undefined;
  if (form) return mention(start, end, form.by, form.people);
  if (word.length === 4 && /^\d{4}$/.test(word)) {
    const people = index.byTail.get(word);
    if (people) return mention(start, end, 'phoneTail', people);
  }
  // No name or way of address is as long as a sentence without marks.
  const whole = isHan(word.charCodeAt(0)) && word.length > index.longestForm + LONGEST_TITLE ? undefined : mentionAt(word, 0, index, year);
  if (whole && whole.end === word.length) return { ...whole, start, end };
  if ((word.length === 2 || word.length === 3) && /^[\u4e00-\u9fff]+$/.test(word) && surnameAt(word, 0) > 0) {
    const people = index.people.filter((person) => person.folded.length > word.length && person.folded.startsWith(word));
    if (people.length > 0) return mention(start, end, 'partOfName', people);
  }
  if (word.length === 1 && /^[\u4e00-\u9fff]$/.test(word)) {
    const people = index.bySurname.get(word);
    if (people) return mention(start, end, 'partOfName', people);
  }
  return undefined;
}

/** 张三 and his friends: names though they end in a number. */
const PLACEHOLDERS = new Set(['张三', '李四', '王五', '赵六', '孙七', '周八', '吴九', '郑十', '王二']);

/** Words that look like the name of somebody who is not among the clients; the length, 0 for none. */
export function strangerAt(text: string, at: number): number {
  const surname = surnameAt(text, at);
  if (surname === 0) return 0;
  if (PLACEHOLDERS.has(text.slice(at, at + 2))) return 2;
  const title = titleAt(text, at + surname);
  if (title && !EVERYDAY.isAt(text, at, at + 2)) return surname + title.word.length;
  if (EVERYDAY.isAt(text, at, at + 2) || SOLAR_TERMS.isAt(text, at, at + 2) || EVERYDAY.isAt(text, at, at + 3)) return 0;
  for (const given of [2, 1]) {
    const end = at + surname + given;
    if (end > text.length) continue;
    let isName = true;
    for (let cursor = at + surname; cursor < end; cursor++) if (!isHan(text.charCodeAt(cursor)) || NEVER_IN_NAME.isAt(text, cursor)) isName = false;
    if (!isName || EVERYDAY.isAt(text, end - 1, end + 1) || (given === 2 && EVERYDAY.isAt(text, end - 2, end) && !NAME_ONLY.isAt(text, end - 1)))
      continue;
    if (mayEndName(text, end)) return surname + given;
  }
  return 0;
}

const NEVER_IN_NAME = new CharacterSet(
  '的了吗呢吧啊呀我你您他她它们这那哪谁么什怎是不没在有和跟与给把被对从到去就都也还很太最更又再要会能可说问打电话号点个位月年日上下前后里外几多少钱款买卖存取转账户查看记提醒约投诉二三四五六七八九十两半',
);

/** The argument `client` as commands get it. */
export function clientArg(text: string, found: Mention): ClientArg {
  const only = found.people[0];
  if (found.people.length === 1 && only) {
    return { id: only.id, name: only.name, by: found.by, ...(found.guessed ? { guessed: true } : {}) };
  }
  return { text: text.slice(found.start, found.end), candidates: found.people.map(({ id, name }) => ({ id, name })), by: found.by };
}

import { Heads } from './heads.js';
import { foldWord } from './normalise.js';
import { surnameLength } from './person-words.js';
import { foldSyllable, soundOf } from './syllable.js';

/** A client as far as sentences can name one; absent fields are simply not searched. */
export interface ClientRow {
  id: string;
  name: string;
  /** The stored 称呼, 「李阿姨」. */
  honorific?: string | null;
  /** Toneless, without spaces: lixiulan. */
  pinyin: string;
  /** lxl. */
  initials: string;
  /** Second reading of a polyphonic surname. */
  pinyinAlt?: string | null;
  initialsAlt?: string | null;
  mobile?: string | null;
  mobileTail?: string | null;
  clientNo?: string | null;
  gender?: string | null;
  birthYear?: number | null;
  /** 'YYYY-MM-DD': of several who fit, the one met last stands first. */
  lastContactOn?: string | null;
}

export interface Person extends Omit<ClientRow, 'name' | 'honorific'> {
  /** As stored. */
  name: string;
  /** Width and script folded, as sentences are compared. */
  folded: string;
  surname: string;
  honorific: string | null;
}

/** Words that stand for one or more clients, found at their first character. */
export interface Form {
  text: string;
  by: 'fullName' | 'honorific' | 'partOfName';
  people: Person[];
}

export interface ClientIndex {
  people: Person[];
  byId: Map<string, Person>;
  /** By code unit of the first character, longest first. */
  forms: Map<number, Form[]>;
  byForm: Map<string, Form>;
  /** Longest of these words. */
  longestForm: number;
  bySurname: Map<string, Person[]>;
  /** Longest surname in use: 1, or 2 with compound ones. */
  longestSurname: number;
  /** Characters that words for a client may begin with; says yes to some others too. */
  heads: Heads;
  readonly byPinyin: Map<string, Person[]>;
  readonly byInitials: Map<string, Person[]>;
  /** Longest pinyin of a name, in letters. */
  readonly longestPinyin: number;
  readonly byPhone: Map<string, Person[]>;
  readonly byTail: Map<string, Person[]>;
  readonly byNo: Map<string, Person[]>;
  /** Built at the first miss: names by their sound and with one character left open. */
  near: { bySound: Map<string, Person[]>; byGap: Map<string, Person[]> } | null;
}

function put(map: Map<string, Person[]>, key: string | null | undefined, person: Person): void {
  if (!key) return;
  const people = map.get(key);
  if (!people) map.set(key, [person]);
  else if (!people.includes(person)) people.push(person);
}

const RANK = { fullName: 0, honorific: 1, partOfName: 2 } as const;

/** Everything a sentence may name a client by. Build it once per person and version of his clients, not per message. */
export function buildClientIndex(rows: readonly ClientRow[]): ClientIndex {
  // Few sentences hold letters or digits: what finds by them is made when the first one does.
  let letters: Letters | undefined;
  let numbers: Numbers | undefined;
  const index: ClientIndex = {
    people: [],
    byId: new Map(),
    forms: new Map(),
    byForm: new Map(),
    longestForm: 0,
    bySurname: new Map(),
    longestSurname: 1,
    heads: new Heads(),
    near: null,
    get byPinyin() {
      return (letters ??= lettersOf(index.people)).byPinyin;
    },
    get byInitials() {
      return (letters ??= lettersOf(index.people)).byInitials;
    },
    get longestPinyin() {
      return (letters ??= lettersOf(index.people)).longestPinyin;
    },
    get byPhone() {
      return (numbers ??= numbersOf(index.people)).byPhone;
    },
    get byTail() {
      return (numbers ??= numbersOf(index.people)).byTail;
    },
    get byNo() {
      return (numbers ??= numbersOf(index.people)).byNo;
    },
  };
  const recentFirst = [...rows].sort((one, other) => compare(other.lastContactOn ?? '', one.lastContactOn ?? ''));
  for (const row of recentFirst) addPerson(index, row);
  for (const surname of index.bySurname.keys()) index.heads.add(surname.charCodeAt(0));
  for (const form of index.byForm.values()) {
    const head = form.text.charCodeAt(0);
    index.heads.add(head);
    index.longestForm = Math.max(index.longestForm, form.text.length);
    const forms = index.forms.get(head);
    if (forms) forms.push(form);
    else index.forms.set(head, [form]);
  }
  for (const forms of index.forms.values()) forms.sort((one, other) => other.text.length - one.text.length);
  return index;
}

/** Of dates as text; a locale's order costs a hundred times as much and says the same. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function addPerson(index: ClientIndex, row: ClientRow): void {
  const folded = foldWord(row.name);
  const surname = folded.slice(0, surnameLength(folded));
  // Field by field: a spread costs more than all the rest of this.
  const person: Person = {
    id: row.id,
    name: row.name,
    folded,
    surname,
    honorific: row.honorific ? foldWord(row.honorific) : null,
    pinyin: row.pinyin,
    initials: row.initials,
    pinyinAlt: row.pinyinAlt,
    initialsAlt: row.initialsAlt,
    mobile: row.mobile,
    mobileTail: row.mobileTail,
    clientNo: row.clientNo,
    gender: row.gender,
    birthYear: row.birthYear,
    lastContactOn: row.lastContactOn,
  };
  index.people.push(person);
  index.byId.set(person.id, person);
  addForm(index, folded, 'fullName', person);
  const unspaced = folded.replace(/[ ·]/g, '');
  if (unspaced !== folded) addForm(index, unspaced, 'fullName', person);
  if (person.honorific && person.honorific.length > 1) addForm(index, person.honorific, 'honorific', person);
  const given = folded.slice(surname.length);
  if (given.length === 2) addForm(index, given, 'partOfName', person);
  if (unspaced !== folded) for (const part of folded.split(/[ ·]/)) if (part.length > 1) addForm(index, part, 'partOfName', person);
  put(index.bySurname, surname, person);
  index.longestSurname = Math.max(index.longestSurname, surname.length);
}

type Letters = Pick<ClientIndex, 'byPinyin' | 'byInitials'> & { longestPinyin: number };

function lettersOf(people: readonly Person[]): Letters {
  const found: Letters = { byPinyin: new Map(), byInitials: new Map(), longestPinyin: 0 };
  for (const person of people) {
    for (const pinyin of [person.pinyin, person.pinyinAlt]) {
      const letters = pinyin?.toLowerCase().replace(/[^a-z]/g, '');
      put(found.byPinyin, letters, person);
      found.longestPinyin = Math.max(found.longestPinyin, letters?.length ?? 0);
    }
    for (const initials of [person.initials, person.initialsAlt]) {
      const letters = initials?.toLowerCase().replace(/[^a-z]/g, '');
      if (letters && letters.length > 1) put(found.byInitials, letters, person);
    }
  }
  return found;
}

type Numbers = Pick<ClientIndex, 'byPhone' | 'byTail' | 'byNo'>;

function numbersOf(people: readonly Person[]): Numbers {
  const found: Numbers = { byPhone: new Map(), byTail: new Map(), byNo: new Map() };
  for (const person of people) {
    const digits = person.mobile?.replace(/\D/g, '');
    const mobile = digits && digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
    put(found.byPhone, mobile, person);
    put(found.byTail, person.mobileTail ?? mobile?.slice(-4), person);
    put(found.byNo, person.clientNo?.toUpperCase(), person);
  }
  return found;
}

function addForm(index: ClientIndex, text: string, by: Form['by'], person: Person): void {
  if (text.length < 2 && by !== 'fullName') return;
  const form = index.byForm.get(text);
  if (!form) index.byForm.set(text, { text, by, people: [person] });
  else if (RANK[by] < RANK[form.by]) index.byForm.set(text, { text, by, people: [person] });
  else if (by === form.by && !form.people.includes(person)) form.people.push(person);
}

/** Clients whose name sounds like the word, or differs in one character. Never to be acted on without a question. */
export function similarTo(word: string, index: ClientIndex): Person[] {
  if (word.length < 2 || word.length > 8) return [];
  const near = (index.near ??= buildNear(index));
  const found: Person[] = [];
  const add = (people: readonly Person[] | undefined) => {
    for (const person of people ?? []) if (!found.includes(person)) found.push(person);
  };
  const sound = soundOf(word);
  if (sound) add(near.bySound.get(sound));
  if (/^[a-z]+$/i.test(word)) add(near.bySound.get(foldLetters(word.toLowerCase())));
  if (word.length > 2) for (let gap = 0; gap < word.length; gap++) add(near.byGap.get(`${word.slice(0, gap)}?${word.slice(gap + 1)}`));
  return found.slice(0, 5);
}

function buildNear(index: ClientIndex): NonNullable<ClientIndex['near']> {
  const bySound = new Map<string, Person[]>();
  const byGap = new Map<string, Person[]>();
  for (const person of index.people) {
    put(bySound, soundOf(person.folded), person);
    put(bySound, foldLetters(person.pinyin.toLowerCase()), person);
    if (person.folded.length > 2) {
      for (let gap = 0; gap < person.folded.length; gap++) put(byGap, `${person.folded.slice(0, gap)}?${person.folded.slice(gap + 1)}`, person);
    }
  }
  return { bySound, byGap };
}

/** A run of pinyin letters with the confusable sounds folded, syllables not being told apart. */
function foldLetters(letters: string): string {
  return foldSyllable(
    letters
      .replace(/[^a-z]/g, '')
      .replace(/([zcs])h/g, '$1')
      .replace(/([aei])ng/g, '$1n'),
  );
}

import { intentOf, type Command } from './bot/command.js';
import type { RoadDeps } from './bot/road.js';
import type { Speaker } from './bot/speaker.js';
import type { Calendars } from './calendars.js';
import { dateAt } from './domain/calendar/index.js';
import type { ClientArg, Frame } from './domain/intent.js';
import type { ClientName } from './store/client-list.js';
import type { StoreTx } from './store/index.js';
import type { StoredSession } from './store/session.js';
import { buildClientIndex, compileIntents, understand, type ClientIndex } from './understand/index.js';
import { withLaterIntents } from './understand/later-intents.js';
import { normalise } from './understand/normalise.js';

/** So many clients' names are kept in indexes, about 200 MiB of them; the people who spoke last keep theirs. */
const MOST_NAMES = 300_000;
/** Colleagues and products are read again when they changed, asked at most this often. */
const REFRESH_MS = 60_000;
/** Nobody means more than so many clients of one sentence by their numbers. */
const MOST_NUMBERS = 8;
const LONGEST_NUMBER = 32;
const TAIL_LENGTH = 4;
/** 「是面谈」 corrects a record this fresh: as long as 撤销 is good for it. Source: design §2. */
const JUST_RECORDED_MS = 10 * 60_000;
const MAY_CORRECT = /^.{0,8}[是为].{1,20}$/u;
const NONE: readonly WordAt[] = [];

type Person = ClientIndex['people'][number];
type Numbers = Pick<ClientIndex, 'byPhone' | 'byTail' | 'byNo'>;

/** A word of a list, where it stands in a text. */
interface WordAt {
  word: string;
  start: number;
  end: number;
}

/** Which words of a list stand in a text, the longest at each place: time grows with the text, not with the list. */
export function wordFinder(words: Iterable<string>): (text: string) => readonly WordAt[] {
  // By two characters: a few surnames begin half of all names.
  const byHead = new Map<string, string[]>();
  for (const word of new Set(words)) {
    if (word.length < 2) continue;
    const head = word.slice(0, 2);
    const list = byHead.get(head);
    if (list) list.push(word);
    else byHead.set(head, [word]);
  }
  for (const list of byHead.values()) list.sort((one, other) => other.length - one.length);
  return (text) => {
    let found: WordAt[] | undefined;
    for (let at = 0; at < text.length;) {
      const word = byHead.get(text.slice(at, at + 2))?.find((one) => text.startsWith(one, at));
      if (word !== undefined) (found ??= []).push({ word, start: at, end: at + word.length });
      at += word?.length ?? 1;
    }
    return found ?? NONE;
  };
}

/** Everybody's names and all products, small enough to be kept whole. */
function bankWords() {
  let staff = wordFinder([]);
  let products = wordFinder([]);
  let codes = new Map<string, { code: string; name: string }>();
  let checkedAt = -Infinity;
  let seen = '';

  async function refresh(store: StoreTx, now: Date): Promise<void> {
    if (Math.abs(now.getTime() - checkedAt) < REFRESH_MS) return;
    checkedAt = now.getTime();
    const state = `${await store.staff.namesState()} ${await store.product.namesState()}`;
    if (state === seen) return;
    staff = wordFinder((await store.staff.listAllNames()).map((name) => normalise(name).text));
    codes = new Map((await store.product.listNames()).flatMap((one) => [one.name, one.code].map((word) => [normalise(word).text, one] as const)));
    products = wordFinder(codes.keys());
    seen = state;
  }

  return {
    refresh,
    staffIn: (text: string): string[] => [...new Set(staff(text).map((found) => found.word))],
    products: {
      find: (text: string) => products(text).map(({ word, start, end }) => ({ start, end, ...codes.get(word)! })),
    },
  };
}

/** Phone numbers, tails and client numbers a sentence may hold. */
function numbersIn(text: string): { phones: string[]; tails: string[]; others: string[] } {
  const phones = (text.match(/1[3-9]\d(?:[ -]?\d){8}(?!\d)/g) ?? []).map((phone) => phone.replace(/\D/g, ''));
  const words = (text.match(/[A-Za-z\d]+/g) ?? []).filter((word) => /\d/.test(word) && word.length <= LONGEST_NUMBER);
  const few = (list: string[]) => [...new Set(list)].slice(0, MOST_NUMBERS);
  return {
    phones: few(phones),
    tails: few(words.filter((word) => word.length === TAIL_LENGTH && /^\d+$/.test(word))),
    others: few(words.filter((word) => word.length > TAIL_LENGTH || /[A-Za-z]/.test(word))),
  };
}

/** The index with those of its people who have a number that stands in the sentence: nobody's numbers are kept in memory. */
async function withNumbers(index: ClientIndex, text: string, store: StoreTx, user: Speaker): Promise<ClientIndex> {
  if (!/\d/.test(text) || index.people.length === 0) return index;
  const { phones, tails, others } = numbersIn(text);
  const known = (hits: readonly { id: string }[]): Person[] => hits.flatMap((hit) => index.byId.get(hit.id) ?? []);
  const by = async (numbers: readonly string[], find: (number: string) => Promise<readonly { id: string }[]>): Promise<Map<string, Person[]>> => {
    const people = new Map<string, Person[]>();
    for (const number of numbers) {
      const those = known(await find(number));
      if (those.length > 0) people.set(number.toUpperCase(), those);
    }
    return people;
  };
  const found: Numbers = {
    byPhone: await by(phones, (phone) => store.client.findByMobile(user, phone)),
    byTail: await by(tails, (tail) => store.client.findByPhoneTail(user, tail)),
    byNo: await by(others, (clientNo) => store.client.findByClientNo(user, clientNo)),
  };
  if (found.byPhone.size + found.byTail.size + found.byNo.size === 0) return index;
  // Everything else of it stays one with the index that is kept.
  return Object.create(index, Object.getOwnPropertyDescriptors(found)) as ClientIndex;
}

/** Whether a sentence may be about what its speaker has only just recorded. */
async function isRecordFresh(text: string, store: StoreTx, user: Speaker, now: Date): Promise<boolean> {
  if (!MAY_CORRECT.test(text.trim())) return false;
  const newest = await store.contactRecord.findLastBy(user.id);
  return newest !== undefined && now.getTime() - newest.createdAt < JUST_RECORDED_MS;
}

/** One person's clients as sentences may name them, and what was made of them so far. */
interface Known {
  version: string;
  rows: readonly ClientName[];
  plain: ClientIndex | undefined;
  /** With pinyin and initials: of those only who ever typed some, or a name that nobody has. */
  lettered: ClientIndex | undefined;
}

function isNobody(frame: Frame): boolean {
  const client = frame.args['client'] as ClientArg | undefined | null;
  return client !== undefined && client !== null && !('id' in client) && client.candidates.length === 0;
}

/**
 * Understanding with what this person may see. An index of names is only a hint and is kept with the version of the set it
 * was made from, for a day; whether somebody may see a client is asked of the database each time.
 */
export function createHearing(commands: readonly Command[], calendars: Calendars): RoadDeps['understand'] {
  const intents = compileIntents(withLaterIntents(commands.map(intentOf)));
  const indexes = new Map<string, Known>();
  const words = bankWords();
  let names = 0;

  function forget(userId: string): void {
    names -= indexes.get(userId)?.rows.length ?? 0;
    indexes.delete(userId);
  }

  async function knownBy(store: StoreTx, user: Speaker, now: Date): Promise<Known> {
    // Relations begin and end with a day, and nobody writes anything then.
    const version = `${user.clientsVersion} ${dateAt(now)}`;
    const known = indexes.get(user.id);
    if (known && known.version === version) {
      indexes.delete(user.id);
      indexes.set(user.id, known);
      return known;
    }
    const made: Known = { version, rows: await store.client.listNames(user), plain: undefined, lettered: undefined };
    forget(user.id);
    indexes.set(user.id, made);
    names += made.rows.length;
    for (const [oldest] of indexes) {
      if (names <= MOST_NAMES || oldest === user.id) break;
      forget(oldest);
    }
    return made;
  }

  function indexOf(known: Known, store: StoreTx, hasLetters: boolean): ClientIndex {
    if (hasLetters || known.lettered) {
      known.plain = undefined;
      return (known.lettered ??= buildClientIndex(store.client.lettered(known.rows)));
    }
    return (known.plain ??= buildClientIndex(known.rows.map((row) => ({ ...row, pinyin: '', initials: '' }))));
  }

  return async (
    typed: string,
    { store, user, session, now }: { store: StoreTx; user: Speaker; session: StoredSession; now: Date },
  ): Promise<Frame> => {
    await words.refresh(store, now);
    const { text } = normalise(typed);
    const known = await knownBy(store, user, now);
    const justRecorded = await isRecordFresh(text, store, user, now);
    const hear = async (clients: ClientIndex): Promise<Frame> => {
      const last = session.lastClientId === null ? undefined : clients.byId.get(session.lastClientId);
      const lastClient = last ?? (session.lastClientId === null ? undefined : (await store.clientSearch.summaries([session.lastClientId]))[0]);
      return understand(typed, {
        now,
        calendar: calendars.of(user.orgPath),
        intents,
        clients: await withNumbers(clients, text, store, user),
        products: words.products,
        staff: words.staffIn(text),
        ...(justRecorded ? { justRecorded } : {}),
        ...(lastClient ? { lastClient: { id: lastClient.id, name: lastClient.name } } : {}),
        ...(session.question ? { question: session.question } : {}),
      });
    };
    const frame = await hear(indexOf(known, store, /[a-z]/i.test(text)));
    // Nobody of that name: who sounds like it is found by letters.
    return !known.lettered && isNobody(frame) ? hear(indexOf(known, store, true)) : frame;
  };
}

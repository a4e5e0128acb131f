import { commands } from '../commands/index.js';
import { intentOf } from '../bot/command.js';
import { createCalendar } from '../domain/calendar/index.js';
import { buildClientIndex, compileIntents, understand, withLaterIntents, type ClientRow } from '../understand/index.js';
import { personAt } from './people.js';
import { rate, type Bench, type BenchCase } from './report.js';
import { FREE_SENTENCES, KEYWORD_SENTENCES, WRITE_SENTENCES } from './sentences.js';

/** A manager's own, as design §12 has them. */
const CLIENTS = 333;
/**
 * A compiler needs some hundred thousand free sentences before it is done, some thousand short ones: each case is heard until
 * it grows no faster, by windows of this share of the seconds measured, and at most so many times those seconds.
 */
const WINDOW_SHARE = 0.4;
const MOST_WARM_UP_SHARE = 6;
/** So many windows in a row that are no faster than the best one by this much. */
const STEADY_WINDOWS = 3;
const FASTER = 1.02;
/** Timed together: a clock costs as much as a short sentence. */
const GROUP = 10;
/** A turn of one side. By time, not by sentences: else the slower one has nearly all of it, and the other never gets warm. */
const TURN_MS = 40;

export const understandBench: Bench = {
  name: 'understand',
  summary: '一个核心每秒听懂多少句话，对照 grammY 的分发',
  sizes: { clients: CLIENTS, managers: 1, seconds: 5 },
  async run({ clients, seconds }, note) {
    const rows = Array.from({ length: clients }, (_one, i): ClientRow => {
      const { id, name, pinyin, initials, pinyinAlt, initialsAlt, mobile, clientNo, gender } = personAt(i, 1);
      return { id, name, pinyin, initials, pinyinAlt, initialsAlt, mobile, mobileTail: mobile.slice(-4), clientNo, gender };
    });
    const context = {
      now: new Date('2026-11-23T08:39:00+08:00'),
      calendar: createCalendar(),
      intents: compileIntents(withLaterIntents(commands.map(intentOf))),
      clients: buildClientIndex(rows),
    };
    const dispatcher = await bareDispatcher();
    const cases: BenchCase[] = [];
    for (const [name, patterns] of [
      ...Object.entries(KEYWORD_SENTENCES),
      ['free-write', WRITE_SENTENCES] as const,
      ['free', FREE_SENTENCES] as const,
    ]) {
      note(name);
      const sentences = fill(patterns, rows);
      const hear = (sentence: string) => void understand(sentence, context);
      const measured = await alternate(sentences, hear, dispatcher, seconds);
      cases.push(
        rate(name, 'sentences/s', measured.value, { times: measured.times, ...(measured.limit === undefined ? {} : { limit: measured.limit }) }),
      );
    }
    return cases;
  },
};

/** Every pattern with every client: nothing is heard twice in a row, so that nothing is won by remembering. */
function fill(patterns: readonly string[], rows: readonly ClientRow[]): string[] {
  return rows.flatMap((row) =>
    patterns.map((pattern) =>
      pattern
        .replace('{}', row.name)
        .replace('{他}', `${row.name.charAt(0)}总`)
        .replace('{#}', row.mobileTail ?? ''),
    ),
  );
}

type Hear = (sentence: string) => void | Promise<void>;

interface Side {
  hear: Hear;
  ms: number;
  heard: number;
  /** Of one sentence, ms. */
  times: number[];
}

/** Ours and the limit in turns of equal length, so that whatever else the machine does slows both; measured once ours is warm. */
async function alternate(sentences: readonly string[], ours: Hear, theirs: Hear | undefined, seconds: number) {
  let at = 0;
  const measure = async (ms: number) => {
    const sides: Side[] = [ours, theirs].flatMap((hear) => (hear ? [{ hear, ms: 0, heard: 0, times: [] }] : []));
    const until = performance.now() + ms;
    do {
      for (const side of sides) {
        const { hear } = side;
        const turnEnds = performance.now() + Math.min(TURN_MS, (seconds * 1000) / 8);
        for (let began = performance.now(); began < turnEnds;) {
          for (let i = 0; i < GROUP; i++) {
            const heard = hear(sentences[at++ % sentences.length] as string);
            if (heard instanceof Promise) await heard;
          }
          const now = performance.now();
          side.ms += now - began;
          side.heard += GROUP;
          side.times.push((now - began) / GROUP);
          began = now;
        }
      }
    } while (performance.now() < until);
    return sides as [Side, Side?];
  };
  const warmUntil = performance.now() + seconds * 1000 * MOST_WARM_UP_SHARE;
  for (let best = 0, steady = 0; steady < STEADY_WINDOWS && performance.now() < warmUntil;) {
    const [mine] = await measure(seconds * 1000 * WINDOW_SHARE);
    steady = perSecond(mine) > best * FASTER ? 0 : steady + 1;
    best = Math.max(best, perSecond(mine));
  }
  const [mine, other] = await measure(seconds * 1000);
  return { value: perSecond(mine), times: mine.times, limit: other && perSecond(other) };
}

const perSecond = ({ heard, ms }: Side): number => (heard / ms) * 1000;

/**
 * What a bot framework does before any understanding: grammY finds the handler of a text among as many patterns as we have
 * commands. Undefined where development packages are not installed.
 */
async function bareDispatcher(): Promise<Hear | undefined> {
  const grammy = await import('grammy').catch(() => undefined);
  if (!grammy) return undefined;
  const me = { id: 1, is_bot: true, first_name: 'bench', username: 'bench_bot' };
  const bot = new grammy.Bot('1:bench', { botInfo: me as never });
  let heard = 0;
  for (const command of commands) for (const alias of command.aliases) bot.hears(new RegExp(`^${alias}\\s*(.*)$`), () => void heard++);
  bot.on('message:text', () => void heard++);
  const chat = { id: 2, type: 'private' as const, first_name: 'a' };
  let id = 0;
  return (text) =>
    bot.handleUpdate({ update_id: ++id, message: { message_id: id, date: 1, chat, from: { id: 2, is_bot: false, first_name: 'a' }, text } });
}

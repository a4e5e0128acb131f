import { commands } from '../commands/index.js';
import { intentOf } from '../bot/command.js';
import { createCalendar } from '../domain/calendar/index.js';
import { buildClientIndex, compileIntents, LATER_INTENTS, understand, type ClientRow } from '../understand/index.js';
import { personAt } from './people.js';
import { rate, type Bench, type BenchCase } from './report.js';
import { FREE_SENTENCES, KEYWORD_SENTENCES } from './sentences.js';

/** A manager's own, as design §12 has them. */
const CLIENTS = 333;
const WARM_UP_SHARE = 0.25;
const BLOCK = 200;

export const understandBench: Bench = {
  name: 'understand',
  summary: '一个核心每秒听懂多少句话，对照 grammY 的分发',
  sizes: { clients: CLIENTS, managers: 1, seconds: 3 },
  async run({ clients, seconds }, note) {
    const rows = Array.from({ length: clients }, (_one, i): ClientRow => {
      const { id, name, pinyin, initials, pinyinAlt, initialsAlt, mobile, clientNo, gender } = personAt(i, 1);
      return { id, name, pinyin, initials, pinyinAlt, initialsAlt, mobile, mobileTail: mobile.slice(-4), clientNo, gender };
    });
    const context = {
      now: new Date('2026-11-23T08:39:00+08:00'),
      calendar: createCalendar(),
      intents: compileIntents([...commands.map(intentOf), ...LATER_INTENTS]),
      clients: buildClientIndex(rows),
    };
    const dispatcher = await bareDispatcher();
    const cases: BenchCase[] = [];
    for (const [name, patterns] of [...Object.entries(KEYWORD_SENTENCES), ['free', FREE_SENTENCES] as const]) {
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

/** Ours and the limit in turns of a block each, so that whatever else the machine does slows both. */
async function alternate(sentences: readonly string[], ours: Hear, theirs: Hear | undefined, seconds: number) {
  const sides = [{ hear: ours, ms: 0, n: 0, at: 0 }, ...(theirs ? [{ hear: theirs, ms: 0, n: 0, at: 0 }] : [])];
  const times: number[] = [];
  const began = performance.now();
  const warm = began + seconds * 1000 * WARM_UP_SHARE;
  const end = began + seconds * 1000;
  for (let now = began; now < end || times.length === 0; now = performance.now())
    for (const side of sides) {
      const start = performance.now();
      let last = start;
      for (let i = 0; i < BLOCK; i++) {
        const heard = side.hear(sentences[side.at++ % sentences.length] as string);
        if (heard instanceof Promise) await heard;
        if (side === sides[0] && i % 10 === 0) {
          const after = performance.now();
          if (i > 0) times.push((after - last) / 10);
          last = after;
        }
      }
      if (now < warm) continue;
      side.ms += performance.now() - start;
      side.n += BLOCK;
    }
  const perSecond = ({ n, ms }: { n: number; ms: number }) => (n / Math.max(ms, 1e-6)) * 1000;
  const [mine, other] = sides;
  return { value: perSecond(mine as never), times, limit: other && perSecond(other) };
}

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

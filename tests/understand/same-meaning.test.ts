import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ClientArg, Frame } from '../../src/domain/intent.js';
import { EXCEPTIONS, VARIATIONS, type Base, type Variation } from './variations.js';
import { read, ROWS } from './world.js';

interface Row {
  text: string;
  lastClient?: string;
  intent: string | null;
}

const KINDS: Readonly<Record<string, Base['kind']>> = {
  contact: 'contact',
  reminder: 'reminder',
  case: 'case',
  done: 'done',
  snooze: 'snooze',
  client: 'lookup',
  holdings: 'lookup',
};

/** How many sentences are said otherwise in each way. */
const MOST = 40;

const bases: Base[] = readFileSync(new URL('./corpus.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)
  .filter((row) => !row.lastClient && row.text.length <= 60)
  .flatMap((row) => {
    const kind = KINDS[row.intent ?? ''];
    const frame = read(row.text);
    const client = frame.args['client'] as ClientArg | undefined;
    const known = client && 'id' in client ? ROWS.find((one) => one.id === client.id) : undefined;
    const isPlain = !client || (known !== undefined && !('guessed' in client && client.guessed));
    if (!kind || !isPlain || frame.intent !== row.intent) return [];
    return [{ text: row.text, kind, frame, ...(known ? { client: { name: known.name, gender: known.gender, tail: known.mobileTail } } : {}) }];
  })
  .sort((one, other) => seedOf(one.text) - seedOf(other.text));

/** A fixed order that is none of the corpus. */
function seedOf(text: string): number {
  let seed = 7;
  for (let at = 0; at < text.length; at++) seed = (seed * 31 + text.charCodeAt(at)) % 1_000_003;
  return seed;
}

const whoOf = (client: ClientArg | undefined): string => (!client ? '' : 'id' in client ? client.id : client.candidates.map((one) => one.id).join());

/** What has to stay, however it is said. */
function meaningOf({ intent, args, missing }: Frame): unknown {
  const due = (at: unknown) => {
    const { date, time, endDate, endTime, vague } = (at ?? {}) as Record<string, unknown>;
    return { date, time, endDate, endTime, vague };
  };
  return {
    intent,
    client: whoOf(args['client'] as ClientArg | undefined),
    kind: args['kind'],
    mode: args['mode'],
    items: args['items'],
    at: due(args['at']),
    to: due(args['to']),
    recurrence: args['recurrence'],
    missing: [...missing].sort(),
  };
}

const SPARED = /[\s,，。.;；:：!！?？、~…一下的了吧啊呀哦哈]/g;
const textOf = ({ args }: Frame): string => (typeof args['text'] === 'string' ? args['text'].normalize('NFKC').replace(SPARED, '') : '');

function changedBy(variation: Variation): { tried: number; changed: string[] } {
  const changed: string[] = [];
  let tried = 0;
  for (const base of bases) {
    if (tried === MOST) break;
    const said = variation.vary(base);
    if (said === undefined || said === base.text) continue;
    if (EXCEPTIONS.some(([name, text]) => (name === variation.name || name === '*') && text.test(base.text))) continue;
    tried++;
    const frame = read(said);
    const isSame = JSON.stringify(meaningOf(frame)) === JSON.stringify(meaningOf(base.frame));
    const keepsWords = /^…|…$/.test(variation.name) && variation.loose === undefined && base.kind === 'reminder';
    if (!isSame) changed.push(`${said} => ${JSON.stringify(meaningOf(frame))}`);
    else if (keepsWords && textOf(frame) !== textOf(base.frame)) changed.push(`${said} => ${textOf(frame)}`);
  }
  return { tried, changed };
}

describe('the same thing said otherwise is the same', () => {
  test.each(VARIATIONS.map((one): [string, Variation] => [one.name, one]))('%s', (_name, variation) => {
    const { tried, changed } = changedBy(variation);
    expect(tried).toBeGreaterThan(0);
    expect(changed).toEqual([]);
  });
});

test('exceptions are few, and each is of a way that is tried', () => {
  expect(EXCEPTIONS.length).toBeLessThanOrEqual(40);
  for (const [name, text] of EXCEPTIONS) {
    expect(name === '*' || VARIATIONS.some((one) => one.name === name), name).toBe(true);
    expect(
      bases.some((base) => text.test(base.text)),
      String(text),
    ).toBe(true);
  }
});

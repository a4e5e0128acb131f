import { expect } from 'vitest';
import { read } from './world.js';

/** A reminder as it must be heard on Monday 2026-11-23 at 10:05; no time = none may be there. */
export type ReminderRow = [said: string, date: string, time: string | undefined, words: string];

export function heard(said: string, date: string, time: string | undefined, words: string): void {
  const { intent, args } = read(said);
  expect(intent).toBe('reminder');
  expect(args['at']).toMatchObject({ date, ...(time === undefined ? {} : { time }) });
  if (time === undefined) expect(args['at']).not.toHaveProperty('time');
  expect(args['text']).toBe(words);
}

/** Heard so, and shown before it is kept. */
export function heardAndShown(...row: ReminderRow): void {
  heard(...row);
  expect(read(row[0]).needsConfirm).toBe(true);
}

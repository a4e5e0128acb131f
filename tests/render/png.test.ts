import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { barPicture } from '../../src/bot/picture.js';
import { projectRoot } from '../../src/config.js';
import { createDraw } from '../../src/render/png.js';

const fontDir = path.join(projectRoot, 'templates/page/font');
const bars = (label: string) => barPicture(label, [{ label, count: 3, figure: '3件' }]) as string;

test('draws a PNG of the picture’s width, and its words are in it', async () => {
  const faults: string[] = [];
  const draw = createDraw(fontDir, (why) => void faults.push(why));
  const [worded, empty] = await Promise.all([draw(bars('案件')), draw(bars(' '))]);
  expect(faults).toEqual([]);
  expect([...worded!.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  expect(Buffer.from(worded!).readUInt32BE(16)).toBe(1125);
  // A renderer without its font leaves words out without a word: then both would be the same picture.
  expect(worded!.length).toBeGreaterThan(empty!.length + 500);
  expect(worded!.length).toBeLessThan(2 * 1024 * 1024);
});

test('several at once are all drawn', async () => {
  const draw = createDraw(fontDir, () => undefined);
  const drawn = await Promise.all(Array.from({ length: 5 }, (_none, i) => draw(bars('一二三四五'[i]!))));
  expect(drawn.every((png) => png !== undefined && png.length > 1000)).toBe(true);
});

test('a picture that cannot be drawn costs only itself', async () => {
  const [missing, faults]: [string[], string[]] = [[], []];
  const draw = createDraw(
    fontDir,
    (why) => void missing.push(why),
    (why) => void faults.push(why),
  );
  const drawn = await Promise.all(['<svg', bars('案件'), '<svg', bars('客户'), bars('待办')].map(draw));
  expect(drawn.map((png) => png !== undefined)).toEqual([false, true, false, true, true]);
  expect(await draw(bars('本周'))).toBeInstanceOf(Uint8Array);
  expect(missing).toEqual([]);
  expect(faults).toHaveLength(2);
});

test('without its fonts nothing is drawn, and that is said once', async () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'caiban-fonts-'));
  onTestFinished(() => rmSync(empty, { recursive: true, force: true }));
  const faults: string[] = [];
  const draw = createDraw(empty, (why) => void faults.push(why));
  expect(await draw(bars('案件'))).toBeUndefined();
  expect(await draw(bars('案件'))).toBeUndefined();
  expect(faults).toHaveLength(1);
});

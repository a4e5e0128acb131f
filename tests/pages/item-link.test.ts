import { describe, expect, test } from 'vitest';
import { formProof, isEqual, isOpenable, ITEM_LINK_MS, itemPath, readItemToken } from '../../src/pages/item-link.js';

const SECRET = 's'.repeat(32);
const message = { id: 4711, recipient: 'chenyu', createdAt: new Date('2026-11-23T00:40:00Z') };
const tokenOf = (path: string) => path.slice('/b/'.length);
const later = (ms: number) => new Date(message.createdAt.getTime() + ms);
const opens = (token: string, of = message, now = later(1), secret = SECRET) => {
  const link = readItemToken(token);
  return link !== undefined && isOpenable(secret, link.proof, of, now);
};

describe('a link to an item', () => {
  const token = tokenOf(itemPath(SECRET, message, 3));

  test('is short, names nobody and says which number it is', () => {
    expect(token).toMatch(/^[\w-]{23,33}\.3$/);
    expect(token).not.toContain('chenyu');
    expect(readItemToken(token)).toMatchObject({ id: 4711, n: 3 });
    expect(opens(token)).toBe(true);
  });

  test('opens for two days and not longer', () => {
    expect(opens(token, message, later(ITEM_LINK_MS - 1))).toBe(true);
    expect(opens(token, message, later(ITEM_LINK_MS))).toBe(false);
  });

  test('is good for its own message, person and secret only', () => {
    expect(opens(token, { ...message, recipient: 'lintao' })).toBe(false);
    expect(opens(token, { ...message, createdAt: later(1) })).toBe(false);
    expect(opens(token, message, later(1), 't'.repeat(32))).toBe(false);
    expect(opens(tokenOf(itemPath(SECRET, { ...message, id: 4712 }, 3)), message)).toBe(false);
    for (let i = 3; i < 25; i++)
      expect(opens(token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1)), `changed at ${i}`).toBe(false);
  });

  test.each(['', 'x', '../etc', `${'a'.repeat(22)}.1`, 'zzzzzzzzzzzz'.repeat(3) + '.1', token.slice(0, -2), `${token}0000`, ` ${token}`])(
    '%j is no token',
    (text) => {
      expect(readItemToken(text)).toBeUndefined();
    },
  );

  test('a form belongs to one browser and one link', () => {
    expect(formProof(SECRET, 'a', token)).not.toBe(formProof(SECRET, 'b', token));
    expect(formProof(SECRET, 'a', token)).not.toBe(formProof(SECRET, 'a', `${token}1`));
    expect(isEqual('abc', 'abc')).toBe(true);
    expect(isEqual('abc', 'abcd')).toBe(false);
  });
});

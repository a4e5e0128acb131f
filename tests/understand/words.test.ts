import { describe, expect, it } from 'vitest';
import { byHead, byTail, wordAt, wordBefore } from '../../src/understand/words.js';

describe('wordAt', () => {
  const table = byHead(['他说', '他', '客户说', '客户', '说']);

  it('gives the first word of the list that stands there, not the longest', () => {
    expect(wordAt('客户说他说', 0, table)).toBe('客户说');
    expect(wordAt('客户说他说', 3, table)).toBe('他说');
    expect(wordAt('他说', 0, byHead(['他', '他说']))).toBe('他');
  });

  it('gives nothing where none stands, and behind the end', () => {
    expect(wordAt('王总', 0, table)).toBeUndefined();
    expect(wordAt('客', 0, table)).toBeUndefined();
    expect(wordAt('他说', 2, table)).toBeUndefined();
  });

  it('takes no word that reaches beyond its limit', () => {
    expect(wordAt('客户说', 0, table, 2)).toBe('客户');
    expect(wordAt('他说', 0, table, 0)).toBeUndefined();
  });
});

describe('wordBefore', () => {
  const table = byTail(['刚跟', '跟', '客户']);

  it('gives the first word of the list that ends there', () => {
    expect(wordBefore('刚跟王总', 2, table)).toBe('刚跟');
    expect(wordBefore('请跟王总', 2, table)).toBe('跟');
    expect(wordBefore('跟', 1, table)).toBe('跟');
  });

  it('gives nothing where a word would begin before the text', () => {
    expect(wordBefore('户', 1, table)).toBeUndefined();
    expect(wordBefore('户客', 1, table)).toBeUndefined();
    expect(wordBefore('王总', 0, table)).toBeUndefined();
  });
});

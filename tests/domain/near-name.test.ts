import { expect, test } from 'vitest';
import { nearNames } from '../../src/domain/near-name.js';

const named = (...pairs: [string, string][]) => pairs.map(([name, sound]) => ({ name, sound }));
const STAFF = named(
  ['林涛', 'lintao'],
  ['沈悦', 'shenyue'],
  ['陈宇', 'chenyu'],
  ['方媛', 'fangyuan'],
  ['孙玉林', 'sunyulin'],
  ['陈雨桐', 'chenyutong'],
);

test('the same sound comes first, then a shared given name, then a shared surname', () => {
  expect(nearNames({ name: '陈雨', sound: 'chenyu' }, STAFF)).toEqual(['陈宇', '陈雨桐']);
  expect(nearNames({ name: '林悦', sound: 'linyue' }, STAFF)).toEqual(['沈悦', '林涛', '孙玉林']);
});

test('who shares nothing is not offered, and a name stands once', () => {
  expect(nearNames({ name: '高翔', sound: 'gaoxiang' }, STAFF)).toEqual([]);
  expect(nearNames({ name: '林淘', sound: 'lintao' }, [...STAFF, ...STAFF])).toEqual(['林涛', '孙玉林']);
});

test('a sound that is not known makes nobody alike', () => {
  expect(nearNames({ name: 'Ann', sound: '' }, [{ name: '陈宇', sound: '' }])).toEqual([]);
});

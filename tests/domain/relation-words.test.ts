import { expect, test } from 'vitest';
import { relationWordOf } from '../../src/domain/relation-words.js';

test.each([
  ['关系人 李秀兰 女儿 王小雨', '王小雨', '女儿'],
  ['李秀兰的女儿叫王小雨，女婿叫赵强', '赵强', '女婿'],
  ['李秀兰的女儿叫王小雨，女婿叫赵强', '王小雨', '女儿'],
  ['关系人 王总 外孙女 小米', '小米', '外孙女'],
  ['周岚老公名叫陈平', '陈平', '老公'],
  ['关系人 王总 张敏', '张敏', undefined],
])('%s: %s', (text, name, word) => {
  expect(relationWordOf(text, name)).toBe(word);
});

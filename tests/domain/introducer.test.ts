import { expect, test } from 'vitest';
import { introducerIn } from '../../src/domain/introducer.js';

test.each([
  ['教育金 李秀兰介绍的', '李秀兰', '教育金'],
  ['教育金，老客户李秀兰介绍', '李秀兰', '教育金'],
  ['李阿姨介绍来的 想买理财', '李阿姨', '想买理财'],
  ['想开户 由李秀兰介绍', '李秀兰', '想开户'],
  ['养老规划，是王总介绍过来的客户', '王总', '养老规划'],
  ['王建国推荐来的，想做大额存单', '王建国', '想做大额存单'],
  ['经欧阳娜娜引荐，想了解信托', '欧阳娜娜', '想了解信托'],
])('%s', (need, name, rest) => {
  const found = introducerIn(need);
  expect(found?.names).toContain(name);
  expect(found?.rest).toBe(rest);
});

test.each(['想了解教育金', '请介绍一下理财', '朋友介绍的 想开户', '想听介绍的产品再说', '想推荐他买国债', ''])('nobody is named: %s', (need) => {
  expect(introducerIn(need)).toBeUndefined();
});

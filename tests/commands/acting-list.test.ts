import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('代理台账: running, planned and ended, with who set it; a manager reads what concerns him', async () => {
  const chat = await startChat({ clients: ['李秀兰', { name: '冯岩', manager: 'lintao' }] });
  expect(await chat.say('代理台账', 'zhoumin')).toContain('近30天没有代理');
  const set = async (words: string) => {
    await chat.say(words, 'zhoumin');
    await chat.press('对，就这样', 'zhoumin');
  };
  await set('林涛 代理 陈宇 至11月25日 培训');
  await set('何婧 代理 陈宇 12月21日到12月25日 休假');
  expect((await chat.say('谁在代理', 'zhoumin')).split('\n')).toEqual([
    '正在代理1位',
    '何婧代陈宇，12月21日 周一至12月25日 周五，休假，还没开始，周敏设',
    '林涛代陈宇，11月23日 周一至11月25日 周三，培训，客户1户，周敏设',
    '提前回岗说「陈宇 回岗」。',
  ]);
  await chat.say('陈宇 回岗', 'zhoumin');
  await chat.press('对，回岗', 'zhoumin');
  expect(await chat.say('代理台账', 'zhoumin')).toContain('林涛代陈宇，11月23日 周一，培训，已结束，周敏设');
  expect(await chat.say('代理台账')).toContain('何婧代陈宇');
  expect(await chat.say('代理台账', 'lintao')).toContain('林涛代陈宇');
  expect(await chat.say('代理台账', 'lintao')).not.toContain('何婧');
  expect(await chat.say('代理台账', 'fangyuan')).toContain('告诉支行主管起止日期和代理人');
});

test('whether a named colleague is there: away with who stands in, or nothing is known', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say('林涛今天在不在', 'sunyue')).toMatch(/^林涛没有登记不在/);
  await chat.say('林涛 代理 陈宇 至11月25日 培训', 'zhoumin');
  await chat.press('对，就这样', 'zhoumin');
  expect(await chat.say('陈宇今天在吗', 'sunyue')).toBe('陈宇不在，11月23日至11月25日由林涛代理');
  expect(await chat.say('林涛今天在不在', 'zhoumin')).toMatch(/现在代理陈宇。$/);
});

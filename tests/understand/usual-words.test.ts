import { describe, expect, test } from 'vitest';
import { read } from './world.js';

describe('words mistyped by one key', () => {
  test.each([
    ['今天面坛了赵敏，她说再看看', '赵敏', 'faceToFace'],
    ['赵敏电活打了，她说先看看', '赵敏', 'phone'],
    ['微心联系了赵敏 她答应过来开户', '赵敏', 'digital'],
    ['今天跟王总，电化里谈妥了，先做一百万', '王建国', 'phone'],
  ])('%s', (text, name, mode) => {
    const { intent, args, needsConfirm } = read(text);
    expect({ intent, needsConfirm }).toEqual({ intent: 'contact', needsConfirm: true });
    expect(args).toMatchObject({ client: { name }, mode, summary: text });
  });

  test('are put right for cases, too, and the words stay as typed', () => {
    expect(read('李秀兰要投素，说柜台多收她十块钱')).toMatchObject({
      intent: 'case',
      needsConfirm: true,
      args: { client: { name: '李秀兰' }, kind: 'complaint', text: '李秀兰要投素，说柜台多收她十块钱' },
    });
  });

  test.each(['电化学是什么专业', '他在行里很有威信', '微心愿活动报名了没'])('%s: words of their own', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

describe('as it is said at home', () => {
  test.each([
    ['打咗俾孙丽，冇人听', '孙丽', 'phone'],
    ['刚才跟赵敏摆了哈龙门阵，她喊我后天给她打电话', '赵敏', undefined],
    ['早上和孙丽谝了会儿，她想买国债', '孙丽', undefined],
  ])('%s', (text, name, mode) => {
    const { intent, args, needsConfirm } = read(text);
    expect({ intent, needsConfirm }).toEqual({ intent: 'contact', needsConfirm: true });
    expect(args['client']).toMatchObject({ name });
    expect(args['mode']).toBe(mode);
  });
});

describe('somebody without a name', () => {
  test.each(['刚有个客户打电话来问存单利率，记一下', '跟一个客户打了半小时电话讲基金亏损的事', '有位客户加了我微信问开户流程'])(
    '%s: nothing is lost, and who it was is asked',
    (text) => {
      const { intent, args, missing } = read(text);
      expect({ intent, missing: missing[0] }).toEqual({ intent: 'contact', missing: 'client' });
      expect(args).not.toHaveProperty('client');
      expect(args['summary']).toBe(text);
    },
  );

  test('a complaint of somebody is kept until he is named', () => {
    const { intent, args, missing } = read('有客户在柜台闹，说利息算少了，要登记投诉');
    expect({ intent, missing }).toEqual({ intent: 'case', missing: ['client'] });
    expect(args).toEqual({ kind: 'complaint', text: '有客户在柜台闹，说利息算少了，要登记投诉' });
  });

  test('a name of nobody among the clients is asked about by that name', () => {
    expect(read('何小姐刚来电，说要转一百万过来')).toMatchObject({
      intent: 'contact',
      needsConfirm: true,
      args: { client: { text: '何小姐', candidates: [] } },
    });
  });

  test.each([
    '客户经理打电话来了',
    '客户总是问我收益',
    '今天来了个大客户',
    '有个客户一直不接电话',
    '何小姐真漂亮',
    '有个客户投诉我，好委屈',
    '刚给他打了电话没接',
  ])('%s: told, and not to be kept', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

import { describe, expect, test } from 'vitest';
import { read } from './world.js';

type Args = Record<string, unknown>;

describe('something told, and a reminder behind it', () => {
  test.each([
    ['刚跟李秀兰通了电话，明天下午三点提醒我给她回电', { text: '给她回电', dueOn: '2026-11-24', dueTime: '15:00' }],
    ['今天拜访了李秀兰，她想存50万，提醒我周五给她回话', { text: '给她回话', dueOn: '2026-11-27' }],
    ['李秀兰没接电话，下午三点提醒我再打', { text: '再打', dueOn: '2026-11-23', dueTime: '15:00' }],
    ['记 李秀兰 电话 祝生日，提醒我下周三再联系', { text: '再联系', dueOn: '2026-12-02' }],
  ])('%s: a contact that owes it', (said, promise) => {
    const { intent, args } = read(said);
    expect(intent).toBe('contact');
    expect(args['client']).toMatchObject({ name: '李秀兰' });
    expect(args['promises']).toEqual([promise]);
    expect(args['summary']).not.toContain('提醒');
  });

  test.each([
    ['李秀兰投诉柜台态度差，明天上午提醒我回访她', 'case', '李秀兰', '回访她', '2026-11-24'],
    ['李秀兰的回访办完了，下周三提醒我再联系', 'done', undefined, '再联系', '2026-12-02'],
    ['帮我查一下李秀兰的持仓，顺便提醒我下午三点给她打电话', 'holdings', '李秀兰', '给她打电话', '2026-11-23'],
    ['记 李秀兰 电话 聊了理财，提醒我后天给赵敏回电', 'contact', '赵敏', '给赵敏回电', '2026-11-25'],
    ['记 李秀兰 电话 聊了理财，每周三提醒我看她的净值', 'contact', '李秀兰', '看她的净值', '2026-11-25'],
  ])('%s: %s, and the reminder besides', (said, act, client, text, date) => {
    const { intent, then } = read(said);
    expect(intent).toBe(act);
    expect(then).toMatchObject({ intent: 'reminder', missing: [], args: { text, at: { date } } });
    if (client !== undefined) expect((then?.args as Args)['client']).toMatchObject({ name: client });
  });

  test('an hour behind a day that was named is of that day, and shown first', () => {
    const { part, next } = read('王总后天飞成都，早上七点提醒我发消息祝他一路平安');
    expect(part).toBe('王总后天飞成都');
    expect(next?.[0]).toMatchObject({ intent: 'reminder', needsConfirm: true, args: { at: { date: '2026-11-25', time: '07:00' } } });
  });

  test('what a client wants is a thing where it is named as one', () => {
    const { intent, then, next } = read('赵敏要的流水，下周二上午九点提醒我去打印');
    expect({ intent, then, next }).toEqual({ intent: 'reminder', then: undefined, next: undefined });
  });

  test.each([
    '李秀兰明天来签字，提醒我提前一小时准备材料',
    '明天下午三点开会，提醒我两点半出门',
    '李秀兰说下周来，到时候提醒我',
    '李秀兰生日3月5号，提前三天提醒我',
    '李秀兰让我明天提醒她转账',
    '她说“刚给李秀兰打了电话，明天提醒我回访”',
    '提醒我明天给李秀兰打电话，说说理财',
  ])('%s: one act or none', (said) => {
    const { then, intent } = read(said);
    expect(then).toBeUndefined();
    expect(intent).not.toBe('contact');
  });
});

describe('the reminder first, and something told behind a word that begins another matter', () => {
  test.each([
    ['明天十点提醒我交表，另外李秀兰投诉到账晚了三天', 'case', '交表'],
    ['后天下午三点提醒我开会，对了刚跟王总通了电话，他想赎回基金', 'contact', '开会'],
    ['周五九点提醒我报表，还有补充资料 赵敏 喜欢喝茶', 'profile', '报表'],
  ])('%s', (said, intent, text) => {
    const { intent: act, then } = read(said);
    expect(act).toBe(intent);
    expect(then).toMatchObject({ intent: 'reminder', missing: [], args: { text } });
  });

  test.each([
    '提醒我明天九点开会，另外带上材料',
    '明天9点提醒我给张伟打电话，另外问问他投诉的事',
    '提醒我下午三点去分行，顺便给王总送资料',
    '明天十点提醒我跟进，李秀兰投诉柜台态度差',
  ])('what goes on with it stays in its words: %s', (said) => {
    const { intent, then, next } = read(said);
    expect([intent, then, next]).toEqual(['reminder', undefined, undefined]);
  });
});

test.each([
  ['李秀兰投诉柜台态度差她很生气你帮我记一下明天上午提醒我回访她', 'case', '李秀兰投诉柜台态度差她很生气', undefined],
  ['嗯我刚刚跟王总打完电话他想续理财，你帮我记一下然后呢下周二上午提醒我给他发方案', 'contact', undefined, '2026-12-01'],
])('without a stop between them: %s', (said, intent, told, dueOn) => {
  const { intent: act, args, then } = read(said);
  expect(act).toBe(intent);
  if (told !== undefined) expect([args['text'], (then?.args as Args)['text']]).toEqual([told, '回访她']);
  if (dueOn !== undefined) expect(args['promises']).toEqual([{ text: '给他发方案', dueOn }]);
});

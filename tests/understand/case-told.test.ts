import { describe, expect, test } from 'vitest';
import { read } from './world.js';

describe('what was done with a case that is named by its number', () => {
  test.each([
    ['TS-12 客户想通了，不投诉了', 'TS-12', 'withdraw', '客户想通了，不投诉了'],
    ['ts3客户撤诉了', 'TS-3', 'withdraw', '客户撤诉了'],
    ['TS-5 分行查到是系统延迟，周五退款', 'TS-5', 'progress', '分行查到是系统延迟，周五退款'],
    ['SQ-3 材料补齐了，等后台审批', 'SQ-3', 'progress', '材料补齐了，等后台审批'],
    ['TS-7已经给客户道歉了', 'TS-7', 'progress', '已经给客户道歉了'],
    ['TS-7 进展 已核实', 'TS-7', 'progress', '已核实'],
    ['TS-8 给客户回复了，同意减免', 'TS-8', 'reply', '给客户回复了，同意减免'],
    ['把TS-4并到TS-2', 'TS-4', 'merge', 'TS-2'],
    ['TS-4和TS-2是一件事，合并吧', 'TS-4', 'merge', 'TS-2'],
    ['TS-4跟TS-2重复了', 'TS-4', 'merge', undefined],
  ])('%s', (text, no, act, words) => {
    expect(read(text)).toMatchObject({ intent: 'case-list', effect: 'write', args: { case: no, act } });
    expect(read(text).args['text']).toBe(words);
  });

  test.each([
    'TS-1怎么样了',
    'TS-1 还剩多久',
    'TS-1 查到了吗',
    'TS-1 这个客户真难缠',
    'TS-1 还没处理',
    '要是TS-1能早点结案就好了',
    '听同事说TS-1撤诉了',
  ])('asked or sighed, and nothing done: %s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

describe('what was found out, and neither about which case nor for whom', () => {
  test.each(['后台查到款项卡在清算，22号到账', '刚才卡中心回复说手续费明天冲正', '分行那边核实了，是对方行退的款'])('%s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'case-list', effect: 'write', args: { act: 'progress', text } });
  });

  test.each(['分行反馈今年指标不降', '总行回复了邮件', '后台查到了吗', '分行说下周组织转账比赛怎么报名', '要是后台能查到款项就好了'])(
    'no: %s',
    (text) => {
      expect(read(text).effect).not.toBe('write');
    },
  );
});

describe('words that are added to a case named by its client', () => {
  test.each([
    ['给王总的投诉加一句：他要求书面道歉', '他要求书面道歉'],
    ['李阿姨的投诉再补一条，没收到扣款短信', '没收到扣款短信'],
    ['往李阿姨的案子里记一笔 分行已受理', '分行已受理'],
    ['那个投诉再补一条：客户不接受道歉', '客户不接受道歉'],
  ])('%s', (said, text) => {
    expect(read(said)).toMatchObject({ intent: 'case-list', effect: 'write', needsConfirm: true, args: { act: 'progress', text } });
  });

  test('asked whether it was noted, nothing is added', () => {
    expect(read('王总的投诉记了吗').effect).not.toBe('write');
  });
});

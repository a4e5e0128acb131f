import { expect, test } from 'vitest';
import { helpTopicOf } from '../../src/domain/help-topic.js';

test.each([
  ['怎么撤销', 'undo'],
  ['记错了怎么改', 'amend'],
  ['怎么请假', 'acting'],
  ['怎么把客户转给别人', 'assign'],
  ['能不能关掉关怀提醒', 'notices'],
  ['客户来了怎么叫经理', 'on-site'],
  ['怎么推荐客户', 'referral'],
  ['投诉怎么登记', 'case'],
  ['规定动作是什么', 'routine'],
  ['怎么查客户', 'client'],
  ['怎么记拜访', 'contact'],
])('%s asks for %s', (text, command) => {
  expect(helpTopicOf(text)).toBe(command);
});

test.each(['信用卡怎么办', '积分怎么用', '王总怎么样', '投诉', '撤销', '这个提醒怎么又响了', '怎么转账', '今天怎么这么冷', '怎么还没到期'])(
  '%s asks for no way of saying',
  (text) => {
    expect(helpTopicOf(text)).toBeUndefined();
  },
);

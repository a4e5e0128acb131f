import { describe, expect, test } from 'vitest';
import { read } from './world.js';

const told = (text: string) => {
  const { intent, needsConfirm, args } = read(text);
  return { intent, needsConfirm, name: (args['client'] as { name?: string } | undefined)?.name, mode: args['mode'] };
};

describe('a record as it is told', () => {
  test.each([
    ['昨晚王总请我吃饭，说明年想换个理财方式', '王建国', 'faceToFace'],
    ['拨了三遍赵敏的手机都没人接', '赵敏', 'phone'],
    ['孙丽微信没回，我又发了条短信给她', '孙丽', 'digital'],
    ['短信祝王总生日快乐，他回了谢谢', '王建国', 'sms'],
    ['客户孙丽反馈App老闪退，已经让她重装了', '孙丽', undefined],
    ['赵敏和孙丽上周五一起来的网点，都做了风险测评', '赵敏', 'onSite'],
    ['顾明家里装修，我周六上他家坐了坐，帮他算了算还款', '顾明', 'faceToFace'],
    ['李阿姨昨天送来一面锦旗', '李秀兰', undefined],
    ['刚在电梯里碰到赵敏，她说月底回来办卡', '赵敏', 'faceToFace'],
    ['联络记录 孙丽 短信 已告知网点搬迁', '孙丽', 'sms'],
    ['约见赵敏，谈妥了两百万的大额存单', '赵敏', 'faceToFace'],
    ['刚和赵敏开完会，她要我明早十点前把方案发过去', '赵敏', undefined],
    ['跟赵敏打电话核实身份证到期，她下周来更新', '赵敏', 'phone'],
    ['下班路上碰见孙丽，顺口提了一下存款利率要降', '孙丽', 'faceToFace'],
    ['已电告周岚，贷款利率下调到3.2', '周岚', 'phone'],
  ])('%s', (text, name, mode) => {
    expect(told(text)).toEqual({ intent: 'contact', needsConfirm: true, name, mode });
  });

  test('a day that stands alone is that of what was promised', () => {
    expect(read('拜访了王总，回头要给他一份报价，26号之前').args['promises']).toEqual([{ text: '给他一份报价', dueOn: '2026-11-26' }]);
  });

  test('what was done already is promised no more', () => {
    expect(read('赵敏昨天发微信让我帮她查利息，查好了已经回给她了').args['promises']).toEqual([]);
  });

  test('again on a day is the next contact', () => {
    expect(read('王总打电话来说没空，让我下周二再约他').args['nextContactOn']).toBe('2026-12-01');
  });

  test('the day he asks about is no promise', () => {
    expect(read('王总打来的，问元旦放不放假').args['promises']).toEqual([]);
  });

  test('a weekend is not said to the day', () => {
    expect(read('帮我记一下，上周末和赵敏一起打球，谈到了公司上市计划').missing).toContain('at');
  });
});

describe('a weekday ahead, arranged', () => {
  test.each([
    ['周三下午三点约了孙丽来网点签字', { date: '2026-11-25', time: '15:00' }],
    ['王总说周五下午三点可以见，在他办公室，帮我约上', { date: '2026-11-27', time: '15:00' }],
  ])('%s', (text, at) => {
    expect(read(text)).toMatchObject({ intent: 'appointment', needsConfirm: true, args: { at } });
  });
});

describe('what a client asks of us, and holds against us', () => {
  test.each([
    ['登记一个客户诉求：王总要求把手机银行转账限额提到200万', 'request'],
    ['帮王总记个诉求，要调整还款日', 'request'],
    ['孙丽希望把信用卡账单日改到每月五号', 'request'],
    ['李阿姨腿脚不方便，想让我们派人去家里给她办社保卡激活', 'request'],
    ['王总的卡被取款机吞了，让我们帮忙取出来', 'request'],
    ['孙丽的意见是希望我们周末也能办对公业务', 'request'],
    ['客户赵敏提了个建议，希望大厅多放几把椅子', 'request'],
    ['顾明申请把房贷还款日从5号改到15号', 'request'],
    ['赵敏非常不满意，说审批拖了一个月', 'complaint'],
    ['孙丽因为转账限额的事大发雷霆', 'complaint'],
    ['周岚来柜台吵，说给她的存单利率写错了', 'complaint'],
    ['王总手机丢了，要我们先把网银停掉', 'request'],
    ['李阿姨刚打电话来讲她的钱少了两百块，叫我们今天一定要查清楚', 'request'],
  ])('%s', (text, kind) => {
    expect(read(text)).toMatchObject({ intent: 'case', needsConfirm: true, args: { kind } });
  });

  test('the day of a repayment is no item of the list', () => {
    expect(read('顾明申请把房贷还款日从5号改到15号').intent).not.toBe('snooze');
  });

  test('grumbling that is said to be no complaint stays a record', () => {
    expect(read('赵敏昨天来电 对上回的收益不满意 不过没说要投诉 就是唠叨几句').intent).toBe('contact');
  });

  test('what was complained of is asked, not written', () => {
    expect(read('赵敏上回投诉是啥事').effect).not.toBe('write');
  });
});

describe('what is to be done with a client', () => {
  test.each([
    ['欠赵敏一份合同复印件，明天补给她', '2026-11-24'],
    ['月底前要完成孙丽的风险测评', '2026-11-30'],
  ])('%s', (text, date) => {
    expect(read(text)).toMatchObject({ intent: 'reminder', needsConfirm: true, args: { at: { date } } });
  });
});

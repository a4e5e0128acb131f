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

  test.each([
    ['跟赵敏电话聊了二十分钟，她要我这周四之前把养老方案改好', [{ text: '把养老方案改好', dueOn: '2026-11-26' }]],
    ['跟赵敏电话聊了，她让我周四把方案改好', [{ text: '把方案改好', dueOn: '2026-11-26' }]],
    ['王总的秘书回电话说他人在国外，月底才回来', []],
    ['跟赵敏电话聊了，她让我下周三别去了', []],
  ])('what she wants of me is promised, and nothing else: %s', (text, promises) => {
    expect(read(text).args['promises']).toEqual(promises);
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
    ['和赵敏约好周五下午三点面谈，地点她公司楼下咖啡店', { date: '2026-11-27', time: '15:00' }],
    ['周五上午十点跟周岚见面，在她新店', { date: '2026-11-27', time: '10:00' }],
    ['定在12月2号下午两点去何涛厂里', { date: '2026-12-02', time: '14:00' }],
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

  test.each([
    ['赵敏打进来就发火，骂骂咧咧，说柜台让她白跑两趟', 'complaint'],
    ['王总非要我们把罚息退给他，不退就上门闹', 'complaint'],
    ['何涛来诉苦，说ATM少吐了两百块，要求尽快查账', 'request'],
    ['何涛的存折磁条坏了，想换一本', 'request'],
    ['王总需要开一张存款余额的英文证明', 'request'],
  ])('in other words: %s', (text, kind) => {
    expect(read(text)).toMatchObject({ intent: 'case', needsConfirm: true, args: { kind } });
  });

  test('somebody not named complains: who it was is asked', () => {
    expect(read('有位客户打电话来骂，说扣了年费没通知')).toMatchObject({ intent: 'case', args: { kind: 'complaint' }, missing: ['client'] });
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

describe('when and how it was', () => {
  test.each([
    ['李阿姨早上七点半就给我打电话，问钱到账没', { date: '2026-11-23', time: '07:30' }, 'phone'],
    ['晚上给赵敏去了个电话，昨晚的事，她爱人接的', { date: '2026-11-22' }, 'phone'],
    ['礼拜四跟李秀兰一道去菜场边上的茶馆坐了一个钟头', { date: '2026-11-19' }, 'faceToFace'],
    ['王总公司周年，我给他发了贺卡，微信发的', { date: '2026-11-23' }, 'digital'],
    ['短信通知孙丽新卡到网点了，让她抽空来拿', { date: '2026-11-23' }, 'sms'],
    ['打何涛手机，不在服务区', { date: '2026-11-23' }, 'phone'],
  ])('%s', (text, at, mode) => {
    expect(read(text)).toMatchObject({ intent: 'contact', args: { at, mode } });
  });

  test('what was granted is promised, by the day he named', () => {
    expect(read('刚和王总通完话，他周三前要一份持仓明细，我答应了').args['promises']).toEqual([{ text: '给一份持仓明细', dueOn: '2026-11-25' }]);
  });

  test.each([
    ['跟李秀兰聊了基金，她让我给她发份资料', '发份资料'],
    ['刚和王总通完电话，他叫我帮他查一下额度', '查一下额度'],
  ])('what is asked of me for the one who asks is a promise: %s', (said, text) => {
    expect(read(said).args['promises']).toEqual([{ text }]);
  });

  test('来电话说 is no part of what was learned', () => {
    expect(read('李秀兰来电话说女儿结婚了').args['facts']).toMatchObject([{ text: '女儿结婚了' }]);
  });

  test.each(['小王跟我讲他明天要请假', '老周上午跟我吹牛，说他一个月签了八百万', '李秀兰她邻居说美元要涨，我也不懂', '老赵跟我说他们部门又加指标了'])(
    'a colleague, or the neighbour of a client: %s',
    (said) => {
      expect(read(said).effect).not.toBe('write');
    },
  );

  test('what is asked of me early is a promise without a day', () => {
    expect(read('记 李秀兰 电话 聊了基金定投，她让我提前把资料备好').args['promises']).toEqual([{ text: '提前把资料备好' }]);
  });

  test('an hour by itself belongs to the day named before it', () => {
    expect(read('赵敏说周五下午有空，三点来网点').args['promises']).toEqual([{ text: '来网点', dueOn: '2026-11-27', dueTime: '15:00' }]);
  });

  test('a thing that was talked of is no way of meeting', () => {
    expect(read('李秀兰问能不能换个近点的网点，我给她指了园区那家').args['mode']).toBeUndefined();
  });
});

describe('a day of each year that is to be kept', () => {
  test.each([
    ['给周岚登记个结婚纪念日，10月6日', 'anniversary', { month: 10, day: 6 }],
    ['记住王总结婚纪念日是10月18号', 'anniversary', { month: 10, day: 18 }],
    ['周岚结婚十周年是12月20号，记着点', 'anniversary', { month: 12, day: 20 }],
    ['记下孙丽婚礼是5月6号', 'milestone', { month: 5, day: 6 }],
  ])('%s', (text, kind, date) => {
    expect(read(text)).toMatchObject({ intent: 'care-date', needsConfirm: true, args: { kind, date } });
  });

  test('of his people it is kept with them', () => {
    expect(read('记住何涛的女儿11月30号过十岁生日')).toMatchObject({
      intent: 'profile',
      args: { facts: [{ kind: 'birthday', who: '女儿', day: { month: 11, day: 30 } }] },
    });
  });

  test('something to be done on it is a reminder', () => {
    expect(read('记得周岚生日12月8号，送束花').intent).toBe('reminder');
  });
});

describe('away, with somebody to stand in', () => {
  test.each([
    ['周三到周五我出差，客户先拜托给林涛', '2026-11-25', '2026-11-27'],
    ['我下周一要开刀，住院一周，客户都归林涛照看', '2026-11-30', '2026-12-06'],
    ['12月1号到3号参加培训，客户先转林涛', '2026-12-01', '2026-12-03'],
    ['12月7日至11日参加轮训，代理人林涛', '2026-12-07', '2026-12-11'],
    ['我后天请一天假，林涛代一下', '2026-11-25', '2026-11-25'],
  ])('%s', (text, from, to) => {
    expect(read(text)).toMatchObject({
      intent: 'acting',
      needsConfirm: true,
      args: { actingManager: '林涛', from: { date: from }, to: { date: to } },
    });
  });

  test('who stands in may be nobody we know by name', () => {
    expect(read('12月7日至11日参加轮训，代理人周晴').args).toMatchObject({ manager: '我', actingManager: '周晴', to: { date: '2026-12-11' } });
    expect(read('我周四休假，周晴代一下').args).toMatchObject({ actingManager: '周晴', from: { date: '2026-11-26' }, to: { date: '2026-11-26' } });
  });

  test('a colleague away for a day is away for that day', () => {
    expect(read('林涛明天请假，孙悦代理')).toMatchObject({ intent: 'acting', missing: [], args: { to: { date: '2026-11-24' } } });
  });

  test.each([
    ['我明天开始休假到周五', '2026-11-24', '2026-11-27'],
    ['下周一到周三我去总行培训', '2026-11-30', '2026-12-02'],
    ['我下周二去省行集训两天', '2026-12-01', '2026-12-02'],
    ['我周三到周五要去北京出差', '2026-11-25', '2026-11-27'],
  ])('several days with nobody to stand in ask who does: %s', (text, from, to) => {
    expect(read(text)).toMatchObject({
      intent: 'acting',
      missing: ['actingManager'],
      args: { manager: '我', from: { date: from }, to: { date: to } },
    });
  });

  test.each(['我提前回来了', '我休假提前结束，今天到岗了', '年假取消了，我已经回来上班', '我来销假'])('back again: %s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'acting', needsConfirm: true, args: { manager: '我' }, missing: [] });
  });

  test.each(['我明天休假，别给我打电话', '我孩子明天到周五放假', '老婆周三到周五出差', '我下周要是能休五天假就好了', '我回来了', '他提前回来了'])(
    'news is no act: %s',
    (text) => {
      expect(read(text).effect).not.toBe('write');
    },
  );
});

describe('what is over, put off or not wanted any more', () => {
  test.each([
    ['李阿姨的人脸识别做完了', 'done'],
    ['已办结：赵敏流水补打', 'done'],
    ['给王总送合同这事办完了', 'done'],
    ['何涛的电话晚点再打，帮我延一个小时', 'snooze'],
  ])('%s', (text, intent) => {
    expect(read(text)).toMatchObject({ intent, missing: ['items'] });
  });

  test('called off', () => {
    expect(read('周岚的营业执照不要了，取消')).toMatchObject({ intent: 'done', args: { cancel: true } });
  });
});

describe('told in an order of its own', () => {
  test.each([
    ['孙丽想办存单转让，诉求登记一下', 'case', { kind: 'request', text: '孙丽想办存单转让' }],
    ['王总要查三年流水 这个需求帮他登记一下', 'case', { kind: 'request', text: '王总要查三年流水' }],
    ['王总的事你给我记着点，他下个月要换房', 'profile', { facts: [{ text: '下个月要换房' }] }],
    ['孙丽的事帮我留意着，她女儿明年高考', 'profile', { facts: [{ who: '女儿' }] }],
    ['刚才那条是周五不是周四', 'amend', { changes: { dueOn: '2026-11-27' } }],
    ['上面那条是前天不是昨天', 'amend', { changes: { at: { date: '2026-11-21' } } }],
  ])('%s', (text, intent, args) => {
    expect(read(text)).toMatchObject({ intent, needsConfirm: true, args });
  });

  test.each(['哪几个快够着三百万了', '谁差一点就五十万', '有谁快到300万了'])('near the next level: %s', (text) => {
    expect(read(text).intent).toBe('tier-critical');
  });

  test.each(['刚跟客户打完电话，他说下周来办', '昨天陪客户吃了饭，他说要买黄金'])('who it was is asked: %s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'contact', missing: ['client'] });
  });

  test.each(['王总搞定了', '孙丽那边都办妥了'])('which of his items, is asked: %s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'done', missing: ['items'] });
  });

  test.each(['刚跟客户打完电话，累死了', '谁买了三百万', '老公搞定了', '王总搞定了他老婆', '这周是周五放假不是周四', '诉求登记一下'])(
    'not heard so: %s',
    (text) => {
      expect(read(text).effect).not.toBe('write');
    },
  );
});

describe('what is told beside a contact is taken for what it is', () => {
  test('a meeting that was moved, or money that may come, is no promise', () => {
    expect(read('王总打来说临时要去深圳 明天的见面改到下周').args['promises']).toEqual([]);
    expect(read('刚跟王总通了电话 年底可能有大额资金进来').args['promises']).toEqual([]);
    expect(read('刚跟王总通了电话，下周三给他送方案').args['promises']).toMatchObject([{ dueOn: '2026-12-02' }]);
  });

  test('who rang, or a deal told already, is no news of the client', () => {
    expect(read('刚才李秀兰女儿打来的 说老太太摔了').args['facts']).toEqual([expect.objectContaining({ text: '老太太摔了' })]);
    expect(read('刚才李秀兰女儿打来的 说老太太摔了').args['facts']).not.toEqual([expect.objectContaining({ who: '太太' })]);
    expect(read('王总今天过来签了个大额存单一百万').args['facts']).toEqual([]);
  });

  test('a meeting arranged, with what is to be brought', () => {
    expect(read('跟孙丽说好了下周二上午十点网点见 带身份证和户口本')).toMatchObject({
      intent: 'appointment',
      args: { at: { date: '2026-12-01', time: '10:00' } },
    });
    expect(read('跟王总讲好周五给他送资料').intent).toBe('reminder');
    expect(read('刚跟孙丽通了电话，说好下周二上午网点见').intent).toBe('contact');
  });

  test('an item that is over, with a remark', () => {
    expect(read('孙丽的回访做完了 没啥问题')).toMatchObject({ intent: 'done', missing: ['items'] });
  });
});

describe('what has not been is no record, and what came to nothing is one', () => {
  test.each(['张国强下午会来电话问利率 我在开会 到时候再说', '孙丽要来电话的', '跟高洁改到周四了', '赵敏明天会过来拿存单'])('%s', (text) => {
    expect(read(text).intent).not.toBe('contact');
  });

  test.each([
    ['今天拜访高洁扑了个空', { outcome: 'notReached', at: { date: '2026-11-23' } }],
    ['赵敏那边基金亏了两万 情绪不太好 我劝她别割', {}],
    ['今日联系：王总、孙丽，均未接通', { promises: [], outcome: 'notReached', others: ['孙丽'] }],
    ['给高洁发了生日祝福 她回了个谢谢', { facts: [] }],
  ])('%s', (text, args) => {
    expect(read(text)).toMatchObject({ intent: 'contact', args });
  });

  test('an appointment is on the day it was moved to', () => {
    expect(read('王总今天没空 改约后天下午')).toMatchObject({ intent: 'appointment', args: { at: { date: '2026-11-25' } } });
  });

  test('an hour of this morning that is to come is asked about', () => {
    expect(read('上午10:30 面访 刘洋 聊了半小时')).toMatchObject({ intent: 'contact', missing: ['at'] });
  });

  test('what somebody does is no name', () => {
    expect(read('高洁的老公是做外贸的').intent).toBe('profile');
    expect(read('高洁的老公是王志强')).toMatchObject({ intent: 'relative', args: { name: '王志强' } });
  });
});

describe('what was done at the counter, and an answer that asks nothing', () => {
  test.each(['孙丽做完风险测评了 C4', '王总签了资产配置建议书', '王总跟我抱怨排队 我给他开了绿色通道 他没再说什么'])('%s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'contact', needsConfirm: true });
  });

  test.each(['孙丽做完饭了', '王总在说什么', '孙丽还没说什么'])('no: %s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

describe('days and hours in what is told', () => {
  test('a weekday by itself is of the week that was named right before it', () => {
    expect(read('赵敏说下周二她不在 让我周三再打').args).toMatchObject({ nextContactOn: '2026-12-02' });
    expect(read('赵敏说下周二不在 我周四给她送资料').args['promises']).toMatchObject([{ dueOn: '2026-12-03' }]);
    expect(read('刚跟赵敏通电话，周五给她送资料').args['promises']).toMatchObject([{ dueOn: '2026-11-27' }]);
  });

  test.each(['下午三点孙丽来网点', '下午三点孙丽来 把她的对账单打出来'])('an hour of today that is to come is no record: %s', (text) => {
    expect(read(text).intent).not.toBe('contact');
  });

  test('whoever did not go was not met', () => {
    expect(read('孙丽女儿考上公务员了 请我吃饭我没去').args).not.toHaveProperty('mode');
    expect(read('昨晚王总请我吃饭，聊了信托').args).toHaveProperty('mode', 'faceToFace');
  });
});

import { describe, expect, test } from 'vitest';
import { read } from './world.js';

const heard = (text: string, last?: string) => {
  const { intent, needsConfirm, args, missing } = read(text, last === undefined ? {} : { lastClient: { id: 'c-zhaomin', name: last } });
  return { intent, needsConfirm, args, missing };
};
const nameIn = (text: string) => (read(text).args['client'] as { name?: string } | undefined)?.name;

describe('a contact with nobody named', () => {
  test.each(['刚打完电话，客户说再想想', '打了个电话过去，对方直接挂断了', '通完电话了，客户同意续存'])('who it was is asked: %s', (text) => {
    const { intent, args, missing } = heard(text);
    expect({ intent, mode: args['mode'], summary: args['summary'], missing }).toEqual({
      intent: 'contact',
      mode: 'phone',
      summary: text,
      missing: ['client'],
    });
  });

  test.each(['打了个电话给我妈，她说想我了', '刚打完电话，累死了', '接了个电话，对方是骗子', '客户说得对'])('talk: %s', (text) => {
    expect(heard(text).intent).toBeNull();
  });

  test('he who was spoken of', () => {
    expect(heard('她接电话了，说等月底发了工资再定', '赵敏')).toMatchObject({ intent: 'contact', needsConfirm: true, args: { mode: 'phone' } });
    expect(heard('她接电话了吗', '赵敏').intent).not.toBe('contact');
  });
});

describe('something sent to a client', () => {
  test.each([
    ['把产品说明书邮件发给王芳了', '王芳'],
    ['把讲座的照片微信发给赵敏了', '赵敏'],
    ['把王总的对账单发赵敏了', '赵敏'],
  ])('%s', (text, name) => {
    expect(heard(text)).toMatchObject({ intent: 'contact', needsConfirm: true });
    expect(nameIn(text)).toBe(name);
  });

  test.each(['把王总的资料发我', '把资料发赵敏', '说明书发给谁了'])('%s is none', (text) => {
    expect(heard(text).intent).not.toBe('contact');
  });
});

describe('items by number', () => {
  test.each([
    ['把第四条销了，不用办了', { items: [4], cancel: true }],
    ['第2条划了吧，不用跟了', { items: [2], cancel: true }],
    ['刚办妥第二件', { items: [2] }],
    ['我今天搞定了第1和第3条', { items: [1, 3] }],
    ['全部完成', { items: 'all' }],
    ['待办全都办完了', { items: 'all' }],
  ])('%s', (text, args) => {
    expect(heard(text)).toEqual({ intent: 'done', needsConfirm: true, args, missing: [] });
  });

  test.each(['第四次办妥这种贷款', '全部完成要多久', '刚办妥护照', '全部客户都通知了'])('%s is none', (text) => {
    expect(heard(text).intent).not.toBe('done');
  });
});

describe('what is promised', () => {
  test.each([
    ['我应承了郑强周五前给他报价', '给他报价', '2026-11-27'],
    ['承诺了孙丽三天内给她答复', '给她答复', '2026-11-26'],
    ['说好明天给马骏回复额度的事', '给马骏回复额度的事', '2026-11-24'],
  ])('%s', (text, words, date) => {
    expect(heard(text)).toMatchObject({ intent: 'reminder', needsConfirm: true, args: { text: words, at: { date } } });
  });

  test.each(['说好的周五涨价呢', '领导说好周五给我们发奖金'])('%s is none', (text) => {
    expect(heard(text).intent).toBeNull();
  });
});

describe('whom a list is of', () => {
  test.each([
    ['喜欢钓鱼的客户', { text: '喜欢钓鱼' }],
    ['找一下做建材的客户', { text: '做建材' }],
    ['一个月都没打过电话的客户拉个单子', { notContactedDays: 30 }],
  ])('%s', (text, filters) => {
    expect(heard(text)).toMatchObject({ intent: 'client-list', args: { filters } });
  });

  test.each(['喜欢你的客户', '客户喜欢钓鱼吗', '越来越喜欢拖延的客户'])('%s is no list', (text) => {
    expect(heard(text).intent).toBeNull();
  });

  test('what became of those handed on', () => {
    expect(heard('我转介的客户有回音吗').intent).toBe('referrals');
    expect(heard('怎么让老客户转介绍').intent).not.toBe('referrals');
  });
});

describe('two guests', () => {
  test.each(['约王总和赵敏周五晚上七点吃饭', '约好了王总、赵敏周五晚上七点一起吃饭'])('each has his appointment: %s', (text) => {
    const { intent, args, next } = read(text);
    expect({ intent, at: args['at'] }).toEqual({ intent: 'appointment', at: { date: '2026-11-27', time: '19:00' } });
    expect(next).toMatchObject([
      { intent: 'appointment', needsConfirm: true, args: { client: { name: '赵敏' }, at: { date: '2026-11-27', time: '19:00' } } },
    ]);
  });

  test('记个约 is one', () => {
    expect(read('记个约 王总 周五下午三点 会客室')).toMatchObject({
      intent: 'appointment',
      args: { at: { date: '2026-11-27', time: '15:00' }, place: '会客室' },
    });
  });
});

describe('facts told with no verb of telling', () => {
  test.each([
    ['高兴是素食主义者', '高兴', ['是素食主义者']],
    ['高兴不喜欢晚上接电话', '高兴', ['不喜欢晚上接电话']],
    ['补一条：何涛信基督教', '何涛', ['信基督教']],
    ['记一下张国强爱下象棋', '张国强', ['爱下象棋']],
    ['记下王总不吃辣，喜欢喝茶', '王建国', ['不吃辣', '喜欢喝茶']],
    ['陈老师是画国画的，收藏了几十幅', '陈静', ['是画国画的', '收藏了几十幅']],
    ['赵敏有辆特斯拉', '赵敏', ['有辆特斯拉']],
    ['孙丽每天六点起来跑步，人挺自律', '孙丽', ['每天六点起来跑步']],
  ])('%s', (text, name, facts) => {
    const { intent, needsConfirm, args } = heard(text);
    const told = args['facts'] as { text: string; day?: unknown }[] | undefined;
    expect({ intent, needsConfirm, name: nameIn(text), facts: told?.map((fact) => fact.text), days: told?.filter((fact) => fact.day) }).toEqual({
      intent: 'profile',
      needsConfirm: true,
      name,
      facts,
      days: [],
    });
  });

  test.each([
    ['她不吃辣', '不吃辣'],
    ['他女儿在英国读书', '女儿在英国读书'],
    ['她爱人是部队上的', '爱人是部队上的'],
  ])('of whom was spoken of: %s', (text, fact) => {
    expect(heard(text, '赵敏')).toMatchObject({
      intent: 'profile',
      needsConfirm: true,
      args: { client: { name: '赵敏', by: 'pronoun' }, facts: [{ text: fact }] },
    });
    expect(read(text).intent).toBeNull();
  });

  test.each([
    '高兴得不得了',
    '高兴就好，别想太多',
    '高兴是一天，不高兴也是一天',
    '高兴今天发工资了',
    '他快毕业了',
    '他是我最喜欢的诗人',
    '她爱吃不吃',
  ])('talk: %s', (text) => {
    expect(heard(text, '赵敏').intent).toBeNull();
  });

  test('what was heard by talking is a record still', () => {
    expect(heard('记一下赵敏电话里说她不吃辣').intent).toBe('contact');
    expect(heard('记一下 王总 想买两百万理财').intent).toBe('contact');
  });
});

describe('a client whose name is a word of every day', () => {
  test.each([
    ['高兴今早发语音说她下个月要用二十万', 'contact', 'digital'],
    ['跟高兴视频聊了会儿，她人在三亚', 'contact', 'digital'],
    ['高兴的U盾坏了，她要求换个新的，登记一下诉求', 'case', undefined],
  ])('%s', (text, intent, mode) => {
    expect(heard(text)).toMatchObject({ intent, needsConfirm: true, ...(mode ? { args: { mode } } : {}) });
    expect(nameIn(text)).toBe('高兴');
  });
});

describe('a client who is here', () => {
  test.each(['李阿姨在大厅等着，想问理财', '赵敏在大堂发脾气，赶紧叫她的经理', '王总到网点了，要见客户经理'])('%s', (text) => {
    expect(heard(text)).toMatchObject({ intent: 'on-site', needsConfirm: true, missing: [] });
  });

  test.each([
    ['王总在大厅等了半小时才办上，很不高兴', 'case'],
    ['王总在网点找我聊理财', 'contact'],
    ['老赵在楼下等我', null],
    ['我在大厅等客户', null],
  ])('%s is something else', (text, intent) => {
    expect(heard(text).intent).toBe(intent);
  });
});

describe('records told by the place, a visit or a letter', () => {
  test.each([
    ['参加沙龙的孙丽当场问了两个问题，感觉有意向', '孙丽', 'salon'],
    ['今天来网点的赵敏问了国债', '赵敏', 'onSite'],
    ['给赵敏写的信寄出去了', '赵敏', 'letter'],
    ['张国强的孙子考上大学了，我上门道了喜', '张国强', 'faceToFace'],
  ])('%s', (text, name, mode) => {
    expect(heard(text)).toMatchObject({ intent: 'contact', needsConfirm: true, args: { mode } });
    expect(nameIn(text)).toBe(name);
  });

  test('agreed on: a meeting is an appointment, a thing by a day is promised', () => {
    expect(heard('跟吴静约定周五来网点')).toMatchObject({ intent: 'appointment', args: { at: { date: '2026-11-27' } } });
    expect(heard('跟吴静约定周五前把资料送过去')).toMatchObject({ intent: 'reminder', args: { at: { date: '2026-11-27' }, text: '把资料送过去' } });
    expect(heard('已经跟吴静约定，资料齐了两个工作日内办好')).toMatchObject({ intent: 'contact', args: { promises: [{ dueOn: '2026-11-25' }] } });
  });
});

test('what can be said to the bot is asked in free words', () => {
  expect(heard('说明书在哪，我该怎么跟你说话').intent).toBe('help');
  expect(heard('药的说明书在哪').intent).toBeNull();
});

describe('several at once', () => {
  test('a count, and then each of them: a record each', () => {
    const { intent, args, next } = read('今天打了三个电话，王总没空，赵敏说周末来，孙丽停机');
    expect({ intent, name: (args['client'] as { name: string }).name }).toEqual({ intent: 'contact', name: '王建国' });
    expect(next?.map((one) => (one.args['client'] as { name: string }).name)).toEqual(['赵敏', '孙丽']);
  });

  test('numbers with no mark', () => {
    expect(heard('二和四都办好了')).toMatchObject({ intent: 'done', args: { items: [2, 4] } });
    expect(heard('一和三都是好客户').intent).toBeNull();
  });
});

describe('items that are off or over', () => {
  test.each([
    ['把第五条删了', { items: [5], cancel: true }],
    ['第2条给我撤了吧', { items: [2], cancel: true }],
    ['王总那个预约吹了，取消掉', { cancel: true }],
    ['给赵敏寄合同那条已经办了', {}],
  ])('%s', (text, args) => {
    expect(heard(text)).toMatchObject({ intent: 'done', needsConfirm: true, args });
  });

  test.each(['王总那个项目黄了', '把第五页删了'])('%s is none', (text) => {
    expect(heard(text).intent).not.toBe('done');
  });
});

describe('free then, and there', () => {
  test.each([
    ['孙丽周四下午有空，三点去她公司', '2026-11-26', '15:00'],
    ['顾明下周一上午在家，十点半上门', '2026-11-30', '10:30'],
  ])('%s', (text, date, time) => {
    expect(heard(text)).toMatchObject({ intent: 'appointment', needsConfirm: true, args: { at: { date, time } } });
  });

  test('what was done today is no appointment', () => {
    expect(heard('单秀英老人家今天过来把密码重置了').intent).toBe('contact');
    expect(heard('孙丽说她周四有空').intent).not.toBe('appointment');
  });
});

describe('who is not known, and where to', () => {
  test('handed on to somebody whose name is not known', () => {
    expect(heard('把刘洋推荐给林悦，他想了解家族信托')).toMatchObject({ intent: 'referral', needsConfirm: true, missing: [] });
    expect(heard('把这本书推荐给林悦').intent).toBeNull();
  });

  test('called by his trade', () => {
    expect(heard('那位开饭馆的老板来电话了，说周转开了')).toMatchObject({ intent: 'contact', args: { mode: 'phone' }, missing: ['client'] });
    expect(heard('那位开饭馆的老板真有意思').intent).toBeNull();
  });

  test('said to be kept, whatever it is', () => {
    expect(heard('给何涛备注一下：下午五点后才方便接电话')).toMatchObject({
      intent: 'profile',
      args: { facts: [{ text: '下午五点后才方便接电话' }] },
    });
    expect(heard('赵敏养了只金毛叫豆豆')).toMatchObject({ intent: 'profile', needsConfirm: true });
  });

  test('a day of leave: who stands in is asked, and no last day', () => {
    expect(heard('后天请一天假')).toMatchObject({
      intent: 'acting',
      args: { from: { date: '2026-11-25' }, to: { date: '2026-11-25' } },
      missing: ['actingManager'],
    });
    expect(heard('想请一天假睡觉').intent).toBeNull();
  });
});

describe('on some day, which is asked', () => {
  test.each([
    ['回头给单秀英把老花镜捎去', 'reminder', '给单秀英把老花镜捎去'],
    ['下次见面给赵敏带两本挂历', 'reminder', '给赵敏带两本挂历'],
    ['改天约赵敏吃个饭', 'appointment', undefined],
  ])('%s', (text, intent, words) => {
    expect(heard(text)).toMatchObject({ intent, needsConfirm: true, missing: ['at'], ...(words ? { args: { text: words } } : {}) });
  });

  test.each(['回头跟赵敏没法交代', '改天给我妈打个电话'])('talk: %s', (text) => {
    expect(heard(text).intent).toBeNull();
  });
});

describe('agreed on at the front', () => {
  test.each([
    ['定了，周四下午两点和顾明在他办公室谈', '2026-11-26', '14:00'],
    ['说好了，后天上午十点赵敏来签字', '2026-11-25', '10:00'],
  ])('%s', (text, date, time) => {
    expect(heard(text)).toMatchObject({ intent: 'appointment', needsConfirm: true, args: { at: { date, time } } });
  });

  test('what was talked over is a record', () => {
    expect(heard('谈好了，跟顾明聊了两个小时').intent).not.toBe('appointment');
  });
});

describe('items by their place', () => {
  test.each([
    ['头两条都办完了', { items: [1, 2] }, []],
    ['前三条已经搞定了', { items: [1, 2, 3] }, []],
    ['最后一条不办了', { cancel: true }, ['items']],
    ['最后一条办完了', {}, ['items']],
  ])('%s', (text, args, missing) => {
    expect(heard(text)).toEqual({ intent: 'done', needsConfirm: true, args, missing });
  });

  test.each(['前两个客户都办完了贷款', '最后一个客户真难缠'])('%s is none', (text) => {
    expect(heard(text).intent).not.toBe('done');
  });

  test('by what was done', () => {
    expect(heard('给何涛寄合同搞定')).toMatchObject({ intent: 'done', missing: ['items'] });
    expect(heard('孙丽那件事不急，月底再说')).toMatchObject({ intent: 'snooze', args: { to: { date: '2026-11-30' } }, missing: ['items'] });
  });
});

describe('what is learned, and what is not', () => {
  test.each([
    ['何涛怀二胎了，预产期明年五月', 2],
    ['吴静抽烟喝酒都不沾', 1],
    ['孙丽，做跨境电商的，亚马逊上卖家具', 2],
    ['张国强的公司叫恒泰建材', 1],
  ])('%s', (text, count) => {
    const { intent, args } = heard(text);
    expect({ intent, count: (args['facts'] as unknown[] | undefined)?.length }).toEqual({ intent: 'profile', count });
  });

  test.each(['顾明他爱人接的电话，已经回过去了', '郑强今天带了个朋友来，也想开户', '刚才电话是赵敏的妈妈，问她女儿的卡怎么回事'])(
    'who was there is no news: %s',
    (text) => {
      expect(heard(text)).toMatchObject({ intent: 'contact', args: { facts: [] } });
    },
  );

  test('a day of each year, and who is new', () => {
    expect(heard('李阿姨金婚是明年5月1号')).toMatchObject({ intent: 'care-date', args: { kind: 'anniversary', date: { date: '2027-05-01' } } });
    expect(heard('转介绍来一个，叫冯小满，手机13700001234')).toMatchObject({ intent: 'new-client', args: { name: '冯小满', mobile: '13700001234' } });
  });
});

describe('with a day of what the speaker does', () => {
  test('asked for by a day: a record that promises', () => {
    expect(heard('孙丽让我周三下班前把利率表发她邮箱')).toMatchObject({
      intent: 'contact',
      needsConfirm: true,
      args: { promises: [{ dueOn: '2026-11-25' }] },
    });
  });

  test('what he wants and gets on a day is promised, what is only wanted is a request', () => {
    expect(heard('王总要三份合同复印件，后天送过去').intent).not.toBe('case');
    expect(heard('高洁要我们给她开半年流水盖章')).toMatchObject({ intent: 'case', args: { kind: 'request' } });
  });

  test('away on two days said in one word', () => {
    expect(heard('我这周四五不在，客户找何婧')).toMatchObject({
      intent: 'acting',
      needsConfirm: true,
      args: { actingManager: '何婧', from: { date: '2026-11-26' }, to: { date: '2026-11-27' } },
    });
  });
});

describe('further words for the same', () => {
  test.each([
    ['第二件做了一半，推到后天', 'snooze', { items: [2] }],
    ['今天的全干完了', 'done', { items: 'all' }],
    ['寄资料那个先别弄了', 'done', { cancel: true }],
    ['王总那个回电改明天上午', 'snooze', { to: { date: '2026-11-24', period: 'morning' } }],
    ['把赵敏排到明天下午三点', 'appointment', { at: { date: '2026-11-24', time: '15:00' } }],
    ['孙丽要我明早八点半前发她最新净值', 'contact', {}],
    ['答应给李阿姨找个靠谱的护工', 'reminder', { text: '给李阿姨找个靠谱的护工' }],
    ['李阿姨耳背，打电话要大声', 'profile', {}],
    ['高洁的司机小陈电话13911112222', 'profile', {}],
    ['陈老师六十大寿在正月十六', 'care-date', { kind: 'birthday' }],
    ['陈老师腿脚不便想上门激活', 'case', { kind: 'request' }],
  ])('%s', (text, intent, args) => {
    expect(heard(text)).toMatchObject({ intent, needsConfirm: true, args });
  });

  test.each([
    ['爱喝茶的有谁', { text: '爱喝茶' }],
    ['列一下上个月没联系过的金卡', { level: ['gold'] }],
  ])('%s', (text, filters) => {
    expect(heard(text)).toMatchObject({ intent: 'client-list', args: { filters } });
  });

  test('a count, a colon, and each of them', () => {
    expect(read('上午三个：赵敏续了，孙丽说不续，何涛没联系上').next?.length).toBe(2);
  });

  test.each([
    '一上午都在打电话，没几个接的',
    '喜欢抱怨的客户最难搞',
    '不办了，回家',
    '王总周四来不来还没定',
    '吴静信得过我，有事都先问我',
    '全干完了才能走',
  ])('talk: %s', (text) => {
    expect(heard(text).intent).toBeNull();
  });
});

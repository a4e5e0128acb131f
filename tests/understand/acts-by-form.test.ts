import { describe, expect, test } from 'vitest';
import { read } from './world.js';

/** Acts that are told by the form of the sentence, without the word of the act. Each is shown before anything is stored. */

type Row = [text: string, intent: string | null, args?: Record<string, unknown>];

function check([text, intent, args]: Row): void {
  const heard = read(text);
  expect(heard.intent).toBe(intent);
  if (intent !== null && heard.effect === 'write') expect(heard.needsConfirm).toBe(true);
  if (args) expect(heard.args).toMatchObject(args);
}

describe('a meeting that is put down', () => {
  const at = (date: string, time: string): Record<string, unknown> => ({ at: { date, time } });

  test.each<Row>([
    ['麻烦把郑强安排到周四上午十点', 'appointment', at('2026-11-26', '10:00')],
    ['记个预约：顾明，12月3号，上午十点', 'appointment', at('2026-12-03', '10:00')],
    ['安排一下，后天上午九点和陈静面签', 'appointment', at('2026-11-25', '09:00')],
    ['我和陈静约的周日上午十点去她店里', 'appointment', at('2026-11-29', '10:00')],
    ['高洁说周四下午三点到我们网点', 'appointment', at('2026-11-26', '15:00')],
    ['何涛同意明天上午九点来见我', 'appointment', at('2026-11-24', '09:00')],
    ['张国强叫我后天下午三点去他厂里', 'appointment', at('2026-11-25', '15:00')],
    ['刘洋周三上午十点方便，就定那个时候', 'appointment', at('2026-11-25', '10:00')],
    ['帮我跟顾明约个日子吃饭', 'appointment'],
    ['王明说有空坐坐，约一下', 'appointment'],
  ])('%s', (...row) => check(row));

  test('when, is asked where no day is named', () => {
    expect(read('帮我跟顾明约个日子吃饭').missing).toEqual(['at']);
  });

  test.each<Row>([
    ['他说明天十点到我这儿来我才不信', null],
    ['何涛明天有空，就这样吧', null],
    ['我跟李秀兰约的那次没成', null],
    ['安排一下，明天上午和分行开会', null],
    ['大家约个时间见面吧', null],
    ['老板让我明天下午三点去他办公室', null],
  ])('not %s', (...row) => check(row));
});

describe('what a client demands', () => {
  test.each<Row>([
    ['登记一下 单秀英要求把年费退给她', 'case', { kind: 'request', text: '单秀英要求把年费退给她' }],
    ['登记，何涛反映取款机老吞卡', 'case'],
    ['登记一下，王芳希望把短信通知关掉', 'case'],
    ['登记一下，赵敏要求把利率再上浮一点', 'case'],
    ['李秀兰的账户少了两千，他要求我们查清楚', 'case'],
    ['高洁说有人盗刷她的卡，要求查明原因', 'case'],
    ['有人来电 说柜台不收零钱 帮我登记投诉', 'case', { kind: 'complaint', text: '有人来电 说柜台不收零钱' }],
  ])('%s', (...row) => check(row));

  test('a contact that is registered stays one', () => {
    expect(read('登记一下，跟赵敏通了电话，她要求周五前给方案').intent).toBe('contact');
  });
});

describe('days and people of a client', () => {
  test.each<Row>([
    ['孙丽下月5号去成都旅游，登个出行', 'care-date', { kind: 'travel', date: { date: '2026-12-05' } }],
    ['陈静的结婚纪念日是5月20号，登记上', 'care-date', { kind: 'anniversary' }],
    ['登个生日，顾明3月8号', 'care-date', { kind: 'birthday', date: { month: 3, day: 8 } }],
    ['郑强后天做胃部手术，登记住院探望', 'care-date', { kind: 'illness', date: { date: '2026-11-25' } }],
    ['给郑强登记个哥哥，叫郑刚', 'relative', { relation: 'sibling', name: '郑刚' }],
    ['登记刘洋的母亲，叫周秀英', 'relative', { relation: 'parent', name: '周秀英' }],
    ['给马骏加个特点：爱听评书', 'profile'],
    ['吴静以后只能晚上打电话', 'profile'],
    ['顾明在大学教物理', 'profile'],
  ])('%s', (...row) => check(row));

  test.each<Row>([
    ['周岚12月去欧洲出差，真羡慕', null],
    ['登个生日真麻烦', null],
    ['给赵敏登记个什么妹妹啊', null],
    ['我和王芳去年去的日本旅游', null],
  ])('not %s', (...row) => check(row));
});

describe('items of the list', () => {
  test.each<Row>([
    ['序号4推迟三天', 'snooze', { items: [4], to: { date: '2026-11-26' } }],
    ['第2条没空，后天再弄', 'snooze', { items: [2], to: { date: '2026-11-25' } }],
    ['第1条挪周五', 'snooze', { items: [1], to: { date: '2026-11-27' } }],
    ['3号完事了', 'done', { items: [3] }],
    ['二、三两条都办妥了', 'done', { items: [2, 3] }],
    ['最后一条删了吧，客户改主意了', 'done', { cancel: true }],
    ['送合同那条 已办', 'done'],
    ['郑强那个待办今天弄不了，放到周四', 'snooze', { to: { date: '2026-11-26' } }],
    ['给顾明送台历 done', 'done'],
    ['刘洋的保单我寄走了，划掉待办', 'done'],
    ['上一条改一下，是昨天不是今天', 'amend', { changes: { at: { date: '2026-11-22' } } }],
    ['刚才那次记错了，改成面谈', 'amend', { changes: { mode: 'faceToFace' } }],
  ])('%s', (...row) => check(row));

  test.each<Row>([
    ['2号线完事', null],
    ['这事2号完事', null],
    ['听说有人来电闹着登记投诉', null],
    ['东西放到明天再拿', null],
    ['第5条新闻说12月2号再办奥运', null],
    ['序号2是什么', null],
  ])('not %s', (...row) => check(row));
});

describe('what was done, in a form of its own', () => {
  test.each<Row>([
    ['前天去单秀英厂里转了转 生意不错', 'contact', { mode: 'faceToFace' }],
    ['高洁找了三次才见着', 'contact'],
    ['郑强昨天电话里透露想换房', 'contact', { mode: 'phone', at: { date: '2026-11-22' } }],
    ['陈静老伴住院了，我拎着水果去医院看了看', 'contact', { mode: 'faceToFace' }],
    ['上周三见的单秀英，她想买国债', 'contact', { mode: 'faceToFace', at: { date: '2026-11-18' } }],
    ['刘洋前天来听讲座了', 'contact', { mode: 'salon' }],
    ['企微上把合同发给孙丽了', 'contact', { mode: 'digital' }],
  ])('%s', (...row) => check(row));

  test.each<Row>([
    ['张国强约我吃饭我没去成', null],
    ['上周三见的那个人真有意思', null],
    ['把合同发给顾明', null],
  ])('not %s', (...row) => check(row));
});

test('a client who is passed on to a colleague by his duty', () => {
  expect(read('把顾明推荐给保险顾问，他想给孩子买份重疾').intent).toBe('referral');
});

describe('what is looked up', () => {
  test.each<Row>([
    ['调出顾明的档案', 'client'],
    ['何涛资产多少，哪个级别', 'client'],
    ['这周还排了哪些', 'week'],
    ['规定动作我做了多少', 'routine'],
  ])('%s', (...row) => check(row));
});

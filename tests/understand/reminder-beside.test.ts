import { describe, expect, test } from 'vitest';
import { read } from './world.js';

// Said on Monday 2026-11-23 at 10:05.
describe('the hour of a repetition stands apart from it, right before the asking', () => {
  test.each([
    ['每天早上饭前那片优甲乐七点一刻提醒我', '2026-11-24', '07:15', 'FREQ=DAILY'],
    ['每天晚上的日记九点半喊我', '2026-11-23', '21:30', 'FREQ=DAILY'],
    ['每周四的例会纪要下午五点提醒我发', '2026-11-26', '17:00', 'FREQ=WEEKLY;BYDAY=TH'],
    ['每月20号车贷，上午九点提醒我存钱', '2026-12-20', '09:00', 'FREQ=MONTHLY;BYMONTHDAY=20'],
    ['每天背单词这事，晚上八点提醒我', '2026-11-23', '20:00', 'FREQ=DAILY'],
  ])('%s', (said, date, time, recurrence) => {
    const { needsConfirm, args } = read(said);
    expect({ needsConfirm, at: args['at'], recurrence: args['recurrence'] }).toMatchObject({ needsConfirm: true, at: { date, time }, recurrence });
  });
});

describe('the hour of the thing is the one to be reminded at', () => {
  test.each([
    ['我爸下午三点一刻到火车站到时候提醒我去接', '2026-11-23', '15:15'],
    ['女儿明天四点半放学，到点提醒我去接', '2026-11-24', '16:30'],
    ['下周四和总行视频，时间是15点，到点喊我', '2026-12-03', '15:00'],
    ['晚上七点一到就喊我关火', '2026-11-23', '19:00'],
    ['五点一到就提醒我下楼', '2026-11-23', '17:00'],
    ['口腔科约的是下周四上午九点，帮我加个提醒', '2026-12-03', '09:00'],
    ['团建定在12月6号下午两点，给我建个提醒', '2026-12-06', '14:00'],
    ['明天早上七点把我叫起来', '2026-11-24', '07:00'],
    ['20.15提醒我看球', '2026-11-23', '20:15'],
  ])('%s', (said, date, time) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', args: { at: { date, time } } });
  });

  test('what leads up to the hour is no part of the words', () => {
    expect(read('团建定在12月6号下午两点，给我建个提醒').args['text']).toBe('团建');
    expect(read('下周四和总行视频，时间是15点，到点喊我').args['text']).toBe('和总行视频');
    expect(read('年会定在12月20号，提醒我').args['text']).toBe('年会');
  });
});

describe('a day told by the one named in the clause before', () => {
  test.each([
    ['12月9号是我爸生日，头天提醒我订蛋糕', { date: '2026-12-08' }],
    ['下周五孩子汇报演出，头天晚上提醒我熨裙子', { date: '2026-12-03', period: 'evening' }],
    ['周四要去分行述职，那天早上七点半提醒我带U盘', { date: '2026-11-26', time: '07:30' }],
    ['12月15号交保费，前三天提醒我', { date: '2026-12-12' }],
    ['12月22号考从业资格，前一周提醒我复习', { date: '2026-12-15' }],
  ])('%s', (said, at) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', missing: [], args: { at } });
  });
});

describe('others than the speaker are to be told', () => {
  test.each([
    ['周四下午四点提醒大家交考勤', '2026-11-26', '提醒大家交考勤'],
    ['后天上午九点提醒老公复查', '2026-11-25', '提醒老公复查'],
    ['明天提醒我妈量血压', '2026-11-24', '提醒我妈量血压'],
    ['明天中午十二点提醒他吃药', '2026-11-24', '提醒他吃药'],
  ])('%s', (said, date, text) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', needsConfirm: true, args: { at: { date }, text } });
  });

  test('of whom it is, the words keep', () => {
    expect(read('提醒我妈后天吃药').args['text']).toBe('我妈 吃药');
    expect(read('提醒我妈妈后天吃药').args['text']).toBe('妈妈 吃药');
  });
});

describe('days that are named one behind the other', () => {
  test('all of them are asked for', () => {
    expect(read('下周二周四都提醒我带工装').args).toMatchObject({ at: { date: '2026-12-01' }, also: [{ at: { date: '2026-12-03' } }] });
  });

  test('of which week, is asked', () => {
    expect(read('周六周日都提醒我遛狗')).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });
});

describe('when it is, is asked', () => {
  test.each(['睡前叫我吃钙片', '8.30提醒我开会', '12.30提醒我取件', '饭后喊我吃药', '十点把我叫醒'])('%s', (said) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', missing: expect.arrayContaining(['at']) as unknown });
  });
});

test.each([
  '老师提醒大家明天带伞',
  '提醒大家明天停水',
  '今天提醒大家注意保暖',
  '明天提醒大家了吗',
  '他那天早上八点提醒我带材料',
  '妈妈说明天七点叫宝宝起床',
  '我妈九点提醒我吃药了',
  '睡前叫我吃药的是她',
  '五点一到他就提醒我下班',
  '体检约的是下周四上午九点',
])('no reminder is stored: %s', (said) => {
  const { intent, needsConfirm, missing } = read(said);
  expect(intent === 'reminder' && !needsConfirm && missing.length === 0).toBe(false);
});

test.each(['老师提醒大家明天带伞', '明天提醒大家了吗', '妈妈说明天七点叫宝宝起床', '五点一到他就提醒我下班'])('talk: %s', (said) => {
  expect(read(said).effect).not.toBe('write');
});

describe('the asking stands in a clause of its own, at the end', () => {
  test.each([
    ['下个月18号上午九点在分行有合规培训，请帮我设定提醒', '2026-12-18', '09:00', '在分行有合规培训'],
    ['后天下午三点去车管所换证，帮我建个提醒', '2026-11-25', '15:00', '去车管所换证'],
    ['每周二四晚上打球，帮我记一下', '2026-11-24', undefined, '打球'],
    ['請幫我計時二十分鐘好嗎', '2026-11-23', '10:25', '倒计时'],
  ])('%s', (said, date, time, text) => {
    const { intent, args } = read(said);
    expect({ intent, text: args['text'] }).toEqual({ intent: 'reminder', text });
    expect(args['at']).toMatchObject({ date, ...(time ? { time } : {}) });
  });

  test('the hour of a repetition may stand last', () => {
    expect(read('每個月8號都幫我設定提醒繳房租 9:30').args).toMatchObject({
      at: { time: '09:30' },
      recurrence: 'FREQ=MONTHLY;BYMONTHDAY=8',
      text: '繳房租',
    });
    expect(read('每天提醒我看书到十点').args['at']).not.toHaveProperty('time');
  });
});

describe('what leads up to it is no part of the words, however it is written', () => {
  test.each([
    ['okk，20分钟后提醒我收衣服', '收衣服'],
    ['我弄完了，明天早上九点提醒我复核', '复核'],
    ['正在写报告～半小时后提醒我起来走走', '起来走走'],
    ['設個鬧鐘，明早6點半叫我起床', '起床'],
    ['提醒我明天開會，謝謝', '開會'],
  ])('%s', (said, text) => {
    expect(read(said).args['text']).toBe(text);
  });
});

test('so long, and then the asking with 一会儿', () => {
  expect(read('我眯一刻钟，等一会儿叫我').args['at']).toMatchObject({ date: '2026-11-23', time: '10:20' });
});

describe('arranged for a day', () => {
  test.each([
    ['帮我安排下周四交年检表', '2026-12-03', '交年检表'],
    ['添加后天下午三点的口腔科预约', '2026-11-25', '口腔科预约'],
    ['帮我安排周五下午两点的项目会议，主题是复盘，时长1小时', '2026-11-27', undefined],
  ])('%s', (said, date, text) => {
    const { intent, needsConfirm, args } = read(said);
    expect({ intent, needsConfirm, date: (args['at'] as { date?: string }).date }).toEqual({ intent: 'reminder', needsConfirm: true, date });
    if (text) expect(args['text']).toBe(text);
  });

  test.each(['帮我安排后天的工作', '帮我安排一下下周的拜访', '帮我安排下周三办卡的客户'])('no reminder: %s', (said) => {
    expect(read(said).intent).not.toBe('reminder');
  });
});

test('a repetition said last begins on the day before it', () => {
  expect(read('后天晚上提醒我量体温，每天').args).toMatchObject({
    at: { date: '2026-11-25', period: 'evening' },
    recurrence: 'FREQ=DAILY',
    text: '量体温',
  });
});

test('what is put right inside the words is shown first', () => {
  expect(read('提醒我后天交材料哦不是是交合同')).toMatchObject({ intent: 'reminder', needsConfirm: true });
});

test('a word of checking is no correction', () => {
  expect(read('明天上午九点提醒我核一下流水对不对').needsConfirm).toBe(false);
});

test.each(['上午九点到晚上九点每隔两小时提醒我喝水', '晚上的报表我打算重做，你提醒我核对数据就行了'])('never stored unasked: %s', (said) => {
  const { needsConfirm, missing } = read(said);
  expect(needsConfirm || missing.length > 0).toBe(true);
});

test.each(['护士长每半小时提醒我一次', '室友每天七点提醒我起床', '日历提醒我明天是冬至'])('somebody else reminds: %s', (said) => {
  expect(read(said).effect).not.toBe('write');
});

describe('the asking stands between a repetition and its hour', () => {
  test.each([
    ['每天提醒我下午四点量血糖', 'FREQ=DAILY', '16:00', '量血糖', false],
    ['每天晚上提醒我九点泡脚', 'FREQ=DAILY', '21:00', '泡脚', true],
    ['每周三都提醒我十点交日报', 'FREQ=WEEKLY;BYDAY=WE', '10:00', '交日报', true],
    ['每月8号叫我上午九点还房贷', 'FREQ=MONTHLY;BYMONTHDAY=8', '09:00', '还房贷', true],
  ])('%s', (said, recurrence, time, text, needsConfirm) => {
    const found = read(said);
    expect(found.args).toMatchObject({ recurrence, at: { time }, text });
    expect(found.needsConfirm).toBe(needsConfirm);
  });
});

describe('shown first', () => {
  test.each([
    ['后天上午十点去开户，下午四点提醒我对账', '后天上午十点去开户，对账'],
    ['提醒我后天八点抽血，还有九点拍片', '抽血，还有九点拍片'],
    ['今晚十点前提醒我交周报', '交周报'],
    ['这两张卡能一起办吗，后天下午三点提醒我去网点', '这两张卡能一起办吗，去网点'],
    ['提醒奶奶晚上早点睡', '提醒奶奶早点睡'],
    ['后天下午四点的高铁，提醒我出发', '高铁 出发'],
    ['后天上午九点体检，记得提醒我空腹', '体检 空腹'],
    ['提醒爸妈周六上午九点体检', '提醒爸妈体检'],
  ])('%s', (said, text) => {
    const { intent, needsConfirm, missing, args } = read(said);
    expect({ intent, needsConfirm, missing, text: args['text'] }).toEqual({ intent: 'reminder', needsConfirm: true, missing: [], text });
  });
});

describe('how it is to be told, and where it is to stand besides, are no part of the words', () => {
  test.each([
    ['今晚九点电话提醒我收衣服', '收衣服'],
    ['后天也要提醒我倒垃圾', '倒垃圾'],
    ['后天下午三点提醒我去社保局，同时加到手机日历', '去社保局'],
    ['12月6号下午提醒我喝喜酒下午四点半', '喝喜酒'],
  ])('%s', (said, text) => {
    expect(read(said).args['text']).toBe(text);
  });
});

test.each(['为什么你每天晚上提醒我交表', '怎么每天早上八点都提醒我喝水'])('asked why: %s', (said) => {
  expect(read(said).effect).not.toBe('write');
});

test.each(['明天八点提醒我问他为什么没来', '明天八点提醒我问问他身体怎么样'])('the question is what to be told: %s', (said) => {
  expect(read(said)).toMatchObject({ intent: 'reminder', missing: [], args: { at: { date: '2026-11-24', time: '08:00' } } });
});

describe('the hour of a repetition, wherever it stands', () => {
  test.each([
    ['晚上九点每天提醒我泡脚', '21:00', '泡脚'],
    ['早上七点提醒我量血压，每天', '07:00', '量血压'],
    ['每天提醒我泡脚晚上九点', '21:00', '泡脚'],
    ['提醒我每天写日报下午五点半', '17:30', '写日报'],
    ['帮我设个每天的提醒，晚上八点半喂猫', '20:30', '喂猫'],
    ['每天都别忘了提醒我晚上十点睡觉', '22:00', '睡觉'],
    ['每天提醒我零点抢券', '00:00', '抢券'],
  ])('%s', (said, time, text) => {
    expect(read(said)).toMatchObject({ needsConfirm: expect.any(Boolean), args: { recurrence: 'FREQ=DAILY', at: { time }, text } });
  });

  test('an hour that is not understood is never passed over unasked', () => {
    expect(read('每天提醒我9点到10点开晨会').needsConfirm).toBe(true);
  });
});

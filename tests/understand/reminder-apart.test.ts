import { describe, expect, test } from 'vitest';
import { read } from './world.js';

// Said on Monday 2026-11-23 at 10:05.
describe('the hour of the day is said last', () => {
  test.each([
    ['提醒我中午喝药，十二点', '2026-11-23', '12:00', '喝药'],
    ['中午吃完药提醒下，十二点四十吧', '2026-11-23', '12:40', '吃完药'],
    ['明天体检提醒我，早上八点', '2026-11-24', '08:00', '体检'],
    ['提醒我明天下午开会，三点', '2026-11-24', '15:00', '开会'],
    ['后天晚上提醒我练琴，八点', '2026-11-25', '20:00', '练琴'],
  ])('%s', (said, date, time, text) => {
    const { intent, args, needsConfirm } = read(said);
    expect({ intent, needsConfirm, text: args['text'] }).toEqual({ intent: 'reminder', needsConfirm: true, text });
    expect(args['at']).toMatchObject({ date, time });
  });

  test('in the half of the day that was said with the day', () => {
    expect(read('明天早上我要做核磁，七点五十之前要到').args['at']).toMatchObject({ date: '2026-11-24', time: '07:50' });
    expect(read('礼拜三夜里头九点钟要吃药').args['at']).toMatchObject({ date: '2026-11-25', time: '21:00' });
    expect(read('平安夜7:00提醒我吃饭').args['at']).toMatchObject({ date: '2026-12-24', time: '19:00' });
    expect(read('晚饭后八点提醒我散步').args['at']).toMatchObject({ date: '2026-11-23', time: '20:00' });
  });
});

describe('the day the thing is due, and the day to speak', () => {
  test.each([
    ['养老金要在12月31号之前缴满，提醒我12月20日催她', '2026-12-20'],
    ['12月8日生日，提醒我12月1日买蛋糕', '2026-12-01'],
    ['周五开会，提醒我周四准备材料', '2026-11-26'],
    ['明天提醒我周五开会', '2026-11-24'],
  ])('%s', (said, date) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', args: { at: { date } } });
  });
});

describe('the lead of a repetition', () => {
  test.each([
    ['每月8号扣宽带，提前两天告诉我余额要够', 'FREQ=MONTHLY;BYMONTHDAY=6'],
    ['每周五交周报，提前一天提醒我', 'FREQ=WEEKLY;BYDAY=TH'],
    ['每周一三开例会，提前一天提醒我', 'FREQ=WEEKLY;BYDAY=TU,SU'],
    ['每年12月3号老婆生日，提前五天提醒我', 'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=28'],
  ])('%s', (said, recurrence) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', missing: [], args: { recurrence } });
  });

  test('no rule names the day where a leap day may lie between', () => {
    expect(read('每年3月2号老婆生日，提前三天提醒我').missing).toEqual(['at']);
  });

  test('every few minutes is shown first, every minute is asked', () => {
    expect(read('每5分钟提醒我喝水')).toMatchObject({ needsConfirm: true, args: { recurrence: 'FREQ=MINUTELY;INTERVAL=5' } });
    expect(read('每分钟提醒我喝水')).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });

  test.each(['天天 16:25 接孩子', '天天16:25提醒我接孩子'])('it comes back every day: %s', (said) => {
    expect(read(said).args).toMatchObject({ recurrence: 'FREQ=DAILY', at: { time: '16:25' } });
  });
});

test.each([
  '明天下午三点跟我说一声，开会',
  '明天下午三点跟我说声开会',
  '明天下午三点给我提个醒，开会',
  '明天下午三点提醒咱开会',
  '明天周2下午三点提醒我开会',
])('asked for in other words: %s', (said) => {
  expect(read(said)).toMatchObject({ intent: 'reminder', args: { at: { date: '2026-11-24', time: '15:00' }, text: '开会' } });
});

test('days without an hour, each its own', () => {
  const { args, needsConfirm } = read('周三去银行，周四下午去医院，都提醒我');
  expect(needsConfirm).toBe(true);
  expect(args).toMatchObject({ at: { date: '2026-11-25' }, text: '去银行', also: [{ at: { date: '2026-11-26' }, text: '去医院' }] });
});

describe('a day and a thing, as on a slip', () => {
  test.each([
    ['大后天去医院拿化验报告', '2026-11-26'],
    ['下周一早上八点一刻的高铁，别误了', '2026-11-30'],
    ['周五早上八点半升旗别忘了穿正装', '2026-11-27'],
    ['下周四飞成都，下午一点二十的航班', '2026-12-03'],
    ['下周五前把驾考理论过了', '2026-12-04'],
    ['下周四晚上提前把行李收好', '2026-12-03'],
    ['感恩节给外教发邮件', '2026-11-26'],
    ['周四上午给猫打针；周六下午洗车', '2026-11-26'],
  ])('%s', (said, date) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', needsConfirm: true, args: { at: { date } } });
  });

  test.each(['这周末抽空把电费交了', '周二四晚上七点半练字'])('which day, is asked: %s', (said) => {
    const { intent, missing } = read(said);
    expect({ intent, missing }).toEqual({ intent: 'reminder', missing: ['at'] });
  });

  test.each(['下周四去不了医院了', '昨天去医院拿报告了', '周三他去银行', '能不能给我说一下办理存折的流程'])('told only: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });
});

describe('what stands at the words of reminding is the time', () => {
  test.each([
    ['明天提醒我看每日报表', '看每日报表'],
    ['明天提醒我参加每周会议', '参加每周会议'],
    ['明天提醒我问妈妈吃饭还是吃面', '问妈妈吃饭还是吃面'],
    ['明天提醒我把闹钟提醒关掉', '把闹钟提醒关掉'],
    ['我想问能不能提醒我明天带药', '带药'],
    ['我是说明天提醒我开会', '开会'],
    ['不要忘记明天提醒我领米', '领米'],
    ['明天开会你提醒我一下', '开会'],
    ['明天能不能提醒我带药', '带药'],
  ])('%s', (said, text) => {
    const { intent, args, missing } = read(said);
    expect({ intent, text: args['text'], missing }).toEqual({ intent: 'reminder', text, missing: [] });
    expect(args['at']).toMatchObject({ date: '2026-11-24' });
    expect(args['recurrence']).toBeUndefined();
  });

  test('every day from that day on', () => {
    expect(read('明天9点提醒我吃药，每天都要').args).toMatchObject({ recurrence: 'FREQ=DAILY', at: { date: '2026-11-24', time: '09:00' } });
  });

  test.each([
    '明天上车时提醒我带票',
    '明天到公司的时候提醒我打卡',
    '明天洗澡前提醒我拿衣服',
    '每天晚上收车后提醒我洗车',
    '今天中午吃饭花了38元，下周提醒我还款',
    '9点提醒我带伞，今天天气不好',
  ])('when that is, is asked: %s', (said) => {
    const { intent, missing } = read(said);
    expect({ intent, missing }).toEqual({ intent: 'reminder', missing: ['at'] });
  });

  test('a little before the thing is no second reminder', () => {
    const { args } = read('抢课在明天中午十二点，十一点五十五叫我');
    expect(args['at']).toMatchObject({ date: '2026-11-24', time: '11:55' });
    expect(args['also']).toBeUndefined();
  });

  test('a slip that says 报销单周五 names Friday, not every other one', () => {
    expect(read('报销单周五截止，周四提醒我').args).toMatchObject({ at: { date: '2026-11-26' } });
    expect(read('报销单周五截止，周四提醒我').args['recurrence']).toBeUndefined();
  });

  test('so long from now', () => {
    expect(read('半小时叫我起床').args['at']).toMatchObject({ date: '2026-11-23', time: '10:35' });
    expect(read('我睡二十分钟，记得叫我').args['at']).toMatchObject({ date: '2026-11-23', time: '10:25' });
  });

  test.each([
    '明天提醒我的人姓王',
    '提醒我明天开会的人是妈妈',
    '我睡30分钟，我室友会叫我',
    '他等了十分钟才叫我',
    '不是请你提醒我明天开会',
    '春节回老家，不用提醒',
    '把之前提醒我保养改成下周三',
  ])('no reminder is set: %s', (said) => {
    expect(read(said).intent).not.toBe('reminder');
  });

  test('whether it is to be kept is shown first', () => {
    expect(read('先不要新增，明天提醒我领米').needsConfirm).toBe(true);
  });
});

test('从 before a repetition is part of its time', () => {
  expect(read('从下周一开始每天上午九点复习英语').args).toMatchObject({ text: '复习英语', recurrence: 'FREQ=DAILY' });
});

import { describe, expect, test } from 'vitest';
import { read } from './world.js';

// Said on Monday 2026-11-23 at 10:05.
describe('a time no clock shows, or none that is said, is asked', () => {
  test.each([
    ['25点提醒我开会', '开会'],
    ['二十六点提醒我吃药', '吃药'],
    ['后天26点提醒我吃药', '吃药'],
    ['早上8点75分叫我起床', '起床'],
    ['2月30号提醒我交报表', '交报表'],
    ['明天十点开会，提前提醒我', '开会'],
    ['明天下午三点体检，提前设个提醒', '体检'],
    ['每分钟提醒我喝水', '喝水'],
    ['回头提醒我寄合同', '寄合同'],
  ])('%s', (said, text) => {
    const { intent, args, missing } = read(said);
    expect({ intent, text: args['text'], missing }).toEqual({ intent: 'reminder', text, missing: ['at'] });
  });

  test('a number of things is no hour', () => {
    expect(read('明天下午三点提醒我买25点心').args).toMatchObject({ at: { date: '2026-11-24', time: '15:00' }, text: '买25点心' });
  });
});

describe('a thing, its time and its place, in any order', () => {
  test.each([
    ['闹铃，半小时，煮粥', '2026-11-23', '10:35', '煮粥'],
    ['煮粥，闹铃，半小时', '2026-11-23', '10:35', '煮粥'],
    ['儿子家长会，周四下午四点，学校二楼', '2026-11-26', '16:00', '儿子家长会'],
    ['周五晚上八点的演出别忘了七点一刻叫我出门', '2026-11-27', '19:15', '出门'],
  ])('%s', (said, date, time, text) => {
    const { intent, args, needsConfirm } = read(said);
    expect({ intent, needsConfirm }).toEqual({ intent: 'reminder', needsConfirm: true });
    expect(args['at']).toMatchObject({ date, time });
    expect(args['text']).toContain(text);
  });
});

describe('the stretch said apart from its day', () => {
  test.each([
    ['每年八月八日是爸爸生日', '2027-08-08', 'FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=8', '爸爸生日'],
    ['八月八日是爸爸生日，每年提醒我', '2027-08-08', 'FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=8', '爸爸生日'],
    ['15号交水费，每月', '2026-12-15', 'FREQ=MONTHLY;BYMONTHDAY=15', '交水费'],
    ['周三交周报，每周提醒我', '2026-11-25', 'FREQ=WEEKLY;BYDAY=WE', '交周报'],
    ['农历每月十五提醒我上香', '2026-11-23', 'RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=15', '上香'],
    ['农历腊月二十三提醒我祭灶，每年', '2027-01-30', 'RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=23', '祭灶'],
  ])('%s', (said, date, recurrence, text) => {
    const { intent, args } = read(said);
    expect(intent).toBe('reminder');
    expect(args).toMatchObject({ at: { date }, recurrence, text });
  });
});

describe('what is not to be any more', () => {
  test.each(['不用九点叫醒我了', '明天不用叫我起床了', '九点不用提醒我吃药了', '从日程里移除明天的会议', '把明天的会议从日程里删掉'])(
    '%s',
    (said) => {
      expect(read(said)).toMatchObject({ intent: 'done', args: { cancel: true }, needsConfirm: true });
    },
  );

  test.each(['不用叫我王总', '别叫我起这么早', '别叫我了'])('nothing is called off: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });
});

describe('written down in words of putting it on a list', () => {
  test.each([
    ['帮我安排明天下午三点的团队会议', '2026-11-24', '15:00', '团队会议'],
    ['安排下周一上午十点的面试', '2026-11-30', '10:00', '面试'],
    ['在日历上添加下周一的会议', '2026-11-30', undefined, '会议'],
    ['大后天下午要去银行，帮我记着', '2026-11-26', undefined, '去银行'],
    ['不好意思，帮我记一下，下周三有个面试', '2026-12-02', undefined, '有个面试'],
    ['重要的后天晚上8点家庭聚餐', '2026-11-25', '20:00', '家庭聚餐'],
    ['今天开会 大概是下午两点', '2026-11-23', '14:00', '开会'],
    ['后天上午把季度报告发给产品组', '2026-11-25', undefined, '把季度报告发给产品组'],
    ['中午一点跟我说一声', '2026-11-23', '13:00', undefined],
  ])('%s', (said, date, time, text) => {
    const { intent, args, needsConfirm } = read(said);
    expect({ intent, needsConfirm }).toEqual({ intent: 'reminder', needsConfirm: true });
    expect(args['at']).toMatchObject({ date, ...(time === undefined ? {} : { time }) });
    expect(args['text']).toBe(text);
  });
});

describe('the days a repetition is for', () => {
  test.each([
    ['这周每天下午两点都要午睡', '2026-11-23', 'FREQ=DAILY;UNTIL=20261129', '午睡'],
    ['下周每天早上十点都要起床', '2026-11-30', 'FREQ=DAILY;UNTIL=20261206', '起床'],
    ['下个月每周五下午四点健身', '2026-12-04', 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231', '健身'],
    ['上午11点开始每2小时提醒我喝水', '2026-11-23', 'FREQ=HOURLY;INTERVAL=2', '喝水'],
  ])('%s', (said, date, recurrence, text) => {
    const { intent, args } = read(said);
    expect(intent).toBe('reminder');
    expect(args).toMatchObject({ at: { date }, recurrence, text });
  });
});

describe('a day before, at the hour of the thing', () => {
  test('the hour is kept, the day that will be over is not said', () => {
    const { args, needsConfirm } = read('后天晚上八点提交实验报告，提前一天提醒我');
    expect(args).toMatchObject({ at: { date: '2026-11-24', time: '20:00' }, text: '提交实验报告' });
    expect(needsConfirm).toBe(true);
  });

  test('an hour of its own goes before', () => {
    expect(read('下周三上午九点面试，提前一天晚上八点提醒我').args['at']).toMatchObject({ date: '2026-12-01', time: '20:00' });
  });
});

describe('several hours with no mark between them', () => {
  test('each has its own thing', () => {
    const { args } = read('明天早上8点起床下午3点开会');
    expect(args).toMatchObject({ text: '起床', also: [{ at: { date: '2026-11-24', time: '15:00' }, text: '开会' }] });
  });
});

test.each(['他把闹钟取消了', '帮我取消订阅那个频道的提醒'])('not ours to call off: %s', (said) => {
  expect(read(said).effect).not.toBe('write');
});

test.each(['闹钟列表', '显示提醒列表'])('the list is shown: %s', (said) => {
  expect(read(said).intent).toBe('todo');
});

describe('what stands in the words stays as it was typed', () => {
  test('traditional characters behind words that were put for others', () => {
    expect(read('幫我記一下明天下午要跟廠商開會').args['text']).toBe('跟廠商開會');
  });

  test.each([
    ['把机器学习考试加到日历，12月18日上午九点', '2026-12-18', '09:00', '机器学习考试'],
    ['三点四十五分钟提醒我还钱', '2026-11-23', '15:45', '还钱'],
    ['本周日之前把年度体检预约好', '2026-11-29', undefined, '把年度体检预约好'],
    ['大后天12:35:55提醒', '2026-11-26', '12:35', '闹钟'],
  ])('%s', (said, date, time, text) => {
    const { intent, args } = read(said);
    expect(intent).toBe('reminder');
    expect(args).toMatchObject({ at: { date, ...(time === undefined ? {} : { time }) }, text });
  });

  test('a year that is over is asked', () => {
    expect(read('2016年11月8日早上9点提醒我')).toMatchObject({ intent: 'reminder', missing: ['at', 'text'] });
  });
});

describe('asked politely, or thought aloud', () => {
  test.each([
    ['明天下午4点的飞机,能1点半提醒我吗', '2026-11-24', '13:30'],
    ['明天能1点半提醒我吗', '2026-11-24', '13:30'],
    ['可以设个明天七点的闹钟吗', '2026-11-24', '07:00'],
    ['嗯我想想下周二下午吧两点左右去看一下牙', '2026-12-01', '14:00'],
  ])('%s', (said, date, time) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', args: { at: { date, time } } });
  });

  test.each(['能定个闹铃吗', '2月30号上午九点交材料', '过完元旦提醒我回访客户'])('when, is asked: %s', (said) => {
    const { intent, missing } = read(said);
    expect({ intent, missing: missing.includes('at') }).toEqual({ intent: 'reminder', missing: true });
  });

  test.each(['你能提醒我吗', '我能设几个闹钟'])('nothing is set: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });

  test.each([
    ['刪掉續約保險那個提醒', 'done'],
    ['明天七點的鬧鈴', 'reminder'],
  ])('in traditional characters: %s', (said, intent) => {
    expect(read(said).intent).toBe(intent);
  });
});

test('a client who comes is an appointment, whoever writes it down', () => {
  expect(read('帮我记一下明天李秀兰来签约').intent).toBe('appointment');
});

test.each(['给我设一个提醒', '设一个提醒', '再定一个提醒'])('nothing but that one is to be made: %s', (said) => {
  const { intent, missing } = read(said);
  expect({ intent, missing }).toEqual({ intent: 'reminder', missing: ['at', 'text'] });
});

test('what it is about, right before 提醒我, and its day behind: shown first', () => {
  expect(read('车子年检提醒我12月28号去')).toMatchObject({ intent: 'reminder', needsConfirm: true, args: { at: { date: '2026-12-28' } } });
});

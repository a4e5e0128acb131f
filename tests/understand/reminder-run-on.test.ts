import { describe, expect, test } from 'vitest';
import { heard, type ReminderRow } from './reminder-heard.js';
import { read } from './world.js';

describe('a story first, and then it turns to the assistant', () => {
  test.each<ReminderRow>([
    ['物业说周四上午十点来抄表，你九点五十就叫我', '2026-11-26', '09:50', '物业说周四上午十点来抄表'],
    ['我明天得去趟医院挂号窗口七点半就开了你六点四十提醒我出门', '2026-11-24', '06:40', '去趟医院挂号窗口七点半就开了，出门'],
    ['领导让我把总结写了我想着周五上午没事你就周五上午九点提醒我写总结', '2026-11-27', '09:00', '领导让我把总结写了我想着周五上午没事，写总结'],
    ['媳妇儿周三晚上八点二十到机场到时候提醒我去接', '2026-11-25', '20:20', '媳妇儿 到机场 去接'],
  ])('%s', heard);

  test.each(['他说你八点提醒我', '我让你九点提醒我的', '谢谢你昨天提醒我', '他说到时候提醒我', '我妈说晚上你爸叫我吃饭'])('%s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });

  test('a story of somebody is shown before it is kept', () => {
    expect(read('物业说周四上午十点来抄表，你九点五十就叫我').needsConfirm).toBe(true);
  });
});

describe('the day told by the one before', () => {
  test.each<ReminderRow>([
    ['演唱会门票12月10号开抢，那天中午十二点提醒我', '2026-12-10', '12:00', '演唱会门票12月10号开抢'],
    ['大后天亲家来吃饭，头天晚上提醒我买菜', '2026-11-25', undefined, '亲家来吃饭 买菜'],
    ['还有四天就月考了，当天早上六点半叫我', '2026-11-27', '06:30', '四天后月考了'],
    ['运动会12月30日下午三点，12月29日上午十点提醒我借音响', '2026-12-29', '10:00', '运动会 借音响'],
    ['周四晚上十点停机提醒我九点先存盘', '2026-11-26', '21:00', '周四晚上十点停机，先存盘'],
    ['水费20号之前得交，最晚18号提醒我一次', '2026-12-18', undefined, '水费20号之前得交'],
  ])('%s', heard);

  test('the day before that belongs to the thing leaves the day', () => {
    expect(read('冬至那天早上七点提醒我煮汤圆，糯米得头天泡上').args['at']).toMatchObject({ date: '2026-12-22', time: '07:00' });
  });
});

describe('the hour apart from its repetition, and days left out', () => {
  test.each([
    ['每周六晚上收摊前十点半提醒我对账', 'FREQ=WEEKLY;BYDAY=SA', '22:30'],
    ['每天早上那个降压药六点四十提醒我吃', 'FREQ=DAILY', '06:40'],
    ['每天晚上九点提醒我练字，周末除外', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '21:00'],
    ['每天早上七点叫我起床，除了节假日', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '07:00'],
    ['每周五上午十点提醒大家交工时', 'FREQ=WEEKLY;BYDAY=FR', '10:00'],
  ])('%s', (text, recurrence, time) => {
    expect(read(text)).toMatchObject({ intent: 'reminder', args: { recurrence, at: { time } } });
  });

  test('a repetition inside the day ends where it is said', () => {
    expect(read('每隔一个小时提醒我喝水从现在开始到下午五点为止').args).toMatchObject({
      recurrence: 'FREQ=HOURLY;UNTIL=20261123T170000',
      text: '喝水',
    });
  });
});

describe('hours as they are typed in a hurry', () => {
  test.each<ReminderRow>([
    ['三点一到就提醒我锁库房', '2026-11-23', '15:00', '锁库房'],
    ['差十分九点提醒我抢票，就明天早上', '2026-11-24', '08:50', '抢票'],
    ['明晚8 提醒我看直播', '2026-11-24', '20:00', '看直播'],
    ['我怕睡过头，下午两点把我叫醒', '2026-11-23', '14:00', '起床'],
    ['提醒我后田早上九点交表', '2026-11-25', '09:00', '交表'],
    ['如果方便的话，能否在下午两点四十提醒我一下投影调试', '2026-11-23', '14:40', '投影调试'],
  ])('%s', heard);

  test.each(['明晚8折', '早8晚6', '下午3个人来'])('%s', (text) => {
    expect(read(text).intent).toBeNull();
  });
});

describe('by a day, without any word of asking', () => {
  test.each<ReminderRow>([
    ['月底之前要把台账交了', '2026-11-30', undefined, '把台账交了'],
    ['周五之前得把样品寄出去', '2026-11-27', undefined, '把样品寄出去'],
  ])('%s', heard);

  test.each(['月底之前你们要把台账交了', '周五之前没把样品寄出去', '他说月底之前要把钱还了'])('%s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

describe('several, each so long before', () => {
  test('each has its own', () => {
    const { args } = read('周六上午九点游泳，下午三点钢琴，都提前半小时叫我');
    expect(args).toMatchObject({ at: { date: '2026-11-28', time: '08:30' }, also: [{ at: { date: '2026-11-28', time: '14:30' }, text: '钢琴' }] });
  });

  test.each([
    ['公司年会约的是下周四晚上六点，帮我加个提醒', '2026-12-03', '18:00'],
    ['周五有空再说吧，先给我定周五上午十点的提醒，看合同', '2026-11-27', '10:00'],
  ])('%s', (text, date, time) => {
    expect(read(text)).toMatchObject({ intent: 'reminder', args: { at: { date, time } } });
  });
});

describe('which of two days is meant', () => {
  test.each<ReminderRow>([
    ['赵敏说她下周二回来，周四上午提醒我约她', '2026-12-03', undefined, '赵敏说她下周二回来，约她'],
    ['合同下周一要签，周日晚上提醒我看一遍', '2026-11-29', undefined, '合同下周一要签，看一遍'],
    ['狗狗28号打疫苗，前一天晚上要禁食，27号晚上九点提醒我收碗', '2026-11-27', '21:00', '狗狗28号打疫苗，前一天晚上要禁食，收碗'],
    ['报名今晚12点截止，十点半提醒我交表', '2026-11-23', '22:30', '报名 交表'],
    ['这个月28号盘点，下午四点提前打烊，提醒我', '2026-11-28', '16:00', '这个月28号盘点，提前打烊'],
    ['腊月二十九最后一天上班，提醒我锁柜子', '2027-02-05', undefined, '最后一天上班 锁柜子'],
    ['汤还有40分钟好，提前5分钟叫我', '2026-11-23', '10:40', '汤还有40分钟好'],
    ['领导的航班后天15:20落地，14:30提醒保洁开门', '2026-11-25', '14:30', '领导的航班后天15:20落地，保洁开门'],
  ])('%s', heard);

  test('a weekday of the next week is shown first', () => {
    expect(read('赵敏说她下周二回来，周四上午提醒我约她').needsConfirm).toBe(true);
  });

  test.each([
    ['除了周二，每天下午四点半提醒我接孩子', 'FREQ=WEEKLY;BYDAY=MO,WE,TH,FR,SA,SU'],
    ['每天早上六点叫我跑步，周日除外', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
    ['煤气费每月10号前交，9号提醒我', 'FREQ=MONTHLY;BYMONTHDAY=9'],
  ])('%s', (text, recurrence) => {
    expect(read(text)).toMatchObject({ intent: 'reminder', args: { recurrence } });
  });

  test('several hours of today, each asked for', () => {
    const { args } = read('11点20分提醒我下楼，13点提醒我回电话');
    expect(args).toMatchObject({ at: { time: '11:20' }, also: [{ at: { date: '2026-11-23', time: '13:00' }, text: '回电话' }] });
    expect(read('11点、16点各提醒我喝水一次').args).toMatchObject({ at: { time: '11:00' }, also: [{ at: { time: '16:00' } }] });
  });
});

describe('moved, left out, told last', () => {
  test.each<ReminderRow>([
    ['碰头会原定周三，现改到周四上午十点，请提前半小时提醒', '2026-11-26', '09:30', '碰头会'],
    ['我身份证12月15号过期我打算12月9号去换你到时候提醒我带照片', '2026-12-09', undefined, '身份证12月15号过期我打算，去换，带照片'],
    ['科长27号要看所以你26号下午就得提醒我补', '2026-11-26', undefined, '科长27号要看所以，补'],
    ['今天晚上我值班到七点多还得写日志你八点提醒我交接', '2026-11-23', '20:00', '今天晚上我值班到七点多还得写日志，交接'],
    ['周三夜班结束是早上七点，七点半提醒我吃早饭', '2026-11-25', '07:30', '周三夜班结束是，吃早饭'],
    ['15分种后提醒我关水', '2026-11-23', '10:20', '关水'],
    ['元旦前把窗帘送去干洗', '2026-12-31', undefined, '把窗帘送去干洗'],
    ['周五之前要把样表发给财务', '2026-11-27', undefined, '把样表发给财务'],
  ])('%s', heard);

  test('of the evening of each day but one', () => {
    expect(read('每晚九点提醒老大练琴，周六周日除外').args['recurrence']).toBe('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR');
  });

  test.each(['元旦前他把窗帘送去干洗', '周五之前把样表发给我', '明天别叫我起床'])('%s', (text) => {
    expect(read(text).intent).not.toBe('reminder');
  });
});

describe('the night, the day before, what was said last', () => {
  test.each<ReminderRow>([
    ['备份从晚上十一点跑到凌晨三点，两点半提醒我看进度', '2026-11-24', '02:30', '备份从晚上十一点跑到，看进度'],
    ['记一下 周五上午九点 跟高洁看房贷', '2026-11-27', '09:00', '跟高洁看房贷'],
    ['尾款约好下月12号付，11号提醒我打电话', '2026-12-11', undefined, '尾款约好下月12号付，打电话'],
    ['船票今天十点五十五开抢，十二点提醒我看候补', '2026-11-23', '12:00', '船票今天十点五十五开抢，看候补'],
    ['提醒我明天晚上七点半视频，不对八点', '2026-11-24', '20:00', '视频'],
    ['周六早上8；45提醒我去车管所', '2026-11-28', '08:45', '去车管所'],
    ['今下午3点半提醒我取号', '2026-11-23', '15:30', '取号'],
    ['平安夜聚会24号晚八点，下午四点叫我做头发', '2026-12-24', '16:00', '平安夜聚会 做头发'],
  ])('%s', heard);

  test.each([
    ['请问能不能每天早上6点20叫我起床跑步', 'FREQ=DAILY', '06:20'],
    ['每次我都忘记浇花你以后每个礼拜六上午九点提醒我浇', 'FREQ=WEEKLY;BYDAY=SA', '09:00'],
  ])('%s', (text, recurrence, time) => {
    expect(read(text)).toMatchObject({ intent: 'reminder', args: { recurrence, at: { time } } });
  });

  test('days joined share their hour', () => {
    expect(read('明天和后天晚上九点都提醒我写稿').args).toMatchObject({
      at: { date: '2026-11-24', time: '21:00' },
      also: [{ at: { date: '2026-11-25', time: '21:00' } }],
    });
  });

  test('what was done is a record still', () => {
    expect(read('记一下 周四上午十点 跟吴静聊了基金').intent).toBe('contact');
  });
});

describe('words that only look like others', () => {
  test.each<ReminderRow>([
    ['报告下周二出我没空所以下周五上午十点提醒我去取', '2026-12-04', '10:00', '报告下周二出我没空，去取'],
    ['元旦后第一个工作日提醒我发通知', '2027-01-04', undefined, '发通知'],
  ])('%s', heard);

  test('each evening but one', () => {
    expect(read('除了周四，每晚九点提醒我跑步').args['recurrence']).toBe('FREQ=WEEKLY;BYDAY=MO,TU,WE,FR,SA,SU');
  });
});

import { describe, expect, test } from 'vitest';
import { heard, type ReminderRow } from './reminder-heard.js';
import { read } from './world.js';

describe('the day something of a client falls due', () => {
  test.each<ReminderRow>([
    ['李秀兰的定期28号到期，提前一天下午三点提醒我打电话', '2026-11-27', '15:00', '李秀兰的定期28号到期，打电话'],
    ['赵敏的保单30号到期，提前两天早上十点提醒我', '2026-11-28', '10:00', '赵敏的保单30号到期'],
    ['信用卡5号还款，提前两天上午十点提醒我', '2026-12-03', '10:00', '信用卡5号还款'],
    ['周岚的定期12号到期 当天上午提醒我', '2026-12-12', undefined, '周岚的定期12号到期'],
  ])('%s', heard);

  test.each(['保单27号在哪', '5期30号', '卡30号', '存单27号柜台办'])('%s is a number', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

describe('what falls due is kept with its day', () => {
  test.each([
    ['刚给周岚打电话，她的保单30号到期，想续保', '保单30号到期', '2026-11-30'],
    ['给李秀兰打了电话，她的大额存单下个月5号到期，想续存', '大额存单下个月5号到期', '2026-12-05'],
    ['刚给周岚打电话，她的理财12月30号到期，还没想好', '理财12月30号到期', '2026-12-30'],
  ])('%s', (text, words, date) => {
    expect(read(text)).toMatchObject({ intent: 'contact', args: { facts: [{ kind: 'finance', text: words, day: { date } }] } });
  });
});

describe('the day and hour that 那天 points at', () => {
  test.each<ReminderRow>([
    ['我在12月8号下午三点给顾明办开户，到那天记得提醒我', '2026-12-08', '15:00', '给顾明办开户'],
    ['12月8号下午三点给顾明办开户，当天提醒我一下', '2026-12-08', '15:00', '给顾明办开户'],
    // Something else to be done on that day: at which hour was not said.
    ['12月5号下午两点开家长会，那天提醒我请假', '2026-12-05', undefined, '12月5号下午两点开家长会，请假'],
  ])('%s', heard);
});

describe('days of the week and hours told last', () => {
  test.each([
    ['周一周三晚上八点叫我跑步，每周都要', 'FREQ=WEEKLY;BYDAY=MO,WE', '20:00', '跑步'],
    ['星期二、星期五上午十点提醒我对账，每个星期都得', 'FREQ=WEEKLY;BYDAY=TU,FR', '10:00', '对账'],
    ['周四下午四点提醒我交周报，每周都是', 'FREQ=WEEKLY;BYDAY=TH', '16:00', '交周报'],
    ['每月5号提醒我交房租，晚上八点就好', 'FREQ=MONTHLY;BYMONTHDAY=5', '20:00', '交房租'],
    ['每周三提醒我浇花，早上八点就可以', 'FREQ=WEEKLY;BYDAY=WE', '08:00', '浇花'],
    ['每个工作日下班前五点提醒我锁柜', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '17:00', '锁柜'],
  ])('%s', (text, recurrence, time, words) => {
    expect(read(text)).toMatchObject({ intent: 'reminder', missing: [], args: { recurrence, at: { time }, text: words } });
  });

  test.each<ReminderRow>([
    ['后天提醒我送检，上午九点半就行', '2026-11-25', '09:30', '送检'],
    ['待会儿三点一刻要开视频会，三点十分叫我一下', '2026-11-23', '15:10', '三点一刻要开视频会'],
    ['提醒我 月底盘点 11/28 9:00', '2026-11-28', '09:00', '月底盘点'],
    ['提醒 年底答谢会 12月18日下午两点', '2026-12-18', '14:00', '年底答谢会'],
  ])('%s', heard);

  test('下班前 alone is still asked', () => {
    expect(read('每天下班前提醒我关机')).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });
});

describe('made in other words', () => {
  test.each<ReminderRow>([
    ['计时器到点提醒我，二十分钟，炖汤', '2026-11-23', '10:25', '炖汤'],
    ['倒计时 到时间喊我 半小时 蒸包子', '2026-11-23', '10:35', '蒸包子'],
    ['日历提醒：12/3 下午2点 洗牙', '2026-12-03', '14:00', '洗牙'],
    ['往我日历里加，周五上午十点跟律师碰面', '2026-11-27', '10:00', '跟律师碰面'],
    ['帮我开个待办，后天下午把合同寄了', '2026-11-25', undefined, '把合同寄了'],
    ['给我建一个备忘，周五把章还回去', '2026-11-27', undefined, '把章还回去'],
    ['后天五点五十的闹钟帮我定一个', '2026-11-25', '05:50', '闹钟'],
    ['明早六点半的闹铃你给我设一个，赶飞机', '2026-11-24', '06:30', '赶飞机'],
    ['帮我记一个12月20号交物业费的提醒', '2026-12-20', undefined, '交物业费'],
    ['给我做个周五下午三点盘点的提醒', '2026-11-27', '15:00', '盘点'],
    ['您帮我记着，周六上午九点去接孩子', '2026-11-28', '09:00', '去接孩子'],
    ['王芳的材料 下午三点催一下我', '2026-11-23', '15:00', '王芳的材料'],
    ['何涛那笔 后天上午10点催我一下', '2026-11-25', '10:00', '何涛那笔'],
    ['周五 上午9点半 孙丽来领礼品 到时叫一下', '2026-11-27', '09:30', '孙丽来领礼品'],
    ['周四下午两点 消防检查 到点提醒', '2026-11-26', '14:00', '消防检查'],
  ])('%s', heard);

  test.each(['倒计时结束了', '高考倒计时30天', '给我建个待办清单', '我的待办建好了', '你帮我记着呢', '明天六点半的闹钟响了', '明天的闹钟开了没'])(
    '%s',
    (text) => {
      expect(read(text).effect).not.toBe('write');
    },
  );

  test('who comes, and what to get ready before: both', () => {
    const found = read('高洁周四来取卡，你周三下午三点提醒我把卡备好');
    const [second] = [found.then ?? found.next?.[0]];
    expect(found).toMatchObject({ intent: 'appointment', needsConfirm: true, args: { at: { date: '2026-11-26' } } });
    expect(second).toMatchObject({ intent: 'reminder', args: { at: { date: '2026-11-25', time: '15:00' }, text: '把卡备好' } });
  });
});

describe('what somebody said, and the asking with a time of its own', () => {
  test.each<ReminderRow>([
    ['经理说周五要交名单 周四下午三点提醒我整理', '2026-11-26', '15:00', '经理说周五要交名单，整理'],
    ['行长讲下周一开晨会，周日晚上九点提醒我备稿', '2026-11-29', '21:00', '行长讲下周一开晨会，备稿'],
    ['李阿姨说周四上午来取钱 9点半提醒我', '2026-11-26', '09:30', '李阿姨说周四上午来取钱'],
  ])('%s', (...row) => {
    heard(...row);
    expect(read(row[0]).needsConfirm).toBe(true);
  });

  test.each([
    '领导说周四开会，周三提醒我了',
    '老婆说明天停水，昨天提醒我的',
    '我妈说周四下午三点提醒我',
    '领导说周四下午开会，让你周三提醒我',
    '领导说周四检查，他周三下午三点提醒我',
    '老公说明天降温，早上八点提醒我了',
    '朋友说周五聚会，周四晚上会提醒我',
    '护士说周五复诊，周四上午她会提醒我',
    '同事说周三体检，到时候短信提醒我',
  ])('%s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

describe('what is only said to the assistant or about oneself', () => {
  test.each<ReminderRow>([
    ['我记性不好，周四下午三点叫我去交表', '2026-11-26', '15:00', '去交表'],
    ['最近记性差，周四下午三点叫我去交表', '2026-11-26', '15:00', '去交表'],
    ['我这脑子记性不行，你下午三点叫我拿快递', '2026-11-23', '15:00', '拿快递'],
    ['劳驾，明天下午两点提醒我寄件', '2026-11-24', '14:00', '寄件'],
    ['替我定个12月6号上午九点的提醒，接机', '2026-12-06', '09:00', '接机'],
    ['小财啊，听好，后天上午十点提醒我报名', '2026-11-25', '10:00', '报名'],
    ['怕耽误事，明早七点半叫我出门', '2026-11-24', '07:30', '出门'],
  ])('%s', heard);
});

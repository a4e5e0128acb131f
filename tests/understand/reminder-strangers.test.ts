import { describe, expect, test } from 'vitest';
import type { WhenValue } from '../../src/domain/intent.js';
import { read } from './world.js';

const dueOf = ({ recurrence, date, time }: WhenValue): string => [recurrence ?? date, time].filter(Boolean).join(' ');

// Said on Monday 2026-11-23 at 10:05.
describe('reminders in the words of strangers', () => {
  test.each([
    ['安排后天上午九点的晨会并提前一刻钟提醒', '2026-11-25 08:45', '晨会'],
    ['把周四上午十点的盘点加入待办', '2026-11-26 10:00', '盘点'],
    ['创建后天上午给老师送材料的待办', '2026-11-25', '给老师送材料'],
    ['我二十分钟后要出门，帮我记一下，到时候提醒我', '2026-11-23 10:25', '出门'],
    ['新建备忘：周四交述职报告', '2026-11-26', '交述职报告'],
    ['添加一个备忘录，下周二换身份证', '2026-12-01', '换身份证'],
    ['每月8号提醒我还花呗', 'FREQ=MONTHLY;BYMONTHDAY=8', '还花呗'],
    ['明天天亮前五点半提醒我赶车', '2026-11-24 05:30', '赶车'],
    ['来个五分钟的倒计时吧', '2026-11-23 10:10', '倒计时'],
    ['闹铃设在明早6点', '2026-11-24 06:00', '闹钟'],
    ['后天9.30给房东打电话', '2026-11-25 09:30', '给房东打电话'],
    ['帮我预约 12 月 8 号提醒我复查', '2026-12-08', '复查'],
    ['本周四前提交年检材料', '2026-11-26', '提交年检材料'],
    ['12月20日之前完成盘库', '2026-12-20', '完成盘库'],
    ['每月2, 12, 22提醒我抄表', 'FREQ=MONTHLY;BYMONTHDAY=2,12,22', '抄表'],
  ])('%s', (said, due, text) => {
    const { intent, args } = read(said);
    expect({ intent, due: dueOf(args['at'] as WhenValue), text: args['text'] }).toEqual({ intent: 'reminder', due, text });
  });

  test.each(['每天上午九点到十一点每小时提醒我走动', '提醒我滴眼药水，每天早中晚三次'])('which hours is asked: %s', (said) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });

  test('a reminder of nothing asks of what', () => {
    expect(read('稍后提醒')).toMatchObject({ intent: 'reminder', missing: ['at', 'text'] });
  });

  test.each([
    '记住，我一般十点睡',
    '我记得上次设过提醒',
    '她说“定个十分钟的倒计时”',
    '净值明天1.05元',
    '周五前把方案交上来',
    '月底前完成率要到八成',
    '老师说月底前交报告',
  ])('no reminder: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });
});

describe('how people go on talking around a reminder', () => {
  test.each([
    ['好的好的 三点的时候提醒我拿快递', '2026-11-23 15:00', '拿快递'],
    ['那我先忙了。对了每天晚上九点提醒我背单词', 'FREQ=DAILY 21:00', '背单词'],
    ['11:30开始提醒我写总结', '2026-11-23 11:30', '写总结'],
    ['或者你八点叫我起床', '2026-11-24 08:00', '起床'],
    ['明天上午九点提醒我送样品，不对，改成后天下午四点', '2026-11-25 16:00', '送样品'],
    ['12月16号提醒我交表，不对，18号', '2026-12-18', '交表'],
    ['后天下午两点提醒我签收，说错了，是三点', '2026-11-25 15:00', '签收'],
    ['下午两点开始叫我复习，晚上再看每天的计划', '2026-11-23 14:00', '复习，晚上再看每天的计划'],
    ['每4天提醒我换滤芯，从12月2日开始上午十点', 'FREQ=DAILY;INTERVAL=4 10:00', '换滤芯'],
    ['晚上7点喊我们集合', '2026-11-23 19:00', '集合'],
    ['每年6月底提醒我续保险', 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1', '续保险'],
  ])('%s', (said, due, text) => {
    const { intent, args } = read(said);
    expect({ intent, due: dueOf(args['at'] as WhenValue), text: args['text'] }).toEqual({ intent: 'reminder', due, text });
  });

  test('a part of the day before has no hour of its own', () => {
    const { args } = read('下周四上午九点开庭，提前一天下午提醒我');
    expect(args['at']).toEqual({ date: '2026-12-02', period: 'afternoon' });
    expect(read('后天七点的飞机，提前一晚提醒收拾箱子').args['at']).toEqual({ date: '2026-11-24', period: 'evening' });
  });

  test('an hour with nothing to be told is of the working day; to be woken is in the morning', () => {
    expect(read('4点提醒我')).toMatchObject({ missing: ['text'], args: { at: { date: '2026-11-23', time: '16:00' } } });
    expect(read('设个5点的闹钟').args['at']).toMatchObject({ date: '2026-11-24', time: '05:00' });
  });

  test.each(['按昨天发你的那个计划来，每天提醒我就好了', '大概半小时后弄完，第二节写完，提醒我收桌子'])('shown first: %s', (said) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', needsConfirm: true });
  });

  test.each([
    '记住我每周六去游泳',
    '记住我的生日是八月二日',
    '你三点没叫我',
    '今天怎么没叫我起床',
    '我想以后记得今天',
    '用户举例：五分钟后提醒我喝茶',
    '三点叫我们去开会了',
  ])('no reminder: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });
});

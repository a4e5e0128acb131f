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

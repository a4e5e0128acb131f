import { describe, expect, test } from 'vitest';
import { read } from './world.js';

// 2026-11-23 is a Monday, 08:39.
describe('a reminder by what is to be thought of before it', () => {
  test.each([
    ['周五的会提前一天提醒我', '2026-11-26', undefined, '周五的会'],
    ['下周二例会我主持 提前一天晚上八点提醒我备材料', '2026-11-30', '20:00', '下周二例会我主持，备材料'],
    ['周四上午九点培训 提前半小时喊我', '2026-11-26', '08:30', '培训'],
    ['明天两点的体检提前20分钟叫我', '2026-11-24', '13:40', '体检'],
  ])('%s', (text, date, time, words) => {
    const { intent, args } = read(text);
    expect(intent).toBe('reminder');
    expect(args['at']).toMatchObject({ date, ...(time === undefined ? {} : { time }) });
    if (time === undefined) expect(args['at']).not.toHaveProperty('time');
    expect(args['text']).toBe(words);
  });

  test.each(['物业提前一天提醒我交水费', '系统老提醒我改密码', '他周四提前一天提醒我的', '护士明天早上提醒我抽血前别吃饭'])('%s', (text) => {
    expect(read(text).intent).not.toBe('reminder');
  });
});

describe('提醒 alone, set apart as on a slip', () => {
  test.each([
    ['下午四点 提醒 交班', '2026-11-23', '16:00', '交班'],
    ['2026-12-09 10:15 提醒 参加考试', '2026-12-09', '10:15', '参加考试'],
    ['提醒：12/3 交总结', '2026-12-03', undefined, '交总结'],
    ['麻烦到时候提醒一下 周六 我要请客', '2026-11-28', undefined, '请客'],
  ])('%s', (text, date, time, words) => {
    expect(read(text)).toMatchObject({ intent: 'reminder', args: { at: { date, ...(time === undefined ? {} : { time }) }, text: words } });
  });

  test('what to remind of is asked', () => {
    expect(read('明天下午三点提醒一下')).toMatchObject({ intent: 'reminder', missing: ['text'] });
  });

  test.each(['每天十二点 提醒 太烦了', '银行短信提醒 明天还款', '昨天十二点 提醒 没响', '到期提醒 怎么关'])('%s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

describe('a time that no clock tells is asked', () => {
  test.each(['明天出门前提醒我带身份证', '每天下班前提醒我锁柜子', '晚上睡觉前提醒我吃维生素'])('%s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });

  test.each([
    ['从明天起连续三天早上九点提醒我吃药', '2026-11-24', '09:00', '20261126'],
    ['周四起连着五天晚上八点提醒我滴眼药水', '2026-11-26', '20:00', '20261130'],
    ['下周一上午十点提醒我打针，连续两天', '2026-11-30', '10:00', '20261201'],
    ['下周二三四每天早上九点提醒我打卡', '2026-12-01', '09:00', '20261203'],
  ])('a run of days ends: %s', (text, date, time, until) => {
    const recurrence = `FREQ=DAILY;UNTIL=${until}`;
    expect(read(text)).toMatchObject({ intent: 'reminder', needsConfirm: true, missing: [], args: { at: { date, time, recurrence }, recurrence } });
  });

  test('周一到周五 at an hour is every workday, and shown first', () => {
    expect(read('周一到周五早上七点半提醒我打卡').args).toMatchObject({
      at: { date: '2026-11-24', time: '07:30', recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
      recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    });
    expect(read('这周一到周五早上九点半提醒我打卡').args).not.toHaveProperty('recurrence');
  });
});

describe('items and records by what they are', () => {
  test.each([
    ['上一条作废', 'undo'],
    ['刚才那条别记了 记错人了', 'undo'],
    ['删掉刚刚的记录', 'undo'],
    ['给孙丽送台历那个任务完成了', 'done'],
    ['把赵敏的合同那条延到12月4号', 'snooze'],
    ['催孙丽签字 明天下午', 'reminder'],
    ['三天后下午两点跟赵敏对账', 'reminder'],
    ['这周五之前把孙丽的建议书写完', 'reminder'],
    ['赵敏那边后天要催一下资料', 'reminder'],
    ['查看最近的日程', 'todo'],
  ])('%s → %s', (text, intent) => {
    expect(read(text).intent).toBe(intent);
  });

  test.each(['刚才那条新闻不要信', '上一条路不要走', '那个任务完成了真开心', '赵敏那边明天要下雨', '每天6点起床真累', '九点半开盘'])('%s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

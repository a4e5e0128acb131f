import { describe, expect, test } from 'vitest';
import type { WhenValue } from '../../src/domain/intent.js';
import { read } from './world.js';

/** A day or a rule, and its hour. */
function dueOf(at: WhenValue): string {
  return [at.recurrence ?? at.date, at.time].filter(Boolean).join(' ');
}

// Said on Monday 2026-11-23 at 10:05.
describe('days of a reminder', () => {
  test.each([
    ['每月3、13、23号提醒我核对台账', 'FREQ=MONTHLY;BYMONTHDAY=3,13,23', '核对台账'],
    ['每个月8号、18号和28号上午十点提醒我理货', 'FREQ=MONTHLY;BYMONTHDAY=8,18,28 10:00', '理货'],
    ['每月5、6号提醒我对账', 'FREQ=MONTHLY;BYMONTHDAY=5,6', '对账'],
    ['每到月底提醒我清库存', 'FREQ=MONTHLY;BYMONTHDAY=-1', '清库存'],
    ['每到周五下午四点提醒我交周报', 'FREQ=WEEKLY;BYDAY=FR 16:00', '交周报'],
    ['每到周末提醒我晒被子', 'FREQ=WEEKLY;BYDAY=SA,SU', '晒被子'],
    ['每天晚上十点都提醒我锁门', 'FREQ=DAILY 22:00', '锁门'],
    ['从下周二开始每隔两天提醒我换水', 'FREQ=DAILY;INTERVAL=3', '换水'],
    ['后天上午九点提醒我喂鱼，每隔两天重复一次', 'FREQ=DAILY;INTERVAL=3 09:00', '喂鱼'],
    ['今明两天晚上八点都提醒我量体温', 'FREQ=DAILY;UNTIL=20261124 20:00', '量体温'],
    ['下周六日早上七点叫我起床', 'FREQ=DAILY;UNTIL=20261206 07:00', '起床'],
    ['下周一二三上午九点提醒我签到', 'FREQ=DAILY;UNTIL=20261202 09:00', '签到'],
    ['12月4号之前每天晚上九点提醒我量血压', 'FREQ=DAILY;UNTIL=20261204 21:00', '量血压'],
    ['年底前每周三下午两点提醒我催收', 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231 14:00', '催收'],
    ['元宵节前每周五提醒我报业绩', 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20270220', '报业绩'],
    ['每天下午五点半提醒我关门禁，到月底', 'FREQ=DAILY;UNTIL=20261130 17:30', '关门禁'],
    ['从明天到下周五每天早上八点提醒我签到', 'FREQ=DAILY;UNTIL=20261204 08:00', '签到'],
    ['每天晚上十点提醒我滴眼药水，滴五天', 'FREQ=DAILY;UNTIL=20261127 22:00', '滴眼药水'],
    ['每天中午十二点提醒我喝中药，连喝两周', 'FREQ=DAILY;UNTIL=20261206 12:00', '喝中药'],
    ['每天早上七点提醒我跑步，跑三公里', 'FREQ=DAILY 07:00', '跑步，跑三公里'],
    ['提醒我周四十点和银保监的人开会', '2026-11-26 10:00', '和银保监的人开会'],
    ['下周三十点半提醒我换班', '2026-12-02 10:30', '换班'],
    ['礼拜二十点叫我下楼', '2026-11-24 10:00', '下楼'],
    ['提醒我下周一早上八点半开晨会，每周一都要', 'FREQ=WEEKLY;BYDAY=MO 08:30', '开晨会'],
    ['周五下午四点提醒我交周报，以后每周都要', 'FREQ=WEEKLY;BYDAY=FR 16:00', '交周报'],
    ['提醒我明天早上七点吃药，每天都要', 'FREQ=DAILY 07:00', '吃药'],
    ['12月5号上午十点提醒我交房租，每个月都要', 'FREQ=MONTHLY;BYMONTHDAY=5 10:00', '交房租'],
    ['明早七点叫我们起床', '2026-11-24 07:00', '起床'],
    ['12月9日客户开业，12月8日去订花篮，提醒我', '2026-12-08', '12月9日客户开业，去订花篮'],
  ])('%s', (said, due, text) => {
    const { intent, args } = read(said);
    expect({ intent, due: dueOf(args['at'] as WhenValue), text: args['text'] }).toEqual({ intent: 'reminder', due, text });
  });

  test('days of a week that do not follow each other are several', () => {
    const { args, needsConfirm } = read('下周二四六早上七点提醒我晨跑');
    expect([args, ...(args['also'] as Record<string, unknown>[])].map(({ at }) => dueOf(at as WhenValue))).toEqual([
      '2026-12-01 07:00',
      '2026-12-03 07:00',
      '2026-12-05 07:00',
    ]);
    expect(needsConfirm).toBe(true);
  });

  test.each(['2/30提醒我交房租', '6/31上午提醒我年检', '明后天八点提醒我吃药', '这几天早上八点提醒我吃药'])('asked: %s', (said) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });

  test('what was not wholly read as a time is shown before it is kept', () => {
    expect(read('除了节假日，每天八点半提醒我开晨会').needsConfirm).toBe(true);
    expect(read('每天八点半提醒我开晨会').needsConfirm).toBe(false);
  });

  test('a name that holds a word of making is left whole', () => {
    expect(read('明早9点给王建国打电话 提醒').args['text']).toBe('给王建国打电话');
  });

  test('an hour said twice is one reminder', () => {
    const { args } = read('会开到五点，五点提醒我打卡');
    expect(dueOf(args['at'] as WhenValue)).toBe('2026-11-23 17:00');
    expect(args['also']).toBeUndefined();
  });

  test('a run that begins today begins with the hour that is still to come', () => {
    expect(read('今天起每天十点提醒我喝水').args['at']).toMatchObject({ date: '2026-11-24', time: '10:00' });
    expect(read('今天起每天十一点提醒我喝水').args['at']).toMatchObject({ date: '2026-11-23', time: '11:00' });
    expect(read('四十点提醒我喝水').missing).toContain('at');
  });

  test.each([
    ['明后两天都提醒我吃药', 'FREQ=DAILY;UNTIL=20261125'],
    ['从明天起连续五天提醒我吃药', 'FREQ=DAILY;UNTIL=20261128'],
  ])('a run of days without an hour is asked and stays a run: %s', (said, recurrence) => {
    expect(read(said)).toMatchObject({ missing: ['at'], args: { recurrence, text: '吃药' } });
  });

  test.each(['老师明早六点叫我们起床', '昨天六点他叫我们起床', '领导每周都提醒我交周报', '他提醒我们明天别迟到', '每到年底都很忙', '修改了会议提醒'])(
    'no reminder: %s',
    (said) => {
      expect(read(said).effect).not.toBe('write');
    },
  );

  test.each([
    ['修改例会提醒到四点', '16:00'],
    ['调整对账的提醒到周五下午两点', '14:00'],
    ['变更体检闹钟为七点半', '07:30'],
  ])('one that stands moves: %s', (said, time) => {
    expect(read(said)).toMatchObject({ intent: 'snooze', needsConfirm: true, args: { to: { time } } });
  });
});

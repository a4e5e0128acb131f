import { describe, expect, test } from 'vitest';
import { recurrenceWords } from '../../src/domain/recurrence-words.js';

describe('a repetition in words', () => {
  test.each([
    ['FREQ=DAILY', '每天'],
    ['FREQ=DAILY;INTERVAL=3', '每3天'],
    ['FREQ=WEEKLY', '每周'],
    ['FREQ=WEEKLY;BYDAY=MO', '每周一'],
    ['FREQ=WEEKLY;BYDAY=TU,TH', '每周二、四'],
    ['FREQ=WEEKLY;BYDAY=SA,SU', '每周六、日'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '每周一到周五'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', '每2周的周三'],
    ['FREQ=MONTHLY;BYMONTHDAY=5', '每月5号'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', '每月1号、15号'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '每月最后一天'],
    ['FREQ=MONTHLY;BYDAY=1MO', '每月第1个周一'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '每月最后一个周五'],
    ['FREQ=MONTHLY;INTERVAL=3', '每3个月'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '每月最后一个工作日'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3', '每月第3个工作日'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8', '每年3月8号'],
    ['RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=15', '每年农历八月十五'],
    ['RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=1', '每月农历初一'],
    ['RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=1,15', '每月农历初一、十五'],
    ['RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=23', '每年农历腊月廿三'],
    ['FREQ=HOURLY;INTERVAL=2', '每2小时'],
    ['FREQ=MINUTELY;INTERVAL=5;UNTIL=20261123T180000', '每5分钟，到11月23日 18:00'],
    ['FREQ=DAILY;UNTIL=20261231T235959', '每天，到12月31日'],
    ['FREQ=DAILY;COUNT=14', '每天，共14次'],
  ])('%s', (rule, words) => {
    expect(recurrenceWords(rule)).toBe(words);
  });

  test('the bank works on days the calendar gives, where the words say so', () => {
    expect(recurrenceWords('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '每个工作日早上八点半提醒我看到期')).toBe('每个工作日');
  });
});

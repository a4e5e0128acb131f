import { describe, expect, test } from 'vitest';
import { spansOf, table } from './table.js';

const TUESDAY = '2026-11-24T10:05';

table(
  'English days in Chinese sentences',
  TUESDAY,
  `
tomorrow at 3pm = 2026-11-25 15:00
tomorrow下午3点 = 2026-11-25 15:00
明天与客户call,today先发资料 = 2026-11-25 | 2026-11-24
yesterday = 2026-11-23
day after tomorrow = 2026-11-26
tonight 8 = 2026-11-24 20:00
tonight at 7:30 = 2026-11-24 19:30
next Monday 9:30am = 2026-11-30 09:30
last Friday = 2026-11-20
this Thursday = 2026-11-26
Friday下午3点 = 2026-11-27 15:00
周Friday = 2026-11-27
下周Friday约王总 = 2026-12-04
上周 Wed 聊过 = 2026-11-18
next week = 2026-11-30 ..2026-12-06
next month = 2026-12-01 ..2026-12-31
Dec 5 = 2026-12-05
Dec 5th 下午两点 = 2026-12-05 14:00
12 Dec = 2026-12-12
3rd Jan 2027 = 2027-01-03
December 31, 2026 = 2026-12-31
in 3 days at 2pm = 2026-11-27 14:00
in 20 minutes = 2026-11-24 10:25
in two hours = 2026-11-24 12:05
in a week = 2026-12-01
3 days ago = 2026-11-21
2 weeks later = 2026-12-08
May 1 = 2027-05-01
女儿在考SAT =
客户是Sun公司的 =
Maybe再说 =
I may go =
in China =
note一下 =
Feb 30 2027 =
mondaine手表 =
www.today.com =
`,
);

table(
  'before the days off',
  TUESDAY,
  `
春节前 = 2027-02-04
春节前联系他 = 2027-02-04
元旦前 = 2026-12-31
国庆节以前 = 2027-09-30
元旦前一天 = 2026-12-31
春节前三天 = 2027-02-03
春节前最后一个工作日 = 2027-02-04
情人节前 = 2027-02-14
春节 = 2027-02-06
过年前 = 2027-02-04
过年后 = 2027-02-06 ?
新春 = 2027-02-06
新春快乐 =
新年 = — ?
新年快乐 =
`,
);

table(
  'her father and the holiday',
  TUESDAY,
  `
她父亲节后要来住 = 2027-01-04 ?
我母亲节前想搬家 = 2026-12-31 ?
王总父亲节前要回来 = 2026-12-31 ?
父亲节后 = 2027-06-20 ?
她父亲节要送礼物 = 2027-06-20
`,
);

table(
  'from this minute on',
  TUESDAY,
  `
从现在到八点 = 2026-11-24 10:05 –20:00
帮我约一个现在到十一点的会 = 2026-11-24 10:05 –11:00
从现在开始到下午五点 = 2026-11-24 10:05 –17:00
现在到明天上午9点 = 2026-11-24 10:05 ..2026-11-25 –09:00
从现在到周五 = 2026-11-24 ..2026-11-27
现在到期了 =
现在到位多少 =
`,
);

table(
  'an hour of a weekend, of a weekday that is over, and none at all',
  TUESDAY,
  `
周末下午4点 = 2026-11-28 16:00 ?
下周末上午10点 = 2026-12-05 10:00 ?
周二上午九点 = 2026-12-01 09:00
周二下午两点 = 2026-11-24 14:00
周天上午十点 = 2026-11-29 10:00
周天来了 =
这周 4 = 2026-11-26
下个礼拜 3 = 2026-12-02
下周 3位客户 = 2026-11-30 ..2026-12-06
下周 2 个客户 = 2026-11-30 ..2026-12-06
明天99点 = 2026-11-25 ?
今天3000点 = 2026-11-24
13月5号下午三点 = — ?
2月30号下午三点 = — ?
下个月32号九点 = — ?
12月45号楼 = 2026-12-01 ..2026-12-31
零天后 =
零分钟后 =
45分后开会 = 2026-11-24 10:50
考了45分后 =
来个半小时 = 30分
个半小时 = 90分
2026-12-05 3:45 = 2026-12-05 03:45
2026年12月5日 3:45:10 = 2026-12-05 03:45
2026年12月5日3点 = 2026-12-05 15:00 ?
2026 12 05五点 = 2026-12-05 17:00 ?
12月5日3点 = 2026-12-05 15:00
前两个月 = 2026-09-24 ..2026-11-24 ?
`,
);

table(
  'days of a market',
  TUESDAY,
  `
逢五逢十 = 2026-11-25 R:FREQ=MONTHLY;BYMONTHDAY=5,10,15,20,25,30
逢三、六、九赶集 = 2026-11-26 R:FREQ=MONTHLY;BYMONTHDAY=3,6,9,13,16,19,23,26,29
逢双日 = 2026-11-24 R:FREQ=MONTHLY;BYMONTHDAY=2,4,6,8,10,12,14,16,18,20,22,24,26,28,30
逢周三 = 2026-11-25 R:FREQ=WEEKLY;BYDAY=WE
`,
);

describe('a bound said before the day', () => {
  test.each(['最迟周五', '最晚下周三', '不晚于12月5日', '不迟于月底', '截至周五', '截止到12月5日', '赶在周四'])('%s is by then', (text) => {
    const [span] = spansOf(text, TUESDAY);
    expect(span).toMatchObject({ kind: 'date', bound: 'by' });
  });

  test.each(['周五', '最近周五', '在周五', '到周五'])('%s is no bound', (text) => {
    const [span] = spansOf(text, TUESDAY);
    expect(span).not.toHaveProperty('bound');
  });
});

table(
  'repetitions in English, and begun on a day said before',
  TUESDAY,
  `
every Monday at 9am = 2026-11-30 09:00 R:FREQ=WEEKLY;BYDAY=MO
every weekday at 9am standup = 2026-11-25 09:00 R:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
every other day = 2026-11-24 R:FREQ=DAILY;INTERVAL=2
every 2 weeks = 2026-11-24 R:FREQ=WEEKLY;INTERVAL=2
every weekend = 2026-11-28 R:FREQ=WEEKLY;BYDAY=SA,SU
every Friday提醒我发周报 = 2026-11-27 R:FREQ=WEEKLY;BYDAY=FR
everyone =
下周一开始每天提醒我 = 2026-11-30 R:FREQ=DAILY
下周一起每天早上8点 = 2026-11-30 08:00 R:FREQ=DAILY
每周一 三 五健身 = 2026-11-25 R:FREQ=WEEKLY;BYDAY=MO,WE,FR
每周一 三个人开会 = 2026-11-30 R:FREQ=WEEKLY;BYDAY=MO
每2周一上午9点 = 2026-11-30 09:00 R:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO
每两周一次 = 2026-11-24 R:FREQ=WEEKLY;INTERVAL=2
每两周三次 = 2026-11-24 R:FREQ=WEEKLY;INTERVAL=2
每两个月15日下午3点 = 2026-12-15 15:00 R:FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15
每月32号 = 2026-11-24 R:FREQ=MONTHLY ?
隔天见 = 2026-11-24 R:FREQ=DAILY;INTERVAL=2 ?
隔天早上8点 = 2026-11-25 08:00 R:FREQ=DAILY;INTERVAL=2
`,
);

table(
  'double hours of old',
  TUESDAY,
  `
午时 = 2026-11-24 11:00 –13:00
明天戌时一刻 = 2026-11-25 19:15
午时三刻 = 2026-11-24 11:45
子时 = 2026-11-24 23:00 ..2026-11-25 –01:00
端午时 = 2027-06-09
下午时间 = 2026-11-24
未时机 =
尚未时 =
丑时间 =
`,
);

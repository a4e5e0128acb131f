import { describe, expect, test } from 'vitest';
import { read } from './world.js';

const due = (at: unknown): string => {
  const { date, time } = at as { date: string; time?: string };
  return time === undefined ? date : `${date} ${time}`;
};

// Said on Monday 2026-11-23 at 10:05.
describe('a reminder asked for in words of home, or mistyped', () => {
  test.each([
    ['明天八点题醒我开会', '2026-11-24 08:00', '开会'],
    ['下午四点提型我交表', '2026-11-23 16:00', '交表'],
    ['设个明早六点的闹中', '2026-11-24 06:00', '闹钟'],
    ['明天九点招呼我一声去开会', '2026-11-24 09:00', '去开会'],
    ['下午五点吼我一嗓子，接孩子', '2026-11-23 17:00', '接孩子'],
    ['下午三点言语一声打电话', '2026-11-23 15:00', '打电话'],
    ['后天后晌三点喊我送合同', '2026-11-25 15:00', '送合同'],
    ['明朝头八点半喊我一声，去取蛋糕', '2026-11-24 08:30', '去取蛋糕'],
    ['下周伍提醒我打疫苗', '2026-12-04', '打疫苗'],
    ['明天下午两点给我提个醒，去银行', '2026-11-24 14:00', '去银行'],
  ])('%s', (said, at, text) => {
    const { intent, args, needsConfirm } = read(said);
    expect({ intent, at: due(args['at']), text: args['text'], needsConfirm }).toEqual({ intent: 'reminder', at, text, needsConfirm: true });
  });

  test.each([
    ['明天三点不对四点提醒我开会', '2026-11-24 16:00'],
    ['明天晚上八点，不对，九点提醒我开会', '2026-11-24 21:00'],
    ['周四啊不周五上午十点提醒我交表', '2026-11-27 10:00'],
    ['不是明天是后天上午九点提醒我去办护照', '2026-11-25 09:00'],
    ['后天要坐十点零五的火车，提前四十分钟叫我吧，算了，提前一个小时', '2026-11-25 09:05'],
  ])('what was said last holds: %s', (said, at) => {
    const { intent, args, needsConfirm } = read(said);
    expect({ intent, at: due(args['at']), needsConfirm }).toEqual({ intent: 'reminder', at, needsConfirm: true });
  });

  test.each([
    ['在日历上添加明天下午三点的会议', '2026-11-24 15:00', '会议'],
    ['把周五的体检加到日程', '2026-11-27', '体检'],
    ['备忘录：明天下午拿快递', '2026-11-24', '拿快递'],
    ['嗯那个帮我定一下就是后天嘛后天早上六点二十的闹钟我要赶火车', '2026-11-25 06:20', '赶火车'],
  ])('written down, or said while thinking: %s', (said, at, text) => {
    const { intent, args } = read(said);
    expect({ intent, at: due(args['at']), text: args['text'] }).toEqual({ intent: 'reminder', at, text });
  });

  test('the words keep their places in what was typed', () => {
    const { spans, text } = read('那个，后天后晌三点喊我送合同');
    const time = spans.find((span) => span.kind === 'time');
    expect(time?.value).toMatchObject({ date: '2026-11-25', time: '15:00' });
    expect(text.slice(time?.start, time?.end)).toBe('后天后晌三点');
  });

  test.each([
    '地铁上有人拍我一下',
    '昨天三点他招呼我一声就走了',
    '热闹中带着安静',
    '她总提我名字',
    '他吱一声就跑了',
    '小王吼我一声说下午三点开会',
    '这题型我不会',
  ])('no reminder: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });
});

describe('repetitions said in other ways', () => {
  const WORKDAYS = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
  test.each([
    ['除了周末每天早上八点提醒我打卡', WORKDAYS, '2026-11-24 08:00', '打卡'],
    ['闹钟 0630 周一到周五', WORKDAYS, '2026-11-24 06:30', '闹钟'],
    ['早上六点五十的闹钟，工作日', WORKDAYS, '2026-11-24 06:50', '闹钟'],
    ['每双周开会', 'FREQ=WEEKLY;INTERVAL=2', '2026-11-23', '开会'],
    ['每周三重复 付水电费', 'FREQ=WEEKLY;BYDAY=WE', '2026-11-25', '付水电费'],
  ])('%s', (said, rule, at, text) => {
    const { intent, args } = read(said);
    expect({ intent, rule: args['recurrence'], at: due(args['at']), text: args['text'] }).toEqual({ intent: 'reminder', rule, at, text });
  });

  test.each([
    ['每天早晚八点提醒我吃药', ['08:00', '20:00']],
    ['每天早中晚八点、十二点、六点提醒我吃药', ['08:00', '12:00', '18:00']],
    ['一天三次提醒我滴眼药水 八点 两点 八点', ['08:00', '14:00', '20:00']],
    ['提醒我吃药 早八点 晚八点 每天', ['08:00', '20:00']],
  ])('several a day: %s', (said, times) => {
    const { args } = read(said);
    const all = [args, ...((args['also'] as Record<string, unknown>[] | undefined) ?? [])].map(
      (one) => one['at'] as { time: string; recurrence: string },
    );
    expect(all.map((at) => at.time)).toEqual(times);
    expect(all.every((at) => at.recurrence === 'FREQ=DAILY')).toBe(true);
  });
});

describe('slips', () => {
  test.each([
    ['下周四下午三点瑞幸见老同学', '2026-12-03 15:00', '瑞幸见老同学'],
    ['明天上午给快递柜里的东西取了', '2026-11-24', '给快递柜里的东西取了'],
    ['12.30号给中介打电话', '2026-12-30', '给中介打电话'],
    ['面签 周五上午10点', '2026-11-27 10:00', '面签'],
  ])('%s', (said, at, text) => {
    const { intent, args, needsConfirm } = read(said);
    expect({ intent, at: due(args['at']), text: args['text'], needsConfirm }).toEqual({ intent: 'reminder', at, text, needsConfirm: true });
  });

  test.each(['周二和周四晚上8点练琴', '周末上午十点拉伸一下', '周二周四晚上练琴提醒我', '记得买牛奶', '别忘了打印合同', '早饭后 提醒买菜'])(
    'when is asked: %s',
    (said) => {
      expect(read(said)).toMatchObject({ intent: 'reminder', missing: ['at'] });
    },
  );

  test('how often is known, the hours are asked', () => {
    expect(read('每天早晚提醒我吃药')).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });

  test('several in one message', () => {
    const { args } = read('周三上午九点体检，周三下午三点拿报告');
    expect([args, ...(args['also'] as Record<string, unknown>[])].map((one) => [due(one['at']), one['text']])).toEqual([
      ['2026-11-25 09:00', '体检'],
      ['2026-11-25 15:00', '拿报告'],
    ]);
  });

  test.each(['记得吃饭', '记得带伞哦', '别忘了想我', '明天把我气死了', '明天下午三点星巴克见过的那个人', '会议是明天下午三点'])(
    'no reminder: %s',
    (said) => {
      expect(read(said).effect).not.toBe('write');
    },
  );
});

describe('asked what is set', () => {
  test.each(['我设闹钟了没有', '我明天设闹钟了没有', '念一下闹钟', '把我所有的闹钟给我念一遍', '有没有设明天的闹钟'])('%s', (said) => {
    expect(read(said).intent).toBe('todo');
  });
});

describe('a repetition with a last day, and what goes with it', () => {
  test.each([
    ['每天早上七点提醒我吃药，到12月底为止', 'FREQ=DAILY;UNTIL=20261231', '2026-11-24 07:00', '吃药'],
    ['到12月底之前每周五提醒我报数', 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231', '2026-11-27', '报数'],
    ['每隔 2 小时提醒我看一次大盘', 'FREQ=HOURLY;INTERVAL=2', '2026-11-23', '看一次大盘'],
    ['每周一三五19点提醒我健身', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', '2026-11-23 19:00', '健身'],
  ])('%s', (said, rule, at, text) => {
    const { intent, args } = read(said);
    expect({ intent, rule: args['recurrence'], at: due(args['at']), text: args['text'] }).toEqual({ intent: 'reminder', rule, at, text });
  });

  test('how often a day, and at which hours not: asked', () => {
    expect(read('每天三次提醒我喝水')).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });
});

describe('told at the end that it is to be kept', () => {
  test.each([
    ['下周二上午十点和行长开会，讨论明年的计划，帮我记一下', '2026-12-01 10:00'],
    ['把后天下午两点的体检记上', '2026-11-25 14:00'],
    ['今晚11点下班，在10点50分发个提醒给我', '2026-11-23 22:50'],
    ['帮我创建一个定时任务，每天21:35整理发票', '2026-11-23 21:35'],
  ])('%s', (said, at) => {
    const { intent, args, needsConfirm } = read(said);
    expect({ intent, at: due(args['at']), needsConfirm }).toEqual({ intent: 'reminder', at, needsConfirm: true });
  });

  test('a contact that is to be noted stays one', () => {
    expect(read('今天下午李秀兰来过网点，聊了存款，帮我记一下').intent).not.toBe('reminder');
    expect(read('把这个客户记下来').intent).not.toBe('reminder');
  });
});

describe('an item that stands is given another hour', () => {
  test.each([
    ['把明早的闹钟改成七点', '2026-11-24 07:00'],
    ['明天八点的闹钟改到九点', '2026-11-24 09:00'],
    ['把后天下午2点的闹钟改成下午3点', '2026-11-25 15:00'],
    ['把周五三点的开会提醒调到四点', '2026-11-27 16:00'],
  ])('%s', (said, to) => {
    const { intent, args } = read(said);
    expect({ intent, to: due(args['to']) }).toEqual({ intent: 'snooze', to });
  });

  test.each(['会议改到四点', '航班改到明天八点了'])('told, not asked: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });
});

describe('hours that belong to a half of the day said before', () => {
  test.each([
    ['周六早上别让我睡过头，八点叫我', '2026-11-28 08:00'],
    ['明天晚上11点下班，10点50分提醒我', '2026-11-24 22:50'],
    ['后天晚上八点的火车，七点喊我', '2026-11-25 19:00'],
  ])('%s', (said, at) => {
    expect(due(read(said).args['at'])).toBe(at);
  });

  test.each(['3到4点提醒我开会', '今天晚些时候提醒我转账'])('asked: %s', (said) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', missing: ['at'] });
  });

  test.each([
    ['不需要每天提醒，今天15:39提醒我给手机充电', '2026-11-23 15:39'],
    ['12-01 上午 提醒我交房租', '2026-12-01'],
  ])('%s', (said, at) => {
    const { args } = read(said);
    expect({ at: due(args['at']), rule: args['recurrence'] }).toEqual({ at, rule: undefined });
  });

  test.each([
    ['每5分钟提醒我看一次盘，直到今天18:00', 'FREQ=MINUTELY;INTERVAL=5;UNTIL=20261123T180000'],
    ['每10分钟提醒我看一次盘，持续1小时', 'FREQ=MINUTELY;INTERVAL=10;UNTIL=20261123T110500'],
    ['下周一开始每天早上八点提醒我吃药，连续14天', 'FREQ=DAILY;UNTIL=20261213'],
  ])('%s ends', (said, rule) => {
    const { args, needsConfirm } = read(said);
    expect({ rule: args['recurrence'], needsConfirm }).toEqual({ rule, needsConfirm: true });
  });
});
describe('slips: a day or an hour, and what is to be done', () => {
  test.each([
    ['护照快过期了 12月8号提醒我去换', '2026-12-08', '护照快过期了 去换'],
    ['周日上午搞卫生提醒一下', '2026-11-29', '搞卫生'],
    ['下下周一开业主大会', '2026-12-07', '开业主大会'],
    ['下周二复诊，空腹', '2026-12-01', '复诊，空腹'],
    ['下周五前把押金退了', '2026-12-04', '把押金退了'],
    ['今天下午三点半之前把合同寄出去', '2026-11-23 15:30', '把合同寄出去'],
    ['下个月10号给房东转两千', '2026-12-10', '给房东转两千'],
    ['明天中午12点和老同学吃烤鱼', '2026-11-24 12:00', '和老同学吃烤鱼'],
    ['3天后上午11点 人民医院 拆线', '2026-11-26 11:00', '人民医院 拆线'],
    ['周四早上七点抢专家号', '2026-11-26 07:00', '抢专家号'],
    ['闹铃 明早5点40 赶飞机', '2026-11-24 05:40', '赶飞机'],
    ['12月15日上午9点驾照换证', '2026-12-15 09:00', '驾照换证'],
    ['两个星期后拆石膏', '2026-12-07', '拆石膏'],
    ['后天晚上六点有聚会', '2026-11-25 18:00', '有聚会'],
    ['下周日同学婚礼，中午十一点半到酒店', '2026-12-06 11:30', '同学婚礼，到酒店'],
    ['12月17号产检，上午八点空腹', '2026-12-17 08:00', '产检，空腹'],
    ['下个月3号要给猫驱虫到时候记得告诉我一声', '2026-12-03', '给猫驱虫'],
  ])('%s', (said, at, text) => {
    const { intent, args } = read(said);
    expect({ intent, at: due(args['at']), text: args['text'] }).toEqual({ intent: 'reminder', at, text });
  });

  test.each([
    '周五前把报表交上来',
    '周五前把材料发给我',
    '十一点半老地方集合，哦不',
    '每个月都要考试，考完就忘',
    '明天有什么提醒',
    '如何设置提醒',
    '下周一开家长会吗',
    '昨天和老同学吃了火锅',
    '专家说下周五前把钱取了',
    '五点收盘',
    '明天下午三点有大风',
    '三天后开奖',
    '周三他生日，晚上七点吃饭',
  ])('no reminder: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
  });

  test('an hour of today that is still to come is the first', () => {
    const { args } = read('周一到周五每天早晚八点提醒我吃药');
    const also = args['also'] as { at: unknown }[];
    expect([due(args['at']), due(also[0]?.at)]).toEqual(['2026-11-24 08:00', '2026-11-23 20:00']);
  });
});

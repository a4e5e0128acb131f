import { describe, expect, test } from 'vitest';
import { read } from './world.js';

interface One {
  at: { date: string; time?: string };
  text: string;
}

/** Said on Monday 2026-11-23 at 10:05. */
function several(said: string): string[] {
  const { intent, args } = read(said);
  expect(intent).toBe('reminder');
  const first = args as unknown as One & { also?: One[] };
  return [first, ...(first.also ?? [])].map(({ at, text }) => `${at.date} ${at.time} ${text}`);
}

describe('several reminders of one sentence', () => {
  test.each([
    ['明天早上八点、中午十二点、晚上八点提醒我吃药', ['2026-11-24 08:00 吃药', '2026-11-24 12:00 吃药', '2026-11-24 20:00 吃药']],
    ['明天八点、十二点、晚上九点提醒我量血压', ['2026-11-24 08:00 量血压', '2026-11-24 12:00 量血压', '2026-11-24 21:00 量血压']],
    ['明天9点和14点各提醒我一次滴眼药水', ['2026-11-24 09:00 滴眼药水', '2026-11-24 14:00 滴眼药水']],
    ['提醒我三点对账、五点接孩子', ['2026-11-23 15:00 对账', '2026-11-23 17:00 接孩子']],
    ['明天十点提醒我交表，十一点提醒我下楼', ['2026-11-24 10:00 交表', '2026-11-24 11:00 下楼']],
    ['明天九点开会 十一点见客户 下午四点交表 都提醒我', ['2026-11-24 09:00 开会', '2026-11-24 11:00 见客户', '2026-11-24 16:00 交表']],
    ['明天下午四点提醒我开会，三点半再提醒我一次', ['2026-11-24 16:00 开会', '2026-11-24 15:30 开会']],
    ['每天上午十一点和晚上九点提醒我看邮件', ['2026-11-23 11:00 看邮件', '2026-11-23 21:00 看邮件']],
  ])('%s', (said, want) => {
    expect(several(said)).toEqual(want);
  });

  test.each([
    ['提醒我周三交报表，周五交周报', ['2026-11-25 交报表', '2026-11-27 交周报']],
    ['提醒我明天上午九点给李秀兰回电话，后天下午给赵敏送资料', ['2026-11-24 给李秀兰回电话', '2026-11-25 给赵敏送资料']],
    ['提醒我周三给王总回电，周四再给李秀兰发短信，周五上午十点去网点', ['2026-11-25 给王总回电', '2026-11-26 给李秀兰发短信', '2026-11-27 去网点']],
  ])('%s: asked once, each thing with its day', (said, want) => {
    expect(several(said).map((one) => one.replace(/ (?:\d\d:\d\d|undefined) /, ' '))).toEqual(want);
  });

  test.each(['提醒我周三给王总回电，周五他要出差', '提醒我明天给李秀兰打电话，后天的理财到期', '提醒我明天开会，后天不用'])(
    '%s: a day that is only told of makes no second one',
    (said) => {
      expect(several(said)).toHaveLength(1);
      expect(read(said).needsConfirm).toBe(true);
    },
  );

  test('they are shown before they are kept', () => {
    expect(read('提醒我三点对账、五点接孩子').needsConfirm).toBe(true);
  });

  test('each names its own client', () => {
    const { args } = read('提醒我明天上午九点给李秀兰打电话，下午三点给赵敏送材料');
    expect(args['client']).toMatchObject({ name: '李秀兰' });
    expect(args['also']).toMatchObject([{ text: '给赵敏送材料', client: { name: '赵敏' } }]);
  });

  test.each(['三点的会 两点五十喊我', '明天三点到五点开会提醒我', '下午三点开会，提前十五分钟提醒我', '明早9:10的航班 七点半叫我'])(
    'one only: %s',
    (said) => {
      expect(read(said).args['also']).toBeUndefined();
    },
  );
});

describe('what is asked rather than guessed', () => {
  test.each([
    ['每周提醒我量血压', '量血压'],
    ['每月提醒我去医院开药', '去医院开药'],
    ['今天早上8:10叫我下楼', '下楼'],
    ['考前一周提醒我看书', '考前一周看书'],
    ['等会儿通知我交材料', '交材料'],
    ['明天或后天提醒我交表', '交表'],
    ['周二和周五上午十点提醒我浇花', '浇花'],
    ['每月一号交房租，前一天提醒我', undefined],
    ['到家提醒我喂猫', undefined],
    ['饭后半小时提醒我吃药', undefined],
    ['等我周四下午开完那个会之后半小时提醒我', undefined],
  ])('%s', (said, text) => {
    const { intent, missing, args } = read(said);
    expect(intent).toBe('reminder');
    expect(missing).toContain('at');
    if (text !== undefined) expect(args['text']).toBe(text);
  });

  test.each([
    ['如果下午三点李秀兰还没来提醒我打电话', '2026-11-23 15:00'],
    ['10分钟提醒我看火', '2026-11-23 10:15'],
    ['晚上提醒我8点吃药', '2026-11-23 20:00'],
    ['明天提醒我8点40开晨会', '2026-11-24 08:40'],
  ])('shown first: %s', (said, due) => {
    const { intent, needsConfirm, args } = read(said);
    const { date, time } = args['at'] as { date: string; time: string };
    expect({ intent, needsConfirm, due: `${date} ${time}` }).toEqual({ intent: 'reminder', needsConfirm: true, due });
  });

  test.each<[said: string, ...all: string[]]>([
    ['每天八点提醒我吃药，每周一提醒我交周报', 'FREQ=DAILY 08:00 吃药', 'FREQ=WEEKLY;BYDAY=MO undefined 交周报'],
    ['明天九点提醒我开会，每月5号提醒我充话费', '2026-11-24 09:00 开会', 'FREQ=MONTHLY;BYMONTHDAY=5 undefined 充话费'],
    ['提醒我每月5号充话费，提醒我每周一交周报', 'FREQ=MONTHLY;BYMONTHDAY=5 undefined 充话费', 'FREQ=WEEKLY;BYDAY=MO undefined 交周报'],
    ['周五叫我交表，然后每月15号提醒我还信用卡', '2026-11-27 undefined 交表', 'FREQ=MONTHLY;BYMONTHDAY=15 undefined 还信用卡'],
    ['提醒我明天九点开会，下周三提醒我交房租', '2026-11-24 09:00 开会', '2026-12-02 undefined 交房租'],
    ['每天八点提醒我吃药，明天九点提醒我开会', 'FREQ=DAILY 08:00 吃药', '2026-11-24 09:00 开会'],
  ])('%s: each has its own day and is shown first', (said, ...all) => {
    const { args, needsConfirm, missing } = read(said);
    const each = [args, ...(args['also'] as Record<string, unknown>[])].map(({ at, text }) => {
      const { date, time, recurrence } = at as { date: string; time?: string; recurrence?: string };
      return `${recurrence ?? date} ${time} ${text as string}`;
    });
    expect(each).toEqual(all);
    expect(needsConfirm).toBe(true);
    expect(missing).toEqual([]);
  });

  test.each(['周二周四晚上七点半提醒我练琴，每月5号提醒我充话费', '提醒我星期三还书，星期五拿干洗的衣服', '每天八点提醒我吃药，周一交周报'])(
    '%s: nothing is stored before it is shown or asked',
    (said) => {
      const { needsConfirm, missing } = read(said);
      expect(needsConfirm || missing.length > 0).toBe(true);
    },
  );
});

describe('several in one breath, without a mark between them', () => {
  test.each([
    [
      '明天上午九点半提醒我去盖章后天下午两点提醒我去送合同',
      [
        ['2026-11-24', '09:30', '去盖章'],
        ['2026-11-25', '14:00', '去送合同'],
      ],
    ],
    [
      '今晚七点提醒我收衣服十点提醒我关灯',
      [
        ['2026-11-23', '19:00', '收衣服'],
        ['2026-11-23', '22:00', '关灯'],
      ],
    ],
    [
      '明早六点半叫我起床七点半提醒我出门',
      [
        ['2026-11-24', '06:30', '起床'],
        ['2026-11-24', '07:30', '出门'],
      ],
    ],
    [
      '提醒我周四交体检表周五交照片',
      [
        ['2026-11-26', undefined, '交体检表'],
        ['2026-11-27', undefined, '交照片'],
      ],
    ],
    [
      '提醒我明天早上7点起床7点半吃药9点开会',
      [
        ['2026-11-24', '07:00', '起床'],
        ['2026-11-24', '07:30', '吃药'],
        ['2026-11-24', '09:00', '开会'],
      ],
    ],
  ] as const)('%s', (said, each) => {
    const { needsConfirm, args } = read(said);
    const first = { at: args['at'], text: args['text'] } as { at: { date: string; time?: string }; text: string };
    const all = [first, ...((args['also'] ?? []) as (typeof first)[])];
    expect(needsConfirm).toBe(true);
    expect(all.map(({ at, text }) => [at.date, at.time, text])).toEqual(each.map((one) => [...one]));
  });

  test.each(['明天上午提醒我给房东打电话下午提醒我写周报', '明天提醒我交体检表算了不用了'])('shown before it is stored: %s', (said) => {
    expect(read(said).needsConfirm).toBe(true);
  });

  test('the hour of the thing is no second reminder', () => {
    expect(read('3点提醒我4点开会')).toMatchObject({ needsConfirm: false, args: { at: { time: '15:00' }, text: '4点开会' } });
    expect(read('提醒我今天去拿周五的票').args['also']).toBeUndefined();
  });
});

test.each([
  ['可不可以後天早上九點叫我打電話給房東', '2026-11-25', '09:00', '打電話給房東'],
  ['明天下午3点提醒窝交报告', '2026-11-24', '15:00', '交报告'],
  ['后天早上八典半提醒我出门', '2026-11-25', '08:30', '出门'],
])('as voice and keys bring it: %s', (said, date, time, text) => {
  expect(read(said)).toMatchObject({ intent: 'reminder', args: { at: { date, time }, text } });
});

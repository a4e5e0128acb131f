import { describe, expect, test } from 'vitest';
import { read } from './world.js';

const heard = (text: string) => {
  const { intent, needsConfirm, args } = read(text);
  return { intent, kind: args['kind'], needsConfirm, name: (args['client'] as { name?: string } | undefined)?.name };
};

describe('a report that no form fits is heard by its signs, and shown first', () => {
  test.each([
    ['今天头一个电话打给何涛，他正开车，没说上两句', '何涛'],
    ['何涛领着他弟弟来开户，办好了', '何涛'],
    ['通了视频，周岚，看了她新店的装修', '周岚'],
    ['高洁刚刚打进来，账单没看懂，给她逐条说了', '高洁'],
    ['郑强先生于上周二到访网点，我行为其办理了个人养老金开户', '郑强'],
    ['上周日下午跟赵敏的孩子一起做手工，社区活动', '赵敏'],
    ['帮赵敏把手机银行装好了，她学得挺快', '赵敏'],
    ['赵敏说下午到，等到五点没来', '赵敏'],
    ['今早群里@了何涛，他私下回我说周末看', '何涛'],
  ])('contact: %s', (text, name) => {
    expect(heard(text)).toEqual({ intent: 'contact', kind: undefined, needsConfirm: true, name });
  });

  test.each([
    ['何涛的儿子在大厅大喊大叫，说扣了他妈两千块手续费，要求退钱', 'complaint', '何涛'],
    ['赵敏要求把定投停掉', 'request', '赵敏'],
    ['赵敏申请把手机银行的登录设备清一下', 'request', '赵敏'],
  ])('case: %s', (text, kind, name) => {
    expect(heard(text)).toEqual({ intent: 'case', kind, needsConfirm: true, name });
  });

  test('what the two spoke of, and when, is filled as in any record', () => {
    expect(read('高洁刚刚打进来，账单没看懂，给她逐条说了').args).toMatchObject({ mode: 'phone', at: { date: '2026-11-23' } });
  });

  test('the signs are told as the reason', () => {
    expect(read('何涛领着他弟弟来开户，办好了').reasons).toContain('像是联系记录，凭的是：来访见面、做完了、客户办、业务、有下文');
  });
});

describe('signs against it outweigh those for it', () => {
  test.each([
    '张国强的名字太常见了，一搜一大把',
    '周岚要开分店了，真替她高兴',
    '给王总打电话前我都要深呼吸三次',
    '赵敏拒绝我的时候我都快哭了',
    '王总说过一句话，钱要放在看得见的地方',
    '有一次王总喝多了给我打电话唱歌',
    '方媛说何涛昨天在大堂发火了',
    '昨天梦到李秀兰来取钱，全是硬币',
    '如果赵敏今天来签字我就能下班了',
    '不知道李秀兰来不来，约了她三次了',
    '赵敏每次来都带咖啡，人真好',
    '何涛是不是来过，跟谁聊的',
  ])('%s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });
});

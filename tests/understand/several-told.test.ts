import { describe, expect, test } from 'vitest';
import type { Frame } from '../../src/domain/intent.js';
import { read } from './world.js';

const told = (frame: Frame): [string | null, string | undefined, unknown][] =>
  [frame, ...(frame.next ?? [])].map(({ intent, args }) => [
    intent,
    (args['client'] as { name?: string } | undefined)?.name,
    args['summary'] ?? args['text'],
  ]);

describe('a sentence that tells of several clients is an act for each of them', () => {
  test.each<[string, [string, string, string | undefined][]]>([
    [
      '今天见了三个客户：王总聊了理财，孙丽问了存单，赵敏没空',
      [
        ['contact', '王建国', '王总聊了理财'],
        ['contact', '孙丽', '孙丽问了存单'],
        ['contact', '赵敏', '赵敏没空'],
      ],
    ],
    [
      '上午打了几个电话 王总没接 孙丽说下周再约 李阿姨投诉柜台排队太久',
      [
        ['contact', '王建国', '王总没接'],
        ['contact', '孙丽', '孙丽说下周再约'],
        ['case', '李秀兰', '李阿姨投诉柜台排队太久'],
      ],
    ],
    [
      '李秀兰投诉柜台态度差，孙丽也投诉排队久',
      [
        ['case', '李秀兰', '李秀兰投诉柜台态度差'],
        ['case', '孙丽', '孙丽也投诉排队久'],
      ],
    ],
    [
      '1. 王总 电话 聊了理财\n2、孙丽 微信 发了持仓\n3 赵敏没接',
      [
        ['contact', '王建国', '王总 电话 聊了理财'],
        ['contact', '孙丽', '孙丽 微信 发了持仓'],
        ['contact', '赵敏', '赵敏没接'],
      ],
    ],
    [
      '早上给孙丽发了微信祝生日快乐，又给赵敏发了到期提醒',
      [
        ['contact', '孙丽', '早上给孙丽发了微信祝生日快乐'],
        ['contact', '赵敏', '又给赵敏发了到期提醒'],
      ],
    ],
    [
      '回访了李秀兰，孙丽，赵敏，都聊了存款到期',
      [
        ['contact', '李秀兰', '回访了李秀兰，孙丽，赵敏，都聊了存款到期'],
        ['contact', '孙丽', '回访了李秀兰，孙丽，赵敏，都聊了存款到期'],
        ['contact', '赵敏', '回访了李秀兰，孙丽，赵敏，都聊了存款到期'],
      ],
    ],
    [
      '刚陪王总吃饭，孙丽也在，聊了聊基金',
      [
        ['contact', '王建国', '刚陪王总吃饭，孙丽也在，聊了聊基金'],
        ['contact', '孙丽', '刚陪王总吃饭，孙丽也在，聊了聊基金'],
      ],
    ],
    [
      '王总刚来电话说要赎基金，孙丽微信问利率，王总还说月底来签字',
      [
        ['contact', '王建国', '王总刚来电话说要赎基金，王总还说月底来签字'],
        ['contact', '孙丽', '孙丽微信问利率'],
      ],
    ],
    [
      '王总聊了理财，孙丽问了存单，赵敏没空',
      [
        ['contact', '王建国', '王总聊了理财'],
        ['contact', '孙丽', '孙丽问了存单'],
        ['contact', '赵敏', '赵敏没空'],
      ],
    ],
    [
      '孙丽约了明天上午十点，王总约了后天下午三点',
      [
        ['appointment', '孙丽', undefined],
        ['appointment', '王建国', undefined],
      ],
    ],
    [
      '王总投诉手续费，孙丽也问了手续费的事',
      [
        ['case', '王建国', '王总投诉手续费'],
        ['contact', '孙丽', '孙丽也问了手续费的事'],
      ],
    ],
    [
      '上午电话：孙丽 通 基金先不动；赵敏 未接；高洁 通 下周二来开户',
      [
        ['contact', '孙丽', '孙丽 通 基金先不动'],
        ['contact', '赵敏', '赵敏 未接'],
        ['contact', '高洁', '高洁 通 下周二来开户'],
      ],
    ],
    [
      '李秀兰投诉柜台太慢 顺便约王总周四下午三点见面',
      [
        ['case', '李秀兰', '李秀兰投诉柜台太慢'],
        ['appointment', '王建国', undefined],
      ],
    ],
  ])('%s', (text, acts) => {
    const frame = read(text);
    expect(told(frame)).toEqual(acts);
    expect(frame.text).toBe(text);
    expect([frame, ...(frame.next ?? [])].every((one) => one.needsConfirm)).toBe(true);
  });

  test('the day and the way that were said first hold for those behind', () => {
    const { args, next } = read('昨天上午电话回访了孙丽，赵敏没接');
    expect(args).toMatchObject({ mode: 'phone', at: { date: '2026-11-22' } });
    expect(next?.[0]?.args).toMatchObject({ outcome: 'notReached', mode: 'phone', at: { date: '2026-11-22' } });
    const listed = read('前天见了两位客户，孙丽聊了养老，赵敏想配保险');
    expect(listed.next?.[0]?.args).toMatchObject({ mode: 'faceToFace', at: { date: '2026-11-21' } });
    const other = read('昨天见了孙丽，今天赵敏来电话问利率');
    expect(other.next?.[0]?.args).toMatchObject({ mode: 'phone', at: { date: '2026-11-23' } });
  });

  test('what was promised to one is not promised to the other', () => {
    const { args, next } = read('上午见了孙丽，周五给她送方案，中午见了赵敏，聊了养老');
    expect(args['promises']).toMatchObject([{ text: '送方案', dueOn: '2026-11-27' }]);
    expect(next?.[0]?.args['promises']).toEqual([]);
  });

  test.each([
    '刚跟王总通了电话，他说孙丽也想买，让我联系孙丽',
    '王总来网点取钱，孙丽陪他来的',
    '王总来了，说孙丽住院了',
    '孙丽来电话咨询基金，王总介绍的',
    '刚跟孙丽打完电话，下周三约王总吃饭',
    '记 孙丽 面谈 聊到赵敏的事',
  ])('one story stays one: %s', (text) => {
    const frame = read(text);
    expect(frame.intent).toBe('contact');
    expect(frame.next).toBeUndefined();
  });

  test.each([
    '王总买了新车，孙丽住院了，赵敏离婚了，今年客户们真不容易',
    '梦见王总来网点了，孙丽也来了',
    '王总来过了，孙丽来了吗',
    '听同事说王总去了别的行，孙丽也去了',
    '电话：孙丽 13811112222；王总 13911112222',
    '今天联系：王总 孙丽 谁有空',
    '要是王总来了，孙丽也来就好了',
  ])('talk stays talk: %s', (text) => {
    expect(read(text).effect).not.toBe('write');
  });

  test('what was learned of somebody else is no fact of this client', () => {
    expect(read('王总来了，说孙丽住院了').args['facts']).toEqual([]);
    expect(read('王总来了，说他老伴住院了').args['facts']).toHaveLength(1);
  });
});

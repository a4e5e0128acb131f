import { describe, expect, test } from 'vitest';
import { read } from './world.js';

describe('a record is of one client, and says who else was met', () => {
  test.each([
    ['昨天拜访了赵敏和王总', '赵敏', ['王建国']],
    ['记 赵敏、孙丽 微信 发了持仓报告', '赵敏', ['孙丽']],
    ['上午见了孙丽，中午见了赵敏', '孙丽', ['赵敏']],
    ['王总跟赵敏一起来网点了', '王建国', ['赵敏']],
    ['刚给孙丽打了电话，她介绍了周岚给我', '孙丽', undefined],
    ['刚给孙丽打了电话，她说周岚也来过', '孙丽', undefined],
    ['刚跟孙丽通了电话，下周三约王总吃饭', '孙丽', undefined],
    ['记 孙丽 面谈 聊到赵敏的事', '孙丽', undefined],
  ])('%s', (text, name, others) => {
    const { intent, args } = read(text);
    expect(intent).toBe('contact');
    expect(args['client']).toMatchObject({ name });
    expect(args['others']).toEqual(others);
  });

  test('what came of the other one is not what came of this one', () => {
    expect(read('上午电话回访了孙丽，赵敏没接').args).not.toHaveProperty('outcome', 'notReached');
    expect(read('记 赵敏和孙丽 电话 祝冬至').args).toMatchObject({ summary: '祝冬至', mode: 'phone' });
  });

  test('a promise about somebody else keeps his name', () => {
    expect(read('记 孙丽 电话 明天给王总送资料').args['promises']).toEqual([{ text: '给王总送资料', dueOn: '2026-11-24' }]);
    expect(read('记 孙丽 电话 后天约赵敏喝茶').args['promises']).toEqual([{ text: '约赵敏喝茶', dueOn: '2026-11-25' }]);
  });
});

describe('what was learned at a meal means that it was had', () => {
  test.each(['中午请孙丽吃饭，她透露儿子要出国', '中午陪王总喝茶，聊到换房的事', '晚上和赵敏吃饭 席间她提到想换车'])('%s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'contact', needsConfirm: true, args: { mode: 'faceToFace', at: { date: '2026-11-23' } } });
  });

  test.each(['今晚约孙丽吃饭，她说不吃辣', '中午约了王总喝茶，他问能不能改地方', '明天请赵敏吃饭，她说想了解信托'])('%s', (text) => {
    expect(read(text).intent).toBe('appointment');
  });
});

describe('a correction right behind a record', () => {
  const just = { justRecorded: true };

  test.each([
    ['时间是昨天', { at: { date: '2026-11-22' } }],
    ['时间应该是昨天下午两点', { at: { date: '2026-11-22', time: '14:00' } }],
    ['方式是微信', { mode: 'digital' }],
    ['结果是没接通', { outcome: 'notReached' }],
    ['时长是40分钟', { minutes: 40 }],
    ['错了，金额是80万', { addition: '金额是80万' }],
  ])('%s', (text, changes) => {
    expect(read(text, just)).toMatchObject({ intent: 'amend', needsConfirm: true, args: { changes } });
  });

  test('the client, with who it was not', () => {
    for (const context of [just, {}]) {
      const { intent, args } = read('客户是孙丽，不是赵敏', context);
      expect(intent).toBe('amend');
      expect(args['changes']).toMatchObject({ client: { name: '孙丽' } });
    }
  });

  test.each(['时间是昨天', '时间是金钱', '方式是什么', '结果是没接通', '客户是上帝', '客户是上帝，不是韭菜'])(
    'no correction without one: %s',
    (text) => {
      expect(read(text).effect).not.toBe('write');
    },
  );

  test.each(['时间是金钱', '方式是什么', '客户是上帝', '结果是好的'])('talk stays talk: %s', (text) => {
    expect(read(text, just).effect).not.toBe('write');
  });
});

import { describe, expect, test } from 'vitest';
import type { ClientArg, WhenValue } from '../../src/domain/intent.js';
import { read } from './world.js';

// Said on Monday 2026-11-23 at 10:05.
describe('what is to be done for a client on a day to come', () => {
  test.each([
    ['后天跟进王总', '2026-11-25', '跟进王总'],
    ['明天跟进一下李阿姨的存单', '2026-11-24', '跟进一下李阿姨的存单'],
    ['周四盯紧王总那笔汇款', '2026-11-26', '盯紧王总那笔汇款'],
    ['下周一催一下李阿姨补签字', '2026-11-30', '催一下李阿姨补签字'],
    ['周五问下李阿姨考虑得怎么样', '2026-11-27', '问下李阿姨考虑得怎么样'],
    ['明天问问王总钱到了没有', '2026-11-24', '问问王总钱到了没有'],
    ['后天问王总签不签', '2026-11-25', '问王总签不签'],
    ['周三回访李阿姨', '2026-11-25', '回访李阿姨'],
    ['这周五走访王总', '2026-11-27', '走访王总'],
  ])('%s', (said, date, text) => {
    const { intent, args, needsConfirm } = read(said);
    const { client } = args as { client?: ClientArg };
    expect({ intent, date: (args['at'] as WhenValue).date, text: args['text'], needsConfirm }).toEqual({
      intent: 'reminder',
      date,
      text,
      needsConfirm: true,
    });
    expect(client && 'id' in client).toBe(true);
  });

  test.each(['记得问一下王总的女儿考上没', '别忘了催李阿姨签字', '别忘了问李阿姨的体检结果'])('when, is asked: %s', (said) => {
    expect(read(said)).toMatchObject({ intent: 'reminder', missing: ['at'], needsConfirm: true });
  });

  test.each([
    ['周三回访了李阿姨', 'contact', '2026-11-18'],
    ['周三回访李阿姨，她说理财先不动', 'contact', '2026-11-18'],
  ])('a record: %s', (said, intent, date) => {
    expect(read(said)).toMatchObject({ intent, args: { at: { date } } });
  });

  test.each(['昨天问了王总要不要续存', '明天王总问利率会不会降', '周三回访李阿姨的话她在家吗', '记得问一下王总了吗', '跟进王总这种客户真累'])(
    'no reminder: %s',
    (said) => {
      expect(read(said).intent).not.toBe('reminder');
    },
  );

  test.each([
    ['让王总明天上午十点来', '2026-11-24', '10:00'],
    ['李阿姨周六上午九点要来', '2026-11-28', '09:00'],
    ['王总后天下午三点过来一趟', '2026-11-25', '15:00'],
  ])('who comes, and when: %s', (said, date, time) => {
    expect(read(said)).toMatchObject({ intent: 'appointment', needsConfirm: true, args: { at: { date, time } } });
  });

  test.each(['王总明天会来吗', '王总明天不来', '王总每周五都来', '听说王总明天来', '王总要是明天来就好了', '王总昨天来'])(
    'nobody comes: %s',
    (said) => {
      expect(read(said).intent).not.toBe('appointment');
    },
  );

  test('once more is of whom was spoken of last, and is shown', () => {
    const lastClient = { id: 'c-wangjianguo', name: '王建国', isSure: true as const };
    expect(read('提醒我下午三点再打', { lastClient }).args['client']).toMatchObject({ id: 'c-wangjianguo', by: 'lastSpokenOf' });
    expect(read('提醒我下午三点再打印一份', { lastClient }).args['client']).toBeUndefined();
    expect(read('提醒我下午三点再打').args['client']).toBeUndefined();
  });
});

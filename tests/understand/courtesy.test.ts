import { describe, expect, test } from 'vitest';
import { withoutCourtesy } from '../../src/understand/courtesy.js';
import { normalise, typedSlice } from '../../src/understand/normalise.js';
import { read } from './world.js';

const kept = (typed: string) => {
  const normalised = withoutCourtesy(normalise(typed));
  return typedSlice(normalised, 0, normalised.text.length);
};

describe('words of courtesy around a sentence', () => {
  test.each([
    ['你好，明天九点提醒我开会', '明天九点提醒我开会'],
    ['哦对了明天九点提醒我开会。', '明天九点提醒我开会'],
    ['不好意思，辛苦了，查一下王总', '查一下王总'],
    ['查一下王总，谢谢啊！', '查一下王总'],
    ['明天九点提醒我开会谢谢', '明天九点提醒我开会'],
    ['明天九点提醒我开会[抱拳]', '明天九点提醒我开会'],
    ['明天九点提醒我开会 🙏🙏', '明天九点提醒我开会'],
    ['嗯，查 lxl~', '查 lxl'],
    ['劳驾明天九点提醒我开会啊谢谢', '明天九点提醒我开会'],
    ['终于忙完了，刚跟王总通了电话，累死了', '刚跟王总通了电话'],
    ['查李秀兰哈', '查李秀兰'],
    ['　查\u200b 李秀兰　', '查\u200b 李秀兰'],
  ])('%s', (typed, left) => {
    expect(kept(typed)).toBe(left);
  });

  test.each([
    '对了吗',
    '还有谁没联系',
    '好的',
    '那个客户',
    '额度不够',
    '明天替我跟王总说谢谢',
    '明天跟李阿姨道声谢谢',
    '这事麻烦了',
    '你好',
    '……',
    '查王',
    '谢谢',
    '[抱拳]',
    '明天能提醒我吗？',
  ])('stays: %s', (typed) => {
    expect(kept(typed)).toBe(typed);
  });

  test('the thanks that are to be said stay in the words', () => {
    expect(read('提醒我明天上午给王总说谢谢').args['text']).toBe('给王总说谢谢');
  });

  test('spans are cut from what was typed', () => {
    const text = '　哦对了，查\u200b 李秀兰，谢谢！';
    const { spans } = read(text);
    expect(spans.length).toBeGreaterThan(0);
    for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.text);
  });
});

import { describe, expect, test } from 'vitest';
import { read } from './world.js';

const clientOf = (text: string) => read(text).args['client'] as { id?: string; guessed?: boolean; candidates?: { id: string }[] } | undefined;

describe('a client is the same one with other words beside the name', () => {
  test.each([
    '查我的客户赵敏',
    '查那位赵敏',
    '刚跟贵宾客户赵敏通了电话，她想买国债',
    '我的客户赵敏要投诉，柜台排队太久',
    '刚跟赵敏女士通了电话，她想买国债',
    '刚跟赵敏（4321）通了电话，她想买国债',
    '刚跟尾号4321的赵敏通了电话，她想买国债',
    '刚跟尾号4321的客户通了电话，她想买国债',
    '明天九点提醒我给咱们的客户赵敏打电话',
  ])('%s', (text) => {
    expect(clientOf(text)).toMatchObject({ id: 'c-zhaomin' });
    expect(clientOf(text)?.guessed).toBeUndefined();
  });

  test('of two who are called so, the number behind 尾号 tells which', () => {
    expect(clientOf('刚跟尾号3321的张伟通了电话，他想买国债')?.id).toBe('c-zhangwei1');
    expect(clientOf('刚跟张伟先生通了电话，他想买国债')?.candidates?.length).toBe(2);
  });

  test("somebody of the client's family is not the client addressed", () => {
    expect(read('赵敏姐姐说要投诉').args['text'] ?? '').not.toBe('赵敏说要投诉');
    expect(read('提醒我明天给赵敏哥哥送书').args['text']).toBe('给赵敏哥哥送书');
  });

  test('what is quoted stays as it was typed', () => {
    expect(read('明天九点提醒我给我的客户赵敏女士打电话').args['text']).toBe('给我的客户赵敏女士打电话');
    const text = '刚跟我的客户赵敏女士通了电话';
    for (const span of read(text).spans) expect(text.slice(span.start, span.end)).toBe(span.text);
  });

  test('a new client is one still', () => {
    expect(read('新客户 孟小北 13912345678').intent).toBe(read('新建客户 孟小北 13912345678').intent);
  });
});

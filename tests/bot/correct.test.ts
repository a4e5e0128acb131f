import { describe, expect, test } from 'vitest';
import { correctFrame, isCorrection } from '../../src/bot/correct.js';
import caseCommand from '../../src/commands/case.js';
import contact from '../../src/commands/contact.js';
import reminder from '../../src/commands/reminder.js';
import type { Frame, Span } from '../../src/domain/intent.js';

const NOW = '2026-11-23T08:39:00+08:00';
const WAITING = '刚跟李秀兰通了电话，下周三给她送方案';

/** A sentence heard: what was recognised in it stands in brackets, 「不对，是[date:2026-11-26:周四]」. */
function heard(marked: string, more: Partial<Frame> = {}): Frame {
  const spans: Span[] = [];
  let text = '';
  for (const part of marked.split(/(\[[^\]]+\])/u)) {
    const [, kind, value = '', words = ''] = /^\[(\w+):([^:]*):(.+)\]$/u.exec(part) ?? [];
    if (kind !== undefined)
      spans.push({
        kind: kind as Span['kind'],
        text: words,
        start: text.length,
        end: text.length + words.length,
        value: kind === 'date' ? { date: value } : kind === 'client' ? { id: value, name: words } : value,
      });
    text += kind === undefined ? part : words;
  }
  return {
    text,
    now: NOW,
    intent: null,
    effect: null,
    needsConfirm: false,
    confidence: 0,
    args: {},
    missing: [],
    spans,
    alternatives: [],
    reasons: [],
    ...more,
  };
}

describe('a correction names what is wrong and little else', () => {
  const waiting = { intent: 'contact', text: WAITING, args: { client: { id: '9', name: '李秀兰' } } };

  test.each([
    '[date:2026-11-26:周四]',
    '不对，是[date:2026-11-26:周四]',
    '时间改到[date:2026-11-26:周四]吧',
    '搞混了，其实是[mode:visit:面谈]',
    '刚才那条客户应该是[client:1:张薇]',
    '麻烦换成[client:1:张薇]，不是她',
    '[date:2026-12-02:下周三]给她送方案',
    '是𠮷[date:2026-11-26:周四]',
  ])('%s', (marked) => expect(isCorrection(heard(marked), waiting)).toBe(true));

  test.each([
    '[client:1:周岚][date:2026-11-20:上周五]来网点做了测评',
    '[date:2026-11-26:周四]还要陪客户去看房子',
    '[client:1:周岚]说[date:2026-11-27:周五]来不了',
  ])('not one: %s', (marked) => expect(isCorrection(heard(marked), waiting)).toBe(false));

  test('another act, with no more than its verb, is none', () => {
    const reminder = { intent: 'reminder', effect: 'write' } as const;
    expect(isCorrection(heard('[date:2026-11-23:下午]要去见[client:1:刘洋]', reminder), waiting)).toBe(false);
    expect(isCorrection(heard('[date:2026-11-26:周四]送方案', reminder), waiting)).toBe(true);
  });
});

describe('what is named takes its place in what waits', () => {
  const waits = heard(WAITING, {
    intent: 'contact',
    args: {
      client: { id: '1', name: '李秀兰', by: 'fullName' },
      mode: 'phone',
      promises: [
        { text: '回电', dueOn: '2026-11-24' },
        { text: '送方案', dueOn: '2026-12-02' },
      ],
    },
    missing: ['promises.1.dueOn'],
  });

  test('a day: that of the newest promise, and nothing is missing any more', () => {
    const changed = correctFrame(waits, heard('不对，是[date:2026-12-04:12月4日]'), contact);
    expect(changed?.args['promises']).toMatchObject([{ dueOn: '2026-11-24' }, { text: '送方案', dueOn: '2026-12-04', vague: false }]);
    expect(changed?.missing).toEqual([]);
    expect(changed?.args['mode']).toBe('phone');
  });

  test('a mode and a client, together', () => {
    const zhang = { id: '2', name: '张薇', by: 'fullName' as const, guessed: true };
    const changed = correctFrame(waits, heard('是[client:2:张薇]，[mode:visit:面谈]', { args: { client: zhang } }), contact);
    expect(changed?.args).toMatchObject({ client: { id: '2', guessed: false }, mode: 'visit' });
    expect(changed?.missing).toEqual(['promises.1.dueOn']);
  });

  test('he who is meant by 他 is no correction, nor is what the act has no place for', () => {
    const him = { id: '2', name: '张薇', by: 'pronoun' as const };
    expect(correctFrame(waits, heard('是[client:2:他]', { args: { client: him } }), contact)).toBeUndefined();
    expect(correctFrame(heard('提醒我回电', { intent: 'reminder', args: { text: '回电' } }), heard('是[mode:visit:面谈]'), reminder)).toBeUndefined();
  });

  test('a record takes its way and how long it lasted, though neither was told', () => {
    const told = heard('记 李秀兰 聊了养老', { intent: 'contact', args: { summary: '聊了养老' } });
    const said = heard('[mode:faceToFace:面谈]，二十分钟', { args: { changes: { minutes: 20 } } });
    expect(correctFrame(told, said, contact)?.args).toMatchObject({ mode: 'faceToFace', minutes: 20 });
  });

  test.each([
    ['不是投诉，是诉求', 'request'],
    ['不是诉求是投诉', 'complaint'],
    ['改成一件诉求吧', 'request'],
    ['按投诉办', 'complaint'],
  ])('a case takes the other word of its kind: %s', (words, kind) => {
    const waiting = heard('张敏理财亏了', { intent: 'case', args: { text: '理财亏了' } });
    expect(correctFrame(waiting, heard(words), caseCommand)?.args['kind']).toBe(kind);
  });

  test.each(['不是投诉', '改成并入', '诉求'])('and no kind from %s', (words) => {
    const waiting = heard('张敏理财亏了', { intent: 'case', args: { text: '理财亏了' } });
    expect(correctFrame(waiting, heard(words), caseCommand)).toBe(undefined);
  });
});

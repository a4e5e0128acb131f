import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildClientIndex, smallTalk, understand } from '../../src/understand/index.js';
import { NASTY } from './nasty.js';
import { NO_REMINDER, REMINDER_FORMS } from './reminder-forms.js';
import { TALK } from './talk.js';
import { CLIENTS, contextOf, read, ROWS } from './world.js';

interface Row {
  text: string;
  lastClient?: string;
  intent: string | null;
  needsConfirm: boolean;
  args: Record<string, unknown>;
  missing: string[];
}

const corpus = readFileSync(new URL('./corpus.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);
const spokenOf = (name?: string) => {
  const row = ROWS.find((one) => one.name === name);
  return row ? { id: row.id, name: row.name } : null;
};

describe('what managers type', () => {
  test('the corpus is as large as promised', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(400);
    expect(TALK.length).toBeGreaterThanOrEqual(300);
    expect(NASTY.length).toBeGreaterThanOrEqual(300);
  });

  test.each(corpus)('$text', (row) => {
    const { intent, needsConfirm, args, missing } = read(row.text, { lastClient: spokenOf(row.lastClient) });
    expect({ intent, needsConfirm, args, missing }).toEqual({
      intent: row.intent,
      needsConfirm: row.needsConfirm,
      args: row.args,
      missing: row.missing,
    });
  });
});

describe('talk is never a write', () => {
  test.each(TALK)('%s', (text) => {
    expect(read(text).effect).not.toBe('write');
    expect(read(text, { lastClient: { id: 'c-lixiulan', name: '李秀兰' } }).effect).not.toBe('write');
  });

  test('greetings and thanks are told apart', () => {
    expect(['你好', '谢谢你', '在吗', '好的，谢谢', '再见'].map(smallTalk)).toEqual(['greeting', 'thanks', 'presence', 'thanks', 'farewell']);
    expect(smallTalk('查 李秀兰')).toBeNull();
    expect(smallTalk('好'.repeat(1000))).toBeNull();
  });
});

describe('nasty messages', () => {
  test('none writes a thing with content, none hangs', () => {
    for (const text of NASTY) {
      const started = performance.now();
      const frame = read(text, { lastClient: { id: 'c-lixiulan', name: '李秀兰' } });
      expect(performance.now() - started, text.slice(0, 20)).toBeLessThan(3000);
      expect(frame.text).toBe(text);
      for (const span of frame.spans) expect(text.slice(span.start, span.end)).toBe(span.text);
      // 「记 😀」 names the act: it may be asked about, never stored at once.
      if (frame.effect === 'write') expect(frame.needsConfirm || frame.missing.length > 0, JSON.stringify(frame).slice(0, 200)).toBe(true);
    }
  });

  test('any string is survived, and its spans are cut from it', () => {
    const pieces = fc.constantFrom(
      '查',
      '记',
      '李秀兰',
      '王总',
      '明天',
      '下周三',
      '3点',
      '提醒我',
      '投诉',
      ' ',
      '，',
      '他',
      '第2条',
      '推迟',
      '不对',
      '\u200b',
      '\ud83d',
      '張偉',
      'lxl',
      '5678',
      '“',
      '”',
      '电话',
      '了',
      '吗',
      '{{',
      '１２',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')),
        ),
        (text) => {
          const frame = read(text, { lastClient: { id: 'c-lixiulan', name: '李秀兰' } });
          expect(frame.text).toBe(text);
          for (const span of frame.spans) expect(text.slice(span.start, span.end)).toBe(span.text);
          expect(frame.confidence).toBeGreaterThanOrEqual(0);
          expect(frame.confidence).toBeLessThanOrEqual(1);
          expect(frame.effect === null).toBe(frame.intent === null);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('time does not grow faster than the text', () => {
    for (const unit of ['王总', '明天', '他女儿', '提醒我', '第1条', 'a1 ', '，', '下周三给他送方案', '1', '刚跟']) {
      const spent = (length: number) => {
        const text = unit.repeat(Math.ceil(length / unit.length));
        let best = Infinity;
        for (let turn = 0; turn < 3; turn++) {
          const started = performance.now();
          read(text);
          best = Math.min(best, performance.now() - started);
        }
        return best;
      };
      spent(400);
      expect(spent(100_000), unit).toBeLessThan(Math.max(500, spent(1000) * 12));
    }
  });
});

describe('clients', () => {
  test('a name glued into a longer word is not a client', () => {
    for (const text of [
      '他很高兴',
      '大家高兴坏了',
      '王明天来不了',
      '张三月薪两万',
      '关于方案的时间',
      '白天没空',
      '王芳芳来了',
      '马上到',
      '今天高兴',
    ]) {
      expect(
        read(text).spans.filter((span) => span.kind === 'client'),
        text,
      ).toEqual([]);
    }
  });

  test('the longer name wins', () => {
    const clients = buildClientIndex([...ROWS, { id: 'c-wmt', name: '王明天', pinyin: 'wangmingtian', initials: 'wmt' }]);
    expect(read('查 王明天', { clients }).args['client']).toMatchObject({ id: 'c-wmt', by: 'fullName' });
    expect(read('记 王明 电话 祝生日', { clients }).args['client']).toMatchObject({ id: 'c-wangming', by: 'fullName' });
  });

  test('a client named like a command is found where a client must stand, the command where it stands first', () => {
    const clients = buildClientIndex([
      ...ROWS,
      { id: 'c-daiban', name: '待办', pinyin: 'daiban', initials: 'db' },
      { id: 'c-jintian', name: '今天', pinyin: 'jintian', initials: 'jt' },
    ]);
    expect(read('待办', { clients }).intent).toBe('todo');
    expect(read('今天', { clients }).intent).toBe('briefing');
    expect(read('查 待办', { clients })).toMatchObject({ intent: 'client', args: { client: { id: 'c-daiban' } } });
  });

  test.each([
    ['查 李秀兰', undefined],
    ['查 13800005678', undefined],
    ['查 5678', undefined],
    ['查 C10001', undefined],
    ['查 李阿姨', undefined],
    ['查 秀兰', true],
    ['查 lixiulan', true],
    ['查 lxl', true],
    ['查 老何', true],
  ])('%s: guessed %s', (text, guessed) => {
    expect((read(text).args['client'] as { guessed?: boolean }).guessed).toBe(guessed);
  });

  test('whoever is not there is named, with those who sound alike', () => {
    expect(read('查 李秀蓝').args['client']).toEqual({ text: '李秀蓝', candidates: [], similar: [{ id: 'c-lixiulan', name: '李秀兰' }] });
    expect(read('查 赵六').args['client']).toEqual({ text: '赵六', candidates: [] });
  });

  test('pronouns mean the client spoken of last, and nobody when there is none', () => {
    expect(read('刚给他打了电话没接', { lastClient: { id: 'c-zhaomin', name: '赵敏' } }).args['client']).toMatchObject({
      id: 'c-zhaomin',
      by: 'pronoun',
      guessed: true,
    });
    expect(read('刚给他打了电话没接').intent).toBeNull();
  });

  test('every client is found by full name, number, phone and tail, never as somebody else', () => {
    for (const row of ROWS) {
      const same = ROWS.filter((one) => one.name === row.name);
      for (const word of [row.name, row.clientNo, row.mobile, `尾号${row.mobileTail}`]) {
        const arg = read(`查 ${word}`).args['client'] as { id?: string; candidates?: { id: string }[] };
        if (word === row.name && same.length > 1) expect(arg.candidates?.map((one) => one.id)).toContain(row.id);
        else expect(arg.id, word ?? '').toBe(row.id);
      }
    }
  });
});

describe('reminders in many words', () => {
  test.each(REMINDER_FORMS)('%s', (said, at, text) => {
    const { intent, args, missing } = read(said);
    const when = args['at'] as { date?: string; time?: string; vague?: boolean } | undefined;
    const rule = args['recurrence'] as string | undefined;
    const due = at.startsWith('FREQ') ? rule?.slice(0, at.length) : at.includes(' ') ? `${when?.date} ${when?.time}` : when?.date;
    expect({ intent, due, text: args['text'], missing, vague: when?.vague }).toEqual({
      intent: 'reminder',
      due: at,
      text,
      missing: [],
      vague: undefined,
    });
  });

  test.each(NO_REMINDER)('no reminder: %s', (said) => {
    expect(read(said).effect).not.toBe('write');
    expect(read(said, { lastClient: { id: 'c-lixiulan', name: '李秀兰' } }).effect).not.toBe('write');
  });

  test('workdays at an hour are taken for all of them, and that is confirmed', () => {
    const { missing, needsConfirm, args } = read('工作日早上9点提醒我打卡');
    expect(missing).toEqual([]);
    expect(needsConfirm).toBe(true);
    expect(args).toMatchObject({ at: { time: '09:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' } });
    expect(read('明天能提醒我一下吗').missing).toEqual(['text']);
  });
});

describe('names and numbers', () => {
  test('a name with a figure is not found inside a longer number', () => {
    const clients = buildClientIndex([
      ...ROWS,
      { id: 'c-figure', name: '李1', pinyin: 'li', initials: 'l' },
      { id: 'c-number', name: '1380', pinyin: '', initials: '' },
    ]);
    for (const text of ['给李13711112222打了电话没接', '查 13800009999', '记 13800009999 电话 祝生日', '查13801234567']) {
      const { args, spans } = read(text, { clients });
      expect(JSON.stringify([args, spans]), text).not.toMatch(/c-figure|c-number/);
    }
    expect(read('查 李1', { clients }).args['client']).toMatchObject({ id: 'c-figure' });
    expect(read('查 1380', { clients }).args['client']).toMatchObject({ id: 'c-number' });
  });

  test('a colleague is no client, a client no colleague', () => {
    const { args, spans } = read('预约 李秀兰 后天下午三点 陈宇一起 园区支行');
    expect(args['participants']).toEqual(['陈宇']);
    expect(spans.filter((span) => span.kind === 'staff').map((span) => span.text)).toEqual(['陈宇']);
    expect(read('查 李秀兰', { staff: ['李秀兰'] }).spans.map((span) => span.kind)).toEqual(['client']);
  });

  test('products are spans with code and name, as typed', () => {
    const products = {
      find: (text: string) =>
        [...text.matchAll(/稳盈90天/g)].map((match) => ({ start: match.index, end: match.index + match[0].length, code: 'P90', name: '稳盈90天' })),
    };
    expect(read('记 李秀兰 电话 聊了稳盈９０天', { products }).spans.find((span) => span.kind === 'product')).toMatchObject({
      text: '稳盈９０天',
      value: { code: 'P90', name: '稳盈90天' },
    });
  });
});

describe('a client the act can do without', () => {
  test("of a name that is nobody's, the reminder keeps the words and asks nothing", () => {
    const { intent, needsConfirm, confidence, missing, args } = read('提醒我明天下午三点给孟总打电话');
    expect({ intent, needsConfirm, missing }).toEqual({ intent: 'reminder', needsConfirm: false, missing: [] });
    expect(confidence).toBeGreaterThan(0.9);
    expect(args).toMatchObject({ at: { date: '2026-11-24', time: '15:00' }, text: '给孟总打电话' });
  });

  test('several of one name are asked about, and a contact needs its client', () => {
    expect(read('提醒我明天下午三点给张伟打电话').needsConfirm).toBe(true);
    expect(read('记 孟总 电话 祝生日').needsConfirm).toBe(true);
  });
});

describe('two rules by intent', () => {
  test('a reminder lies in the future, a contact in the past', () => {
    for (const day of ['周一', '周三', '周五', '周日', '3号', '20号', '上午9点', '下午3点', '12月1日', '11月2日']) {
      const at = read(`提醒我${day}给赵敏打电话`).args['at'] as { date: string; time?: string } | undefined;
      if (at) expect(`${at.date} ${at.time ?? '24:00'}` >= '2026-11-23 10:05', day).toBe(true);
      const told = read(`记 赵敏 ${day} 电话 聊了近况`).args['at'] as { date: string };
      expect(told.date <= '2026-11-23', day).toBe(true);
    }
  });

  test('the same words in other width, script and with invisible marks mean the same', () => {
    const plain = read('记 张国强 电话 15分钟 祝生日');
    for (const text of [
      '記 張國強 電話 15分鐘 祝生日',
      '记　张国强　电话　１５分钟　祝生日',
      '记\u200b 张国强\ufeff 电话 15分钟 祝生日',
      '记，张国强，电话，15分钟，祝生日',
    ]) {
      const { intent, args } = read(text);
      expect({ intent, args: { ...args, summary: '' } }, text).toEqual({ intent: plain.intent, args: { ...plain.args, summary: '' } });
    }
  });
});

test('a manager without clients is understood as far as words go', () => {
  const context = contextOf({ clients: buildClientIndex([]) });
  expect(understand('查 张三', context)).toMatchObject({ intent: 'client', args: { client: { text: '张三', candidates: [] } } });
  expect(understand('记 李四 电话 祝生日', context)).toMatchObject({
    intent: 'contact',
    needsConfirm: true,
    args: { mode: 'phone', summary: '祝生日' },
  });
  expect(CLIENTS.people.length).toBe(ROWS.length);
});

import { describe, expect, test } from 'vitest';
import { read } from './world.js';

const TOLD: [string, string, string | undefined][] = [
  ['赵敏那边没什么新情况，三个月后再跟进', '赵敏', '2027-02-23'],
  ['张国强暂时没需求，下个月再联系', '张国强', undefined],
  ['张国强没新情况，过两周再看', '张国强', '2026-12-07'],
  ['赵敏说下周有空，到时候再约', '赵敏', undefined],
  ['赵敏最近没钱，等年终奖再说', '赵敏', undefined],
];

describe('how things stand with a client, and when he is spoken to again', () => {
  test.each(TOLD)('%s', (text, name, next) => {
    const frame = read(text);
    expect(frame).toMatchObject({ intent: 'contact', needsConfirm: true, args: { client: { name } } });
    if (next !== undefined) expect(frame.args['nextContactOn']).toBe(next);
  });

  test.each(['要是赵敏不同意，明年再说吧', '听说赵敏要离婚了，以后再联系', '赵敏这个人，以后再说吧', '赵敏下周再联系吗'])(
    '%s is no report',
    (text) => {
      expect(read(text).effect).not.toBe('write');
    },
  );
});

describe('numbers before a weekday', () => {
  test.each([
    ['推迟 1 周四', [1], '2026-11-26'],
    ['推迟 1 3 周五', [1, 3], '2026-11-27'],
    ['推迟 2 星期四', [2], '2026-11-26'],
  ])('%s', (text, items, date) => {
    expect(read(text)).toMatchObject({ intent: 'snooze', args: { items, to: { date } } });
  });
});

describe('numbers of the list called off', () => {
  test.each([
    ['取消 3', [3]],
    ['取消第3条', [3]],
    ['取消 1 3', [1, 3]],
    ['删掉第二条', [2]],
  ])('%s', (text, items) => {
    expect(read(text)).toMatchObject({ intent: 'done', needsConfirm: true, args: { items, cancel: true } });
  });
});

test.each(['再过一个小时提醒我 刚才那个', '明天再提醒我这个', '后天提醒我那件事'])('%s moves what is on the list', (text) => {
  expect(read(text)).toMatchObject({ intent: 'snooze', needsConfirm: true, missing: ['items'] });
});

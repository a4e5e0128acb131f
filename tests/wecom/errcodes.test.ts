import { describe, expect, test } from 'vitest';
import { errorOf, reactionTo } from '../../src/wecom/errcodes.js';

/** The table of wecom-app §8, as read there. */
const TABLE: [string, number[]][] = [
  ['R1', [40014, 42001]],
  ['B', [-1, 6000, 41096, 45009, 45033, 45035, 123_456]],
  ['W', [40100, 40129, 41063, 41079]],
  [
    'D',
    [
      40003, 60111, 46004, 40004, 40005, 40006, 40009, 40011, 40007, 40029, 42003, 42022, 40050, 86001, 86003, 40066, 40070, 40068, 40071, 40072,
      40126, 40096, 41056,
    ],
  ],
  [
    'D',
    [
      40097, 40098, 40099, 40128, 40130, 40131, 40143, 41048, 41050, 41051, 41053, 41054, 41093, 41094, 42052, 46003, 50002, 60011, 60021, 60140,
      701008, 701099, 81013,
    ],
  ],
  ['D', [84014, 84015, 84061, 84074, 84083, 84084, 90500, 90501, 90502]],
  [
    'C',
    [
      40001, 40091, 40013, 41002, 41004, 40054, 40055, 40056, 301002, 40057, 85011, 43012, 48001, 48002, 48004, 48008, 48006, 48009, 50001, 50003,
      60031, 60020, 80001, 85005, 85008,
    ],
  ],
  ['C', [90206, 90207, 90208, 93000, 301055, 301042]],
  [
    'X',
    [
      40008, 40035, 40058, 40063, 40033, 40016, 40022, 40027, 40031, 40074, 40094, 45034, 41001, 41035, 41064, 41065, 41088, 41089, 42014, 42020,
      42027, 42035, 42051, 44001, 45001, 45002, 45007, 45008, 48005, 81017, 82001, 82002, 82003, 86008, 301025,
    ],
  ],
];

describe.each(TABLE)('%s', (className, list) => {
  test.each(list)('%i', (code) => {
    expect(reactionTo(code).class).toBe(className);
    const retryable = ['R1', 'B', 'W'].includes(className);
    expect(errorOf(code, 'x', 'message/send')).toMatchObject({ code, retryable });
    if (className === 'C') expect(reactionTo(code).fix).toMatch(/[\u4e00-\u9fff].*。$/);
    else expect(reactionTo(code).fix).toBeUndefined();
  });
});

test('what no errcode says counts as busy', () => {
  for (const code of ['timeout', 'html', 'network', 'shape']) expect(reactionTo(code).class).toBe('B');
});

test('a spent media id asks for a new upload', () => {
  expect(reactionTo(40007)).toEqual({ class: 'D', uploadAgain: true });
});

test('no secret or token survives in an error', () => {
  const error = errorOf(40001, 'bad corpsecret=abc123&x=1 access_token=tok', 'gettoken');
  expect(error.message).not.toMatch(/abc123|tok$/);
});

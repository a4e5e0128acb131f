import { describe, expect, test } from 'vitest';
import { createLog, redact } from '../src/log.js';

describe('what is hidden in any text', () => {
  test.each([
    ['call 13812345678 now', 'call [phone] now'],
    ['138 1234 5678, +86-13812345678', '[phone], [phone]'],
    ['id 11010519491231002X.', 'id [id].'],
    ['id 110105194912310021', 'id [id]'],
    ['card 6222020200112230 and 6222 0202 0011 2230 123', 'card [card] and [card]'],
    ['GET /cgi-bin/gettoken?corpid=ww1&corpsecret=abc-DEF_1', 'GET /cgi-bin/gettoken?corpid=ww1&corpsecret=[hidden]'],
    ['/message/send?access_token=tok123&x=1', '/message/send?access_token=[hidden]&x=1'],
    ['{"secret":"s3","agentid":1}', '{"secret":"[hidden]","agentid":1}'],
    ['postgresql://caiban:pass@db/bank', 'postgresql://caiban:[hidden]@db/bank'],
  ])('%s', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  test.each(['{"inbox":42,"ms":1795000000000}', '2026-11-23T08:39:00.000+08:00', 'order 1381234567', 'fault 7F3K, 600 rows'])('%s stays', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('a bare number in JSON leaves JSON', () => {
    expect(JSON.parse(redact('{"mobile":13812345678,"n":1}'))).toEqual({ mobile: '[phone]', n: 1 });
  });
});

describe('log lines', () => {
  const lines: string[] = [];
  const log = createLog('info', (line) => void lines.push(line));

  test('one JSON object a line, with level, time, fields and text', () => {
    log.info({ inbox: 7 }, 'taken');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'info', inbox: 7, msg: 'taken', time: expect.stringMatching(/^\d{4}-/) });
  });

  test('errors are logged with their cause, and nothing private leaks from either', () => {
    log.error({ err: new Error('row of 13812345678', { cause: new Error('access_token=abc') }) }, 'failed');
    const line = lines.at(-1) ?? '';
    expect(line).toContain('[phone]');
    expect(line).not.toMatch(/13812345678|access_token=abc/);
    expect(JSON.parse(line)).toMatchObject({ msg: 'failed' });
  });

  test('below the level nothing is written', () => {
    const before = lines.length;
    log.debug({}, 'quiet');
    expect(lines).toHaveLength(before);
  });
});

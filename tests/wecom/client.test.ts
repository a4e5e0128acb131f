import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { stoppedClock } from '../../src/clock.js';
import { PlatformError } from '../../src/errors.js';
import { createWecomClient } from '../../src/wecom/client.js';
import { createDirectory } from '../../src/wecom/directory.js';
import { silentLog } from '../../src/wecom/log.js';
import { fileNameOf, getMedia, uploadMedia } from '../../src/wecom/media.js';
import { createAppSender } from '../../src/wecom/send.js';
import { startLoopback } from './loopback.js';
import type { Answer, Call } from './loopback.js';

const ok = { errcode: 0, errmsg: 'ok' };
const okSchema = z.object({ errcode: z.literal(0) });

async function start(
  answer: (call: Call, count: number) => Answer | 'silence' | 'hang up',
  more: { timeoutMs?: number; token?: (count: number) => Answer } = {},
) {
  const clock = stoppedClock(new Date('2026-11-23T08:39:00+08:00'));
  const lines: object[] = [];
  const place = await startLoopback((call, count) =>
    call.path === '/cgi-bin/gettoken'
      ? (more.token?.(count) ?? { body: { ...ok, access_token: `T${count}`, expires_in: 7200 } })
      : answer(call, count),
  );
  const client = createWecomClient({
    apiBase: `${place.apiBase}/`,
    corpId: 'ww1',
    secret: 's&cret',
    now: () => clock.now(),
    log: { ...silentLog, error: (fields) => void lines.push(fields) },
    timeoutMs: more.timeoutMs ?? 2000,
  });
  return { ...place, client, clock, lines, call: () => client.post('message/send', { a: 1 }, okSchema) };
}

async function failure(act: Promise<unknown>): Promise<PlatformError> {
  try {
    await act;
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

describe('token', () => {
  test('is asked for once, however many calls start together', async () => {
    const { call, callsTo } = await start(() => ({ body: ok }));
    await Promise.all(Array.from({ length: 20 }, call));
    expect(callsTo('gettoken')).toMatchObject([{ query: { corpid: 'ww1', corpsecret: 's&cret' } }]);
    expect(new Set(callsTo('message/send').map(({ query }) => query['access_token']))).toEqual(new Set(['T1']));
  });

  test('is renewed five minutes before it runs out', async () => {
    const { call, callsTo, clock } = await start(() => ({ body: ok }));
    await call();
    clock.advance(7200_000 - 5 * 60_000 - 1);
    await call();
    expect(callsTo('gettoken')).toHaveLength(1);
    clock.advance(1);
    await call();
    expect(callsTo('gettoken')).toHaveLength(2);
  });

  test.each([40014, 42001])('%i: a new token, and the same call once more', async (errcode) => {
    const { call, callsTo } = await start((_call, count) => ({ body: count === 1 ? { errcode, errmsg: 'x' } : ok }));
    await call();
    expect(callsTo('gettoken')).toHaveLength(2);
    expect(callsTo('message/send').map(({ query, body }) => [query['access_token'], body])).toEqual([
      ['T1', '{"a":1}'],
      ['T2', '{"a":1}'],
    ]);
  });

  test('refused twice: the caller hears it and may try later', async () => {
    const { call, callsTo } = await start(() => ({ body: { errcode: 40014, errmsg: 'invalid access_token' } }));
    expect(await failure(call())).toMatchObject({ code: 40014, retryable: true });
    expect(callsTo('message/send')).toHaveLength(2);
  });

  test('many calls refused together renew it once', async () => {
    const { call, callsTo } = await start(({ query }) => ({ body: query['access_token'] === 'T1' ? { errcode: 42001, errmsg: 'x' } : ok }));
    await Promise.all(Array.from({ length: 10 }, call));
    expect(callsTo('gettoken')).toHaveLength(2);
  });

  test('a wrong secret is not tried again and again', async () => {
    const { call, callsTo, clock, lines } = await start(() => ({ body: ok }), {
      token: () => ({ body: { errcode: 40001, errmsg: 'invalid credential, corpsecret=s&cret' } }),
    });
    for (let i = 0; i < 5; i++) expect(await failure(call())).toMatchObject({ code: 40001, retryable: false });
    expect(callsTo('gettoken')).toHaveLength(1);
    expect(callsTo('message/send')).toHaveLength(0);
    expect(lines).toMatchObject([{ event: 'token-refused', code: 40001, fix: expect.stringContaining('WECOM_SECRET') as string }]);
    clock.advance(10 * 60_000);
    await failure(call());
    expect(callsTo('gettoken')).toHaveLength(2);
  });

  test('comes back after the platform was away', async () => {
    const { call, callsTo } = await start(() => ({ body: ok }), {
      token: (count) => (count <= 2 ? { status: 502, body: '<html>bad gateway</html>' } : { body: { ...ok, access_token: 'T', expires_in: 7200 } }),
    });
    expect(await failure(call()), 'the sending itself was never tried').toMatchObject({
      code: 'html',
      retryable: true,
      options: { outcomeUnknown: false },
    });
    await failure(call());
    await call();
    expect(callsTo('gettoken')).toHaveLength(3);
  });

  test('a short-lived token is used for half its life', async () => {
    const { call, callsTo, clock } = await start(() => ({ body: ok }), { token: () => ({ body: { ...ok, access_token: 'T', expires_in: 60 } }) });
    await call();
    clock.advance(29_000);
    await call();
    expect(callsTo('gettoken')).toHaveLength(1);
    clock.advance(2000);
    await call();
    expect(callsTo('gettoken')).toHaveLength(2);
  });
});

describe('answers', () => {
  test.each<[string, Answer | 'silence' | 'hang up', object]>([
    ['a busy platform', { body: { errcode: -1, errmsg: 'system busy' } }, { code: -1, retryable: true }],
    ['too often', { body: { errcode: 45009, errmsg: 'api freq out of limit' } }, { code: 45009, retryable: true, options: { retryAfterMs: 60_000 } }],
    ['nobody to send to', { body: { errcode: 81013, errmsg: 'x', invaliduser: 'a' } }, { code: 81013, retryable: false }],
    ['an untrusted address', { body: { errcode: 60020, errmsg: 'not allow to access from your ip' } }, { code: 60020, retryable: false }],
    ['a code nobody listed', { body: { errcode: 999_999, errmsg: 'new' } }, { code: 999_999, retryable: true }],
    ['a web page', { body: '<html>maintenance</html>' }, { code: 'html', retryable: true, options: { outcomeUnknown: true } }],
    ['a web page with 502', { status: 502, body: '<html></html>' }, { code: 'html', retryable: true }],
    ['half a JSON', { body: '{"errcode":0,"errm' }, { code: 'html', retryable: true, options: { outcomeUnknown: true } }],
    ['JSON that is no object', { body: '[]' }, { code: 'shape', retryable: true }],
    ['JSON without what was promised', { body: { hello: 1 } }, { code: 'shape', retryable: true }],
    ['an errcode with HTTP 500', { status: 500, body: { errcode: 40058, errmsg: 'x' } }, { code: 40058, retryable: false }],
    ['a redirect', { status: 301, headers: { location: 'http://127.0.0.1:1/' }, body: '' }, { code: 'html' }],
    ['silence', 'silence', { code: 'timeout', retryable: true, options: { outcomeUnknown: true } }],
    ['a line that breaks', 'hang up', { code: 'network', retryable: true, options: { outcomeUnknown: true } }],
  ])('%s', async (_name, answer, expected) => {
    const { call } = await start(() => answer, { timeoutMs: 300 });
    const error = await failure(call());
    expect(error).toMatchObject({ system: 'wecom', ...expected });
    expect(error.message).not.toMatch(/s&cret|access_token=T/);
  });

  test('nobody there: surely not done', async () => {
    const client = createWecomClient({ apiBase: 'http://127.0.0.1:1', corpId: 'c', secret: 's', now: () => new Date(), log: silentLog });
    expect(await failure(client.get('agent/get', {}, okSchema))).toMatchObject({
      code: 'network',
      retryable: true,
      options: { outcomeUnknown: false },
    });
  });
});

describe('sending', () => {
  test('sends the bytes it is given and reads what comes back', async () => {
    const { client, callsTo } = await start(() => ({
      body: { ...ok, invaliduser: 'rm_gone|rm_old', invalidparty: '', msgid: 'M1', response_code: 'R1' },
    }));
    const frozen = '{ "touser":"陈宇","x" : 1 }';
    expect(await createAppSender(client).sendApp(frozen)).toEqual({ msgid: 'M1', responseCode: 'R1', invalid: ['rm_gone', 'rm_old'] });
    expect(callsTo('message/send')).toMatchObject([
      { method: 'POST', body: frozen, headers: { 'content-type': expect.stringContaining('json') as string } },
    ]);
  });
  test('a plain answer has no lists', async () => {
    const { client } = await start(() => ({ body: { errcode: 0, errmsg: 'ok', msgid: 'M2' } }));
    expect(await createAppSender(client).sendApp('{}')).toEqual({ msgid: 'M2', invalid: [] });
  });
  test('updates a card and takes back a message', async () => {
    const { client, callsTo } = await start(() => ({ body: { ...ok, invaliduser: ['a'] } }));
    const sender = createAppSender(client);
    expect(await sender.updateCard('{"response_code":"R"}')).toEqual({ invalid: ['a'] });
    await sender.recall('M1');
    expect(callsTo('message/update_template_card')).toMatchObject([{ body: '{"response_code":"R"}' }]);
    expect(callsTo('message/recall')).toMatchObject([{ body: '{"msgid":"M1"}' }]);
  });
});

describe('media', () => {
  test('goes up as a form with its name, and again after a refused token', async () => {
    const { client, callsTo } = await start((_call, count) => ({
      body: count === 1 ? { errcode: 42001, errmsg: 'x' } : { ...ok, type: 'file', media_id: 'MEDIA', created_at: '1760000700' },
    }));
    const bytes = Buffer.from('客户号,姓名\n');
    expect(await uploadMedia(client, { media: 'file', fileName: '我的客户.csv', bytes })).toEqual({ mediaId: 'MEDIA' });
    const last = callsTo('media/upload')[1]!;
    expect(last.query).toMatchObject({ type: 'file', access_token: 'T2' });
    expect(last.headers['content-type']).toMatch(/^multipart\/form-data/);
    expect(last.body).toContain('name="media"; filename="我的客户.csv"');
    expect(last.bytes.includes(bytes)).toBe(true);
  });
  test.each([
    ['image', 5],
    ['image', 5 * 1024 * 1024 + 1],
    ['file', 0],
  ] as const)('does not even try %s of %i bytes', async (media, size) => {
    const { client, calls } = await start(() => ({ body: ok }));
    expect(await failure(uploadMedia(client, { media, fileName: 'x', bytes: new Uint8Array(size) }))).toMatchObject({ retryable: false });
    expect(calls).toEqual([]);
  });
  test('comes down with its name', async () => {
    const { client } = await start(() => ({
      headers: { 'content-type': 'image/png', 'content-disposition': 'attachment; filename="../a b.png"' },
      body: Buffer.from([1, 2, 3]),
    }));
    expect(await getMedia(client, 'M')).toEqual({ bytes: Buffer.from([1, 2, 3]), fileName: 'a b.png' });
  });
  test('an error in place of a file is an error', async () => {
    const { client } = await start(() => ({ body: { errcode: 40007, errmsg: 'invalid media_id' } }));
    expect(await failure(getMedia(client, 'M'))).toMatchObject({ code: 40007, retryable: false });
  });
  test.each([
    ['attachment; filename="a.csv"', 'a.csv'],
    ['attachment; filename=a.csv', 'a.csv'],
    [`attachment; filename="x"; filename*=UTF-8''%E5%90%8D%E5%8D%95.xlsx`, '名单.xlsx'],
    [`attachment; filename="${Buffer.from('名单.xlsx').toString('latin1')}"`, '名单.xlsx'],
    ['attachment; filename="100%.csv"', '100%.csv'],
    ['attachment; filename="..\\..\\x.csv"', 'x.csv'],
    ['attachment', undefined],
    ['', undefined],
  ])('%j is %j', (header, name) => {
    expect(fileNameOf(header)).toBe(name);
  });
});

describe('directory', () => {
  const answers: Record<string, object> = {
    'user/get': { ...ok, userid: 'rm_chenyu', name: '陈宇', department: [12], position: '客户经理', status: 1, extattr: {} },
    'department/list': { ...ok, department: [{ id: 1, name: '示例银行', parentid: 0, order: 1 }] },
    'user/simplelist': { ...ok, userlist: [{ userid: 'a', name: '甲', department: [1], open_userid: 'o' }] },
    'batch/openuserid_to_userid': { ...ok, userid_list: [{ open_userid: 'o1', userid: 'u1' }], invalid_open_userid_list: ['o2'] },
    'agent/get': { ...ok, agentid: 1, name: '财伴', close: 0, allow_userinfos: { user: [{ userid: 'a' }] }, allow_partys: { partyid: [1] } },
  };
  const place = () => start(({ path }) => ({ body: answers[path.replace('/cgi-bin/', '')] ?? { errcode: 60111, errmsg: 'userid not found' } }));

  test('reads members, departments, the app itself', async () => {
    const { client, callsTo } = await place();
    const directory = createDirectory(client);
    expect(await directory.getMember('rm_chenyu')).toEqual({
      userId: 'rm_chenyu',
      name: '陈宇',
      departmentIds: [12],
      position: '客户经理',
      status: 1,
    });
    expect(await directory.listDepartments()).toEqual([{ id: 1, name: '示例银行', parentId: 0 }]);
    expect(await directory.listMembers(1)).toEqual([{ userId: 'a', name: '甲', departmentIds: [1], position: '' }]);
    expect(await directory.getAgent(1)).toEqual({ name: '财伴', isClosed: false, userIds: ['a'], departmentIds: [1] });
    expect(callsTo('user/simplelist')[0]!.query).toMatchObject({ department_id: '1' });
    expect(callsTo('department/list')[0]!.query).not.toHaveProperty('id');
  });
  test('converts encrypted ids a thousand at a time', async () => {
    const { client, callsTo } = await place();
    const found = await createDirectory(client).userIdsOf(Array.from({ length: 1001 }, (_none, i) => `o${i + 1}`));
    expect(found).toEqual(new Map([['o1', 'u1']]));
    expect(
      callsTo('batch/openuserid_to_userid').map(({ body }) => (JSON.parse(body) as { open_userid_list: string[] }).open_userid_list.length),
    ).toEqual([1000, 1]);
  });
  test('someone who is not there', async () => {
    const { client } = await start(() => ({ body: { errcode: 60111, errmsg: 'userid not found' } }));
    expect(await failure(createDirectory(client).getMember('x'))).toMatchObject({ code: 60111, retryable: false });
  });
});

import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anyText, containing, eventually, type Json, type Kit, matching, sealReply, START, startKit, startService } from './harness.js';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(() => kit.close());

const textReply = (words: string, corpId = kit.emulator.corpId): string =>
  `<xml><ToUserName><![CDATA[zhangsan]]></ToUserName><FromUserName><![CDATA[${corpId}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${words}]]></Content></xml>`;

/** A raw call, for headers that fetch does not let one set. */
function raw(method: string, path: string, headers: Record<string, string>, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${kit.emulator.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', reject);
    call.end(body);
  });
}

test('the callback address is taken only when it passes the check', async () => {
  const good = await startService(kit.emulator);
  const bad = await startService(kit.emulator, true);
  const set = (url: string, more: Json = {}) =>
    kit.control('POST', 'callback', { url, token: kit.emulator.callbackToken, aesKey: kit.emulator.callbackAesKey, ...more });
  expect(await set(good.url)).toEqual({ status: 200, body: { ok: true } });
  expect((await set(bad.url)).body).toMatchObject({ errcode: 40057, errmsg: anyText });
  expect((await set('http://127.0.0.1:1/')).body).toMatchObject({ errcode: 40057 });
  expect((await set('no address')).status).toBe(400);
  expect((await set(good.url, { aesKey: 'short' })).status).toBe(400);
  await kit.control('POST', 'members/zhangsan/say', { text: '还在' });
  await eventually(() => good.received[0]);
  await good.close();
  await bad.close();
});

test('what is said needs a member, words and a known way; the answer names the message', async () => {
  expect((await kit.control('POST', 'members/nobody/say', { text: 'a' })).status).toBe(404);
  expect((await kit.control('POST', 'members/zhangsan/say', { text: '' })).status).toBe(400);
  expect((await kit.control('POST', 'members/zhangsan/say', { text: 'a', via: 'pigeon' })).status).toBe(400);
  expect((await kit.control('POST', 'members/zhangsan/say', { text: 'a', chatid: 'wr1' })).status).toBe(400);
  expect((await kit.control('POST', 'members/zhangsan/say', [])).status).toBe(400);
  const said = await kit.control('POST', 'members/ZhangSan/say', { text: 'a' });
  expect(said).toEqual({ status: 200, body: { msgid: anyText } });
  expect(await kit.messages('zhangsan')).toMatchObject([{ msgid: (said.body as Json)['msgid'] }]);
});

test('a wait ends at once when something new comes, or with an empty list when its time is over', async () => {
  const start = performance.now();
  const waiting = kit.messages('zhangsan', 0, 20_000);
  setTimeout(() => void kit.send({ msgtype: 'text', text: { content: '新' } }), 50);
  expect(await waiting).toMatchObject([{ text: '新' }]);
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(await kit.messages('zhangsan', 1, 30)).toEqual([]);
  expect((await kit.control('GET', 'members/zhangsan/messages?after=x')).status).toBe(400);
});

test('the directory is replaced as a whole, and refused with words when it is wrong', async () => {
  const put = (body: unknown) => kit.control('PUT', 'directory', body);
  expect((await put({ members: [{ userid: 'a b', name: 'x' }], clients: [] })).body).toMatchObject({ error: containing('members[0].userid') });
  expect(
    (
      await put({
        members: [
          { userid: 'Anna', name: 'x' },
          { userid: 'anna', name: 'y' },
        ],
      })
    ).status,
  ).toBe(400);
  expect(
    (
      await put({
        members: [{ userid: 'anna', name: '安娜', department: '上海' }],
        clients: [{ externalUserid: 'wm1', name: '李秀兰', followedBy: ['anna'] }],
      })
    ).status,
  ).toBe(200);
  expect((await kit.control('GET', 'members/zhangsan/messages')).status).toBe(404);
  expect(await kit.control('GET', 'clients/wm1/messages')).toEqual({ status: 200, body: [] });
  expect((await kit.control('GET', 'clients/wm2/messages')).status).toBe(404);
  expect(await kit.control('GET', 'members/anna/tasks')).toEqual({ status: 200, body: [] });
  expect((await kit.control('POST', 'members/anna/tasks/m1/confirm', {})).status).toBe(404);
  expect(await kit.control('GET', 'groups/wr1/messages')).toEqual({ status: 200, body: [] });
});

test('the clock runs on from where it is put and never back', async () => {
  const read = async () => Date.parse(((await kit.control('GET', 'clock')).body as { now: string }).now);
  const begin = await read();
  expect(begin - Date.parse(START)).toBeGreaterThanOrEqual(0);
  expect(begin - Date.parse(START)).toBeLessThan(10_000);
  const jumped = await kit.control('POST', 'clock', { now: '2026-11-24T08:40:00+08:00' });
  expect(jumped.body).toEqual({ now: matching(/^2026-11-24T00:40:00\.\d{3}Z$/) });
  expect((await kit.control('POST', 'clock', { now: '2026-11-24T08:39:00+08:00' })).status).toBe(409);
  expect((await kit.control('POST', 'clock', { advanceMs: -1 })).status).toBe(409);
  expect((await kit.control('POST', 'clock', { now: 'soon' })).status).toBe(400);
  expect((await kit.control('POST', 'clock', {})).status).toBe(400);
  await kit.advance(60_000);
  expect(await read()).toBeGreaterThanOrEqual(Date.parse('2026-11-24T08:41:00+08:00'));
});

test('who waits for the clock hears of a jump at once', async () => {
  const start = performance.now();
  const waiting = kit.control('GET', 'clock?wait=20000');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await kit.advance(86_400_000);
  expect(Date.parse(((await waiting).body as { now: string }).now)).toBeGreaterThan(Date.parse(START) + 86_000_000);
  expect(performance.now() - start).toBeLessThan(5_000);
  const known = encodeURIComponent(START);
  await kit.control('GET', `clock?wait=20000&known=${known}`);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('only this machine, by a local name, and no page of another site', async () => {
  const { port } = kit.emulator;
  expect(await raw('GET', '/_emulator/clock', { Host: `localhost:${port}` })).toBe(200);
  expect(await raw('GET', '/_emulator/clock', { Host: 'evil.example' })).toBe(403);
  expect(await raw('POST', '/_emulator/clock', { Origin: 'https://evil.example' }, '{"advanceMs":1}')).toBe(403);
  expect(await raw('POST', '/_emulator/clock', { Origin: `http://127.0.0.1:${port + 1}` }, '{"advanceMs":1}')).toBe(403);
  expect(await raw('POST', '/_emulator/clock', { Origin: kit.emulator.url }, '{"advanceMs":1}')).toBe(200);
  expect(await raw('PATCH', '/_emulator/clock', {})).toBe(405);
  expect(await raw('GET', '/_emulator/nothing', {})).toBe(404);
});

test('deliveries come again with the same words and a fresh signature until they are answered', async () => {
  await kit.control('PUT', 'settings', { callbackRetryMs: [10, 10, 10], callbackTimeoutMs: 200 });
  const service = await kit.service();
  const outcomes: (number | 'late' | undefined)[] = [500, 'late', undefined];
  service.answer = async () => {
    const outcome = outcomes.shift();
    if (outcome === 'late') await new Promise((resolve) => setTimeout(resolve, 400));
    return outcome === 'late' ? undefined : outcome;
  };
  await kit.control('POST', 'members/zhangsan/say', { text: '一' });
  await kit.control('POST', 'members/zhangsan/say', { text: '二' });
  await eventually(() => service.received[3]);
  const [first, second, third, next] = service.received;
  expect(second?.xml).toBe(first?.xml);
  expect(third?.xml).toBe(first?.xml);
  expect(new Set([first, second, third].map((entry) => entry?.query.get('nonce'))).size).toBe(3);
  expect(next?.message['Content']).toBe('二');
  expect([...(first?.query.keys() ?? [])].sort()).toEqual(['from', 'msg_signature', 'nonce', 'timestamp']);
});

test('after the last retry a delivery is given up and the next goes out', async () => {
  await kit.control('PUT', 'settings', { callbackRetryMs: [5] });
  const service = await kit.service();
  service.answer = ({ message }) => (message['Content'] === '毒' ? 500 : undefined);
  await kit.control('POST', 'members/zhangsan/say', { text: '毒' });
  await kit.control('POST', 'members/zhangsan/say', { text: '好' });
  await eventually(() => service.received[2]);
  expect(service.received.map(({ message }) => message['Content'])).toEqual(['毒', '毒', '好']);
});

test('members do not wait for each other, messages of one member do', async () => {
  const service = await kit.service();
  service.answer = async ({ message }) => {
    if (message['Content'] === '慢') await new Promise((resolve) => setTimeout(resolve, 300));
    return undefined;
  };
  await kit.control('POST', 'members/zhangsan/say', { text: '慢' });
  await kit.control('POST', 'members/zhangsan/say', { text: '后' });
  await kit.control('POST', 'members/lisi/say', { text: '别人' });
  await eventually(() => service.received[2]);
  expect(service.received.map(({ message }) => message['Content'])).toEqual(['慢', '别人', '后']);
});

test('a passive text is shown; one that is forged, misdirected or plain words is not', async () => {
  const service = await kit.service();
  const sealed = sealReply(kit.emulator, textReply('假'));
  const answers = [textReply('收到'), sealed.replace('n0nce', 'other'), textReply('假', 'ww0'), 'success', '<html>'];
  service.answer = () => answers.shift();
  for (const text of ['一', '二', '三', '四', '五']) await kit.control('POST', 'members/zhangsan/say', { text });
  const notes = async () =>
    ((await kit.control('GET', 'wire')).body as { name: string; note?: string }[])
      .filter(({ name }) => name === '被动回复')
      .map(({ note }) => note ?? '');
  await expect.poll(notes).toEqual(['', 'wrong MsgSignature', 'FromUserName is not the corp', 'the answer is not XML']);
  expect((await kit.messages('zhangsan')).filter(({ from }) => from === 'bot').map(({ text }) => text)).toEqual(['收到']);
});

test('faults on deliveries: lost, twice, overtaken, answered in vain', async () => {
  await kit.control('PUT', 'settings', { callbackRetryMs: [5, 5] });
  const service = await kit.service();
  const say = (text: string) => kit.control('POST', 'members/zhangsan/say', { text });
  const fault = (kind: string, more: Json = {}) => kit.control('POST', 'faults', { kind, times: 1, ...more });
  const heard = () => service.received.map(({ message }) => message['Content']);
  expect((await fault('drop')).body).toEqual({ id: anyText });
  await say('丢');
  await fault('duplicate', { path: 'callback' });
  await say('双');
  await expect.poll(heard).toEqual(['双', '双']);
  await fault('reorder');
  await say('先');
  await say('后');
  await expect.poll(heard).toEqual(['双', '双', '后', '先']);
  await fault('timeout', { path: 'callback' });
  await say('再');
  await expect.poll(heard).toEqual(['双', '双', '后', '先', '再', '再']);
});

test('faults on calls: refused, late, unanswered, a page, a broken line, revoked, too often', async () => {
  const fault = (kind: string, more: Json = {}) => kit.control('POST', 'faults', { kind, times: 1, path: 'message/send', ...more });
  const send = (content: string) => kit.send({ msgtype: 'text', text: { content }, enable_duplicate_check: 1 });
  await fault('refuse', { errcode: 60020 });
  expect(await send('甲')).toMatchObject({ errcode: 60020, errmsg: containing('not allow to access from your ip') });
  await fault('tokenInvalid');
  expect((await send('甲'))['errcode']).toBe(40014);
  await fault('rateLimit');
  expect((await send('甲'))['errcode']).toBe(45009);
  await fault('drop');
  await expect(send('甲')).rejects.toThrow();
  await fault('html');
  await expect(send('甲')).rejects.toThrow(SyntaxError);
  expect(await kit.messages('zhangsan')).toHaveLength(0);
  await fault('stall', { ms: 150 });
  const start = performance.now();
  expect((await send('甲'))['errcode']).toBe(0);
  expect(performance.now() - start).toBeGreaterThan(140);
  await fault('timeout', { ms: 50 });
  await expect(send('乙')).rejects.toThrow();
  expect((await send('乙'))['errcode']).toBe(0);
  expect((await kit.messages('zhangsan')).map(({ text }) => text)).toEqual(['甲', '乙']);
});

test('faults end by count, by the clock, or by hand', async () => {
  const send = async () => (await kit.send({ msgtype: 'text', text: { content: 'a' } }))['errcode'];
  const { body } = await kit.control('POST', 'faults', { kind: 'refuse' });
  expect([await send(), await send()]).toEqual([-1, -1]);
  expect((await kit.control('DELETE', `faults/${(body as { id: string }).id}`)).status).toBe(200);
  expect((await kit.control('DELETE', 'faults/999')).status).toBe(404);
  await kit.control('POST', 'faults', { kind: 'rateLimit', forMs: 60_000 });
  expect(await send()).toBe(45009);
  await kit.advance(60_000);
  expect(await send()).toBe(0);
  await kit.control('POST', 'faults', { kind: 'html' });
  await kit.control('POST', 'faults', { kind: 'refuse' });
  await kit.control('DELETE', 'faults');
  expect(await send()).toBe(0);
  expect((await kit.control('POST', 'faults', { kind: 'mood' })).status).toBe(400);
  expect((await kit.control('POST', 'faults', { kind: 'stall', ms: 'long' })).status).toBe(400);
});

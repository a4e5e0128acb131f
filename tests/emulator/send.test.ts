import { afterEach, beforeEach, expect, test } from 'vitest';
import { anyText, type Json, type Kit, matching, startKit } from './harness.js';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(() => kit.close());

const text = (content: string, more: Json = {}): Json => ({ msgtype: 'text', text: { content }, ...more });
const bytes = (value: string): number => Buffer.byteLength(value);

test('gettoken: one token while it lives, its rest of life, and the codes for wrong values', async () => {
  const get = async (query: string): Promise<Json> => (await (await fetch(`${kit.emulator.apiBase}/cgi-bin/gettoken${query}`)).json()) as Json;
  const { corpId, secret } = kit.emulator;
  const first = await get(`?corpid=${corpId}&corpsecret=${secret}`);
  expect(first).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7200, access_token: anyText });
  await kit.advance(3_600_000);
  const second = await get(`?corpid=${corpId}&corpsecret=${secret}`);
  expect(second['access_token']).toBe(first['access_token']);
  expect(second['expires_in']).toBeLessThanOrEqual(3_600);
  expect((await get(''))['errcode']).toBe(41004);
  expect((await get(`?corpsecret=${secret}`))['errcode']).toBe(41002);
  expect((await get(`?corpid=ww0&corpsecret=${secret}`))['errcode']).toBe(40013);
  expect((await get(`?corpid=${corpId}&corpsecret=wrong`))['errcode']).toBe(40001);
  await kit.control('PUT', 'settings', { wrongSecretsPerHour: 3 });
  for (let i = 0; i < 2; i += 1) await get(`?corpid=${corpId}&corpsecret=wrong`);
  expect((await get(`?corpid=${corpId}&corpsecret=${secret}`))['errcode']).toBe(45009);
  await kit.advance(3_600_000);
  expect((await get(`?corpid=${corpId}&corpsecret=${secret}`))['errcode']).toBe(0);
});

test('tokens belong into the query, expire by the clock, and can be ended', async () => {
  const plain = async (query: string): Promise<unknown> =>
    ((await (await fetch(`${kit.emulator.apiBase}/cgi-bin/agent/get?agentid=${kit.emulator.agentId}${query}`)).json()) as Json)['errcode'];
  expect(await plain('')).toBe(41001);
  expect(await plain('&access_token=mangled')).toBe(40014);
  expect((await kit.api('agent/get', undefined, { agentid: kit.emulator.agentId }))['errcode']).toBe(0);
  await kit.advance(7_200_000);
  expect((await kit.api('agent/get', undefined, { agentid: kit.emulator.agentId }))['errcode']).toBe(42001);
  expect((await kit.api('agent/get', undefined, { agentid: kit.emulator.agentId }))['errcode']).toBe(0);
  await kit.control('POST', 'token', { end: 'invalid' });
  expect((await kit.api('agent/get', undefined, { agentid: kit.emulator.agentId }))['errcode']).toBe(40014);
});

test('transport: 404 for unknown paths, 200 with a code otherwise, empty lists on errors', async () => {
  expect((await fetch(`${kit.emulator.apiBase}/cgi-bin/no/such/call`)).status).toBe(404);
  const response = await fetch(`${kit.emulator.apiBase}/cgi-bin/getcallbackip?access_token=x`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    errcode: 40014,
    ip_list: [],
    errmsg: matching(/^invalid access_token, hint: \[\d{24}\], from ip: 127\.0\.0\.1, more info at /),
  });
  expect((await kit.api('message/send'))['errcode']).toBe(40063);
  expect(await kit.api('user/simplelist', undefined, { department_id: 99 })).toMatchObject({ errcode: 60123, userlist: [] });
});

test('receivers: partial errors pass and come back in lower case, total ones do not', async () => {
  await kit.control('PUT', 'directory', {
    departments: [
      { id: 1, name: '行' },
      { id: 12, name: '部', parentid: 1 },
      { id: 13, name: '组', parentid: 12 },
    ],
    members: [
      { userid: 'ChenYu', name: '陈宇', department: 12 },
      { userid: 'lina', name: '李娜', department: 13 },
      { userid: 'boss', name: '周敏' },
    ],
    tags: [{ tagid: 7, name: '理财', userids: ['lina'] }],
    clients: [],
  });
  expect(await kit.send({ touser: 'CHENYU|Gone|OLD', ...text('甲') })).toMatchObject({ errcode: 0, invaliduser: 'gone|old' });
  expect(await kit.send({ touser: 'Gone', ...text('乙') })).toMatchObject({ errcode: 81013, invaliduser: 'gone' });
  expect(await kit.send({ touser: '', ...text('丙') })).toMatchObject({ errcode: 82001 });
  expect(await kit.send({ touser: undefined, toparty: '12|99', ...text('丁') })).toMatchObject({ errcode: 0, invalidparty: '99' });
  expect(await kit.send({ touser: undefined, totag: '7|8', ...text('戊') })).toMatchObject({ errcode: 0, invalidtag: '8' });
  expect(await kit.send({ touser: '@all', ...text('己') })).toMatchObject({ errcode: 0, invaliduser: '' });
  expect(await kit.send({ touser: Array.from({ length: 1_001 }, (_, at) => `u${at}`).join('|'), ...text('庚') })).toMatchObject({ errcode: 40032 });
  const texts = async (userid: string) => (await kit.messages(userid)).map((message) => message.text);
  expect(await texts('chenyu')).toEqual(['甲', '丁', '己']);
  expect(await texts('LINA')).toEqual(['丁', '戊', '己']);
  expect(await texts('boss')).toEqual(['己']);
});

test('the app must be the token’s, the type known, the content there', async () => {
  expect((await kit.send({ agentid: 42, ...text('a') }))['errcode']).toBe(301002);
  expect((await kit.send({ agentid: undefined, ...text('a') }))['errcode']).toBe(40056);
  expect((await kit.send({ agentid: String(kit.emulator.agentId), ...text('a') }))['errcode']).toBe(0);
  expect((await kit.send({ msgtype: 'poem', poem: {} }))['errcode']).toBe(40008);
  expect((await kit.send(text('')))['errcode']).toBe(44004);
  expect((await kit.send({ msgtype: 'markdown' }))['errcode']).toBe(44004);
});

test('texts are cut at 2048 bytes on a whole character; nothing else of them changes', async () => {
  await kit.send(text('财'.repeat(700)));
  await kit.send({ msgtype: 'markdown', markdown: { content: '**早**\n> a' } });
  const [long, markdown] = await kit.messages('zhangsan');
  expect(long?.text).toBe('财'.repeat(682));
  expect(bytes(long?.text ?? '')).toBeLessThanOrEqual(2_048);
  expect(markdown).toMatchObject({ kind: 'markdown', text: '**早**\n> a' });
});

test('textcard and news are cut, and need a scheme in their addresses', async () => {
  const card = { title: '财'.repeat(60), description: '<div class="gray">11月23日</div>请联系', url: 'https://a.example/' };
  expect((await kit.send({ msgtype: 'textcard', textcard: card }))['errcode']).toBe(0);
  expect((await kit.send({ msgtype: 'textcard', textcard: { ...card, url: 'a.example' } }))['errcode']).toBe(40094);
  const article = { title: '点评', description: '债市', url: 'https://a.example/1' };
  expect((await kit.send({ msgtype: 'news', news: { articles: Array.from({ length: 9 }, () => article) } }))['errcode']).toBe(45008);
  expect((await kit.send({ msgtype: 'news', news: { articles: [article] }, safe: 1 }))['errcode']).toBe(40074);
  expect((await kit.send({ msgtype: 'news', news: { articles: [article] } }))['errcode']).toBe(0);
  const [shown, news] = await kit.messages('zhangsan');
  expect(shown?.text).toBe(`${'财'.repeat(42)}\n11月23日\n请联系`);
  expect(news?.text).toBe('点评\n债市');
});

test('the duplicate check drops the same JSON inside its interval and nothing else', async () => {
  const message = text('同一句', { enable_duplicate_check: 1, duplicate_check_interval: 600 });
  const first = await kit.send(message);
  expect(await kit.send(message)).toEqual(first);
  await kit.send({ ...message, duplicate_check_interval: 601 });
  await kit.send(text('同一句'));
  await kit.send(text('同一句'));
  expect(await kit.messages('zhangsan')).toHaveLength(4);
  await kit.advance(600_000);
  expect(await kit.send(message)).not.toEqual(first);
  expect(await kit.messages('zhangsan')).toHaveLength(5);
});

test('a refused message is not remembered by the duplicate check', async () => {
  const message = text('早', { enable_duplicate_check: 1 });
  await kit.control('POST', 'faults', { kind: 'refuse', path: 'message/send', times: 1 });
  expect((await kit.send(message))['errcode']).toBe(-1);
  expect((await kit.send(message))['errcode']).toBe(0);
  expect(await kit.messages('zhangsan')).toHaveLength(1);
});

test('more than 30 a minute or 1000 an hour to one member are dropped without a word', async () => {
  for (let i = 0; i < 32; i += 1) expect((await kit.send(text(`${i}`)))['errcode']).toBe(0);
  expect(await kit.messages('zhangsan')).toHaveLength(30);
  await kit.send({ touser: 'lisi', ...text('别人') });
  expect(await kit.messages('lisi')).toHaveLength(1);
  await kit.advance(60_000);
  await kit.send(text('又行了'));
  expect(await kit.messages('zhangsan')).toHaveLength(31);
  await kit.control('PUT', 'settings', { memberPerMinute: 10_000, memberPerHour: 33 });
  for (let i = 0; i < 5; i += 1) await kit.send(text(`再${i}`));
  expect(await kit.messages('zhangsan')).toHaveLength(33);
  await kit.advance(3_600_000);
  await kit.api('agent/get', undefined, { agentid: kit.emulator.agentId });
  await kit.send(text('一小时后'));
  expect(await kit.messages('zhangsan')).toHaveLength(34);
});

test('other calls have their base frequency', async () => {
  await kit.control('PUT', 'settings', { apiPerMinute: 2 });
  const ask = async () => (await kit.api('user/get', undefined, { userid: 'zhangsan' }))['errcode'];
  expect([await ask(), await ask(), await ask()]).toEqual([0, 0, 45009]);
  await kit.advance(60_000);
  expect(await ask()).toBe(0);
});

test('a recall takes the message off the phone, within 24 hours', async () => {
  const { msgid } = await kit.send(text('错的'));
  const { msgid: old } = await kit.send(text('旧的'));
  expect((await kit.api('message/recall', { msgid }))['errcode']).toBe(0);
  expect((await kit.messages('zhangsan')).at(-1)).toMatchObject({ msgid, replaced: true, text: '此消息已撤回' });
  expect((await kit.api('message/recall', {}))['errcode']).toBe(41047);
  expect((await kit.api('message/recall', { msgid: 'nobody' }))['errcode']).toBe(40058);
  await kit.advance(24 * 3_600_000 + 1_000);
  await kit.api('agent/get');
  expect((await kit.api('message/recall', { msgid: old }))['errcode']).toBe(42052);
});

test('media: upload, send, fetch, three days', async () => {
  const { access_token: token } = (await (
    await fetch(`${kit.emulator.apiBase}/cgi-bin/gettoken?corpid=${kit.emulator.corpId}&corpsecret=${kit.emulator.secret}`)
  ).json()) as { access_token: string };
  const upload = async (type: string, content: Buffer | string, name: string): Promise<Json> => {
    const form = new FormData();
    form.append('media', new Blob([content]), name);
    return (await (
      await fetch(`${kit.emulator.apiBase}/cgi-bin/media/upload?access_token=${token}&type=${type}`, { method: 'POST', body: form })
    ).json()) as Json;
  };
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  expect((await upload('poem', 'abcdefg', 'a.txt'))['errcode']).toBe(40004);
  expect((await upload('file', '', 'a.txt'))['errcode']).toBe(44001);
  expect((await upload('file', '12345', 'a.txt'))['errcode']).toBe(40006);
  expect((await upload('image', 'this is no picture', 'a.png'))['errcode']).toBe(40005);
  expect((await upload('file', Buffer.alloc(20 * 1024 * 1024 + 1), 'big.bin'))['errcode']).toBe(45001);
  const image = await upload('image', png, '走势.png');
  expect(image).toMatchObject({ errcode: 0, type: 'image', created_at: matching(/^\d{10}$/) });
  const file = await upload('file', 'a,b\r\n--c,d\r\n', '名单.csv');
  const send = (type: string, id: unknown) => kit.send({ msgtype: type, [type]: { media_id: id } });
  expect((await send('image', image['media_id']))['errcode']).toBe(0);
  expect((await send('file', file['media_id']))['errcode']).toBe(0);
  expect((await send('image', 'unknown'))['errcode']).toBe(40007);
  expect(await kit.messages('zhangsan')).toMatchObject([
    { kind: 'image', text: '走势.png' },
    { kind: 'file', text: '名单.csv' },
  ]);
  const down = await fetch(`${kit.emulator.apiBase}/cgi-bin/media/get?access_token=${token}&media_id=${String(file['media_id'])}`);
  expect(down.headers.get('content-disposition')).toContain('attachment; filename=');
  expect(await down.text()).toBe('a,b\r\n--c,d\r\n');
  const part = await fetch(`${kit.emulator.apiBase}/cgi-bin/media/get?access_token=${token}&media_id=${String(file['media_id'])}`, {
    headers: { Range: 'bytes=2-4' },
  });
  expect([part.status, await part.text()]).toEqual([206, 'b\r\n']);
  await kit.advance(3 * 24 * 3_600_000);
  await kit.api('agent/get');
  expect((await send('file', file['media_id']))['errcode']).toBe(40007);
});

test('the directory answers what an app may read', async () => {
  expect(await kit.api('user/get', undefined, { userid: 'ZhangSan' })).toMatchObject({
    errcode: 0,
    userid: 'zhangsan',
    name: '张三',
    department: [1],
    main_department: 1,
    status: 1,
  });
  const record = await kit.api('user/get', undefined, { userid: 'zhangsan' });
  for (const hidden of ['mobile', 'email', 'avatar', 'gender']) expect(record).not.toHaveProperty(hidden);
  expect((await kit.api('user/get', undefined, { userid: 'nobody' }))['errcode']).toBe(60111);
  expect(await kit.api('user/simplelist', undefined, { department_id: 1 })).toMatchObject({
    userlist: [{ userid: 'zhangsan' }, { userid: 'lisi' }, { userid: 'wangwu' }],
  });
  expect(await kit.api('department/list')).toMatchObject({ department: [{ id: 1, parentid: 0 }] });
  expect(await kit.api('department/simplelist')).toMatchObject({ department_id: [{ id: 1, parentid: 0 }] });
  expect(await kit.api('department/get', undefined, { id: 1 })).toMatchObject({ department: { id: 1 } });
  expect(await kit.api('user/getuserid', { mobile: '13800000000' })).toMatchObject({ errcode: 46004 });
  const opened = await kit.api('batch/userid_to_openuserid', { userid_list: ['zhangsan', 'nobody'] });
  const [{ open_userid: openUserid } = { open_userid: '' }] = opened['open_userid_list'] as { open_userid: string }[];
  expect(await kit.api('batch/openuserid_to_userid', { open_userid_list: [openUserid, 'zhangsan'] })).toMatchObject({
    userid_list: [{ open_userid: openUserid, userid: 'zhangsan' }],
    invalid_open_userid_list: ['zhangsan'],
  });
});

test('agent, menu and tickets', async () => {
  const agentid = kit.emulator.agentId;
  expect((await kit.api('menu/get', undefined, { agentid }))['errcode']).toBe(46003);
  const menu = {
    button: [
      { type: 'click', name: '今日待办', key: 'TODAY' },
      { name: '工具', sub_button: [{ type: 'view', name: '查询', url: 'https://a.example/' }] },
    ],
  };
  expect((await kit.api('menu/create', menu, { agentid }))['errcode']).toBe(0);
  expect(await kit.api('menu/get', undefined, { agentid })).toMatchObject(menu);
  const create = async (button: unknown[]) => (await kit.api('menu/create', { button }, { agentid }))['errcode'];
  expect(await create([])).toBe(40016);
  expect(await create([{ type: 'click', name: '六个字太长了', key: 'a' }])).toBe(40018);
  expect(await create([{ type: 'dance', name: '跳', key: 'a' }])).toBe(40017);
  const service = await kit.service();
  expect((await kit.control('POST', 'members/zhangsan/menu', { key: 'TODAY' })).status).toBe(200);
  await kit.control('POST', 'members/zhangsan/enter', { via: 'app' });
  await kit.api('agent/set', { agentid, isreportenter: 1, name: '财伴' });
  await kit.control('POST', 'members/zhangsan/enter', { via: 'app' });
  await expect.poll(() => service.received.map(({ message }) => message['Event'])).toEqual(['click', 'enter_agent']);
  expect(await kit.api('agent/get', undefined, { agentid })).toMatchObject({ name: '财伴', isreportenter: 1 });
  expect((await kit.api('menu/delete', undefined, { agentid }))['errcode']).toBe(0);
  expect(await kit.api('get_jsapi_ticket')).toMatchObject({ errcode: 0, ticket: anyText, expires_in: 7200 });
  expect(await kit.api('ticket/get', undefined, { type: 'agent_config' })).toMatchObject({ errcode: 0, ticket: anyText });
});

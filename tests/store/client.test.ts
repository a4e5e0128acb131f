import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/store/db/index.js';
import type { Store } from '../../src/store/index.js';
import type { ClientFields } from '../../src/store/client.js';
import { AT, addOrgs, addStaff, openBank } from './bank.js';

let db: Db;
let store: Store;
let now = AT;
const ids: Record<string, string> = {};

async function addClient(key: string, fields: Partial<ClientFields> & { name: string; mainManagerId?: string }): Promise<void> {
  ids[key] = (await store.tx(({ client }) => client.add({ orgId: '1001', level: 'gold', ...fields }, 'import', AT))).id;
}
const speaker = (id: string) => store.staff.getSpeaker(id);
const names = (hits: { name: string }[]) => hits.map((hit) => hit.name);

beforeAll(async () => {
  ({ db, store } = await openBank(() => now));
  await addOrgs(store);
  await addStaff(store, 'chenyu', 'relationshipManager');
  await addStaff(store, 'lintao', 'relationshipManager');
  await addStaff(store, 'hejing', 'wealthAdviser');
  await addStaff(store, 'helper', 'rmAssistant', '1001', 'chenyu');
  await addStaff(store, 'sunyue', 'lobbyManager');
  await addStaff(store, 'zhoumin', 'branchSupervisor');
  await addStaff(store, 'head', 'wealthCentreHead', '0011');
  await addStaff(store, 'branch', 'branchManager', '0011');
  await addStaff(store, 'office', 'headOfficeManager', '001');
  await addStaff(store, 'audit', 'compliance', '001');
  await addStaff(store, 'maker', 'productManager', '001');
  await addStaff(store, 'admin', 'sysAdmin', '001');
  await addClient('li', {
    name: '李秀兰',
    mobile: '138 0000 5678',
    clientNo: 'C1',
    mainManagerId: 'chenyu',
    level: 'platinum',
    honorific: '李阿姨',
    tags: ['喜欢园艺'],
    idNo: 'X',
    birthday: { calendar: 'lunar', month: 10, day: 15, leap: false },
  });
  await addClient('ouyang', { name: '欧阳娜娜', mobile: '13900001234', clientNo: 'C2', mainManagerId: 'chenyu' });
  await addClient('shan', {
    name: '单雄信',
    mobile: '13900005555',
    clientNo: 'C3',
    mainManagerId: 'chenyu',
    birthday: { calendar: 'solar', date: '1980-11-25' },
  });
  await addClient('john', { name: 'John Smith', mobile: '+86 13700007777', mainManagerId: 'chenyu' });
  await addClient('pooled', { name: '吕一鸣', mobile: '13600001111' });
  await addClient('other', { name: '李秀英', mobile: '13800005678', clientNo: 'C4', mainManagerId: 'lintao' });
  await addClient('next', { name: '李秀梅', mobile: '13811115678', orgId: '1002' });
  await addClient('far', { name: '李秀芳', mobile: '13822225678', orgId: '2001' });
});
afterAll(() => db.close());

test('a manager finds his own clients by every way of naming them', async () => {
  const me = await speaker('chenyu');
  expect(names(await store.client.findByName(me, ' 李秀兰 '))).toEqual(['李秀兰']);
  expect(names(await store.client.findByPart(me, '秀'))).toEqual(['李秀兰']);
  expect(names(await store.client.findByPart(me, '秀兰'))).toEqual(['李秀兰']);
  expect(names(await store.client.findByPart(me, '阳娜娜'))).toEqual(['欧阳娜娜']);
  expect(names(await store.client.findByPart(me, 'smith'))).toEqual(['John Smith']);
  expect(names(await store.client.findByPinyin(me, 'Li Xiu'))).toEqual(['李秀兰']);
  expect(names(await store.client.findByPinyin(me, 'ouyang'))).toEqual(['欧阳娜娜']);
  expect(names(await store.client.findByPinyin(me, 'shanxiong'))).toEqual(['单雄信']);
  expect(names(await store.client.findByPinyin(me, 'danxiong'))).toEqual(['单雄信']);
  expect(names(await store.client.findByInitials(me, 'LXL'))).toEqual(['李秀兰']);
  expect(names(await store.client.findByInitials(me, 'dxx'))).toEqual(['单雄信']);
  expect(names(await store.client.findByInitials(me, 'js'))).toEqual(['John Smith']);
  expect(names(await store.client.findByPhoneTail(me, '5678'))).toEqual(['李秀兰']);
  expect(names(await store.client.findByPhoneTail(me, '005678'))).toEqual(['李秀兰']);
  expect(names(await store.client.findByPhoneTail(me, '115678'))).toEqual([]);
  expect(names(await store.client.findByMobile(me, '+86 138-0000-5678'))).toEqual(['李秀兰']);
  expect(names(await store.client.findByClientNo(me, 'C1'))).toEqual(['李秀兰']);
});

test('what a reader types is never a pattern', async () => {
  const me = await speaker('chenyu');
  for (const text of ['%', '_', "'", '李%', '*', '"', '']) {
    expect(await store.client.findByPart(me, text)).toEqual([]);
    expect(await store.client.findByPinyin(me, text)).toEqual([]);
    expect(await store.client.findByName(me, text)).toEqual([]);
  }
});

test.each([
  ['chenyu', ['李秀兰']],
  ['lintao', ['李秀英']],
  ['helper', ['李秀兰']],
  ['hejing', []],
  ['sunyue', []],
  ['zhoumin', ['李秀兰', '李秀英']],
  ['head', ['李秀兰', '李秀英', '李秀梅']],
  ['branch', ['李秀兰', '李秀英', '李秀梅']],
  ['office', ['李秀兰', '李秀英', '李秀梅', '李秀芳']],
  ['audit', ['李秀兰', '李秀英', '李秀梅', '李秀芳']],
  ['maker', []],
  ['admin', []],
])('%s reaches exactly his part of the bank', async (id, expected) => {
  const reader = await speaker(id);
  const sorted = (list: string[]) => [...list].sort();
  expect(sorted(names(await store.client.findByPart(reader, '李秀')))).toEqual(sorted(expected));
  expect(sorted(names(await store.client.findByPart(reader, '秀')))).toEqual(sorted(expected));
  expect(sorted(names(await store.client.findByPinyin(reader, 'lixiu')))).toEqual(sorted(expected));
  for (const name of ['李秀兰', '李秀英', '李秀梅', '李秀芳'])
    expect(names(await store.client.findByName(reader, name))).toEqual(expected.includes(name) ? [name] : []);
});

test('counter and lobby find the clients of the own outlet by number, and by exact full name where an act allows it', async () => {
  const me = await speaker('sunyue');
  expect(names(await store.client.findByPhoneTail(me, '5678')).sort()).toEqual(['李秀兰', '李秀英'].sort());
  expect(names(await store.client.findByClientNo(me, 'C4'))).toEqual(['李秀英']);
  expect(names(await store.client.findAtDesk(me, '李秀英'))).toEqual(['李秀英']);
  expect(await store.client.findAtDesk(me, '李秀')).toEqual([]);
  expect(await store.client.findAtDesk(me, '李秀梅')).toEqual([]);
  const seen = await store.client.getFor(me, ids['li']!);
  expect(seen).toMatchObject({ name: '李秀兰', reduced: true, idNo: null, aumFen: null, birthKey: null, tags: null });
  expect((await store.client.list(me)).total).toBe(0);
  expect(await store.client.listNames(me)).toEqual([]);
});

test('out of scope reads like not there', async () => {
  const me = await speaker('chenyu');
  const refusal = async (id: string) =>
    store.client.getFor(me, id).then(
      () => 'seen',
      (error: Error) => JSON.stringify({ ...error, message: error.message }),
    );
  expect(await refusal(ids['other']!)).toBe(await refusal('01NOBODY'));
  expect(await refusal(ids['pooled']!)).toContain('client-not-found');
  expect(await refusal(ids['li']!)).toBe('seen');
});

test('a deputy sees the client while the relation lasts, and its version tells both', async () => {
  const version = async () => (await speaker('hejing')).clientsVersion;
  const before = await version();
  const relation = await store.tx(({ managerRelation }) =>
    managerRelation.add({ clientId: ids['li']!, userId: 'hejing', role: 'deputy', fromOn: '2026-11-23', setBy: 'zhoumin' }, AT),
  );
  const me = await speaker('hejing');
  expect(me.clientsVersion).toBeGreaterThan(before);
  expect(names(await store.client.findByPart(me, '秀'))).toEqual(['李秀兰']);
  expect(names(await store.client.findByInitials(me, 'lxl'))).toEqual(['李秀兰']);
  expect((await store.client.list(me)).rows.map((row) => row.name)).toEqual(['李秀兰']);
  expect(names(await store.client.listNames(me))).toEqual(['李秀兰']);
  const during = await version();
  await store.tx(({ managerRelation }) => managerRelation.end(relation.id, AT));
  expect(await version()).toBeGreaterThan(during);
  expect(await store.client.findByPart(me, '秀')).toEqual([]);
  await expect(store.client.getFor(me, ids['li']!)).rejects.toMatchObject({ code: 'client-not-found' });
});

test('a stand-in sees from the first to the last day, whatever the state still says', async () => {
  const me = await speaker('lintao');
  const relation = await store.tx(({ managerRelation }) =>
    managerRelation.add(
      { clientId: ids['shan']!, userId: 'lintao', role: 'acting', fromOn: '2026-11-24', toOn: '2026-11-25', setBy: 'zhoumin', forUserId: 'chenyu' },
      AT,
    ),
  );
  const seen: number[] = [];
  for (const day of ['23', '24', '25', '26']) {
    now = new Date(`2026-11-${day}T02:00:00Z`);
    seen.push((await store.client.findByName(me, '单雄信')).length);
  }
  now = AT;
  expect(seen).toEqual([0, 1, 1, 0]);
  expect(names(await store.client.findByName(await speaker('chenyu'), '单雄信'))).toEqual(['单雄信']);
  await store.tx(({ managerRelation }) => managerRelation.end(relation.id, AT));
});

test('roaming shows the reduced client only, and never in a list', async () => {
  await store.tx(({ managerRelation }) =>
    managerRelation.add(
      { clientId: ids['far']!, userId: 'lintao', role: 'roaming', fromOn: '2026-11-23', toOn: '2026-11-30', setBy: 'branch', forUserId: 'x' },
      AT,
    ),
  );
  const me = await speaker('lintao');
  expect(names(await store.client.findByName(me, '李秀芳'))).toEqual(['李秀芳']);
  expect((await store.client.getFor(me, ids['far']!)).reduced).toBe(true);
  expect((await store.client.list(me)).rows.map((row) => row.name)).not.toContain('李秀芳');
});

test('one active main manager: claiming asks, and the client and the version follow', async () => {
  await expect(store.tx(({ client }) => client.claim(ids['li']!, 'lintao', AT))).rejects.toMatchObject({ code: 'client-taken' });
  const before = (await speaker('lintao')).clientsVersion;
  await store.tx(({ client }) => client.claim(ids['pooled']!, 'lintao', AT));
  expect((await store.client.findRow(ids['pooled']!))!.mainManagerId).toBe('lintao');
  expect((await speaker('lintao')).clientsVersion).toBeGreaterThan(before);
  await expect(
    store.tx(({ managerRelation }) =>
      managerRelation.add({ clientId: ids['pooled']!, userId: 'chenyu', role: 'main', fromOn: '2026-11-23', setBy: 'x' }, AT),
    ),
  ).rejects.toThrow();
  const supervisor = (await speaker('zhoumin')).clientsVersion;
  await store.tx(({ managerRelation }) => managerRelation.transfer(ids['pooled']!, 'chenyu', 'zhoumin', AT, '调整'));
  expect((await store.client.findRow(ids['pooled']!))!.mainManagerId).toBe('chenyu');
  expect((await speaker('zhoumin')).clientsVersion).toBeGreaterThan(supervisor);
  expect(await store.client.findByName(await speaker('lintao'), '吕一鸣')).toEqual([]);
});

test('a change keeps its version and renews every way of naming', async () => {
  const me = await speaker('chenyu');
  const row = (await store.client.findRow(ids['ouyang']!))!;
  await store.tx(({ client }) => client.change(row.id, row.version, { name: '尉迟娜', mobile: '13912349999' }, 'chenyu', AT));
  expect(names(await store.client.findByPinyin(me, 'yuchi'))).toEqual(['尉迟娜']);
  expect(names(await store.client.findByPhoneTail(me, '9999'))).toEqual(['尉迟娜']);
  expect(names(await store.client.findByPart(await speaker('office'), '欧阳'))).toEqual([]);
  expect(names(await store.client.findByPart(await speaker('office'), '迟娜'))).toEqual(['尉迟娜']);
  await expect(store.tx(({ client }) => client.change(row.id, row.version, { name: '别人' }, 'lintao', AT))).rejects.toMatchObject({
    code: 'client-changed',
  });
});

test('the same person is recognised whoever looks after him', async () => {
  const found = await store.client.findSamePerson({ name: '李秀英', mobile: '138 0000 5678' });
  expect(found).toEqual([{ id: ids['other'], mainManagerId: 'lintao', match: { name: true, mobile: true, birthDate: false, clientNo: false } }]);
  expect(await store.client.findSamePerson({ name: '李秀' })).toEqual([]);
});

test('lists filter by level, silence, birthday and tag', async () => {
  const me = await speaker('chenyu');
  const list = async (filters: Parameters<Store['client']['list']>[1]) => (await store.client.list(me, filters)).rows.map((row) => row.name).sort();
  expect(await list({ levels: ['platinum'] })).toEqual(['李秀兰']);
  expect(await list({ levels: [] })).toEqual([]);
  expect(await list({ tag: '喜欢园艺' })).toEqual(['李秀兰']);
  expect(await list({ tag: '园艺' })).toEqual([]);
  // 2026-11-23 is 农历十月十五.
  expect(await list({ birthday: { from: '2026-11-23', to: '2026-11-23' } })).toEqual(['李秀兰']);
  expect(await list({ birthday: { from: '2026-11-24', to: '2026-11-25' } })).toEqual(['单雄信']);
  await store.tx(({ client }) => client.setContactDates(ids['shan']!, { lastContactOn: '2026-11-13', nextContactOn: '2026-12-01' }));
  expect(await list({ notContactedDays: 10 })).toContain('单雄信');
  expect(await list({ notContactedDays: 11 })).not.toContain('单雄信');
  expect(await list({ contactDueBy: '2026-12-01' })).toEqual(['单雄信']);
  const paged = await store.client.list(me, {}, { limit: 2, offset: 1, sort: 'name' });
  expect(paged.total).toBe(5);
  expect(paged.rows).toHaveLength(2);
});

import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('a contact told by full name is stored at once and can be undone for ten minutes', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  const said = await chat.hear('记 李秀兰 电话15分钟 祝生日，孙女明年高考，下周一10:00面谈');
  expect(said.replies[0]?.text).toContain('已记：李阿姨 电话15分钟，接通');
  expect(said.stored.map((s) => s.kind)).toContain('contactRecord');
  const client = chat.idOf('李秀兰');
  expect((await chat.core.store.contactRecord.listByClient(client, 5))[0]).toMatchObject({
    mode: 'phone',
    minutes: 15,
    effective: 1,
    outcome: 'reached',
  });
  const undone = await chat.press('撤销');
  expect(undone.replies[0]?.text).toContain('已撤销：李阿姨的那次联络');
  expect(await chat.core.store.contactRecord.listByClient(client, 5)).toEqual([]);
  expect(await chat.core.store.task.listOpenByClient(client)).toEqual([]);
});

test('after ten minutes nothing is undone', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  chat.later(10 * 60_000);
  expect((await chat.press('撤销')).replies[0]?.text).toContain('10分钟已过');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('李秀兰'))).toBe(1);
});

test('a guessed client is shown first and stored only after a tap, once', async () => {
  const chat = await startChat({ clients: [{ name: '张国强', gender: 'male', birthOn: '1966-03-02' }] });
  const asked = await chat.hear('刚跟老张通了电话，他女儿明年高考，下周三给他送方案');
  expect(asked.stored).toEqual([]);
  expect(asked.asked).toBe(true);
  expect(asked.replies[0]?.text).toContain('张国强 电话，这样记对吗');
  const done = await chat.press('对，记下');
  expect(done.stored.map((s) => s.kind).sort()).toEqual(['contactRecord', 'profileFact', 'task']);
  expect(await chat.core.store.task.listOpenByClient(chat.idOf('张国强'))).toMatchObject([{ kind: 'promise', dueOn: '2026-12-02' }]);
  const ok = asked.replies[0]!.buttons![0]!.key;
  expect((await chat.tap(ok)).replies[0]?.text).toContain('这张卡已经办完');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('张国强'))).toBe(1);
});

test('a sentence about two clients is a record of the first, and says so', async () => {
  const chat = await startChat({ clients: ['李秀兰', '赵敏'] });
  const stored = await chat.hear('记 李秀兰和赵敏 电话 祝生日');
  expect(stored.replies[0]?.text).toContain('已记：李秀兰');
  expect(stored.replies[0]?.text).toContain('只记了这位：赵敏要另记一条');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('赵敏'))).toBe(0);
  expect((await chat.core.store.contactRecord.listByClient(chat.idOf('李秀兰'), 1))[0]).toMatchObject({ summary: '祝生日' });
  const asked = await chat.hear('上午见了赵敏，中午见了李秀兰');
  expect(asked.replies[0]?.text).toContain('只记这位：李秀兰要另记一条');
  expect((await chat.hear('记 赵敏 电话 祝生日')).replies[0]?.text).not.toContain('另记');
});

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

test('a sentence about two clients is a record of each, one shown after the other', async () => {
  const chat = await startChat({ clients: ['李秀兰', '赵敏', '孙丽'] });
  const records = async (name: string) => (await chat.core.store.contactRecord.listByClient(chat.idOf(name), 5)).map((one) => one.summary);
  const stored = await chat.hear('记 李秀兰和赵敏 电话 祝生日');
  expect(stored.replies.map((one) => one.text).join('\n')).toMatch(/已记：李秀兰[^]*赵敏 电话，这样记对吗/);
  expect(await records('赵敏')).toEqual([]);
  await chat.say('对');
  expect([await records('李秀兰'), await records('赵敏')]).toEqual([['祝生日'], ['祝生日']]);

  const asked = await chat.say('今天见了三个客户：李秀兰聊了理财，赵敏问了存单，孙丽没空');
  expect(asked).toContain('“李秀兰聊了理财”');
  expect(asked).toContain('同一句里还有赵敏、孙丽的，这条定了接着给您看。');
  expect(await chat.say('不记了')).toMatch(/没有记[^]*赵敏 面访，这样记对吗[^]*同一句里还有孙丽的/);
  expect(await chat.say('对')).toMatch(/已记：赵敏[^]*孙丽 面访，这样记对吗/);
  expect([await records('李秀兰'), await records('赵敏'), await records('孙丽')]).toEqual([['祝生日'], ['赵敏问了存单', '祝生日'], []]);
});

test('what waits behind a record is there when its words were said again, or when it was left for later', async () => {
  const chat = await startChat({ clients: ['李秀兰', '赵敏'] });
  await chat.say('上午见了赵敏，中午见了李秀兰');
  await chat.say('改内容');
  expect(await chat.say('上午见了赵敏，聊了定投')).toContain('同一句里还有李秀兰的');
  expect(await chat.say('对')).toContain('李秀兰 面访，这样记对吗');
  await chat.say('不记了');
  await chat.say('上午见了赵敏，中午见了李秀兰');
  expect(await chat.say('刚跟赵敏通了电话，她要来开户')).toContain('上一条还没确认');
  await chat.say('对');
  await chat.say('草稿');
  await chat.say('1');
  expect(await chat.say('对')).toContain('李秀兰 面访，这样记对吗');
});

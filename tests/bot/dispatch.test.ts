import { expect, test } from 'vitest';
import type { IncomingMessage } from '../../src/bot/message.js';
import { startChat, type Chat } from '../helpers/chat.js';

/** A message as the aibot hands it over from a group. */
async function inGroup(chat: Chat, from: string, text: string): Promise<{ group: string[]; private: string[] }> {
  const message: IncomingMessage = {
    dedupeKey: `group:${text}`,
    channel: 'aibot',
    from,
    place: 'group',
    sentAt: chat.now(),
    content: { kind: 'text', text },
    replyTo: { channel: 'aibot', userId: from, chatId: 'wrGroup1', reqId: 'r1', reqKind: 'message' },
  };
  await chat.core.store.tx(async (tx) => {
    const [id] = await tx.inbox.addAll([message], chat.now());
    const row = await tx.inbox.find(id!);
    await chat.core.process(tx, row!);
  });
  const rows = await chat.db.all<{ channel: string; act: string; payload: string }>('SELECT channel, act, payload FROM Outbox ORDER BY id');
  const words = (row: { payload: string }) => JSON.stringify(JSON.parse(row.payload));
  return { group: rows.filter((r) => r.act === 'reply').map(words), private: rows.filter((r) => r.act === 'push' && r.channel === 'app').map(words) };
}

test('a group reads no client data; the answer goes to the one who asked', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  const shown = await inGroup(chat, 'chenyu', '查 李秀兰');
  expect(shown.group.join()).toContain('已私信发送');
  expect(shown.group.join()).not.toMatch(/李秀兰|李阿姨|白金/);
  expect(shown.private.join()).toContain('李秀兰（李阿姨）');
});

test('a group writes nothing', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await inGroup(chat, 'chenyu', '记 李秀兰 电话 祝生日');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('李秀兰'))).toBe(0);
});

test('two acts of one sentence are both left to the private chat, and it says so once', async () => {
  const chat = await startChat({ clients: ['王建国'] });
  const { private: read } = await inGroup(chat, 'chenyu', '记 王建国 电话 聊了理财，后天下午三点提醒我给他发资料');
  expect(read).toHaveLength(1);
  expect(read.join().match(/请在私聊里说/g)).toHaveLength(1);
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('王建国'))).toBe(0);
  expect(await chat.core.store.task.listOpen('chenyu', 5)).toEqual([]);
});

test('help may be read by the whole group', async () => {
  const chat = await startChat();
  const shown = await inGroup(chat, 'chenyu', '帮助');
  expect(shown.group.join()).toContain('客户经理可以这样说');
});

test.each(['密码是 abc123456', '客户的验证码 482913', '登录口令：Qw12345', '482913是短信验证码'])(
  'a pasted secret leaves no trace: %s',
  async (text) => {
    const chat = await startChat();
    expect(await chat.say(text)).toContain('已丢弃，不保留');
    const tables = ['Inbox', 'Outbox', 'Draft', 'AuditEvent', 'Session'];
    const code = /[A-Za-z]*\d{3,}/.exec(text)![0];
    for (const table of tables) expect(JSON.stringify(await chat.db.all(`SELECT * FROM ${table}`)), table).not.toContain(code);
  },
);

test.each(['修改密码怎么弄', '客户说忘了密码', '记 李秀兰 电话 教她改密码'])('talk about passwords is no secret: %s', async (text) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say(text)).not.toContain('已丢弃');
});

test('three misses: offers, another explanation, then silence on the matter; nothing typed is lost', async () => {
  const chat = await startChat();
  const first = await chat.hear('阿巴阿巴');
  expect(first.replies[0]?.text).toContain('没看懂，是想做哪一件');
  expect(first.replies[0]?.buttons?.at(-1)?.text).toBe('都不是');
  expect(await chat.say('乌拉乌拉')).toContain('还是没对上');
  const third = await chat.hear('哗啦哗啦');
  expect(third.replies[0]?.text).toContain('先放一放，原话在草稿D-3');
  expect(third.replies[0]?.text).toContain('急的话，可以先找主管周敏');
  expect(third.replies[0]?.buttons?.map(({ text }) => text)).toEqual(['今天', '待办', '我的客户', '找回这句', '能说什么']);
  const drafts = await chat.core.store.draft.listOpen('chenyu');
  expect(drafts.map((d) => d.text)).toEqual(['哗啦哗啦', '乌拉乌拉', '阿巴阿巴']);
});

test('after three misses what was done last is a tap away', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.say('本周');
  await chat.say('李秀兰');
  await chat.say('记 李秀兰 电话 祝生日');
  await chat.say('帮助');
  for (const noise of ['阿巴阿巴', '乌拉乌拉']) await chat.say(noise);
  const third = await chat.hear('哗啦哗啦');
  expect(third.replies[0]?.buttons?.map(({ text }) => text)).toEqual(['记一笔', '看客户', '本周', '找回这句', '能说什么']);
  expect((await chat.press('本周')).replies[0]?.text).toContain('11月23日至11月29日');
});

test('after three misses nobody is told to ask himself, and none is offered what is not his', async () => {
  const chat = await startChat();
  for (const noise of ['阿巴阿巴', '乌拉乌拉']) {
    await chat.say(noise, 'zhoumin');
    await chat.say(noise, 'sunyue');
  }
  expect(await chat.say('哗啦哗啦', 'zhoumin')).not.toContain('可以先找主管');
  const third = await chat.hear('哗啦哗啦', 'sunyue');
  expect(third.replies[0]?.buttons?.map(({ text }) => text)).toEqual(['今天', '待办', '找回这句', '能说什么']);
});

test('a question stays open while something else is asked', async () => {
  const chat = await startChat({ clients: [{ name: '张国强', gender: 'male' }] });
  await chat.hear('刚跟老张通了电话，聊了养老');
  expect(await chat.say('待办')).toContain('没有待办');
  const done = await chat.hear('对');
  expect(done.stored.map((s) => s.kind)).toContain('contactRecord');
});

test('a bare digit asks which when a push with numbers came a moment ago', async () => {
  const chat = await startChat({ clients: [{ name: '张国强', gender: 'male' }] });
  await chat.hear('刚跟老张通了电话，聊了养老');
  chat.later(30_000);
  const at = chat.now();
  await chat.core.store.tx((tx) =>
    tx.outbox.add({
      dedupeKey: 'push:1',
      channel: 'app',
      recipient: 'chenyu',
      act: 'push',
      notice: 'reminder',
      notBefore: at,
      now: at,
      payload: chat.core.deps.render(
        'reminder-due',
        {
          id: 't1',
          text: '回电',
          by: null,
          time: '08:40',
          createdAt: at,
          words: null,
          client: null,
          clientId: null,
          last: null,
          isAppointment: false,
          place: null,
          participants: [],
          phone: null,
        },
        at,
      ),
    }),
  );
  const asked = await chat.hear('1');
  expect(asked.replies[0]?.text).toContain('回1，是指哪一件');
  expect(asked.stored).toEqual([]);
});

test('an unknown button answers with words, not with silence', async () => {
  const chat = await startChat();
  expect((await chat.tap('nosuch:1')).replies[0]?.text).toContain('这张卡已经过去了');
  expect((await chat.tap('ok:nosuch')).replies[0]?.text).toContain('这张卡已经过去了');
});

test('nobody answers another person’s question', async () => {
  const chat = await startChat({ clients: [{ name: '张国强', gender: 'male' }] });
  const asked = await chat.hear('刚跟老张通了电话，聊了养老');
  const ok = asked.replies[0]!.buttons![0]!.key;
  expect((await chat.tap(ok, undefined, 'lintao')).stored).toEqual([]);
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('张国强'))).toBe(0);
});

test('every named client leaves an audit row, and the chain holds', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('查 李秀兰');
  await chat.hear('持仓 李秀兰');
  await chat.hear('记 李秀兰 电话 祝生日');
  const rows = await chat.db.all<{ action: string }>('SELECT action FROM AuditEvent WHERE clientId = ? ORDER BY seq', [chat.idOf('李秀兰')]);
  expect(rows.map((r) => r.action)).toEqual(['client', 'holdings', 'contact']);
  expect(await chat.core.store.audit.verify()).toMatchObject({ ok: true });
});

test('what is longer than anybody types is not taken apart: nothing is stored, and the answer is short', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const long = await chat.hear(`记 李秀兰 电话 ${'周四三点送方案，'.repeat(600)}`);
  expect(long.stored).toEqual([]);
  expect(long.replies).toHaveLength(1);
  expect(long.replies[0]!.text).toContain('一条4000字以内');
  expect(long.replies[0]!.text).toContain('原话在草稿D-1');
  expect((await chat.db.get<{ text: string }>('SELECT text FROM Draft', []))?.text).toHaveLength(4809);
  await chat.hear('方'.repeat(100_000));
  expect((await chat.db.get<{ text: string }>("SELECT text FROM Draft WHERE no = 'D-2'", []))?.text).toHaveLength(100_000);
  await chat.hear('方'.repeat(3000));
  expect((await chat.db.get<{ text: string }>("SELECT text FROM Draft WHERE no = 'D-3'", []))?.text).toHaveLength(3000);
  expect((await chat.hear(`记 李秀兰 电话 ${'养老'.repeat(1900)}`)).stored).toMatchObject([{ kind: 'contactRecord' }]);
});

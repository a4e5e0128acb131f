import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const CLIENTS = [
  { name: '赵敏', level: 'platinum' as const, mobile: '13900000001', clientNo: 'KH0001' },
  { name: '王建国', mobile: '13900003456', clientNo: 'KH0002' },
  { name: '李秀兰', mobile: '13912345678', clientNo: 'KH0003' },
  { name: '李秀岚', mobile: '13912341140', clientNo: 'KH0004' },
];

async function withCase(): Promise<Chat> {
  const chat = await startChat({ clients: CLIENTS });
  await chat.hear('投诉 赵敏 赎回的钱三天没到账');
  await chat.press('对，登记');
  return chat;
}
const eventsOf = (chat: Chat, kind: string) => chat.db.all<{ text: string }>('SELECT text FROM CaseEvent WHERE kind = ? ORDER BY id', [kind]);
const tasks = (chat: Chat) => chat.db.all<{ text: string }>('SELECT text FROM Task WHERE doneAt IS NULL AND kind = ?', ['reminder']);

describe('while the words of a case are awaited, what is whole by itself is no answer', () => {
  test('a reminder is made, a question answered, a record of somebody else kept; the answer comes after', async () => {
    const chat = await withCase();
    await chat.hear('案件 TS-1 记进展');
    expect(await chat.say('明天上午十点提醒我给王建国回电')).toContain('明天 10:00');
    expect(await chat.say('王建国的持仓')).toContain('没有在持的产品');
    expect(await chat.say('查李秀兰')).toContain('李秀兰');
    expect(await chat.say('记 王建国 电话 聊了理财')).toContain('已记：');
    expect(await chat.say('谢谢')).not.toContain('已记进展');
    expect(await eventsOf(chat, 'progress')).toEqual([]);
    expect(await tasks(chat)).toMatchObject([{ text: '给王建国回电' }]);
    expect(await chat.say('后台查到是系统升级，22号到账')).toContain('已记进展');
    expect(await eventsOf(chat, 'progress')).toEqual([{ text: '后台查到是系统升级，22号到账' }]);
  });

  test.each(['明天提醒客户过来签字', '已联系客户，周四前答复', '客户说明天再来网点', '查了流水，22号到账'])(
    'progress all the same: %s',
    async (words) => {
      const chat = await withCase();
      await chat.hear('案件 TS-1 记进展');
      expect(await chat.say(words)).toContain('已记进展');
      expect(await eventsOf(chat, 'progress')).toEqual([{ text: words }]);
    },
  );

  test('done in another way, the question is over: what is said later is no reason of it', async () => {
    const chat = await withCase();
    await chat.hear('案件 TS-1 联系了 电话');
    await chat.hear('案件 TS-1 定为重大', 'zhoumin');
    await chat.hear('督办 TS-1', 'zhoumin');
    expect(await chat.say('今天下班前给客户回电话', 'zhoumin')).not.toContain('已定为重大');
    expect(await eventsOf(chat, 'major')).toEqual([]);
  });
});

describe('a confirmation waits', () => {
  test('another act changes nothing in it', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.hear('给王建国打了三次都没打通');
    expect(await chat.say('下午要去见赵敏')).not.toMatch(/赵敏 电话/);
    const chat2 = await startChat({ clients: CLIENTS });
    await chat2.hear('李秀兰投诉柜台，后天上午十点提醒我回访她');
    expect(await chat2.say('过几天提醒我联系赵敏')).not.toContain('登记投诉：赵敏');
  });

  test('a day to come is no day of a complaint', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.hear('投诉 赵敏 大堂没人理');
    await chat.hear('下周一');
    await chat.hear('对');
    const row = await chat.db.get<{ receivedAt: number }>('SELECT receivedAt FROM "Case"', []);
    expect(row === undefined || Number(row.receivedAt) <= chat.now().getTime()).toBe(true);
  });

  test('撤销 means what waits, not what was stored before it', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.hear('记 王建国 电话 聊了理财');
    await chat.hear('给赵敏打了三次都没打通');
    const said = await chat.say('撤销');
    expect(said).toContain('没有记，什么都没变');
    expect(said).toContain('原话在草稿');
    expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM ContactRecord WHERE undoneAt IS NULL', [])).toEqual({ n: 1 });
    expect(await chat.say('撤销')).toContain('已撤销：');
    expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM ContactRecord WHERE undoneAt IS NULL', [])).toEqual({ n: 0 });
  });

  test('how long and that nobody answered stand on the card', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('周五跟王建国面谈四十分钟，他嫌手续费高')).toContain('面访40分钟');
    expect(await chat.say('给赵敏打了三次都没打通')).toContain('没接通');
  });
});

test('undo says what went with the record, and nothing that was not there', async () => {
  const chat = await startChat({ clients: CLIENTS });
  await chat.hear('记 王建国 电话 聊了理财');
  const plain = await chat.say('撤销');
  expect(plain).toContain('已撤销：王建国的那次联络');
  expect(plain).not.toMatch(/信息|待办/);
  await chat.hear('记 王建国 电话 聊了理财，下周三给他送方案');
  expect(await chat.say('撤销')).toContain('连同待办一起收回了');
});

test('nobody is called so: the two who sound like it are offered as that', async () => {
  const chat = await startChat({ clients: CLIENTS });
  expect(await chat.say('李秀蓝 电话 祝生日')).toContain('没找到「李秀蓝」，像这2位');
});

test('a reminder that was guessed is shown with what it will say, and when', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const said = await chat.say('明天要给李秀兰送材料');
  expect(said).toMatch(/时间：明天/);
  expect(said).toMatch(/事情：.*送材料/);
});

test('who was named in full is not called a guess, however the complaint was heard', async () => {
  const chat = await startChat({ clients: CLIENTS });
  const said = await chat.say('赵敏很生气，说上周赎回的钱到现在没到账，要投诉我们');
  expect(said).toContain('登记投诉：赵敏');
  expect(said).not.toContain('猜');
});

test('of several reminders whose times have all passed by the tap, the answer says how many were not made', async () => {
  const chat = await startChat();
  await chat.hear('今天上午九点提醒我交表，今天上午九点半提醒我开会');
  chat.at('2026-11-23T11:00:00+08:00');
  const said = (await chat.press('对，就这样')).replies[0]!;
  expect(said.text).toContain('这2条提醒都没定');
  expect(said.text).toContain('换个时间再说一遍');
  expect(await chat.core.store.task.countOpen('chenyu')).toBe(0);
});

import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const CLIENTS = [
  { name: '李秀兰', honorific: '李阿姨', mobile: '13912345678', clientNo: 'KH0001' },
  { name: '王建国', mobile: '13900003456' },
];
const tasks = (chat: Chat) => chat.db.all<{ text: string; dueAt: number }>('SELECT text, dueAt FROM Task WHERE doneAt IS NULL ORDER BY id', []);

describe('a sentence of two acts: neither is lost, and neither goes into the words of the other', () => {
  test('a contact and what is to be done after it', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const said = await chat.hear('记 王建国 电话 聊了理财，后天下午三点提醒我给他发资料');
    expect(said.stored.map((one) => one.kind)).toContain('contactRecord');
    expect(said.replies.map((one) => one.text).join('\n')).toMatch(/11月25日 周三 .*给他发资料|给他发资料/);
    expect((await tasks(chat)).map((one) => one.text)).toEqual(['给他发资料']);
  });

  test('a complaint is shown for its clock, the reminder is kept at once', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const said = await chat.say('李秀兰投诉柜台态度差，后天上午十点提醒我回访她');
    expect(said).toContain('投诉');
    expect(await tasks(chat)).toMatchObject([{ text: '回访她' }]);
    expect(await chat.say('对')).toContain('李秀兰');
    expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM "Case"', [])).toEqual({ n: 1 });
    expect(await tasks(chat)).toMatchObject([{ text: '回访她' }]);
  });

  test('a question and a reminder', async () => {
    const chat = await startChat({ clients: CLIENTS });
    const said = await chat.hear('帮我查一下李秀兰的持仓，顺便提醒我后天下午三点给她打电话');
    expect(said.replies.map((one) => one.text).join('\n')).toContain('没有在持的产品');
    expect(await tasks(chat)).toMatchObject([{ text: '给她打电话' }]);
  });

  test('the reminder of another client is its own', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('记 王建国 电话 聊了理财，提醒我后天给李秀兰回电');
    const [task] = await chat.db.all<{ text: string; name: string }>('SELECT t.text, c.name FROM Task t JOIN Client c ON c.id = t.clientId', []);
    expect(task).toMatchObject({ name: '李秀兰' });
  });

  test('three acts: none is lost', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('李秀兰投诉柜台态度差，后天上午十点提醒我回访她，每周五提醒我看进度')).toContain('投诉');
    expect((await tasks(chat)).map((one) => one.text).sort()).toEqual(['回访她', '看进度'].sort());
    await chat.say('对');
    expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM "Case"', [])).toEqual({ n: 1 });
  });

  test('said while a question is open, both are done as well', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('持仓');
    await chat.say('记 王建国 电话 聊了理财，提醒我后天给李秀兰回电');
    expect((await tasks(chat)).map((one) => one.text)).toEqual(['给李秀兰回电']);
    expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM ContactRecord', [])).toEqual({ n: 1 });
  });

  test('both ask: a typed 对 answers the act, the reminder waits on its own card', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('李秀兰投诉柜台态度差，月初提醒我回访她');
    await chat.say('对');
    expect(await chat.db.get<{ n: number }>('SELECT COUNT(*) AS n FROM "Case"', [])).toEqual({ n: 1 });
    expect(await tasks(chat)).toEqual([]);
    expect(await chat.say('草稿')).toContain('月初提醒我回访她');
  });
});

import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

describe('whether the last thing was stored', () => {
  test('a contact: its first line, when, and until when it can be taken back', async () => {
    const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
    await chat.say('记 李秀兰 电话 祝生日');
    expect(await chat.say('刚才那条存了吗')).toBe('存了：李阿姨 电话 祝生日\n今天 08:39记下的，08:49前可撤销。');
    chat.later(10 * 60_000);
    expect(await chat.say('记上了吗？')).toBe('存了：李阿姨 电话 祝生日\n今天 08:39记下的。');
  });

  test('a reminder; of two things the later one', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('记 李秀兰 电话 祝生日');
    await chat.say('提醒我 15:30 交月报');
    expect(await chat.say('存了吗')).toMatch(/^存了：今天 15:30 交月报\n/);
  });

  test('a case by its number, what has no line of its own by its act', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('投诉 李秀兰 到账晚了三天');
    await chat.press('对，登记');
    expect(await chat.say('记下了吗')).toMatch(/^存了：投诉 TS-\d+\n/);
    await chat.say('补充资料 李秀兰 喜欢喝茶');
    expect(await chat.say('记下了没')).toMatch(/^存了：「补充资料」那条\n/);
  });

  test('not yet while it waits for a tap; the question stays open, and a yes still answers it', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('记 李秀兰 电话 祝生日');
    await chat.say('投诉 李秀兰 到账晚了三天');
    const asked = await chat.hear('刚才那条记上了吗');
    expect(asked.replies[0]?.text).toBe('还没有，等您点确认\n“投诉 李秀兰 到账晚了三天”\n回「对」就办，不办了回「算了」。');
    expect(asked.stored).toEqual([]);
    await chat.say('对');
    expect(await chat.say('记上了吗')).toMatch(/^存了：投诉 TS-/);
  });

  test('not yet while something is asked', async () => {
    const chat = await startChat();
    await chat.say('提醒我交月报');
    expect(await chat.say('存了吗')).toMatch(/^还没有，上面问的一项还没答\n“提醒我交月报”/);
  });

  test('what was taken back is not stored; a day later nothing is spoken of', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    expect(await chat.say('存了吗')).toMatch(/^一天内没有存下什么/);
    await chat.say('提醒我 15:30 交月报');
    await chat.say('撤销');
    expect(await chat.say('存了吗')).toMatch(/^刚才那条撤销了，没有留下/);
    await chat.say('记 李秀兰 电话 祝生日');
    chat.later(25 * 3_600_000);
    expect(await chat.say('存了吗')).toMatch(/^一天内没有存下什么/);
  });

  test('of what a colleague stored it says nothing, and the counter may ask too', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('记 李秀兰 电话 祝生日');
    expect(await chat.say('存了吗', 'sunyue')).toMatch(/^一天内没有存下什么/);
  });
});

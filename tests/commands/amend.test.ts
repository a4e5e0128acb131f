import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('changes the mode within 24 hours and keeps what it was', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  expect(await chat.say('修改上条 方式 面访')).toContain('方式改为面访');
  const [record] = await chat.core.store.contactRecord.listByClient(chat.idOf('李秀兰'), 1);
  expect(record).toMatchObject({ mode: 'faceToFace' });
  const [log] = await chat.core.store.contactRecord.listAmendments(record!.id);
  expect(JSON.parse(log!.changes)).toMatchObject({ mode: ['phone', 'faceToFace'] });
});

test('「不对，是周四」 moves the promise, after a tap', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 周五给她送方案');
  const asked = await chat.hear('不对，是周四');
  const done = asked.asked ? await chat.press(asked.replies[0]!.buttons![0]!.text) : asked;
  expect(done.replies[0]?.text).toContain('11月26日 周四');
  expect(await chat.core.store.task.listOpenByClient(chat.idOf('李秀兰'))).toMatchObject([{ dueOn: '2026-11-26' }]);
});

test('the card with choices changes what is picked', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  const card = await chat.press('修改');
  expect(card.replies[0]?.card?.form).toBe('multiple_interaction');
  const submit = card.replies[0]!.card!.submit!.key;
  expect((await chat.tap(submit, { mode: ['sms'], outcome: ['replied'], next: ['keep'] })).replies[0]?.text).toContain('方式改为短信');
  const [record] = await chat.core.store.contactRecord.listByClient(chat.idOf('李秀兰'), 1);
  expect(record).toMatchObject({ mode: 'sms', outcome: 'replied', effective: 1 });
});

test('after 24 hours the record stays and words are added behind it', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  chat.later(24 * 3_600_000);
  expect(await chat.say('修改上条 方式 面访')).toContain('超过24小时');
  expect((await chat.core.store.contactRecord.listByClient(chat.idOf('李秀兰'), 1))[0]).toMatchObject({ mode: 'phone' });
});

test('「不对，是周四」 after 下周三 is the Thursday of that week, before and after it is stored', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  expect(await chat.say('刚跟李秀兰通了电话，下周三给她送方案')).toContain('12月2日 周三');
  expect(await chat.say('不对，是周四')).toContain('12月3日 周四');
  await chat.press('对，记下');
  expect(await chat.say('不对，是周五')).toContain('12月4日 周五');
});

test('an hour alone keeps the day: of a promise that waits, of a reminder, of a record', async () => {
  const waiting = await startChat({ clients: ['李秀兰'] });
  await waiting.hear('刚跟李秀兰通了电话，下周三给她送方案');
  expect(await waiting.say('下午三点')).toContain('12月2日 周三 15:00');
  const reminded = await startChat({ clients: ['李秀兰'] });
  await reminded.hear('提醒我下周三给李秀兰送方案');
  expect(await reminded.say('不对，下午三点')).toContain('12月2日 周三 15:00');
  const stored = await startChat({ clients: ['李秀兰'] });
  await stored.hear('记 李秀兰 昨天面谈 聊了养老');
  expect(await stored.say('不对，下午三点')).toContain('昨天 15:00');
});

test('of what took place a weekday is the last one; of when to speak again, the one to come', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 昨天面谈 聊了养老');
  await chat.hear('不对，是周五');
  expect((await chat.press('对，改吧')).replies[0]!.text).toContain('时间改为11月20日 周五');
  await chat.hear('刚跟李秀兰聊了养老，下次12月8号联系');
  expect(await chat.say('是12月10号')).toContain('下次：12月10日 周四');
  expect(await chat.say('不对，昨天聊的')).toMatch(/昨天[\s\S]*下次：12月10日 周四/);
});

describe('a correction said right behind a record, without 不对', () => {
  const corrected = async (text: string) => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.hear('记 李秀兰 电话 祝生日');
    const asked = await chat.hear(text);
    expect(asked.understood?.intent, text).toBe('amend');
    return { chat, done: (await chat.press('对，改吧')).replies[0]!.text };
  };

  test.each([
    ['是面谈', '方式改为面访'],
    ['哦是微信', '方式改为新型接触'],
    ['是昨天下午三点', '时间改为昨天 15:00'],
    ['是今天上午', '时间改为今天'],
    ['应该是上周五打的', '时间改为11月20日'],
    ['是没接通', '结果改为没接通'],
    ['时间是昨天', '时间改为昨天'],
    ['方式是面谈', '方式改为面访'],
    ['错了，金额是50万', '补上“金额是50万”'],
    ['不是电话,是微信', '方式改为新型接触'],
  ])('%s', async (text, change) => {
    expect((await corrected(text)).done).toContain(change);
  });

  test('what is more than a correction, or comes later, changes nothing', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.hear('记 李秀兰 电话 祝生日');
    for (const text of ['是我', '是面谈吗', '是不是面谈', '是电话费的事', '是今天的新闻说的'])
      expect((await chat.hear(text)).understood?.effect, text).not.toBe('write');
    chat.later(11 * 60_000);
    expect((await chat.hear('是面谈')).understood?.intent).toBeNull();
  });

  test('a second correction goes into the first while that waits', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.hear('记 李秀兰 电话 祝生日');
    await chat.hear('是面谈');
    expect((await chat.hear('是昨天下午三点')).replies[0]!.text).toMatch(/昨天 15:00[\s\S]*方式：面访/);
    const done = (await chat.press('对，改吧')).replies[0]!.text;
    expect(done).toContain('时间改为昨天 15:00');
    expect(done).toContain('方式改为面访');
  });

  test('an hour alone is one of the day that waits', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.hear('记 李秀兰 电话 祝生日');
    await chat.hear('是昨天下午三点');
    await chat.hear('不对，上午十点');
    expect((await chat.press('对，改吧')).replies[0]!.text).toContain('时间改为昨天 10:00');
  });
});

test('「改成明天吧」 with nothing before it changes nothing and says how to move an item', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const said = await chat.hear('改成明天吧');
  expect(said.stored).toEqual([]);
  expect(said.replies[0]!.text).toContain('没有可以修改的记录');
  expect(said.replies[0]!.text).toContain('那条改到周四');
});

test('「改成每周四」 changes how the reminder just kept comes back', async () => {
  const chat = await startChat();
  await chat.hear('每周三下午三点提醒我交周报');
  expect(await chat.say('改成每周四')).toContain('重复：每周四');
  expect(await chat.say('1')).toContain('改成每周四，下次11月26日 周四 15:00');
});

test('a day to come right behind a record that promised nothing is that of the next contact', async () => {
  const chat = await startChat({ clients: ['李秀兰', '张敏'] });
  await chat.say('记 李秀兰 电话 聊了养老，下次1个月后');
  expect(await chat.say('改成2个月后')).toContain('下次');
  await chat.say('对');
  expect(await chat.db.get('SELECT nextContactOn FROM ContactRecord', [])).toEqual({ nextContactOn: '2027-01-23' });
  await chat.say('记 张敏 电话 聊了近况');
  expect(await chat.say('改成下周四')).toMatch(/下次(?:改为|：)12月3日 周四/);
});

test('a day without an hour is told as a day', async () => {
  const chat = await startChat({ clients: ['王建国'] });
  await chat.say('记 王建国 电话 聊了存款');
  await chat.say('时间是昨天');
  expect(await chat.say('对')).toContain('时间改为昨天\n');
});

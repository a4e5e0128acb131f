import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

test('takes back the newest thing: first the reminder, then the contact', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  await chat.hear('提醒我 15:30 交月报');
  expect(await chat.say('撤销')).toContain('已撤销：交月报');
  expect(await chat.say('撤销')).toContain('已撤销：李秀兰的那次联络');
  expect(await chat.say('撤销')).toContain('没有可以撤销的');
});

test('the contact dates of the client go back to what they were', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const before = await chat.core.store.client.findRow(chat.idOf('李秀兰'));
  await chat.hear('记 李秀兰 电话 祝生日');
  await chat.hear('撤销');
  expect(await chat.core.store.client.findRow(chat.idOf('李秀兰'))).toMatchObject({
    lastContactOn: before!.lastContactOn,
    lastEffectiveContactOn: before!.lastEffectiveContactOn,
    nextContactOn: before!.nextContactOn,
  });
});

test('nobody undoes a colleague’s record', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const said = await chat.hear('记 李秀兰 电话 祝生日');
  const key = said.replies[0]!.buttons!.find((b) => b.text === '撤销')!.key;
  expect((await chat.tap(key, undefined, 'zhoumin')).replies[0]?.text).toContain('没有可以撤销的');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('李秀兰'))).toBe(1);
});

test('what was done later and cannot be taken back is said, and the older one is asked for', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('记 李秀兰 电话 祝生日');
  await chat.hear('关系人 李秀兰 女儿 王小雨');
  const asked = await chat.hear('撤销');
  expect(asked.stored).toEqual([]);
  expect(asked.replies[0]?.text).toMatch(/^刚办的「关系人」不能撤销\n能撤销的是在它之前的这一件\n之前：李秀兰的那次联络/);
  expect((await chat.press('先不撤')).replies[0]?.text).toBe('好，没有变');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('李秀兰'))).toBe(1);
  await chat.hear('撤销');
  expect((await chat.press('撤销这件')).replies[0]?.text).toContain('已撤销：李秀兰的那次联络');
  expect(await chat.core.store.contactRecord.countByClient(chat.idOf('李秀兰'))).toBe(0);
});

test('alone, what cannot be taken back is said to be so', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('关系人 李秀兰 女儿 王小雨');
  expect(await chat.say('撤销')).toMatch(/^刚办的「关系人」不能撤销/);
});

test('after ten minutes 撤销 no longer speaks of it', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.hear('关系人 李秀兰 女儿 王小雨');
  chat.later(11 * 60_000);
  expect(await chat.say('撤销')).toContain('没有可以撤销的');
});

describe('what was called off comes back', () => {
  const CALL_OFF = '给李秀兰送月饼那条不用提醒了';

  test('its answer says until when, and 撤销 puts it back as it was', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('提醒我 明天11:00 给李秀兰送月饼');
    await chat.say(CALL_OFF);
    expect((await chat.press('对，就这样')).replies[0]?.text).toContain('08:49前打「撤销」可恢复');
    const back = await chat.hear('撤销');
    expect(back.replies[0]?.text).toBe('已恢复：给李秀兰送月饼\n又在待办里，到时照样提醒。');
    expect(await chat.core.store.task.listOpen('chenyu', 5)).toMatchObject([
      { text: '给李秀兰送月饼', dueAt: Date.parse('2026-11-24T11:00:00+08:00'), doneAt: null, doneBy: null },
    ]);
    expect(back.stored).toEqual([{ kind: 'task', id: (await chat.core.store.task.listOpen('chenyu', 5))[0]?.id }]);
  });

  test('then what was done before it, in order', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('提醒我 明天11:00 给李秀兰送月饼');
    await chat.say('记 李秀兰 电话 祝生日');
    await chat.say(CALL_OFF);
    await chat.press('对，就这样');
    expect(await chat.say('撤销')).toContain('已恢复：给李秀兰送月饼');
    expect(await chat.say('撤销')).toContain('已撤销：李秀兰的那次联络');
    expect(await chat.say('撤销')).toContain('已撤销：给李秀兰送月饼');
    expect(await chat.core.store.task.listOpen('chenyu', 5)).toEqual([]);
  });

  test('what was kept after it is taken back first', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('提醒我 明天11:00 给李秀兰送月饼');
    await chat.say(CALL_OFF);
    await chat.press('对，就这样');
    await chat.say('提醒我 15:30 交月报');
    expect(await chat.say('撤销')).toContain('已撤销：交月报');
    expect(await chat.say('撤销')).toContain('已恢复：给李秀兰送月饼');
  });

  test('not after ten minutes, and not what somebody else called off', async () => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say('提醒我 明天11:00 给李秀兰送月饼');
    await chat.say(CALL_OFF);
    await chat.press('对，就这样');
    expect(await chat.say('撤销', 'lintao')).toContain('没有可以撤销的');
    chat.later(10 * 60_000);
    expect(await chat.say('撤销')).not.toContain('已恢复');
    expect(await chat.core.store.task.listOpen('chenyu', 5)).toEqual([]);
  });
});

describe('what was finished comes back as it stood', () => {
  const open = (chat: Chat) => chat.core.store.task.listOpen('chenyu', 5);

  test('by word: its answer says until when, and it speaks at its time again', async () => {
    const chat = await startChat();
    await chat.say('提醒我 15:30 交月报');
    const [before] = await open(chat);
    expect(await chat.say('完成 1')).toContain('08:49前打「撤销」可恢复');
    const back = await chat.hear('撤销');
    expect(back.replies[0]?.text).toBe('已恢复：交月报\n又在待办里，到时照样提醒。');
    const [after] = await open(chat);
    expect(after).toEqual({ ...before, version: after?.version, updatedAt: after?.updatedAt });
    expect(back.stored).toEqual([{ kind: 'task', id: before?.id }]);
    expect(await chat.say('撤销')).toContain('已撤销：交月报');
  });

  test('several ticked at once come back at once; what was done before them stays done', async () => {
    const chat = await startChat();
    for (const words of ['提醒我 15:30 回电', '提醒我 16:30 发方案', '提醒我 17:30 交月报']) await chat.say(words);
    await chat.hear('待办');
    await chat.say('完成 1');
    chat.later(60_000);
    await chat.say('完成 2 3');
    expect(await chat.say('撤销')).toContain('已恢复2件：发方案、交月报');
    expect((await open(chat)).map(({ text }) => text)).toEqual(['发方案', '交月报']);
    expect(await chat.say('撤销')).toContain('已恢复：回电');
  });

  test('by the button of a reminder that has spoken: it stands in the list, and does not speak twice', async () => {
    const chat = await startChat();
    await chat.say('提醒我 15:30 交月报');
    const [task] = await open(chat);
    const remindedAt = chat.now().getTime();
    await chat.core.store.task.change(task?.id ?? '', { remindedAt }, chat.now());
    await chat.tap(`finish1:${task?.id}`);
    expect(await open(chat)).toEqual([]);
    expect(await chat.say('撤销')).toBe('已恢复：交月报\n又在待办里，打「待办」看。');
    expect(await open(chat)).toMatchObject([{ text: '交月报', remindedAt, doneAt: null }]);
  });

  test('for ten minutes, to the one who finished it', async () => {
    const chat = await startChat();
    await chat.say('提醒我 15:30 交月报');
    await chat.say('完成 1');
    expect(await chat.say('撤销', 'lintao')).toContain('没有可以撤销的');
    chat.later(10 * 60_000);
    expect(await chat.say('撤销')).not.toContain('已恢复');
    expect(await open(chat)).toEqual([]);
  });

  test('not what another act has closed', async () => {
    const chat = await startChat();
    await chat.say('提醒我 15:30 交月报');
    const [task] = await open(chat);
    chat.later(60_000);
    await chat.core.store.task.change(task?.id ?? '', { state: 'done', doneAt: chat.now().getTime(), doneBy: 'chenyu' }, chat.now());
    expect(await chat.say('撤销')).not.toContain('已恢复');
    expect(await open(chat)).toEqual([]);
  });
});

describe('several reminders of one sentence', () => {
  const SEVERAL = '提醒我明天上午九点给李秀兰打电话，下午三点去张伟公司';

  test('are taken back together, by word', async () => {
    const chat = await startChat({ clients: ['李秀兰', '张伟'] });
    await chat.say('提醒我 15:30 交月报');
    await chat.say(SEVERAL);
    expect((await chat.press('对，就这样')).replies[0]?.text).toContain('08:49前可撤销，2条一起收回');
    const undone = await chat.hear('撤销');
    expect(undone.replies[0]?.text).toBe('已撤销2件：给李秀兰打电话、去张伟公司\n是一句话里定的，都不再提醒。');
    expect(undone.stored).toHaveLength(2);
    expect((await chat.core.store.task.listOpen('chenyu', 5)).map(({ text }) => text)).toEqual(['交月报']);
    expect(await chat.say('撤销')).toContain('已撤销：交月报');
  });

  test('and by the button; a second tap says so', async () => {
    const chat = await startChat();
    await chat.say('明天早上八点、中午十二点、晚上八点提醒我吃药');
    const kept = await chat.press('对，就这样');
    const key = kept.replies[0]?.buttons?.find((button) => button.text === '撤销')?.key ?? '';
    const undone = await chat.tap(key);
    expect(undone.replies[0]?.text).toContain('已撤销3件：吃药');
    expect((await chat.tap(key)).replies[0]?.text).toBe('已经撤销过了\n吃药，不再提醒。');
    expect(await chat.core.store.task.listOpen('chenyu', 5)).toEqual([]);
  });

  test('what of them is done already stays done', async () => {
    const chat = await startChat();
    await chat.say('明天早上八点、中午十二点、晚上八点提醒我吃药');
    const kept = await chat.press('对，就这样');
    const [first] = await chat.core.store.task.listOpen('chenyu', 5);
    await chat.tap(`finish1:${first?.id ?? ''}`);
    await chat.tap(kept.replies[0]?.buttons?.find((button) => button.text === '撤销')?.key ?? '');
    const states = await chat.db.all<{ state: string }>('SELECT state FROM Task ORDER BY dueAt');
    expect(states.map(({ state }) => state)).toEqual(['done', 'cancelled', 'cancelled']);
  });
});

describe('heard in other words, what would be taken back is said first', () => {
  test.each([
    ['投诉 李秀兰 排队太久', '登错了，撤销', '撤销：TS-1的登记，对吗', '已撤销登记：TS-1'],
    ['记 李秀兰 电话 祝生日', '刚才那条记错了', '撤销：李秀兰的那次联络，对吗', '已撤销：李秀兰的那次联络'],
    ['提醒我 15:30 交月报', '哎呀记错了', '撤销：交月报，对吗', '已撤销：交月报'],
  ])('%s, %s', async (stored, words, asked, done) => {
    const chat = await startChat({ clients: ['李秀兰'] });
    await chat.say(stored);
    if (stored.startsWith('投诉')) await chat.say('对');
    const shown = await chat.hear(words);
    expect(shown.replies[0]?.text).toContain(asked);
    expect(shown.stored).toEqual([]);
    expect(await chat.say('对')).toContain(done);
  });

  test('with nothing stored, nothing is asked', async () => {
    const chat = await startChat();
    const said = await chat.hear('登错了，撤销');
    expect([said.replies[0]?.text.split('\n')[0], said.asked]).toEqual(['没有可以撤销的', false]);
  });
});

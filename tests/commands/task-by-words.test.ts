import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = ['王建国', '李秀兰', '张国强'];

const open = async (chat: Awaited<ReturnType<typeof startChat>>) =>
  (await chat.db.all<{ text: string; dueOn: string; state: string }>(`SELECT text, dueOn, state FROM Task ORDER BY dueAt`)).map(
    ({ text, dueOn, state }) => `${text} ${dueOn} ${state}`,
  );

describe('items by what they are about', () => {
  test('the one that is named is shown, and done after a tap', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 明天10:00 给王建国送资料');
    await chat.say('提醒我 明天11:00 给李秀兰回电');
    const asked = await chat.hear('那个送资料的弄好了');
    expect(asked.stored).toEqual([]);
    expect(asked.replies[0]!.text).toContain('完成这件，对吗');
    expect(asked.replies[0]!.text).toContain('送资料');
    expect(asked.replies[0]!.text).not.toContain('回电');
    expect(await chat.say('对')).toContain('完成1件，剩1件');
    expect(await open(chat)).toEqual(['给王建国送资料 2026-11-24 done', '给李秀兰回电 2026-11-24 open']);
  });

  test('by its client: called off, and no reminder of it comes', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 明天10:00 给王建国送月饼');
    await chat.say('提醒我 明天11:00 给李秀兰送月饼');
    expect(await chat.say('给李秀兰送月饼那条不用提醒了')).toContain('取消这件，对吗');
    expect((await chat.press('对，就这样')).replies[0]!.text).toContain('已取消1件，不再提醒，剩1件');
    expect(await open(chat)).toEqual(['给王建国送月饼 2026-11-24 open', '给李秀兰送月饼 2026-11-24 cancelled']);
  });

  test('several fit: they are offered, and a number picks one', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 明天10:00 给王建国送月饼');
    await chat.say('提醒我 明天11:00 给李秀兰送月饼');
    const asked = await chat.hear('那个送月饼的弄好了');
    expect(asked.replies[0]!.text).toContain('完成：是哪一件');
    expect(asked.replies[0]!.buttons?.map(({ text }) => text)).toEqual(['1 给王建国送月饼', '2 给李秀兰送月饼', '都不是']);
    expect(await chat.say('2')).toContain('完成1件，剩1件');
    expect(await open(chat)).toEqual(['给王建国送月饼 2026-11-24 open', '给李秀兰送月饼 2026-11-24 done']);
  });

  test('nothing fits: the next ones due are offered, and 不是这件 offers them too', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 明天10:00 给王建国送月饼');
    await chat.say('提醒我 明天11:00 给李秀兰回电');
    expect(await chat.say('那个交材料的办完了')).toContain('没对上，您点一件');
    await chat.press('都不是');
    await chat.say('那个回电的办完了');
    expect((await chat.press('不是这件')).replies[0]!.text).toContain('完成：是哪一件');
    expect((await chat.press('1 给王建国送月饼')).replies[0]!.text).toContain('✓ 给王建国送月饼');
    const empty = await startChat({ clients: CLIENTS });
    expect(await empty.say('那个送资料的弄好了')).toContain('没有');
  });

  test('later: a day, and a length counted from its own day', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('预约 李秀兰 11月27日 10:00 网点');
    await chat.say('提醒我 明天10:00 给王建国送月饼');
    const asked = await chat.say('李秀兰那个预约推后一天');
    expect(asked).toContain('改到11月28日');
    await chat.press('对，就这样');
    expect((await open(chat)).at(-1)).toContain('2026-11-28 open');
    await chat.say('王建国送月饼那条改到下周三');
    expect((await chat.press('对，就这样')).replies[0]!.text).toContain('已改到');
    expect((await open(chat)).filter((line) => line.includes('送月饼'))).toEqual(['给王建国送月饼 2026-12-02 open']);
  });

  test('once more and later means what it was reminded of last', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 明天10:00 给王建国送月饼');
    await chat.say('提醒我 明天11:00 给李秀兰回电');
    await chat.db.run(`UPDATE Task SET remindedAt = ${chat.now().getTime()} WHERE text LIKE '%回电%'`);
    const asked = await chat.say('过一小时再提醒我');
    expect(asked).toContain('给李秀兰回电');
    expect(asked).not.toContain('月饼');
    expect(await chat.say('晚点再提醒我')).toContain('“晚点”是哪一天');
    expect(await chat.say('今天15:00')).toContain('给李秀兰回电');
  });
});

test.each(['全部推迟到周五', '把待办都改到周五', '所有提醒推到周五', '都推到周五吧'])('all of the list is shown, then moved: %s', async (words) => {
  const chat = await startChat({ clients: ['张敏'] });
  await chat.say('提醒我明天九点给张敏回电话');
  await chat.say('提醒我后天九点交月报');
  const asked = await chat.hear(words);
  expect(asked.stored).toEqual([]);
  expect(asked.replies[0]?.text).toContain('改到11月27日 周五 09:00这几件');
  expect(await chat.say('对')).toContain('推迟2件到11月27日 周五 09:00');
});

test.each(['会议都推到下周了', '行程全部推迟到周五', '今天的都推到明天', '全部推到下周了'])(
  'what was put off by others is no list of mine: %s',
  async (words) => {
    const chat = await startChat();
    await chat.say('提醒我后天九点交月报');
    expect((await chat.hear(words)).understood?.intent).not.toBe('snooze');
  },
);

describe('items by when they are due', () => {
  test('called off, moved and done by their hours', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 今天15:00 给王建国打电话');
    await chat.say('提醒我 今天16:00 去支行开会');
    await chat.say('提醒我 明天15:00 取合同');
    expect(await chat.say('取消三点那个')).toMatch(/取消这件[\s\S]*今天 15:00：给王建国打电话/);
    await chat.say('对');
    expect(await chat.say('把四点的改到五点')).toMatch(/改到今天 17:00这件[\s\S]*今天 16:00：去支行开会/);
    await chat.say('对');
    expect(await chat.say('明天三点那个搞定了')).toMatch(/完成这件[\s\S]*明天 15:00：取合同/);
    await chat.say('对');
    expect(await open(chat)).toEqual(['给王建国打电话 2026-11-23 cancelled', '去支行开会 2026-11-23 open', '取合同 2026-11-24 done']);
  });

  test('of another day where only one has that hour, and none where none has it', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 明天10:00 给王建国送资料');
    expect(await chat.say('十点那个不用了')).toMatch(/取消这件[\s\S]*明天 10:00：给王建国送资料/);
    await chat.say('先不办');
    expect(await chat.say('十一点那个不用了')).toContain('取消：是哪一件');
    expect(await open(chat)).toEqual(['给王建国送资料 2026-11-24 open']);
  });
});

import { describe, expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = [{ name: '王建国', honorific: '王总' }, { name: '张敏' }];
const open = async () => startChat({ clients: CLIENTS });
const items = async (chat: Awaited<ReturnType<typeof open>>) =>
  (
    await chat.db.all<{ text: string; dueOn: string; dueTime: string; state: string }>(
      'SELECT text, dueOn, dueTime, state FROM Task ORDER BY dueAt',
      [],
    )
  ).map(({ text, dueOn, dueTime, state }) => `${text} ${dueOn} ${dueTime} ${state}`);

describe('somebody does not come', () => {
  test.each(['张敏不来了', '张敏周五来不了了', '张敏说临时有事，来不了'])('%s: her appointment is off after a tap', async (words) => {
    const chat = await open();
    await chat.say('约张敏周五下午三点面谈');
    await chat.say('提醒我明天十点给张敏发合同');
    expect(await chat.say(words)).toMatch(/取消这件，对吗[\s\S]*张敏 面谈/);
    expect(await chat.say('对')).toContain('已取消1件');
    expect(await items(chat)).toEqual(['给张敏发合同 2026-11-24 10:00 open', '张敏 面谈 2026-11-27 15:00 cancelled']);
  });

  test('改到周六 while that is asked puts that one off, no other', async () => {
    const chat = await open();
    await chat.say('约张敏周五下午三点面谈');
    await chat.say('约王总周四下午三点面谈');
    await chat.say('张敏不来了');
    expect(await chat.say('改到周六上午十点')).toMatch(/改到11月28日 周六 10:00这件，对吗[\s\S]*张敏 面谈/);
    await chat.say('对');
    expect(await items(chat)).toEqual(['王总 面谈 2026-11-26 15:00 open', '张敏 面谈 2026-11-28 10:00 open']);
  });

  test.each(['张敏不来了', '王总周三来不了了', '张敏说她老公不来了', '张敏不来了吗'])(
    'with no such appointment nothing is called off: %s',
    async (words) => {
      const chat = await open();
      await chat.say('约王总周四下午三点面谈');
      expect((await chat.hear(words)).understood).toMatchObject({ intent: null });
    },
  );
});

describe('it is moved', () => {
  test.each([
    ['张敏改到周六了', '2026-11-28 15:00'],
    ['张敏说周五来不了，改成下周二上午十点', '2026-12-01 10:00'],
    ['跟张敏挪到周六上午十点', '2026-11-28 10:00'],
    ['张敏说周五来不了，改下周一同一时间', '2026-11-30 15:00'],
  ])('%s', async (words, then) => {
    const chat = await open();
    await chat.say('约张敏周五下午三点面谈');
    await chat.say('约王总周四下午三点面谈');
    expect(await chat.say(words)).toMatch(/改到.*这件，对吗[\s\S]*张敏 面谈/);
    await chat.say('对');
    expect(await items(chat)).toEqual(['王总 面谈 2026-11-26 15:00 open', `张敏 面谈 ${then} open`]);
  });

  test('to which day of next week, is asked', async () => {
    const chat = await open();
    await chat.say('约张敏周五下午三点面谈');
    await chat.say('张敏改到下周了');
    expect(await items(chat)).toEqual(['张敏 面谈 2026-11-27 15:00 open']);
    expect(await chat.say('下周三下午四点')).toContain('12月2日 周三 16:00');
  });

  test('with none, and of another client while something waits, nothing is moved', async () => {
    const chat = await open();
    expect((await chat.hear('张敏改到周六了')).understood).toMatchObject({ intent: null });
    await chat.say('周五下午三点约王总面谈');
    await chat.say('张敏说周六来不了了');
    await chat.say('对');
    expect(await items(chat)).toEqual(['王总 面谈 2026-11-27 15:00 open']);
  });
});

describe('where it is', () => {
  test('right behind the appointment, and of the one who is named', async () => {
    const chat = await open();
    await chat.say('约张敏周五下午三点面谈');
    expect(await chat.say('地点改成二楼会议室')).toMatch(/时间：11月27日 周五 15:00\n\s*地点：二楼会议室/);
    const changed = await chat.hear('对');
    expect(changed.replies[0]!.text).toMatch(/已改：张敏/);
    expect(changed.replies[0]!.buttons?.map(({ text }) => text)).not.toContain('撤销');
    await chat.say('约王总周四下午三点面谈');
    await chat.say('张敏的见面地点换到星巴克');
    await chat.say('对');
    expect(await items(chat)).toEqual(['王总 面谈 2026-11-26 15:00 open', '张敏 面谈，星巴克 2026-11-27 15:00 open']);
  });

  test('while the appointment waits to be confirmed', async () => {
    const chat = await open();
    await chat.say('周五下午三点约张敏面谈');
    expect(await chat.say('地点在张敏公司')).toContain('地点：张敏公司');
    await chat.say('对');
    expect(await items(chat)).toEqual(['张敏 面谈，张敏公司 2026-11-27 15:00 open']);
  });

  test.each(['地点改成二楼会议室', '地点在哪'])('with none it is nothing: %s', async (words) => {
    const chat = await open();
    expect((await chat.hear(words)).understood).toMatchObject({ intent: null });
  });
});

test('all done, with nothing left, says so', async () => {
  const chat = await open();
  expect(await chat.say('全部完成')).toContain('没有待办');
});

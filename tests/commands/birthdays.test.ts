import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

async function bank() {
  const chat = await startChat({
    clients: [
      { name: '李秀兰', honorific: '李阿姨', gender: 'female' },
      { name: '王建国', birthOn: '1970-11-25', gender: 'male' },
      { name: '赵敏', birthOn: '1990-11-30' },
      { name: '郑强', birthOn: '1990-12-01' },
      { name: '别家', birthOn: '1990-11-24', manager: 'lintao' },
    ],
  });
  // 农历十月十五 is today, 2026-11-23.
  await chat.db.run(
    `UPDATE Client SET birthCalendar = 'lunar', lunarYear = 1958, lunarMonth = 10, lunarDay = 15, lunarLeap = 0, birthKey = '10-15', birthOn = '1958-11-25' WHERE id = ?`,
    [chat.idOf('李秀兰')],
  );
  return chat;
}

test('seven days by the calendar each person keeps', async () => {
  const chat = await bank();
  const lines = (await chat.say('生日')).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '3位过生日，今天1位',
    '11月23日至11月30日',
    '1 李秀兰 白金 今天（农历十月十五）',
    '2 王建国 白金 11月25日 周三',
    '3 赵敏 白金 11月30日 周一',
  ]);
});

test('the number brings the birthday card with a draft and buttons that work', async () => {
  const chat = await bank();
  await chat.say('生日');
  const card = await chat.hear('1');
  expect(card.replies[0]?.text).toContain('今天生日：李秀兰（李阿姨）68岁');
  expect(card.replies[0]?.text).toContain('李阿姨，今天是您的生日');
  expect(card.replies[0]?.buttons?.map((b) => b.text)).toEqual(['记一笔', '换一条', '看客户', '今年不发']);
  const other = await chat.press('换一条');
  expect(other.replies[0]?.text).toContain('生日祝福：李秀兰（李阿姨）');
  expect(other.replies[0]?.card?.quote).not.toBe(card.replies[0]?.card?.quote);
});

test('a month, and nobody', async () => {
  const chat = await bank();
  expect((await chat.say('生日 12月')).split('\n')[0]).toBe('1位过生日');
  expect(await chat.say('生日', 'fangyuan')).toContain('没有人过生日');
});

import { expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { startChat } from '../helpers/chat.js';

const WAN = 1_000_000;

async function bank(now?: string) {
  const chat = await startChat({
    clients: [
      { name: '马骏', level: 'gold' },
      { name: '吴静', level: 'platinum' },
      { name: '何伟', level: 'gold' },
      { name: '孙丽', level: 'gold' },
    ],
    ...(now ? { now } : {}),
  });
  for (const [name, wan] of [
    ['马骏', 41.8],
    ['吴静', 52],
    ['何伟', 39.9],
    ['孙丽', 40],
  ] as const) {
    await chat.db.run(...insertInto('Balance', { clientId: chat.idOf(name), onDate: '2026-10-31', aumFen: Math.round(wan * WAN) }));
    await chat.db.run('UPDATE Client SET aumFen = ?, aumOn = ? WHERE id = ?', [Math.round(wan * WAN), '2026-10-31', chat.idOf(name)]);
  }
  return chat;
}

test('near the next level within 20 %, and within 5 % above the own', async () => {
  const chat = await bank();
  const lines = (await chat.say('临界')).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '临界3位：快升级2，快降级1',
    '本月日均截至11月22日',
    '1 马骏 金卡 日均41.80万，差8.20万到白金',
    '2 孙丽 金卡 日均40.00万，差10.00万到白金',
    '3 吴静 白金 日均52.00万，只比白金下限高2.00万',
  ]);
  expect(await chat.say('依据')).toContain('估算');
});

test('on the first of a month nothing of the month is known', async () => {
  const chat = await bank('2026-12-01T09:00:00+08:00');
  expect(await chat.say('临界')).toContain('没有临界客户');
});

import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const CLIENTS = [
  { name: '李秀兰', honorific: '李阿姨', gender: 'female' as const, birthOn: '1958-11-25' },
  { name: '王建国', gender: 'male' as const, birthOn: '1980-01-02' },
];

test('festivals, relatives who may be greeted and noted days, in order', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-09-21T09:00:00+08:00' });
  await chat.say('关系人 王建国 配偶 张敏 9月28日');
  await chat.say('登记日子 李秀兰 结婚纪念日 9月30日');
  expect((await chat.say('关怀')).split('\n').slice(0, 5)).toEqual(
    ['关怀日子3个', '9月21日至10月5日', '1 9月25日 周五 中秋', '2 9月30日 周三 李秀兰 结婚纪念日纪念日', '3 10月1日 周四 国庆'].map((line) =>
      line.replace('纪念日纪念日', '纪念日'),
    ),
  );
  await chat.db.run('UPDATE RelatedPerson SET careAllowed = 1');
  expect(await chat.say('关怀')).toContain('9月28日 周一 王建国 配偶张敏生日');
});

test('a festival’s number lists who may be greeted, and a name’s number its draft', async () => {
  const chat = await startChat({ clients: CLIENTS, now: '2026-10-13T09:00:00+08:00' });
  await chat.say('关怀 本月');
  const names = await chat.say('重阳');
  expect(names).toContain('重阳：可祝福1位');
  expect(names).toContain('1 李秀兰（李阿姨）');
  expect(await chat.say('1')).toContain('重阳祝福：李秀兰');
});

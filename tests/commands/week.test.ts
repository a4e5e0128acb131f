import { describe, expect, test } from 'vitest';
import { insertInto } from '../../src/store/db/index.js';
import { startChat } from '../helpers/chat.js';

const CLIENTS = [{ name: '李秀兰', birthOn: '1958-11-25' }, '何伟', { name: '冯岩', manager: 'lintao' }];

describe('本周', () => {
  test('a line a day from today to Sunday, what it holds by kind', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('预约 何伟 11月25日 15:00 园区支行');
    await chat.db.run(`UPDATE Client SET nextContactOn = '2026-11-11' WHERE name = '何伟'`);
    await chat.db.run(`INSERT INTO Product(code, name, kind, updatedAt) VALUES ('P', '示例', 'wealth', 0)`);
    await chat.db.run(
      ...insertInto('Holding', {
        id: 'h',
        clientId: chat.idOf('何伟'),
        productCode: 'P',
        startOn: '2026-01-01',
        amountFen: 30_000_000,
        maturesOn: '2026-11-27',
        updatedAt: 0,
      }),
    );
    expect((await chat.say('本周')).split('\n')).toEqual([
      '本周 11月23日至11月29日：4件',
      '1 11月23日 周一：联络1',
      '2 11月24日 周二：没有',
      '3 11月25日 周三：面谈1 生日1',
      '4 11月26日 周四：没有',
      '5 11月27日 周五：到期1（30.00万）',
      '6 11月28日 周六：没有',
      '7 11月29日 周日：没有',
      '打序号看那一天',
    ]);
    const day = await chat.say('3');
    expect(day).toContain('11月25日 周三：2件');
    expect(day).toContain('1 何伟 白金：11月25日 周三 15:00面谈，园区支行');
    expect(await chat.say('2')).toContain('李秀兰 白金\n11月25日 周三生日');
  });

  test('a day without anything says so', async () => {
    const chat = await startChat({ clients: ['何伟'] });
    await chat.say('本周');
    expect(await chat.say('2')).toContain('明天：0件\n这天没有安排');
  });

  test('the supervisor reads the week of his team, with names', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('预约 冯岩 11月25日 15:00 园区支行', 'lintao');
    expect(await chat.say('本周', 'zhoumin')).toContain('团队本周 11月23日至11月29日：2件');
    expect(await chat.say('3', 'zhoumin')).toContain('林涛：冯岩 白金：11月25日 周三 15:00面谈');
  });

  test('a day that is named opens it, in the next week too', async () => {
    const chat = await startChat({ clients: ['何伟'] });
    await chat.say('预约 何伟 11月25日 15:00 园区支行');
    await chat.say('预约 何伟 12月1日 10:00 园区支行');
    for (const words of ['周三有什么安排', '后天有安排吗', '11月25日有啥安排'])
      expect(await chat.say(words), words).toContain('11月25日 周三：1件\n1 何伟');
    expect(await chat.say('1')).toContain('何伟');
    expect(await chat.say('明天有什么安排')).toContain('明天：0件');
    expect(await chat.say('下周二有什么安排')).toContain('12月1日 周二：1件\n1 何伟 白金：12月1日 周二 10:00面谈，园区支行');
    expect((await chat.say('下周有什么安排')).split('\n').slice(0, 3)).toEqual([
      '11月30日至12月6日：1件',
      '1 11月30日 周一：没有',
      '2 12月1日 周二：面谈1',
    ]);
    expect(await chat.say('2')).toContain('12月1日 周二：1件');
    // What is over is asked of the records, not of the week.
    expect(await chat.say('上周有什么安排')).toContain('本周 11月23日至11月29日');
  });
});

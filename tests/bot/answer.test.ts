import { describe, expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const CLIENTS = [
  { name: '李秀兰', honorific: '李阿姨', mobile: '13912345678', clientNo: 'KH0001' },
  { name: '王建国', mobile: '13900003456' },
];
const count = async (chat: Chat, table: string): Promise<number> =>
  (await chat.db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`, []))?.n ?? -1;

describe('a question stays open while something else is said', () => {
  test.each(['谢谢', '待办', '帮助', '查 王建国', '提醒我 明天 09:00 开会', '历史 李秀兰', '持仓 王建国', '撤销'])(
    '一句话要记什么 does not swallow %s',
    async (words) => {
      const chat = await startChat({ clients: CLIENTS });
      await chat.say('查 李秀兰');
      await chat.press('记一笔');
      const said = await chat.hear(words);
      expect(said.stored.filter((one) => one.kind === 'contactRecord')).toEqual([]);
      expect(await count(chat, 'ContactRecord')).toBe(0);
      expect(said.replies[0]?.text).not.toContain('已记');
    },
  );

  test('the sentence asked for is still taken', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('查 李秀兰');
    await chat.press('记一笔');
    await chat.say('谢谢');
    await chat.press('记一笔').catch(() => chat.tap(`note:${chat.idOf('李秀兰')}`));
    expect((await chat.hear('电话 祝生日')).stored.map((one) => one.kind)).toEqual(['contactRecord']);
  });

  test.each(['谢谢', '今天天气怎么样', '待办', '帮助', '这个产品收益率多少啊你知道吗'])('是哪位客户 does not take %s for a name', async (words) => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('持仓')).toContain('是哪位客户');
    const said = await chat.hear(words);
    expect(said.replies[0]?.text).not.toMatch(/没找到/);
    if (!said.asked) expect(await chat.say('李秀兰')).toContain('李阿姨 没有在持的产品');
  });

  test.each(['李阿姨', '5678', '尾号5678', 'KH0001', 'lxl', '秀兰'])('是哪位客户 takes %s', async (words) => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('持仓');
    expect(await chat.say(words)).toContain('李阿姨 没有在持的产品');
  });

  test('「查 …」 is a new search, even while a date is asked for', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 有空的时候 回电');
    expect(await chat.say('查 李秀兰')).toContain('李秀兰（李阿姨）');
    expect(await chat.say('查 赵七')).toContain('没找到「赵七」');
  });

  test.each([
    '周岚和孙丽上周五一起来的网点，都做了风险测评',
    '昨天李秀兰来网点签了合同',
    '周五提醒我交报表',
    '跟李秀兰约了周五面谈，她想了解大额存单',
  ])('what waits to be confirmed is not changed by %s', async (words) => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('刚跟王建国通了电话，下周三给他送方案')).toContain('这样记对吗');
    const frame = () => chat.db.get('SELECT frame FROM Draft ORDER BY createdAt, id LIMIT 1');
    const before = await frame();
    await chat.say(words);
    expect(await frame()).toEqual(before);
  });

  test.each([
    '不对，是周四',
    '周四',
    '应该是下周四',
    '改到周四吧',
    '不是周三是周四',
    '日期搞错了，周四',
    '那就周四上午吧',
    '周四送方案',
    '改到周四给他送方案',
  ])('what waits to be confirmed is corrected by %s', async (words) => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('刚跟王建国通了电话，下周三给他送方案');
    const again = await chat.say(words);
    expect(again).toContain('王建国');
    expect(again).toMatch(/周四/);
    expect(again).not.toMatch(/周三 .*送方案/);
  });

  test.each(['明天上午十点', '明天上午十点给妈妈打电话', '那就明天上午十点提醒吧'])(
    'a reminder that waits for its day takes it from %s',
    async (words) => {
      const chat = await startChat({ clients: CLIENTS });
      await chat.say('提醒我给妈妈打电话');
      expect(await chat.say(words)).toMatch(/明天 10:00 给妈妈打电话/);
    },
  );

  test('the day of another reminder does not go into the one that waits for its own', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我给妈妈打电话');
    const next = await chat.say('12月17号产检，上午八点空腹');
    expect(next).toContain('产检');
    expect(next).not.toContain('妈妈');
  });

  test('the day of a contact told meanwhile does not go into the reminder that waits to be confirmed', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('每周一到周五早上七点叫我起床')).toContain('这样对吗');
    const [card, left] = (await chat.hear('电化联系了王建国，他说下周三来')).replies.map((reply) => reply.text);
    expect(card).not.toContain('起床');
    expect(card).toContain('王建国');
    expect(left).toContain('上一条还没确认');
  });

  test.each(['昨天下午去王建国公司坐了一会儿，聊了聊资金安排', '跟李秀兰约了周五面谈，她想了解大额存单'])(
    '哪一天 does not take the day out of %s',
    async (words) => {
      const chat = await startChat({ clients: CLIENTS });
      expect(await chat.say('提醒我 有空的时候 给领导回电')).toMatch(/哪|什么时候|时间/);
      await chat.say(words);
      expect(await count(chat, 'Task')).toBe(0);
    },
  );

  test('a date in a sentence for another act does not answer 哪一天', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('提醒我 月底左右 回电');
    await chat.say('预约 谁也不是 明天');
    expect(await count(chat, 'Task')).toBe(0);
  });
});

describe('what is refused says why', () => {
  test('who sees a client and may not write is told so, not that nobody is there', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('林涛 代理 陈宇 至11月27日', 'zhoumin');
    await chat.press('对，就这样', 'zhoumin');
    expect(await chat.say('查 李秀兰')).toContain('李秀兰');
    expect(await chat.say('记 李秀兰 电话')).toBe('李秀兰现在由林涛代理\n代理期间您能查看；要办事请告诉林涛，或请主管办回岗。');
    expect(await chat.say('投诉 李秀兰 排队一小时')).not.toContain('权限');
  });

  test('a miss tells the counter, a supervisor and a manager how they find clients', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('查 李秀兰', 'sunyue')).toContain('大堂和柜员按手机尾号');
    expect(await chat.say('查 赵七', 'zhoumin')).toContain('您的范围里没有');
    expect(await chat.say('查 赵七')).toContain('您名下没有');
  });

  test('a head-office user sees no button that leads nowhere, and nothing false about contacts', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('记 李秀兰 电话 祝生日');
    await chat.say('查 李秀兰', 'tangwei');
    const card = await chat.press('督办', 'tangwei');
    expect(card.replies[0]?.buttons?.map((button) => button.text)).toEqual(['持仓', '依据', '更多']);
    expect(card.replies[0]?.text).not.toMatch(/没有联络记录|祝生日/);
    const more = await chat.press('更多', 'tangwei');
    expect(more.replies[0]?.buttons?.map((button) => button.text)).toEqual(['持仓', '看客户']);
  });

  test('a reason is asked for each client, also after another question', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('查 李秀兰', 'tangwei');
    await chat.press('督办', 'tangwei');
    await chat.say('历史 李秀兰', 'tangwei');
    expect((await chat.hear('查 王建国', 'tangwei')).replies[0]?.buttons?.map((button) => button.text)).toEqual(['回访', '督办', '投诉', '其他']);
  });

  test('撤销 says that there is nothing, once the last act is days old', async () => {
    const chat = await startChat({ clients: CLIENTS });
    await chat.say('记 李秀兰 电话 祝生日');
    chat.later(11 * 60_000);
    expect(await chat.say('撤销')).toContain('10分钟已过');
    chat.later(2 * 24 * 3_600_000);
    expect(await chat.say('撤销')).toContain('没有可以撤销的');
  });

  test('who has no clients of his own does not become the manager of a new one', async () => {
    const chat = await startChat({ clients: CLIENTS });
    expect(await chat.say('新建客户 周小二 13900001234', 'zhoumin')).toContain('还没有主办经理');
    expect(await chat.say('新建客户 周小三 13900001235')).toContain('从今天起由您维护');
  });
});

describe('one thing is asked for, and the act is said again as a whole', () => {
  const BANK = [{ name: '李秀兰', mobile: '13800005678' }, { name: '何涛' }];

  test('the sentence is taken, not squeezed into the gap', async () => {
    const chat = await startChat({ clients: BANK });
    await chat.say('现场', 'sunyue');
    expect(await chat.say('现场 尾号5678 想见经理', 'sunyue')).toContain('已叫陈宇：李秀兰在现场');
    await chat.say('推荐', 'sunyue');
    expect(await chat.say('推荐 李秀兰', 'sunyue')).toContain('客户需要什么');
    expect(await chat.say('养老', 'sunyue')).toContain('已推荐：李秀兰，给陈宇');
  });

  test('a client settled before is not asked to be confirmed again', async () => {
    const chat = await startChat({ clients: BANK });
    expect(await chat.say('现场 何涛', 'sunyue')).toContain('客户来办什么');
    expect(await chat.say('要存钱', 'sunyue')).toContain('已叫陈宇：何涛在现场');
  });

  test('a colleague is named when one is asked for', async () => {
    const chat = await startChat({ clients: BANK });
    expect(await chat.say('代理', 'zhoumin')).toContain('谁不在岗，写全名');
    expect(await chat.say('陈宇', 'zhoumin')).toContain('由谁代理，写全名');
    expect(await chat.say('给林涛吧', 'zhoumin')).toContain('代理到哪一天');
    expect(await chat.say('周五', 'zhoumin')).toContain('林涛代理陈宇，这样设吗');
    await chat.say('对', 'zhoumin');
    expect(await chat.say('回岗', 'zhoumin')).toContain('写全名');
    expect(await chat.say('王二麻', 'zhoumin')).not.toContain('这样办吗');
    expect(await chat.say('陈宇 回岗', 'zhoumin')).toContain('陈宇回岗，这样办吗');
  });

  test('漫游 the same way', async () => {
    const chat = await startChat({ clients: BANK });
    expect(await chat.say('漫游 李秀兰', 'xubin')).toContain('请谁服务，写全名');
    expect(await chat.say('方媛', 'xubin')).toContain('请方媛服务李秀兰');
  });

  test('a time for a reminder stays an answer', async () => {
    const chat = await startChat({ clients: BANK });
    await chat.say('提醒我 给何涛回电');
    expect(await chat.say('明天下午3点提醒我')).toContain('给何涛回电');
  });
});

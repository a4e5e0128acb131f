import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

/** Questions as managers ask them, and the list that answers: never 「没看懂」, never a write. */
test.each([
  ['谁快生日了', 'birthdays'],
  ['最近谁生日', 'birthdays'],
  ['下周有没有客户过生日', 'birthdays'],
  ['今天该给谁打电话', 'contact-plan'],
  ['今天要联系谁', 'contact-plan'],
  ['我还差几个电话', 'contact-plan'],
  ['我今天要干嘛', 'briefing'],
  ['今天什么安排', 'briefing'],
  ['明天有什么安排', 'week'],
  ['下周三有安排吗', 'week'],
  ['谁该联系了', 'contact-plan'],
  ['有哪些投诉还没处理', 'case-list'],
  ['为什么这么算', 'why'],
  ['有没有投诉', 'case-list'],
  ['投诉情况', 'case-list'],
  ['手上的投诉有哪些', 'case-list'],
  ['哪些投诉快超时了', 'case-list'],
  ['为什么提醒我这个', 'why'],
  ['我是什么权限', 'whoami'],
  ['我能看到哪些客户', 'whoami'],
  ['还有什么没做完', 'todo'],
  ['怎么登记投诉', 'help'],
  ['今天要联系哪些人', 'contact-plan'],
  ['把今天要联系的人列一下', 'contact-plan'],
  ['这周该联系谁', 'contact-plan'],
  ['最近谁要到期', 'maturities'],
  ['谁要到期了', 'maturities'],
  ['年底前到期的客户', 'maturities'],
  ['十二月到期的多不多', 'maturities'],
  ['哪些人好久没联系了', 'overdue'],
  ['我逾期了几个', 'overdue'],
  ['林涛今天在不在', 'acting-list'],
  ['方媛休假到哪天', 'acting-list'],
  ['我要代谁的班', 'acting-list'],
  ['有几个投诉没结', 'case-list'],
  ['超时的案子是哪个', 'case-list'],
  ['明天有约吗', 'week'],
  ['周四忙不忙', 'week'],
  ['这周约了几个客户', 'week'],
  ['今天怎么安排', 'briefing'],
  ['有啥急事', 'briefing'],
  ['今儿啥活儿', 'briefing'],
  ['我欠了客户哪些东西', 'todo'],
  ['我设了哪些提醒', 'todo'],
  ['下个月过生日的客户有几个', 'birthdays'],
  ['俺客户谁快过寿了', 'birthdays'],
  ['差一点到黑金的有谁', 'tier-critical'],
  ['我有几个黑金', 'client-list'],
  ['客户总数', 'client-list'],
  ['谁从来没联系过', 'client-list'],
  ['有人给我推荐客户吗', 'referrals'],
  ['推荐TJ-31怎么回事', 'referrals'],
  ['有闲钱的客户有哪些', 'opportunities'],
  ['我有没有没写完的', 'drafts'],
  ['规定动作做完没', 'routine'],
  ['我是哪个支行的', 'whoami'],
  ['昨天我联系了谁', 'my-contacts'],
  ['上个月我干了多少', 'my-contacts'],
  ['李秀兰电话多少', 'client'],
  ['李秀兰风险等级', 'client'],
  ['李秀兰名下有多少钱', 'holdings'],
  ['李秀兰有没有买保险', 'holdings'],
  ['上次跟李秀兰说啥了', 'timeline'],
  ['今年跟李秀兰见过几面', 'timeline'],
  ['我跟李秀兰聊过几次', 'timeline'],
  ['李秀兰的50万哪天到', 'maturities'],
  ['李秀兰的投诉到哪一步了', 'case-list'],
  ['你能干嘛', 'help'],
  ['说错了怎么改', 'help'],
])('%s', async (words, intent) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const said = await chat.hear(words);
  expect(said.understood).toMatchObject({ intent, effect: 'read' });
  expect(said.stored).toEqual([]);
});

test.each(['上次聊了什么', '上次说了什么', '上回聊了什么', '多久没联系了'])('%s is asked about the client spoken of last', async (words) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.say('查 李秀兰');
  expect((await chat.hear(words)).understood).toMatchObject({ intent: 'timeline', args: { client: { name: '李秀兰' } } });
});

test.each([
  ['今天谁不在', 'acting-list'],
  ['谁在休假', 'acting-list'],
  ['团队今天怎么样', 'briefing'],
  ['谁逾期最多', 'overdue'],
])('%s, asked by a supervisor', async (words, intent) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect((await chat.hear(words, 'zhoumin')).understood).toMatchObject({ intent, effect: 'read' });
});

test('a question is no instruction, though one is awaited', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.say('投诉 李秀兰 理财到账慢');
  await chat.say('对');
  await chat.say('案件 TS-1', 'zhoumin');
  await chat.press('批示', 'zhoumin');
  expect(await chat.say('谁逾期最多', 'zhoumin')).not.toContain('已批示');
  await chat.say('案件 TS-1', 'zhoumin');
  await chat.press('批示', 'zhoumin');
  expect(await chat.say('今天先给客户回个电话', 'zhoumin')).toContain('已批示');
});

test('what is asked about a client does not answer who is meant', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.say('提醒我 明天给客户回电');
  await chat.say('投诉 排队一小时没人管');
  const said = await chat.hear('李秀兰电话多少');
  expect(said.understood).toMatchObject({ intent: 'client', effect: 'read' });
  expect(said.stored).toEqual([]);
  // What was typed before is not lost.
  expect(await chat.say('草稿')).toContain('排队一小时没人管');
});

test.each(['给李秀兰写个生日祝福', '帮李秀兰拟一段中秋祝福', '给李秀兰想句生日祝福'])('%s: the draft comes at once', async (words) => {
  const chat = await startChat({ clients: [{ name: '李秀兰', birthOn: '1958-11-25' }] });
  const said = await chat.hear(words);
  expect(said.understood).toMatchObject({ intent: 'greeting', needsConfirm: false });
  expect(said.asked).toBe(false);
});

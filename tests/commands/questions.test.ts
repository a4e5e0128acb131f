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

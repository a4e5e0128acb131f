import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.js';
import { startChat } from '../helpers/chat.js';

test.each([
  ['chenyu', '客户经理可以这样说'],
  ['sunyue', '大堂和柜员可以这样说'],
  ['zhoumin', '主管可以这样说'],
  ['admin', '可以这样说'],
])('is shaped by role: %s', async (who, title) => {
  const chat = await startChat();
  expect((await chat.say('帮助', who)).split('\n')[0]).toBe(title);
});

test('the full list names exactly the commands of the role', async () => {
  const chat = await startChat();
  await chat.hear('帮助', 'sunyue');
  const all = (await chat.press('全部说法', 'sunyue')).replies[0]!.text;
  const words = all.split(/[\s：·]+/);
  for (const command of commands) expect(words.includes(command.aliases[0]!), command.name).toBe(command.roles.includes('lobbyManager'));
});

test.each([
  ['怎么登记投诉', 'chenyu', '投诉：'],
  ['怎么撤销', 'chenyu', '撤销：'],
  ['帮助 投诉', 'chenyu', '投诉：'],
  ['帮助 联络计划', 'chenyu', '联络计划：'],
  ['怎么设代理', 'zhoumin', '代理：'],
])('%s shows how that is said', async (words, who, start) => {
  const chat = await startChat();
  const said = await chat.say(words, who);
  expect(said.startsWith(start), said).toBe(true);
  expect(said).toMatch(/「.+」/);
});

test('what a role may not do is not explained to it, but who does it', async () => {
  const chat = await startChat();
  const said = await chat.say('怎么设代理', 'sunyue');
  expect(said).toContain('「代理」不在您的岗位里');
  expect(said).toContain('支行主管');
});

test.each([
  ['说错了怎么改', '修改上条：'],
  ['怎么关掉生日提醒', '关闭：'],
  ['提醒能不能每周都响', '提醒我：'],
  ['临界客户是什么意思', '临界：'],
  ['现场是干啥的', '现场：'],
  ['生日怎么登记', '登记日子：'],
])('%s is answered by the way it is said', async (words, start) => {
  const chat = await startChat();
  expect(await chat.say(words)).toMatch(new RegExp(`^${start}`));
});

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
  for (const command of commands) expect(all.includes(command.aliases[0]!), command.name).toBe(command.roles.includes('lobbyManager'));
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

test('what a role may not do is not explained to it', async () => {
  const chat = await startChat();
  expect(await chat.say('怎么设代理', 'sunyue')).toContain('大堂和柜员可以这样说');
});

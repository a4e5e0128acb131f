import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test.each([
  ['谢谢', '不客气'],
  ['再见', '好，有事随时说'],
  ['不好意思', '没关系，接着说就行'],
  ['真厉害', '谢谢，有事随时说'],
  ['好的', '好'],
  ['你真笨', '没帮上，抱歉\n换个说法再说一遍，或打「帮助」看能说什么。'],
  ['你是谁', '我是财伴，帮您查客户、记联络、盯期限\n打「帮助」看能说什么。'],
  ['你好', '在。有事直接说'],
])('「%s」 is answered in kind, with no card', async (typed, answer) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say(typed)).toBe(answer);
});

test('a greeting tells how much is waiting: own tasks first, else what 今天 lists', async () => {
  const chat = await startChat({ clients: ['李秀兰', '何伟'] });
  for (const name of ['李秀兰', '何伟']) await chat.db.run('UPDATE Client SET nextContactOn = ? WHERE id = ?', ['2026-11-23', chat.idOf(name)]);
  expect(await chat.say('在吗')).toBe('在。今天有2件，打「今天」看');
  await chat.say('提醒我 15:00 交表');
  expect(await chat.say('你好')).toBe('在。今天还有1件，打「待办」看');
});

test.each(['算了', '不用了', '取消', '算了吧。'])('「%s」 with nothing open is no riddle', async (typed) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say(typed)).toBe('好，没有等着办的事');
});

test('waved away, a question is closed and its words stay a draft', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  await chat.say('提醒我 回电李秀兰');
  expect(await chat.say('算了')).toMatch(/草稿/);
  expect(await chat.say('明天 10:00')).not.toContain('已定');
});

test.each(['😀😀', '。', '？？！'])('「%s」 says nothing, and nothing is kept of it', async (typed) => {
  const chat = await startChat({ clients: ['李秀兰'] });
  expect(await chat.say(typed)).toContain('没看到文字');
  expect(await chat.say('草稿')).toContain('没有草稿');
});

test('an umbrella to be reminded of is not the weather', async () => {
  const chat = await startChat();
  expect(await chat.say('出差 提醒我带伞')).not.toContain('天气');
  expect(await chat.say('明天要带伞吗')).toContain('天气');
});

test('a sign alone asks after what waits, and a foreign sentence is told what is read best', async () => {
  const chat = await startChat({ clients: ['张敏'] });
  expect(await chat.say('？')).toContain('没看到文字');
  await chat.say('提醒我给张敏回电话');
  expect(await chat.say('？')).toContain('还在等您回这一件\n“提醒我给张敏回电话”');
  expect(await chat.say('明天吧')).toContain('已定：明天 09:00');
  expect(await chat.say('9点')).toBe('本来就定在明天 09:00，没有变\n给张敏回电话');
  expect(await chat.say('let us talk about the weather some day')).toContain('用中文说');
});

test('four digits are the end of a number, though they say goodbye twice', async () => {
  const chat = await startChat({ clients: [{ name: '张敏', mobile: '13900008888' }] });
  expect(await chat.say('8888')).toContain('张敏');
  expect(await chat.say('88')).not.toContain('张敏');
});

import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

const PEOPLE = [
  { name: '李秀兰', honorific: '李阿姨', birthOn: '1958-11-25', mobile: '13812345678' },
  { name: '张国强', mobile: '13900004406' },
];

test('one thing about a client is answered in the first line, his card is a tap away', async () => {
  const chat = await startChat({ clients: PEOPLE });
  await chat.hear('补充资料 李秀兰 不吃香菜');
  const answers: [string, RegExp][] = [
    ['李秀兰电话多少', /^李阿姨 138\*\*\*\*5678\n/],
    ['李阿姨多大了', /^李阿姨 67岁\n1958年生，生日11月25日，下一次11月25日 周三/],
    ['李秀兰生日哪天', /^李阿姨 生日11月25日/],
    ['李秀兰风险等级', /^李阿姨 没有测评/],
    ['李秀兰归谁管', /^李阿姨 主办陈宇/],
    ['李阿姨有什么忌讳', /^李阿姨的忌讳\n不吃香菜/],
    ['张国强女儿叫什么', /^张国强 没有记过女儿\n知道了回「补充资料 张国强 内容」就记上/],
    ['张国强身份证号', /^张国强的证件号不在聊天里显示/],
    ['张国强多大', /^张国强 没有出生年份/],
    ['张国强住哪', /^张国强 没有登记地址/],
  ];
  for (const [words, answer] of answers) {
    const said = await chat.hear(words);
    expect(said.replies[0]?.text, words).toMatch(answer);
    expect(said.stored, words).toEqual([]);
  }
  expect((await chat.press('看客户')).replies[0]?.text).toMatch(/^张国强 /);
});

test('the whole number is never written, whatever is asked', async () => {
  const chat = await startChat({ clients: PEOPLE });
  for (const words of ['李秀兰电话多少', '李秀兰手机号', '李阿姨号码是多少', '查 李秀兰 电话'])
    expect(await chat.say(words)).not.toContain('12345678');
});

test('naming a client with 查 brings his card', async () => {
  const chat = await startChat({ clients: PEOPLE });
  for (const words of ['查 李秀兰', '李阿姨', '李秀兰什么情况', '李秀兰是不是金卡'])
    expect(await chat.say(words), words).toMatch(/^李秀兰（李阿姨）/);
});

test('who sees too little of him is shown what he sees', async () => {
  const chat = await startChat({ clients: PEOPLE });
  const said = await chat.say('尾号5678多大了', 'sunyue');
  expect(said).not.toContain('67岁');
  expect(said).not.toContain('1958');
});

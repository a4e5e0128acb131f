import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('keeps what is told of a client and shows it under 更多', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  const said = await chat.hear('补充资料 李秀兰 女儿在苏州上学，喜欢喝茶');
  expect(said.replies[0]?.text).toContain('已补充：李阿姨的资料');
  expect(said.stored.every((s) => s.kind === 'profileFact')).toBe(true);
  expect(await chat.core.store.profileFact.listByClient(chat.idOf('李秀兰'))).toHaveLength(2);
  await chat.hear('查 李秀兰');
  expect((await chat.press('更多')).replies[0]?.text).toContain('喜欢喝茶');
});

test('illness is kept and not written back where others may read it', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const said = await chat.hear('补充资料 李秀兰 上个月做了心脏手术');
  const facts = await chat.core.store.profileFact.listByClient(chat.idOf('李秀兰'));
  expect(facts).toMatchObject([{ confidentiality: 'restricted' }]);
  expect(said.replies[0]?.text).not.toContain('手术');
});

test('撤销 takes back all that one sentence told, once it is said yes to, and nothing told before it', async () => {
  const chat = await startChat({ clients: [{ name: '李秀兰', honorific: '李阿姨' }] });
  const known = async () => (await chat.core.store.profileFact.listByClient(chat.idOf('李秀兰'))).map(({ text }) => text);
  await chat.hear('补充资料 李秀兰 不吃香菜');
  expect(await chat.say('补充资料 李秀兰 女儿在苏州上学，喜欢喝茶')).toContain('08:49前打「撤销」可收回');
  expect(await chat.say('撤销')).toContain('收回刚办的「补充资料」吗');
  const back = await chat.hear('对');
  expect(back.replies[0]?.text).toBe('已收回：刚补充的李阿姨的资料\n女儿在苏州上学；喜欢喝茶');
  expect(back.stored).toHaveLength(2);
  expect(await known()).toEqual(['不吃香菜']);
  await chat.say('撤销');
  await chat.say('对');
  expect(await known()).toEqual([]);
});

test('it is taken back for ten minutes, by who told it, and what is private is not read out', async () => {
  const chat = await startChat({ clients: ['李秀兰'] });
  const told = await chat.hear('补充资料 李秀兰 上个月做了心脏手术');
  const key = `profileDrop:${told.stored[0]?.id}`;
  expect((await chat.tap(key, undefined, 'lintao')).stored).toEqual([]);
  const back = await chat.tap(key);
  expect(back.replies[0]?.text).toBe('已收回：刚补充的李秀兰的资料\n1条敏感内容');
  expect((await chat.tap(key)).replies[0]?.text).toContain('已经收回过了');
  const again = await chat.hear('补充资料 李秀兰 喜欢喝茶');
  chat.later(10 * 60_000);
  expect((await chat.tap(`profileDrop:${again.stored[0]?.id}`)).replies[0]?.text).toContain('10分钟已过');
});

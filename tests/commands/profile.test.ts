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

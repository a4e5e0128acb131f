import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('规定动作 is computed from what was done, and each open act is a number away', async () => {
  const chat = await startChat({ clients: ['何伟', '孙丽'] });
  await chat.db.run(`UPDATE Client SET nextContactOn = '2026-11-11' WHERE name = '何伟'`);
  const before = await chat.say('规定动作');
  expect(before).toContain('1 看早报');
  expect(before).toContain('2 联络今天该联络的客户，还有1位');
  expect(before).toContain('3 记联络，今天还没有');
  expect(before).toContain('4 清超期联络，还有1位');
  expect(before).toContain('✓ 联络14天内到期的客户');
  expect(await chat.say('1')).toContain('早报 11月23日 周一');
  await chat.say('记 何伟 电话 接通 聊了近况');
  await chat.say('本周');
  const after = await chat.say('规定动作');
  expect(after).toContain('✓ 看早报');
  expect(after).toContain('✓ 联络今天该联络的客户');
  expect(after).toContain('✓ 记联络，今天1笔');
  expect(after).toContain('✓ 清超期联络');
  expect(after).toContain('✓ 看本周安排（自选）');
  expect(after).toMatch(/补齐档案，还缺2份/);
});

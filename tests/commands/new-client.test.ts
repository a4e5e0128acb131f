import { expect, test } from 'vitest';
import { startChat } from '../helpers/chat.js';

test('asks for one more fact, then makes a prospect of one’s own', async () => {
  const chat = await startChat();
  expect(await chat.say('新建客户 孙小满')).toContain('还要一样：孙小满的手机号或出生日期');
  const done = await chat.hear('13900009999');
  expect(done.replies[0]?.text).toContain('已新建：孙小满 尾号9999');
  expect(done.stored).toMatchObject([{ kind: 'client' }]);
  expect(await chat.say('查 孙小满')).toContain('行外客户');
});

test('whose client it is, is told only when name and one more fact agree', async () => {
  const chat = await startChat({ clients: [{ name: '王芳', manager: 'lintao', mobile: '13800001234' }] });
  expect(await chat.say('新建客户 王芳 13800001234')).toContain('该客户已由其他理财经理维护');
  const other = await chat.hear('新建客户 王芳 13811112222');
  expect(other.replies[0]?.text).toContain('已新建：王芳 尾号2222');
  expect(other.replies[0]?.text).not.toContain('其他理财经理');
  // The supervisor looks at it; the one who asked learns nothing.
  expect((await chat.pushed('zhoumin')).join()).toContain('王芳');
});

test('one without a manager is claimed', async () => {
  const chat = await startChat({ clients: [{ name: '王芳', manager: 'lintao', mobile: '13800001234' }] });
  const relation = await chat.db.get<{ id: string }>(`SELECT id FROM ManagerRelation WHERE role = 'main'`);
  await chat.core.store.tx((tx) => tx.managerRelation.end(relation!.id, chat.now()));
  expect(await chat.say('新建客户 王芳 13800001234')).toContain('已认领：王芳');
  expect(await chat.say('查 王芳')).toContain('主办陈宇');
});

test('one’s own client is not made twice', async () => {
  const chat = await startChat({ clients: [{ name: '王芳', mobile: '13800001234' }] });
  expect(await chat.say('新建客户 王芳 13800001234')).toContain('已经是您的客户');
  expect(await chat.db.all('SELECT id FROM Client')).toHaveLength(1);
});

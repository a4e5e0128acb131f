import { expect, test } from 'vitest';
import { startChat, type Chat } from '../helpers/chat.js';

const LI = { name: '李秀兰', honorific: '李阿姨', level: 'platinum' as const, deputy: 'hejing' };

/** A retention of a client who closes his account, as the morning writes it. */
async function closing(chat: Chat): Promise<string> {
  const at = chat.now().getTime();
  return chat.core.store.tx(async (tx) => {
    const id = await tx.retention.add({
      clientId: chat.idOf('李秀兰'),
      code: 'accountClosing',
      onDate: '2026-11-23',
      measure: 1,
      amountFen: null,
      averageFen: null,
      ownerId: 'chenyu',
      reasonText: '客户申请销户',
      createdAt: at,
    });
    return id!;
  });
}

test('流失 of a closed account asks the supervisor; sealed, nobody but compliance reads the file', async () => {
  const chat = await startChat({ clients: [LI] });
  const id = await closing(chat);
  await chat.say('提醒我 明天 10:00 回电 李秀兰');
  await chat.tap(`retention:${id}`);
  expect(await chat.say('依据')).toContain('登录记录没有导入文件，“久未往来”不判断');
  await chat.tap(`retCause:${id}.rate`);
  await chat.tap(`retResult:${id}.lost`);
  expect((await chat.pushed('zhoumin')).at(-1)).toBe('李秀兰销户流失，封存档案吗');
  const clientId = chat.idOf('李秀兰');
  // Not the manager's to decide.
  expect((await chat.tap(`seal:${clientId}`)).stored).toEqual([]);
  const sealed = await chat.tap(`seal:${clientId}`, undefined, 'zhoumin');
  expect(sealed.replies[0]!.text).toBe('已封存：李秀兰\n待办1件已取消。关怀和提醒都停了，档案只有合规凭工单可看。');
  expect(await chat.db.all(`SELECT role, state FROM ManagerRelation WHERE clientId = ? ORDER BY role`, [clientId])).toEqual([
    { role: 'deputy', state: 'ended' },
    { role: 'main', state: 'ended' },
  ]);
  expect(await chat.db.get(`SELECT state FROM Task WHERE clientId = ?`, [clientId])).toEqual({ state: 'cancelled' });
  for (const who of ['chenyu', 'zhoumin', 'sunyue', 'hejing', 'xubin', 'yejun'])
    expect((await chat.tap(`view:${clientId}`, undefined, who)).replies[0]!.text, who).toContain('没找到');
  for (const who of ['chenyu', 'zhoumin', 'sunyue']) expect((await chat.hear('查 李秀兰', who)).replies[0]!.text, who).toMatch(/^没找到/);
  expect((await chat.tap(`view:${clientId}`, undefined, 'hegui')).replies[0]!.text).toContain('工单');
  expect(await chat.db.get(`SELECT COUNT(*) AS n FROM AuditEvent WHERE action = 'client.seal'`)).toEqual({ n: 1 });
  // A second tap finds nothing to seal.
  expect((await chat.tap(`seal:${clientId}`, undefined, 'zhoumin')).stored).toEqual([]);
});

test('what is still open comes first', async () => {
  const chat = await startChat({ clients: [LI] });
  await chat.say('投诉 李秀兰 到账晚了三天');
  await chat.press('对，登记');
  const said = await chat.tap(`seal:${chat.idOf('李秀兰')}`, undefined, 'zhoumin');
  expect(said.replies[0]!.text).toBe('李阿姨还有没办完的，先不封存\n案件1件，办结后再点「封存」。');
  expect(await chat.db.get(`SELECT status FROM Client WHERE id = ?`, [chat.idOf('李秀兰')])).not.toEqual({ status: 'lost' });
});

import { describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/role.js';
import { startChat, type Chat } from '../helpers/chat.js';

/** The audit names the role under which something was allowed, which need not be the first of somebody's. */

const OUTLET = '001201';

async function startAs(roles: readonly (readonly [Role, string])[], who = 'chenyu'): Promise<Chat> {
  const chat = await startChat({ clients: ['李秀兰', { name: '赵敏', manager: 'lintao', mobile: '13812342210' }] });
  await chat.core.store.tx((tx) =>
    tx.staff.setRoles(
      who,
      roles.map(([role, orgId]) => ({ role, orgId })),
    ),
  );
  return chat;
}

const rolesIn = async (chat: Chat, action: string): Promise<(string | null)[]> =>
  (await chat.db.all<{ role: string | null }>('SELECT role FROM AuditEvent WHERE action = ? ORDER BY seq', [action])).map((row) => row.role);

describe('a lobby manager who is a wealth manager too', () => {
  const both = [
    ['lobbyManager', OUTLET],
    ['relationshipManager', OUTLET],
  ] as const;

  test('looks at his client, keeps a contact and taps as the wealth manager', async () => {
    const chat = await startAs(both);
    await chat.say('李秀兰');
    await chat.tap(`more:${chat.idOf('李秀兰')}`);
    expect((await chat.hear('记 李秀兰 电话 祝生日')).stored.map(({ kind }) => kind)).toContain('contactRecord');
    await chat.say('我的客户');
    for (const action of ['client', 'client.more', 'contact', 'client-list'])
      expect(await rolesIn(chat, action), action).toEqual(['relationshipManager']);
  });

  test('finds a colleague’s client by her phone as the lobby manager', async () => {
    const chat = await startAs(both);
    await chat.say('2210');
    expect(await rolesIn(chat, 'client')).toEqual(['lobbyManager']);
  });
});

test('a branch manager who has clients himself needs no reason for them: he looks as their manager', async () => {
  const chat = await startAs([
    ['branchManager', '0012'],
    ['relationshipManager', OUTLET],
  ]);
  await chat.say('李秀兰');
  expect(await rolesIn(chat, 'client')).toEqual(['relationshipManager']);
  await chat.say('赵敏');
  await chat.press('督办');
  expect(await rolesIn(chat, 'client')).toEqual(['relationshipManager', 'branchManager']);
});

test('a case is commented on by the supervisor of its outlet, not by the other post she holds', async () => {
  const chat = await startAs(
    [
      ['branchManager', '001202'],
      ['branchSupervisor', OUTLET],
    ],
    'zhoumin',
  );
  await chat.say('投诉 李秀兰 到账晚了三天');
  await chat.press('对，登记');
  const [row] = await chat.db.all<{ id: string; no: string }>('SELECT id, no FROM "Case"');
  await chat.say(`督办 ${row?.no ?? ''} 今天给我回话`, 'zhoumin');
  expect(await rolesIn(chat, 'case.comment')).toEqual(['branchSupervisor']);
  await chat.say(`案件 ${row?.no ?? ''}`, 'zhoumin');
  expect(await rolesIn(chat, 'case.view')).toEqual(['branchSupervisor']);
});

test('what none of somebody’s roles allows is refused under the first', async () => {
  const chat = await startAs([
    ['lobbyManager', OUTLET],
    ['teller', OUTLET],
  ]);
  await chat.say('持仓 李秀兰');
  expect(await rolesIn(chat, 'holdings')).toEqual(['lobbyManager']);
});

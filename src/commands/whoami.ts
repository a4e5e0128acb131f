import { z } from 'zod';
import { defineCommand } from '../bot/command.js';
import { ROLE_TITLES } from '../domain/role.js';
import { hasRole } from '../bot/speaker.js';
import { LOOKING } from '../domain/role-group.js';
import { ROLES } from '../domain/role.js';

export default defineCommand({
  name: 'whoami',
  aliases: ['我是谁', '我的身份', '我的权限', '我的账号', '我的角色', 'whoami'],
  group: 'help',
  summary: '看自己的身份和权限',
  examples: ['我是谁'],
  roles: ROLES,
  effect: 'read',
  args: z.object({}),
  slots: [],
  cues: [
    { words: ['什么权限', '哪些权限', '我的权限', '我能看什么', '我能看谁', '我能看哪些', '我能看到', '我是什么角色', '我的角色'], weight: 0.6 },
  ],
  handle: async (turn) => {
    const org = await turn.store.org.find(turn.user.orgId);
    const mine = await turn.store.client.list(turn.user, {}, { limit: 1 });
    return turn.reply('whoami', {
      name: turn.user.name,
      org: org?.name ?? '',
      roles: [...new Set(turn.user.roles.map((r) => ROLE_TITLES[r.role]))],
      clients: mine.total,
      ticket: hasRole(turn.user, 'compliance') && turn.user.roles.length === 1,
      desk: hasRole(turn.user, 'teller', 'lobbyManager'),
      looks: turn.user.roles.some(({ role }) => LOOKING.includes(role)),
      userId: turn.user.id,
    });
  },
});

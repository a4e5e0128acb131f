import { expect, test } from 'vitest';
import { ROLES, ROLE_TITLES, roleOfTitle, rolesOfTitles } from '../../src/domain/role.js';

test.each([
  ['柜员', 'teller'],
  ['大堂经理', 'lobbyManager'],
  ['助理', 'rmAssistant'],
  ['理财经理', 'relationshipManager'],
  ['客户经理', 'relationshipManager'],
  ['理财师', 'wealthAdviser'],
  ['支行主管', 'branchSupervisor'],
  ['财富中心主任', 'wealthCentreHead'],
  ['分行管理', 'branchManager'],
  ['总行管理', 'headOfficeManager'],
  ['产品经理', 'productManager'],
  ['合规', 'compliance'],
  ['系统管理员', 'sysAdmin'],
  [' relationshipManager ', 'relationshipManager'],
  ['行长', undefined],
  ['', undefined],
])('%s is %s', (title, role) => expect(roleOfTitle(title)).toBe(role));

test('every role has one title, read back to itself', () => {
  for (const role of ROLES) expect(roleOfTitle(ROLE_TITLES[role])).toBe(role);
});

test('several roles in one cell, unknown ones told', () => {
  expect(rolesOfTitles('理财经理;支行主管；行长; 理财经理')).toEqual({ roles: ['relationshipManager', 'branchSupervisor'], unknown: ['行长'] });
});

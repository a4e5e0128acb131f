/** What a colleague may be; several at once, each bound to an org. Titles are those of the staff import. */
export const ROLES = [
  'teller',
  'lobbyManager',
  'rmAssistant',
  'relationshipManager',
  'wealthAdviser',
  'branchSupervisor',
  'wealthCentreHead',
  'branchManager',
  'headOfficeManager',
  'productManager',
  'compliance',
  'sysAdmin',
] as const;

export type Role = (typeof ROLES)[number];

export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  teller: '柜员',
  lobbyManager: '大堂经理',
  rmAssistant: '助理',
  relationshipManager: '理财经理',
  wealthAdviser: '理财师',
  branchSupervisor: '支行主管',
  wealthCentreHead: '财富中心主任',
  branchManager: '分行管理',
  headOfficeManager: '总行管理',
  productManager: '产品经理',
  compliance: '合规',
  sysAdmin: '系统管理员',
};

const OTHER_TITLES: Readonly<Record<string, Role>> = {
  客户经理: 'relationshipManager',
  理财经理助理: 'rmAssistant',
  财富顾问: 'wealthAdviser',
  网点负责人: 'branchSupervisor',
  主管: 'branchSupervisor',
  财富管理中心主任: 'wealthCentreHead',
  分行财富管理中心主任: 'wealthCentreHead',
  审计: 'compliance',
  auditor: 'compliance',
};

/** The role a title or an English identifier names; undefined when there is none of that name. */
export function roleOfTitle(title: string): Role | undefined {
  const text = title.trim();
  return ROLES.find((role) => role === text || ROLE_TITLES[role] === text) ?? OTHER_TITLES[text];
}

/** Several roles in one cell, split by `;` or 「；」; `unknown` lists what names no role. */
export function rolesOfTitles(cell: string): { roles: Role[]; unknown: string[] } {
  const roles: Role[] = [];
  const unknown: string[] = [];
  for (const title of cell
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const role = roleOfTitle(title);
    if (role === undefined) unknown.push(title);
    else if (!roles.includes(role)) roles.push(role);
  }
  return { roles, unknown };
}

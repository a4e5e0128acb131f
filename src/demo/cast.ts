import type { Role } from '../domain/role.js';
import { ROLE_TITLES } from '../domain/role.js';

export const DEMO_ORGS = [
  { id: '001', name: '示例银行总行', parentId: '', level: '总行' },
  { id: '00110', name: '示例银行苏州分行', parentId: '001', level: '分行' },
  { id: '0011001', name: '示例银行园区支行', parentId: '00110', level: '支行' },
  { id: '0011002', name: '示例银行湖东支行', parentId: '00110', level: '支行' },
  { id: '0011003', name: '示例银行平江支行', parentId: '00110', level: '支行' },
] as const;

export interface DemoColleague {
  /** WeCom userid. */
  userid: string;
  name: string;
  role: Role;
  orgId: (typeof DEMO_ORGS)[number]['id'];
  supervisor?: string;
  licences: string;
  /** What to try first when one plays this colleague. */
  sentences: readonly string[];
}

const manager = (
  userid: string,
  name: string,
  orgId: DemoColleague['orgId'],
  supervisor: string,
  sentences: readonly string[] = ['我的客户', '今天', '联络计划'],
): DemoColleague => ({
  userid,
  name,
  role: 'relationshipManager',
  orgId,
  supervisor,
  licences: 'AFP;基金从业',
  sentences,
});

/** Everybody who works at the demo bank; the first of each role is the one to play. */
export const DEMO_STAFF: readonly DemoColleague[] = [
  manager('chenyu', '陈宇', '0011001', 'zhoumin', ['查 李秀兰', '记 李秀兰 电话 祝生日', '查 张伟', '我的客户 白金']),
  manager('lintao', '林涛', '0011001', 'zhoumin', ['查 冯岩', '我的客户 未联系', '历史 卢静']),
  manager('fangyuan', '方媛', '0011001', 'zhoumin', ['查 王芳', '我的客户 黑金', '持仓 王芳']),
  manager('xunuo', '许诺', '0011001', 'zhoumin', ['查 冯玉梅', '我的客户 生日', '记 冯玉梅 电话 约面谈']),
  manager('guokai', '郭凯', '0011002', 'tangliang'),
  manager('shenyue', '沈悦', '0011003', 'jiangning'),
  {
    userid: 'hejing',
    name: '何婧',
    role: 'wealthAdviser',
    orgId: '0011001',
    supervisor: 'zhoumin',
    licences: 'CFP;AFP',
    sentences: ['查 王建国', '持仓 王总', '我的客户'],
  },
  {
    userid: 'luoxu',
    name: '罗旭',
    role: 'wealthAdviser',
    orgId: '00110',
    supervisor: 'dongwen',
    licences: 'CFP',
    sentences: ['我的客户 黑金', '我的客户 到期', '帮助'],
  },
  {
    userid: 'sunyue',
    name: '孙悦',
    role: 'lobbyManager',
    orgId: '0011001',
    supervisor: 'zhoumin',
    licences: '',
    sentences: ['查 5678', '推荐 顾明 尾号2210 教育金', '现场 吴静 要转走资金', '我是谁'],
  },
  {
    userid: 'zhoumin',
    name: '周敏',
    role: 'branchSupervisor',
    orgId: '0011001',
    supervisor: 'dongwen',
    licences: 'AFP',
    sentences: ['查 李秀兰', '我的客户 未联系', '查 张伟', '帮助'],
  },
  {
    userid: 'tangliang',
    name: '唐亮',
    role: 'branchSupervisor',
    orgId: '0011002',
    supervisor: 'dongwen',
    licences: 'AFP',
    sentences: ['我的客户 到期', '我的客户 黑金', '帮助'],
  },
  {
    userid: 'jiangning',
    name: '蒋宁',
    role: 'branchSupervisor',
    orgId: '0011003',
    supervisor: 'dongwen',
    licences: 'AFP',
    sentences: ['我的客户 生日', '我的客户 未联系', '帮助'],
  },
  {
    userid: 'dongwen',
    name: '董文',
    role: 'wealthCentreHead',
    orgId: '00110',
    supervisor: 'gaoyuan',
    licences: 'CFP',
    sentences: ['我的客户 黑金', '查 王建国', '帮助'],
  },
  { userid: 'gaoyuan', name: '高远', role: 'headOfficeManager', orgId: '001', licences: '', sentences: ['查 李秀兰', '我是谁', '帮助'] },
];

export interface CastMember {
  userid: string;
  name: string;
  /** 理财经理, 大堂经理 … */
  title: string;
  orgName: string;
  sentences: readonly string[];
}

/** Who can be played in the console, with what to say first. */
export const DEMO_CAST: readonly CastMember[] = DEMO_STAFF.map((one) => ({
  userid: one.userid,
  name: one.name,
  title: ROLE_TITLES[one.role],
  orgName: DEMO_ORGS.find((org) => org.id === one.orgId)?.name ?? '',
  sentences: one.sentences,
}));

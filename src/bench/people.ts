import { nameLetters, type NameLetters } from '../store/pinyin.js';

/** Surnames by how many bear them: the first are drawn far more often, so that namesakes are as common as in a real bank. */
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤',
  '欧阳',
  '上官',
  '诸葛',
  '司马',
  '单',
  '仇',
  '区',
  '解',
  '翟',
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂华建国玉兰红梅文斌志海波永康家豪子轩宇航俊立新德胜学浩然天佑成功绍辉光春雨淑珍美玲雅琴晓燕梦洁思佳怡欣妍诗涵慧凤月翠萍巧云若婉清颖雪倩瑶彤钰昊彬凯峰喆堃晨曦书瑞嘉仁义礼智信',
];
const LEVELS = ['大众', '大众', '大众', '金卡', '金卡', '白金', '黑金'];
/** One client in so many has a second manager. */
const DEPUTY_EVERY = 10;

export interface BenchPerson extends NameLetters {
  id: string;
  clientNo: string;
  name: string;
  gender: 'male' | 'female';
  birthOn: string;
  mobile: string;
  orgId: string;
  managerId: string;
  deputyId: string | null;
  levelTitle: string;
}

/** Managers of one outlet. */
const OUTLET = 10;
/** Outlets of one branch. */
const BRANCH = 20;

export const HEAD_OFFICE = '001';
const digits = (value: number, length: number): string => String(value).padStart(length, '0');

export const managerId = (i: number): string => `rm${digits(i, 5)}`;
export const branchId = (i: number): string => `${HEAD_OFFICE}${digits(i, 3)}`;
export const outletId = (i: number): string => `${branchId(Math.floor(i / BRANCH))}${digits(i % BRANCH, 2)}`;
export const outletOf = (manager: number): number => Math.floor(manager / OUTLET);
export const outletCount = (managers: number): number => Math.ceil(managers / OUTLET);
export const branchCount = (managers: number): number => Math.ceil(outletCount(managers) / BRANCH);

/** The same numbers for the same client on every machine, spread over 32 bits. */
function mixed(i: number, salt: number): number {
  let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

const share = (i: number, salt: number): number => mixed(i, salt) / 2 ** 32;
const pick = <T>(list: readonly T[], part: number): T => list[Math.floor(part * list.length)] as T;

/** The i-th client of the bench bank: managers in turn, as client numbers come from a core system. */
export function personAt(i: number, managers: number): BenchPerson {
  const manager = i % managers;
  const outlet = outletOf(manager);
  const name = pick(SURNAMES, share(i, 1) ** 2) + pick(GIVEN, share(i, 2)) + (share(i, 3) < 0.8 ? pick(GIVEN, share(i, 4)) : '');
  const deputy = outlet * OUTLET + ((manager + 1) % OUTLET);
  return {
    id: `C0${digits(i, 24)}`,
    clientNo: `${100_000_000 + i}`,
    name,
    ...nameLetters(name),
    gender: mixed(i, 5) % 2 === 0 ? 'male' : 'female',
    birthOn: `${1940 + (mixed(i, 6) % 65)}-${digits(1 + (mixed(i, 7) % 12), 2)}-${digits(1 + (mixed(i, 8) % 28), 2)}`,
    mobile: `1${pick(['38', '39', '58', '86', '99'], share(i, 9))}${digits(mixed(i, 10) % 100_000_000, 8)}`,
    orgId: outletId(outlet),
    managerId: managerId(manager),
    deputyId: i % DEPUTY_EVERY === 0 && deputy < managers && deputy !== manager ? managerId(deputy) : null,
    levelTitle: pick(LEVELS, share(i, 11)),
  };
}

import type { Random } from './random.js';

const SURNAMES = [
  ...'刘陈杨黄吴徐孙朱马胡林何高梁郑罗宋谢唐韩曹许邓冯曾程蔡潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚',
];
const RARE_SURNAMES = ['欧阳', '上官', '尉迟', '司马', '诸葛', '令狐', '皇甫', '单', '仇', '区', '查', '解', '朴', '盖', '缪', '翟', '覃', '乐'];
const MALE = [
  '建军',
  '志强',
  '国华',
  '文斌',
  '海波',
  '永康',
  '家豪',
  '子轩',
  '宇航',
  '俊杰',
  '明远',
  '振华',
  '立新',
  '德胜',
  '学文',
  '浩然',
  '天佑',
  '成功',
  '绍辉',
  '光明',
  '伯言',
  '景行',
  '磊',
  '超',
  '峰',
  '涛',
  '凯',
  '斌',
  '喆',
  '堃',
  '䶮',
  '昊',
  '彬',
];
const FEMALE = [
  '桂英',
  '玉兰',
  '秀珍',
  '淑芬',
  '丽华',
  '美玲',
  '雅琴',
  '晓燕',
  '梦洁',
  '思雨',
  '佳怡',
  '欣妍',
  '诗涵',
  '静怡',
  '慧敏',
  '凤霞',
  '月娥',
  '翠萍',
  '巧云',
  '若兰',
  '婉清',
  '娟',
  '艳',
  '萍',
  '婷',
  '颖',
  '雪',
  '倩',
  '𬱖',
  '瑶',
  '彤',
  '钰',
];
const MINORITY = ['古丽·买买提', '阿依努尔·艾力', '巴特尔', 'Anna Müller', 'John Smith'];

/** A name nobody in `taken` has, and which the manager cannot confuse with a client told about by name. */
export function makeName(random: Random, gender: 'male' | 'female', taken: Set<string>, avoidSurnames: readonly string[] = []): string {
  for (;;) {
    const surname = random.chance(0.12) ? random.pick(RARE_SURNAMES) : random.pick(SURNAMES);
    const name = surname + random.pick(gender === 'male' ? MALE : FEMALE);
    if (taken.has(name) || avoidSurnames.includes(surname)) continue;
    taken.add(name);
    return name;
  }
}

export const foreignNames = (): readonly string[] => MINORITY;

import { intentOf } from '../../src/bot/command.js';
import { commands } from '../../src/commands/index.js';
import { createCalendar } from '../../src/domain/calendar/index.js';
import { buildClientIndex, compileIntents, understand, withLaterIntents, type ClientRow, type UnderstandContext } from '../../src/understand/index.js';

/** Clients of one manager, named as in the design's samples, with namesakes and names that are ordinary words. */
export const ROWS: ClientRow[] = [
  { id: 'c-lixiulan', name: '李秀兰', honorific: '李阿姨', pinyin: 'lixiulan', initials: 'lxl', mobile: '13800005678', mobileTail: '5678', clientNo: 'C10001', gender: 'female', birthYear: 1958, lastContactOn: '2026-09-23' },
  { id: 'c-wangjianguo', name: '王建国', honorific: '王总', pinyin: 'wangjianguo', initials: 'wjg', mobile: '13900001104', mobileTail: '1104', clientNo: 'C10002', gender: 'male', birthYear: 1974, lastContactOn: '2026-11-18' },
  { id: 'c-zhangguoqiang', name: '张国强', pinyin: 'zhangguoqiang', initials: 'zgq', mobile: '13700002233', mobileTail: '2233', clientNo: 'C10003', gender: 'male', birthYear: 1970, lastContactOn: '2026-11-20' },
  { id: 'c-zhaomin', name: '赵敏', pinyin: 'zhaomin', initials: 'zm', mobile: '13600004321', mobileTail: '4321', clientNo: 'C10004', gender: 'female', birthYear: 1985 },
  { id: 'c-zhangwei1', name: '张伟', pinyin: 'zhangwei', initials: 'zw', mobile: '13500003321', mobileTail: '3321', clientNo: 'C10005', gender: 'male', birthYear: 1990, lastContactOn: '2026-11-12' },
  { id: 'c-zhangwei2', name: '张伟', pinyin: 'zhangwei', initials: 'zw', mobile: '13500000917', mobileTail: '0917', clientNo: 'C10006', gender: 'male', birthYear: 1988, lastContactOn: '2026-09-02' },
  { id: 'c-wangfang', name: '王芳', pinyin: 'wangfang', initials: 'wf', mobile: '13400007745', mobileTail: '7745', clientNo: 'C10007', gender: 'female', birthYear: 1992 },
  { id: 'c-liuyang', name: '刘洋', pinyin: 'liuyang', initials: 'ly', mobile: '13300008812', mobileTail: '8812', clientNo: 'C10008', gender: 'male', birthYear: 1991 },
  { id: 'c-gaojie', name: '高洁', pinyin: 'gaojie', initials: 'gj', mobile: '13300009923', mobileTail: '9923', clientNo: 'C10009', gender: 'female', birthYear: 1983 },
  { id: 'c-gaoxing', name: '高兴', pinyin: 'gaoxing', initials: 'gx', mobile: '13300006655', mobileTail: '6655', clientNo: 'C10010', gender: 'male', birthYear: 1979 },
  { id: 'c-wujing', name: '吴静', pinyin: 'wujing', initials: 'wj', mobile: '13200003456', mobileTail: '3456', clientNo: 'C10011', gender: 'female', birthYear: 1987 },
  { id: 'c-guming', name: '顾明', pinyin: 'guming', initials: 'gm', mobile: '13100002210', mobileTail: '2210', clientNo: 'C10012', gender: 'male', birthYear: 1984 },
  { id: 'c-chenjing', name: '陈静', honorific: '陈老师', pinyin: 'chenjing', initials: 'cj', mobile: '13000001212', mobileTail: '1212', clientNo: 'C10013', gender: 'female', birthYear: 1976 },
  { id: 'c-zhouan', name: '周岚', pinyin: 'zhoulan', initials: 'zl', mobile: '15800004455', mobileTail: '4455', clientNo: 'C10014', gender: 'female', birthYear: 1969 },
  { id: 'c-ouyang', name: '欧阳雪', pinyin: 'ouyangxue', initials: 'oyx', mobile: '15900006677', mobileTail: '6677', clientNo: 'C10015', gender: 'female', birthYear: 1995 },
  { id: 'c-wangming', name: '王明', pinyin: 'wangming', initials: 'wm', mobile: '18600007788', mobileTail: '7788', clientNo: 'C10016', gender: 'male', birthYear: 1966 },
  { id: 'c-sunli', name: '孙丽', pinyin: 'sunli', initials: 'sl', mobile: '18700008899', mobileTail: '8899', clientNo: 'C10017', gender: 'female', birthYear: 1981 },
  { id: 'c-majun', name: '马骏', pinyin: 'majun', initials: 'mj', mobile: '18800009900', mobileTail: '9900', clientNo: 'C10018', gender: 'male', birthYear: 1986 },
  { id: 'c-qiancheng', name: '钱程', pinyin: 'qiancheng', initials: 'qc', mobile: '18900001357', mobileTail: '1357', clientNo: 'C10019', gender: 'male', birthYear: 1982 },
  { id: 'c-shanxiu', name: '单秀英', pinyin: 'shanxiuying', initials: 'sxy', pinyinAlt: 'danxiuying', initialsAlt: 'dxy', mobile: '18900002468', mobileTail: '2468', clientNo: 'C10020', gender: 'female', birthYear: 1955 },
  { id: 'c-heweitao', name: '何涛', pinyin: 'hetao', initials: 'ht', mobile: '18500003579', mobileTail: '3579', clientNo: 'C10021', gender: 'male', birthYear: 1977 },
  { id: 'c-zhengqiang', name: '郑强', pinyin: 'zhengqiang', initials: 'zq', mobile: '18500004680', mobileTail: '4680', clientNo: 'C10022', gender: 'male', birthYear: 1980 },
];

export const CALENDAR = createCalendar();
export const NOW = new Date('2026-11-23T10:05:00+08:00');
export const STAFF = ['陈宇', '何婧', '孙悦', '林涛', '方媛', '许诺', '周敏'];
export const INTENTS = compileIntents(withLaterIntents(commands.map(intentOf)));
export const CLIENTS = buildClientIndex(ROWS);

export function contextOf(over: Partial<UnderstandContext> = {}): UnderstandContext {
  return { now: NOW, calendar: CALENDAR, intents: INTENTS, clients: CLIENTS, staff: STAFF, ...over };
}

export const read = (text: string, over: Partial<UnderstandContext> = {}) => understand(text, contextOf(over));

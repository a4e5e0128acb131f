import { expect, test } from 'vitest';
import { nameLetters, typedLetters, hasCompoundSurname } from '../../src/store/pinyin.js';

test.each([
  ['单雄信', 'shanxiongxin', 'sxx', 'danxiongxin'],
  ['仇英', 'qiuying', 'qy', 'chouying'],
  ['区大伟', 'oudawei', 'odw', 'qudawei'],
  ['查良镛', 'zhaliangyong', 'zly', 'chaliangyong'],
  ['解缙', 'xiejin', 'xj', 'jiejin'],
  ['曾国藩', 'zengguofan', 'zgf', 'cengguofan'],
  ['种师道', 'chongshidao', 'csd', 'zhongshidao'],
  ['吕布', 'lvbu', 'lb', 'lubu'],
  ['尉迟恭', 'yuchigong', 'ycg', 'weichigong'],
  ['万俟卨', 'moqixie', 'mqx', 'wansixie'],
  ['欧阳修', 'ouyangxiu', 'oyx', null],
  ['司马光', 'simaguang', 'smg', null],
  ['刘䶮', 'liuyan', 'ly', null],
  ['李喆', 'lizhe', 'lz', null],
  ['王堃', 'wangkun', 'wk', null],
  ['古丽·买买提', 'gulimaimaiti', 'glmmt', null],
  ['John Smith', 'johnsmith', 'js', null],
  ['Márta Kovács', 'martakovacs', 'mk', null],
])('%s is found as %s and %s', (name, pinyin, initials, alt) => {
  expect(nameLetters(name)).toMatchObject({ pinyin, initials, pinyinAlt: alt });
});

test('a character nobody can read does not spoil the rest', () => {
  expect(nameLetters('陈\u{2ffff}明').pinyin).toBe('chenming');
  expect(nameLetters('')).toEqual({ pinyin: '', initials: '', pinyinAlt: null, initialsAlt: null });
});

test('typed letters lose tones, spaces and capitals, and Chinese is none', () => {
  expect(typedLetters('Lǐ Xiù Lán')).toBe('lixiulan');
  expect(typedLetters("xi'an")).toBe('xian');
  expect(typedLetters('lǚ bù')).toBe('lvbu');
  expect(typedLetters('ＬＸＬ')).toBe('lxl');
  expect(typedLetters('李x')).toBe('');
});

test('knows surnames of two characters', () => {
  expect(['欧阳娜', '上官云', '司马迁', '尉迟恭', '王司马'].map(hasCompoundSurname)).toEqual([true, true, true, true, false]);
});

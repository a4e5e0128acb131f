import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { characters, DEFAULT_MASKING, personalNumbers, present, type MaskedField, type Place, type Viewer } from '../../src/domain/masking.js';

const stranger: Viewer = { full: [] };
const owner: Viewer = { full: ['name', 'amountFen', 'birthday'] };
const FIELDS: MaskedField[] = ['name', 'mobile', 'landline', 'idCard', 'otherId', 'account', 'email', 'address', 'amountFen', 'birthday'];

describe('a viewer without full right reads', () => {
  test.each<[MaskedField, string | number, string]>([
    ['name', '张三', '张*'],
    ['name', '张小明', '张*明'],
    ['name', '欧阳娜娜', '欧**娜'],
    ['name', '李秀兰', '李*兰'],
    ['name', '阿卜杜·买买提', '阿*****提'],
    ['name', '张', '*'],
    ['name', '𠮷田', '𠮷*'],
    ['name', '王𬭎𡐓', '王*𡐓'],
    ['name', '葛\u{E0100}城', '葛\u{E0100}*'],
    ['name', 'John Smith', 'J*** S****'],
    ['name', 'Jean-Luc Picard', 'J***-L** P*****'],
    ['name', 'Éva', 'É**'],
    ['name', ' 张三 ', '张*'],
    ['mobile', '13812345678', '138****5678'],
    ['mobile', '+86 138-1234-5678', '138****5678'],
    ['mobile', '12345', '***45'],
    ['landline', '0512-65123478', '0512-******78'],
    ['landline', '051265123478', '0512-******78'],
    ['landline', '01065123478', '010-******78'],
    ['landline', '65123478', '******78'],
    ['idCard', '320501195810150024', '3****************4'],
    ['idCard', '32050119581015002X', '3****************X'],
    ['otherId', 'E12345621', 'E******21'],
    ['otherId', 'E21', '***'],
    ['account', '6222021234567896789', '****6789'],
    ['account', '6222 0212 3456 7896 789', '****6789'],
    ['account', '6789', '****'],
    ['email', 'zhangsan@qq.com', 'z***@qq.com'],
    ['email', 'nobody', '***'],
    ['address', '江苏省苏州市姑苏区平江路1号2幢301室', '江苏省苏州市姑苏区***'],
    ['address', '北京市海淀区中关村大街1号', '北京市海淀区***'],
    ['address', '江苏省昆山市玉山镇人民路2号', '江苏省昆山市***'],
    ['address', '内蒙古自治区锡林郭勒盟正蓝旗上都镇', '内蒙古自治区锡林郭勒盟正蓝旗***'],
    ['address', '江苏省苏州市园丁小区3幢', '江苏省苏州市***'],
    ['address', '平江路1号', '***'],
    ['amountFen', 186_400_000, '50万–300万'],
    ['amountFen', 1, '不足5万'],
    ['amountFen', 300_000_000, '300万以上'],
    ['birthday', '1958-05-12', '05-12'],
    ['birthday', '05-12', '05-12'],
    ['birthday', '1958年农历八月十五', '农历八月十五'],
    ['birthday', '1958年', '**-**'],
  ])('%s %s as %s', (field, value, text) => expect(present(value, field, stranger, 'private')).toBe(text));
});

test('an ID card can be shown with three and four characters', () => {
  const rules = { ...DEFAULT_MASKING, idForm: '3-4' as const };
  expect(present('320501195810150024', 'idCard', stranger, 'private', rules)).toBe('320***********0024');
});

test('documents show the first six and last four digits of an account', () => {
  expect(present('6222021234567896789', 'account', stranger, 'document')).toBe('622202*********6789');
});

test('the full right shows the value; an account stays short in chat', () => {
  expect(present('李秀兰', 'name', owner, 'private')).toBe('李秀兰');
  expect(present(186_400_000, 'amountFen', owner, 'private')).toBe('186.40万');
  expect(present('1958-05-12', 'birthday', owner, 'web')).toBe('1958-05-12');
  expect(present('13812345678', 'mobile', owner, 'private')).toBe('138****5678');
  expect(present('6222021234567896789', 'account', { full: ['account'] }, 'private')).toBe('****6789');
});

test('absent values are unknown, not empty', () => {
  for (const field of FIELDS) {
    expect(present(null, field, stranger, 'private')).toBe('—');
    expect(present(undefined, field, owner, 'web')).toBe('—');
  }
});

test('a group reads nothing, whoever asks', () => {
  for (const field of FIELDS) expect(present('13812345678', field, { full: FIELDS }, 'group')).toBe('');
});

describe('properties', () => {
  const han = fc.array(
    fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
    { minLength: 1, maxLength: 12 },
  );
  test('a Chinese name keeps its length and shows at most its two ends', () => {
    fc.assert(
      fc.property(han, (all) => {
        const shown = characters(present(all.join(''), 'name', stranger, 'private'));
        expect(shown).toHaveLength(all.length);
        expect(shown.filter((one) => one !== '*').length).toBeLessThanOrEqual(all.length > 2 ? 2 : 1);
        expect(shown.slice(1, -1).every((one) => one === '*')).toBe(true);
      }),
    );
  });

  test('numbers never show more than their allowed digits', () => {
    const digits = fc.stringMatching(/^1[3-9]\d{9}$/);
    fc.assert(
      fc.property(digits, (mobile) => {
        expect(present(mobile, 'mobile', stranger, 'web')).toBe(`${mobile.slice(0, 3)}****${mobile.slice(7)}`);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,25}$/), fc.constantFrom<Place>('private', 'web', 'job'), (account, place) => {
        expect(present(account, 'account', stranger, place).replace(/\*/g, '').length).toBeLessThanOrEqual(4);
      }),
    );
  });

  test('nothing throws and nothing secret passes through whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 2, maxLength: 40 }), fc.constantFrom(...FIELDS), (value, field) => {
        const shown = present(value, field, stranger, 'private');
        expect(typeof shown).toBe('string');
        if (/^[\p{L}\p{N}]{5,}$/u.test(value)) expect(shown).not.toBe(value);
      }),
    );
  });
});

test.each([
  ['他的电话13812345678', ['13812345678']],
  ['电话 138 1234 5678,卡 6222 0212 3456 7896 789', ['138 1234 5678', '6222 0212 3456 7896 789']],
  ['身份证32050119581015002X', ['32050119581015002X']],
  ['手机１３８１２３４５６７８', ['13812345678']],
  ['金额1234567.89元,2026年11月23日', []],
  ['SL180A 180天', []],
])('personal numbers in %s', (text, found) => expect(personalNumbers(text).map((one) => one.text)).toEqual(found));

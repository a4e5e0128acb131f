import { expect, test } from 'vitest';
import { ageOn } from '../../src/domain/age.js';
import { honorificOf, spokenForms, surnameOf, type HonorificFacts } from '../../src/domain/honorific.js';

const today = '2026-11-23';

test.each([
  ['张三', '张'],
  ['欧阳娜娜', '欧阳'],
  ['欧阳娜', '欧阳'],
  ['东方', '东'],
  ['司马', '司'],
  ['诸葛明', '诸葛'],
  ['单于洋', '单于'],
  ['𠮷田', '𠮷'],
  ['阿卜杜·买买提', '阿卜杜'],
  ['John Smith', 'Smith'],
  [' 李秀兰 ', '李'],
])('the surname of %s is %s', (name, surname) => expect(surnameOf(name)).toBe(surname));

test.each<[HonorificFacts, string]>([
  [{ name: '王建国', gender: 'male', birthDate: '1970-01-01', occupation: '企业主' }, '王总'],
  [{ name: '王建国', gender: 'male', birthDate: '1970-01-01', occupation: '某公司总经理' }, '王总'],
  [{ name: '李秀兰', gender: 'female', birthDate: '1958-11-23' }, '李阿姨'],
  [{ name: '李秀兰', gender: 'female', birthDate: '1966-11-23' }, '李阿姨'],
  [{ name: '李秀兰', gender: 'female', birthDate: '1966-11-24' }, '李女士'],
  [{ name: '张国强', gender: 'male', birthDate: '1950-01-01' }, '张叔叔'],
  [{ name: '张国强', gender: 'male', birthDate: '1950-01-01', honorific: '老张' }, '老张'],
  [{ name: '张敏', gender: 'female', birthDate: '1980-01-01', occupation: '中学教师' }, '张老师'],
  [{ name: '张敏', gender: 'female', occupation: '大学教授' }, '张教授'],
  [{ name: '张敏', gender: 'female', occupation: '主治医生' }, '张医生'],
  [{ name: '欧阳娜娜', gender: 'female', birthDate: '1990-01-01' }, '欧阳女士'],
  [{ name: '刘洋', gender: 'male' }, '刘先生'],
  [{ name: '刘洋' }, '刘洋'],
  [{ name: '刘洋', gender: 'male', birthDate: '2010-01-01' }, '刘洋同学'],
  [{ name: '刘洋', gender: 'male', honorific: ' ' }, '刘先生'],
])('%j is called %s', (facts, honorific) => expect(honorificOf(facts, today)).toBe(honorific));

test('colleagues may speak of him in many ways, each once, never as a woman', () => {
  const forms = spokenForms({ name: '张国强', gender: 'male', birthDate: '1970-01-01', occupation: '企业主' }, today);
  for (const form of ['张总', '老张', '小张', '张哥', '张先生', '张叔叔', '张老师']) expect(forms).toContain(form);
  expect(forms[0]).toBe('张总');
  expect(new Set(forms).size).toBe(forms.length);
  expect(forms).not.toContain('张阿姨');
});

test.each([
  ['1961-11-23', '2026-11-23', 65],
  ['1961-11-24', '2026-11-23', 64],
  ['2000-02-29', '2018-02-28', 18],
  ['2000-02-29', '2018-02-27', 17],
  ['2026-11-23', '2026-11-23', 0],
])('born %s, on %s: %i', (birthDate, day, age) => expect(ageOn(birthDate, day)).toBe(age));

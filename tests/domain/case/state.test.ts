import { expect, test } from 'vitest';
import { CASE_STATES, isUndecided, isUntold } from '../../../src/domain/case/index.js';

test('a case is undecided until there is a conclusion, untold until the client has it', () => {
  expect(CASE_STATES.filter(isUndecided)).toEqual(['received', 'accepted', 'contacted', 'investigating']);
  expect(CASE_STATES.filter(isUntold)).toEqual(['received', 'accepted', 'contacted', 'investigating', 'decided']);
});

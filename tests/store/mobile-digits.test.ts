import { expect, test } from 'vitest';
import { mobileDigits } from '../../src/store/client-find.js';

test.each([
  ['0086', '0086'],
  ['尾号0086', '0086'],
  ['+86 138 0000 5678', '13800005678'],
  ['008613800005678', '13800005678'],
  ['8613800005678', '13800005678'],
  ['138-0000-5678', '13800005678'],
  ['860086', '860086'],
])('%s is %s', (typed, digits) => {
  expect(mobileDigits(typed)).toBe(digits);
});

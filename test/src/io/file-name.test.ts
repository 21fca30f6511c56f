// Evidence: laws of the contract.
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { toFileName } from '../../../src/io/file-name.js';

test.each(['placebo', 'tas102_bev', 'Arm A (n = 3)', 'Überlebende', '__proto__', 'a.b', 'a, fitted dose'])(
  '%s stays as it is',
  (name) => {
    expect(toFileName(name)).toBe(name);
  },
);

test.each([
  ['../a', '%2e.%2fa'],
  ['..', '%2e%2e'],
  ['.', '%2e'],
  ['/etc', '%2fetc'],
  ['a\\b', 'a%5cb'],
  ['C:x', 'C%3ax'],
  ['50 %', '50 %25'],
  ['%2fetc', '%252fetc'],
  ['a\n', 'a%0a'],
  ['a ', 'a%20'],
])('%j becomes %s, a name inside its folder', (name, file) => {
  expect(toFileName(name)).toBe(file);
  expect(join('folder', toFileName(name))).toBe(join('folder', basename(file)));
});

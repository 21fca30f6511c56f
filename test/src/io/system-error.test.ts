import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { InternalError } from '../../../src/errors.js';
import { isSystemError } from '../../../src/io/system-error.js';

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
}

test('a missing file is an error of the system; a bug and an error of the workbench are not', () => {
  expect(isSystemError(caught(() => readFileSync('/no/such/file')))).toBe(true);
  expect(isSystemError(caught(() => Buffer.alloc(Number.NaN)))).toBe(false);
  expect(isSystemError(new InternalError('x: must be; got not'))).toBe(false);
  expect(isSystemError(new TypeError('x'))).toBe(false);
  expect(isSystemError('ENOENT')).toBe(false);
});

// Evidence: the contract, on names that every object has.
import { expect, test } from 'vitest';
import { ownValue } from '../../../src/numerics/own-value.js';

const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'];

test.each(names)('%s is absent unless a record has it as its own', (name) => {
  expect(ownValue({ a: 1 }, name)).toBeUndefined();
  expect(ownValue(Object.fromEntries([[name, 1]]), name)).toBe(1);
});

test('other names are looked up; an absent record holds none', () => {
  expect(ownValue({ a: 1 }, 'a')).toBe(1);
  expect(ownValue<number>({ a: 1 }, 'b')).toBeUndefined();
  expect(ownValue(undefined, 'a')).toBeUndefined();
  expect(ownValue(null, 'a')).toBeUndefined();
});

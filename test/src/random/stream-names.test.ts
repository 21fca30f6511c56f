import { expect, test } from 'vitest';
import { streamNames } from '../../../src/random/stream-names.js';

test('no two stream names share a text, so no two uses share numbers', () => {
  const names = Object.values(streamNames);
  expect(new Set(names).size).toBe(names.length);
  expect(names.every((name) => name.trim().length > 0)).toBe(true);
});

import { expect, test } from 'vitest';
import { streamPurposes } from '../../../src/random/stream-names.js';

test('no two purposes share a text, so no two uses share numbers', () => {
  const purposes = Object.values(streamPurposes);
  expect(new Set(purposes).size).toBe(purposes.length);
  expect(purposes.every((purpose) => purpose.trim().length > 0)).toBe(true);
});

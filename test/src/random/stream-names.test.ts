import { expect, test } from 'vitest';
import { streamNames } from '../../../src/random/stream-names.js';

test('no two purposes share a text, so no two uses share numbers', () => {
  const streamNames = Object.values(streamNames);
  expect(new Set(streamNames).size).toBe(streamNames.length);
  expect(streamNames.every((streamName) => streamName.trim().length > 0)).toBe(true);
});

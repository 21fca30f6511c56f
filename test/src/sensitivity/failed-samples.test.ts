// Evidence: the definition, counted by hand.
import { describe, expect, it } from 'vitest';
import { estimateWithFailures } from '../../../src/sensitivity/failed-samples.js';

// The value at a failed sample must not be read
const output = {
  values: Float64Array.of(1, 2, 999, 4, 5, 6, 7, -999),
  failed: Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 1),
  blockSize: 2,
};
const sum = (values: Float64Array, blocks: Uint32Array) =>
  blocks.reduce((all, block) => all + values[2 * block]! + values[2 * block + 1]!, 0);

describe('estimateWithFailures', () => {
  it('drops every block with a failed sample and counts both', () => {
    expect(estimateWithFailures(output, 'drop', sum)).toEqual({
      estimate: 1 + 2 + 5 + 6,
      extremes: null,
      counts: { samples: 8, failed: 2, blocks: 4, droppedBlocks: 2 },
    });
  });

  it('bounds by the smallest and the largest completed output', () => {
    const { estimate, extremes } = estimateWithFailures(output, 'bounds', sum);
    expect(estimate).toBe(14);
    expect(extremes).toEqual([25 + 2 * 1, 25 + 2 * 7]);
  });

  it('stops, names the count, and does not stop when all completed', () => {
    expect(() => estimateWithFailures(output, 'stop', sum)).toThrow(
      "must all complete under the policy 'stop'; got 2 that failed",
    );
    const whole = { ...output, failed: new Uint8Array(8) };
    for (const policy of ['drop', 'bounds', 'stop'] as const) {
      expect(estimateWithFailures(whole, policy, sum)).toMatchObject({
        extremes: null,
        counts: { failed: 0, droppedBlocks: 0 },
      });
    }
  });

  it('refuses a design without a whole block, and values that are not blocks', () => {
    const none = { ...output, failed: new Uint8Array(8).fill(1) };
    expect(() => estimateWithFailures(none, 'drop', sum)).toThrow(
      'at least one block must complete; got 4 that failed',
    );
    expect(() => estimateWithFailures({ ...output, blockSize: 3 }, 'drop', sum)).toThrow('must be blocks of 3');
  });
});

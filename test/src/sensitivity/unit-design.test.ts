// Evidence: the designs that it chooses between, each tested by itself.
import { describe, expect, it } from 'vitest';
import { designKinds, unitDesign } from '../../../src/sensitivity/unit-design.js';

describe('unitDesign', () => {
  it.each(designKinds)(
    '%s lies inside the cube, is repeated by its seed, and its columns have the mean 1/2',
    (kind) => {
      const options = { kind, points: 256, dimensions: 7, seed: '1', streamName: 'test' } as const;
      const design = unitDesign(options);
      expect(design).toHaveLength(256 * 7);
      expect([...unitDesign(options)]).toEqual([...design]);
      expect(unitDesign({ ...options, seed: '2' })[0]).not.toBe(design[0]);
      // Four standard errors of plain sampling; strata are far closer
      const bound = kind === 'random' ? 4 / Math.sqrt(12 * 256) : 1 / 256;
      for (let j = 0; j < 7; j++) {
        const column = Array.from({ length: 256 }, (_, i) => design[7 * i + j]!);
        expect(Math.min(...column)).toBeGreaterThan(0);
        expect(Math.max(...column)).toBeLessThan(1);
        expect(Math.abs(column.reduce((sum, value) => sum + value, 0) / 256 - 0.5)).toBeLessThan(bound);
      }
    },
  );
});

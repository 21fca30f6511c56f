// Evidence: the definition, row by row.
import { describe, expect, it } from 'vitest';
import { saltelliBlockSize, saltelliDesign } from '../../../src/sensitivity/saltelli-design.js';

const groups = [
  { name: 'a', members: [0, 2] },
  { name: 'b', members: [1] },
];
const options = {
  kind: 'sobol',
  blocks: 8,
  dimensions: 3,
  groups,
  order: 'second',
  seed: '1',
  streamName: 'test',
} as const;

describe('saltelliDesign', () => {
  it('exchanges the columns of one group at a time between the two halves of a base sample', () => {
    const { points, blockSize } = saltelliDesign(options);
    expect(blockSize).toBe(6);
    const row = (block: number, place: number) => [
      ...points.subarray((block * 6 + place) * 3, (block * 6 + place + 1) * 3),
    ];
    for (let block = 0; block < 8; block++) {
      const [a, b] = [row(block, 0), row(block, 1)];
      expect(row(block, 2)).toEqual([b[0], a[1], b[2]]);
      expect(row(block, 3)).toEqual([a[0], b[1], a[2]]);
      expect(row(block, 4)).toEqual([a[0], b[1], a[2]]);
      expect(row(block, 5)).toEqual([b[0], a[1], b[2]]);
      expect(a).not.toEqual(b);
    }
  });

  it('leaves the pairs out for the first order, and keeps the points', () => {
    const { points, blockSize } = saltelliDesign({ ...options, order: 'first' });
    expect(blockSize).toBe(saltelliBlockSize(2, 'first'));
    expect([...points.subarray(0, 12)]).toEqual([...saltelliDesign(options).points.subarray(0, 12)]);
  });

  it('refuses a design that does not fit into memory', () => {
    expect(() => saltelliDesign({ ...options, blocks: 2 ** 24 })).toThrow('must hold at most 134217728 numbers');
    expect(() => saltelliDesign({ ...options, blocks: Number.NaN })).toThrow('got NaN');
  });

  it('refuses groups that leave a factor out', () => {
    expect(() => saltelliDesign({ ...options, groups: groups.slice(1) })).toThrow('must hold all 3 factors; got 1');
  });
});

// Evidence: counting (the law that defines the assignment) · closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { stratifiedFolds } from '../../../src/stats/stratified-folds.js';

const uniformOf = (seed: string) => randomStream({ seed, streamName: 'folds', index: 0 });
const labelsOf = (ones: number, zeros: number) => Uint8Array.from({ length: ones + zeros }, (_, row) => +(row < ones));

/** Largest less smallest number of rows per fold, among the rows that `counted` admits. */
function unevenness(foldOf: Uint32Array, folds: number, counted: (row: number) => boolean): number {
  const sizes = new Array<number>(folds).fill(0);
  foldOf.forEach((fold, row) => {
    if (counted(row)) sizes[fold]!++;
  });
  return Math.max(...sizes) - Math.min(...sizes);
}

describe('stratifiedFolds', () => {
  it.each([
    { ones: 23, zeros: 48, folds: 5 },
    { ones: 5, zeros: 5, folds: 5 },
    { ones: 7, zeros: 3, folds: 3 },
    { ones: 2, zeros: 999, folds: 2 },
  ])('spreads $ones + $zeros rows over $folds folds evenly, in total and by label', ({ ones, zeros, folds }) => {
    const labels = labelsOf(ones, zeros);
    const foldOf = stratifiedFolds(labels, folds, uniformOf('0'));
    expect(foldOf.length).toBe(labels.length);
    expect(unevenness(foldOf, folds, () => true)).toBeLessThanOrEqual(1);
    expect(unevenness(foldOf, folds, (row) => labels[row] === 1)).toBeLessThanOrEqual(1);
    expect(unevenness(foldOf, folds, (row) => labels[row] === 0)).toBeLessThanOrEqual(1);
  });

  it('is the same for the same stream and another for another', () => {
    const labels = labelsOf(40, 60);
    const first = stratifiedFolds(labels, 5, uniformOf('1'));
    expect(stratifiedFolds(labels, 5, uniformOf('1'))).toEqual(first);
    expect(stratifiedFolds(labels, 5, uniformOf('2'))).not.toEqual(first);
  });

  it('puts each row into each fold equally often', () => {
    const [runs, folds] = [4000, 4];
    const uniform = uniformOf('3');
    const labels = labelsOf(4, 8);
    const first = new Array<number>(folds).fill(0);
    for (let run = 0; run < runs; run++) first[stratifiedFolds(labels, folds, uniform)[11]!]!++;
    // Five binomial standard deviations.
    const tolerance = 5 * Math.sqrt(runs * 0.25 * 0.75);
    for (const count of first) expect(Math.abs(count - runs / folds)).toBeLessThan(tolerance);
  });

  it('takes n - 2 uniform numbers', () => {
    let taken = 0;
    stratifiedFolds(labelsOf(4, 6), 2, () => {
      taken++;
      return 0.5;
    });
    expect(taken).toBe(8);
  });

  it.each([
    [labelsOf(4, 9), 5, 'each of the 5 folds needs a row labelled 1; got 4'],
    [labelsOf(9, 0), 2, 'each of the 2 folds needs a row labelled 0; got 0'],
    [Uint8Array.of(0, 1, 2), 2, 'stratifiedFolds.labels[2]: must be 0 or 1; got 2'],
    [labelsOf(4, 4), 1, 'must be a whole number of at least 2; got 1'],
    [labelsOf(4, 4), 2.5, 'must be a whole number of at least 2; got 2.5'],
    [labelsOf(4, 4), Number.NaN, 'must be a whole number of at least 2; got NaN'],
  ])('refuses %o in %d folds', (labels, folds, message) => {
    expect(() => stratifiedFolds(labels, folds, uniformOf('0'))).toThrow(InputError);
    expect(() => stratifiedFolds(labels, folds, uniformOf('0'))).toThrow(message);
  });
});

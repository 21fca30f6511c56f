// Evidence: slow oracle (DeLong's kernel over all pairs) · closed form (worked by hand).
import { mean, sampleVariance } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { aucDeLong } from '../../../src/stats/auc-delong.js';

/** Decimal places; sums of a few hundred terms in [0, 1]. */
const ROUNDING = 12;
/** Normal quantile of 0.975. */
const Z = 1.959963984540054;

/** DeLong et al. 1988, equations (1) to (5), as printed. */
function pairwise(scores: readonly number[], labels: readonly number[]) {
  const positives = scores.filter((_, row) => labels[row] === 1);
  const negatives = scores.filter((_, row) => labels[row] === 0);
  const kernel = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0);
  const byPositive = positives.map((x) => mean(negatives.map((y) => kernel(x, y))));
  const byNegative = negatives.map((y) => mean(positives.map((x) => kernel(x, y))));
  const variance = sampleVariance(byPositive) / positives.length + sampleVariance(byNegative) / negatives.length;
  return { auc: mean(byPositive), standardError: Math.sqrt(variance) };
}

function tiedSample(size: number, seed: string) {
  const uniform = randomStream({ seed, streamName: 'auc', index: 0 });
  const labels = Array.from({ length: size }, (_, row) => (row < 2 ? row : Number(uniform() < 0.35)));
  labels[2] = 1;
  labels[3] = 0;
  return { labels, scores: labels.map((label) => Math.floor(8 * uniform() + 2 * label)) };
}

describe('aucDeLong', () => {
  it.each([
    { size: 4, seed: '0' },
    { size: 30, seed: '1' },
    { size: 400, seed: '2' },
  ])('equals the pairwise definition on $size rows with ties', ({ size, seed }) => {
    const { scores, labels } = tiedSample(size, seed);
    const expected = pairwise(scores, labels);
    const estimate = aucDeLong(scores, labels);
    expect(estimate.auc).toBeCloseTo(expected.auc, ROUNDING);
    expect(estimate.standardError).toBeCloseTo(expected.standardError, ROUNDING);
  });

  it('gives 7/8 with standard error sqrt(1/32) for positives 3, 2 against negatives 1, 2', () => {
    // Placements of the positives 1 and 3/4, of the negatives 1 and 3/4: both variances 1/32, each over 2.
    const { auc, standardError, ciLow, ciHigh } = aucDeLong([3, 2, 1, 2], [1, 1, 0, 0]);
    expect(auc).toBe(0.875);
    expect(standardError).toBeCloseTo(Math.sqrt(1 / 32), ROUNDING);
    expect(ciLow).toBeCloseTo(0.875 - Z * Math.sqrt(1 / 32), ROUNDING);
    expect(ciHigh).toBe(1);
  });

  it('turns to 1 - auc with the same standard error when the score is reversed', () => {
    const { scores, labels } = tiedSample(200, '3');
    const estimate = aucDeLong(scores, labels);
    const reversed = aucDeLong(
      scores.map((score) => -score),
      labels,
    );
    expect(reversed.auc).toBeCloseTo(1 - estimate.auc, ROUNDING);
    expect(reversed.standardError).toBeCloseTo(estimate.standardError, ROUNDING);
  });

  it('does not change under a rising transformation of the score nor, but for rounding, a new order of the rows', () => {
    const { scores, labels } = tiedSample(200, '4');
    const estimate = aucDeLong(scores, labels);
    expect(aucDeLong(scores.map(Math.exp), labels)).toEqual(estimate);
    const permuted = aucDeLong([...scores].reverse(), [...labels].reverse());
    expect(permuted.auc).toBeCloseTo(estimate.auc, ROUNDING);
    expect(permuted.standardError).toBeCloseTo(estimate.standardError, ROUNDING);
  });

  it('is 1 without spread for a perfect score, 0 for its reverse and 1/2 for a constant one', () => {
    const labels = [0, 0, 1, 1];
    expect(aucDeLong([1, 2, 3, 4], labels)).toEqual({ auc: 1, standardError: 0, ciLow: 1, ciHigh: 1 });
    expect(aucDeLong([4, 3, 2, 1], labels)).toEqual({ auc: 0, standardError: 0, ciLow: 0, ciHigh: 0 });
    expect(aucDeLong([7, 7, 7, 7], labels).auc).toBe(0.5);
  });

  it('covers the true area in about 95 of 100 samples', () => {
    // Scores are uniform on [0, 1] + label / 2, so auc = 1 - (1 - 1/2)^2 / 2 = 7/8.
    const uniform = randomStream({ seed: '5', streamName: 'auc', index: 0 });
    const runs = 400;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const labels = Array.from({ length: 120 }, (_, row) => row % 2);
      const { ciLow, ciHigh } = aucDeLong(
        labels.map((label) => uniform() + label / 2),
        labels,
      );
      if (ciLow <= 0.875 && 0.875 <= ciHigh) covered++;
    }
    // The binomial deviation of 400 runs is 0.011; the normal interval covers a little less than 0.95 at 60 per group.
    expect(covered / runs).toBeGreaterThan(0.9);
    expect(covered / runs).toBeLessThan(0.99);
  });

  it.each([
    [[1, 2, 3], [1, 0, 0], 0.95, 'each label must occur twice; got 1 of 1 and 2 of 0'],
    [[1, 2, 3], [0, 0, 0], 0.95, 'both labels must occur'],
    [[1, Number.NaN, 3, 4], [0, 0, 1, 1], 0.95, 'aucDeLong.values[1]: must be finite; got NaN'],
    [[1, 2, 3, 4], [0, 0, 1, 1], 1, 'aucDeLong.level: must lie in (0, 1); got 1'],
  ])('refuses %o with labels %o at level %d', (scores, labels, level, message) => {
    expect(() => aucDeLong(scores, labels, level)).toThrow(InputError);
    expect(() => aucDeLong(scores, labels, level)).toThrow(message);
  });
});

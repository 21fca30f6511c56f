// Evidence: slow oracle (the resample written out, every pair compared).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { aucDeLong } from '../../../src/stats/auc-delong.js';
import { bootstrapAucs } from '../../../src/stats/bootstrap-auc.js';
import { rocCases } from './roc-cases.js';

const streamOf = (replicate: number) => randomStream({ seed: '0', streamName: 'bootstrap', index: replicate });
/** Decimal places; counts divided once. */
const ROUNDING = 13;

describe('bootstrapAucs', () => {
  it('equals the area of each resample written out', () => {
    const { labels, markers } = rocCases[0]!;
    const { values } = markers.wfns!;
    const strata = [0, 1].map((label) => [...labels.keys()].filter((row) => labels[row] === label));
    const areas = bootstrapAucs([values], labels, { replicates: 5, streamOf })[0]!;
    areas.forEach((area, replicate) => {
      const uniform = streamOf(replicate);
      const drawn = strata.flatMap((rows) => rows.map(() => rows[Math.floor(uniform() * rows.length)]!));
      const expected = aucDeLong(
        drawn.map((row) => values[row]!),
        drawn.map((row) => labels[row]!),
      ).auc;
      expect(area).toBeCloseTo(expected, ROUNDING);
    });
  });

  it('shows every score the same draws', () => {
    const { labels, markers } = rocCases[0]!;
    const { values } = markers.s100b!;
    const [first, second] = bootstrapAucs([values, values.map((value) => 2 * value)], labels, {
      replicates: 20,
      streamOf,
    });
    expect(first).toEqual(second);
  });

  it("spreads about as DeLong's standard error says", () => {
    const { labels, markers } = rocCases[2]!;
    const { values, standardError, auc } = markers.first!;
    const areas = bootstrapAucs([values], labels, { replicates: 2000, streamOf })[0]!;
    const centre = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    const spread = Math.sqrt(areas.reduce((sum, area) => sum + (area - centre) ** 2, 0) / (areas.length - 1));
    // Both estimate the same value: 2000 resamples have a relative error of 1.6 %, the rest is of order 1/n
    expect(Math.abs(spread / standardError - 1)).toBeLessThan(0.06);
    expect(Math.abs(centre - auc)).toBeLessThan((4 * standardError) / Math.sqrt(2000));
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s replicates', (replicates) => {
    expect(() => bootstrapAucs([[1, 2]], [0, 1], { replicates, streamOf })).toThrow(InputError);
  });

  it('refuses labels of one kind', () => {
    expect(() => bootstrapAucs([[1, 2]], [1, 1], { replicates: 1, streamOf })).toThrow(InputError);
  });
});

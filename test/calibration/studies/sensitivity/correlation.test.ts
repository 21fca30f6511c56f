// Evidence: the estimators, which have their own tests; the definition of the policy on failed samples.
import { describe, expect, it } from 'vitest';
import { correlationStudy } from '../../../../calibration/studies/sensitivity/correlation.js';
import { chooseFactors, factorColumns } from '../../../../calibration/studies/sensitivity/factors.js';
import { publishedMarginals } from '../../../../calibration/studies/sensitivity/settings.js';
import { correlationInference, pearson, postedSwitches, unitDesign } from '../../../../src/index.js';

const factors = chooseFactors({
  space: 'baseline',
  range: 0.1,
  parameters: ['K1', 'K2', 'K3', 'sigma_X3'],
  switches: postedSwitches,
  marginals: publishedMarginals(),
});
const points = unitDesign({ kind: 'random', points: 60, dimensions: 4, seed: '1', streamName: 'test' });
const columns = factorColumns(factors, points);
const values = columns[1]!.map((k2, sample) => 3 * k2 - columns[0]![sample]!);
const response = { arm: 'placebo', output: 'tri@56', baseline: null, values, failed: new Uint8Array(60) };

describe('correlationStudy', () => {
  it('sorts by strength; a parameter that does not vary has no coefficient', () => {
    const { rows } = correlationStudy('pearson', factors, columns, response, 'stop');
    expect(rows.map(({ factor }) => factor.name)).toEqual(['K2', 'K1', 'K3', 'sigma_X3']);
    expect(rows[3]!.correlation).toBeNull();
    const r = pearson(columns[1]!, values)!;
    expect(rows[0]!.correlation).toMatchObject(correlationInference({ r, n: 60, controlled: 0 }));
    // Three tests: Holm multiplies the smallest p by 3
    const [first] = rows;
    expect(first!.correlation!.pHolm).toBeCloseTo(3 * first!.correlation!.p, 12);
  });

  it('partial rank correlations remove the effects of the other parameters', () => {
    const { rows } = correlationStudy('partial rank', factors, columns, response, 'stop');
    expect(Math.abs(rows[0]!.correlation!.r)).toBeGreaterThan(0.9);
    expect(Math.abs(rows[1]!.correlation!.r)).toBeGreaterThan(0.9);
  });

  it('widens intervals to contain both extremes under `bounds` and drops the sample otherwise', () => {
    const failed = new Uint8Array(60);
    failed[7] = 1;
    const withFailure = { ...response, failed };
    const dropped = correlationStudy('pearson', factors, columns, withFailure, 'drop');
    const bounded = correlationStudy('pearson', factors, columns, withFailure, 'bounds');
    expect(dropped.counts).toEqual({ samples: 60, failed: 1, blocks: 60, droppedBlocks: 1 });
    const kept = Array.from(values.keys()).filter((sample) => sample !== 7);
    const [low, high] = [Math.min(...kept.map((s) => values[s]!)), Math.max(...kept.map((s) => values[s]!))];
    for (const [index, { factor, correlation }] of bounded.rows.entries()) {
      if (correlation === null) continue;
      const column = columns[factors.indexOf(factor)]!;
      const filled = [low, high].map(
        (fill) =>
          pearson(
            column,
            values.map((value, s) => (s === 7 ? fill : value)),
          )!,
      );
      const intervals = filled.map((r) => correlationInference({ r, n: 60, controlled: 0 }));
      const own = dropped.rows[index]!.correlation!;
      expect(correlation.r).toBe(own.r);
      expect(correlation.ciLow).toBe(Math.min(own.ciLow, ...intervals.map(({ ciLow }) => ciLow)));
      expect(correlation.ciHigh).toBe(Math.max(own.ciHigh, ...intervals.map(({ ciHigh }) => ciHigh)));
    }
    expect(() => correlationStudy('pearson', factors, columns, withFailure, 'stop')).toThrow("policy 'stop'; got 1");
  });
});

// Evidence: independent tool (metafor, test/fixtures/targets/forests.R) · one implementation (the pool and heterogeneity of the same tables).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type EndpointForest, endpointForests } from '../../../../calibration/targets/meta-analysis/endpoint-forest.js';
import { pooledEndpoints } from '../../../../calibration/targets/meta-analysis/pool-both-ways.js';
import { trialHeterogeneity } from '../../../../calibration/targets/meta-analysis/trial-heterogeneity.js';
import { arms, publishedTables } from '../published-tables.js';

interface ForestFixture {
  readonly trials: number;
  readonly q: number;
  readonly p: number;
  readonly tau2: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly predictionLow: number;
  readonly predictionHigh: number;
}
const fixture: Readonly<Record<string, Readonly<Record<string, ForestFixture>>>> = JSON.parse(
  readFileSync(new URL('../../../fixtures/targets/forests.json', import.meta.url), 'utf8'),
);

/** Absolute, in percent and on the log odds; sums of a few logarithms. */
const ROUNDING = 1e-8;
const forestsOf = Object.fromEntries(arms.map((arm) => [arm, endpointForests(publishedTables, arm)]));
const forestOf = (arm: string, endpoint: string): EndpointForest =>
  forestsOf[arm]!.find((forest) => forest.endpoint === endpoint)!;

describe('endpointForests', () => {
  test.each(arms.flatMap((arm) => ['orr', 'dcr', 'survival_6'].map((endpoint) => [arm, endpoint] as const)))(
    '%s, %s: heterogeneity, mean and prediction interval agree with metafor',
    (arm, endpoint) => {
      const { heterogeneity: found } = forestOf(arm, endpoint);
      const expected = fixture[arm]![endpoint]!;
      expect(found?.studies).toBe(expected.trials);
      const pairs = [
        [found?.q, expected.q],
        [found?.p, expected.p],
        [found?.betweenVariance, expected.tau2],
        [found?.mean, expected.mean],
        [found?.interval.low, expected.low],
        [found?.interval.high, expected.high],
        [found?.prediction?.low, expected.predictionLow],
        [found?.prediction?.high, expected.predictionHigh],
      ];
      for (const [own, other] of pairs) expect(Math.abs((own ?? Number.NaN) - (other ?? 0))).toBeLessThan(ROUNDING);
    },
  );

  test.each(arms)('%s: pooled values and heterogeneity are those of the pool', (arm) => {
    const pooled = pooledEndpoints(publishedTables, arm);
    const spread = trialHeterogeneity(publishedTables, arm);
    expect(forestOf(arm, 'dcr').pooled).toMatchObject({ n: pooled.response?.n, value: pooled.response?.dcr });
    expect(forestOf(arm, 'median_os').pooled).toMatchObject({
      n: pooled.curves.os.median?.n,
      value: pooled.curves.os.median?.months,
    });
    expect(forestOf(arm, 'dcr').heterogeneity?.q).toBe(spread.dcr?.q);
    expect(forestOf(arm, 'median_os').heterogeneity?.q).toBe(spread.medians.os?.q);
  });

  test('weights are shares of the patients; a subset is shown and has none', () => {
    for (const forest of arms.flatMap((arm) => forestsOf[arm]!)) {
      const weights = forest.rows.map(({ weight }) => weight);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
      const mean = forest.rows.reduce((sum, { weight, value }) => sum + (weight === 0 ? 0 : weight * value), 0);
      expect(mean).toBeCloseTo(forest.pooled.value, 9);
      for (const { subsetOf, weight } of forest.rows) expect(weight === 0).toBe(subsetOf !== null);
    }
    expect(forestOf('tas102', 'median_os').rows.some(({ subsetOf }) => subsetOf !== null)).toBe(true);
  });

  test('every interval holds its value, and the pooled one is narrower than that of any trial with weight', () => {
    for (const { rows, pooled } of arms.flatMap((arm) => forestsOf[arm]!)) {
      for (const { value, interval } of rows) {
        expect(interval.low).toBeLessThanOrEqual(value);
        expect(interval.high).toBeGreaterThanOrEqual(value);
      }
      expect(pooled.interval.low).toBeLessThanOrEqual(pooled.value);
    }
  });

  test('an arm that no table has gives no forest', () => {
    expect(endpointForests(publishedTables, 'unknown')).toEqual([]);
  });
});

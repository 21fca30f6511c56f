// Evidence: independent tool (test/fixtures/stats/random-effects.R: R 4.2.2, metafor), closed forms (no heterogeneity; equal errors),
// and coverage in simulations with a known standard deviation between studies.
import { readFileSync } from 'node:fs';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../../src/random/streams.js';
import {
  defaultRandomEffectsGrid,
  type GroupedEstimates,
  randomEffects,
  tauSummary,
} from '../../../src/stats/random-effects.js';

interface OfR extends GroupedEstimates {
  readonly cells: readonly {
    readonly tau: number;
    readonly rho: number;
    readonly logLikelihood: number;
    readonly means: readonly number[];
    readonly covariance: readonly number[];
  }[];
  readonly tauAtRhoZero: number;
}
const ofR = JSON.parse(
  readFileSync(new URL('../../fixtures/stats/random-effects.json', import.meta.url), 'utf8'),
) as OfR;

/** metafor prints twelve digits. */
const AGREEMENT = 1e-9;
const near = (values: ArrayLike<number>, expected: readonly number[]) =>
  expected.forEach((value, index) => {
    expect(Math.abs(values[index]! - value)).toBeLessThan(AGREEMENT);
  });

describe('randomEffects', () => {
  test.each(ofR.cells)(
    'tau $tau, rho $rho: likelihood, means and covariance of metafor',
    ({ tau, rho, ...expected }) => {
      const [at] = randomEffects(ofR, { tau: [tau], rho: [rho] }).cells;
      const [zero] = randomEffects(ofR, { tau: [0], rho: [0] }).cells;
      near(
        [at!.logLikelihood - zero!.logLikelihood],
        [expected.logLikelihood - ofR.cells.find((cell) => cell.tau === 0)!.logLikelihood],
      );
      near(at!.means, expected.means);
      near(at!.covariance, expected.covariance);
    },
  );

  test('the mode of tau is the restricted maximum-likelihood estimate of metafor', () => {
    const step = 0.002;
    const tau = Array.from({ length: 301 }, (_, index) => index * step);
    const { mode } = tauSummary(randomEffects(ofR, { tau, rho: [0] }), 0.9);
    expect(Math.abs(mode - ofR.tauAtRhoZero)).toBeLessThanOrEqual(step / 2 + 1e-9);
  });

  test('without differences between studies each mean is that of inverse variances', () => {
    const data = { estimates: [1, 3, 10], standardErrors: [1, 2, 3], groups: [0, 0, 1], studies: [1, 2, 1] };
    const [cell] = randomEffects(data, { tau: [0], rho: [0] }).cells;
    near(cell!.means, [(1 + 3 / 4) / (1 + 1 / 4), 10]);
    near(cell!.covariance, [1 / (1 + 1 / 4), 0, 0, 9]);
    near(cell!.weights, [0.8, 0.2, 0, 0, 0, 1]);
  });

  test('equal errors s: the mode of tau squared is the sample variance less s squared, not below 0', () => {
    const standardErrors = [0.2, 0.2, 0.2, 0.2];
    const data = { estimates: [0, 0.4, 0.6, 1], standardErrors, groups: [0, 0, 0, 0], studies: [1, 2, 3, 4] };
    const variance = (0.5 ** 2 + 0.1 ** 2 + 0.1 ** 2 + 0.5 ** 2) / 3;
    const tau = Array.from({ length: 1001 }, (_, index) => index / 1000);
    const mode = (all: GroupedEstimates) => tauSummary(randomEffects(all, { tau, rho: [0] }), 0.9).mode;
    expect(mode(data)).toBeCloseTo(Math.sqrt(variance - 0.04), 3);
    expect(mode({ ...data, estimates: [0, 0.1, 0.1, 0.2] })).toBe(0);
  });

  test('one estimate per group says nothing of tau: its posterior is the flat prior', () => {
    const effects = randomEffects({ estimates: [1, 2], standardErrors: [0.1, 0.5], groups: [0, 1], studies: [1, 2] });
    expect(effects.degreesOfFreedom).toBe(0);
    const { mean, low, high } = tauSummary(effects, 0.9);
    expect([mean, low, high]).toEqual([expect.closeTo(0.5, 6), expect.closeTo(0.05, 1), expect.closeTo(0.95, 1)]);
  });

  test('probabilities add up to 1 over the grid', () => {
    const { cells } = randomEffects(ofR);
    expect(cells.length).toBe(defaultRandomEffectsGrid.tau.length * defaultRandomEffectsGrid.rho.length);
    expect(cells.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
  });

  const recovers = (tau: number, rho: number, sets: number) => {
    // The groups and studies of the fixture, errors of trials with 50 to 400 patients on the scale of log odds
    const normal = (stream: () => number) => normalQuantile(stream(), 0, 1);
    let [inside, sum, means] = [0, 0, 0];
    for (let index = 0; index < sets; index++) {
      const stream = randomStream({ seed: '7', streamName: `random effects ${tau} ${rho}`, index });
      const shared = new Map<number, number>();
      const errors = Array.from(ofR.groups, (_, i) => 0.1 + 0.02 * (i % 8));
      const estimates = errors.map((error, i) => {
        const study = ofR.studies[i]!;
        if (!shared.has(study)) shared.set(study, normal(stream));
        const effect = Math.sqrt(rho) * shared.get(study)! + Math.sqrt(1 - rho) * normal(stream);
        return ofR.groups[i]! + tau * effect + error * normal(stream);
      });
      const effects = randomEffects({ ...ofR, estimates, standardErrors: errors });
      const { low, high, mean } = tauSummary(effects, 0.9);
      if (tau >= low && tau <= high) inside++;
      sum += mean;
      means += effects.cells.reduce((total, cell) => total + cell.probability * cell.means[2]!, 0);
    }
    return { coverage: inside / sets, mean: sum / sets, group: means / sets };
  };

  test.each([
    [0.2, 0.5],
    [0.4, 0],
  ])(
    'tau %d, rho %d: intervals at 90 percent cover it in 85 to 97 percent of data sets',
    { tags: 'full/oracles' },
    (tau, rho) => {
      const { coverage, mean, group } = recovers(tau, rho, 200);
      expect(coverage).toBeGreaterThanOrEqual(0.85);
      expect(coverage).toBeLessThanOrEqual(0.97);
      // The posterior mean of a skewed posterior lies above tau, by less than a third of it
      expect(mean / tau).toBeGreaterThan(0.95);
      expect(mean / tau).toBeLessThan(1.4);
      expect(Math.abs(group - 2)).toBeLessThan(0.05);
    },
  );

  test('the interval covers tau 0.3 in most of 20 data sets', () => {
    expect(recovers(0.3, 0.5, 20).coverage).toBeGreaterThanOrEqual(0.75);
  });

  test('names what it does not accept', () => {
    const data = { estimates: [1, 2], standardErrors: [1, 1], groups: [0, 0], studies: [1, 2] };
    expect(() => randomEffects({ ...data, estimates: [] })).toThrow('randomEffects.estimates: must hold one estimate');
    expect(() => randomEffects({ ...data, studies: [1] })).toThrow('randomEffects.studies: must hold 2 values');
    expect(() => randomEffects({ ...data, standardErrors: [1, 0] })).toThrow('randomEffects.standardErrors[1]');
    expect(() => randomEffects({ ...data, estimates: [1, Number.NaN] })).toThrow('randomEffects.estimates[1]');
    expect(() => randomEffects({ ...data, groups: [0, 2] })).toThrow('randomEffects.groups: must use every group');
    expect(() => randomEffects({ ...data, groups: [0, 0.5] })).toThrow('randomEffects.groups[1]');
    expect(() => randomEffects({ ...data, studies: [1, 1] })).toThrow(
      'randomEffects.studies[1]: must be once in a group',
    );
  });
});

// Evidence: closed form (expectation of Pearson's statistic under Williams's model, all-or-nothing trials) · simulation of a
// beta-binomial.
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { describe, expect, it } from 'vitest';
import { designEffect, intraTrialCorrelation } from '../../../../calibration/fit/objective/overdispersion.js';
import { randomStream } from '../../../../src/index.js';

const ROUNDING = 1e-12;

/** Trials of 20 to 100 patients whose probabilities are Beta with mean 0.3 and correlation rho. */
function betaBinomialTrials(count: number, rho: number, seed: string) {
  const uniform = randomStream({ seed, streamName: 'beta-binomial', index: 0 });
  const precision = 1 / rho - 1;
  return Array.from({ length: count }, (_, index) => {
    const patients = 20 + 20 * (index % 5);
    const probability = rho === 0 ? 0.3 : betaQuantile(uniform(), 0.3 * precision, 0.7 * precision);
    let events = 0;
    for (let patient = 0; patient < patients; patient++) if (uniform() < probability) events++;
    return { patients, share: events / patients };
  });
}

describe('intraTrialCorrelation', () => {
  it("is the rho at which Pearson's statistic has its expectation: sum (1 - n_i/N)(1 + (n_i - 1) rho)", () => {
    // Williams 1982 with one proportion; shares far enough apart that nothing is cut off
    const trials = [
      { patients: 40, share: 0.1 },
      { patients: 60, share: 0.5 },
      { patients: 100, share: 0.25 },
    ];
    const rho = intraTrialCorrelation(trials);
    const mean = (4 + 30 + 25) / 200;
    const statistic = trials.reduce((sum, { patients, share }) => sum + patients * (share - mean) ** 2, 0);
    const expected = trials.reduce((sum, { patients }) => sum + (1 - patients / 200) * (1 + (patients - 1) * rho), 0);
    expect(rho).toBeGreaterThan(0);
    expect(rho).toBeLessThan(1);
    expect(Math.abs(expected - statistic / (mean * (1 - mean)))).toBeLessThan(ROUNDING * expected);
  });

  it.each([0.02, 0.1, 0.3])('finds %d in 2000 trials of a beta-binomial', (rho) => {
    const found = intraTrialCorrelation(betaBinomialTrials(2000, rho, '0'));
    // Four standard errors of a variance between 2000 trials: sqrt(2 / 2000) of rho and of the sampling share, 1/60
    expect(Math.abs(found - rho)).toBeLessThan(4 * Math.sqrt(2 / 2000) * (rho + 1 / 60));
  });

  it('is near 0 where trials differ by sampling alone', () => {
    expect(intraTrialCorrelation(betaBinomialTrials(2000, 0, '1'))).toBeLessThan(4 * Math.sqrt(2 / 2000) * (1 / 60));
  });

  it('is 0 where trials agree more than sampling lets them, 1 at most where each is all or nothing', () => {
    expect(intraTrialCorrelation([0.3, 0.3, 0.3].map((share) => ({ patients: 50, share })))).toBe(0);
    expect(intraTrialCorrelation([0, 1, 0, 1].map((share) => ({ patients: 50, share })))).toBe(1);
  });

  it.each([[[]], [[{ patients: 30, share: 0.4 }]], [[0, 0].map((share) => ({ patients: 30, share }))]])(
    'is 0 where it cannot be estimated: %j',
    (trials) => {
      expect(intraTrialCorrelation(trials)).toBe(0);
    },
  );

  it('is 0 for trials of one patient each, and where all shares are 1', () => {
    expect(intraTrialCorrelation([0, 1].map((share) => ({ patients: 1, share })))).toBe(0);
    expect(intraTrialCorrelation([1, 1].map((share) => ({ patients: 30, share })))).toBe(0);
  });
});

describe('designEffect', () => {
  it('is the variance of a beta-binomial share over that of a binomial: 1 + (n - 1) rho', () => {
    expect(designEffect(1, 0.5)).toBe(1);
    expect(designEffect(101, 0.02)).toBe(3);
    expect(designEffect(50, 1)).toBe(50);
    expect(designEffect(50, 0)).toBe(1);
  });

  it('is the spread of simulated shares', () => {
    const shares = betaBinomialTrials(5000, 0.1, '2').filter(({ patients }) => patients === 60);
    const variance = shares.reduce((sum, { share }) => sum + (share - 0.3) ** 2, 0) / shares.length;
    const ratio = variance / ((0.3 * 0.7) / 60);
    // Four standard errors of a variance of 1000 trials
    expect(Math.abs(ratio / designEffect(60, 0.1) - 1)).toBeLessThan(4 * Math.sqrt(2 / 1000));
  });
});

// Evidence: closed form (logits, weights) · slow oracle (the same average on a rule of 60 nodes a side).
import { describe, expect, it } from 'vitest';
import {
  type DeathForm,
  deathMixture,
  rangeNodes,
  type TransformedDeathParameters,
} from '../../../../calibration/fit/survival/death-parameters.js';
import {
  cohortSurvival,
  type DeathProbabilityMixture,
  dailyDeathProbability,
  deathProbabilityFromLogits,
  gaussLegendre,
  logistic,
  logit,
} from '../../../../src/index.js';
import { HORIZON, toyBurden } from '../toy-model.js';

const ROUNDING = 1e-12;

const forms: readonly DeathForm[] = [
  { mu: 'point', sigma: 'point' },
  { mu: 'range', sigma: 'point' },
  { mu: 'point', sigma: 'range' },
  { mu: 'range', sigma: 'range' },
];

const transformedParameters: TransformedDeathParameters = {
  logitAtZero: logit(0.0005),
  logitAtOne: logit(0.02),
  muHalfWidth: 0.25,
  sigmaRelativeHalfWidth: 0.4,
};

describe('rangeNodes', () => {
  it.each(forms)('has weights of sum 1 and offsets of mean 0 inside (-1, 1): $mu mu, $sigma sigma', (form) => {
    const nodes = rangeNodes(form);
    const mean = (value: (node: (typeof nodes)[number]) => number) =>
      nodes.reduce((sum, node) => sum + node.weight * value(node), 0);
    expect(Math.abs(mean(() => 1) - 1)).toBeLessThan(ROUNDING);
    expect(Math.abs(mean(({ mu }) => mu))).toBeLessThan(ROUNDING);
    expect(Math.abs(mean(({ sigma }) => sigma))).toBeLessThan(ROUNDING);
    expect(Math.abs(mean(({ mu, sigma }) => mu * sigma))).toBeLessThan(ROUNDING);
    for (const { mu, sigma } of nodes) expect(Math.max(Math.abs(mu), Math.abs(sigma))).toBeLessThan(1);
    // Variance of a uniform on [-1, 1]
    if (form.mu === 'range') expect(mean(({ mu }) => mu ** 2)).toBeCloseTo(1 / 3, 12);
    if (form.sigma === 'range') expect(mean(({ sigma }) => sigma ** 2)).toBeCloseTo(1 / 3, 12);
  });

  it('has one node for two points', () => {
    expect(rangeNodes(forms[0]!)).toEqual([{ mu: 0, sigma: 0, weight: 1 }]);
  });
});

describe('deathMixture', () => {
  it('passes through both daily probabilities where mu and sigma are points', () => {
    const [node] = deathMixture(forms[0]!, transformedParameters);
    expect(Math.abs(dailyDeathProbability(0, node!.shape) - 0.0005)).toBeLessThan(ROUNDING);
    expect(Math.abs(dailyDeathProbability(1, node!.shape) - 0.02)).toBeLessThan(ROUNDING);
  });

  it('stretches over the half-widths around that centre, sigma positive throughout', () => {
    const { mu, sigma } = deathProbabilityFromLogits(
      transformedParameters.logitAtZero,
      transformedParameters.logitAtOne,
    );
    for (const { shape } of deathMixture(forms[3]!, { ...transformedParameters, sigmaRelativeHalfWidth: 0.99 })) {
      expect(Math.abs(shape.mu - mu)).toBeLessThan(0.25);
      expect(shape.sigma).toBeGreaterThan(0.01 * sigma);
      expect(shape.sigma).toBeLessThan(1.99 * sigma);
    }
  });

  it.each(forms)('with half-widths of 0 is the point: $mu mu, $sigma sigma', (form) => {
    const still = { ...transformedParameters, muHalfWidth: 0, sigmaRelativeHalfWidth: 0 };
    const [point] = deathMixture(forms[0]!, still);
    for (const { shape } of deathMixture(form, still)) expect(shape).toEqual(point!.shape);
  });
});

describe('the rule over the ranges', () => {
  const days = HORIZON + 1;
  const patients = 50;
  const burden = new Float32Array(patients * days);
  for (let patient = 0; patient < patients; patient++) {
    for (let day = 0; day < days; day++) {
      burden[patient * days + day] = toyBurden((patient + 0.5) / patients, 'control', day);
    }
  }
  const everyone = new Uint8Array(patients).fill(1);

  /** Largest difference of the cohort's survival from a rule of `dense` nodes per range; points of percent. */
  function errorOf(form: DeathForm, at: TransformedDeathParameters, dense: number): number {
    const { mu, sigma } = deathProbabilityFromLogits(at.logitAtZero, at.logitAtOne);
    const point = [{ node: 0, weight: 1 }];
    const fine: DeathProbabilityMixture = (form.mu === 'range' ? gaussLegendre(dense) : point).flatMap((x) =>
      (form.sigma === 'range' ? gaussLegendre(dense) : point).map((y) => ({
        shape: {
          mu: mu + x.node * at.muHalfWidth,
          sigma: sigma * (1 + y.node * at.sigmaRelativeHalfWidth),
        },
        weight: x.weight * y.weight,
      })),
    );
    const used = cohortSurvival(burden, days, deathMixture(form, at), everyone).alive;
    const exact = cohortSurvival(burden, days, fine, everyone).alive;
    return used.reduce((worst, alive, day) => Math.max(worst, 100 * Math.abs(alive - exact[day]!)), 0);
  }

  const wide = { ...transformedParameters, muHalfWidth: 0.6, sigmaRelativeHalfWidth: 0 };
  const steep = { ...wide, logitAtZero: logit(1e-6), logitAtOne: logit(0.1) };

  it('resolves a range of mu to 0.001 points of survival where the death function is gentle', () => {
    expect(errorOf(forms[1]!, wide, 60)).toBeLessThan(0.001);
  });

  it('resolves a range of mu to 0.15 points where it rises from 0.0001 to 10 % a day', () => {
    expect(errorOf(forms[1]!, steep, 60)).toBeLessThan(0.15);
  });

  it('resolves a narrow range of sigma to 0.1 points of survival', () => {
    expect(errorOf(forms[2]!, { ...wide, muHalfWidth: 0, sigmaRelativeHalfWidth: 0.3 }, 60)).toBeLessThan(0.1);
  });

  it('resolves the widest range of sigma to 0.1 points of survival', () => {
    expect(errorOf(forms[3]!, { ...wide, sigmaRelativeHalfWidth: 0.9 }, 40)).toBeLessThan(0.1);
  });

  it('is exact for a daily death probability that does not depend on chi', () => {
    const flat = {
      logitAtZero: logit(0.005),
      logitAtOne: logit(0.005 + 1e-9),
      muHalfWidth: 0,
      sigmaRelativeHalfWidth: 0,
    };
    const alive = cohortSurvival(burden, days, deathMixture(forms[3]!, flat), everyone).alive;
    expect(Math.abs(alive[100]! - (1 - logistic(flat.logitAtZero)) ** 100)).toBeLessThan(1e-6);
  });
});

// Evidence: the functions of the fit, bit for bit; closed forms of survival, rates and effective sample size; the order of states.
import { describe, expect, test } from 'vitest';
import { poolObjective } from '../../../../calibration/fit/objective/pool-objective.js';
import { expectedMedians, predictedEndpoints } from '../../../../calibration/fit/objective/pooled-endpoints.js';
import { costOf } from '../../../../calibration/fit/search/minimise.js';
import { explorerModel } from '../../../../calibration/studies/explore/explorer-model.js';
import { type ExplorerState, pointOf, valuesOfPoint } from '../../../../calibration/studies/explore/explorer-state.js';
import { exp, gaussianCopula, log, paretoK, power, withCorrelations } from '../../../../src/index.js';
import { toyMarginals, toyRates } from '../../fit/toy-model.js';
import { toyExplorer } from './toy-explorer.js';

const toy = toyExplorer();
const states: readonly ExplorerState[] = [
  {},
  { 'response.alpha': 2.5 },
  { 'response.mean': 0.55, 'growth.sd': 0.2 },
  { 'control.mu': 1.4 },
  { 'control.at_zero': 0.02, 'control.at_one': 3, 'treated.mu_half_width': 0.1, 'growth.beta': 2.4 },
];

/** What the fit computes at a point. */
function fitAt(state: ExplorerState) {
  const { problem, pool, values, leastEffective, targets } = toy;
  const at = valuesOfPoint(problem, values, pointOf(problem, values, state));
  const evaluation = poolObjective(problem, pool, leastEffective).evaluate(at);
  return {
    evaluation,
    endpoints: predictedEndpoints(problem, pool, at, expectedMedians(targets, problem.settings.monthDays)),
  };
}

describe('explorerModel(pool).evaluate(state)', () => {
  test('has the bits of the fit at the fitted point: objective, effective sample size, every endpoint', () => {
    const result = explorerModel(toy).evaluate({});
    const { evaluation, endpoints } = fitAt({});
    expect(result.effectiveSampleSize).toBe(evaluation.effectiveSampleSize);
    expect(result.costData).toBe(costOf(evaluation.data));
    expect(result.costPrior).toBe(costOf(evaluation.prior));
    expect(result.endpoints).toEqual(endpoints);
  });

  test('has the bits of the fit at death functions that were moved', () => {
    const state = { 'control.mu': 1.4, 'treated.at_one': 2 };
    const result = explorerModel(toy).evaluate(state);
    const { evaluation, endpoints } = fitAt(state);
    expect(result.costData).toBe(costOf(evaluation.data));
    expect(result.costPrior).toBe(costOf(evaluation.prior));
    expect(result.endpoints).toEqual(endpoints);
  });

  test('does not depend on the states before', () => {
    const model = explorerModel(toy);
    for (const state of [...states, states[2]!, states[0]!]) {
      expect(model.evaluate(state)).toEqual(explorerModel(toy).evaluate(state));
    }
  });

  test('keeps a result when another state is evaluated', () => {
    const model = explorerModel(toy);
    const first = model.evaluate({});
    const copy = structuredClone(first);
    model.evaluate(states[4]!);
    expect(first).toEqual(copy);
  });

  test('survival with the same death probability every day is (1 - p)^t', () => {
    const percent = 0.25;
    const { curves } = explorerModel(toy).evaluate({ 'control.at_zero': percent, 'control.at_one': percent });
    const { days, survival } = curves.control!;
    days.forEach((day, index) => {
      const whole = Math.floor(day);
      const daily = 1 - percent / 100;
      expect(survival[index]).toBeCloseTo(power(daily, whole) * (1 - (day - whole) * (percent / 100)), 11);
    });
  });

  test('rates of response follow the shapes: differences of a Beta distribution function', () => {
    const { endpoints } = explorerModel(toy).evaluate({
      'response.alpha': 4,
      'response.beta': 2,
      'growth.alpha': 2,
      'growth.beta': 2,
    });
    const exact = toyRates('treated', { alpha: 4, beta: 2 });
    // Monte Carlo error of 150 weighted patients
    for (const rate of ['cr', 'pr', 'sd', 'pd', 'dcr'] as const)
      expect(Math.abs(endpoints.treated![rate] - 100 * exact[rate])).toBeLessThan(6);
  });

  test('effective sample size and Pareto k are those of the ratios of densities', () => {
    const { pool, problem } = toy;
    const state = { 'response.alpha': 3.5, 'response.beta': 2, 'growth.alpha': 2.2, 'growth.beta': 2 };
    const result = explorerModel(toy).evaluate(state);
    // Up to a constant: exponents of x and 1 - x against the mixture
    const shapes = pointOf(problem, toy.values, state).marginals;
    const logs = Float64Array.from({ length: pool.patients }, (_, patient) =>
      shapes.reduce(
        (sum, { alpha, beta }, j) =>
          sum + (alpha - 1) * pool.logX[patient * 2 + j]! + (beta - 1) * pool.log1mX[patient * 2 + j]!,
        -pool.logProposal[patient]!,
      ),
    );
    const ratios = logs.map(exp);
    const total = ratios.reduce((sum, ratio) => sum + ratio, 0);
    const squares = ratios.reduce((sum, ratio) => sum + ratio * ratio, 0);
    expect(result.effectiveSampleSize).toBeCloseTo((total * total) / squares, 6);
    expect(result.paretoK).toBeCloseTo(paretoK(ratios), 6);
  });

  test('progression-free survival is never above overall survival, and neither increases', () => {
    const model = explorerModel(toy);
    for (const state of states) {
      for (const { survival, progressionFree } of Object.values(model.evaluate(state).curves)) {
        survival.forEach((alive, index) => {
          expect(progressionFree[index]).toBeLessThanOrEqual(alive + 1e-12);
          if (index > 0) expect(alive).toBeLessThanOrEqual(survival[index - 1]! + 1e-12);
        });
      }
    }
  });

  test('weighs correlated parameters by their copula', () => {
    const marginals = withCorrelations(toyMarginals(), [{ between: ['response', 'growth'], normalScore: 0.5 }]);
    const correlated = toyExplorer(marginals);
    expect(correlated.pool.copula).toEqual(gaussianCopula(marginals));
    const [own, independent] = [correlated, toy].map((pool) => explorerModel(pool).evaluate({ 'growth.mean': 0.6 }));
    expect(own!.effectiveSampleSize).not.toBe(independent!.effectiveSampleSize);
  });
});

describe('states', () => {
  const at = (state: ExplorerState) => pointOf(toy.problem, toy.values, state);

  test('mean and standard deviation give the shapes that have them', () => {
    const { alpha, beta } = at({ 'response.mean': 0.3, 'response.sd': 0.1 }).marginals[0]!;
    expect(alpha / (alpha + beta)).toBeCloseTo(0.3, 12);
    expect(Math.sqrt((alpha * beta) / (alpha + beta + 1)) / (alpha + beta)).toBeCloseTo(0.1, 12);
  });

  test('mu and sigma give z = (u - mu) / sigma, and daily probabilities their logits', () => {
    const { death } = at({ 'control.mu': 1.5, 'control.sigma': 0.25, 'treated.at_zero': 0.01, 'treated.at_one': 4 });
    expect(death.control).toMatchObject({ logitAtZero: -6, logitAtOne: -2 });
    expect(death.treated!.logitAtZero).toBeCloseTo(log(0.0001 / 0.9999), 12);
    expect(death.treated!.logitAtOne).toBeCloseTo(log(0.04 / 0.96), 12);
  });

  test('what is not set keeps the bits of the fit', () => {
    const fitted = at({});
    const moved = at({ 'response.alpha': 2 });
    expect(moved.marginals[1]).toEqual(fitted.marginals[1]);
    expect(moved.death).toEqual(fitted.death);
    expect(valuesOfPoint(toy.problem, toy.values, fitted)).toEqual(toy.values);
  });

  test.each<readonly [ExplorerState, string]>([
    [
      { 'respons.alpha': 1 },
      "must be PARAMETER.FIELD or ARM.FIELD, with one of the run's parameters or arms; got another name (did you mean response?)",
    ],
    [
      { 'response.mu': 1 },
      'must be one of response.alpha, response.beta, response.mean, response.sd; got another name',
    ],
    [{ alpha: 1 }, 'must be PARAMETER.FIELD or ARM.FIELD'],
    [{ 'response.alpha': 0 }, 'response.alpha: must lie in [0.001, 10000]; got 0'],
    [{ 'response.alpha': Number.NaN }, 'response.alpha: must be a finite number; got NaN'],
    [{ 'response.mean': 1 }, 'response.mean: must lie inside (0, 1); got 1'],
    [
      { 'response.mean': 0.5, 'response.sd': 0.5 },
      'response.sd: must lie inside (0, 0.5000), where a mean of 0.5 ends; got 0.5',
    ],
    [
      { 'response.mean': 0.5, 'response.alpha': 2 },
      'response: must be set by alpha and beta, or by mean and sd; got some of both',
    ],
    [{ 'control.sigma': 0 }, 'control.sigma: must not be 0; got 0'],
    [{ 'control.at_one': 100 }, 'control.at_one: must lie inside (0, 100) percent per day; got 100'],
    [
      { 'control.mu': 1, 'control.at_one': 2 },
      'control: must be set by mu and sigma, or by at_zero and at_one; got some of both',
    ],
    [{ 'control.mu_half_width': -1 }, 'control.mu_half_width: must be >= 0; got -1'],
    [
      { 'control.sigma_half_width': 0.1 },
      'control.sigma_half_width: must be left out, as the run has a value in place of a range; got 0.1',
    ],
  ])('%j is refused', (state, message) => {
    expect(() => at(state)).toThrow(message);
  });
});

// Evidence: slow oracle (the pass itself, arm by arm) · laws.
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { pooledWeights } from '../../../../calibration/fit/objective/pooled-weights.js';
import { pooledSurvival } from '../../../../calibration/fit/survival/pooled-survival.js';
import { joinPools } from '../../../../calibration/pool/fit-pool.js';
import { toyMarginals, toyPool } from '../toy-model.js';
import { toyDeath, toySettings, toyTargets } from '../toy-problem.js';
import { survivalColumnsInto, survivalDerivatives } from './survival-columns.js';

const marginals = toyMarginals();
const targets = toyTargets(marginals);
const problem = buildProblem(targets, toySettings());
const { control: grid } = problem.grids;
const pool = joinPools([toyPool({ marginals, patients: 40, gridDays: grid!.days })]);
const weights = pooledWeights(pool, 0);

describe('pooledSurvival', () => {
  it('has the survival of every arm and its weighted derivatives', () => {
    const survival = pooledSurvival(problem, pool);
    const at = weights.at(marginals);
    const derivatives = survival.update(toyDeath, at);
    for (const arm of ['control', 'treated'] as const) {
      const columns = problem.grids[arm]!.increments.map(() => new Float64Array(40));
      const [burden, form] = [pool.burden[arm]!, problem.settings.deathForm];
      survivalColumnsInto(burden, problem.grids[arm]!, form, toyDeath[arm], columns);
      expect(survival.columns[arm]).toEqual(columns);
      expect(derivatives[arm]).toEqual(
        survivalDerivatives(burden, problem.grids[arm]!, form, toyDeath[arm], at.calibrated),
      );
    }
  });

  it('keeps what did not change, and follows what did: the death function of an arm, or the weights', () => {
    const survival = pooledSurvival(problem, pool);
    const first = survival.update(toyDeath, weights.at(marginals));
    expect(survival.update({ ...toyDeath }, weights.at(marginals)).control).toBe(first.control);
    const changed = { ...toyDeath, treated: { ...toyDeath.treated, logitAtOne: -3 } };
    const second = survival.update(changed, weights.at(marginals));
    expect(second.control).toBe(first.control);
    expect(second.treated).not.toEqual(first.treated);
    const heavier = marginals.map((marginal) => ({ ...marginal, alpha: 1.3 * marginal.alpha }));
    expect(survival.update(changed, weights.at(heavier)).control).not.toEqual(first.control);
  });

  it('has no columns where no survival is asked for', () => {
    const responses = buildProblem(targets, toySettings({ targetWeights: { response: 1, medianOs: 0, survival: 0 } }));
    const survival = pooledSurvival(responses, pool);
    expect(survival.columns).toEqual({});
    expect(survival.update(toyDeath, weights.at(marginals))).toEqual({});
  });
});

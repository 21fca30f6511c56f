// Evidence: slow oracle (the pass itself, arm by arm) · laws.
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { pooledWeights } from '../../../../calibration/fit/objective/pooled-weights.js';
import { pooledSurvival } from '../../../../calibration/fit/survival/pooled-survival.js';
import { joinPools } from '../../../../calibration/pool/fit-pool.js';
import { rowsInMemory } from '../../../../src/index.js';
import { toyMarginals, toyPool } from '../toy-model.js';
import { toyDeath, toySettings, toyTargets } from '../toy-problem.js';
import { survivalColumnsInto, survivalDerivatives } from './survival-columns.js';

const marginals = toyMarginals();
const targets = toyTargets(marginals);
const problem = buildProblem(targets, toySettings());
const { control: grid } = problem.grids;
const pool = joinPools([toyPool({ marginals, patients: 40, gridDays: grid!.days })]);
const weights = pooledWeights(pool, 0);

/** Columns of survival of an arm, in the order of its times. */
const placesOf = (arm: string) =>
  problem.columns.flatMap(({ arm: of, column }, index) => (of === arm && column.kind === 'survival' ? [index] : []));

describe('pooledSurvival', () => {
  it('has the survival of every arm and its weighted derivatives', () => {
    const survival = pooledSurvival(problem, pool);
    const at = weights.at(marginals);
    const derivatives = survival.update(toyDeath, at);
    for (const arm of ['control', 'treated'] as const) {
      const columns = problem.grids[arm]!.times.map(() => new Float64Array(40));
      const [burden, form] = [rowsInMemory(pool.burden[arm]!), problem.settings.deathForm];
      survivalColumnsInto(burden, problem.grids[arm]!, form, toyDeath[arm], columns);
      const own = placesOf(arm);
      expect(own.map((index) => survival.columns[index])).toEqual(columns);
      expect(own.map((index) => derivatives[index])).toEqual(
        survivalDerivatives(burden, problem.grids[arm]!, form, toyDeath[arm], at.calibrated),
      );
    }
  });

  it('keeps what did not change, and follows what did: the death function of an arm, or the weights', () => {
    const survival = pooledSurvival(problem, pool);
    const first = survival.update(toyDeath, weights.at(marginals));
    const of = (arm: string, derivatives: typeof first) => placesOf(arm).map((index) => derivatives[index]);
    const again = survival.update({ ...toyDeath }, weights.at(marginals));
    of('control', again).forEach((row, index) => {
      expect(row).toBe(of('control', first)[index]);
    });
    const changed = { ...toyDeath, treated: { ...toyDeath.treated, logitAtOne: -3 } };
    const second = survival.update(changed, weights.at(marginals));
    expect(of('control', second)[0]).toBe(of('control', first)[0]);
    expect(of('treated', second)).not.toEqual(of('treated', first));
    const heavier = marginals.map((marginal) => ({ ...marginal, alpha: 1.3 * marginal.alpha }));
    expect(of('control', survival.update(changed, weights.at(heavier)))).not.toEqual(of('control', first));
  });

  it('has no columns where no survival is asked for', () => {
    const responses = buildProblem(
      targets,
      toySettings({ targetWeights: { response: 1, medianOs: 0, survival: 0, medianPfs: 0, pfs: 0, bestResponse: 0 } }),
    );
    const survival = pooledSurvival(responses, pool);
    const none = responses.columns.map(() => null);
    expect(survival.columns).toEqual(none);
    expect(survival.update(toyDeath, weights.at(marginals))).toEqual(none);
  });
});

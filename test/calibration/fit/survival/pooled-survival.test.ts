// Evidence: slow oracle (the pass itself, arm by arm) · laws.
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { pooledWeights } from '../../../../calibration/fit/objective/pooled-weights.js';
import { pooledSurvival } from '../../../../calibration/fit/survival/pooled-survival.js';
import { joinPools } from '../../../../calibration/pool/mixture-pool.js';
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
    survival.update(toyDeath);
    const derivatives = survival.derivatives(toyDeath, at.calibrated);
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

  it('follows the death function of an arm, and leaves the columns of an arm whose function is the last one', () => {
    const survival = pooledSurvival(problem, pool);
    const of = (arm: string) => placesOf(arm).map((index) => Float64Array.from(survival.columns[index]!));
    survival.update(toyDeath);
    const first = { control: of('control'), treated: of('treated') };
    for (const index of placesOf('control')) survival.columns[index]!.fill(2);
    survival.update({ ...toyDeath, treated: { ...toyDeath.treated, logitAtOne: -3 } });
    for (const index of placesOf('control')) expect(survival.columns[index]!.every((value) => value === 2)).toBe(true);
    expect(of('treated')).not.toEqual(first.treated);
    survival.update({ ...toyDeath, control: { ...toyDeath.control, logitAtOne: -3 } });
    expect(of('control')).not.toEqual(first.control);
    survival.update(toyDeath);
    expect(of('control')).toEqual(first.control);
    expect(of('treated')).toEqual(first.treated);
  });

  it('has no columns where no survival is asked for', () => {
    const responses = buildProblem(
      targets,
      toySettings({ targetWeights: { response: 1, medianOs: 0, survival: 0, medianPfs: 0, pfs: 0, bestResponse: 0 } }),
    );
    const survival = pooledSurvival(responses, pool);
    const none = responses.columns.map(() => null);
    expect(survival.columns).toEqual(none);
    expect(survival.derivatives(toyDeath, weights.at(marginals).calibrated)).toEqual(none);
  });
});

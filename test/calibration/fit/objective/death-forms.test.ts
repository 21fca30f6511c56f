// Evidence: central finite differences · slow oracle (weighted mean of the exact daily survival).
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { poolObjective } from '../../../../calibration/fit/objective/pool-objective.js';
import { type DeathFormName, deathFormNames } from '../../../../calibration/fit/survival/death-forms.js';
import { hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { joinPools } from '../../../../calibration/pool/mixture-pool.js';
import { HORIZON, toyMarginals, toyPool } from '../toy-model.js';
import { toySettings, toyTargets } from '../toy-problem.js';

const marginals = toyMarginals();
const targets = toyTargets(marginals);
const gridDays = hazardGrid([], HORIZON).days;
const pool = joinPools([toyPool({ marginals, patients: 120, gridDays })]);

const STEP = 1e-5;
/** Absolute, on derivatives of size ten: the third derivative times the square of the step, and rounding over the step. */
const DIFFERENCE_ERROR = 1e-6;

function bound(name: DeathFormName) {
  const deathForm = { mu: 'point', sigma: 'point', name } as const;
  const problem = buildProblem(targets, toySettings({ deathForm, deathShared: true, deathEffect: true }));
  return { problem, objective: poolObjective(problem, pool) };
}

describe.each(deathFormNames)('%s', (name) => {
  const { problem, objective } = bound(name);
  const at = problem.parameters.map(({ start, role }, index) =>
    role.kind === 'shape'
      ? start + 0.15 * Math.sin(index)
      : start + (role.transformedParameter === 'effect' ? -0.4 : 0.1),
  );

  it('has exact derivatives by shapes, death parameters and the treatment effect', () => {
    const rows = objective.jacobian(at);
    at.forEach((_, parameter) => {
      const [above, below] = [STEP, -STEP].map((shift) =>
        objective.evaluate(at.map((value, index) => (index === parameter ? value + shift : value))),
      );
      problem.columns.forEach((_column, column) => {
        const difference = (above!.data[column]! - below!.data[column]!) / (2 * STEP);
        expect(Math.abs(rows[column]![parameter]! - difference)).toBeLessThan(DIFFERENCE_ERROR);
      });
    });
  });

  it('a treatment effect lowers the mortality of its arm alone', () => {
    const effect = problem.parameters.findIndex(({ name: parameter }) => parameter.includes('treatment effect'));
    expect(problem.parameters[effect]!.role).toMatchObject({ arms: ['treated'], transformedParameter: 'effect' });
    const predicted = (value: number) =>
      objective.evaluate(at.map((own, index) => (index === effect ? value : own))).predictions;
    const [without, withEffect] = [predicted(0), predicted(-1)];
    problem.columns.forEach(({ arm, column }, index) => {
      if (arm === 'treated' && column.kind === 'survival') expect(withEffect[index]).toBeGreaterThan(without[index]!);
      else expect(withEffect[index]).toBe(without[index]);
    });
  });
});

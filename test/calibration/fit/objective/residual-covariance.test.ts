// Evidence: Monte-Carlo over synthetic trials of a known model.
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { dataResiduals } from '../../../../calibration/fit/objective/data-residuals.js';
import { residualCovariance } from '../../../../calibration/fit/objective/residual-covariance.js';
import type { FitProblem } from '../../../../calibration/fit/problem.js';
import { syntheticTables } from '../../../../calibration/inference/synthetic-tables.js';
import { randomStream } from '../../../../src/index.js';
import { aliveAt, toyContext } from '../../inference/toy-context.js';
import { MONTH, toyMarginals } from '../toy-model.js';

const DRAWS = 1000;

/** Four standard errors of a covariance of standard normals, and what is of higher order in classes of some thirty patients. */
const MONTE_CARLO = 4 * Math.sqrt(2 / DRAWS) + 0.04;

const covarianceOf = (kind: 'pooled' | 'likelihood') => {
  // No class is rare: the formulas are of first order
  const marginals = toyMarginals().map((marginal, k) => (k === 0 ? { ...marginal, alpha: 2, beta: 3 } : marginal));
  const targetWeights = { response: 2, medianOs: 0.5, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 };
  const context = toyContext({ kind, size: 2, settings: { marginals, targetWeights } });
  const { problem, tables, models, problemOf } = context;

  /** The model's prediction for each column of a problem: the days of a median are the drawn ones. */
  const predictionsOf = ({ columns }: FitProblem, days: Readonly<Record<string, readonly number[]>>) =>
    Float64Array.from(columns, ({ arm, column }) =>
      column.kind === 'response' ? models[arm]!.rates[column.index]! : aliveAt(models[arm]!, days[arm]![column.index]!),
    );

  const daysOf = ({ columns }: FitProblem, drawn: typeof tables) =>
    Object.fromEntries(
      problem.arms.map((arm) => {
        const rows = drawn.medianOs.filter((row) => row.arm === arm);
        const pooled = rows.reduce((sum, { n, medianMonths }) => sum + n * medianMonths, 0);
        const alone = drawn.medianOs.find((row) => row.trial === 'B' && row.arm === arm)?.medianMonths;
        const median = kind === 'pooled' ? pooled / rows.reduce((sum, { n }) => sum + n, 0) : alone;
        const months = median === undefined ? [3, 6, 9, 12] : [3, 6, 9, 12, median].sort((a, b) => a - b);
        const wanted = columns.filter((each) => each.arm === arm && each.column.kind === 'survival').length;
        expect(months).toHaveLength(wanted);
        return [arm, months.map((month) => month * MONTH)];
      }),
    );

  it('is that of the residuals over synthetic trials, at the model that they were drawn from', {
    tags: 'full/oracles',
  }, () => {
    const order = (each: FitProblem) =>
      kind === 'pooled'
        ? each.columns.map(({ arm, endpoint }) => `${arm} ${endpoint}`)
        : each.likelihood!.map(({ arm, trial, endpoint }) => `${arm} ${trial} ${endpoint}`);
    const names = order(problem);
    const residuals = Array.from({ length: DRAWS }, (_, index) => {
      const drawn = syntheticTables(
        tables,
        models,
        MONTH,
        randomStream({ seed: '0', streamName: 'covariance', index }),
      );
      const own = problemOf(drawn);
      const all = dataResiduals(own, predictionsOf(own, daysOf(own, drawn)), 1e12);
      // The median moves among the landmarks. To first order the unit of a residual is that of the expected endpoints
      const unitOf = (each: FitProblem, name: string) =>
        kind === 'pooled' ? each.columns[order(each).indexOf(name)]!.scale : 1;
      const byName = new Map(
        order(own).map((name, k) => [name, (all[k]!.value * unitOf(own, name)) / unitOf(problem, name)]),
      );
      return names.map((name) => byName.get(name)!);
    });
    const found = new Matrix(residuals);
    const means = found.mean('column');
    found.subRowVector(means);
    const sample = found
      .transpose()
      .mmul(found)
      .div(DRAWS - 1);
    const stated = residualCovariance(problem, predictionsOf(problem, daysOf(problem, tables)));
    expect([stated.rows, stated.columns]).toEqual([names.length, names.length]);
    names.forEach((a, i) => {
      names.forEach((b, j) => {
        const size = Math.sqrt(stated.get(i, i) * stated.get(j, j));
        expect(Math.abs(sample.get(i, j) - stated.get(i, j)) / size, `${a}, ${b}`).toBeLessThan(MONTE_CARLO);
      });
    });
  });
};
describe.each(['pooled'] as const)('residualCovariance, %s', covarianceOf);
describe.each(['likelihood'] as const)('residualCovariance, %s', { tags: 'full/oracles' }, covarianceOf);

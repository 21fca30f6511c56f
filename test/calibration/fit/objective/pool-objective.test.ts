// Evidence: slow oracle (naive weighted means of classes and of the exact daily survival) · central finite differences ·
// closed form (rates under integer shapes).
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { type PoolObjective, poolObjective } from '../../../../calibration/fit/objective/pool-objective.js';
import { type FitProblem, type FitSettings, toFitPoint } from '../../../../calibration/fit/problem.js';
import { deathMixture } from '../../../../calibration/fit/survival/death-parameters.js';
import { hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';
import { calibrateOnControls, weightControls } from '../../../../calibration/pool/calibrate-weights.js';
import { effectiveSampleSize, importanceWeightsInto } from '../../../../calibration/pool/importance-weights.js';
import { joinPools, type MixturePool } from '../../../../calibration/pool/mixture-pool.js';
import { eachSurvival } from '../../../../src/index.js';
import { HORIZON, type ToyArm, toyBurden, toyMarginals, toyPool, toyRates } from '../toy-model.js';
import { toySettings, toyTargets } from '../toy-problem.js';

interface Bound {
  readonly problem: FitProblem;
  readonly pool: MixturePool;
  readonly objective: PoolObjective;
  readonly start: readonly number[];
}

/** Fewer than 20 patients per control: weights stay as they are. */
const UNCALIBRATED = 70;
const CALIBRATED = 1500;

const marginals = toyMarginals();
const targets = toyTargets(marginals);
const gridDays = hazardGrid([], HORIZON).days;

/** Two proposals, the second with a tenth of the patients. */
function mixture(patients: number): MixturePool {
  const far = marginals.map((marginal) => ({ ...marginal, alpha: marginal.alpha * 1.2 }));
  return joinPools([
    toyPool({ marginals, patients, gridDays }),
    toyPool({ marginals: far, patients: Math.ceil(patients / 10), gridDays, seed: '1' }),
  ]);
}

const pools: Readonly<Record<number, MixturePool>> = {
  [UNCALIBRATED]: mixture(UNCALIBRATED),
  [CALIBRATED]: mixture(CALIBRATED),
};

function bound(patients: number, changes: Partial<FitSettings> = {}): Bound {
  const problem = buildProblem(targets, toySettings(changes));
  const pool = pools[patients]!;
  const start = problem.parameters.map((parameter) => parameter.start);
  return { problem, pool, objective: poolObjective(problem, pool), start };
}

/** A point away from the start in every parameter. */
function moved({ problem }: Bound): readonly number[] {
  return problem.parameters.map(
    ({ start, role }, index) => start + (role.kind === 'shape' ? 0.15 * Math.sin(index) : 0.1),
  );
}

function weightsAt({ problem, pool }: Bound, values: readonly number[]): Float64Array {
  const weights = new Float64Array(pool.patients);
  const { marginals } = toFitPoint(problem, values);
  importanceWeightsInto(pool, marginals, weights);
  calibrateOnControls(weightControls(pool), marginals, weights);
  return weights;
}

/** Central differences of the data residuals: [column][parameter]. */
function differences({ problem, objective }: Bound, values: readonly number[], step: number) {
  const rows = problem.columns.map(() => new Float64Array(values.length));
  values.forEach((_, parameter) => {
    const [above, below] = [step, -step].map((shift) =>
      objective.evaluate(values.map((value, index) => (index === parameter ? value + shift : value))),
    ) as [ReturnType<PoolObjective['evaluate']>, ReturnType<PoolObjective['evaluate']>];
    rows.forEach((row, column) => {
      row[parameter] = (above.data[column]! - below.data[column]!) / (2 * step);
    });
  });
  return rows;
}

const STEP = 1e-5;
/** Absolute, on derivatives of size ten: the third derivative times the square of the step, and rounding over the step. */
const DIFFERENCE_ERROR = 1e-6;

describe('evaluate', () => {
  it.each([UNCALIBRATED, CALIBRATED])('predicts naive weighted means of the classes, %i patients', (patients) => {
    const fit = bound(patients);
    for (const values of [fit.start, moved(fit)]) {
      const weights = weightsAt(fit, values);
      const { predictions } = fit.objective.evaluate(values);
      fit.problem.columns.forEach(({ arm, column }, index) => {
        if (column.kind !== 'response') return;
        let share = 0;
        fit.pool.response[arm]!.forEach((found, patient) => {
          if (found === column.index) share += weights[patient]!;
        });
        expect(Math.abs(predictions[index]! - share)).toBeLessThan(1e-12);
      });
    }
  });

  it('predicts weighted means of the exact daily survival, to 0.01 points', () => {
    const fit = bound(UNCALIBRATED, { monthDays: 30 });
    const values = moved(fit);
    const weights = weightsAt(fit, values);
    const { death } = toFitPoint(fit.problem, values);
    const { predictions } = fit.objective.evaluate(values);
    const days = HORIZON + 1;
    for (const arm of ['control', 'treated'] satisfies ToyArm[]) {
      const daily = new Float32Array(fit.pool.patients * days);
      for (let patient = 0; patient < fit.pool.patients; patient++) {
        const growth = Math.exp(fit.pool.logX[2 * patient + 1]!);
        for (let day = 0; day < days; day++) daily[patient * days + day] = toyBurden(growth, arm, day);
      }
      const alive = new Float64Array(days);
      eachSurvival(daily, days, deathMixture(fit.problem.settings.deathForm, death[arm]!), (patient, survival) => {
        for (let day = 0; day < days; day++) alive[day]! += weights[patient]! * survival[day]!;
      });
      fit.problem.columns.forEach(({ arm: of, endpoint }, index) => {
        if (of !== arm || !endpoint.startsWith('survival')) return;
        const day = 30 * Number(endpoint.slice('survival_'.length));
        expect(Math.abs(predictions[index]! - alive[day]!)).toBeLessThan(1e-4);
      });
    }
  });

  it('predicts the rates of a closed form under shapes that the pool was not drawn from, within Monte-Carlo error', () => {
    const fit = bound(CALIBRATED);
    const values = [Math.log(4), Math.log(3), ...fit.start.slice(2)];
    const { predictions, effectiveSampleSize: size } = fit.objective.evaluate(values);
    fit.problem.columns.forEach(({ arm, endpoint, column }, index) => {
      if (column.kind !== 'response') return;
      const rate = toyRates(arm as ToyArm, { alpha: 4, beta: 3 })[endpoint as 'cr'];
      expect(Math.abs(predictions[index]! - rate)).toBeLessThan(3 * Math.sqrt((rate * (1 - rate)) / size));
    });
  });

  it('has rates that sum to 1 and residuals in units of their scale', () => {
    const fit = bound(CALIBRATED);
    const { data, predictions } = fit.objective.evaluate(moved(fit));
    for (const arm of ['control', 'treated']) {
      const sum = fit.problem.columns.reduce(
        (total, { arm: of, column }, index) =>
          total + (of === arm && column.kind === 'response' ? predictions[index]! : 0),
        0,
      );
      expect(Math.abs(sum - 1)).toBeLessThan(1e-10);
    }
    fit.problem.columns.forEach(({ target, scale }, index) => {
      expect(data[index]).toBe((predictions[index]! - target) / scale);
    });
  });

  it('has a prior residual of 0 at the start, and of 1 where a parameter is one prior standard deviation away', () => {
    const fit = bound(UNCALIBRATED);
    expect(Array.from(fit.objective.evaluate(fit.start).prior)).toEqual(fit.start.map(() => 0));
    const away = fit.problem.parameters.map(({ prior }, index) => prior.mean + (index % 2 === 0 ? 1 : -2) * prior.sd);
    fit.objective.evaluate(away).prior.forEach((residual, index) => {
      expect(residual).toBeCloseTo(index % 2 === 0 ? 1 : -2, 12);
    });
  });

  it('states the effective sample size of the weights before calibration', () => {
    const fit = bound(CALIBRATED);
    const values = moved(fit);
    const weights = new Float64Array(fit.pool.patients);
    importanceWeightsInto(fit.pool, toFitPoint(fit.problem, values).marginals, weights);
    expect(fit.objective.evaluate(values).effectiveSampleSize).toBe(effectiveSampleSize(weights));
  });

  it('gives the same values whatever was evaluated before', () => {
    const fit = bound(CALIBRATED);
    const [a, b] = [fit.start, moved(fit)];
    const first = fit.objective.evaluate(a);
    fit.objective.evaluate(b);
    fit.objective.jacobian([...b.slice(0, 4), ...a.slice(4)]);
    fit.objective.evaluate([...a.slice(0, 4), ...b.slice(4)]);
    expect(fit.objective.evaluate(a)).toEqual(first);
    expect(poolObjective(fit.problem, fit.pool).evaluate(b)).toEqual(fit.objective.evaluate(b));
  });

  it('does not change what it returned before', () => {
    const fit = bound(UNCALIBRATED);
    const first = fit.objective.evaluate(fit.start);
    const copy = structuredClone(first);
    fit.objective.evaluate(moved(fit));
    expect(first).toEqual(copy);
  });

  it('works without survival columns', () => {
    const fit = bound(UNCALIBRATED, {
      targetWeights: { response: 1, medianOs: 0, survival: 0, medianPfs: 0, pfs: 0, bestResponse: 0 },
    });
    expect(fit.objective.evaluate(moved(fit)).data.every(Number.isFinite)).toBe(true);
    expect(fit.objective.jacobian(moved(fit)).every((row) => row.every(Number.isFinite))).toBe(true);
  });
});

describe('jacobian', () => {
  it.each([
    { name: 'a range of mu', changes: {} },
    { name: 'points', changes: { deathForm: { mu: 'point', sigma: 'point' } } },
    { name: 'ranges', changes: { deathForm: { mu: 'range', sigma: 'range' } } },
    { name: 'one free marginal', changes: { freeMarginals: ['growth'] } },
  ] satisfies { name: string; changes: Partial<FitSettings> }[])(
    'is the central difference of the residuals where weights are not calibrated, $name',
    ({ changes }) => {
      const fit = bound(UNCALIBRATED, changes);
      const values = moved(fit);
      const expected = differences(fit, values, STEP);
      const rows = fit.objective.jacobian(values);
      expected.forEach((row, column) => {
        row.forEach((value, parameter) => {
          expect(Math.abs(rows[column]![parameter]! - value)).toBeLessThan(DIFFERENCE_ERROR);
        });
      });
    },
  );

  /** Root mean square error of the derivatives by shapes, relative to their root mean square. */
  function shapeError(fit: Bound, values: readonly number[]): number {
    const expected = differences(fit, values, STEP);
    const rows = fit.objective.jacobian(values);
    let [missed, size] = [0, 0];
    expected.forEach((row, column) => {
      row.forEach((value, parameter) => {
        if (fit.problem.parameters[parameter]!.role.kind === 'death') {
          expect(Math.abs(rows[column]![parameter]! - value)).toBeLessThan(DIFFERENCE_ERROR);
          return;
        }
        missed += (rows[column]![parameter]! - value) ** 2;
        size += value ** 2;
      });
    });
    return Math.sqrt(missed / size);
  }

  it('estimates it to three percent near the proposal where weights are calibrated, and is exact by death parameters', () => {
    const fit = bound(CALIBRATED);
    expect(shapeError(fit, moved(fit))).toBeLessThan(0.03);
  });

  it('is exact where weights are calibrated, however few patients are effective', () => {
    const fit = bound(CALIBRATED);
    const values = fit.start.map((value, index) => value + ([1, -0.5, -0.6, 0.8][index] ?? 0));
    expect(fit.objective.evaluate(values).effectiveSampleSize).toBeLessThan(0.2 * fit.pool.patients);
    expect(shapeError(fit, values)).toBeLessThan(1e-5);
  });

  it('has the prior below the data: 1 / sd on the diagonal, 0 elsewhere', () => {
    const fit = bound(UNCALIBRATED);
    const rows = fit.objective.jacobian(moved(fit));
    const first = fit.problem.columns.length;
    fit.problem.parameters.forEach(({ prior }, parameter) => {
      const expected = fit.start.map((_, other) => (other === parameter ? 1 / prior.sd : 0));
      expect(Array.from(rows[first + parameter]!)).toEqual(expected);
    });
  });

  it('changes no response by a death parameter, and no endpoint of one arm by the death function of the other', () => {
    const fit = bound(UNCALIBRATED);
    const rows = fit.objective.jacobian(moved(fit));
    fit.problem.columns.forEach(({ arm, column }, row) => {
      fit.problem.parameters.forEach(({ role }, parameter) => {
        if (role.kind !== 'death' || (column.kind === 'survival' && role.arms.includes(arm))) return;
        expect(rows[row]![parameter]).toBe(0);
      });
    });
  });
});

describe('the effective-sample-size penalty', () => {
  const fit = bound(CALIBRATED);
  const values = moved(fit).map((value, index) => value + (index < 4 ? 0.4 : 0));
  const raw = new Float64Array(fit.pool.patients);
  importanceWeightsInto(fit.pool, toFitPoint(fit.problem, values).marginals, raw);
  const newest = raw.subarray(CALIBRATED);
  const sum = (of: Float64Array) => of.reduce((total, value) => total + value, 0);
  /** (sum W)^2 / sum W^2 over the patients of the second proposal. */
  const size = sum(newest) ** 2 / sum(newest.map((weight) => weight * weight));
  const essPenaltyAt = (least: number) => poolObjective(fit.problem, fit.pool, least).evaluate(values).essPenalty;

  it('is 0 while enough patients of the newest pool are effective', () => {
    expect(newest).toHaveLength(CALIBRATED / 10);
    expect(essPenaltyAt(size * 0.999)).toBe(0);
    expect(essPenaltyAt(0)).toBe(0);
  });

  it('grows from 0 without a jump as they are missing', () => {
    expect(essPenaltyAt(size * (1 + 1e-9))).toBeGreaterThan(0);
    expect(essPenaltyAt(size * (1 + 1e-9))).toBeLessThan(1e-6);
    expect(essPenaltyAt(2 * size)).toBeGreaterThan(essPenaltyAt(1.5 * size));
  });

  it('has the last row of the jacobian: its own central difference, 0 inside and in the death parameters', () => {
    const withPenalty = poolObjective(fit.problem, fit.pool, 2 * size);
    const row = withPenalty.jacobian(values).at(-1)!;
    values.forEach((_, parameter) => {
      const [above, below] = [STEP, -STEP].map(
        (shift) =>
          withPenalty.evaluate(values.map((value, index) => (index === parameter ? value + shift : value))).essPenalty,
      ) as [number, number];
      expect(Math.abs(row[parameter]! - (above - below) / (2 * STEP))).toBeLessThan(DIFFERENCE_ERROR);
      if (fit.problem.parameters[parameter]!.role.kind === 'death') expect(row[parameter]).toBe(0);
      else expect(row[parameter]).not.toBe(0);
    });
    expect(
      fit.objective
        .jacobian(values)
        .at(-1)!
        .every((value) => value === 0),
    ).toBe(true);
  });
});

// Evidence: closed form (counts of a multinomial and of deaths among those at risk, maximum likelihood of both) · central
// differences.
import { describe, expect, it } from 'vitest';
import { type LikelihoodRow, rowResidual } from '../../../../calibration/fit/objective/likelihood-row.js';
import { minimise } from '../../../../calibration/fit/search/minimise.js';
import { formulaObjective } from '../formula-objective.js';

const label = { trial: 'A', arm: 'control', endpoint: 'any', weight: 1, emphasis: 1 } as const;

const classRows = (patients: number, observed: readonly number[]): readonly LikelihoodRow[] =>
  observed.map((share, column) => ({ ...label, kind: 'class', column, patients, observed: share }));

/** Absolute, on minus log likelihoods of size 10 to 100. */
const ROUNDING = 1e-10;

/** Relative: central differences with a step of 1e-6. */
const DIFFERENCE_ERROR = 1e-7;

/** So many patients that the half added to each class is nothing. */
const MANY = 1e15;

describe('rowResidual', () => {
  it('half the sum of squares differs between two models by their log likelihoods: response classes', () => {
    const counts = [0, 8, 30, 12];
    const rows = classRows(
      50,
      counts.map((count) => count / 50),
    );
    const half = (model: readonly number[]) =>
      rows.reduce((sum, row) => sum + rowResidual(row, model, MANY).value ** 2, 0) / 2;
    const logLikelihood = (model: readonly number[]) =>
      counts.reduce((sum, count, k) => sum + (count === 0 ? 0 : count * Math.log(model[k]!)), 0);
    const [one, other] = [
      [0.02, 0.2, 0.5, 0.28],
      [0.1, 0.1, 0.6, 0.2],
    ] as const;
    expect(Math.abs(half(one) - half(other) - logLikelihood(other) + logLikelihood(one))).toBeLessThan(ROUNDING);
  });

  it('and likewise deaths between landmarks: those of n patients fall into the intervals of a multinomial', () => {
    const alive = [40, 30, 18, 9];
    const rows = alive.slice(1).map(
      (left, index): LikelihoodRow => ({
        ...label,
        kind: 'interval',
        before: index === 0 ? null : index - 1,
        after: index,
        atRisk: alive[index]!,
        observed: 1 - left / alive[index]!,
      }),
    );
    const half = (model: readonly number[]) =>
      rows.reduce((sum, row) => sum + rowResidual(row, model, MANY).value ** 2, 0) / 2;
    const logLikelihood = ([a, b, c]: readonly number[]) =>
      10 * Math.log(1 - a!) + 12 * Math.log(a! - b!) + 9 * Math.log(b! - c!) + 9 * Math.log(c!);
    const [one, other] = [
      [0.8, 0.5, 0.2],
      [0.7, 0.4, 0.3],
    ] as const;
    expect(Math.abs(half(one) - half(other) - logLikelihood(other) + logLikelihood(one))).toBeLessThan(ROUNDING);
  });

  it('takes the share of a class among N patients as (N p + 1/2) / (N + 2), so that nobody in it is no contradiction', () => {
    const [row] = classRows(50, [0.04]);
    const { value } = rowResidual(row!, [0], 998);
    const share = 0.5 / 1000;
    const deviance = 2 * 50 * (0.04 * Math.log(0.04 / share) - 0.04 + share);
    expect(Math.abs(value + Math.sqrt(deviance))).toBeLessThan(ROUNDING);
  });

  it('of a median is survival there against one half, in its sampling error', () => {
    const row: LikelihoodRow = { ...label, kind: 'median', column: 1, standardError: 0.05 };
    expect(rowResidual(row, [0.9, 0.6], 100)).toEqual({
      value: expect.closeTo(2, 12),
      slopes: [{ column: 1, slope: 20 }],
    });
  });

  it('a weight of 4 doubles value and slopes', () => {
    for (const row of examples) {
      const [plain, weighted] = [row, { ...row, weight: 4 * row.weight }].map((each) =>
        rowResidual(each, predictions, 100),
      );
      expect(weighted!.value).toBeCloseTo(2 * plain!.value, 12);
      weighted!.slopes.forEach(({ slope }, index) => {
        expect(slope).toBeCloseTo(2 * plain!.slopes[index]!.slope, 10);
      });
    }
  });

  it('stays finite where nobody dies between two landmarks, or everybody has', () => {
    const row: LikelihoodRow = { ...label, kind: 'interval', before: 0, after: 1, atRisk: 30, observed: 0.2 };
    for (const model of [
      [0.7, 0.7],
      [0.7, 0],
    ]) {
      for (const observed of [0, 0.2, 1]) {
        const { value, slopes } = rowResidual({ ...row, observed }, model, 100);
        for (const number of [value, ...slopes.map(({ slope }) => slope)]) expect(Number.isFinite(number)).toBe(true);
      }
    }
  });
});

const predictions = [0.83, 0.55, 0.21];
const examples: readonly LikelihoodRow[] = [
  { ...label, kind: 'class', column: 2, patients: 70, observed: 0.3 },
  { ...label, kind: 'class', column: 2, patients: 70, observed: 0, weight: 0.3 },
  { ...label, kind: 'interval', before: null, after: 0, atRisk: 70, observed: 0.1 },
  { ...label, kind: 'interval', before: 0, after: 1, atRisk: 55.5, observed: 0.4, weight: 2 },
  { ...label, kind: 'interval', before: 1, after: 2, atRisk: 30, observed: 0 },
  { ...label, kind: 'interval', before: 1, after: 2, atRisk: 30, observed: 1 },
  { ...label, kind: 'median', column: 1, standardError: 0.06 },
];

describe('slopes of rowResidual', () => {
  it.each(examples)('are the derivatives by every column: %j', (row) => {
    const step = 1e-6;
    const { slopes } = rowResidual(row, predictions, 100);
    predictions.forEach((_, column) => {
      const [above, below] = [step, -step].map(
        (shift) =>
          rowResidual(
            row,
            predictions.map((value, k) => (k === column ? value + shift : value)),
            100,
          ).value,
      );
      const difference = (above! - below!) / (2 * step);
      const slope = slopes.filter((each) => each.column === column).reduce((sum, each) => sum + each.slope, 0);
      expect(Math.abs(slope - difference)).toBeLessThan(DIFFERENCE_ERROR * (1 + Math.abs(difference)));
    });
  });
});

describe('least squares on the residuals is maximum likelihood', () => {
  /** A prior so wide that it has no influence, with a start away from the solution. */
  const flat = (count: number) => Array.from({ length: count }, () => ({ mean: 0.1, sd: 1e4 }));
  const fitted = (
    rows: readonly LikelihoodRow[],
    count: number,
    model: (v: ArrayLike<number>) => readonly number[],
  ) => {
    const step = 1e-6;
    const { problem, objective } = formulaObjective({
      residuals: (values) => rows.map((row) => rowResidual(row, model(values), MANY).value),
      jacobian: (values) =>
        rows.map((row) => {
          const { slopes } = rowResidual(row, model(values), MANY);
          return Array.from({ length: count }, (_, j) => {
            const [above, below] = [step, -step].map((shift) =>
              model(Array.from(values, (value, k) => (k === j ? value + shift : value))),
            );
            return slopes.reduce(
              (sum, { column, slope }) => sum + (slope * (above![column]! - below![column]!)) / (2 * step),
              0,
            );
          });
        }),
      priors: flat(count),
      lower: -20,
      upper: 20,
    });
    const { values, converged } = minimise(problem, objective, {
      start: problem.parameters.map(({ start }) => start),
      lower: problem.parameters.map(({ lower }) => lower),
      upper: problem.parameters.map(({ upper }) => upper),
      maxIterations: 200,
      tolerance: 1e-14,
    });
    expect(converged).toBe(true);
    return model(values);
  };

  /** Absolute, on probabilities: the search ends on a relative decrease of 1e-14, and the prior pulls with 1e-8. */
  const AT_MAXIMUM = 1e-6;

  it('response of several trials: the pooled shares, not a mean of transformed ones', () => {
    const rows = [...classRows(40, [0.1, 0.2, 0.3, 0.4]), ...classRows(160, [0.05, 0.05, 0.5, 0.4])];
    const softmax = (values: ArrayLike<number>) => {
      const odds = [1, ...Array.from(values, Math.exp)];
      const total = odds.reduce((sum, each) => sum + each, 0);
      return odds.map((each) => each / total);
    };
    const shares = fitted(rows, 3, softmax);
    [0.06, 0.08, 0.46, 0.4].forEach((share, k) => {
      expect(Math.abs(shares[k]! - share)).toBeLessThan(AT_MAXIMUM);
    });
  });

  it('deaths of one hazard for all intervals: deaths over those at risk', () => {
    const atRisk = [40, 33.5, 21];
    const deaths = [3, 9, 2];
    const rows = atRisk.map(
      (patients, k): LikelihoodRow => ({
        ...label,
        kind: 'interval',
        before: k === 0 ? null : k - 1,
        after: k,
        atRisk: patients,
        observed: deaths[k]! / patients,
      }),
    );
    const alive = fitted(rows, 1, ({ 0: logit }) => [1, 2, 3].map((k) => (1 - 1 / (1 + Math.exp(-logit!))) ** k));
    expect(Math.abs(1 - alive[0]! - 14 / 94.5)).toBeLessThan(AT_MAXIMUM);
  });
});

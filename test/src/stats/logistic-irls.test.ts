// Evidence: closed form (2 x 2 table, intercept alone, zero gradient at a maximum) · the laws of separation.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { logisticIrls } from './logistic-irls.js';

/** Decimal places; Newton stops at a step of 1e-10, after which the error is its square, so rounding is left. */
const ROUNDING = 9;

/** Rows of a 2 x 2 table: exposed and not, cases and not. */
function tableOf(exposedCases: number, exposedOthers: number, otherCases: number, others: number) {
  const exposed = [exposedCases, exposedOthers, otherCases, others].flatMap((count, cell) =>
    new Array<number>(count).fill(cell < 2 ? 1 : 0),
  );
  const labels = [exposedCases, exposedOthers, otherCases, others].flatMap((count, cell) =>
    new Array<number>(count).fill(cell % 2 === 0 ? 1 : 0),
  );
  return { exposed, labels };
}

function overlapping(rowCount: number, seed: string) {
  const uniform = randomStream({ seed, streamName: 'irls', index: 0 });
  const first = Float64Array.from({ length: rowCount }, () => 1e4 * uniform());
  const second = first.map((value) => 1e-4 * value + 0.2 * uniform());
  const labels = Uint8Array.from(
    first,
    (value, row) => +(uniform() < 1 / (1 + Math.exp(-4e-4 * value + 2 * second[row]!))),
  );
  return { columns: [first, second], labels };
}

describe('logisticIrls', () => {
  it('finds the log odds ratio of a 2 x 2 table, and its Woolf standard error', () => {
    const { exposed, labels } = tableOf(30, 10, 20, 45);
    const fit = logisticIrls([exposed], labels);
    expect(fit.converged).toBe(true);
    expect(fit.separation).toBe('none');
    expect(fit.weights[0]).toBeCloseTo(Math.log((30 * 45) / (10 * 20)), ROUNDING);
    expect(fit.intercept).toBeCloseTo(Math.log(20 / 45), ROUNDING);
    expect(fit.standardErrors?.weights[0]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 45), ROUNDING);
    expect(fit.standardErrors?.intercept).toBeCloseTo(Math.sqrt(1 / 20 + 1 / 45), ROUNDING);
    const likelihood = 30 * Math.log(0.75) + 10 * Math.log(0.25) + 20 * Math.log(20 / 65) + 45 * Math.log(45 / 65);
    expect(fit.logLikelihood).toBeCloseTo(likelihood, ROUNDING);
  });

  it('with no column finds the log odds and its standard error', () => {
    const fit = logisticIrls([], [1, 1, 1, 0, 1, 0, 1]);
    expect(fit.intercept).toBeCloseTo(Math.log(5 / 2), ROUNDING);
    expect(fit.standardErrors?.intercept).toBeCloseTo(Math.sqrt(1 / 5 + 1 / 2), ROUNDING);
    expect(fit.weights).toEqual([]);
  });

  it('ends where the gradient of the likelihood is zero, in every column and the intercept', () => {
    const { columns, labels } = overlapping(2000, '0');
    const fit = logisticIrls(columns, labels);
    const residual = columns[0]!.map((value, row) => {
      const eta = fit.intercept + fit.weights[0]! * value + fit.weights[1]! * columns[1]![row]!;
      return labels[row]! - 1 / (1 + Math.exp(-eta));
    });
    const mean = (column: ArrayLike<number>) =>
      residual.reduce((sum, r, row) => sum + r * column[row]!, 0) / residual.length;
    expect(mean(residual.map(() => 1))).toBeCloseTo(0, ROUNDING);
    expect(mean(columns[0]!.map((value) => value / 1e4))).toBeCloseTo(0, ROUNDING);
    expect(mean(columns[1]!)).toBeCloseTo(0, ROUNDING);
  });

  it('scales its weights with the unit of a column and moves its intercept with the origin', () => {
    const { columns, labels } = overlapping(500, '1');
    const fit = logisticIrls(columns, labels);
    const moved = logisticIrls([columns[0]!.map((value) => 1e-3 * value + 7), columns[1]!], labels);
    expect(moved.weights[0]! * 1e-3).toBeCloseTo(fit.weights[0]!, ROUNDING);
    expect(moved.weights[1]).toBeCloseTo(fit.weights[1]!, ROUNDING);
    expect(moved.intercept + 7 * moved.weights[0]!).toBeCloseTo(fit.intercept, ROUNDING);
    expect(moved.standardisedWeights[0]).toBeCloseTo(fit.standardisedWeights[0]!, ROUNDING);
  });

  it('changes the sign of everything when the labels change places', () => {
    const { columns, labels } = overlapping(300, '2');
    const fit = logisticIrls(columns, labels);
    const swapped = logisticIrls(
      columns,
      labels.map((label) => 1 - label),
    );
    expect(swapped.intercept).toBeCloseTo(-fit.intercept, ROUNDING);
    expect(swapped.weights[1]).toBeCloseTo(-fit.weights[1]!, ROUNDING);
  });

  it('reports complete separation, in finite weights that separate and without standard errors', () => {
    const fit = logisticIrls([[1, 2, 3, 10, 11, 12]], [0, 0, 0, 1, 1, 1]);
    expect(fit.separation).toBe('complete');
    expect(fit.converged).toBe(false);
    expect(fit.standardErrors).toBeNull();
    expect(Number.isFinite(fit.weights[0]!)).toBe(true);
    expect(fit.intercept + 3 * fit.weights[0]!).toBeLessThan(0);
    expect(fit.intercept + 10 * fit.weights[0]!).toBeGreaterThan(0);
  });

  it('reports a separation that only two columns together achieve', () => {
    const uniform = randomStream({ seed: '3', streamName: 'irls', index: 0 });
    const first = Float64Array.from({ length: 200 }, () => uniform());
    const second = first.map(() => uniform());
    const labels = Uint8Array.from(first, (value, row) => +(value + second[row]! > 1));
    expect(logisticIrls([first, second], labels).separation).toBe('complete');
    expect(logisticIrls([first], labels)).toMatchObject({ separation: 'none', converged: true });
  });

  it('reports quasi-complete separation: an empty cell of a 2 x 2 table, a tie on the border', () => {
    const { exposed, labels } = tableOf(15, 0, 20, 45);
    expect(logisticIrls([exposed], labels).separation).toBe('quasi');
    expect(logisticIrls([[1, 2, 3, 3, 4, 5]], [0, 0, 0, 1, 1, 1]).separation).toBe('quasi');
  });

  it('does not call a single overlap a separation', () => {
    const fit = logisticIrls([[1, 2, 3, 3.001, 4, 5]], [0, 0, 1, 0, 1, 1]);
    expect(fit).toMatchObject({ separation: 'none', converged: true });
  });

  it.each([
    ['a constant column', [[2, 2, 2, 2]], [0, 1, 0, 1], 'logisticIrls.columns[0]: must vary; got 4 values equal to 2'],
    ['lengths that differ', [[1, 2, 3]], [0, 1, 0, 1], 'logisticIrls.columns[0]: must hold 4 values; got 3'],
    ['an absent label', [[1, 2, 3]], [1, 1, 1], 'logisticIrls.labels: both labels must occur; got 3 of 1 and 0 of 0'],
    ['NaN', [[1, Number.NaN, 3]], [1, 0, 1], 'logisticIrls.columns[0][1]: must be finite; got NaN'],
    ['a label of 2', [[1, 2, 3]], [1, 0, 2], 'logisticIrls.labels[2]: must be 0 or 1; got 2'],
  ])('refuses %s', (_, columns, labels, message) => {
    expect(() => logisticIrls(columns, labels)).toThrow(new InputError(message));
  });

  it('refuses a column that is a linear function of the others', () => {
    const { columns, labels } = overlapping(60, '4');
    const third = columns[0]!.map((value, row) => 2 * value - 3e3 * columns[1]![row]!);
    expect(() => logisticIrls([...columns, third], labels)).toThrow(
      /^logisticIrls\.columns\[2\]: must not be a linear/,
    );
  });
});

// Evidence: closed form (the laws that define whitening).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { standardise } from '../../../src/stats/standardise.js';
import { whiten } from '../../../src/stats/whiten.js';

/** Decimal places of a mean of products over 500 rows of correlation 0.99: 16 digits less the conditioning. */
const ROUNDING = 11;

/** Three columns in units a million apart, the first two with correlation near 0.99. */
function columnsOf(rowCount: number) {
  const uniform = randomStream({ seed: '0', streamName: 'whiten', index: 0 });
  const first = Float64Array.from({ length: rowCount }, () => 1e6 * uniform());
  const second = first.map((value) => 1e-6 * value + 0.14 * uniform() + 5);
  const third = first.map(() => uniform() ** 3);
  return [first, second, third];
}

describe('whiten', () => {
  it("gives columns of mean 0 with Z'Z = (n - 1) I", () => {
    const { rows, rowCount, columnCount } = whiten(columnsOf(500));
    for (let i = 0; i < columnCount; i++) {
      let sum = 0;
      for (let row = 0; row < rowCount; row++) sum += rows[row * columnCount + i]!;
      expect(sum / rowCount).toBeCloseTo(0, ROUNDING);
      for (let j = 0; j <= i; j++) {
        let product = 0;
        for (let row = 0; row < rowCount; row++) product += rows[row * columnCount + i]! * rows[row * columnCount + j]!;
        expect(product / (rowCount - 1)).toBeCloseTo(i === j ? 1 : 0, ROUNDING);
      }
    }
  });

  it("maps weights back so that w'z = v'x of every standardised row", () => {
    const columns = columnsOf(50);
    const { rows, columnCount, toStandardisedWeights } = whiten(columns);
    const weights = [0.7, -2, 1.3];
    const mapped = toStandardisedWeights(weights);
    const standardised = columns.map((column) => standardise(column, 'here').values);
    for (let row = 0; row < 50; row++) {
      const ofWhitened = weights.reduce((sum, weight, j) => sum + weight * rows[row * columnCount + j]!, 0);
      const ofStandardised = mapped.reduce((sum, weight, j) => sum + weight * standardised[j]![row]!, 0);
      expect(ofStandardised).toBeCloseTo(ofWhitened, ROUNDING);
    }
    expect(weights).toEqual([0.7, -2, 1.3]);
  });

  it('of one column is its standardisation', () => {
    const whitened = whiten([[2, 4, 6]]);
    expect(Array.from(whitened.rows)).toEqual([-1, 0, 1]);
    expect(Array.from(whitened.toStandardisedWeights([3]))).toEqual([3]);
  });

  it('names the column that the ones before it determine', () => {
    const [first, second] = columnsOf(40);
    const sum = first!.map((value, row) => 3 * value - 1e5 * second![row]! + 2);
    expect(() => whiten([first!, second!, sum])).toThrow(InputError);
    expect(() => whiten([first!, second!, sum])).toThrow(/^whiten\.columns\[2\]: the columns before it must leave/);
  });

  it.each([
    ['no column', [], 'whiten.columns: must hold at least one column; got none'],
    [
      'a constant column',
      [
        [1, 2, 3],
        [5, 5, 5],
      ],
      'whiten.columns[1]: must vary; got 3 values equal to 5',
    ],
    [
      'columns of unequal length',
      [
        [1, 2, 3],
        [5, 6],
      ],
      'whiten.columns[1]: must hold 3 values; got 2',
    ],
    ['NaN', [[1, Number.NaN, 3]], 'whiten.columns[0][1]: must be finite; got NaN'],
  ])('refuses %s', (_, columns, message) => {
    expect(() => whiten(columns)).toThrow(new InputError(message));
  });
});

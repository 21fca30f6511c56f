// Evidence: independent tools (glm of R 4.2.2; brglm2 0.9 on the endometrial data of Heinze & Schemper 2002,
// test/fixtures/stats/roc.R) · slow oracle (logisticIrls; fits of the rows that are left) · closed form (2 x 2 table).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { packRows } from '../../../src/stats/pack-rows.js';
import { fitPackedLogistic, type PackedFit, type PackedFitOptions } from '../../../src/stats/packed-logistic.js';
import { standardise } from '../../../src/stats/standardise.js';
import { logisticIrls } from './logistic-irls.js';
import { type RegressionCase, rocCases } from './roc-cases.js';

/** Newton to rounding on both sides. */
const AGREEMENT = 1e-8;
/** glm states standard errors of the step before its last. */
const GLM_AGREEMENT = 1e-7;
/** brglm2 stops at a step of about 1e-8 whatever it is asked. */
const FIRTH_AGREEMENT = 1e-6;

/** Coefficients and standard errors per unit of the columns. */
function fitColumns(
  columns: readonly (readonly number[])[],
  labels: readonly number[],
  options: PackedFitOptions = {},
) {
  const scaled = columns.map((column) => standardise(column, 'column'));
  const fit = fitPackedLogistic(packRows(scaled, Uint8Array.from(labels)), options);
  return { fit, ...inUnits(fit, scaled) };
}

function inUnits(
  { coefficients, covariance }: PackedFit,
  scaled: readonly ReturnType<typeof standardise>[],
): RegressionCase {
  const width = coefficients.length;
  const rows = [
    [1, ...scaled.map(({ mean, standardDeviation }) => -mean / standardDeviation)],
    ...scaled.map(({ standardDeviation }, j) => [0, ...scaled.map((_, i) => (i === j ? 1 / standardDeviation : 0))]),
  ];
  return {
    coefficients: rows.map((row) => row.reduce((sum, value, j) => sum + value * coefficients[j]!, 0)),
    standardErrors: rows.map((row) =>
      Math.sqrt(
        row.reduce(
          (sum, a, i) =>
            sum + row.reduce((inner, b, j) => inner + a * b * (covariance?.[i * width + j] ?? Number.NaN), 0),
          0,
        ),
      ),
    ),
    logLikelihood: 0,
  };
}

function expectRegression(found: RegressionCase, expected: RegressionCase, tolerance: number): void {
  found.coefficients.forEach((value, j) => {
    expect(Math.abs(value - expected.coefficients[j]!)).toBeLessThan(tolerance);
    expect(Math.abs(found.standardErrors[j]! - expected.standardErrors[j]!)).toBeLessThan(tolerance);
  });
}

function drawn(rows: number, seed: string) {
  const uniform = randomStream({ seed, streamName: 'packed', index: 0 });
  const columns = [0, 1, 2].map(() => Array.from({ length: rows }, () => Math.floor(6 * uniform())));
  const labels = Array.from({ length: rows }, (_, row) =>
    Number(uniform() < 1 / (1 + Math.exp(2 - 0.5 * columns[0]![row]!))),
  );
  return { columns, labels };
}

describe('fitPackedLogistic', () => {
  it.each(rocCases.filter(({ glm }) => glm !== null))('gives the weights and errors of glm on $name', (rocCase) => {
    const columns = Object.values(rocCase.markers).map(({ values }) => values);
    const found = fitColumns(columns, rocCase.labels);
    expectRegression(found, rocCase.glm!, GLM_AGREEMENT);
    expect(found.fit.logLikelihood).toBeCloseTo(rocCase.glm!.logLikelihood, 9);
  });

  it.each(['0', '1', '2'])('agrees with logisticIrls, seed %s', (seed) => {
    const { columns, labels } = drawn(250, seed);
    const oracle = logisticIrls(columns, labels);
    expectRegression(
      fitColumns(columns, labels),
      {
        coefficients: [oracle.intercept, ...oracle.weights],
        standardErrors: [oracle.standardErrors!.intercept, ...oracle.standardErrors!.weights],
        logLikelihood: 0,
      },
      AGREEMENT,
    );
  });

  it("gives Firth's published fit of the endometrial data, which are quasi-separated", () => {
    const endometrial = rocCases.find(({ name }) => name === 'endometrial')!;
    const columns = Object.values(endometrial.markers).map(({ values }) => values);
    expect(fitColumns(columns, endometrial.labels).fit.separation).toBe('quasi');
    const found = fitColumns(columns, endometrial.labels, { penalty: 'firth' });
    expectRegression(found, endometrial.firth, FIRTH_AGREEMENT);
    // As printed in the paper, table II
    expect(found.coefficients.map((value) => value.toFixed(2))).toEqual(['3.77', '2.93', '-0.03', '-2.60']);
  });

  it.each(rocCases)("gives Firth's weights of brglm2 on $name", ({ markers, labels, firth }) => {
    const columns = Object.values(markers).map(({ values }) => values);
    expectRegression(fitColumns(columns, labels, { penalty: 'firth' }), firth, FIRTH_AGREEMENT);
  });

  it("adds one half to each cell of a 2 x 2 table with Firth's penalty, an empty cell included", () => {
    const cells = [
      [0, 0, 9],
      [0, 1, 4],
      [1, 0, 0],
      [1, 1, 7],
    ] as const;
    const rows = cells.flatMap(([x, y, count]) => Array.from({ length: count }, () => [x, y] as const));
    const { coefficients } = fitColumns(
      [rows.map(([x]) => x)],
      rows.map(([, y]) => y),
      { penalty: 'firth' },
    );
    expect(coefficients[0]).toBeCloseTo(Math.log(4.5 / 9.5), 8);
    expect(coefficients[1]).toBeCloseTo(Math.log((7.5 * 9.5) / (0.5 * 4.5)), 8);
  });

  it('leaves a fold out as if its rows were not there, and ends at the same weights from any start', () => {
    const { columns, labels } = drawn(300, '3');
    const groupOf = labels.map((_, row) => row % 5);
    const scaled = columns.map((column) => standardise(column, 'column'));
    const packed = packRows(scaled, Uint8Array.from(labels));
    const start = fitPackedLogistic(packed).coefficients;
    const warm = fitPackedLogistic(packed, { start, outOfFold: { groupOf, group: 2 } });
    const rest = <Value>(values: readonly Value[]) => values.filter((_, row) => groupOf[row] !== 2);
    const oracle = logisticIrls(columns.map(rest), rest(labels));
    const found = inUnits(warm, scaled);
    [oracle.intercept, ...oracle.weights].forEach((value, j) => {
      expect(Math.abs(found.coefficients[j]! - value)).toBeLessThan(AGREEMENT);
    });
  });

  it.each([
    { kind: 'complete', values: [1, 2, 3, 4, 5, 6], labels: [0, 0, 0, 1, 1, 1] },
    { kind: 'quasi', values: [1, 2, 3, 3, 5, 6], labels: [0, 0, 0, 1, 1, 1] },
  ])('tells $kind separation and gives finite weights with the penalty', ({ kind, values, labels }) => {
    const plain = fitColumns([values], labels).fit;
    expect(plain).toMatchObject({ converged: false, covariance: null, separation: kind });
    const firth = fitColumns([values], labels, { penalty: 'firth' }).fit;
    expect(firth.converged).toBe(true);
    expect(firth.coefficients.every(Number.isFinite)).toBe(true);
  });

  it('refuses collinear columns by name', () => {
    const { columns, labels } = drawn(50, '4');
    const twice = columns[0]!.map((value) => 2 * value + 1);
    expect(() => fitColumns([columns[1]!, columns[0]!, twice], labels)).toThrow(InputError);
    expect(() => fitColumns([columns[1]!, columns[0]!, twice], labels)).toThrow(/column 3 /);
  });
});

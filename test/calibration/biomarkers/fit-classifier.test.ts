// Evidence: slow oracle (logisticIrls, float64, an independent program).
import { describe, expect, it } from 'vitest';
import { fitClassifier } from '../../../calibration/biomarkers/fit-classifier.js';
import type { Estimate } from '../../../calibration/biomarkers/result.js';
import { tensorflow } from '../../../calibration/biomarkers/tensorflow.js';
import { InputError } from '../../../src/errors.js';
import { standardise } from '../../../src/stats/standardise.js';
import { logisticIrls } from '../../src/stats/logistic-irls.js';
import { sampleTable } from './score-table-settings.js';

const backend = await tensorflow();
const column = (name: string, values: Float64Array) => ({ name, values, standardised: standardise(values, name) });
/** TensorFlow.js computes in float32: weights of it differ by a small share of their standard error. */
const SHARE_OF_ERROR = 0.01;
/** Standard errors are Newton's, relative. */
const AGREEMENT = 1e-6;

describe('fitClassifier', () => {
  const { columns, labels } = sampleTable({ patients: 500, seed: '1', effect: 0.8 });

  it.each([[[0]], [[0, 2]], [[1, 3]], [[0, 1, 2, 3]]])(
    'has the weights and intervals of float64 Newton, markers %j',
    (set) => {
      const chosen = set.map((index) => columns[index]!);
      const { result } = fitClassifier(
        backend,
        chosen.map(({ name, values }) => column(name, values)),
        labels,
      );
      const oracle = logisticIrls(
        chosen.map(({ values }) => values),
        labels,
      );
      const terms = [result.intercept, ...result.weights];
      const errors = [oracle.standardErrors!.intercept, ...oracle.standardErrors!.weights];
      [oracle.intercept, ...oracle.weights].forEach((weight, j) => {
        const { value, se, ci_low, ci_high } = terms[j]! as Record<keyof Estimate, number>;
        expect(Math.abs(value - weight) / errors[j]!).toBeLessThan(SHARE_OF_ERROR);
        expect(Math.abs(se / errors[j]! - 1)).toBeLessThan(AGREEMENT);
        expect((ci_high - ci_low) / (2 * se)).toBeCloseTo(1.959964, 5);
      });
      expect(result).toMatchObject({ penalty: 'none', separated: false });
      expect(result.trainer).toMatch(/^TensorFlow\.js, tfjs/);
      expect(result.trainer_difference).toBeLessThan(SHARE_OF_ERROR);
    },
  );

  it("reports separation and gives the finite weights of Firth's penalty", () => {
    const values = Float64Array.from({ length: 20 }, (_, row) => row);
    const { result, logOdds } = fitClassifier(
      backend,
      [column('x', values)],
      Uint8Array.from(values, (value) => Number(value >= 10)),
    );
    expect(result).toMatchObject({
      penalty: 'firth',
      separated: true,
      trainer: 'float64 Newton',
      trainer_difference: null,
    });
    expect(result.in_sample.auc).toBe(1);
    expect(Number.isFinite(result.weights[0]!.se)).toBe(true);
    expect(logOdds.every(Number.isFinite)).toBe(true);
  });

  it('refuses collinear markers', () => {
    const { values } = columns[0]!;
    const twice = [
      column('a', values),
      column(
        'b',
        values.map((value) => 3 * value),
      ),
    ];
    expect(() => fitClassifier(backend, twice, labels)).toThrow(InputError);
  });
});

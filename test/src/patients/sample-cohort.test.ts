import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { type BetaMarginal, betaQuantile } from '../../../src/patients/beta-marginal.js';
import { sampleCohort } from '../../../src/patients/sample-cohort.js';
import { uniformDesign } from '../../../src/random/uniform-design.js';

const marginals: BetaMarginal[] = [
  { name: 'beta_X3', min: 0.01, max: 0.07, alpha: 0.6, beta: 0.3 },
  { name: 'd_X1', min: 0.02, max: 0.04, alpha: 3, beta: 7 },
  { name: 'K1', min: 1.5e9, max: 4e9, alpha: 5, beta: 3 },
];
const patients = 2000;
const uniforms = uniformDesign({ kind: 'latin-hypercube', patients, dimensions: 3, seed: '0', streamName: 'cohort' });

describe('sampleCohort', () => {
  const cohort = sampleCohort({ marginals, uniforms, patients });

  test('patient i, parameter j is the quantile of marginal j at u[i, j]', () => {
    for (const at of [0, 1, 2, 3, 7, uniforms.length - 1]) {
      const point = betaQuantile(marginals[at % 3]!, uniforms[at]!);
      expect([cohort.values[at], cohort.logX[at], cohort.log1mX[at]]).toEqual([point.value, point.logX, point.log1mX]);
    }
    expect(cohort.values.length).toBe(patients * 3);
  });

  test('a stratified cohort has the mean and variance of its marginals', () => {
    // Closed form: mean a / (a + b), variance a b / ((a + b)^2 (a + b + 1)) of x.
    // Stratified means err by less than the range over the patients; the variance must be below twice that.
    marginals.forEach(({ min, max, alpha, beta }, parameter) => {
      const x = Array.from({ length: patients }, (_, i) => (cohort.values[i * 3 + parameter]! - min) / (max - min));
      const mean = x.reduce((sum, each) => sum + each, 0) / patients;
      const variance = x.reduce((sum, each) => sum + (each - mean) ** 2, 0) / patients;
      const total = alpha + beta;
      expect(Math.abs(mean - alpha / total)).toBeLessThan(1 / patients);
      expect(Math.abs(variance - (alpha * beta) / (total ** 2 * (total + 1)))).toBeLessThan(2 / patients);
    });
  });

  test('a cohort of one patient and one parameter is allowed', () => {
    const one = sampleCohort({ marginals: marginals.slice(0, 1), uniforms: Float64Array.of(0.5), patients: 1 });
    expect(one.values.length).toBe(1);
  });

  test.each([
    ['no marginal', { marginals: [] }, 'sampleCohort.marginals: must hold at least one marginal; got 0'],
    ['no patient', { patients: 0 }, 'sampleCohort.patients: must be an integer ≥ 1; got 0'],
    ['a design of another size', { patients: 3 }, 'sampleCohort.uniforms: must hold 3 x 3 = 9 numbers; got 6000'],
    ['reversed bounds', { marginals: [{ ...marginals[0]!, min: 1 }, ...marginals.slice(1)] }, 'min must lie below max'],
    [
      'a uniform of 0',
      { patients: 1, uniforms: Float64Array.of(0.5, 0, 0.5) },
      'betaQuantile(d_X1).u: must lie inside',
    ],
    ['a uniform that is NaN', { patients: 1, uniforms: Float64Array.of(0.5, 0.5, Number.NaN) }, 'betaQuantile(K1).u'],
  ])('refuses %s', (_name, issue, message) => {
    expect(() => sampleCohort({ marginals, uniforms, patients, ...issue })).toThrow(InputError);
    expect(() => sampleCohort({ marginals, uniforms, patients, ...issue })).toThrow(message);
  });
});

// Evidence: closed forms (uniform marginals, a Beta distribution with a median by hand), and every issue of a user's input.
import { describe, expect, test } from 'vitest';
import { drawCohort } from '../../../../calibration/fit/draw-cohort.js';
import {
  drawnValues,
  medianValues,
  pairsOfPatient,
  patientOfPairs,
} from '../../../../calibration/studies/patient/patient-values.js';
import { publishedMarginals } from '../../../../calibration/studies/sensitivity/settings.js';
import { type BetaMarginal, InputError, streamNames } from '../../../../src/index.js';

const uniform = (name: string, min: number, max: number): BetaMarginal => ({ name, min, max, alpha: 1, beta: 1 });
const marginals = [uniform('a', 0, 2), uniform('b', 10, 30), { name: 'c', min: 0, max: 1, alpha: 2, beta: 1 }];
/** Of x with the distribution function x^2. */
const MEDIAN_C = Math.SQRT1_2;
/** Rounding of a quantile. */
const ROUNDING = 1e-14;

describe('medianValues', () => {
  test('are the middle of a uniform distribution and 1 / sqrt 2 of Beta(2, 1)', () => {
    const [a, b, c] = medianValues(marginals);
    expect([a, b]).toEqual([1, 20]);
    expect(Math.abs(c! - MEDIAN_C)).toBeLessThan(ROUNDING);
  });
});

describe('patientOfPairs', () => {
  test('takes the values that are named, and the medians of the others', () => {
    const { ids, columns, values } = patientOfPairs(' b = 12.5 ,a=0', marginals, []);
    expect(ids).toEqual(['1']);
    expect(columns).toEqual(['a', 'b', 'c']);
    expect([...values]).toEqual([0, 12.5, medianValues(marginals)[2]]);
  });

  test('of "median" has no value of its own', () => {
    expect(patientOfPairs('median', marginals, []).values).toEqual(medianValues(marginals));
  });

  test('puts further names behind, in the order of the pairs', () => {
    const { columns, values } = patientOfPairs('e=5,a=1,d=4', marginals, ['d', 'e']);
    expect(columns).toEqual(['a', 'b', 'c', 'e', 'd']);
    expect([...values.subarray(3)]).toEqual([5, 4]);
  });

  test.each([
    ['', "--patient: must be NAME=VALUE pairs separated by commas; got ''"],
    ['a', "--patient: must be NAME=VALUE pairs separated by commas; got 'a'"],
    ['=1', "--patient: must be NAME=VALUE pairs separated by commas; got '=1'"],
    ['a=1,', "--patient: must be NAME=VALUE pairs separated by commas; got ''"],
    ['a=', "--patient: a: must be a number >= 0; got ''"],
    ['a=-1', "--patient: a: must be a number >= 0; got '-1'"],
    ['a=1e999', "--patient: a: must be a number >= 0; got '1e999'"],
    ['a=1,a=2', '--patient: must name each parameter once; got a twice'],
    ['f=1', '--patient: must name parameters of a patient; got f'],
  ])('refuses %s', (text, message) => {
    expect(() => patientOfPairs(text, marginals, ['d'])).toThrow(InputError);
    expect(() => patientOfPairs(text, marginals, ['d'])).toThrow(message);
  });
});

describe('pairsOfPatient', () => {
  test('gives a drawn patient again to the last bit', () => {
    const published = publishedMarginals();
    const values = drawnValues(published, '7');
    expect(patientOfPairs(pairsOfPatient(values, published), published, []).values).toEqual(values);
  });

  test('names what is off its median alone', () => {
    const values = medianValues(marginals);
    expect(pairsOfPatient(values, marginals)).toBe('median');
    values[1] = 11;
    expect(pairsOfPatient(values, marginals)).toBe('b=11');
  });
});

describe('drawnValues', () => {
  test('is the patient of a cohort of one with that seed', () => {
    const published = publishedMarginals();
    const settings = { seed: '0', design: 'latin-hypercube' } as const;
    expect(drawnValues(published, '0')).toEqual(drawCohort(published, settings, streamNames.cohortPatients, 1).values);
    expect(drawnValues(published, '1')).not.toEqual(drawnValues(published, '0'));
  });
});

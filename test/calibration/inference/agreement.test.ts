// Evidence: closed form, by hand.
import { describe, expect, it } from 'vitest';
import { agreementOf } from '../../../calibration/inference/agreement.js';

describe('agreementOf', () => {
  it('is the difference over the root of the summed squares of both errors', () => {
    expect(agreementOf(2.5, { sampling: 3, monteCarlo: 4 })).toEqual({ total_error: 5, z: 0.5, verdict: 'follows' });
    expect(agreementOf(-10, { sampling: 3, monteCarlo: 4 })).toEqual({ total_error: 5, z: -2, verdict: 'differs' });
  });

  it('turns from follows to differs at 1.96 errors, whatever the unit', () => {
    for (const unit of [1e-3, 1, 1e3]) {
      const of = (z: number) => agreementOf(z * unit, { sampling: 0.6 * unit, monteCarlo: 0.8 * unit }).verdict;
      expect([of(1.95), of(-1.95), of(1.97), of(-1.97)]).toEqual(['follows', 'follows', 'differs', 'differs']);
    }
  });

  it.each([
    ['without a value of the model', null, { sampling: 1, monteCarlo: 1 }],
    ['without a Monte-Carlo error', 1, { sampling: 1, monteCarlo: null }],
    ['with an error that is not a number', 1, { sampling: Number.NaN, monteCarlo: 1 }],
    ['with a difference that is not a number', Number.NaN, { sampling: 1, monteCarlo: 1 }],
    ['without any error', 1, { sampling: 0, monteCarlo: 0 }],
  ] as const)('assesses nothing %s', (_name, difference, errors) => {
    expect(agreementOf(difference, errors)).toMatchObject({ z: null, verdict: 'not assessed' });
  });
});

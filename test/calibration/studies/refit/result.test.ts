// Evidence: the cases, by hand.
import { describe, expect, it } from 'vitest';
import { isOutOfReach } from '../../../../calibration/studies/refit/result.js';

describe('isOutOfReach', () => {
  it('is a spread of exactly 0', () => {
    expect([0, 1e-12, Number.NaN].map((spread) => isOutOfReach({ standard_deviation: spread }))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

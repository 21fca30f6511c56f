import { describe, expect, it } from 'vitest';
import { powerOfTen } from '../../../calibration/page/power-of-ten.js';

describe('powerOfTen', () => {
  it('exponents are raised; 1 and 10 are plain', () => {
    expect([-12, -1, 0, 1, 2, 30].map(powerOfTen)).toEqual(['10⁻¹²', '10⁻¹', '1', '10', '10²', '10³⁰']);
  });
});

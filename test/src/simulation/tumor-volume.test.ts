import { describe, expect, test } from 'vitest';
import { sphereDiameterCm, tumorVolumeCm3 } from '../../../src/simulation/tumor-volume.js';

/** Closed form. */
describe('tumorVolumeCm3', () => {
  test('the baseline tumor by hand: 2.572e-9 x 4e8 x 0.8 / 0.37 = 2.2244 cm^3, eq. (23)', () => {
    expect(tumorVolumeCm3(4e8, 0.8)).toBeCloseTo(0.82304 / 0.37, 12);
  });

  test('is proportional to density and to the volume of the compartment', () => {
    expect(tumorVolumeCm3(8e8, 0.8)).toBeCloseTo(2 * tumorVolumeCm3(4e8, 0.8), 12);
    expect(tumorVolumeCm3(4e8, 1.6)).toBeCloseTo(2 * tumorVolumeCm3(4e8, 0.8), 12);
    expect(tumorVolumeCm3(0, 0.8)).toBe(0);
  });
});

describe('sphereDiameterCm', () => {
  test.each([0, 0.5, 1, 1.62, 10])('a sphere of %d cm has its diameter back', (diameter) => {
    expect(sphereDiameterCm((Math.PI / 6) * diameter ** 3)).toBeCloseTo(diameter, 13);
  });
});

// Evidence: closed form, on a parabola with its maximum at 1.
import { describe, expect, test } from 'vitest';
import { halvedStep } from '../../../src/stats/halved-step.js';

const parabola = (x: number) => -((x - 1) ** 2);

describe('halvedStep', () => {
  test('takes a whole step that gains', () => {
    expect(halvedStep(parabola(0), (share) => share, parabola)).toBe(1);
  });

  test('halves a step beyond the maximum until the objective does not fall', () => {
    expect(halvedStep(parabola(0), (share) => 5 * share, parabola)).toBe(1.25);
  });

  test('takes what is lost to rounding for no fall', () => {
    expect(
      halvedStep(
        -1,
        () => 0,
        () => -1 - 5e-13,
      ),
    ).toBe(0);
  });

  test('gives up after thirty halvings, of what is not a number too', () => {
    const shares: number[] = [];
    const last = halvedStep(
      0,
      (share) => {
        shares.push(share);
        return share;
      },
      () => Number.NaN,
    );
    expect(last).toBe(2 ** -30);
    expect(shares).toHaveLength(31);
  });
});

// Evidence: worked by hand.
import { describe, expect, it } from 'vitest';
import { steppedAt, steppedMedianDays, steppedMedianErrorDays } from '../../../src/index.js';

/** Falls by 0.1 a day, and by 0.3 at once on day 3. */
const after = Float64Array.of(1, 0.9, 0.8, 0.4, 0.3);
const before = Float64Array.of(1, 0.9, 0.8, 0.7, 0.3);

describe('steppedAt', () => {
  it('is linear between days towards the value before the step, and counts the step at its day', () => {
    expect(steppedAt(after, before, 2.5)).toBeCloseTo(0.75, 14);
    expect(steppedAt(after, before, 3)).toBe(0.4);
    expect(steppedAt(after, before, 3.5)).toBeCloseTo(0.35, 14);
  });

  it('has no value outside the curve', () => {
    expect([-1, 4.5, Number.NaN].map((day) => steppedAt(after, before, day))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(steppedAt(after, before, 4)).toBe(0.3);
  });
});

describe('steppedMedianDays', () => {
  it('is the day of the step that crosses one half', () => {
    expect(steppedMedianDays(after, before)).toBe(3);
  });

  it('is linear where the curve crosses between steps', () => {
    const low = after.map((value) => value - 0.25);
    const lowBefore = before.map((value) => value - 0.25);
    // 0.55 on day 2, 0.45 before the step of day 3
    expect(steppedMedianDays(low, lowBefore)).toBeCloseTo(2.5, 12);
  });

  it('of a step to one half exactly is that day, and there is none above', () => {
    expect(steppedMedianDays(Float64Array.of(1, 0.5), Float64Array.of(1, 0.9))).toBe(1);
    expect(steppedMedianDays(Float64Array.of(1, 0.6), Float64Array.of(1, 0.9))).toBeNull();
    expect(steppedMedianDays(Float64Array.of(1), Float64Array.of(1))).toBeNull();
  });
});

describe('steppedMedianErrorDays', () => {
  const curveOf = (error: number, shift = 0) => ({
    alive: after.map((value) => value + shift),
    standardError: after.map(() => error),
    patients: 100,
    before: { alive: before.map((value) => value + shift), standardError: before.map(() => error) },
  });

  it('is 0 within a step that is larger than the error', () => {
    expect(steppedMedianErrorDays(curveOf(0.05))).toBe(0);
  });

  it('is the error over the slope between steps', () => {
    // At 0.45 to 0.55 the curve falls by 0.1 a day on both sides of day 2.5
    expect(steppedMedianErrorDays(curveOf(0.02, -0.25))).toBeCloseTo(0.2, 12);
  });

  it('has no value where the curve one error above has no median', () => {
    expect(steppedMedianErrorDays(curveOf(0.25))).toBeNull();
  });

  it('is half the time from a crossing on the slope to the day of the step', () => {
    // One error of 0.22 below: 0.58 on day 2 and 0.48 before the step of day 3, so day 2.8; above: 0.52 on day 4, none
    expect(steppedMedianErrorDays(curveOf(0.22))).toBeNull();
    // With 0.08: 0.72 and 0.62 before, 0.32 after below, 0.48 after above: both at the step
    expect(steppedMedianErrorDays(curveOf(0.08))).toBe(0);
    // Shifted by -0.12, error 0.1: 0.58 and 0.48 below, so day 2.8; 0.38 after the step above, so day 3
    expect(steppedMedianErrorDays(curveOf(0.1, -0.12))).toBeCloseTo(0.1, 12);
  });
});

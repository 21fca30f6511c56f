import { describe, expect, it } from 'vitest';
import { medianMonth, monthAxis } from '../../../calibration/plots/month-axis.js';

const axisTo = (month: number, monthDays: number) => monthAxis({ simulated: [{ month }], clinical: [], monthDays });

describe('monthAxis', () => {
  it('365 days of 30.4375 per month are read as twelve months', () => {
    const axis = axisTo(365 / 30.4375, 30.4375);
    expect(axis.scale).toMatchObject({ domain: [0, 12] });
    expect(axis.axis).toMatchObject({
      values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      title: 'Time from start of treatment (months of 30.4375 days)',
    });
  });

  it('365 days of 30 per month end beyond twelve', () => {
    const axis = axisTo(365 / 30, 30);
    expect(axis.scale).toMatchObject({ domain: [0, 365 / 30] });
    expect(axis.axis).toMatchObject({ values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] });
  });

  // A tick needs 40 px: twelve months on 300 px have one every second month, on 100 px every sixth
  it.each([
    [300, [0, 2, 4, 6, 8, 10, 12]],
    [160, [0, 3, 6, 9, 12]],
    [100, [0, 6, 12]],
  ])('on %d px it has as many ticks as have room', (width, values) => {
    const axis = monthAxis({ simulated: [{ month: 12 }], clinical: [], monthDays: 30, width });
    expect(axis.axis).toMatchObject({ values, title: 'Time (months of 30 days)' });
  });
});

const curve = (...points: readonly (readonly [number, number])[]) =>
  points.map(([month, survival_percent]) => ({ month, survival_percent }));

describe('medianMonth', () => {
  it('is linear between the points around one half', () => {
    expect(medianMonth(curve([0, 100], [6, 60], [8, 40]))).toBe(7);
  });

  it('is the point itself where the curve touches one half', () => {
    expect(medianMonth(curve([0, 100], [5, 50], [8, 50], [9, 10]))).toBe(5);
  });

  it('is null while more than half live, or without a curve', () => {
    expect(medianMonth(curve([0, 100], [12, 50.1]))).toBeNull();
    expect(medianMonth([])).toBeNull();
  });

  it('a curve that starts below one half has its median at the start', () => {
    expect(medianMonth(curve([1, 20], [2, 10]))).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { medianMonth, monthAxis } from '../../../calibration/plots/month-axis.js';

const axisTo = (month: number, monthDays: number) => monthAxis({ simulated: [{ month }], clinical: [], monthDays });

describe('monthAxis', () => {
  it('365 days of 30.4375 per month are read as twelve months', () => {
    const axis = axisTo(365 / 30.4375, 30.4375);
    expect(axis.scale).toMatchObject({ domain: [0, 12] });
    expect(axis.axis).toMatchObject({
      values: [0, 3, 6, 9, 12],
      title: 'Time from start of treatment (months of 30.4375 days)',
    });
  });

  it('365 days of 30 per month end beyond twelve', () => {
    const axis = axisTo(365 / 30, 30);
    expect(axis.scale).toMatchObject({ domain: [0, 365 / 30] });
    expect(axis.axis).toMatchObject({ values: [0, 3, 6, 9, 12] });
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

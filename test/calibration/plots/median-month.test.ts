import { describe, expect, it } from 'vitest';
import { medianMonth } from '../../../calibration/plots/median-month.js';

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

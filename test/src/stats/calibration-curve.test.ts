// Evidence: closed form (by hand).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { wilsonInterval } from '../../../src/stats/binomial-interval.js';
import { calibrationCurve } from '../../../src/stats/calibration-curve.js';

describe('calibrationCurve', () => {
  it('gives mean prediction and share of positives of each group', () => {
    const curve = calibrationCurve([0.8, 0.1, 0.2, 0.6], [1, 0, 1, 1], 2);
    expect(curve.map(({ rows, observed }) => [rows, observed])).toEqual([
      [2, 0.5],
      [2, 1],
    ]);
    expect(curve[0]!.predicted).toBeCloseTo(0.15, 14);
    expect(curve[1]!.predicted).toBeCloseTo(0.7, 14);
    expect(curve[0]).toMatchObject(wilsonInterval({ successes: 1, trials: 2 }));
  });

  it('never parts equal predictions and loses no row', () => {
    const curve = calibrationCurve([0.3, 0.3, 0.3, 0.3, 0.9], [1, 0, 1, 0, 1], 5);
    expect(curve.map(({ rows }) => rows)).toEqual([4, 1]);
  });

  it('holds every row once however the groups fall', () => {
    const probabilities = Array.from({ length: 37 }, (_, row) => ((row * 7) % 11) / 11);
    const labels = probabilities.map((_, row) => row % 2);
    for (let groups = 1; groups <= 40; groups++) {
      const rows = calibrationCurve(probabilities, labels, groups).reduce((sum, group) => sum + group.rows, 0);
      expect(rows).toBe(37);
    }
  });

  it.each([0, 1.5, Number.NaN])('refuses %s groups', (groups) => {
    expect(() => calibrationCurve([0.1, 0.2], [0, 1], groups)).toThrow(InputError);
  });
});

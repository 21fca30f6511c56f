// Evidence: laws.
import { describe, expect, it } from 'vitest';
import { GRID_STEP_DAYS, hazardGrid } from '../../../../calibration/fit/survival/hazard-grid.js';

describe('hazardGrid', () => {
  it('has nodes every few days from 0 to the horizon, ascending, none twice', () => {
    for (const horizon of [1, 3, 4, 5, 365, 366, 368]) {
      const { days } = hazardGrid([1], horizon);
      expect(days[0]).toBe(0);
      expect(days.at(-1)).toBe(horizon);
      days.slice(1).forEach((day, index) => {
        expect(day).toBeGreaterThan(days[index]!);
        expect(day - days[index]!).toBeLessThanOrEqual(GRID_STEP_DAYS);
      });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { startRows, startsFigure } from '../../../../../calibration/studies/refit/report/starts-plot.js';
import { drawWide } from '../../../plots/draw-figure.js';
import { countMarks } from '../../run/report/page-checks.js';

const endOf = (start: number, objectiveAtEnd: number) => ({
  start,
  objective_at_end: objectiveAtEnd,
  iterations: 9,
  converged: true,
  distance: 0,
});

describe('startRows', () => {
  it('ranks ends by their objective, above the lowest', () => {
    const rows = startRows([endOf(0, 5), endOf(1, 3), endOf(2, Number.NaN), endOf(3, 4)]);
    expect(rows.map(({ start, rank, above }) => [start, rank, above])).toEqual([
      [1, 1, 0],
      [3, 2, 1],
      [0, 3, 2],
    ]);
  });
});

describe('startsFigure', () => {
  it.each([1e-9, 0.5, 1, 37, 1e6])('an end %d above the lowest lies inside the axis', async (above) => {
    const markup = await drawWide((layout) => startsFigure([endOf(0, 1), endOf(1, 1 + above)], layout));
    expect(countMarks(markup, 'symbol')).toBe(3);
    expect(markup).toContain('>0.001</text>');
  });
});

// Evidence: counts of marks in the drawings of constructed results.
import { describe, expect, test } from 'vitest';
import { precisionPoints, scalingFigure, workPrecisionFigure } from '../../../calibration/bench/bench-plots.js';
import { renderSvg } from '../../../calibration/page/plots/render-svg.js';
import { countMarks } from '../studies/run/report/page-checks.js';
import { precisionRow, sampleBench } from './sample-bench.js';

async function draw(spec: Parameters<typeof renderSvg>[0]): Promise<string> {
  const warnings: string[] = [];
  const { markup } = await renderSvg(spec, { id: 'f', label: 'f', onWarning: (message) => warnings.push(message) });
  expect(warnings).toEqual([]);
  expect(markup).not.toMatch(/NaN|Infinity|undefined/);
  return markup;
}

describe('work-precision plot', () => {
  test('axes are powers of ten, and tighter tolerances come later along a line', () => {
    const [point] = precisionPoints([precisionRow({ error: 1e-4, millisecondsPerPatientYear: 100 })]);
    expect(point).toEqual({
      arm: 'placebo',
      solver: 'cvode-bdf',
      order: 6,
      errorPower: -4,
      timePower: 2,
      isDefault: true,
    });
    const [later] = precisionPoints([precisionRow({ relativeTolerance: 1e-8 })]);
    expect(later).toMatchObject({ order: 8, isDefault: false });
  });

  test.each([{ error: null }, { error: 0 }, { millisecondsPerPatientYear: null }, { failed: 1 }])(
    '%o has no place on it',
    (changes) => {
      expect(precisionPoints([precisionRow(changes)])).toEqual([]);
    },
  );

  test('every point is drawn, those at the default tolerance with a ring', async () => {
    const { precision } = sampleBench();
    const drawn = precisionPoints(precision);
    const rings = drawn.filter(({ isDefault }) => isDefault).length;
    expect(countMarks(await draw(workPrecisionFigure(precision)), 'symbol')).toBe(drawn.length + rings);
  });

  test('a single point has axes', async () => {
    await draw(workPrecisionFigure([precisionRow()]));
  });
});

describe('scaling plot', () => {
  test('sizes are drawn in two panels, workers in one', async () => {
    const { scaling, machine } = sampleBench();
    expect(countMarks(await draw(scalingFigure(scaling, machine.cores)), 'symbol')).toBe(2 + 2 + 2);
  });
});

import { describe, expect, it } from 'vitest';
import { FIGURE_LAYOUTS } from '../../../calibration/page/drawn-plot.js';
import { armStyles } from '../../../calibration/plots/arm-style.js';
import { rocFigure } from '../../../calibration/plots/roc-plot.js';
import type { MarkerRow, SingularValueRow } from '../../../calibration/studies/run/plot-tables.js';
import { markersFigure } from '../../../calibration/studies/run/report/markers-plot.js';
import { shapesFigure } from '../../../calibration/studies/run/report/shapes-plot.js';
import { singularValuesFigure } from '../../../calibration/studies/run/report/singular-values-plot.js';
import { spiderFigure } from '../../../calibration/studies/run/report/spider-plot.js';
import { survivalFigure } from '../../../calibration/studies/run/report/survival-plot.js';
import { countMarks } from '../studies/run/report/page-checks.js';
import { drawWide } from './draw-figure.js';

const WIDE = FIGURE_LAYOUTS.wide;

const marker = (changes: Partial<MarkerRow>): MarkerRow => ({
  arm: 'a',
  marker: 'th1',
  group: 'responder',
  n: 1,
  mean: 2,
  sd: 0,
  min: 1,
  q1: 1,
  median: 2,
  q3: 3,
  max: 4,
  p05: 1,
  p95: 4,
  ...changes,
});

describe('figures at their edges', () => {
  it('a marker box that reaches zero is not drawn on the logarithmic axis, the others are drawn', async () => {
    const rows = [marker({}), marker({ group: 'non-responder', p05: 0 })];
    expect(countMarks(await drawWide((layout) => markersFigure(rows, armStyles(['a']), layout)), 'symbol')).toBe(1);
  });

  it('a marker that is the same in every patient still has a box', async () => {
    const same = { mean: 2, min: 2, q1: 2, median: 2, q3: 2, max: 2, p05: 2, p95: 2 };
    expect(
      countMarks(await drawWide((layout) => markersFigure([marker(same)], armStyles(['a']), layout)), 'symbol'),
    ).toBe(1);
  });

  it('singular values of zero are drawn at the lower edge', async () => {
    const rows: readonly SingularValueRow[] = [
      { index: 1, singular_value: 12 },
      { index: 2, singular_value: 1e-30 },
      { index: 3, singular_value: 0 },
    ];
    expect(countMarks(await drawWide((layout) => singularValuesFigure(rows, layout)), 'symbol')).toBe(3);
  });

  it('a density that is not bounded at its ends is cut, a narrow one is not', async () => {
    const x = Array.from({ length: 9 }, (_, index) => (index + 0.5) / 9);
    const rows = x.flatMap((value, index) => [
      { parameter: 'u', x: value, density_published: index === 0 ? 1e9 : 1, density_fitted: 1 },
      { parameter: 'v', x: value, density_published: index === 4 ? 30 : 0, density_fitted: 0 },
    ]);
    const tops = JSON.stringify(shapesFigure(rows, { shapes: {} }, WIDE)).match(/"domain":\[0,[\d.]+\]/g);
    // Range of x is 8/9, so four times the mean density is 4.5; the mode inside the range counts in full.
    expect([...new Set(tops)]).toEqual(['"domain":[0,4.5]', '"domain":[0,30]']);
    await drawWide((layout) => shapesFigure(rows, { shapes: {} }, layout));
  });

  it('five arms break into rows of three panels', async () => {
    const arms = ['a', 'b', 'c', 'd', 'e'];
    const rows = arms.flatMap((arm) =>
      [0, 56].map((day) => ({ arm, patient: '0', day, change_percent: day, recist: 'PD' as const })),
    );
    const svg = await drawWide((layout) => spiderFigure(rows, { arms: armStyles(arms), thresholds: [] }, layout));
    expect(countMarks(svg, 'line')).toBe(5);
    expect(Number(/width="(\d+)"/.exec(svg)?.[1])).toBeLessThan(1000);
  });

  it('a single arm without clinical rows has its curve and its median', async () => {
    const simulated = [0, 6, 12].map((month) => ({ arm: 'a', day: month, month, survival_percent: 100 - 8 * month }));
    const svg = await drawWide((layout) =>
      survivalFigure({ simulated, clinical: [], arms: armStyles(['a']), monthDays: 30 }, layout),
    );
    expect(countMarks(svg, 'line')).toBe(1);
    // 100 - 8 t = 50 at t = 6.25.
    expect(svg).toContain('>6.25</text>');
  });

  it('a family of scores without rows has no panel', async () => {
    const rows = [0, 1].map((rate) => ({
      arm: 'a',
      score: 'th1',
      kind: 'marker' as const,
      scale: 'raw' as const,
      threshold: null,
      fpr: rate,
      tpr: rate,
      auc: 0.5,
    }));
    const svg = await drawWide((layout) => rocFigure(rows, armStyles(['a']), layout));
    expect(countMarks(svg, 'line')).toBe(1);
    expect(svg).not.toContain('logistic');
  });
});

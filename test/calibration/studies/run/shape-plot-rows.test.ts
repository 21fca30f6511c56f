// Evidence: closed form (densities of Beta distributions with integer shapes) · laws.
import { describe, expect, it } from 'vitest';
import { shapeRows } from '../../../../calibration/studies/run/shape-plot-rows.js';
import { heterogeneityParameterNames, heterogeneityParameters } from '../../../../src/index.js';
import { integerBetaDensity } from '../../pool/naive-density.js';

const published = [
  { name: 'a', min: 2, max: 6, alpha: 2, beta: 3 },
  { name: 'b', min: 0, max: 1e9, alpha: 1, beta: 1 },
];
const fitted = [{ ...published[0]!, alpha: 5 }, published[1]!];

describe('shapeRows', () => {
  const rows = shapeRows(published, fitted);

  it('have both densities in the unit of the parameter', () => {
    for (const { x, density_published, density_fitted } of rows.filter(({ parameter }) => parameter === 'a')) {
      const share = (x - 2) / 4;
      expect(density_published).toBeCloseTo(integerBetaDensity(share, { alpha: 2, beta: 3 }) / 4, 12);
      expect(density_fitted).toBeCloseTo(integerBetaDensity(share, { alpha: 5, beta: 3 }) / 4, 12);
    }
  });

  it('have an area of 1 under each curve', () => {
    for (const { name, min, max } of published) {
      const of = rows.filter(({ parameter }) => parameter === name);
      const width = (max - min) / of.length;
      expect(of.reduce((sum, row) => sum + width * row.density_published, 0)).toBeCloseTo(1, 3);
      expect(of.reduce((sum, row) => sum + width * row.density_fitted, 0)).toBeCloseTo(1, 3);
    }
  });

  it('lie strictly inside the range and rise along it', () => {
    const xs = rows.filter(({ parameter }) => parameter === 'a').map(({ x }) => x);
    expect(xs[0]).toBeGreaterThan(2);
    expect(xs.at(-1)).toBeLessThan(6);
    xs.slice(1).forEach((x, index) => {
      expect(x).toBeGreaterThan(xs[index]!);
    });
  });

  it('are finite for every published marginal, those with a density that has no bound included', () => {
    const all = heterogeneityParameterNames.map((name) => ({ name, ...heterogeneityParameters[name] }));
    const sharp = all.map((marginal) => ({ ...marginal, alpha: 0.05, beta: 40 }));
    for (const row of shapeRows(all, sharp)) {
      expect(Number.isFinite(row.density_published) && Number.isFinite(row.density_fitted)).toBe(true);
    }
  });
});

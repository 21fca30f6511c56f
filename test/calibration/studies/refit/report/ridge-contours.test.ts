import { describe, expect, it } from 'vitest';
import { refinedMap, ridgeBands } from '../../../../../calibration/studies/refit/report/ridge-contours.js';

/** Powers of e from -1 to 1. */
const GRID = Array.from({ length: 21 }, (_, index) => Math.exp(index / 10 - 1));
const mapOf = (deltaObjective: (x: number, y: number) => number) => ({
  mu: GRID,
  sigma: GRID,
  deltaObjective: GRID.map((sigma) => GRID.map((mu) => deltaObjective(Math.log(mu), Math.log(sigma)))),
});

/** Cubic interpolation keeps parabolas; ends of stretches are linear over cells of 0.025. */
const CELL_ERROR = 5e-4;

describe('refinedMap', () => {
  it('keeps a paraboloid, on a grid four times as fine', () => {
    const fine = refinedMap(mapOf((x, y) => x * x + x * y + 2 * y * y));
    expect(fine.mu).toHaveLength(81);
    // Inside; the outermost cells are extrapolated linearly
    for (const [row, column] of [
      [10, 31],
      [33, 44],
      [70, 70],
    ] as const) {
      const [x, y] = [Math.log(fine.mu[column]!), Math.log(fine.sigma[row]!)];
      expect(fine.deltaObjective[row]![column]).toBeCloseTo(x * x + x * y + 2 * y * y, 12);
    }
  });

  it('a map with a hole and a map of one point are returned unchanged', () => {
    const hole = mapOf((x, y) => (x === 0 && y === 0 ? Number.NaN : 1));
    expect(refinedMap({ ...hole, deltaObjective: [[Number.NaN]] }).deltaObjective).toEqual([[Number.NaN]]);
    expect(refinedMap({ mu: [1], sigma: [2], deltaObjective: [[3]] })).toEqual({
      mu: [1],
      sigma: [2],
      deltaObjective: [[3]],
    });
  });
});

describe('ridgeBands', () => {
  it('the part of a disc below a level is a disc', () => {
    const bands = ridgeBands(refinedMap(mapOf((x, y) => x * x + y * y)), 0.25);
    expect(new Set(bands.map(({ region }) => region)).size).toBe(1);
    const middle = bands.find(({ sigma }) => Math.abs(Math.log(sigma) - 0.3) < 1e-9);
    // sqrt(0.25 - 0.09) = 0.4
    expect(Math.log(middle!.high)).toBeCloseTo(0.4, 2);
    expect(Math.abs(Math.log(middle!.high) - 0.4)).toBeLessThan(CELL_ERROR * 4);
    expect(Math.log(middle!.low)).toBeCloseTo(-Math.log(middle!.high), 3);
    const sigmas = bands.map(({ sigma }) => Math.log(sigma));
    expect(Math.max(...sigmas)).toBeLessThan(0.5 + 0.03);
    expect([...sigmas].sort((a, b) => a - b)).toEqual(sigmas);
  });

  it('regions end in points and are truncated at the edge of the map', () => {
    const disc = ridgeBands(
      mapOf((x, y) => x * x + y * y),
      0.25,
    );
    for (const end of [disc[0]!, disc[disc.length - 1]!]) expect(end.low).toBe(end.high);
    const strip = ridgeBands(
      mapOf((x) => x * x),
      0.25,
    );
    expect(strip).toHaveLength(21);
    expect(strip.every(({ low, high }) => high > low)).toBe(true);
  });

  it('two valleys are two regions', () => {
    const bands = ridgeBands(
      mapOf((x) => (x * x - 0.36) ** 2),
      0.01,
    );
    expect(new Set(bands.map(({ region }) => region))).toEqual(new Set([0, 1]));
    expect(bands).toHaveLength(2 * 21);
  });

  it('a level below the map, and a map without numbers, give nothing', () => {
    expect(
      ridgeBands(
        mapOf(() => 1),
        0.5,
      ),
    ).toEqual([]);
    expect(
      ridgeBands(
        mapOf(() => Number.NaN),
        0.5,
      ),
    ).toEqual([]);
    expect(ridgeBands({ mu: [], sigma: [], deltaObjective: [] }, 0.5)).toEqual([]);
  });

  it('a hole ends a stretch at its last point', () => {
    const row = { mu: [1, 2, 3, 4], sigma: [1], deltaObjective: [[0, 0, Number.NaN, 0]] };
    expect(ridgeBands(row, 1)).toEqual([
      { region: 0, sigma: 1, low: 1, high: 2 },
      { region: 1, sigma: 1, low: 4, high: 4 },
    ]);
  });
});

// Evidence: closed form (contributions of known trials to the cost of a known fit).
import { describe, expect, it } from 'vitest';
import { poolObjective } from '../../../calibration/fit/objective/pool-objective.js';
import { contributions } from '../../../calibration/inference/contributions.js';
import type { RecistRow } from '../../../calibration/targets/trial-tables.js';
import { toyContext } from './toy-context.js';

/** Trial B with a quarter of its patients moved from stable to progressive disease. */
const moved = (rows: readonly RecistRow[]) =>
  rows.map((row) =>
    row.trial === 'B' ? { ...row, sdPercent: row.sdPercent - 25, pdPercent: row.pdPercent + 25 } : row,
  );

describe('contributions', () => {
  it.each(['pooled', 'likelihood'] as const)('agree where trials have their expected values, %s', (kind) => {
    const { problem, pool, values } = toyContext({ kind, patients: 150 });
    for (const { residual, verdict, observed, fitted } of contributions(problem, pool.pool, values)) {
      // A class with few patients is affected by the added half patient
      expect(Math.abs(residual)).toBeLessThan(1);
      expect(verdict).toBe('agrees');
      expect(Math.abs(observed - fitted)).toBeLessThan(0.5);
    }
  });

  it('name the trial that contradicts the model', () => {
    const { problemOf, tables, pool, values } = toyContext({ kind: 'likelihood', patients: 150 });
    const odd = problemOf({ ...tables, recist: moved(tables.recist) });
    const strange = contributions(odd, pool.pool, values).filter(({ verdict }) => verdict !== 'agrees');
    expect(strange.map(({ trial, endpoint }) => `${trial} ${endpoint}`)).toEqual(['B sd', 'B pd']);
    expect(strange.map(({ residual }) => Math.sign(residual))).toEqual([1, -1]);
  });

  it.each(['pooled', 'likelihood'] as const)('are in sampling errors for any weight of a group, %s', (kind) => {
    const read = (weight: number) => {
      const { problemOf, tables, pool, values } = toyContext({
        kind,
        patients: 100,
        settings: {
          targetWeights: {
            response: weight,
            medianOs: weight,
            survival: weight,
            medianPfs: 0,
            pfs: 0,
            bestResponse: 0,
          },
        },
      });
      return contributions(problemOf({ ...tables, recist: moved(tables.recist) }), pool.pool, values);
    };
    const [plain, weighted] = [read(1), read(9)];
    plain.forEach(({ residual }, index) => {
      expect(weighted[index]!.residual).toBeCloseTo(residual, 9);
    });
  });

  it.each([60, 600])('z adds the Monte-Carlo error of %i simulated patients to the sampling error', (patients) => {
    const { problemOf, tables, pool, values } = toyContext({ kind: 'likelihood', patients });
    const odd = problemOf({ ...tables, recist: moved(tables.recist) });
    const rows = contributions(odd, pool.pool, values);
    const { effectiveSampleSize } = poolObjective(odd, pool.pool).evaluate(values);
    const index = odd.likelihood!.findIndex(({ trial, endpoint }) => trial === 'B' && endpoint === 'pd');
    const own = odd.likelihood![index]!;
    const n = own.kind === 'class' ? own.patients : Number.NaN;
    // The variance of a share is p (1 - p) / n in the trial and p (1 - p) / N in the pool
    expect(rows[index]!.z).toBeCloseTo(rows[index]!.residual / Math.sqrt(1 + n / effectiveSampleSize), 9);
    for (const { z, residual } of rows) expect(Math.abs(z)).toBeLessThanOrEqual(Math.abs(residual));
  });
});

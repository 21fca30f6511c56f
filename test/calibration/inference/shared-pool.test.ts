// Evidence: slow oracle (weights and means of the first rows, naively).
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import { poolObjective } from '../../../calibration/fit/objective/pool-objective.js';
import { hazardGrid } from '../../../calibration/fit/survival/hazard-grid.js';
import { sharedPool } from '../../../calibration/inference/shared-pool.js';
import type { ProposedPool } from '../../../calibration/pool/fit-pool.js';
import { joinPools } from '../../../calibration/pool/mixture-pool.js';
import { rowsInMemory } from '../../../src/index.js';
import { HORIZON, toyMarginals, toyPool } from '../fit/toy-model.js';
import { toySettings, toyTargets } from '../fit/toy-problem.js';

const marginals = toyMarginals();
const pool = toyPool({ marginals, patients: 200, gridDays: hazardGrid([], HORIZON).days });
const problem = buildProblem(toyTargets(marginals), toySettings());
const values = problem.parameters.map(({ start }, index) => start + 0.1 * Math.sin(index));

/** A pool of the first rows, copied one by one. */
function firstRows(whole: ProposedPool, patients: number): ProposedPool {
  const cut = (rows: ArrayLike<number>, width: number) => Array.from(rows).slice(0, patients * width);
  return {
    ...whole,
    patients,
    logX: Float64Array.from(cut(whole.logX, whole.dimensions)),
    log1mX: Float64Array.from(cut(whole.log1mX, whole.dimensions)),
    response: Object.fromEntries(
      Object.entries(whole.response).map(([arm, rows]) => [arm, Uint8Array.from(cut(rows, 1))]),
    ),
    burden: Object.fromEntries(
      Object.entries(whole.burden).map(([arm, rows]) => [arm, Float32Array.from(cut(rowsInMemory(rows), whole.nodes))]),
    ),
    courses: Object.fromEntries(
      Object.entries(whole.courses).map(([arm, { visits, progressionDay, runningBest }]) => [
        arm,
        {
          visits,
          progressionDay: Float32Array.from(cut(progressionDay, 1)),
          runningBest: Uint8Array.from(cut(runningBest, visits.length)),
        },
      ]),
    ),
  };
}

describe('sharedPool', () => {
  it.each([
    [undefined, 200],
    [1000, 200],
    [70, 70],
    [150, 150],
    [1, 1],
  ])('keeps the weighted predictions of the first rows: at most %s of 200', (most, patients) => {
    const shared = sharedPool(pool, most);
    expect([shared.patients, shared.newest]).toEqual([patients, patients]);
    const own = poolObjective(problem, shared, 20).evaluate(values);
    const expected = poolObjective(problem, joinPools([firstRows(pool, patients)]), 20).evaluate(values);
    expect(own).toEqual(expected);
  });

  it('holds every array in shared memory, and does not change the pool', () => {
    const before = structuredClone(pool);
    const shared = sharedPool(pool, 50);
    for (const array of [
      shared.logX,
      shared.log1mX,
      shared.logProposal,
      ...Object.values(shared.response),
      ...Object.values(shared.burden),
      ...Object.values(shared.courses).flatMap(({ progressionDay, runningBest }) => [progressionDay, runningBest]),
    ]) {
      expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
    expect(pool).toEqual(before);
  });
});

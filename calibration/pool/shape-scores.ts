import type { WeightControls } from './calibrate-weights.js';
import { copulaScores } from './copula-density.js';
import type { Shapes, UnitPoints } from './unit-points.js';

/**
 * Derivatives of the log density of patients by every shape, up to a constant: the controls log x_j and log(1 - x_j), and what the
 * copula adds to those of its members.
 *
 * @param points - of the patients, and their copula
 * @param controls - of the same patients
 * @param shapes - one per dimension
 * @returns function that computes them when it is first called: one column per control
 */
export function shapeScores(
  points: UnitPoints,
  { columns }: WeightControls,
  shapes: readonly Shapes[],
): () => readonly Float64Array[] {
  const { copula, dimensions } = points;
  if (copula === undefined) return () => columns;
  let scores: readonly Float64Array[] | undefined;
  return () => {
    if (scores === undefined) {
      const added = copulaScores(copula, shapes, points);
      scores = columns.map((column, control) => {
        const own = added[copula.members.indexOf(control % dimensions)];
        if (own === undefined) return column;
        const extra = control < dimensions ? own.byAlpha : own.byBeta;
        return column.map((value, point) => value + extra[point]!);
      });
    }
    return scores;
  };
}

import type { MixturePool } from '../../pool/mixture-pool.js';
import { type FitProblem, toFitPoint } from '../problem.js';
import { columnSum, isSum } from '../survival/column-sums.js';
import { pooledSurvival } from '../survival/pooled-survival.js';
import type { PatientSum } from '../survival/survival-sums.js';
import type { PooledWeights } from './pooled-weights.js';

/** Covariance of two columns of one arm, by their places in the problem: of what they count of one random patient. */
export type ColumnCovariance = (a: number, b: number) => number;

/**
 * Covariances of what columns count of a patient who dies at random.
 *
 * Given a simulated patient, a column of survival, progression-free survival or best response is X = constant + sum over times of
 * c 1[alive at t], so that E X = constant + sum c S(t). As who is alive at two times is alive at the later one, E X_a X_b is the
 * sum over both lists of times of c_a c_b S(the later time). The columns of an arm are thus correlated exactly as in its patients.
 *
 * @param problem - what was fitted
 * @param pool - simulated patients
 * @param weights - of the pool
 * @param values - the point
 * @returns covariance of two columns that depend on survival; computed when it is asked for
 */
export function columnCovariances(
  problem: FitProblem,
  pool: MixturePool,
  weights: PooledWeights,
  values: ArrayLike<number>,
): ColumnCovariance {
  const point = toFitPoint(problem, values);
  const { calibrated } = weights.at(point.marginals);
  const survival = pooledSurvival(problem, pool);
  survival.update(point.death);
  const mean = (index: number) => {
    const column = survival.columns[index]!;
    return column.reduce((sum, value, patient) => sum + calibrated[patient]! * value, 0);
  };
  const terms = new Map<number, readonly PatientSum[]>();
  const termsOf = (index: number): readonly PatientSum[] => {
    const known = terms.get(index);
    if (known !== undefined) return known;
    const { arm, column } = problem.columns[index]!;
    const alone: PatientSum = { constant: 0, terms: [{ time: column.index, coefficient: 1 }] };
    const read = isSum(column) ? columnSum(column, problem.grids[arm]!.times, pool.courses[arm]!) : () => alone;
    const found = Array.from({ length: pool.patients }, (_, patient) => read(patient));
    terms.set(index, found);
    return found;
  };
  return (a, b) => {
    const alive = survival.alive(problem.columns[a]!.arm);
    const [left, right] = [termsOf(a), termsOf(b)];
    let joint = 0;
    for (let patient = 0; patient < pool.patients; patient++) {
      joint += calibrated[patient]! * product(left[patient]!, right[patient]!, (time) => alive[time]![patient]!);
    }
    return joint - mean(a) * mean(b);
  };
}

/** Expected product of two sums of one patient. */
function product(a: PatientSum, b: PatientSum, alive: (time: number) => number): number {
  const value = ({ constant, terms }: PatientSum) =>
    terms.reduce((sum, { time, coefficient }) => sum + coefficient * alive(time), constant);
  let total = a.constant * value(b) + b.constant * (value(a) - a.constant);
  for (const left of a.terms) {
    for (const right of b.terms) {
      total += left.coefficient * right.coefficient * alive(Math.max(left.time, right.time));
    }
  }
  return total;
}

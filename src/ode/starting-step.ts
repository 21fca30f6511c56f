import { exp, log, square } from '../numerics/elementary.js';
import type { DerivativesInto, SolverSettings } from './initial-value-problem.js';

/** What the estimate reads, and two vectors that it may overwrite; all of the system's dimension. */
export interface StartingPoint {
  readonly derivatives: DerivativesInto;
  readonly time: number;
  readonly state: Float64Array;
  /** Derivative at the state. */
  readonly slope: Float64Array;
  readonly scratch: readonly [Float64Array, Float64Array];
}

/**
 * First step of an integration from the scaled sizes of state, derivative and second derivative; one evaluation.
 *
 * @returns step; unit of time; not finite where the derivative is not
 * @see Hairer, Norsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., II.4
 */
export function startingStep(
  { derivatives, time, state, slope, scratch: [trial, further] }: StartingPoint,
  { relativeTolerance, absoluteTolerance }: SolverSettings,
): number {
  const n = state.length;
  const norm = (vector: (i: number) => number): number => {
    let total = 0;
    for (let i = 0; i < n; i++)
      total += square(vector(i) / (absoluteTolerance + relativeTolerance * Math.abs(state[i]!)));
    return Math.sqrt(total / n);
  };
  const size = norm((i) => state[i]!);
  const speed = norm((i) => slope[i]!);
  const guess = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * (size / speed);
  for (let i = 0; i < n; i++) trial[i] = state[i]! + guess * slope[i]!;
  derivatives(time + guess, trial, further);
  const bend = norm((i) => further[i]! - slope[i]!) / guess;
  const sharpest = Math.max(speed, bend);
  const step = sharpest <= 1e-15 ? Math.max(1e-6, guess * 1e-3) : exp(0.2 * log(0.01 / sharpest));
  return Math.min(100 * guess, step);
}

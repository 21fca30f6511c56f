/** Right-hand side of y' = f(t, y): writes the derivative into its last argument. */
export type DerivativesInto = (time: number, state: Float64Array, derivatives: Float64Array) => void;

export interface SolverSettings {
  /** Error per step relative to each component. */
  readonly relativeTolerance: number;
  /** Error per step in the components' own unit. */
  readonly absoluteTolerance: number;
  /** Accepted plus rejected steps between two calls of `start`. */
  readonly maxSteps: number;
}

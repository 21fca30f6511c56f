/** Which clinical figures the fit is asked to meet, and how strongly. A weight of 0 leaves a group out. */
export interface TargetWeights {
  readonly response: number;
  readonly medianOs: number;
  readonly survival: number;
}

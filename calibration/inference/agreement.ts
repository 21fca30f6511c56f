import { hypotenuse, Z95 } from '../../src/index.js';

/** Whether an endpoint of the model differs from that of the trials by more than their errors explain. */
export interface Agreement {
  /** Standard error of the difference: root of the summed squares of both errors; unit of the endpoint; null where unknown. */
  readonly total_error: number | null;
  /** difference / total_error; null where either is unknown or the error is 0. */
  readonly z: number | null;
  readonly verdict: 'follows' | 'differs' | 'not assessed';
}

/**
 * Compares an endpoint of the model with that of the trials.
 *
 * z = difference / sqrt(sampling² + Monte-Carlo²); follows where |z| ≤ 1.96. The fit has used the trials, which draws the model
 * towards them: under a true model |z| exceeds 1.96 in less than 5 % of cases.
 *
 * @param difference - model minus trials; unit of the endpoint; null where the model has no value
 * @param errors - sampling: standard error of the trials' endpoint, from their patients; ≥ 0; monteCarlo: standard error of
 * the model's, from its simulated patients; ≥ 0; null where unknown; same unit
 */
export function agreementOf(
  difference: number | null,
  { sampling, monteCarlo }: { readonly sampling: number; readonly monteCarlo: number | null },
): Agreement {
  const unknown: Agreement = { total_error: null, z: null, verdict: 'not assessed' };
  if (difference === null || monteCarlo === null) return unknown;
  const totalError = hypotenuse(sampling, monteCarlo);
  if (!(totalError >= 0) || !Number.isFinite(difference)) return unknown;
  if (totalError === 0) return { ...unknown, total_error: 0 };
  const z = difference / totalError;
  return { total_error: totalError, z, verdict: Math.abs(z) <= Z95 ? 'follows' : 'differs' };
}

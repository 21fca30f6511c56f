import { InputError } from '../errors.js';
import { type ResponseClass, responseClasses } from './treatment-response.js';

/** The six response endpoints of the paper, as fractions of the patients counted. */
export interface ResponseRates {
  readonly cr: number;
  readonly pr: number;
  readonly sd: number;
  readonly pd: number;
  /** Objective response: CR + PR. */
  readonly orr: number;
  /** Disease control: CR + PR + SD. */
  readonly dcr: number;
}

export type ResponseCounts = Readonly<Record<ResponseClass, number>>;

/** @throws InputError - when there is no patient to count */
export function responseRates(counts: ResponseCounts): ResponseRates {
  const total = responseClasses.reduce((sum, name) => sum + counts[name], 0);
  if (!(total > 0)) throw new InputError('response rates: requires at least one patient; got none');
  const [cr, pr, sd, pd] = responseClasses.map((name) => counts[name] / total) as [number, number, number, number];
  return { cr, pr, sd, pd, orr: cr + pr, dcr: cr + pr + sd };
}

/** Counts of a list of classes. */
export function countResponses(classes: Iterable<ResponseClass>): ResponseCounts {
  const counts: Record<ResponseClass, number> = { CR: 0, PR: 0, SD: 0, PD: 0 };
  for (const name of classes) counts[name]++;
  return counts;
}

/** Binomial standard error of a rate. */
export function rateStandardError(rate: number, patients: number): number {
  return Math.sqrt((rate * (1 - rate)) / patients);
}

/**
 * PD and DCR if every failed patient had progressed, and if every one were controlled.
 *
 * @param counts - classes of the completed patients
 * @param failed - patients without an outcome
 * @returns [lowest, highest] of each rate; fractions of all patients
 */
export function failureBounds(
  counts: ResponseCounts,
  failed: number,
): { readonly pd: readonly [number, number]; readonly dcr: readonly [number, number] } {
  const completed = responseClasses.reduce((sum, name) => sum + counts[name], 0);
  const all = completed + failed;
  const controlled = completed - counts.PD;
  return {
    pd: [counts.PD / all, (counts.PD + failed) / all],
    dcr: [controlled / all, (controlled + failed) / all],
  };
}

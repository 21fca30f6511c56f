import { z } from 'zod';

/** Whether the ends of a range belong to it: `[` and `]` include, `(` and `)` exclude. */
export type RangeEnds = '[]' | '(]' | '[)' | '()';

/**
 * A number in a range. A value outside it is refused with the whole range.
 *
 * @param least - lower end
 * @param most - upper end
 * @param ends - whether they are included; default: both
 */
export function numberIn(least: number, most: number, ends: RangeEnds = '[]'): z.ZodNumber {
  const error = `must lie in ${ends[0]}${least}, ${most}${ends[1]}`;
  const above = ends[0] === '[' ? z.number().min(least, { error }) : z.number().gt(least, { error });
  return ends[1] === ']' ? above.max(most, { error }) : above.lt(most, { error });
}

/** A whole number in a range, both ends included. */
export function wholeIn(least: number, most: number): z.ZodInt {
  const error = `must lie in [${least}, ${most}]`;
  return z.int().min(least, { error }).max(most, { error });
}

/** Longest simulation; days. Ten years: far beyond the survival of the patients that the model describes. */
export const MOST_DAYS = 3660;

/** Most virtual patients of one cohort: more need hours and many gigabytes. */
export const MOST_PATIENTS = 1_000_000;

/** Most courses of one drug in a regimen. */
export const MOST_COURSES = 100;

/** Largest dose of an administration; dose units. Published doses are 95 and 280. */
export const MOST_DOSE = 1e6;

/** Largest value of a model parameter in its own unit; the largest published one is below 1e14. */
export const MOST_PARAMETER = 1e30;

/** Largest factor on a parameter. */
export const MOST_FACTOR = 1e6;

/** Shortest infusion; days. Nine seconds: shorter ones are a bolus to the solver and cost it steps. */
export const LEAST_DURATION_DAYS = 1e-4;

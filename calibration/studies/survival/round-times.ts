import { log10, power } from '../../../src/index.js';

const STEPS = [1, 2, 2.5, 5] as const;

/** A quotient this close to a whole number is one: steps such as 0.1 are not binary fractions. */
const ROUNDING = 1e-9;

/**
 * Round times from 0 on: ticks of a time axis, times of an at-risk table.
 *
 * The step is 1, 2, 2.5 or 5 times a power of ten, or 1, 3, 6 or 12 where the unit is months, the smallest that needs no more
 * than `most` steps.
 *
 * @param end - last time that may be reached; > 0; any unit
 * @param options - most steps, integer >= 1; whether the unit is months
 * @returns ascending times, 0 first
 */
export function roundTimes(
  end: number,
  { most, months }: { readonly most: number; readonly months: boolean },
): readonly number[] {
  const least = end / most;
  const decade = power(10, Math.floor(log10(least)));
  const decimal = [...STEPS, 10].map((step) => step * decade);
  const candidates = months && least > 0.5 && least <= 12 ? [1, 3, 6, 12] : decimal;
  const step = candidates.find((candidate) => candidate >= least * (1 - ROUNDING)) ?? 10 * decade;
  return Array.from({ length: Math.floor(end / step + ROUNDING) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
}

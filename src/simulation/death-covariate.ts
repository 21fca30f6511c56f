import { log, log10 } from '../numerics/elementary.js';
/**
 * What the daily hazard of death depends on.
 *
 * `burden`: chi. `log-burden`: its decadic logarithm. `growth-rate`: that of the burden since the last visit.
 * `progression`: whether a visit has shown progression.
 */
export const deathCovariates = ['burden', 'log-burden', 'growth-rate', 'progression'] as const;
export type DeathCovariate = (typeof deathCovariates)[number];

/** Days of the month that a growth rate is stated in: a twelfth of a Julian year. */
const MONTH_DAYS = 30.4375;

/** Burdens below this share of the capacity count as this: the logarithm of a tumor that is gone has no bound. */
export const LEAST_BURDEN = 1e-3;

/** Growth rates are limited to a change by e^3 a month in either direction. */
export const MOST_GROWTH = 3;

/** What is known of one patient under one arm. */
export interface DeathCourse {
  /** chi at day 0, 1, ...; the days that are wanted. */
  readonly burden: ArrayLike<number>;
  /** Visits after day 0; days; ascending. */
  readonly visits: readonly number[];
  /** Day of the visit that shows progression; Infinity for none. */
  readonly progressionDay: number;
}

/**
 * The covariate u of one patient at every day, scaled so that 0 and 1 are burdens or rates that a reader knows.
 *
 * - `burden`: u = chi.
 * - `log-burden`: u = 1 + log10 chi: 0 at a tenth of the capacity, 1 at the capacity.
 * - `growth-rate`: u = log(chi(d) / chi(v)) / (d - v) per month, with v the last visit before day d, or day 0: 0 for a stable
 *   tumor, 1 for one that grows by a factor of e a month. Day 0 has the rate of day 1.
 * - `progression`: u = 0 before the visit that shows progression, 1 from that day on.
 *
 * Logarithms take at least {@link LEAST_BURDEN}; growth rates lie within {@link MOST_GROWTH}.
 *
 * @param covariate - which
 * @param course - burdens, visits and progression of the patient
 * @param values - written: u at each day; as long as the burdens
 */
export function deathCovariateInto(covariate: DeathCovariate, course: DeathCourse, values: Float64Array): void {
  const { burden, visits, progressionDay } = course;
  const days = values.length;
  switch (covariate) {
    case 'burden':
      for (let day = 0; day < days; day++) values[day] = burden[day]!;
      return;
    case 'log-burden':
      for (let day = 0; day < days; day++) values[day] = 1 + log10(Math.max(burden[day]!, LEAST_BURDEN));
      return;
    case 'growth-rate':
      growthRatesInto(burden, visits, values);
      return;
    case 'progression':
      for (let day = 0; day < days; day++) values[day] = day >= progressionDay ? 1 : 0;
  }
}

function growthRatesInto(burden: ArrayLike<number>, visits: readonly number[], values: Float64Array): void {
  const logAt = (day: number) => log(Math.max(burden[day]!, LEAST_BURDEN));
  let visit = 0;
  let next = 0;
  let before = logAt(0);
  for (let day = 1; day < values.length; day++) {
    // A visit's own day still has the rate since the one before it
    while (next < visits.length && visits[next]! < day) {
      visit = visits[next]!;
      before = logAt(visit);
      next++;
    }
    const rate = ((logAt(day) - before) / (day - visit)) * MONTH_DAYS;
    values[day] = Math.min(Math.max(rate, -MOST_GROWTH), MOST_GROWTH);
  }
  values[0] = values[1] ?? 0;
}

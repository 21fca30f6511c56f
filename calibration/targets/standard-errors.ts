/**
 * Sampling standard error of a rate among n patients.
 *
 * sqrt(p (1 - p) / n) with p = (x + 1/2) / (n + 1) and x patients with the event: the added half keeps the error of a rate of 0
 * or 100 % above zero, so that such a rate can be used in a weighted fit.
 *
 * @param rate - percent, the rate; [0, 100]; n, patients; ≥ 1
 * @returns standard error; percent; > 0
 * @see Brown, Cai & DasGupta 2001, doi:10.1214/ss/1009213286, for p as the mean under the Jeffreys prior
 */
export function trialRateStandardError({ percent, n }: { readonly percent: number; readonly n: number }): number {
  const proportion = ((percent / 100) * n + 0.5) / (n + 1);
  return 100 * Math.sqrt((proportion * (1 - proportion)) / n);
}

/**
 * Sampling standard error of the share of n patients who are alive at a landmark, none of them censored before it.
 *
 * sqrt(S (1 - S) / n); where nobody or everybody has died, the error of such a rate (see `trialRateStandardError`), since the formula
 * would give 0. Censoring before the landmark, which the published curves do not report, makes the true error larger.
 *
 * @param landmark - percent, alive; [0, 100]; n, patients; ≥ 1
 * @returns standard error; percent; > 0
 */
export function survivalStandardError({ percent, n }: { readonly percent: number; readonly n: number }): number {
  if (percent === 0 || percent === 100) return trialRateStandardError({ percent, n });
  return Math.sqrt((percent * (100 - percent)) / n);
}

/**
 * Sampling standard error of a sample median.
 *
 * 1 / (2 f(m) sqrt(n)), with f the density at the median m.
 *
 * @param sample - n, patients; ≥ 1; densityPerMonth, density of deaths at the median; 1/month; > 0
 * @returns standard error; months
 * @see Cramér 1946, Mathematical Methods of Statistics, section 28.5 (quantiles of a large sample)
 */
export function medianStandardError(sample: { readonly n: number; readonly densityPerMonth: number }): number {
  return 0.5 / (sample.densityPerMonth * Math.sqrt(sample.n));
}

/**
 * Density of deaths at the median of an exponential survival curve: log(2) / (2 m).
 *
 * Used where the landmarks end before half of the patients have died.
 *
 * @param medianMonths - the median; months; > 0
 * @returns density; 1/month
 */
export function exponentialDensityAtMedian(medianMonths: number): number {
  return Math.LN2 / (2 * medianMonths);
}

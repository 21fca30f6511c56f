/*
 * Best overall response: the best class of a patient over the visits up to progression. The spellings are those of external files.
 */

/** Classes of a best response as keys, in the order of `assessedClasses`; `ne` is not evaluable. */
export const bestClassNames = ['cr', 'pr', 'sd', 'pd', 'ne'] as const;
export type BestClassName = (typeof bestClassNames)[number];

/** Rates of best response in the order in which they are reported. */
export const bestRateNames = [...bestClassNames, 'orr', 'dcr'] as const;
export type BestRateName = (typeof bestRateNames)[number];

/** One value for each rate of best response. */
export type BestRates<Value = number> = Readonly<Record<BestRateName, Value>>;

/** What each rate is called, and the classes that it counts. */
export const bestRateForms: Readonly<
  Record<BestRateName, { readonly label: string; readonly classes: readonly BestClassName[] }>
> = {
  cr: { label: 'Best response complete', classes: ['cr'] },
  pr: { label: 'Best response partial', classes: ['pr'] },
  sd: { label: 'Best response stable disease', classes: ['sd'] },
  pd: { label: 'Best response progressive disease', classes: ['pd'] },
  ne: { label: 'Best response not evaluable', classes: ['ne'] },
  orr: { label: 'Best response objective', classes: ['cr', 'pr'] },
  dcr: { label: 'Best response disease control', classes: ['cr', 'pr', 'sd'] },
};

/** Places in `bestClassNames` of the classes that a rate counts. */
export const bestClassesOf = (rate: BestRateName): readonly number[] =>
  bestRateForms[rate].classes.map((name) => bestClassNames.indexOf(name));

/**
 * All rates of best response from those of the classes, each the sum of its classes.
 *
 * @param rateOf - rate of one class; any unit
 */
export function bestRatesOf(rateOf: (name: BestClassName) => number): BestRates {
  const sum = (rate: BestRateName) =>
    bestClassesOf(rate).reduce((total, index) => total + rateOf(bestClassNames[index]!), 0);
  return Object.fromEntries(bestRateNames.map((rate) => [rate, sum(rate)])) as BestRates;
}

/** Class of the patients whom a publication does not tell apart into PD and NE, as it stands in tables of plots. */
export const PD_OR_NE = 'PD or NE';

import {
  atDay,
  type CohortSurvival,
  medianBetweenVisitsDays,
  medianStandardErrorDays,
  medianSurvivalDays,
  rateStandardError,
  type SteppedCurve,
  steppedAt,
  steppedMedianDays,
  steppedMedianErrorDays,
} from '../../src/index.js';
import { type BestRateName, type BestRates, bestRateNames } from './best-response.js';
import { type Curve, type CurveName, curveList } from './curves.js';
import {
  type ClassRateName,
  curveEndpoints,
  type LandmarkEndpoint,
  type MedianEndpoint,
  type Rates,
  rateEndpoints,
  rateOfClasses,
} from './endpoints.js';
import type { BestResponseOutcome, CurveOutcomes, Measured } from './read-outcome.js';

/** A daily curve of a cohort; one that falls at visits has its values before them too. */
export type CohortCurve = CohortSurvival | SteppedCurve;

/** One arm of a simulated cohort, from which endpoints are read. */
export interface CohortArm {
  /** Patients who completed. */
  readonly completed: number;
  /** Fractions of them in each response class. */
  readonly rates: Readonly<Record<ClassRateName, number>>;
  /** Daily curves, expected over the death function. */
  readonly curves: Readonly<Record<CurveName, CohortCurve>>;
  /** Days of the visits at which curves fall. */
  readonly visits: readonly number[];
  /** Expected shares of best responses and their standard errors, in the order of `bestRateNames`. */
  readonly best: { readonly shares: ArrayLike<number>; readonly standardErrors: ArrayLike<number> };
  readonly monthDays: number;
}

/** Rates of a simulated cohort and their Monte-Carlo errors; percent. */
export function cohortRates({ rates, completed }: Pick<CohortArm, 'rates' | 'completed'>): {
  readonly values: Rates;
  readonly errors: Rates;
} {
  const values = rateEndpoints.map((endpoint) => rateOfClasses(endpoint, (name) => rates[name]));
  const byRate = (of: (rate: number) => number) =>
    Object.fromEntries(rateEndpoints.map(({ rate }, index) => [rate, 100 * of(values[index]!)])) as Rates;
  return { values: byRate((rate) => rate), errors: byRate((rate) => rateStandardError(rate, completed)) };
}

/** Best responses of a simulated cohort, spelled as in result files; percent. */
export function cohortBestResponse({ best }: CohortArm): BestResponseOutcome {
  const byRate = (values: ArrayLike<number>) =>
    Object.fromEntries(bestRateNames.map((rate: BestRateName, index) => [rate, 100 * values[index]!])) as BestRates;
  return { bor: byRate(best.shares), bor_standard_errors: byRate(best.standardErrors) };
}

/** Medians and landmarks of a simulated cohort, spelled as in result files. */
export function cohortCurves({ curves, visits, monthDays }: CohortArm): CurveOutcomes {
  const ofCurve = ({ name, outcome }: Curve) => {
    const read = curveEndpoints
      .filter((endpoint) => endpoint.curve.name === name)
      .map((endpoint) => ({ endpoint, ...readCurve(endpoint, curves[name], monthDays) }));
    const median = read.find(({ endpoint }) => endpoint.kind === 'median')!;
    const landmarks = (what: keyof Measured) =>
      Object.fromEntries(
        read.flatMap(({ endpoint, ...measured }) =>
          endpoint.kind === 'landmark' ? [[endpoint.month, measured[what]]] : [],
        ),
      );
    const compared = comparedMedian(curves[name], visits, monthDays);
    return {
      [outcome.comparedMedian]: compared.value,
      [outcome.comparedMedianError]: compared.error,
      [outcome.median]: median.value,
      [outcome.medianError]: median.error,
      [outcome.landmarks]: landmarks('value'),
      [outcome.landmarkErrors]: landmarks('error'),
    };
  };
  return Object.assign({}, ...curveList.map(ofCurve)) as CurveOutcomes;
}

/**
 * An endpoint of a curve with its Monte-Carlo standard error; percent, and months for a median.
 *
 * A landmark after the end of the curve is its last value.
 */
function readCurve(endpoint: MedianEndpoint | LandmarkEndpoint, curve: CohortCurve, monthDays: number): Measured {
  if (endpoint.kind === 'median') {
    const [median, error] = medianDays(curve);
    return { value: median === null ? null : median / monthDays, error: error === null ? null : error / monthDays };
  }
  const percentAt = (what: 'alive' | 'standardError') => {
    const [values, day] = [curve[what], endpoint.month * monthDays];
    const value = 'before' in curve ? steppedAt(values, curve.before[what], day) : atDay(values, day);
    return 100 * (value ?? values[values.length - 1]!);
  };
  return { value: percentAt('alive'), error: percentAt('standardError') };
}

/** Median of a curve and its Monte-Carlo standard error; days. */
function medianDays(curve: CohortCurve): readonly [median: number | null, error: number | null] {
  if ('before' in curve) return [steppedMedianDays(curve.alive, curve.before.alive), steppedMedianErrorDays(curve)];
  return [medianSurvivalDays(curve.alive), medianStandardErrorDays(curve)];
}

/**
 * Median of a curve as it is compared with trials: with the drop of each visit spread over days around it. Its standard error is half the
 * time between the medians of the curves one standard error below and above.
 */
function comparedMedian(curve: CohortCurve, visits: readonly number[], monthDays: number): Measured {
  if (!('before' in curve)) return { value: null, error: null };
  const monthsOf = (sign: number): number | null => {
    const shifted = curve.alive.map((value, day) => value + sign * curve.standardError[day]!);
    const days = medianBetweenVisitsDays(shifted, visits);
    return days === null ? null : days / monthDays;
  };
  const [low, value, high] = [monthsOf(-1), monthsOf(0), monthsOf(1)];
  return { value, error: low === null || high === null ? null : (high - low) / 2 };
}

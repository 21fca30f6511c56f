import {
  atDay,
  type CohortSurvival,
  medianStandardErrorDays,
  medianSurvivalDays,
  rateStandardError,
} from '../../src/index.js';
import { type Curve, type CurveName, curveList } from './curves.js';
import {
  type ClassRateName,
  curveEndpoints,
  type Endpoint,
  type Rates,
  rateEndpoints,
  rateOfClasses,
} from './endpoints.js';
import type { CurveOutcomes, Measured } from './read-outcome.js';

/** One arm of a simulated cohort, from which endpoints are read. */
export interface CohortArm {
  /** Patients who completed. */
  readonly completed: number;
  /** Fractions of them in each response class. */
  readonly rates: Readonly<Record<ClassRateName, number>>;
  /** Daily curves, expected over the death function. */
  readonly curves: Readonly<Record<CurveName, CohortSurvival>>;
  readonly monthDays: number;
}

/**
 * An endpoint of a simulated cohort with its Monte-Carlo standard error; percent, and months for a median.
 *
 * A landmark after the end of the curve is its last value.
 */
function readCohort(endpoint: Endpoint, { completed, rates, curves, monthDays }: CohortArm): Measured {
  if (endpoint.kind === 'rate') {
    const rate = rateOfClasses(endpoint, (name) => rates[name]);
    return { value: 100 * rate, error: 100 * rateStandardError(rate, completed) };
  }
  const curve = curves[endpoint.curve.name];
  if (endpoint.kind === 'median') {
    const [median, error] = [medianSurvivalDays(curve.alive), medianStandardErrorDays(curve)];
    return { value: median === null ? null : median / monthDays, error: error === null ? null : error / monthDays };
  }
  const percentAt = (values: Float64Array) =>
    100 * (atDay(values, endpoint.month * monthDays) ?? values[values.length - 1]!);
  return { value: percentAt(curve.alive), error: percentAt(curve.standardError) };
}

/** Rates of a simulated cohort and their Monte-Carlo errors; percent. */
export function cohortRates(arm: CohortArm): { readonly values: Rates; readonly errors: Rates } {
  const read = rateEndpoints.map((endpoint) => [endpoint.rate, readCohort(endpoint, arm)] as const);
  const of = (what: keyof Measured) => Object.fromEntries(read.map(([rate, measured]) => [rate, measured[what]]));
  return { values: of('value') as Rates, errors: of('error') as Rates };
}

/** Medians and landmarks of a simulated cohort, spelled as in result files. */
export function cohortCurves(arm: CohortArm): CurveOutcomes {
  const curve = ({ name, outcome }: Curve) => {
    const read = curveEndpoints
      .filter((endpoint) => endpoint.curve.name === name)
      .map((endpoint) => ({ endpoint, ...readCohort(endpoint, arm) }));
    const median = read.find(({ endpoint }) => endpoint.kind === 'median')!;
    const landmarks = (what: keyof Measured) =>
      Object.fromEntries(
        read.flatMap(({ endpoint, ...measured }) =>
          endpoint.kind === 'landmark' ? [[endpoint.month, measured[what]]] : [],
        ),
      );
    return {
      [outcome.median]: median.value,
      [outcome.medianError]: median.error,
      [outcome.landmarks]: landmarks('value'),
      [outcome.landmarkErrors]: landmarks('error'),
    };
  };
  return Object.assign({}, ...curveList.map(curve)) as CurveOutcomes;
}

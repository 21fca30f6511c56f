import {
  exp,
  type Heterogeneity,
  normalInterval,
  type RandomEffectsMean,
  randomEffectsMean,
  wilsonInterval,
} from '../../../src/index.js';
import { type Endpoint, type EndpointName, endpoints } from '../../endpoints/endpoints.js';
import { countPatients } from '../patient-mean.js';
import {
  exponentialDensityAtMedian,
  medianStandardError,
  survivalStandardError,
  trialRateStandardError,
} from '../standard-errors.js';
import type { TrialRow } from '../trial-row.js';
import { mapTables, type TrialTables } from '../trial-tables.js';
import { type PooledEndpoints, pooledEndpoints } from './pool-both-ways.js';
import {
  type EndpointStudy,
  endpointStudies,
  type MedianErrorBasis,
  studyHeterogeneity,
} from './trial-heterogeneity.js';

/** An interval in the unit of its endpoint. */
export interface ForestInterval {
  readonly low: number;
  readonly high: number;
}

/** One row of a trial in a forest plot; percent, or months for a median. */
export interface ForestRow {
  readonly trial: string;
  readonly subgroup: string;
  /** Trial whose row holds these patients already: the row then has no weight. Null for every other row. */
  readonly subsetOf: string | null;
  /** Patients of the row. */
  readonly n: number;
  readonly value: number;
  readonly interval: ForestInterval;
  /** What the interval rests on. */
  readonly intervalFrom: MedianErrorBasis | 'counts';
  /** Share of the patients of the pooled mean (eq. 18); in [0, 1]. */
  readonly weight: number;
  readonly source: string;
}

/** Heterogeneity of the rows, and where a further trial is expected; mean and intervals in the unit of the endpoint. */
export interface ForestHeterogeneity
  extends Pick<Heterogeneity, 'studies' | 'q' | 'degreesOfFreedom' | 'p' | 'iSquared' | 'betweenVariance'> {
  /** Mean of the random-effects model with its interval. */
  readonly mean: number;
  readonly interval: ForestInterval;
  /** Of a further trial; null with fewer than three. */
  readonly prediction: ForestInterval | null;
}

/** What the trials of one arm state of one endpoint. */
export interface EndpointForest {
  readonly arm: string;
  readonly endpoint: EndpointName;
  readonly rows: readonly ForestRow[];
  /** Weighted by patients, each counted once (eq. 18), with the interval of its sampling error. */
  readonly pooled: { readonly n: number; readonly value: number; readonly interval: ForestInterval };
  /** Null with fewer than two rows. */
  readonly heterogeneity: ForestHeterogeneity | null;
}

/** Coverage of the intervals. */
export const FOREST_LEVEL = 0.95;

/**
 * Forest plots of one arm: for each endpoint the rows of the trials with interval and weight, the pooled value, heterogeneity.
 *
 * Interval of a share: Wilson, of the evaluable patients where they are known; of a landmark as if nobody were censored before it. Interval
 * of a median: on the log scale, from the reported interval or from the density of the pooled curve. Heterogeneity: as `trialHeterogeneity`.
 *
 * @param tables - trial tables
 * @param arm - the arm
 * @returns one per endpoint that a row of the arm states, in the order of the registry
 */
export function endpointForests(tables: TrialTables, arm: string): readonly EndpointForest[] {
  const ofArm = mapTables(tables, (rows) => rows.filter((row) => row.arm === arm));
  const pooled = pooledEndpoints(ofArm, arm);
  return endpoints.flatMap((endpoint) => {
    const stated = endpointStudies(ofArm, endpoint, arm, pooled).filter(({ value }) => Number.isFinite(value));
    const studies = stated.filter(({ row }) => row.subsetOf === null);
    const own = pooledValue(endpoint, pooled);
    if (studies.length === 0 || own === null) return [];
    const patients = countPatients(studies.map(({ row }) => row));
    const rowOf = (study: EndpointStudy): ForestRow => ({
      ...describeRow(study.row),
      value: study.value,
      interval: intervalOf(endpoint, study),
      intervalFrom: study.basis,
      weight: study.row.subsetOf === null ? study.row.n / patients : 0,
    });
    return [
      {
        arm,
        endpoint: endpoint.name,
        rows: stated.map(rowOf),
        pooled: own,
        heterogeneity: heterogeneityOf(endpoint, studies),
      },
    ];
  });
}

const describeRow = ({ trial, subgroup, subsetOf, n, source }: TrialRow) => {
  return { trial, subgroup, subsetOf, n, source };
};

function intervalOf(endpoint: Endpoint, { value, patients, estimate, standardError }: EndpointStudy): ForestInterval {
  if (endpoint.kind === 'median') {
    const { low, high } = normalInterval(estimate, standardError, FOREST_LEVEL);
    return { low: exp(low), high: exp(high) };
  }
  const successes = Math.min(patients, (value / 100) * patients);
  const { low, high } = wilsonInterval({ successes, trials: patients }, FOREST_LEVEL);
  return { low: 100 * low, high: 100 * high };
}

/** Pooled value of an endpoint and its interval; null where no row states it. */
function pooledValue(
  endpoint: Endpoint,
  { response, bestResponse, curves }: PooledEndpoints,
): EndpointForest['pooled'] | null {
  const around = (n: number, value: number, error: number, most: number) => {
    const { low, high } = normalInterval(value, error, FOREST_LEVEL);
    return { n, value, interval: { low: Math.max(0, low), high: Math.min(most, high) } };
  };
  if (endpoint.kind === 'rate' || endpoint.kind === 'best') {
    const rates = endpoint.kind === 'rate' ? response : bestResponse;
    const percent = endpoint.kind === 'rate' ? response?.[endpoint.rate] : bestResponse?.[endpoint.rate];
    if (rates === null || percent === undefined || percent === null) return null;
    return around(rates.n, percent, trialRateStandardError({ percent, n: rates.n }), 100);
  }
  const { median, landmarks } = curves[endpoint.curve.name];
  if (endpoint.kind === 'median') {
    if (median === null) return null;
    const { n, months } = median;
    const densityPerMonth = landmarks?.median?.densityPerMonth ?? exponentialDensityAtMedian(months);
    return around(n, months, medianStandardError({ n, densityPerMonth }), Number.POSITIVE_INFINITY);
  }
  const place = landmarks?.months.indexOf(endpoint.month) ?? -1;
  if (landmarks === null || place < 0) return null;
  const [n, percent] = [landmarks.patients[place]!, landmarks.percent[place]!];
  return around(n, percent, survivalStandardError({ percent, n }), 100);
}

function heterogeneityOf(endpoint: Endpoint, studies: readonly EndpointStudy[]): ForestHeterogeneity | null {
  const spread = studyHeterogeneity(studies);
  if (spread === null) return null;
  const { q, degreesOfFreedom, p, iSquared, betweenVariance } = spread;
  const further: RandomEffectsMean = randomEffectsMean(
    studies.map(({ estimate }) => estimate),
    studies.map(({ standardError }) => standardError),
    spread,
    FOREST_LEVEL,
  );
  const value = (estimate: number) => (endpoint.kind === 'median' ? exp(estimate) : 100 / (1 + exp(-estimate)));
  const ends = ({ low, high }: ForestInterval) => ({ low: value(low), high: value(high) });
  return {
    ...{ studies: spread.studies, q, degreesOfFreedom, p, iSquared, betweenVariance },
    mean: value(further.mean),
    interval: ends(further),
    prediction: further.prediction === null ? null : ends(further.prediction),
  };
}

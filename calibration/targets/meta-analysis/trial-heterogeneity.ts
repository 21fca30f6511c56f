import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { type Heterogeneity, heterogeneity, log } from '../../../src/index.js';
import { type Curve, type CurveName, forEachCurve } from '../../endpoints/curves.js';
import { type Endpoint, type EndpointName, endpointOf } from '../../endpoints/endpoints.js';
import type { CurveMedian } from '../curve-median.js';
import { exponentialDensityAtMedian } from '../standard-errors.js';
import {
  type BestResponseRow,
  type MedianRow,
  mapTables,
  type TrialTables,
  type TrialValue,
  trialValues,
} from '../trial-tables.js';
import { type PooledEndpoints, pooledEndpoints } from './pool-both-ways.js';

/** Basis of the standard error of a trial's log median. */
export type MedianErrorBasis = 'interval' | 'pooled curve' | 'exponential curve';

/** Heterogeneity of the trials of one arm; null where fewer than two trials report the endpoint. */
export interface TrialHeterogeneity {
  /** Log odds of disease control. */
  readonly dcr: Heterogeneity | null;
  /** The same of best response. */
  readonly bestDcr: Heterogeneity | null;
  /** Log of the median of each curve. */
  readonly medians: Readonly<Record<CurveName, MedianHeterogeneity | null>>;
}

/** Heterogeneity of medians, and the number of trials by the basis of their standard error. */
export interface MedianHeterogeneity extends Heterogeneity {
  readonly errorsFrom: Readonly<Record<MedianErrorBasis, number>>;
}

/**
 * Heterogeneity of the trials of one arm: Cochran's Q and I2 of disease control and of the median of each curve.
 *
 * Rows that are a subset of another are excluded. Disease control: log odds of x + 1/2 of n patients (of the evaluable where they
 * are known), variance 1/(x + 1/2) + 1/(n - x + 1/2). Median: log m; standard error from a reported interval, (log high - log low) /
 * (2 z), else 1 / (2 m f sqrt n) with m and density f of the arm's pooled curve, else of an exponential one.
 *
 * @param tables - trial tables
 * @param arm - the arm
 * @returns heterogeneity of each; null where fewer than two trials report it
 * @see Brookmeyer & Crowley 1982, doi:10.2307/2530286, for intervals of medians; Gart & Zweifel 1967, doi:10.1093/biomet/54.1-2.181,
 *   for the continuity correction of one half
 */
export function trialHeterogeneity(tables: TrialTables, arm: string): TrialHeterogeneity {
  const pooled = pooledEndpoints(tables, arm);
  const studiesOf = (name: EndpointName) =>
    endpointStudies(tables, endpointOf(name), arm, pooled).filter(({ row }) => row.subsetOf === null);
  const medianHeterogeneity = ({ medianEndpoint }: Curve): MedianHeterogeneity | null => {
    const medians = studiesOf(medianEndpoint);
    const errorsFrom = { interval: 0, 'pooled curve': 0, 'exponential curve': 0 };
    for (const { basis } of medians) if (basis !== 'counts') errorsFrom[basis]++;
    const spread = studyHeterogeneity(medians);
    return spread === null ? null : { ...spread, errorsFrom };
  };
  return {
    dcr: studyHeterogeneity(studiesOf('dcr')),
    bestDcr: studyHeterogeneity(studiesOf('bor_dcr')),
    medians: forEachCurve(medianHeterogeneity),
  };
}

/** Log odds of a share, log of a median; with its standard error. */
export interface StudyEstimate {
  readonly estimate: number;
  readonly standardError: number;
}

/** What one row of a trial states of an endpoint, on the scale on which trials are compared. */
export interface EndpointStudy extends TrialValue, StudyEstimate {
  /** What the standard error rests on. */
  readonly basis: MedianErrorBasis | 'counts';
}

/**
 * The rows of an arm that state an endpoint, subsets of others among them, each with its estimate on the scale on which trials are compared: log odds of a
 * share of patients, log of a median. Best responses are compared among the evaluable patients.
 *
 * @param tables - trial tables
 * @param endpoint - the endpoint
 * @param arm - the arm
 * @param pooled - pooled endpoints of the arm, for the density at its medians
 * @returns one per row, in the order of the table; value and patients as the row states them
 */
export function endpointStudies(
  tables: TrialTables,
  endpoint: Endpoint,
  arm: string,
  pooled: PooledEndpoints,
): readonly EndpointStudy[] {
  const ofArm = mapTables(tables, (rows) => rows.filter((row) => row.arm === arm));
  const stated = trialValues(ofArm, endpoint);
  if (endpoint.kind === 'median') {
    const curve = pooled.curves[endpoint.curve.name].landmarks?.median ?? null;
    return stated.map((each) => ({ ...each, ...logMedian(each.row as MedianRow, curve) }));
  }
  if (endpoint.kind !== 'best' || endpoint.rate === 'ne') {
    return stated.map((each) => ({ ...each, ...logOdds(each), basis: 'counts' }));
  }
  const evaluable = trialValues({ ...ofArm, bestResponse: ofArm.bestResponse.map(asEvaluable) }, endpoint);
  return stated.map((each, place) => ({ ...each, ...logOdds(evaluable[place]!), basis: 'counts' }));
}

/** Heterogeneity of these studies; null with fewer than two. */
export function studyHeterogeneity(
  studies: readonly Pick<EndpointStudy, 'estimate' | 'standardError'>[],
): Heterogeneity | null {
  if (studies.length < 2) return null;
  return heterogeneity(
    studies.map(({ estimate }) => estimate),
    studies.map(({ standardError }) => standardError),
  );
}

/** A row of best responses in percent of the evaluable patients. */
function asEvaluable(row: BestResponseRow): BestResponseRow {
  const scale = 100 / (100 - (row.nePercent ?? 0));
  const { crPercent, prPercent, sdPercent, pdPercent } = row;
  return {
    ...row,
    crPercent: crPercent * scale,
    prPercent: prPercent * scale,
    sdPercent: sdPercent * scale,
    pdPercent: pdPercent * scale,
  };
}

/** Log odds of a share of patients, with one half added to those with and those without. */
function logOdds({ patients, value }: Pick<TrialValue, 'patients' | 'value'>): StudyEstimate {
  const affected = Math.min(patients, (value / 100) * patients);
  const [with_, without] = [affected + 0.5, patients - affected + 0.5];
  return { estimate: log(with_ / without), standardError: Math.sqrt(1 / with_ + 1 / without) };
}

/** The log median of a trial and its standard error. */
export function logMedian(
  row: MedianRow,
  curve: CurveMedian | null,
): StudyEstimate & { readonly basis: MedianErrorBasis } {
  const estimate = log(row.medianMonths);
  if (row.interval !== undefined) {
    const z = normalQuantile((1 + row.interval.levelPercent / 100) / 2, 0, 1);
    const width = log(row.interval.highMonths / row.interval.lowMonths);
    return { estimate, standardError: width / (2 * z), basis: 'interval' };
  }
  // m f depends only on the shape of the curve, not on the unit of time
  const shape = curve === null ? exponentialDensityAtMedian(1) : curve.months * curve.densityPerMonth;
  const standardError = 1 / (2 * shape * Math.sqrt(row.n));
  return { estimate, standardError, basis: curve === null ? 'exponential curve' : 'pooled curve' };
}

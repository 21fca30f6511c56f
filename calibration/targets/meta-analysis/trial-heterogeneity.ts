import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { type Heterogeneity, heterogeneity, log } from '../../../src/index.js';
import { type Curve, type CurveName, forEachCurve } from '../../endpoints/curves.js';
import type { CurveMedian } from '../curve-median.js';
import { distinctRows } from '../select-rows.js';
import { exponentialDensityAtMedian } from '../standard-errors.js';
import type { BestResponseRow, MedianRow, RecistRow, TrialTables } from '../trial-tables.js';
import { pooledEndpoints } from './pool-both-ways.js';

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
  const controlOf = (rows: readonly RecistRow[]) =>
    ofStudies(distinctRows(rows.filter((row) => row.arm === arm)).map(logOddsOfControl));
  const pooled = pooledEndpoints(tables, arm);
  const medianHeterogeneity = ({ name, medianTable }: Curve): MedianHeterogeneity | null => {
    const curve = pooled.curves[name].landmarks?.median ?? null;
    const medians = distinctRows(tables[medianTable].filter((row) => row.arm === arm)).map((row) =>
      logMedian(row, curve),
    );
    const errorsFrom = { interval: 0, 'pooled curve': 0, 'exponential curve': 0 };
    for (const { basis } of medians) errorsFrom[basis]++;
    const spread = ofStudies(medians);
    return spread === null ? null : { ...spread, errorsFrom };
  };
  return {
    dcr: controlOf(tables.recist),
    bestDcr: controlOf(tables.bestResponse.map(asEvaluable)),
    medians: forEachCurve(medianHeterogeneity),
  };
}

interface Study {
  readonly estimate: number;
  readonly standardError: number;
}

function ofStudies(studies: readonly Study[]): Heterogeneity | null {
  if (studies.length < 2) return null;
  return heterogeneity(
    studies.map(({ estimate }) => estimate),
    studies.map(({ standardError }) => standardError),
  );
}

/** A row of best responses in percent of the evaluable patients. */
function asEvaluable({ nePercent, ...row }: BestResponseRow): RecistRow {
  const scale = 100 / (100 - (nePercent ?? 0));
  const { crPercent, prPercent, sdPercent, pdPercent } = row;
  return {
    ...row,
    crPercent: crPercent * scale,
    prPercent: prPercent * scale,
    sdPercent: sdPercent * scale,
    pdPercent: pdPercent * scale,
  };
}

function logOddsOfControl({ n, nEvaluable, crPercent, prPercent, sdPercent }: RecistRow): Study {
  const patients = nEvaluable ?? n;
  const controlled = Math.min(patients, ((crPercent + prPercent + sdPercent) / 100) * patients);
  const [with_, without] = [controlled + 0.5, patients - controlled + 0.5];
  return { estimate: log(with_ / without), standardError: Math.sqrt(1 / with_ + 1 / without) };
}

/** The log median of a trial and its standard error. */
export function logMedian(row: MedianRow, curve: CurveMedian | null): Study & { readonly basis: MedianErrorBasis } {
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

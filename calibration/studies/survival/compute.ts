import { type CoxTies, tieTimes } from '../../../src/index.js';
import { analyseComparison } from './analyse-comparison.js';
import { type AnalysedPrognosis, analysePrognosis, type MarkerCut } from './analyse-prognosis.js';
import { tauOf } from './restriction-time.js';
import { type ComparisonCurves, type ExpectedResult, SURVIVAL_SCHEMA_VERSION, type SurvivalResults } from './result.js';
import { roundTimes } from './round-times.js';
import type { SurvivalData } from './survival-data.js';

/** Options of an analysis. */
export interface SurvivalOptions {
  readonly level: number;
  /** Default: round times within follow-up. */
  readonly landmarks?: readonly number[] | undefined;
  /** Default: the longest time that every group allows. */
  readonly tau?: number | undefined;
  readonly ties: CoxTies;
  readonly cut: MarkerCut;
  readonly seed: string;
  readonly permutations: number;
}

/** Origin of the patients, as in the results. */
export type SurvivalOrigin = Pick<
  SurvivalResults,
  | 'kind'
  | 'endpoint'
  | 'source'
  | 'sha256'
  | 'time_unit'
  | 'columns'
  | 'event_values'
  | 'missing'
  | 'treatments'
  | 'drugs'
> & {
  readonly remarks: readonly string[];
  readonly expected: Readonly<Record<string, ExpectedResult>> | null;
};

/** Results, and the data of the plots: the main comparison first, then one entry per prognosis. */
export interface AnalysedSurvival {
  readonly results: SurvivalResults;
  readonly drawing: ComparisonCurves;
  readonly prognosis: readonly AnalysedPrognosis[];
}

const MOST_LANDMARKS = 5;
const MOST_AT_RISK_TIMES = 9;

export const VIRTUAL_REMARK =
  'If these are virtual patients, p-values and the width of intervals follow from the number of patients that was simulated: with enough of them any difference is significant. Interpret the size of the difference, and intervals at the size of a real trial.';

/**
 * The whole analysis of survival: groups, tests, regressions, differences, and groups by a marker within each.
 *
 * Times that differ by rounding alone are made equal first, in all groups together.
 *
 * @param given - patients; every group has one at least
 * @param options - level, landmarks, tau, ties, cut of the marker, seed and permutations of the adjusted p
 * @param origin - where the patients come from
 * @returns results and drawings
 * @throws InputError - when tau lies beyond what a group allows, or a marker cannot be cut
 */
export function analyseSurvival(
  given: SurvivalData,
  options: SurvivalOptions,
  origin: SurvivalOrigin,
): AnalysedSurvival {
  const { times, moved } = tieTimes(given.times);
  const data = { ...given, times };
  const { level, ties, cut, seed, permutations } = options;
  const end = data.times.reduce((most, time) => Math.max(most, time), 0);
  const months = origin.time_unit?.startsWith('months') ?? false;
  const landmarks =
    options.landmarks ?? (end > 0 ? roundTimes(end, { most: MOST_LANDMARKS, months }).filter((time) => time > 0) : []);
  const settings = {
    level,
    landmarks,
    tau: tauOf(data, options.tau),
    atRiskTimes: end > 0 ? roundTimes(end, { most: MOST_AT_RISK_TIMES, months }) : [0],
  };
  const { result, drawing } = analyseComparison(data, settings, ties);
  const { marker } = data;
  const request = { cut, ties, seed, permutations };
  const prognosis =
    marker === null ? [] : data.groups.map((_, group) => analysePrognosis(data, marker, group, { settings, request }));
  const { remarks, expected, ...source } = origin;
  return {
    results: {
      schema_version: SURVIVAL_SCHEMA_VERSION,
      ...source,
      weights: data.weighting?.meaning ?? 'none',
      seed,
      level,
      landmarks,
      tau: settings.tau,
      ...result,
      remarks: [...remarks, ...tieRemarks(moved), ...tauRemarks(settings.tau), ...result.remarks, VIRTUAL_REMARK],
      prognosis: prognosis.map((each) => each.result),
      expected,
    },
    drawing,
    prognosis,
  };
}

function tieRemarks(moved: number): readonly string[] {
  if (moved === 0) return [];
  return [
    `${moved === 1 ? 'One follow-up time differs' : `${moved} follow-up times differ`} from an earlier one by rounding alone (less than 1e-9 of the longest) and ${moved === 1 ? 'counts' : 'count'} as equal to it.`,
  ];
}

function tauRemarks(tau: number | null): readonly string[] {
  return tau === null ? ['No restricted mean can be computed: a group was followed up to time 0 only.'] : [];
}

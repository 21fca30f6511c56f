import {
  type CoxTies,
  hypotenuse,
  type LandmarkSurvival,
  landmarkDifference,
  logRankTest,
  type NormalEstimate,
  normalInterval,
} from '../../../src/index.js';
import { type AnalysedGroup, analyseGroup, type SurvivalSettings } from './analyse-groups.js';
import { comparisonRemarks } from './comparison-remarks.js';
import { coxResult } from './cox-result.js';
import type { ComparisonCurves, ComparisonResult, DifferenceResult, GroupResult, LogRankResult } from './result.js';
import { countsOf, type SurvivalData } from './survival-data.js';

export interface AnalysedComparison {
  readonly result: ComparisonResult;
  readonly drawing: ComparisonCurves;
}

/**
 * Compares groups of patients: curves, log-rank, Cox, differences at landmarks and of restricted means.
 *
 * Differences are of each pair of groups, the later one less the earlier one.
 *
 * @param data - patients; every group has one at least
 * @param settings - level, landmarks, tau, times of the at-risk table
 * @param ties - how Cox regressions handle equal death times
 * @returns results, and the data of the plot
 */
export function analyseComparison(data: SurvivalData, settings: SurvivalSettings, ties: CoxTies): AnalysedComparison {
  const groups = data.groups.map((_, group) => analyseGroup(data, group, settings));
  const hasGroups = groups.length > 1;
  const pairs = groups.flatMap((reference, index) => groups.slice(index + 1).map((group) => ({ group, reference })));
  const cox = coxResult(data, { level: settings.level, ties, covariates: 'without' });
  const adjusted =
    data.covariates.length === 0 ? null : coxResult(data, { level: settings.level, ties, covariates: 'with' });
  const result = {
    ...countsOf(data),
    group_names: data.groups,
    groups: Object.fromEntries(groups.map(({ name, result: each }) => [name, each])),
    logrank: hasGroups ? logRankOf(data) : null,
    cox,
    cox_adjusted: adjusted,
    landmark_differences: pairs.flatMap((pair) =>
      settings.landmarks.map((time) => landmarkDifferenceOf(pair, time, settings.level)),
    ),
    rmst_differences: pairs.flatMap((pair) => rmstDifferenceOf(pair, settings)),
  };
  return {
    result: { ...result, remarks: comparisonRemarks(result) },
    drawing: {
      curves: groups.flatMap(({ curve }) => curve),
      at_risk: groups.flatMap(({ atRisk }) => atRisk),
    },
  };
}

interface Pair {
  readonly group: AnalysedGroup;
  readonly reference: AnalysedGroup;
}

function logRankOf({ times, observed, groups, groupOf, strata, weighting }: SurvivalData): LogRankResult {
  const test = logRankTest(times, observed, groupOf, {
    strata: strata ?? undefined,
    weighting: weighting ?? undefined,
  });
  return {
    statistic: test.statistic,
    df: test.degreesOfFreedom,
    p: test.p,
    stratified: strata !== null,
    robust: weighting?.meaning === 'sampling',
    groups: Object.fromEntries(
      groups.map((name, group) => [name, { observed: test.observed[group]!, expected: test.expected[group]! }]),
    ),
  };
}

function landmarkOf({ landmarks }: GroupResult, time: number): LandmarkSurvival | null {
  const found = landmarks[String(time)] ?? null;
  return found === null ? null : { time, ...found, standardError: found.standard_error };
}

function landmarkDifferenceOf({ group, reference }: Pair, time: number, level: number): DifferenceResult {
  const names = { group: group.name, reference: reference.name, time };
  const [first, second] = [landmarkOf(group.result, time), landmarkOf(reference.result, time)];
  const found = landmarkDifference(first, second, level);
  if (found !== null) return { ...names, ...estimated(found) };
  // Without an event, or where a curve has come to 0, its error is unknown, the difference is not
  const difference = first === null || second === null ? null : first.survival - second.survival;
  const reasons = [group, reference].flatMap(({ name, result }) => {
    const each = landmarkOf(result, time);
    if (each === null) return [`nobody in ${name} was followed to then`];
    if (each.standardError !== null) return [];
    return [each.survival > 0 ? `no event in ${name} by then` : `nobody in ${name} is without event then`];
  });
  return { ...names, ...withoutInterval(difference, reasons) };
}

function rmstDifferenceOf({ group, reference }: Pair, { level }: SurvivalSettings): readonly DifferenceResult[] {
  const [first, second] = [group.result.rmst, reference.result.rmst];
  if (first === null || second === null) return [];
  const names = { group: group.name, reference: reference.name, time: first.tau };
  const difference = first.mean - second.mean;
  const [own, other] = [first.standard_error, second.standard_error];
  if (own === null || other === null) {
    const reasons = [group, reference].flatMap(({ name, result }) =>
      result.rmst?.reason == null ? [] : [`${name}: ${result.rmst.reason}`],
    );
    return [{ ...names, ...withoutInterval(difference, reasons) }];
  }
  return [{ ...names, ...estimated(normalInterval(difference, hypotenuse(own, other), level)) }];
}

type DifferenceEstimate = Omit<DifferenceResult, 'group' | 'reference' | 'time'>;

function estimated({ estimate, standardError, low, high, p }: NormalEstimate): DifferenceEstimate {
  return { difference: estimate, standard_error: standardError, low, high, p, reason: null };
}

function withoutInterval(difference: number | null, reasons: readonly string[]): DifferenceEstimate {
  return { difference, standard_error: null, low: null, high: null, p: null, reason: reasons.join('; ') };
}

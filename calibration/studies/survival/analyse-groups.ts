import {
  atRiskTable,
  type KaplanMeier,
  kaplanMeier,
  landmarkSurvival,
  medianSurvival,
  normalInterval,
  restrictedMean,
  riskTable,
  survivalAt,
  survivalBand,
} from '../../../src/index.js';
import type { AtRiskPoint, CurvePoint, GroupResult, RmstResult } from './result.js';
import { countsOf, partOf, rowsOfGroup, type SurvivalData } from './survival-data.js';

/** Settings of a survival analysis. */
export interface SurvivalSettings {
  readonly level: number;
  readonly landmarks: readonly number[];
  /** null where no restricted mean can be computed. */
  readonly tau: number | null;
  /** Times of the at-risk table. */
  readonly atRiskTimes: readonly number[];
}

/** A group's statistics, curve and numbers at risk. */
export interface AnalysedGroup {
  readonly name: string;
  readonly result: GroupResult;
  readonly curve: readonly CurvePoint[];
  readonly atRisk: readonly AtRiskPoint[];
}

/**
 * Describes one group of patients: counts, median, landmarks, restricted mean, curve.
 *
 * @param data - all patients
 * @param group - place of the group; it must have a patient
 * @param settings - level, landmarks, tau, times of the at-risk table
 * @returns the group's part of the results
 */
export function analyseGroup(data: SurvivalData, group: number, settings: SurvivalSettings): AnalysedGroup {
  const { level, tau } = settings;
  const name = data.groups[group]!;
  const part = partOf(data, rowsOfGroup(data, group));
  const { times, observed, weighting } = part;
  const weights = weighting?.weights;
  const curve = kaplanMeier(times, observed, weighting ?? undefined);
  const table = riskTable(times, observed, weights, `survival of ${name}`);
  const median = medianSurvival(curve, level);
  const { n, events } = countsOf(part);
  const result: GroupResult = {
    n,
    events,
    censored: n - events,
    weight: table.atRisk[0]!,
    weighted_events: table.deaths.reduce((sum, weight) => sum + weight, 0),
    last_time: curve.lastTime,
    median: median.median,
    median_low: median.low,
    median_high: median.high,
    landmarks: Object.fromEntries(settings.landmarks.map((time) => [String(time), landmarkOf(curve, time, level)])),
    rmst: tau === null ? null : rmstOf(part, tau, level),
  };
  const band = survivalBand(curve, level);
  const [low, high] = [band.low, band.high].map((ends) => ({ times: curve.times, survival: ends }));
  const firstEvent = curve.times[0] ?? Number.POSITIVE_INFINITY;
  const points = Array.from(table.times, (time, index) => ({
    group: name,
    time,
    at_risk: table.atRisk[index]!,
    events: table.deaths[index]!,
    censored: table.censored[index]!,
    survival: survivalAt(curve, time),
    low: time < firstEvent ? null : survivalAt(low!, time),
    high: time < firstEvent ? null : survivalAt(high!, time),
  }));
  const start = {
    group: name,
    time: 0,
    at_risk: table.atRisk[0]!,
    events: 0,
    censored: 0,
    survival: 1,
    low: null,
    high: null,
  };
  return {
    name,
    result,
    curve: points[0]!.time === 0 ? points : [start, ...points],
    atRisk: atRiskTable(times, observed, { at: settings.atRiskTimes, weights }).map((row) => ({
      group: name,
      time: row.time,
      at_risk: row.atRisk,
      events: row.deaths,
      censored: row.censored,
    })),
  };
}

function landmarkOf(curve: KaplanMeier, time: number, level: number): GroupResult['landmarks'][string] {
  const found = landmarkSurvival(curve, time, level);
  if (found === null) return null;
  const { survival, low, high, standardError } = found;
  return { survival, low, high, standard_error: standardError, reason: low === null ? NO_EVENT_YET : null };
}

/** Reason of a landmark without an interval. */
const NO_EVENT_YET = 'no event by then';

function rmstOf({ times, observed, weighting }: SurvivalData, tau: number, level: number): RmstResult {
  const { mean, standardError } = restrictedMean(times, observed, { tau, weighting: weighting ?? undefined });
  if (standardError === null) {
    const died = times.some((time, row) => time < tau && observed[row] === 1);
    const reason = died ? 'all events at one time' : NO_EVENT_YET;
    return { tau, mean, standard_error: null, low: null, high: null, reason };
  }
  const { low, high } = normalInterval(mean, standardError, level);
  return {
    tau,
    mean,
    standard_error: standardError,
    low: Math.max(0, low),
    high: Math.min(tau, high),
    reason: null,
  };
}

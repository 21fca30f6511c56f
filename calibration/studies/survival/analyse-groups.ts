import {
  atRiskTable,
  kaplanMeier,
  landmarkSurvival,
  medianSurvival,
  normalInterval,
  restrictedMean,
  riskTable,
  survivalAt,
  survivalBand,
} from '../../../src/index.js';
import type { AtRiskPoint, CurvePoint, GroupResult } from './result.js';
import { partOf, rowsOfGroup, type SurvivalData } from './survival-data.js';

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
  const { times, observed, weighting } = partOf(data, rowsOfGroup(data, group));
  const weights = weighting?.weights;
  const curve = kaplanMeier(times, observed, weighting ?? undefined);
  const table = riskTable(times, observed, weights, `survival of ${name}`);
  const median = medianSurvival(curve, level);
  const events = observed.reduce((sum, flag) => sum + flag, 0);
  const rmst = tau === null ? null : restrictedMean(times, observed, { tau, weighting: weighting ?? undefined });
  const interval = rmst === null ? null : normalInterval(rmst.mean, rmst.standardError, level);
  const result: GroupResult = {
    n: times.length,
    events,
    censored: times.length - events,
    weight: table.atRisk[0]!,
    weighted_events: table.deaths.reduce((sum, weight) => sum + weight, 0),
    last_time: curve.lastTime,
    median: median.median,
    median_low: median.low,
    median_high: median.high,
    landmarks: Object.fromEntries(
      settings.landmarks.map((time) => {
        const found = landmarkSurvival(curve, time, level);
        if (found === null) return [String(time), null];
        const { survival, low, high, standardError } = found;
        return [String(time), { survival, low, high, standard_error: standardError }];
      }),
    ),
    rmst:
      tau === null || interval === null
        ? null
        : {
            tau,
            mean: interval.estimate,
            standard_error: interval.standardError,
            low: Math.max(0, interval.low),
            high: Math.min(tau, interval.high),
          },
  };
  const band = survivalBand(curve, level);
  const [low, high] = [band.low, band.high].map((ends) => ({ times: curve.times, survival: ends }));
  const points = Array.from(table.times, (time, index) => ({
    group: name,
    time,
    at_risk: table.atRisk[index]!,
    events: table.deaths[index]!,
    censored: table.censored[index]!,
    survival: survivalAt(curve, time),
    low: survivalAt(low!, time),
    high: survivalAt(high!, time),
  }));
  const start = {
    group: name,
    time: 0,
    at_risk: table.atRisk[0]!,
    events: 0,
    censored: 0,
    survival: 1,
    low: 1,
    high: 1,
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

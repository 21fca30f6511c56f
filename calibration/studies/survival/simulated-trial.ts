import { drawSurvivalTimes, type ExpectedSurvival, InputError, nearestHint, streamNames } from '../../../src/index.js';
import type { RunResults } from '../run/result.js';
import type { ExpectedResult } from './result.js';
import type { SurvivalData } from './survival-data.js';

/** Time-to-event endpoints of a simulated trial. */
export const trialEndpoints = ['os', 'pfs', 'ttp'] as const;
export type TrialEndpoint = (typeof trialEndpoints)[number];

/** Expected curve of an arm, in months, and the size of its simulated trial. */
export interface ArmSurvival {
  readonly arm: string;
  /** Share without any event; events are drawn from it. */
  readonly curve: ExpectedSurvival;
  /** Times at which the curve drops because visits show progression; empty for overall survival. */
  readonly visits: ReadonlySet<number>;
  /** What the Kaplan-Meier estimate of the endpoint tends to; other than `curve` where deaths are censored. */
  readonly estimand: ExpectedSurvival;
  /** Patients of the simulated trial. */
  readonly patients: number;
}

export interface SimulatedTrialOptions {
  /** Patients per arm; default: the patients behind the trials' survival curves. */
  readonly trialSize?: number | undefined;
  /** Arm that the others are compared with; default: the first of the run. */
  readonly reference?: string | undefined;
}

type TrialRun = Pick<RunResults, 'arms'> & {
  readonly targets: readonly Pick<RunResults['targets'][number], 'arm' | 'endpoint' | 'patients'>[];
};

/**
 * The expected curve of each arm of a run, and how many patients its simulated trial has.
 *
 * @param run - arms and targets of the run
 * @param curveOf - expected curves of an arm
 * @param options - size of the trial, reference arm
 * @returns one entry per arm, the reference first
 * @throws InputError - when no size is given and an arm has no clinical survival, or the reference is no arm
 */
export function armSurvivals(
  { arms, targets }: TrialRun,
  curveOf: (arm: string) => Pick<ArmSurvival, 'curve' | 'visits' | 'estimand'>,
  { trialSize, reference }: SimulatedTrialOptions,
): readonly ArmSurvival[] {
  if (reference !== undefined && !arms.includes(reference)) {
    const hint = nearestHint(reference, arms);
    throw new InputError(`--reference: must be an arm of the run: ${arms.join(', ')}; got ${reference}${hint}`);
  }
  const ordered = reference === undefined ? arms : [reference, ...arms.filter((arm) => arm !== reference)];
  return ordered.map((arm) => {
    const curve = curveOf(arm);
    const target = targets.find((row) => row.arm === arm && row.endpoint.startsWith('survival_'));
    const patients = trialSize ?? target?.patients;
    if (patients === undefined) {
      throw new InputError(`--trial-size: must be given, since the run has no clinical survival of ${arm}; got none`);
    }
    return { arm, patients, ...curve };
  });
}

/**
 * Draws a trial: independent patients in each arm, events from the arm's expected curve, those without one at its end censored.
 *
 * The expected curve is the mean over the virtual patients, so an event drawn from it has exactly the distribution of that of a
 * patient drawn at random; these statistics do not depend on which virtual patient it was. An event at a visit at which the
 * curve drops is progression, any other is death.
 *
 * @param arms - expected curves and sizes
 * @param options - seed of the draws, the stream of patient i of an arm has index i; endpoint
 * @returns patients by arm; months; deaths are censored for `ttp`
 */
export function drawTrial(
  arms: readonly ArmSurvival[],
  { seed, endpoint }: { readonly seed: string; readonly endpoint: TrialEndpoint },
): SurvivalData {
  const drawn = arms.map(({ arm, curve, visits, patients }) => {
    const { times, observed } = drawSurvivalTimes(curve, {
      patients,
      seed,
      streamName: `${streamNames.deaths}: ${arm}`,
    });
    const isEvent = (time: number) => endpoint !== 'ttp' || visits.has(time);
    return { times, observed: observed.map((flag, patient) => (isEvent(times[patient]!) ? flag : 0)) };
  });
  return {
    times: Float64Array.from(drawn.flatMap(({ times }) => [...times])),
    observed: Uint8Array.from(drawn.flatMap(({ observed }) => [...observed])),
    groups: arms.map(({ arm }) => arm),
    groupOf: Uint32Array.from(arms.flatMap(({ patients }, place) => Array<number>(patients).fill(place))),
    strata: null,
    covariates: [],
    weighting: null,
    marker: null,
  };
}

/**
 * Median, landmarks and restricted mean of an expected curve, which is linear between its points. At a drop the share is that
 * after it.
 *
 * @param curve - expected survival
 * @param options - landmarks and tau, unit of the curve
 * @returns exact values; null where the curve does not reach that far
 */
export function expectedResult(
  { times, alive }: ExpectedSurvival,
  { landmarks, tau }: { readonly landmarks: readonly number[]; readonly tau: number | null },
): ExpectedResult {
  const last = times.length - 1;
  const heightAt = (time: number): number | null => {
    const left = Array.from(times).findLastIndex((known) => known <= time);
    const right = left + 1;
    if (left < 0 || (left === last && time > times[last]!)) return null;
    if (time === times[left]!) return alive[left]!;
    const share = (time - times[left]!) / (times[right]! - times[left]!);
    return alive[left]! + share * (alive[right]! - alive[left]!);
  };
  const half = Array.from(alive).findIndex((share) => share <= 0.5);
  const medianShare = half < 1 ? 0 : (alive[half - 1]! - 0.5) / (alive[half - 1]! - alive[half]!);
  let area = 0;
  for (let right = 1; tau !== null && right <= last && times[right - 1]! < tau; right++) {
    const [from, to] = [times[right - 1]!, times[right]!];
    if (to === from) continue;
    const share = (Math.min(tau, to) - from) / (to - from);
    const height = alive[right - 1]! + share * (alive[right]! - alive[right - 1]!);
    area += (share * (to - from) * (alive[right - 1]! + height)) / 2;
  }
  return {
    median: half < 1 ? null : times[half - 1]! + medianShare * (times[half]! - times[half - 1]!),
    landmarks: Object.fromEntries(landmarks.map((time) => [String(time), heightAt(time)])),
    rmst: tau === null || tau > times[last]! ? null : area,
  };
}

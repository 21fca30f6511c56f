import { InputError } from '../errors.js';
import type { ModelDrug } from '../model/drugs/drug-definition.js';
import type { Regimen } from '../model/regimens.js';
import type { Switches } from '../model/switches.js';
import { nearestHint } from '../numerics/nearest-name.js';
import type { SolverSettings } from '../ode/initial-value-problem.js';
import type { AssessmentRules } from './response-course.js';
import { requireVisits } from './visits.js';

/** What stops the doses of a patient whose tumor progresses. */
export interface DosingUntilProgression {
  /** Time from the visit that shows progression to the end of the regimen; days; >= 0. */
  readonly delayDays: number;
  /** Regimen that starts then, its first day of the first cycle one day later; null for none. */
  readonly next: Regimen | null;
}

/** What the patients of an arm receive, and when they are assessed. */
export interface ArmSpec {
  readonly name: string;
  readonly regimen: Regimen;
  /** Days at which the tumor's size is kept for the response course; whole days, ascending. */
  readonly visits: readonly number[];
  /** Stops the regimen at the first visit with progression; null gives it as scheduled to everyone. */
  readonly untilProgression: DosingUntilProgression | null;
}

/** An arm whose regimen is given as scheduled, whatever happens. */
export function fixedArm(name: string, regimen: Regimen, visits: readonly number[] = []): ArmSpec {
  return { name, regimen, visits, untilProgression: null };
}

/** An arm that is simulated up to an earlier day: without the visits after it. */
export function armUntil(arm: ArmSpec, horizonDays: number): ArmSpec {
  const visits = arm.visits.filter((day) => day <= horizonDays);
  return { ...arm, visits, untilProgression: visits.length === 0 ? null : arm.untilProgression };
}

/** Everything that determines a simulation besides the patients; plain data, so it can travel to a worker. */
export interface SimulationSpec {
  readonly switches: Switches;
  readonly overrides: Readonly<Record<string, number>>;
  /** Fixed parameters that the patients bring their own value of, after the 21 per-patient ones. */
  readonly varying: readonly string[];
  /** Drugs of the model: those that its arms give, and the published ones. */
  readonly drugs: readonly ModelDrug[];
  readonly arms: readonly ArmSpec[];
  readonly horizonDays: number;
  /** How sizes at the visits become classes; decides on the doses of arms that are given until progression. */
  readonly assessment: AssessmentRules;
  /** Day of the response against baseline. */
  readonly assessmentDay: number;
  /** Days at which markers are kept; ascending. */
  readonly markerDays: readonly number[];
  /** Days at which the tumor's density is kept (spider plots); ascending. */
  readonly tumorDays: readonly number[];
  readonly keepTrajectories: boolean;
  readonly solver: SolverSettings;
}

/**
 * Makes sure that every drug that an arm gives is one of the model.
 *
 * @throws InputError - naming the arm and the drug
 */
export function requireDrugsOfArms({ drugs, arms }: Pick<SimulationSpec, 'drugs' | 'arms'>): void {
  const known = drugs.map(({ name }) => name);
  for (const { name, regimen, untilProgression } of arms) {
    for (const drug of [regimen, untilProgression?.next ?? {}].flatMap((given) => Object.keys(given))) {
      if (known.includes(drug)) continue;
      throw new InputError(
        `arms.${name}: must give drugs of the model (${known.join(', ')}); got ${drug}${nearestHint(drug, known)}`,
      );
    }
  }
}

/**
 * Makes sure that every day that is asked for is simulated: one that is never reached would leave zeros, which look
 * like results.
 *
 * @throws InputError - naming the list and the day
 */
export function requireDays({ horizonDays, assessmentDay, markerDays, tumorDays, arms }: SimulationSpec): void {
  const require = (name: string, day: number) => {
    if (!(Number.isInteger(day) && day >= 0 && day <= horizonDays)) {
      throw new InputError(`${name}: must be whole days from 0 to the horizon (${horizonDays}); got ${day}`);
    }
  };
  require('assessmentDay', assessmentDay);
  for (const day of markerDays) require('markerDays', day);
  for (const day of tumorDays) require('tumorDays', day);
  for (const { name, visits, untilProgression } of arms) {
    requireVisits(visits, horizonDays, `arms.${name}.visits`);
    if (untilProgression === null) continue;
    const { delayDays } = untilProgression;
    if (!(delayDays >= 0 && Number.isFinite(delayDays))) {
      throw new InputError(`arms.${name}.untilProgression.delayDays: must be finite and >= 0; got ${delayDays}`);
    }
    if (visits.length === 0) {
      throw new InputError(`arms.${name}.visits: must name a day where doses are given until progression; got none`);
    }
  }
}

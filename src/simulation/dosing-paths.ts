import type { Administration } from '../model/administrations.js';
import { doseBases } from '../model/body-size.js';
import type { Regimen } from '../model/regimens.js';
import { type BaselineTumor, publishedBaseline } from './baseline-tumor.js';
import {
  type Administrations,
  byDrug,
  type DosePlan,
  dosePlan,
  drugsOf,
  planOf,
  regimenAdministrations,
} from './dose-segments.js';
import { type AssessmentRules, defaultAssessmentRules, responseCourse } from './response-course.js';
import type { ArmSpec } from './simulation-spec.js';

/** The doses of a patient whose progression shows at a visit. */
export interface DosingStop {
  /** Index of the visit. */
  readonly visit: number;
  /** Number of segments that it has in common with the plan without progression: the first ones of both. */
  readonly shared: number;
  readonly plan: DosePlan;
}

/** Doses of an arm that depend on what the visits show. */
export interface DosingUntilProgressionPlan {
  /** Days of the visits. */
  readonly visits: readonly number[];
  /** One for each visit that changes a dose: the first visits of the arm. */
  readonly stops: readonly DosingStop[];
  readonly rules: AssessmentRules;
  /** Tumor of a patient at day 0; parameters in the order of `CompiledModel.parameterNames`. */
  readonly baselineOf: (parameters: Float64Array) => BaselineTumor;
}

/** Doses that depend on no visit. */
export const fixedDosing: DosingUntilProgressionPlan = {
  visits: [],
  stops: [],
  rules: defaultAssessmentRules,
  baselineOf: () => publishedBaseline,
};

/**
 * The doses of an arm without progression, and those that follow progression at each visit.
 *
 * The regimen ends at the visit plus the delay; a dose that is running then is finished. The next regimen starts at that
 * time. Where there is one, the plan without progression is cut there too; otherwise a path leaves it at the first end of
 * a segment that it has anyway, so that patients without progression keep every step of the solver.
 *
 * @param arm - regimen, visits and what ends the regimen
 * @param horizonDays - end of the simulation
 * @throws InputError - when a course contradicts itself
 */
export function dosingPaths(
  { regimen, visits, untilProgression }: Pick<ArmSpec, 'regimen' | 'visits' | 'untilProgression'>,
  horizonDays: number,
): { readonly plan: DosePlan; readonly stops: readonly DosingStop[] } {
  if (untilProgression === null) return { plan: dosePlan(regimen, horizonDays), stops: [] };
  const { delayDays, next } = untilProgression;
  const given = regimenAdministrations(regimen, horizonDays);
  const isGivenFrom = (day: number) => Object.values(given).some((list) => (list.at(-1)?.startDay ?? -1) >= day);
  const ends = visits
    .map((day) => day + delayDays)
    .filter((day) => day < horizonDays && (next !== null || isGivenFrom(day)));
  // Both regimens' drugs are in every path
  const all = next === null ? given : joined(given, regimenAdministrations(next, 0));
  const plan = planOf(all, [0, ...(next === null ? [] : ends), horizonDays]);
  const stops = ends.map((day, visit): DosingStop => {
    const shared = plan.segments.findIndex(({ endDay }) => endDay >= day) + 1;
    const edge = plan.segments[shared - 1]!.endDay;
    const administrations = stoppedAt(all, next, day, horizonDays);
    return { visit, shared, plan: continued(plan, shared, planOf(administrations, [edge, horizonDays])) };
  });
  return { plan, stops };
}

/**
 * What a patient is given whose progression shows on a day, as {@link dosingPaths} plans it.
 *
 * @param arm - regimen and what ends it
 * @param progressionDay - day of the visit; Infinity where none shows progression
 * @param horizonDays - end of the simulation
 * @returns administrations by drug, in order of their start
 * @throws InputError - when a course contradicts itself
 */
export function administrationsOfPatient(
  { regimen, untilProgression }: Pick<ArmSpec, 'regimen' | 'untilProgression'>,
  progressionDay: number,
  horizonDays: number,
): Administrations {
  const given = regimenAdministrations(regimen, horizonDays);
  if (untilProgression === null) return given;
  const endDay = progressionDay + untilProgression.delayDays;
  return endDay < horizonDays ? stoppedAt(given, untilProgression.next, endDay, horizonDays) : given;
}

/** Administrations up to a day, and those of the next regimen from it on. */
function stoppedAt(given: Administrations, next: Regimen | null, day: number, horizonDays: number): Administrations {
  const earlier = before(given, day);
  return next === null ? earlier : joined(earlier, shifted(next, day, horizonDays));
}

/** The first segments of one plan and all of another one, which schedules what both give. */
function continued(first: DosePlan, shared: number, rest: DosePlan): DosePlan {
  const join = (before: DosePlan, after: DosePlan): DosePlan => ({
    segments: [...before.segments.slice(0, shared), ...after.segments],
    scheduled: after.scheduled,
  });
  const bases = doseBases.filter(
    (basis) => first.perBody?.[basis] !== undefined || rest.perBody?.[basis] !== undefined,
  );
  if (bases.length === 0) return join(first, rest);
  const ofBody = bases.map((basis) => [
    basis,
    join(first.perBody?.[basis] ?? withoutDoses(first), rest.perBody?.[basis] ?? withoutDoses(rest)),
  ]);
  return { ...join(first, rest), perBody: Object.fromEntries(ofBody) };
}

/** The same segments without any dose. */
function withoutDoses({ segments, scheduled }: DosePlan): DosePlan {
  const nothing = byDrug(drugsOf(scheduled), () => 0);
  return {
    segments: segments.map(({ startDay, endDay }) => ({ startDay, endDay, input: nothing })),
    scheduled: nothing,
  };
}

/**
 * Whether a patient's progression shows at a visit; earlier visits are known to show none.
 *
 * @param baseline - the patient's tumor at day 0
 * @param sizes - tumor-cell density at the visits up to this one; cell/L
 */
export function showsProgression(
  { visits, rules }: Pick<DosingUntilProgressionPlan, 'visits' | 'rules'>,
  baseline: BaselineTumor,
  sizes: ArrayLike<number>,
  visit: number,
): boolean {
  return responseCourse(sizes, baseline, visits.slice(0, visit + 1), rules).progressionVisit >= 0;
}

function before(administrations: Administrations, day: number): Administrations {
  return byDrug(drugsOf(administrations), (drug) => administrations[drug]!.filter(({ startDay }) => startDay < day));
}

function shifted(regimen: Regimen, days: number, horizonDays: number): Administrations {
  const own = regimenAdministrations(regimen, horizonDays - days);
  return byDrug(drugsOf(own), (drug) =>
    own[drug]!.map(
      (administration): Administration => ({
        ...administration,
        startDay: administration.startDay + days,
        endDay: Math.min(administration.endDay + days, horizonDays),
      }),
    ).filter(({ startDay }) => startDay < horizonDays),
  );
}

function joined(first: Administrations, second: Administrations): Administrations {
  const drugs = [...new Set([...drugsOf(first), ...drugsOf(second)])];
  return byDrug(drugs, (drug) => [...(first[drug] ?? []), ...(second[drug] ?? [])]);
}

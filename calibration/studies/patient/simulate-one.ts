import {
  type Administration,
  administrationsOfPatient,
  amountFor,
  amountOf,
  type CohortRecord,
  cohortSimulator,
  compileModel,
  courseOf,
  type DrugCurve,
  type DrugName,
  deathRecord,
  dosingPaths,
  drugCurves,
  eachSurvival,
  givesDose,
  ownValue,
  planForBody,
  progressionDay,
  type ResponseClass,
  type ResponseCourse,
  responseOf,
  type SimulationBackend,
  type SimulationSpec,
  statusCodes,
} from '../../../src/index.js';
import type { PatientDeath, PatientModel, TreatmentPlan } from './patient-model.js';
import { planSpec } from './treatment-plan.js';

/** A dose that the patient is given. */
export interface GivenDose {
  readonly drug: DrugName;
  /** Start; days. */
  readonly day: number;
  /** Dose units. */
  readonly amount: number;
}

/** What the page shows of the patient under one arm, besides the numbers of the record. */
export interface ArmCourse {
  readonly arm: string;
  /** Reason and day of a simulation that failed; null for a completed one. */
  readonly failure: { readonly reason: string; readonly day: number } | null;
  /** Class at the assessment day; null for a failed patient. */
  readonly response: ResponseClass | null;
  /** Classes of the visits; null for a failed patient. */
  readonly course: ResponseCourse | null;
  readonly visits: readonly number[];
  /** Tumor size at the visits relative to day 0. */
  readonly sizes: readonly number[];
  /** Day of the visit that shows progression; null where none does. */
  readonly progressionDay: number | null;
  readonly doses: readonly GivenDose[];
  /** Central amounts between the doses, of drugs that have a closed form; daily amounts are in the record. */
  readonly drugs: Readonly<Record<DrugName, DrugCurve>>;
  /** Probability to be alive at day 0..horizon; null without a death function. */
  readonly survival: Float64Array | null;
}

/** One patient under all arms of a plan. */
export interface SimulatedPatient {
  /** The numbers of the record: those of `qcic simulate`. */
  readonly record: CohortRecord;
  readonly arms: readonly ArmCourse[];
}

/**
 * Prepares the simulation of one patient after the other under a plan.
 *
 * @param model - published, or of a run
 * @param plan - arms, days and visits
 * @param shown - arms to simulate
 * @param backend - the model of `planSpec` compiled, or the JavaScript oracle
 * @returns function of a patient's values, in the order of the model's marginals
 * @throws InputError - on a plan that contradicts itself
 */
export function onePatientSimulator(
  model: PatientModel,
  plan: TreatmentPlan,
  shown: readonly string[],
  backend: SimulationBackend,
): (values: Float64Array) => SimulatedPatient {
  const spec = planSpec(model, plan, shown);
  const simulate = cohortSimulator(spec, backend);
  const compiled = compileModel(spec);
  const { parameterValue } = compiled;
  const paths = new Map(spec.arms.map((arm) => [arm.name, dosingPaths(arm, spec.horizonDays)]));
  return (values) => {
    const record = simulate(values);
    const body = {
      weightKg: parameterValue('body_weight', values),
      heightCm: parameterValue('body_height', values),
    };
    const dosesOf = (arm: SimulationSpec['arms'][number], progression: number): readonly GivenDose[] =>
      Object.entries(administrationsOfPatient(arm, progression, spec.horizonDays)).flatMap(([drug, list]) =>
        list.filter(givesDose).map((given: Administration) => ({
          drug,
          day: given.startDay,
          amount: amountFor(amountOf(given), body),
        })),
      );
    const drugsOf = ({ name, visits }: SimulationSpec['arms'][number], progression: number) => {
      const { plan: scheduled, stops } = paths.get(name)!;
      const stop = stops.find(({ visit }) => visits[visit] === progression);
      return drugCurves(compiled, planForBody(stop?.plan ?? scheduled, body), values);
    };
    const arms = spec.arms.map((arm): ArmCourse => {
      const own = record.arms[arm.name]!;
      const { visits } = arm;
      const failed = record.failures.find((failure) => failure.arm === arm.name);
      const course = own.status[0] === statusCodes.failed ? undefined : courseOf(own, 0, visits, spec.assessment);
      if (course === undefined) {
        const failure = { reason: failed?.reason ?? '', day: failed?.day ?? 0 };
        const nothing = { response: null, course: null, sizes: [], progressionDay: null, survival: null };
        const never = Number.POSITIVE_INFINITY;
        return { arm: arm.name, failure, visits, ...nothing, doses: dosesOf(arm, never), drugs: drugsOf(arm, never) };
      }
      const progression = progressionDay(course, visits);
      const death = ownValue(model.death, plan.arms.find(({ name }) => name === arm.name)?.death ?? '');
      return {
        arm: arm.name,
        failure: null,
        response: responseOf(own, 0, model.responseRule),
        course,
        visits,
        sizes: visits.map((_, visit) => own.visitTumor[visit]! / own.baselineTumor[0]!),
        progressionDay: Number.isFinite(progression) ? progression : null,
        doses: dosesOf(arm, progression),
        drugs: drugsOf(arm, progression),
        survival: death === undefined ? null : survivalOf(record, spec, arm.name, death),
      };
    });
    return { record, arms };
  };
}

/** Expected survival of the patient under one arm. */
function survivalOf(
  record: CohortRecord,
  spec: SimulationSpec,
  arm: string,
  { mixture, covariate }: PatientDeath,
): Float64Array {
  const alone = { ...spec, arms: spec.arms.filter(({ name }) => name === arm) };
  const { burden } = deathRecord(record, alone, covariate).arms[arm]!;
  const alive = new Float64Array(spec.horizonDays + 1);
  eachSurvival(burden, spec.horizonDays + 1, mixture, (_, survival) => alive.set(survival));
  return alive;
}

/**
 * Probability to die within the next day of a patient who is alive: 1 - S(d + 1) / S(d).
 *
 * @param survival - at day 0..horizon
 * @returns one value for each day but the last; NaN where nobody is alive
 */
export function dailyDeath(survival: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: Math.max(0, survival.length - 1) }, (_, day) => {
    const [before, after] = [survival[day]!, survival[day + 1]!];
    return before > 0 ? 1 - after / before : Number.NaN;
  });
}

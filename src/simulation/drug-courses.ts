import type { CompiledModel } from '../model/compile/compile-model.js';
import { TwoCompartmentDrug } from '../model/pharmacokinetics.js';
import { type DrugName, drugNames } from '../model/regimens.js';
import type { DosePlan, DoseSegment } from './dose-segments.js';
import {
  DOSE_TOLERANCE,
  FIRST_STEP_ERROR_WEIGHT,
  FIRST_STEP_WITH_INPUT,
  FIRST_STEP_WITHOUT_INPUT,
} from './patient-limits.js';

/** The drugs of a plan in the body of one patient. */
export type DrugAmounts = Partial<Record<DrugName, TwoCompartmentDrug>>;

/** Drugs that a plan gives; a drug that is not given is omitted from the computation. */
export function drugsGiven(plan: DosePlan): readonly DrugName[] {
  return drugNames.filter((drug) => plan.scheduled[drug] > 0 || plan.segments.some(({ input }) => input[drug] > 0));
}

/** Drugs that some path of an arm gives. */
export function drugsOfPaths(plan: DosePlan, stops: readonly { readonly plan: DosePlan }[]): readonly DrugName[] {
  const given = new Set([plan, ...stops.map((stop) => stop.plan)].flatMap(drugsGiven));
  return drugNames.filter((drug) => given.has(drug));
}

/** Empty compartments with a patient's rates. */
export function drugAmounts(model: CompiledModel, given: readonly DrugName[], parameters: Float64Array): DrugAmounts {
  return Object.fromEntries(given.map((drug) => [drug, new TwoCompartmentDrug(model.ratesOf(drug, parameters))]));
}

/** Limits of the first step of a segment. */
export interface FirstStep {
  /** Days; infinite without drugs. */
  readonly longest: number;
  /** Factor on its scaled error. */
  readonly errorWeight: number;
}

/** What limits the first step of a segment. */
export function firstStepOf(segment: DoseSegment, given: readonly DrugName[], amounts: DrugAmounts): FirstStep {
  if (given.length === 0) return { longest: Number.POSITIVE_INFINITY, errorWeight: 1 };
  const flowsIn = given.some((drug) => segment.input[drug] > 0);
  const fastest = Math.max(...given.map((drug) => amounts[drug]!.fastestRate));
  return flowsIn
    ? { longest: FIRST_STEP_WITH_INPUT / fastest, errorWeight: FIRST_STEP_ERROR_WEIGHT }
    : { longest: FIRST_STEP_WITHOUT_INPUT / fastest, errorWeight: 1 };
}

/** Whether what entered the body over all segments is what the plan schedules. */
export function dosesDelivered(plan: DosePlan, given: readonly DrugName[], amounts: DrugAmounts): boolean {
  return given.every((drug) => {
    const scheduled = plan.scheduled[drug];
    return Math.abs(amounts[drug]!.delivered - scheduled) <= DOSE_TOLERANCE * scheduled;
  });
}

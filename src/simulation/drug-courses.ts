import type { ClosedFormDrug } from '../model/closed-form-drug.js';
import type { CompiledModel } from '../model/compile/compile-model.js';
import type { DrugName } from '../model/drugs/drug-definition.js';
import { closedFormDrug } from '../model/drugs/drug-rates.js';
import type { DosePlan, DoseSegment } from './dose-segments.js';
import {
  DOSE_TOLERANCE,
  FIRST_STEP_ERROR_WEIGHT,
  FIRST_STEP_WITH_INPUT,
  FIRST_STEP_WITHOUT_INPUT,
} from './patient-limits.js';

/** The drugs of a plan in the body of one patient. */
export type DrugAmounts = Readonly<Record<DrugName, ClosedFormDrug>>;

/** Drugs that a plan gives; a drug that is not given is omitted from the computation. */
export function drugsGiven(plan: DosePlan): readonly DrugName[] {
  const named = [plan.scheduled, ...plan.segments.map(({ input }) => input)].flatMap((amounts) => Object.keys(amounts));
  return [...new Set(named)].filter(
    (drug) => plan.scheduled[drug]! > 0 || plan.segments.some((segment) => inputOf(segment, drug) > 0),
  );
}

/** Input rate of a drug in a segment; dose units per day; 0 for one that the plan does not name. */
export function inputOf({ input }: DoseSegment, drug: DrugName): number {
  return input[drug] ?? 0;
}

/** Drugs that some path of an arm gives. */
export function drugsOfPaths(plan: DosePlan, stops: readonly { readonly plan: DosePlan }[]): readonly DrugName[] {
  return [...new Set([plan, ...stops.map((stop) => stop.plan)].flatMap(drugsGiven))];
}

/** Empty compartments with a patient's rates. */
export function drugAmounts(model: CompiledModel, given: readonly DrugName[], parameters: Float64Array): DrugAmounts {
  return Object.fromEntries(given.map((drug) => [drug, closedFormDrug(model.ratesOf(drug, parameters))]));
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
  const flowsIn = given.some((drug) => inputOf(segment, drug) > 0);
  const fastest = Math.max(...given.map((drug) => amounts[drug]!.fastestRate));
  return flowsIn
    ? { longest: FIRST_STEP_WITH_INPUT / fastest, errorWeight: FIRST_STEP_ERROR_WEIGHT }
    : { longest: FIRST_STEP_WITHOUT_INPUT / fastest, errorWeight: 1 };
}

/** Whether what entered the body over all segments is what the plan schedules. */
export function dosesDelivered(plan: DosePlan, given: readonly DrugName[], amounts: DrugAmounts): boolean {
  return given.every((drug) => {
    const scheduled = plan.scheduled[drug] ?? 0;
    return Math.abs(amounts[drug]!.delivered - scheduled) <= DOSE_TOLERANCE * scheduled;
  });
}

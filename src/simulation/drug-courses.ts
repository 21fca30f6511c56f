import type { ClosedFormDrug } from '../model/closed-form-drug.js';
import type { CompiledModel } from '../model/compile/compile-model.js';
import type { DrugName } from '../model/drugs/drug-definition.js';
import { closedFormDrug } from '../model/drugs/drug-rates.js';
import { fastestLinearRate } from '../model/drugs/saturable-drugs.js';
import type { DosePlan, DoseSegment } from './dose-segments.js';
import {
  DOSE_TOLERANCE,
  FIRST_STEP_ERROR_WEIGHT,
  FIRST_STEP_WITH_INPUT,
  FIRST_STEP_WITHOUT_INPUT,
} from './patient-limits.js';

/** The drugs of a plan that have a closed form, in the body of one patient. */
export type DrugAmounts = Readonly<Record<DrugName, ClosedFormDrug>>;

/** How fast each drug of a plan can change; 1/day. */
export type DrugSpeeds = Readonly<Record<DrugName, Pick<ClosedFormDrug, 'fastestRate'>>>;

/** What has entered the body of each drug of a plan; dose units. */
export type DrugDeliveries = Readonly<Record<DrugName, Pick<ClosedFormDrug, 'delivered'>>>;

/** Drugs that a plan gives to some body; a drug that is not given is omitted from the computation. */
export function drugsGiven(plan: DosePlan): readonly DrugName[] {
  const parts = [plan, ...Object.values(plan.perBody ?? {})];
  const amounts = parts.flatMap(({ scheduled, segments }) => [
    scheduled,
    ...segments.flatMap(({ input, bolus = {} }) => [input, bolus]),
  ]);
  const given = amounts.flatMap((own) => Object.keys(own).filter((drug) => own[drug]! > 0));
  const order = Object.keys(plan.scheduled);
  return [...new Set([...order.filter((drug) => given.includes(drug)), ...given])];
}

/** Input rate of a drug in a segment; dose units per day; 0 for one that the plan does not name. */
export function inputOf({ input }: DoseSegment, drug: DrugName): number {
  return input[drug] ?? 0;
}

/** Amount of a drug that enters at once at the start of a segment; dose units. */
export function bolusOf({ bolus }: DoseSegment, drug: DrugName): number {
  return bolus?.[drug] ?? 0;
}

/** Drugs that some path of an arm gives. */
export function drugsOfPaths(plan: DosePlan, stops: readonly { readonly plan: DosePlan }[]): readonly DrugName[] {
  return [...new Set([plan, ...stops.map((stop) => stop.plan)].flatMap(drugsGiven))];
}

/** Empty compartments with a patient's rates, of the drugs that have a closed form. */
export function drugAmounts(model: CompiledModel, given: readonly DrugName[], parameters: Float64Array): DrugAmounts {
  const closed = given.filter((drug) => !model.integrated.some(({ name }) => name === drug));
  return Object.fromEntries(closed.map((drug) => [drug, closedFormDrug(model.ratesOf(drug, parameters))]));
}

/** How fast the given drugs can change in a patient. */
export function drugSpeeds(
  model: CompiledModel,
  given: readonly DrugName[],
  parameters: Float64Array,
  amounts: DrugAmounts,
): DrugSpeeds {
  const integrated = model.integrated.filter(({ name }) => given.includes(name));
  if (integrated.length === 0) return amounts;
  const speeds = integrated.map(
    ({ name }) => [name, { fastestRate: fastestLinearRate(model.ratesOf(name, parameters)) }] as const,
  );
  return { ...amounts, ...Object.fromEntries(speeds) };
}

/** Gives the boluses of a segment and opens it, for drugs that have a closed form. */
export function beginSegment(segment: DoseSegment, amounts: DrugAmounts): void {
  for (const drug in amounts) {
    const amount = amounts[drug]!;
    const bolus = bolusOf(segment, drug);
    if (bolus > 0) amount.add(bolus);
    amount.begin(inputOf(segment, drug));
  }
}

/** Closes a segment, for drugs that have a closed form. */
export function endSegment({ startDay, endDay }: DoseSegment, amounts: DrugAmounts): void {
  for (const drug in amounts) amounts[drug]!.end(endDay - startDay);
}

/**
 * Whether the derivative of the state jumps where a segment begins: at a bolus, and where the input of an integrated drug
 * changes. Infusions of a drug with a closed form change its amount, and with it the derivative, without a jump.
 *
 * @param before - segment that ends there; undefined at day 0, where the derivative starts with the amounts of the segment
 */
export function jumpsAt(
  model: Pick<CompiledModel, 'integrated'>,
  segment: DoseSegment,
  before: DoseSegment | undefined,
): boolean {
  const { bolus } = segment;
  if (before === undefined) return model.integrated.some(({ name }) => bolusOf(segment, name) > 0);
  if (bolus !== undefined && Object.values(bolus).some((amount) => amount > 0)) return true;
  return model.integrated.some(({ name }) => inputOf(segment, name) !== inputOf(before, name));
}

/** Gives the boluses of a segment to the drugs that are integrated. */
export function addBoluses(
  { integrated }: Pick<CompiledModel, 'integrated'>,
  segment: DoseSegment,
  state: Float64Array,
): void {
  for (const { name, central } of integrated) state[central]! += bolusOf(segment, name);
}

/** What has entered the body of the drugs that are integrated: what is there plus what left. */
export function integratedDeliveries(
  { integrated }: Pick<CompiledModel, 'integrated'>,
  state: Float64Array,
): DrugDeliveries {
  return Object.fromEntries(
    integrated.map(({ name, central, peripheral, eliminated }) => [
      name,
      { delivered: state[central]! + (peripheral === undefined ? 0 : state[peripheral]!) + state[eliminated]! },
    ]),
  );
}

/** Limits of the first step of a segment. */
export interface FirstStep {
  /** Days; infinite without drugs. */
  readonly longest: number;
  /** Factor on its scaled error. */
  readonly errorWeight: number;
}

/** What limits the first step of a segment. */
export function firstStepOf(segment: DoseSegment, given: readonly DrugName[], speeds: DrugSpeeds): FirstStep {
  if (given.length === 0) return { longest: Number.POSITIVE_INFINITY, errorWeight: 1 };
  const flowsIn = given.some((drug) => inputOf(segment, drug) > 0 || bolusOf(segment, drug) > 0);
  const fastest = Math.max(...given.map((drug) => speeds[drug]!.fastestRate));
  return flowsIn
    ? { longest: FIRST_STEP_WITH_INPUT / fastest, errorWeight: FIRST_STEP_ERROR_WEIGHT }
    : { longest: FIRST_STEP_WITHOUT_INPUT / fastest, errorWeight: 1 };
}

/** Whether what entered the body over all segments is what the plan schedules, of the drugs whose deliveries are given. */
export function dosesDelivered(plan: DosePlan, deliveries: DrugDeliveries): boolean {
  return Object.entries(deliveries).every(([drug, { delivered }]) => {
    const scheduled = plan.scheduled[drug] ?? 0;
    return Math.abs(delivered - scheduled) <= DOSE_TOLERANCE * scheduled;
  });
}

import type { CompiledModel } from '../model/compile/compile-model.js';
import type { DrugName } from '../model/drugs/drug-definition.js';
import type { DosePlan } from './dose-segments.js';
import { beginSegment, drugAmounts, drugsGiven, endSegment } from './drug-courses.js';

/** Places within a segment, dense behind its start, where an amount changes fastest. */
const PLACES = [0.02, 0.06, 0.12, 0.22, 0.36, 0.55, 0.77, 1] as const;

/** Days that these places divide at most. */
const DENSE_DAYS = 4;

/** Longest time between two points; days. */
const LONGEST_STEP_DAYS = 1;

/** Amount of a drug over time. */
export interface DrugCurve {
  /** Times; days; not descending: a bolus has two amounts at its time. */
  readonly days: readonly number[];
  /** Central amount; dose units. */
  readonly amounts: readonly number[];
}

/**
 * Central amounts of the drugs of a plan between its doses, of drugs that have a closed form.
 *
 * Daily values miss the peak of a drug that leaves the body within hours; these points follow every dose.
 *
 * @param model - rates of a patient
 * @param plan - what the patient is given (see `planForBody`)
 * @param parameters - of the patient, in the order of `CompiledModel.parameterNames`
 * @returns curves by drug; drugs that are not given, or that are integrated with the cells, are absent
 */
export function drugCurves(
  model: CompiledModel,
  plan: DosePlan,
  parameters: Float64Array,
): Readonly<Record<DrugName, DrugCurve>> {
  const amounts = drugAmounts(model, drugsGiven(plan), parameters);
  const curves = Object.keys(amounts).map((drug) => ({ drug, days: [0], amounts: [0] }));
  for (const segment of plan.segments) {
    const { startDay, endDay } = segment;
    beginSegment(segment, amounts);
    const length = endDay - startDay;
    const elapsed = [0, ...pointsOf(length)];
    for (const { drug, ...curve } of curves) {
      for (const time of elapsed) {
        curve.days.push(startDay + time);
        curve.amounts.push(amounts[drug]!.central(time));
      }
    }
    endSegment(segment, amounts);
  }
  return Object.fromEntries(curves.map(({ drug, ...curve }) => [drug, curve]));
}

/** Times within a segment: {@link PLACES} in its first days, then steps of a day; days after its start. */
function pointsOf(length: number): readonly number[] {
  const first = Math.min(length, DENSE_DAYS);
  const dense = PLACES.map((place) => place * first);
  const rest = Math.ceil((length - first) / LONGEST_STEP_DAYS);
  return [...dense, ...Array.from({ length: rest }, (_, step) => first + ((step + 1) * (length - first)) / rest)];
}

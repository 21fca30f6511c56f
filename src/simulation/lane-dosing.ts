import { type segmentDrugFields, segmentDrugPlace, segmentFields, segmentNumbers } from '../compiled/simd-layout.js';
import type { CompiledModel } from '../model/compile/compile-model.js';
import type { DrugName } from '../model/drugs/drug-definition.js';
import { clampedExp } from '../numerics/elementary.js';
import { byDrug, type DosePlan, type DoseSegment } from './dose-segments.js';
import type { DosingStop } from './dosing-paths.js';
import {
  beginSegment,
  type DrugAmounts,
  dosesDelivered,
  drugAmounts,
  drugSpeeds,
  drugsGiven,
  drugsOfPaths,
  endSegment,
  firstStepOf,
  inputOf,
  jumpsAt,
} from './drug-courses.js';
import { type PatientDosing, patientDosing } from './patient-dosing.js';

/** Where the segments of a path stand in memory: first those of the plan, then what each stop does not share with it. */
export interface SegmentRange {
  readonly first: number;
  readonly end: number;
}

/** The segments of all paths of an arm, one after the other. */
export interface PathSegments {
  readonly ends: readonly number[];
  /** Of each stop: the segments that are its own. */
  readonly tails: readonly SegmentRange[];
}

/** Lays out the segments of a plan and its stops. */
export function pathSegments(plan: DosePlan, stops: readonly DosingStop[]): PathSegments {
  const ends = plan.segments.map(({ endDay }) => endDay);
  const tails = stops.map(({ shared, plan: { segments } }) => {
    const first = ends.length;
    for (const { endDay } of segments.slice(shared)) ends.push(endDay);
    return { first, end: ends.length };
  });
  return { ends, tails };
}

/** The drugs of an arm's paths at some rates, and in some body. */
export interface LaneDosing {
  /** What the numbers of the segments were made from. */
  readonly rates: string;
  /** Amounts at the end of the plan, of the drugs that have a closed form. */
  readonly amounts: DrugAmounts;
  /** Plan and stops in the body of the patient. */
  readonly doses: PatientDosing;
  /** The segments at whose start the state or its derivative jumps, by their place in memory. */
  readonly jumps: ReadonlyMap<number, DoseSegment>;
  /**
   * Inputs of the kernel in a segment, in the order of the model's drugs: central amounts in dose units, or input rates of
   * integrated drugs.
   *
   * @param place - of the segment in memory
   * @param elapsed - days into it
   */
  readonly inputsInto: (place: number, elapsed: number, inputs: Float64Array) => void;
  /** Whether the plan, and then each stop, delivers what it schedules of the drugs that have a closed form. */
  readonly delivered: readonly boolean[];
}

/**
 * Prepares the numbers of the segments, which depend on the rates of the drugs and the body.
 *
 * An integrated drug has its input rate in the place of the steady amount, so that the compiled code hands it on.
 *
 * @param model - rates of a patient
 * @param plan - doses without progression
 * @param stops - doses after progression
 * @returns writes the numbers of a patient's segments, unless those of the same rates and body are there already
 */
export function laneDosing(
  model: CompiledModel,
  plan: DosePlan,
  stops: readonly DosingStop[],
): (parameters: Float64Array, coefficients: Float64Array, last: LaneDosing | undefined) => LaneDosing {
  const given = drugsOfPaths(plan, stops);
  const givenFirst = drugsGiven(plan);
  const { tails } = pathSegments(plan, stops);
  const width = segmentNumbers(model.drugs.length);
  const slots = model.drugs.flatMap(({ name }, slot) => (given.includes(name) ? [{ name, slot }] : []));
  const dosesOf = patientDosing(model, plan, stops);
  return (parameters, coefficients, last) => {
    const doses = dosesOf(parameters);
    const rates = [...given.flatMap((drug) => Object.values(model.ratesOf(drug, parameters))), ...doses.body].join();
    if (last?.rates === rates) return last;
    const jumps = new Map<number, DoseSegment>();
    const first = drugAmounts(model, given, parameters);
    const speeds = drugSpeeds(model, given, parameters, first);
    const write = (
      place: number,
      [stretch, before]: readonly [DoseSegment, DoseSegment | undefined],
      amounts: DrugAmounts,
      limiting: readonly DrugName[],
    ) => {
      const { longest, errorWeight } = firstStepOf(stretch, limiting, speeds);
      const at = place * width;
      coefficients[at + segmentFields.indexOf('firstStep')] = longest;
      coefficients[at + segmentFields.indexOf('errorWeight')] = errorWeight;
      beginSegment(stretch, amounts);
      for (const { name, slot } of slots) {
        const { steady, fast, slow } = amounts[name]?.coefficients ?? { steady: inputOf(stretch, name), ...STILL };
        coefficients[at + segmentDrugPlace(slot, 'steady')] = steady;
        coefficients[at + segmentDrugPlace(slot, 'fast')] = fast;
        coefficients[at + segmentDrugPlace(slot, 'slow')] = slow;
      }
      endSegment(stretch, amounts);
      if (jumpsAt(model, stretch, before)) jumps.set(place, stretch);
    };
    const delivered: boolean[] = [];
    const { segments } = doses.plan;
    segments.forEach((stretch, place) => {
      write(place, [stretch, segments[place - 1]], first, givenFirst);
      doses.stops.forEach(({ shared, plan: path }, index) => {
        if (shared !== place + 1) return;
        const after = byDrug(Object.keys(first), (drug) => first[drug]!.copy());
        path.segments.slice(shared).forEach((own, at) => {
          write(tails[index]!.first + at, [own, path.segments[shared + at - 1]], after, given);
        });
        delivered[1 + index] = dosesDelivered(path, after);
      });
    });
    delivered[0] = dosesDelivered(doses.plan, first);
    const inputsInto = (place: number, elapsed: number, inputs: Float64Array) => {
      const number = (slot: number, field: (typeof segmentDrugFields)[number]) =>
        coefficients[place * width + segmentDrugPlace(slot, field)]!;
      for (const { name, slot } of slots) {
        const { fastestRate = 0, slowestRate = 0 } = first[name] ?? {};
        inputs[slot] =
          number(slot, 'steady') +
          number(slot, 'fast') * clampedExp(-fastestRate * elapsed) +
          number(slot, 'slow') * clampedExp(-slowestRate * elapsed);
      }
    };
    return { rates, amounts: first, doses, jumps, inputsInto, delivered };
  };
}

/** No part that decays. */
const STILL = { fast: 0, slow: 0 } as const;

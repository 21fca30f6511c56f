import { segmentDrugPlace, segmentFields, segmentNumbers } from '../compiled/simd-layout.js';
import type { CompiledModel } from '../model/compile/compile-model.js';
import type { DrugName } from '../model/drugs/drug-definition.js';
import type { DosePlan, DoseSegment } from './dose-segments.js';
import type { DosingStop } from './dosing-paths.js';
import {
  type DrugAmounts,
  dosesDelivered,
  drugAmounts,
  drugsGiven,
  drugsOfPaths,
  firstStepOf,
  inputOf,
} from './drug-courses.js';

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

/** The drugs of an arm's paths at some rates. */
export interface LaneDosing {
  /** What the numbers of the segments were made from. */
  readonly rates: string;
  /** Amounts at the end of the plan. */
  readonly amounts: DrugAmounts;
  /** Central amounts in the first segment, in the order of the model's drugs; dose units. */
  readonly initialInto: (elapsed: number, amounts: Float64Array) => void;
  /** Whether the plan, and then each stop, delivers what it schedules. */
  readonly delivered: readonly boolean[];
}

/**
 * Prepares the numbers of the segments, which depend on the rates of the drugs alone.
 *
 * @param model - rates of a patient
 * @param plan - doses without progression
 * @param stops - doses after progression
 * @returns writes the numbers of a patient's segments, unless those of the same rates are there already
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
  const slotOf = new Map(model.drugs.map(({ name }, slot) => [name, slot]));
  return (parameters, coefficients, last) => {
    const rates = given.flatMap((drug) => Object.values(model.ratesOf(drug, parameters))).join();
    if (last?.rates === rates) return last;
    const initial = new Map<number, (elapsed: number) => number>();
    const write = (place: number, stretch: DoseSegment, amounts: DrugAmounts, limiting: readonly DrugName[]) => {
      const { longest, errorWeight } = firstStepOf(stretch, limiting, amounts);
      const at = place * width;
      coefficients[at + segmentFields.indexOf('firstStep')] = longest;
      coefficients[at + segmentFields.indexOf('errorWeight')] = errorWeight;
      for (const drug of given) {
        const amount = amounts[drug]!;
        amount.begin(inputOf(stretch, drug));
        const { steady, fast, slow } = amount.coefficients;
        const slot = slotOf.get(drug)!;
        coefficients[at + segmentDrugPlace(slot, 'steady')] = steady;
        coefficients[at + segmentDrugPlace(slot, 'fast')] = fast;
        coefficients[at + segmentDrugPlace(slot, 'slow')] = slow;
        if (place === 0) initial.set(slot, centralOf(steady, fast, slow, amount.fastestRate, amount.slowestRate));
        amount.end(stretch.endDay - stretch.startDay);
      }
    };
    const amounts = drugAmounts(model, given, parameters);
    const delivered: boolean[] = [];
    plan.segments.forEach((stretch, place) => {
      write(place, stretch, amounts, givenFirst);
      stops.forEach(({ shared, plan: path }, index) => {
        if (shared !== place + 1) return;
        const after = Object.fromEntries(given.map((drug) => [drug, amounts[drug]!.copy()]));
        path.segments.slice(shared).forEach((own, at) => {
          write(tails[index]!.first + at, own, after, given);
        });
        delivered[1 + index] = dosesDelivered(path, given, after);
      });
    });
    delivered[0] = dosesDelivered(plan, given, amounts);
    const initialInto = (elapsed: number, into: Float64Array) => {
      for (const [slot, central] of initial) into[slot] = central(elapsed);
    };
    return { rates, amounts, initialInto, delivered };
  };
}

function centralOf(steady: number, fast: number, slow: number, fastRate: number, slowRate: number) {
  return (elapsed: number) => steady + fast * Math.exp(-fastRate * elapsed) + slow * Math.exp(-slowRate * elapsed);
}

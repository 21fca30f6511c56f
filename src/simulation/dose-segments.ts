import { type Administration, administrationsOf, type DrugName, drugNames, type Regimen } from '../model/regimens.js';

/** A stretch of time in which both inputs are constant. */
export interface DoseSegment {
  readonly startDay: number;
  readonly endDay: number;
  /** Input rate of each drug; dose units per day. */
  readonly input: Readonly<Record<DrugName, number>>;
}

export interface DosePlan {
  readonly segments: readonly DoseSegment[];
  /** Amount of each drug that the regimen schedules up to the horizon; dose units. */
  readonly scheduled: Readonly<Record<DrugName, number>>;
}

/** Administrations of each drug, in order of time. */
export type Administrations = Readonly<Record<DrugName, readonly Administration[]>>;

/**
 * Cuts the time axis at every dose start and dose end, so that no step of the solver can jump over one.
 *
 * @param regimen - what is given
 * @param horizonDays - end of the simulation
 * @param cuts - further days at which a segment ends
 * @returns segments that cover [0, horizon] without gap, and the scheduled amounts
 * @throws InputError - when a course contradicts itself
 */
export function dosePlan(regimen: Regimen, horizonDays: number, cuts: readonly number[] = []): DosePlan {
  const administrations = regimenAdministrations(regimen, horizonDays);
  return {
    segments: segmentsOf(administrations, [0, ...cuts, horizonDays]),
    scheduled: amountsOf(administrations),
  };
}

/** All administrations of a regimen up to a horizon; one that straddles it is cut there. */
export function regimenAdministrations(regimen: Regimen, horizonDays: number): Administrations {
  const listOf = (drug: DrugName) => {
    const course = regimen[drug];
    return course === undefined ? [] : administrationsOf(course, horizonDays);
  };
  return { tas102: listOf('tas102'), bevacizumab: listOf('bevacizumab') };
}

/** Amount of each drug; dose units. */
export function amountsOf(administrations: Administrations): Record<DrugName, number> {
  const amounts: Record<DrugName, number> = { tas102: 0, bevacizumab: 0 };
  for (const drug of drugNames) {
    for (const { startDay, endDay, rate } of administrations[drug]) amounts[drug] += rate * (endDay - startDay);
  }
  return amounts;
}

/**
 * Segments between the starts and ends of administrations.
 *
 * @param administrations - in order of time; those of one drug may overlap, and their rates add up then
 * @param days - ends of the time axis and further days at which a segment ends
 */
export function segmentsOf(administrations: Administrations, days: readonly number[]): readonly DoseSegment[] {
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const edges = new Set(days);
  for (const drug of drugNames) {
    for (const { startDay, endDay } of administrations[drug]) {
      for (const edge of [startDay, endDay]) if (edge > first && edge < last) edges.add(edge);
    }
  }
  const times = [...edges].sort((a, b) => a - b);
  const courses = drugNames.map((drug) => ({ drug, list: administrations[drug], next: 0 }));
  const segments: DoseSegment[] = [];
  for (let index = 0; index + 1 < times.length; index++) {
    const [startDay, endDay] = [times[index]!, times[index + 1]!];
    const input: Record<DrugName, number> = { tas102: 0, bevacizumab: 0 };
    for (const course of courses) {
      const { list } = course;
      while (course.next < list.length && list[course.next]!.endDay <= startDay) course.next++;
      for (let at = course.next; at < list.length && list[at]!.startDay <= startDay; at++) {
        if (list[at]!.endDay > startDay) input[course.drug] += list[at]!.rate;
      }
    }
    segments.push({ startDay, endDay, input });
  }
  return segments;
}

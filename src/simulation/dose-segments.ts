import { administrationsOf, type DrugName, drugNames, type Regimen } from '../model/regimens.js';

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

/**
 * Cuts the time axis at every dose start and dose end, so that no step of the solver can jump over one.
 *
 * @param regimen - what is given
 * @param horizonDays - end of the simulation
 * @returns segments that cover [0, horizon] without gap, and the scheduled amounts
 * @throws InputError - when a course contradicts itself
 */
export function dosePlan(regimen: Regimen, horizonDays: number): DosePlan {
  const edges = new Set([0, horizonDays]);
  const scheduled: Record<DrugName, number> = { tas102: 0, bevacizumab: 0 };
  const courses = drugNames.map((drug) => {
    const course = regimen[drug];
    const administrations = course === undefined ? [] : administrationsOf(course, horizonDays);
    for (const { startDay, endDay, rate } of administrations) {
      edges.add(startDay).add(endDay);
      scheduled[drug] += rate * (endDay - startDay);
    }
    return { drug, administrations, next: 0 };
  });
  const times = [...edges].sort((a, b) => a - b);
  const segments: DoseSegment[] = [];
  for (let index = 0; index + 1 < times.length; index++) {
    const [startDay, endDay] = [times[index]!, times[index + 1]!];
    const input: Record<DrugName, number> = { tas102: 0, bevacizumab: 0 };
    for (const course of courses) {
      while ((course.administrations[course.next]?.endDay ?? Number.POSITIVE_INFINITY) <= startDay) course.next++;
      const current = course.administrations[course.next];
      if (current !== undefined && current.startDay <= startDay) input[course.drug] = current.rate;
    }
    segments.push({ startDay, endDay, input });
  }
  return { segments, scheduled };
}

/** Days of one patient at which the course of the disease and of the treatment changes. */
export interface PatientCourse {
  /** Day of the visit that shows progression; days; infinite where no visit does. */
  readonly progressionDay: number;
  /** First day without treatment; days; 0 where no drug is given. */
  readonly treatmentEndDay: number;
}

/**
 * Expected shares of a cohort in each state, at day 0..horizon; each in [0, 1], their sum 1.
 *
 * Progression counts from the visit that shows it.
 */
export interface StateOccupancy {
  /** Alive without progression, on treatment. */
  readonly onTreatment: Float64Array;
  /** Alive without progression, off treatment. */
  readonly offTreatment: Float64Array;
  /** Alive after progression, whatever is given. */
  readonly progressed: Float64Array;
  /** Dead after progression. */
  readonly deadAfterProgression: Float64Array;
  /** Dead without progression. */
  readonly deadWithoutProgression: Float64Array;
}

/** Adds patients to a cohort's occupancy. */
export interface OccupancySum {
  /** @param survival - S at day 0..horizon of the patient; not kept */
  readonly add: (survival: Float64Array, course: PatientCourse) => void;
  /** Means over the patients added; NaN before the first. */
  readonly mean: () => StateOccupancy;
}

/**
 * Exact expectation of the states of a cohort, without drawing a death.
 *
 * With S the survival of a patient and T the day of progression: without progression S(t) for t < T; progressed S(t) for
 * t >= T; dead without progression 1 - S(min(t, T)); dead after progression S(T) - S(t) for t >= T.
 *
 * @param days - horizon + 1
 * @returns a sum of no patients
 */
export function occupancySum(days: number): OccupancySum {
  const sums: StateOccupancy = {
    onTreatment: new Float64Array(days),
    offTreatment: new Float64Array(days),
    progressed: new Float64Array(days),
    deadAfterProgression: new Float64Array(days),
    deadWithoutProgression: new Float64Array(days),
  };
  let patients = 0;
  return {
    add: (survival, { progressionDay, treatmentEndDay }) => {
      patients++;
      const free = Math.min(progressionDay, days);
      for (let day = 0; day < free; day++) {
        const alive = survival[day]!;
        (day < treatmentEndDay ? sums.onTreatment : sums.offTreatment)[day]! += alive;
        sums.deadWithoutProgression[day]! += 1 - alive;
      }
      const atProgression = survival[progressionDay] ?? 0;
      for (let day = free; day < days; day++) {
        const alive = survival[day]!;
        sums.progressed[day]! += alive;
        sums.deadAfterProgression[day]! += atProgression - alive;
        sums.deadWithoutProgression[day]! += 1 - atProgression;
      }
    },
    mean: () => ({
      onTreatment: sums.onTreatment.map((sum) => sum / patients),
      offTreatment: sums.offTreatment.map((sum) => sum / patients),
      progressed: sums.progressed.map((sum) => sum / patients),
      deadAfterProgression: sums.deadAfterProgression.map((sum) => sum / patients),
      deadWithoutProgression: sums.deadWithoutProgression.map((sum) => sum / patients),
    }),
  };
}

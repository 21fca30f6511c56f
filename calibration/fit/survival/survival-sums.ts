/**
 * Columns that are sums of survival over times, with coefficients of the patient: constant + sum over times c S(t).
 *
 * Progression-free survival at t is S(t) for a patient who has not progressed by then, and 0 for another. The probability of a
 * best response is a sum of differences over the visits. Terms are sorted by patient.
 */
export interface SurvivalSums {
  /** Value of each sum without survival: by sum, one number per patient, or null where it is 0 for all. */
  readonly constants: readonly (Float64Array | null)[];
  /** Terms of patient i: [from[i], from[i + 1]). */
  readonly from: Int32Array;
  /** Position of the sum and of the survival time of each term, and its coefficient. */
  readonly sums: Uint16Array;
  readonly times: Uint16Array;
  readonly coefficients: Float64Array;
}

/** What a patient contributes to one sum. */
export interface PatientSum {
  readonly constant: number;
  readonly terms: readonly { readonly time: number; readonly coefficient: number }[];
}

/**
 * Sorts the terms of sums by patient.
 *
 * @param patients - number of patients
 * @param sums - by sum: constant and terms of a patient; terms with a coefficient of 0 are left out
 */
export function survivalSums(patients: number, sums: readonly ((patient: number) => PatientSum)[]): SurvivalSums {
  const constants = sums.map(() => new Float64Array(patients));
  const from = new Int32Array(patients + 1);
  const [sumOf, timeOf, coefficientOf]: [number[], number[], number[]] = [[], [], []];
  for (let patient = 0; patient < patients; patient++) {
    sums.forEach((read, sum) => {
      const { constant, terms } = read(patient);
      constants[sum]![patient] = constant;
      for (const { time, coefficient } of terms) {
        if (coefficient === 0) continue;
        sumOf.push(sum);
        timeOf.push(time);
        coefficientOf.push(coefficient);
      }
    });
    from[patient + 1] = sumOf.length;
  }
  return {
    constants: constants.map((values) => (values.some((value) => value !== 0) ? values : null)),
    from,
    sums: Uint16Array.from(sumOf),
    times: Uint16Array.from(timeOf),
    coefficients: Float64Array.from(coefficientOf),
  };
}

/**
 * Values of the sums.
 *
 * @param sums - terms
 * @param survival - S at each time; times x patients
 * @param columns - written: sums x patients
 */
export function survivalSumsInto(
  { constants, from, sums, times, coefficients }: SurvivalSums,
  survival: readonly Float64Array[],
  columns: readonly Float64Array[],
): void {
  columns.forEach((column, sum) => {
    const constant = constants[sum]!;
    if (constant === null) column.fill(0);
    else column.set(constant);
  });
  for (let patient = 0; patient + 1 < from.length; patient++) {
    for (let term = from[patient]!; term < from[patient + 1]!; term++) {
      columns[sums[term]!]![patient]! += coefficients[term]! * survival[times[term]!]![patient]!;
    }
  }
}

/** Patients (or samples) of one cohort, and how many of them failed. */
export interface CohortCount {
  readonly cohort: string;
  readonly patients: number;
  readonly failed: number;
}

/** Failed patients of a study. */
export interface FailedPatients {
  readonly simulated: number;
  readonly failed: number;
  /** Largest share of a cohort that failed, in [0, 1]. */
  readonly largest_share: number;
  /** Cohort behind the largest share; null where no patient failed. */
  readonly cohort: string | null;
  /** Largest share that the study accepts. */
  readonly accepted_share: number;
}

/** Largest share of the patients of a cohort that may fail, where none is given. */
export const ACCEPTED_FAILED_SHARE = 0.01;

/**
 * Counts the failed patients of a study.
 *
 * @param counts - patients and failures by cohort
 * @param acceptedShare - largest share of a cohort that may fail; in [0, 1]
 */
export function countFailedPatients(counts: readonly CohortCount[], acceptedShare: number): FailedPatients {
  let [simulated, failed, largest] = [0, 0, 0];
  let worst: string | null = null;
  for (const { cohort, patients, failed: own } of counts) {
    simulated += patients;
    failed += own;
    if (patients === 0 || own / patients <= largest) continue;
    largest = own / patients;
    worst = cohort;
  }
  return { simulated, failed, largest_share: largest, cohort: worst, accepted_share: acceptedShare };
}

/** Whether more patients of a cohort failed than a study accepts. */
export function tooManyFailed({ largest_share: share, accepted_share: accepted }: FailedPatients): boolean {
  return share > accepted;
}

/** How many patients failed, as a sentence; none where all completed. */
export function failureSummary(patients: FailedPatients): readonly string[] {
  const { simulated, failed, largest_share: share, cohort, accepted_share: accepted } = patients;
  if (failed === 0) return [];
  const limit = tooManyFailed(patients) ? 'more than the accepted' : 'within the accepted';
  return [
    `${failed} of ${simulated} simulated patients failed, at most ${percent(share)} of a cohort (${cohort}): ${limit} ${percent(accepted)}.`,
  ];
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

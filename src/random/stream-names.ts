/**
 * The names that the workbench keys its random streams by: a name states what the numbers are for, so that drawing more
 * of one kind never changes another.
 *
 * A design derives its own streams from the name it is given (see `uniformDesign`). Where a name is used more than
 * once in a run, the caller adds what distinguishes the uses: `${streamNames.poolPatients}, round 2`.
 */
export const streamNames = {
  /** Uniforms behind the virtual patients that a fit is made on. */
  poolPatients: 'pool patients',
  /** Uniforms behind the independent validation cohort. */
  confirmationPatients: 'confirmation patients',
  /** Uniforms behind a cohort that is simulated without a fit. */
  cohortPatients: 'cohort patients',
  /** Deaths drawn to show what a trial of n patients would look like; index = patient. */
  deaths: 'deaths',
  /** Resampling of patients or of a trial's counts; index = replicate. */
  bootstrap: 'bootstrap',
  /** Assignment of patients to the folds of a cross-validation; index = fold plan. */
  folds: 'folds',
  /** Shuffling of labels in a permutation test; index = shuffling. */
  permutations: 'permutations',
  /** Start points of an optimizer; index = start. */
  starts: 'starts',
  /** Parameter samples of a sensitivity analysis. */
  sensitivity: 'sensitivity',
  /** Patients and generations of a search for schedules; index = generation. */
  schedules: 'schedules',
} as const;

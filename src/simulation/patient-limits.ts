/** Largest difference between delivered and scheduled amount of a drug, relative to the scheduled one. */
export const DOSE_TOLERANCE = 1e-6;

/**
 * Longest first step of a segment in which a drug flows in, and of one in which none does, in units of the fastest time
 * constant of the drugs that are given. Measured on drawn patients: with twice this length a transient can be missed.
 */
export const FIRST_STEP_WITH_INPUT = 0.17;
export const FIRST_STEP_WITHOUT_INPUT = 0.6;

/** A density below this is a failure of the numerics, not rounding; cell/L. */
export const NEGATIVE_DENSITY = -1;

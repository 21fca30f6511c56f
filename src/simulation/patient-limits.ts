/** Largest difference between delivered and scheduled amount of a drug, relative to the scheduled one. */
export const DOSE_TOLERANCE = 1e-6;

/**
 * Longest first step of a segment in which a drug flows in, and of one in which none does, in units of the fastest time
 * constant of the drugs that are given. Measured on drawn patients: with twice this length a transient can be missed.
 */
export const FIRST_STEP_WITH_INPUT = 0.17;
export const FIRST_STEP_WITHOUT_INPUT = 0.6;

/**
 * Factor on the scaled error of the first step in which a drug flows in. At the corners of the parameter ranges, dendritic
 * cells respond to the first trace of the drug within a tenth of this step, which the error estimate sees a hundredth of.
 */
export const FIRST_STEP_ERROR_WEIGHT = 32;

/**
 * Factor on the scaled error of the tumor cells. Their relative errors add up over all doses and grow by competition,
 * while those of the other cells decay. Without a drug, other cells limit the step, and this factor costs nothing.
 */
export const TUMOR_ERROR_WEIGHT = 32;

/**
 * Factor on the scaled error of integrated drug amounts: the absolute tolerance is one of densities, and amounts of a
 * drug that still act are a millionth of a dose.
 */
export const DRUG_ERROR_WEIGHT = 32;

/** A density below this is a failure of the numerics, not rounding; cell/L. */
export const NEGATIVE_DENSITY = -1;

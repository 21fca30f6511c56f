/** Length of a month in the tables of the trials: a twelfth of a Julian year; days. */
export const TRIAL_MONTH_DAYS = 30.4375;

/** Length of a month in the paper's simulations; days. */
export const PAPER_MONTH_DAYS = 30;

/** Months at which overall survival is reported and fitted. */
export const landmarkMonths = [3, 6, 9, 12] as const;

/** Months at which progression-free survival is reported and fitted; 3.68 are 16 weeks. */
export const progressionLandmarkMonths = [3, 3.68, 6, 9, 12] as const;

/** Quarters of the first year, as they are spelled in result files. */
export const quarterNames = ['0-3', '3-6', '6-9', '9-12'] as const;
/** Months at which these quarters end. */
export const quarterEndMonths = [3, 6, 9, 12] as const satisfies readonly (typeof landmarkMonths)[number][];

/** Distinct hues for up to seven scores in one panel; `bright` scheme of P. Tol, with black for the last. */
export const SCORE_COLOURS = ['#4477aa', '#ee6677', '#228833', '#b39b00', '#66ccee', '#aa3377', '#1f2933'] as const;

import { SERIES_COLOURS } from '../page/theme.js';

/** Distinct hues for the scores of one panel, with the darkest for the last. */
export const SCORE_COLOURS = SERIES_COLOURS;

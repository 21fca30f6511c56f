import { palette } from '../../../page/theme.js';

/** The three errors of a refitted endpoint, separate in every table and plot, in the order in which they are shown. */
export const ERROR_STYLES = [
  { error: 'sampling', summary: 'sampling error of the trials', colour: palette['class-pr'] },
  { error: 'parameters', summary: 'error of the parameters', colour: palette['series-6'] },
  { error: 'simulation', summary: 'Monte-Carlo', colour: palette['series-7'] },
] as const;

export type ErrorName = (typeof ERROR_STYLES)[number]['error'];

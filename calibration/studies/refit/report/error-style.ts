/** The three errors of a refitted endpoint, separate in every table and plot, in the order in which they are shown. */
export const ERROR_STYLES = [
  { error: 'sampling', summary: 'sampling error of the trials', colour: '#2a9d8f' },
  { error: 'parameters', summary: 'error of the parameters', colour: '#d98e04' },
  { error: 'simulation', summary: 'Monte-Carlo', colour: '#7b5ea7' },
] as const;

export type ErrorName = (typeof ERROR_STYLES)[number]['error'];

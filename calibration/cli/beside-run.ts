/** Where a study of a run goes unless it is told: beside the run, under its name. */
export function besideRun(run: string, what: string): string {
  return `${run.replace(/[\\/]+$/, '')}-${what}`;
}

/** Default folder of a study of a run: next to the run, with its name as prefix. */
export function besideRun(run: string, what: string): string {
  return `${run.replace(/[\\/]+$/, '')}-${what}`;
}

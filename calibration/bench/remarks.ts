import type { BenchResults } from './bench-results.js';
import { ERROR_CLASS } from './measure-error.js';
import { solvers } from './solvers.js';

/** Load at the start, as a fraction of the cores, above which the benchmark is disturbed. */
const BUSY_PART = 0.25;

/** Sentences about what a reader of the results must know: a busy machine, failed patients, peers outside the class. */
export function remarksOf({
  precision,
  timings,
  machine,
}: Pick<BenchResults, 'precision' | 'timings' | 'machine'>): readonly string[] {
  const labelOf = (id: string) => solvers.find((solver) => solver.id === id)?.label ?? id;
  const remarks: string[] = [];
  if (machine.loadAtStart > BUSY_PART * machine.cores) {
    remarks.push(
      `The machine was busy when the benchmark began (load ${machine.loadAtStart.toFixed(2)}); ratios are affected less than times.`,
    );
  }
  for (const { solver, arm, days, failed, role } of timings) {
    if (failed > 0) remarks.push(`${labelOf(solver)} failed on ${failed} patient(s): ${arm}, ${days} days, ${role}.`);
  }
  for (const { solver, arm, relativeTolerance, failed } of precision) {
    if (failed > 0) {
      remarks.push(
        `${labelOf(solver)} failed on ${failed} patient(s) at relative tolerance ${relativeTolerance}: ${arm}.`,
      );
    }
  }
  for (const [key, rows] of byGroup(precision)) {
    const errors = rows.map(({ error }) => error).filter((error) => error !== null);
    if (errors.length > 0 && Math.min(...errors) > ERROR_CLASS) {
      remarks.push(`${labelOf(key.solver)} does not reach the accuracy class at any tolerance: ${key.arm}.`);
    }
  }
  for (const { solver, arm, days, milliseconds, role } of timings) {
    if (milliseconds === null)
      remarks.push(`${labelOf(solver)} has no time above the noise: ${arm}, ${days} days, ${role}.`);
  }
  return remarks;
}

type PrecisionRows = BenchResults['precision'];

function byGroup(rows: PrecisionRows): readonly (readonly [PrecisionRows[number], PrecisionRows])[] {
  const groups = new Map<string, PrecisionRows[number][]>();
  for (const row of rows) {
    const key = `${row.solver} ${row.arm}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => [group[0]!, group] as const);
}

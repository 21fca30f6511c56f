import { armLabels } from '../../src/index.js';
import type { BenchArm, BenchResults, SolverState, Spread, TimingRow } from './bench-results.js';
import { SELF } from './solvers.js';

/** What stands where there is no figure. */
export const NONE = '-';

/** A positive number with three significant digits, without an exponent where it is short. */
export function plain(value: number | null): string {
  if (value === null) return NONE;
  if (value === 0) return '0';
  const power = Math.floor(Math.log10(Math.abs(value)));
  if (power < -3 || power > 5) return value.toExponential(1).replace('e+', 'e');
  return value.toFixed(Math.max(0, 2 - power));
}

/** Minimum / median / maximum. */
export function spreadText(spread: Spread | null): string {
  return spread === null ? NONE : `${plain(spread.min)} / ${plain(spread.median)} / ${plain(spread.max)}`;
}

/** An error or a tolerance in two digits. */
export function scientific(value: number | null): string {
  return value === null ? NONE : value.toExponential(1).replace('.0e', 'e');
}

/** `placebo, 365 days`. */
export function workTitle({ arm, days }: { readonly arm: BenchArm; readonly days: number }): string {
  return `${armLabels[arm]}, ${days} days`;
}

/** A column of a table: title, and a unit or remark under it. */
export interface Head {
  readonly title: string;
  readonly unit?: string;
}

const SPREAD = 'min / median / max';

export const timingHeads: readonly Head[] = [
  { title: 'solver' },
  { title: 'tolerance', unit: 'relative, absolute' },
  { title: 'ms per patient', unit: SPREAD },
  { title: 'time / this workbench', unit: SPREAD },
  { title: 'largest error' },
  { title: 'evaluations', unit: 'per patient' },
];

/** Title and unit of a column in one line. */
export function headText({ title, unit }: Head): string {
  return unit === undefined ? title : `${title} (${unit})`;
}

/** One line of the table of times. */
export function timingCells(row: TimingRow, label: string): readonly string[] {
  return [
    row.role === 'matched' ? `${label}, equal accuracy` : label,
    `${scientific(row.relativeTolerance)}, ${scientific(row.absoluteTolerance)}`,
    spreadText(row.milliseconds),
    row.solver === SELF ? '1' : spreadText(row.ratio),
    scientific(row.error),
    row.evaluationsPerPatient === null ? NONE : String(Math.round(row.evaluationsPerPatient)),
  ];
}

/** One line for a peer that did not take part. */
export function absentCells({ label, absent }: SolverState): readonly string[] {
  return [label, `absent: ${absent}`, ...timingHeads.slice(2).map(() => NONE)];
}

/** Lines of one piece of work: those who took part, then who is absent. */
export interface TimingGroup {
  readonly title: string;
  readonly rows: readonly { readonly cells: readonly string[]; readonly look: 'own' | 'peer' | 'absent' }[];
}

/** The table of times, piece of work by piece of work. */
export function timingGroups({ timings, solvers }: Pick<BenchResults, 'timings' | 'solvers'>): readonly TimingGroup[] {
  const titles = [...new Set(timings.map(workTitle))];
  const absent = solvers.filter((solver) => solver.absent !== null);
  return titles.map((title) => ({
    title,
    rows: [
      ...timings
        .filter((row) => workTitle(row) === title)
        .map((row) => ({
          cells: timingCells(row, solvers.find(({ id }) => id === row.solver)?.label ?? row.solver),
          look: row.solver === SELF ? ('own' as const) : ('peer' as const),
        })),
      ...absent.map((solver) => ({ cells: absentCells(solver), look: 'absent' as const })),
    ],
  }));
}

export const scalingHeads: readonly Head[] = [
  { title: 'patients' },
  { title: 'workers' },
  { title: 'seconds', unit: SPREAD },
  { title: 'ms per patient' },
  { title: 'relative to the first' },
  { title: 'peak memory', unit: 'MB' },
];

const BYTES_PER_MEGABYTE = 1e6;

/** One line of a table of scaling. */
export function scalingCells(row: BenchResults['scaling'][number]): readonly string[] {
  return [
    String(row.patients),
    String(row.workers),
    spreadText(row.seconds),
    plain(row.millisecondsPerPatient),
    row.relative.toFixed(2),
    String(Math.round(row.peakBytes / BYTES_PER_MEGABYTE)),
  ];
}

/** The machine in words, one line each: what, value. */
export function machineLines({ machine }: Pick<BenchResults, 'machine'>): readonly (readonly [string, string])[] {
  return [
    ['CPU', `${machine.cpu}, ${machine.cores} core(s) available`],
    ['memory', `${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB`],
    ['system', machine.system],
    ['Node', machine.node],
    ['C compiler', `${machine.compiler ?? 'absent'}; ${machine.compilerFlags.join(' ')}`],
    ['SUNDIALS', machine.sundials ?? 'absent'],
    ['odex', machine.odex ?? 'absent'],
    ['load at start', machine.loadAtStart.toFixed(2)],
  ];
}

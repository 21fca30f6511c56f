import { armLabels, type CsvCell, toCsv } from '../../src/index.js';
import { textTable } from '../text-table.js';
import type { BenchArm, BenchResults, SolverState, Spread, TimingRow } from './bench-results.js';
import { SELF } from './solvers.js';

/** Text of a cell without a value. */
const NONE = '-';

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
function workTitle({ arm, days }: { readonly arm: BenchArm; readonly days: number }): string {
  return `${armLabels[arm]}, ${days} days`;
}

/** A column of a table: title, and a unit or remark below it. */
interface Head {
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
function headText({ title, unit }: Head): string {
  return unit === undefined ? title : `${title} (${unit})`;
}

/** One line of the table of times. */
function timingCells(row: TimingRow, label: string): readonly string[] {
  return [
    row.role === 'matched' ? `${label}, equal accuracy` : label,
    `${scientific(row.relativeTolerance)}, ${scientific(row.absoluteTolerance)}`,
    spreadText(row.milliseconds),
    row.solver === SELF ? '1' : spreadText(row.ratio),
    scientific(row.error),
    row.evaluationsPerPatient === null ? NONE : String(Math.round(row.evaluationsPerPatient)),
  ];
}

/** One line for a peer that is not available. */
function absentCells({ label, absent }: SolverState): readonly string[] {
  return [label, `absent: ${absent}`, ...timingHeads.slice(2).map(() => NONE)];
}

/** Lines of one case: those that took part, then those that are absent. */
interface TimingGroup {
  readonly title: string;
  readonly rows: readonly { readonly cells: readonly string[]; readonly look: 'own' | 'peer' | 'absent' }[];
}

/** The table of times, case by case. */
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

/** Description of the machine, one line each: what, value. */
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

/** The benchmark as text for a terminal. */
export function benchText(results: BenchResults): string {
  const machine = machineLines(results).map(([label, value]) => `${label}: ${value}`);
  const timings = timingGroups(results).flatMap(({ title, rows }) => [
    { heading: title },
    ...rows.map(({ cells, look }) => (look === 'absent' ? { remark: `${cells[0]}  ${cells[1]}` } : cells)),
  ]);
  return [
    machine.join('\n'),
    textTable(timingHeads.map(headText), timings),
    textTable(scalingHeads.map(headText), results.scaling.map(scalingCells)),
    `Times: whole process, start-up subtracted by the difference of two sizes, ${results.repeats} interleaved repeats.`,
    `Errors: largest over ${results.errorPatients} patients, days and 53 cells, relative with a floor of 1e3 cell/L, against ${results.reference}.`,
    ...results.remarks,
  ].join('\n\n');
}

/** A table of the benchmark as a file. */
interface BenchFile {
  readonly name: string;
  readonly text: string;
}

const spreadCells = (spread: Spread | null): readonly CsvCell[] =>
  spread === null ? [null, null, null] : [spread.min, spread.median, spread.max];

/** The tables of the page: times, work and precision, scaling, solvers. */
export function benchCsvs({ timings, precision, scaling, solvers }: BenchResults): readonly BenchFile[] {
  return [
    {
      name: 'timings.csv',
      text: toCsv(
        [
          ...['arm', 'days', 'solver', 'role', 'relative_tolerance', 'absolute_tolerance', 'patients_small'],
          ...['patients_large', 'ms_min', 'ms_median', 'ms_max', 'ratio_min', 'ratio_median', 'ratio_max', 'error'],
          ...['evaluations_per_patient', 'failed'],
        ],
        timings.map((row) => [
          ...[row.arm, row.days, row.solver, row.role, row.relativeTolerance, row.absoluteTolerance, ...row.patients],
          ...[...spreadCells(row.milliseconds), ...spreadCells(row.ratio), row.error],
          ...[row.evaluationsPerPatient, row.failed],
        ]),
      ),
    },
    {
      name: 'work-precision.csv',
      text: toCsv(
        [
          ...['arm', 'days', 'solver', 'relative_tolerance', 'absolute_tolerance', 'ms_per_patient_year', 'error'],
          ...['evaluations_per_patient', 'failed'],
        ],
        precision.map((row) => [
          ...[row.arm, row.days, row.solver, row.relativeTolerance, row.absoluteTolerance],
          ...[row.millisecondsPerPatientYear, row.error, row.evaluationsPerPatient, row.failed],
        ]),
      ),
    },
    {
      name: 'scaling.csv',
      text: toCsv(
        ['series', 'patients', 'workers', 's_min', 's_median', 's_max', 'ms_per_patient', 'relative', 'peak_bytes'],
        scaling.map((row) => [
          ...[row.series, row.patients, row.workers, ...spreadCells(row.seconds)],
          ...[row.millisecondsPerPatient, row.relative, row.peakBytes],
        ]),
      ),
    },
    {
      name: 'solvers.csv',
      text: toCsv(
        ['solver', 'label', 'summary', 'absent'],
        solvers.map(({ id, label, description, absent }) => [id, label, description, absent]),
      ),
    },
  ];
}

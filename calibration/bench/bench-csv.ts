import { type CsvCell, toCsv } from '../../src/index.js';
import type { BenchResults, Spread } from './bench-results.js';

/** A table of the benchmark as a file. */
export interface BenchFile {
  readonly name: string;
  readonly text: string;
}

const spreadCells = (spread: Spread | null): readonly CsvCell[] =>
  spread === null ? [null, null, null] : [spread.min, spread.median, spread.max];

/** The tables behind the page: times, work and precision, scaling, and who took part. */
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

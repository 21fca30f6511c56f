import type { BenchResults, PrecisionRow, TimingRow } from '../../../calibration/bench/bench-results.js';
import { solvers } from '../../../calibration/bench/solvers.js';

/** A row of times with some fields replaced. */
export function timingRow(changes: Partial<TimingRow> = {}): TimingRow {
  return {
    arm: 'placebo',
    days: 365,
    solver: 'self',
    relativeTolerance: 1e-6,
    absoluteTolerance: 1e-3,
    role: 'default',
    patients: [200, 1000],
    milliseconds: { min: 0.4, median: 0.5, max: 0.625 },
    ratio: { min: 1, median: 1, max: 1 },
    error: 5.7e-7,
    evaluationsPerPatient: null,
    failed: 0,
    ...changes,
  };
}

export function precisionRow(changes: Partial<PrecisionRow> = {}): PrecisionRow {
  return {
    arm: 'placebo',
    days: 365,
    solver: 'cvode-bdf',
    relativeTolerance: 1e-6,
    absoluteTolerance: 1e-3,
    millisecondsPerPatientYear: 3.5,
    error: 3e-4,
    evaluationsPerPatient: 570,
    failed: 0,
    ...changes,
  };
}

/** Made-up results: two solvers took part, odex is absent, the others have no rows. */
export function sampleBench(changes: Partial<BenchResults> = {}): BenchResults {
  const spread = { min: 1, median: 1.25, max: 1.5 };
  return {
    schemaVersion: 1,
    version: '9.9.9',
    commit: null,
    date: '2026-01-02T03:04:05.000Z',
    quick: false,
    repeats: 5,
    seed: '1',
    elapsedSeconds: 100,
    machine: {
      cpu: 'A <fast> CPU',
      cores: 2,
      memoryBytes: 8 * 2 ** 30,
      system: 'Linux 6',
      node: 'v20.19.0',
      compiler: 'gcc 12',
      compilerFlags: ['-O3'],
      sundials: null,
      odex: null,
      loadAtStart: 0,
    },
    solvers: solvers.map(({ id, label, description }) => ({
      id,
      label,
      description,
      absent: id === 'odex' ? 'npm package odex is not installed' : null,
    })),
    reference: 'the reference',
    errorPatients: 24,
    timings: [
      timingRow(),
      timingRow({
        solver: 'cvode-bdf',
        ratio: { min: 6, median: 7, max: 8 },
        error: 3e-4,
        evaluationsPerPatient: 569.6,
      }),
      timingRow({ solver: 'cvode-bdf', role: 'matched', relativeTolerance: 1e-9, absoluteTolerance: 1e-6 }),
      timingRow({ arm: 'tas102_bev', days: 56 }),
    ],
    precision: [
      precisionRow({ solver: 'self', error: 5e-7, millisecondsPerPatientYear: 0.5 }),
      precisionRow({ solver: 'self', error: 6e-9, millisecondsPerPatientYear: 1.2, relativeTolerance: 1e-8 }),
      precisionRow(),
      precisionRow({ relativeTolerance: 1e-9, error: 1e-6, millisecondsPerPatientYear: 9 }),
      precisionRow({ arm: 'tas102_bev', error: null }),
    ],
    scaling: [
      {
        series: 'patients',
        patients: 1000,
        workers: 2,
        seconds: spread,
        millisecondsPerPatient: 1.25,
        relative: 1,
        peakBytes: 2e8,
      },
      {
        series: 'patients',
        patients: 3000,
        workers: 2,
        seconds: spread,
        millisecondsPerPatient: 1.2,
        relative: 0.96,
        peakBytes: 3e8,
      },
      {
        series: 'workers',
        patients: 3000,
        workers: 1,
        seconds: spread,
        millisecondsPerPatient: 2,
        relative: 1,
        peakBytes: 2e8,
      },
      {
        series: 'workers',
        patients: 3000,
        workers: 2,
        seconds: spread,
        millisecondsPerPatient: 1,
        relative: 2,
        peakBytes: 3e8,
      },
    ],
    remarks: [],
    ...changes,
  };
}

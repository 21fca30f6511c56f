import type { BuiltInArm } from '../../src/index.js';

/** The contents of `bench.json`, from which the page and the tables of a benchmark are made. */
export interface BenchResults {
  readonly schemaVersion: 1;
  readonly version: string;
  readonly commit: string | null;
  readonly date: string;
  readonly quick: boolean;
  readonly repeats: number;
  readonly seed: string;
  readonly elapsedSeconds: number;
  readonly machine: Machine;
  readonly solvers: readonly SolverState[];
  /** Description of the reference of the errors. */
  readonly reference: string;
  /** Patients over which errors were measured. */
  readonly errorPatients: number;
  readonly timings: readonly TimingRow[];
  readonly precision: readonly PrecisionRow[];
  readonly scaling: readonly ScalingRow[];
  /** Problems that did not stop the benchmark. */
  readonly remarks: readonly string[];
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
  readonly compiler: string | null;
  readonly compilerFlags: readonly string[];
  readonly sundials: string | null;
  readonly odex: string | null;
  /** Load average over the last minute at the start of the benchmark; other load on the machine disturbs it. */
  readonly loadAtStart: number;
}

export interface SolverState {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Reason why it could not be built or found; null where available. */
  readonly absent: string | null;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export type BenchArm = BuiltInArm;

/** One solver on one case at one tolerance. */
export interface TimingRow {
  readonly arm: BenchArm;
  readonly days: number;
  readonly solver: string;
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  /** `default`: the tolerance of the workbench; `matched`: where the peer reaches the error class. */
  readonly role: 'default' | 'matched';
  /** Sizes whose difference was timed. */
  readonly patients: readonly [small: number, large: number];
  /** Per patient and arm; null where no repeat gave a positive difference. */
  readonly milliseconds: Spread | null;
  /** This solver's time over the workbench's, repeat by repeat; above 1 the workbench is faster. */
  readonly ratio: Spread | null;
  /** Largest error over patients, days and cells, relative with a floor; null where it was not measured. */
  readonly error: number | null;
  readonly evaluationsPerPatient: number | null;
  readonly failed: number;
}

/** One point of the work-precision plot. */
export interface PrecisionRow {
  readonly arm: BenchArm;
  readonly days: number;
  readonly solver: string;
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  readonly millisecondsPerPatientYear: number | null;
  readonly error: number | null;
  readonly evaluationsPerPatient: number | null;
  readonly failed: number;
}

/** A cohort on the engine of the main job. */
export interface ScalingRow {
  readonly series: 'patients' | 'workers';
  readonly patients: number;
  readonly workers: number;
  readonly seconds: Spread;
  readonly millisecondsPerPatient: number;
  /** `patients`: time per patient over that of the smallest cohort; `workers`: speed over that of one worker. */
  readonly relative: number;
  readonly peakBytes: number;
}

/** Results of a benchmark as its JSON file holds them: keys in snake case, as in every result file. */
export function benchFile(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(benchFile);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      benchFile(member),
    ]),
  );
}

import { sha256 } from '../../src/index.js';
import type { Engine } from '../engine/engine.js';
import type { FitJob, FitJobResult, JobPool } from '../fit/fit-job.js';
import type { ArmCorrelations } from '../fit/objective/likelihood-rows.js';
import { expectedMedians } from '../fit/objective/pooled-endpoints.js';
import type { FitProblem } from '../fit/problem.js';
import type { ProposedPool } from '../pool/fit-pool.js';
import type { MixturePool } from '../pool/mixture-pool.js';
import { clinicalTargets, type MedianRule } from '../targets/clinical-targets.js';
import type { TrialTables } from '../targets/trial-tables.js';
import type { Tasks } from '../tasks/tasks.js';
import { sharedPool } from './shared-pool.js';

/** A finished fit with everything that a refit needs. */
export interface RefitContext {
  readonly seed: string;
  readonly tables: TrialTables;
  /** What the target of a median is; default: the mean of the trials' medians. */
  readonly medianRule?: MedianRule;
  readonly problem: FitProblem;
  readonly values: readonly number[];
  /** The problem for other tables, with the same transformed parameters. */
  readonly problemOf: (tables: TrialTables) => FitProblem;
  /** Correlations between patients of one trial, by arm, for simulated trials; empty where trials differ by sampling error only. */
  readonly correlations: Readonly<Record<string, ArmCorrelations>>;
  readonly pool: JobPool;
  /** Patients of a truth that trials are drawn from, where these are not to be the patients that are refitted on. */
  readonly truthPool?: MixturePool;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly run: JobRunner;
}

/** Runs fits, on any number of workers; results in input order. */
export type JobRunner = (label: string, jobs: readonly FitJob[]) => Promise<readonly FitJobResult[]>;

export interface JobEvents {
  readonly onBegin: (label: string, jobs: number) => void;
  readonly onResult: (done: number, jobs: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Jobs on an engine. */
export function engineRunner(engine: Engine<Tasks>, { onBegin, onResult, signal }: JobEvents): JobRunner {
  return async (label, jobs) => {
    onBegin(label, jobs.length);
    let done = 0;
    return engine.run('refit', jobs, { signal, onResult: () => onResult(++done, jobs.length) });
  };
}

/** A pool for jobs: its first patients in shared memory, with a name unique to these patients. */
export function jobPool(label: string, pool: ProposedPool, most: number, leastEffectiveShare: number): JobPool {
  const shared = sharedPool(pool, most);
  const name = `${label}, ${sha256(shared.logX.join())}, ${sha256(shared.logProposal.join())}`;
  return { name, pool: shared, leastEffective: leastEffectiveShare * shared.patients };
}

/** A job that starts from the fitted values. */
export function jobOf(context: RefitContext, problem: FitProblem = context.problem): FitJob {
  const { pool, values, maxIterations, tolerance } = context;
  return { pool, problem, start: values, maxIterations, tolerance };
}

/** Expected medians of the arms of a context; days. */
export function mediansOf({ tables, medianRule, problem }: RefitContext): Readonly<Record<string, number>> {
  return expectedMedians(clinicalTargets(tables, problem.arms, medianRule), problem.settings.monthDays);
}
